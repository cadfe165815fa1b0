"""Tables whose cells stand apart by spaces or tabs: found where rows of figures stand, and nowhere else."""

from __future__ import annotations

import pytest

from reader.formats.blocks import parse_blocks
from reader.formats.document import BlockKind
from reader.formats.spaced import is_rule_row
from reader.model import SourceText

PRICES = "Item          Monday   Tuesday   Change\nWheat          212.50    215.00    +2.50\nCorn           180.25    179.75    -0.50"
RULED = PRICES.replace("Change\n", f"Change\n{'-' * 40}\n") + f"\n{'-' * 40}"
VEGETABLES = "品名　　周一　　周二　　涨跌\n白菜　　1.20　　1.30　　0.10\n土豆　　2.50　　2.40　　-0.10"
SHARES = "Ward            Votes     Share\nNorth             512     41.2%\nSouth             730     58.8%"
GRID = "+------+-------+\n| a    | b     |\n+------+-------+\n| 1    | 二二  |\n+------+-------+"


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in parse_blocks(SourceText(text))]


@pytest.mark.parametrize(
    "table",
    [
        PRICES,
        RULED,
        VEGETABLES,
        SHARES,
        GRID,
        "品名\t周一\t周二\n白菜\t1.20\t1.30\n土豆\t2.50\t2.40",
        "a\t1\nb\t2\nc\t3",
    ],
)
def test_rows_of_figures_are_a_table(table: str) -> None:
    assert kinds(table) == [BlockKind.TABLE]
    text = "本周菜价总体平稳，市场供应充足。"
    # AND also when text stands right above and below them
    assert kinds(f"{text}\n{table}\n{text}") == [BlockKind.TEXT, BlockKind.TABLE, BlockKind.TEXT]


@pytest.mark.parametrize(
    "text",
    [
        "张三　李四　王五\n赵六　钱七　孙八\n周九　吴十　郑一",  # names
        "　　本报讯　昨日下午，河堤完工。\n　　全长3公里。\n　　投资2亿元。",
        "The tide came in.  It was 5 o'clock.  All was\nstill.  At 6 the ferry left.  It carried 12\nmen.  At 7 it was back.  Nobody had seen it.",
        "one  two\nthree  four\nfive  six",
        "Wheat  212.50\nCorn  180.25",  # two rows may stand so by chance
        "床前明月光　疑是地上霜\n举头望明月　低头思故乡\n床前明月光　疑是地上霜",
    ],
)
def test_text_with_gaps_is_text(text: str) -> None:
    assert BlockKind.TABLE not in kinds(text)


def test_every_character_stays() -> None:
    for table in (PRICES, RULED, VEGETABLES, GRID):
        blocks = parse_blocks(SourceText(table))
        assert "\n".join(line.string for block in blocks for line in block.lines) == table


@pytest.mark.parametrize("line", ["-" * 5000 + "x", "- " * 5000, ("---" + " ") * 2000 + "x", "=" * 5000 + "\t|"])
def test_a_long_line_under_a_row_is_read_in_no_time(line: str) -> None:
    assert not is_rule_row(line)
    assert kinds(f"Alpha  12\n{line}") != [BlockKind.TABLE]

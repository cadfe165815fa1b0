"""In terminals that give two cells to “ ” … — · and lines, no border and no column moves.

The cells are counted here by a table of its own, so that what Rich and we believe is compared with what a terminal does.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from driving import reading

from reader.app.ambiguous import draw_for
from reader.language import Language
from reader.typeset.ambiguous import are_wide, drawn
from reader.typeset.columns import divide, set_pages
from reader.typeset.layout import Setting, set_article
from reader.typeset.widths import width
from strategies import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from driving import Reading

QUOTED = "“他说……”——这是‘一’句话·而且很长，①②③④，“又说：‘好’”……一直说到了行尾。" * 9
TABLE = "| 名称 | 数量 | 说明 |\n|---|---|---|\n| “河堤” | 3 | 甲…… |\n| 灯 | 12 | ——乙· |"
PAGE = f"# “白鹭”来了——今冬首批……\n\n{QUOTED}\n\n图为“白鹭”。某某 摄\n\n> 引文“一句”……\n\n{TABLE}\n\n{QUOTED}\n"
OTHER = f"# 另一篇“很长的标题”……一直写到了第二行去——还没有写完\n\n{QUOTED}\n"


def cells(text: str) -> int:
    """Return the cells a terminal with wide ambiguous characters gives to ``text``."""
    return sum(
        0 if unicodedata.category(char)[0] in "MC" else 2 if unicodedata.east_asian_width(char) in "AWF" else 1
        for char in text
    )


@pytest.fixture(autouse=True)
def _wide() -> Iterator[None]:
    draw_for(2)
    yield
    draw_for(1)


@pytest.fixture
def paper(folder: Callable[..., Path]) -> Path:
    return folder({"a.md": PAGE, "b.md": OTHER})


def borders(app: Reading) -> set[int]:
    """Return the cells at which the sidebar's border stands, over all lines."""
    found = set()
    for line in app.lines()[1:-1]:
        found.add(cells(line[: line.index("|")]))
    return found


def assert_aligned(app: Reading) -> None:
    for line in app.lines():
        assert cells(line) == app.app.size.width, line
        assert not set(line) & set("─│┄▏▌▕▁▂▃▄▅▆▇█"), line


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
async def test_every_line_has_the_width_of_the_screen_and_borders_stand_in_line(columns: int, paper: Path) -> None:
    async with reading(paper, size=(columns, 40)) as app:
        for key in ("J", "space", "b", "K", "o", "o", "c", "space", "c"):
            await app.press(key)
            assert_aligned(app)
            if columns > 60:
                assert borders(app) == {31 if columns < 120 else 37}


@pytest.mark.parametrize("key", ["?", "i", "!", "s", "ctrl+p", "e", "O", "/", "f"])
async def test_dialogs_stand_in_line(key: str, paper: Path) -> None:
    async with reading(paper, size=(100, 40)) as app:
        await app.press(key)
        assert_aligned(app)
        if key in "/f":
            await app.press("白", "鹭")
            assert_aligned(app)


async def test_without_colours_a_dialog_has_a_border_in_line(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(paper, size=(100, 40)) as app:
        await app.press("i")
        assert_aligned(app)
        assert any("+---" in line for line in app.lines())


async def test_the_mouse_points_at_what_it_is_over(paper: Path) -> None:
    async with reading(paper, size=(100, 40)) as app:
        view = app.view
        row = next(number for number, line in enumerate(app.lines(view)) if "”——这是" in line)
        line = app.lines(view)[row]
        place = view.place_at(cells(line[: line.index("这是")]), row)
        assert place is not None
        assert view.piece(place.row, place.piece).text.string[place.at] == "这"


def test_lines_and_tables_fit_and_columns_stand_in_line() -> None:
    article = rebuild(PAGE).articles[0]
    for measure in range(10, 100):
        for line in set_article(article, Setting(measure, Language("zh"), 2)):
            assert cells(line.string) == width(line.string) <= measure + 2, line.string
    page = divide(140, 30)
    assert page is not None
    for line in set_pages(article, page, Setting(page.measure, Language("zh"))):
        for piece in line.beside:
            if piece.text.string == "|":
                assert piece.indent in {page.cell(1) - page.gutter - 1, page.cell(2) - page.gutter - 1}


def test_one_cell_is_one_cell_again() -> None:
    assert (width("“…—·①─é"), width("汉"), width("e\u0301")) == (14, 2, 1)
    assert are_wide()
    draw_for(1)
    assert (width("“…—·①─é"), width("汉"), width("❤️")) == (7, 2, 2)
    assert drawn().rule == "─"

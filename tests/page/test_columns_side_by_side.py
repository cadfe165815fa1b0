"""Columns that stand side by side are read one after the other; tables, and what nobody can tell, stay as they stand."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.markdown import article_markdown
from reader.formats.parse import parse_document
from reader.model import Bulletin, ProblemKind, RepairKind, Role
from reader.page import build_bulletin
from strategies import placed, visible

PIER = (
    "The harbour board voted on Tuesday to close the old grain pier for repairs that will last until the spring. Trucks "
    "that carry salt and timber will be sent round by the north road, a detour of about eleven miles.",
    '"We looked at every other way," said Ann Mercer, the chairwoman, who lives near the pier.',
)
SHOPS = (
    "Shop owners on Front Street said the closing would cost them the winter trade. Two of them have asked the city for "
    "help with the rent.",
    "The board will meet again in January, when engineers are to say how much of the oak under the pier is rotten.",
)
FERRY = (
    "The ferry that has crossed the bay since 1931 will make its last trip on Sunday, and nearly every seat on it is "
    "sold. A bridge takes its place, which cost twice what was planned.",
)
WELL = "村口的老井上个月又出水了，守井的韩婆婆高兴得一夜没睡。她说，这口井从她嫁来那年起就没有干过，直到前年夏天。"
STONE = "如今井水清甜，每天清早都有人提着桶来排队；孩子们趴在井沿上看自己的影子。县里打算把井写进村志，还要立一块石碑。"
TITLE = "Grain pier will close until the spring, and the shops are not happy about it"


def column(paragraphs: tuple[str, ...], width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*([""] if lines else []), *textwrap.wrap(paragraph, width, break_long_words=False)]
    return lines


def laid(columns: list[list[str]], width: int, gutter: int, wide: int = 1) -> str:
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join(
        (" " * gutter).join(cell + " " * (width - wide * len(cell)) for cell in row).rstrip() for row in rows
    )


def rebuild(text: str, undone: frozenset[str] = frozenset()) -> Bulletin:
    return build_bulletin(parse_document(text.encode(), "page.txt"), undone)


def paragraphs(bulletin: Bulletin) -> list[str]:
    return [text for article in bulletin.articles for text in article.texts(Role.PARAGRAPH)]


def kinds(bulletin: Bulletin) -> list[RepairKind]:
    return [repair.kind for repair in bulletin.repairs if repair.kind is RepairKind.COLUMNS]


@pytest.mark.parametrize("stories", [(PIER, SHOPS), (PIER, SHOPS, FERRY), (FERRY, PIER, SHOPS)])
@pytest.mark.parametrize("gutter", [2, 3, 7])
def test_columns_are_read_one_after_the_other(stories: tuple[tuple[str, ...], ...], gutter: int) -> None:
    bulletin = rebuild(f"{TITLE}\n\n{laid([column(story, 30) for story in stories], 30, gutter)}\n")
    assert [text for text in paragraphs(bulletin) if text != TITLE] == [text for story in stories for text in story]
    assert kinds(bulletin) == [RepairKind.COLUMNS]


@pytest.mark.parametrize("wide", [1, 2])  # blanks counted in characters, and in cells
def test_chinese_columns_are_read_one_after_the_other(wide: int) -> None:
    columns = [[text[at : at + 12] for at in range(0, len(text), 12)] for text in (WELL, STONE)]
    bulletin = rebuild(f"老井出水了全村的人都来看还要把它写进村志里去\n\n{laid(columns, 12 * wide, 4, wide)}\n")
    assert paragraphs(bulletin) == [WELL, STONE]


def test_full_width_blanks_are_a_gutter_too() -> None:
    columns = [[text[at : at + 12] for at in range(0, len(text), 12)] for text in (WELL, STONE)]
    rows = "\n".join(f"{one:\u3000<14}{other}".rstrip("\u3000") for one, other in zip_longest(*columns, fillvalue=""))
    assert paragraphs(rebuild(f"老井出水了全村的人都来看还要把它写进村志里去\n\n{rows}\n")) == [WELL, STONE]


def test_traditional_columns_keep_their_characters() -> None:
    well = "村口的老井上個月又出水了，守井的韓婆婆高興得一夜沒睡。她說，這口井從她嫁來那年起就沒有乾過，直到前年夏天。"
    stone = (
        "如今井水清甜，每天清早都有人提著桶來排隊；孩子們趴在井沿上看自己的影子。縣裡打算把井寫進村誌，還要立一塊石碑。"
    )
    columns = [[text[at : at + 12] for at in range(0, len(text), 12)] for text in (well, stone)]
    bulletin = rebuild(f"老井出水了全村的人都來看還要把它寫進村誌裡去\n\n{laid(columns, 24, 4, 2)}\n")
    assert paragraphs(bulletin) == [well, stone]


def test_a_sentence_goes_on_from_one_column_to_the_next() -> None:
    lines = column((" ".join([*PIER, *SHOPS]),), 30)
    half = len(lines) // 2
    bulletin = rebuild(f"{TITLE}\n\n{laid([lines[:half], lines[half:]], 30, 4)}\n")
    assert [text for text in paragraphs(bulletin) if text != TITLE] == [" ".join([*PIER, *SHOPS])]


def test_a_title_across_the_columns_divides_them() -> None:
    above, below = (
        laid([column(PIER, 30), column(SHOPS, 30)], 30, 4),
        laid([column(FERRY, 30), column(SHOPS, 30)], 30, 4),
    )
    second = "The last ferry sails on Sunday with every seat on it taken"
    bulletin = rebuild(f"{TITLE}\n\n{above}\n\n{second}\n\n{below}\n")
    texts = [block.text.string for article in bulletin.articles for block in article.blocks]
    assert texts.index(SHOPS[1]) < texts.index(second) < texts.index(FERRY[0])


def test_columns_that_were_undone_stand_as_they_did() -> None:
    rows = laid([column(PIER, 30), column(SHOPS, 30)], 30, 4)
    whole = rebuild(f"{TITLE}\n\n{rows}\n")
    (repair,) = [repair for repair in whole.repairs if repair.kind is RepairKind.COLUMNS]
    without = rebuild(f"{TITLE}\n\n{rows}\n", frozenset({repair.key}))
    assert not kinds(without)
    shown = [line for text in paragraphs(without) for line in text.split("\n")]
    assert all(row.strip() in map(str.strip, shown) for row in rows.split("\n"))
    assert not without.problems


def test_line_ends_undone_in_one_column_come_back_there_alone() -> None:
    text = f"{TITLE}\n\n{laid([column(PIER, 30), column(SHOPS, 30)], 30, 4)}\n"
    unwrapped = [repair for repair in rebuild(text).repairs if repair.kind is RepairKind.UNWRAP]
    for repair in unwrapped:
        articles = rebuild(text, frozenset({repair.key})).articles
        found = [block.text.string for article in articles for block in article.blocks]
        assert [part.count("\n") for part in found if "\n" in part] == [len(repair.spans)]


def test_a_table_of_words_stays_as_it_stands() -> None:
    rows = [
        "Bergen          the morning boat       pier seven",
        "Stavanger       the noon boat          pier two",
        "Kristiansund    a bus from Molde       the market",
        "Haugesund       the evening boat       pier seven",
        "Floro           the slow boat          pier one",
        "Maloy           a bus from Nordfjord   the market",
    ]
    bulletin = rebuild("Boats in winter\n\nThe boats sail as follows until March.\n\n" + "\n".join(rows) + "\n")
    assert "\n".join(rows) in [block.text.string for article in bulletin.articles for block in article.blocks]
    assert not kinds(bulletin)
    assert not bulletin.problems


def test_where_one_side_runs_on_the_lines_are_left_alone_and_it_is_said() -> None:
    fish = ["Cod", "Herring", "Mackerel", "Pollock", "Salmon", "Trout", "Whiting", "Eel"]
    rows = laid([fish, column(FERRY, 24)], 18, 2)
    bulletin = rebuild(f"Prices at the market\n\n{rows}\n")
    assert [(problem.kind, problem.line) for problem in bulletin.problems] == [(ProblemKind.COLUMNS, 3)]
    assert rows in paragraphs(bulletin)
    (article,) = bulletin.articles
    assert "".join(paragraphs(rebuild(article_markdown(article)))).split() == rows.split()


@given(
    st.lists(st.sampled_from([PIER, SHOPS, FERRY, ("Cod", "Eel"), (WELL,)]), min_size=1, max_size=4),
    st.integers(14, 34),
    st.integers(1, 5),
    st.text(st.sampled_from("ab 井，.|#>\t\n　"), max_size=40),
)
def test_every_character_is_kept_whatever_stands_side_by_side(
    stories: list[tuple[str, ...]], width: int, gutter: int, noise: str
) -> None:
    rows = laid([column(story, width) for story in stories], width, gutter)
    text = f"{noise}\n{rows}\n{noise}\n{rows}\n"
    whole = rebuild(text)
    assert visible(placed(whole)) == visible(text)
    for repair in whole.repairs[:6]:
        without = rebuild(text, frozenset({repair.key}))
        assert repair.key not in {each.key for each in without.repairs}
        assert visible(placed(without)) == visible(text)

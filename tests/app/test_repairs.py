"""Repairs on the screen: marked without a character more, counted, listed, undone; the file as stored a key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import Reading, reading
from gazette import HARBOUR, bulletin
from rich.cells import cell_len

from reader.app.repairs import ArticleRepairs, Marks, place_of, repairs_in
from reader.app.screens.repairs_dialog import RepairsDialog, excerpt
from reader.app.widgets.article_painting import LIFTED, SOFT
from reader.language import Language
from reader.library.file_read import Rebuilt
from reader.model import Article, Block, Bulletin, Encoding, Repair, RepairKind, Role, SourceText, Span
from reader.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.strip import Strip

    from reader.app.widgets.article_view import ArticleView

    Files = Callable[[dict[str, str | bytes]], Path]

TORN = (
    "东湖湿地管理处的巡护员昨日清晨在湖心岛一带记录到今冬首批白鹭三百余只，这比往年早了将近十天，各方高效\n\n"
    "{between}处置了湖区的投喂问题，并在岸边立起新的提示牌，提醒市民不要走近。\n\n"
)
CAPTION = "图为市民在东湖边观看白鹭。　简宁 摄\n\n"
WHOLE = "本报讯　东湖昨日来了白鹭，市民纷纷前往观看，管理处请大家不要走近，这是今年入冬以来的第一次，往后还会更多。\n\n"
PAGE = (
    "# 东湖迎来今冬首批白鹭\n\n"
    + WHOLE * 3
    + TORN.format(between="")
    + WHOLE * 3
    + TORN.format(between=CAPTION)
    + WHOLE * 12
    + "# 北桥今日通车两岸皆欢喜\n\n"
    + WHOLE * 20
)


@pytest.fixture
def torn(folder: Files) -> Path:
    """Write a page of two articles, the first with two cut sentences, one of them interrupted by a caption."""
    return folder({"page.md": PAGE})


def joins(app: Reading) -> int:
    return app.screen.repairs.joins


def text_of(app: Reading) -> str:
    """Return all characters of the article's lines."""
    return "".join(line.text.string for line in app.view._lines)


def offset_on_top(app: Reading) -> int:
    """Return the source offset that is kept in place, after making sure that it stands where it is said to."""
    place = app.view.kept_place()
    assert place is not None
    offset = place.offset + (app.view._start if place.base is None else place.base)
    line = app.view._lines.find(offset)
    assert line is not None
    assert app.view.scroll_offset.y in {line + 1 - place.above, app.view.max_scroll_y}
    return offset


# -- marks -----------------------------------------------------------------------------------------------------


def underlined(strips: list[Strip]) -> str:
    return "".join(text for strip in strips for text, style, _ in strip if style and style.underline)


def painted(view: ArticleView) -> list[Strip]:
    return [view._paint(number, view._cells) for number in range(len(view._lines))]


async def test_the_two_characters_at_a_join_are_underlined(torn: Path) -> None:
    async with reading(torn) as app:
        assert joins(app) == 2
        assert underlined(painted(app.view)) == "效处" * 2


@pytest.mark.parametrize("columns", [20, 33, 60, 80, 81, 120, 200])
@pytest.mark.parametrize("keys", [(), ("o",)])
async def test_marks_never_change_the_characters_drawn(columns: int, keys: tuple[str, ...], torn: Path) -> None:
    async with reading(torn, size=(columns, 30)) as app:
        await app.press(*keys)
        view = app.view
        view._marks = Marks(view._marks.seams, view._marks.lifted, frozenset({2, 3, 4}))
        marked = painted(view)
        view._marks = Marks()
        plain = painted(view)
        margin = (view.scrollable_content_region.width - view.text_measure) // 2
        for with_marks, without in zip(marked, plain, strict=True):
            # The text is the same; in the margin one space may be a mark.
            assert with_marks.crop(margin).text == without.crop(margin).text
            assert with_marks.crop(0, margin).text.strip() in {"", LIFTED, SOFT}
            assert without.crop(0, margin).text.strip() == ""
            assert with_marks.cell_length == without.cell_length


async def test_lifted_blocks_and_soft_breaks_have_marks_of_their_own_in_the_margin(torn: Path) -> None:
    async with reading(torn) as app:
        view = app.view
        (caption,) = view._marks.lifted
        assert view._article is not None
        assert view._article.blocks[caption].role is Role.CAPTION
        marks = [view._margin_mark(number, 0) for number in range(len(view._lines))]
        assert marks.count(LIFTED) == 1
        line = view._lines[marks.index(LIFTED)]
        assert line.text.string.startswith("图为")
        soft = next(number for number, block in enumerate(view._article.blocks) if block.role is Role.PARAGRAPH)
        view._marks = Marks(soft=frozenset({soft}))
        marks = [view._margin_mark(number, 0) for number in range(len(view._lines))]
        assert marks.count(SOFT) == 1  # beside its first line only
        assert view._lines[marks.index(SOFT)].block == soft


def handmade(*blocks: Block, repairs: tuple[Repair, ...] = (), source: str = "x" * 100) -> tuple[Article, Rebuilt]:
    article = Article(1, blocks)
    return article, Rebuilt(
        Bulletin("a.txt", Encoding(), source, (article,), repairs=repairs),
        repairs,
        frozenset(each.key for each in repairs),
    )


def test_a_seam_lies_between_letters_not_between_marks() -> None:
    source = "one **two**\n\n*three* four"
    join = Repair(RepairKind.JOIN, (Span(0, 11), Span(13, 25)), "cut-sentence", 0.9)
    block = Block(Role.PARAGRAPH, SourceText(source))
    article, rebuilt = handmade(block, repairs=(join,), source=source)
    seams = repairs_in(article, rebuilt).marks.seams
    assert [source[span.start : span.end] for span in seams] == ["o", "t"]


def test_only_repairs_that_touch_an_article_are_its_own() -> None:
    repairs = (
        Repair(RepairKind.UNWRAP, (Span(24, 25),), "line-end", 0.99),
        Repair(RepairKind.JOIN, (Span(0, 9), Span(11, 15)), "cut-sentence", 0.9),
        Repair(RepairKind.JOIN, (Span(40, 44), Span(46, 50)), "cut-sentence", 0.9),
        Repair(RepairKind.ASSIGN, (Span(5, 9), Span(20, 24)), "kicker-above", 0.9),
    )
    article, rebuilt = handmade(Block(Role.PARAGRAPH, SourceText("x" * 10, ((0, 20),))), repairs=repairs)
    found = repairs_in(article, rebuilt)
    # Line ends come after all others, though they stand before them.
    assert [repair.kind for repair in found.repairs] == [RepairKind.ASSIGN, RepairKind.UNWRAP]
    assert found.joins == 0


# -- the status line -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "stored"), [("en", "2 joins (O)", "as stored (o)"), ("zh", "2 处接合 (O)", "存时原样 (o)")]
)
async def test_the_status_line_counts_the_joins_and_names_the_form(
    language: str, words: str, stored: str, torn: Path
) -> None:
    async with reading(torn, language=language) as app:
        assert words in app.status
        await app.press("o")
        assert stored in app.status
        assert words not in app.status
        await app.press("o")
        assert words in app.status
        await app.press("J")
        assert not app.status.endswith(" o")


async def test_one_join_is_one_join(folder: Files) -> None:
    page = "# 东湖迎来今冬首批白鹭\n\n" + WHOLE * 3 + TORN.format(between="")
    async with reading(folder({"a.md": page})) as app:
        assert "1 join (O)" in app.status


# -- as stored -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [50, 80, 120, 200])
@pytest.mark.parametrize("down", [1, 7, 20, 33])
@pytest.mark.parametrize("start", [(), ("o",)])
async def test_the_other_form_shows_the_same_place(columns: int, down: int, start: tuple[str, ...], torn: Path) -> None:
    async with reading(torn, size=(columns, 20)) as app:
        await app.press(*start, *["j"] * down)
        before, seen = offset_on_top(app), app.lines(app.view)
        await app.press("o")
        assert offset_on_top(app) == before
        await app.press("o")
        assert offset_on_top(app) == before
        assert app.lines(app.view) == seen


async def test_the_beginning_of_one_form_is_the_beginning_of_the_other(torn: Path) -> None:
    async with reading(torn) as app:
        for _ in range(3):
            await app.press("o")
            assert app.view.scroll_offset.y == 0


async def test_as_stored_the_lines_are_those_of_the_file(torn: Path) -> None:
    async with reading(torn, size=(200, 30)) as app:
        await app.press("o")
        assert "# 东湖迎来今冬首批白鹭" in app.text(app.view)
        assert "".join(text_of(app).split()) == "".join(PAGE.partition("# 北桥")[0].split())
        # THEN going on keeps the form, and going back to the rebuilt one too
        await app.press("J")
        assert app.headline == "北桥今日通车两岸皆欢喜"
        assert "# 北桥今日通车两岸皆欢喜" in app.text(app.view)
        await app.press("o", "K")
        assert "# 东湖" not in app.text(app.view)


async def test_as_stored_no_mark_is_drawn_otherwise_than_it_stands(folder: Files) -> None:
    line = "北桥今日通车,两岸往来省下一刻钟(约十五分钟)."
    async with reading(folder({"a.md": f"# 北桥今日通车\n\n{line}\n"})) as app:
        await app.press("o")
        assert line in app.text(app.view)


async def test_a_hit_is_found_in_the_file_as_stored(torn: Path) -> None:
    async with reading(torn) as app:
        await app.press("o", "/")
        await app.paste("简宁")
        await app.press("enter")
        assert "简宁" in app.text(app.view)
        assert "as stored" in app.status
        await app.press("o")
        assert "简宁" in app.text(app.view)


async def test_as_stored_no_file_drives_the_terminal(folder: Files) -> None:
    async with reading(folder({"a.txt": "Harbour\x1b[31m\x07\n\n" + "two\u202e three\x9b\n\n" * 3})) as app:
        await app.press("o")
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(app.text() + text_of(app))


async def test_an_article_of_a_yaml_bulletin_is_shown_with_its_keys(folder: Files) -> None:
    text = "articles:\n  - title: One\n    body: First.\n  - title: Two\n    body: Second.\n"
    async with reading(folder({"a.yaml": text})) as app:
        await app.press("J", "o")
        assert "- title: Two" in app.text(app.view)
        assert "One" not in app.text(app.view)


async def test_of_a_very_long_file_only_what_is_needed_is_set(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.app.lazy_lines import LazyLines

    root = folder({"long.md": bulletin("Harbour reopens", "News", 1, HARBOUR * 40)})
    async with reading(root, settle=False) as app:
        await app.until(lambda: "Paragraph 1 of" in app.text(app.view))
        monkeypatch.setattr(LazyLines, "work", lambda self, seconds: None)
        app.send("o")
        await app.until(lambda: "title: Harbour" in app.text(app.view))
        assert len(app.view._lines) <= 2 * 30
        assert not app.view._lines.done


# -- the list of repairs ---------------------------------------------------------------------------------------


async def test_the_list_shows_kind_reason_seam_and_confidence(torn: Path) -> None:
    async with reading(torn) as app:
        await app.press("O")
        assert app.dialog == "RepairsDialog"
        shown = app.text()
        assert shown.count("joined  the sentence was cut in two") == 2
        assert "lifted  it stood inside a sentence" in shown
        assert shown.count("各方高效¦处置了湖区") == 2
        assert shown.count(" %") >= 3
        await app.press("O")
        assert app.dialog == ""


@pytest.mark.parametrize("columns", [20, 40, 60, 200])
async def test_the_list_fits_any_window(columns: int, torn: Path) -> None:
    async with reading(torn, size=(columns, 24), language="zh") as app:
        await app.press("O", "j", "G", "g", "u")
        assert app.dialog == "RepairsDialog"
        assert {cell_len(line) for line in app.lines()} == {columns}


async def test_without_repairs_a_sentence_says_so(folder: Files) -> None:
    async with reading(folder({"a.md": bulletin("Harbour", "News", 1, "It is open.")})) as app:
        await app.press("O")
        assert app.dialog == ""
        assert "Nothing was repaired" in app.status


async def test_an_article_may_be_read_anew_before_the_list_stands(torn: Path) -> None:
    async with reading(torn) as app:
        found = app.screen.repairs
        dialog = RepairsDialog(found, app.screen.shown.bulletin.source, app.screen.language, lambda *_: None)
        dialog.show(replace(found, undone=found.made))
        assert dialog.rows.undone == set(found.made)
        app.app.push_screen(dialog)
        await app.settle()
        assert "undone" in app.text(dialog.rows)


async def test_enter_goes_to_the_repair(torn: Path) -> None:
    async with reading(torn, size=(60, 16)) as app:
        assert "提示牌" not in app.text(app.view)
        await app.press("O", "j", "enter")
        assert app.dialog == ""
        repair = app.screen.repairs.repairs[1]
        line = app.view._lines.find(place_of(repair))
        assert line is not None
        assert app.view.scroll_offset.y <= line + 1 < app.view.scroll_offset.y + app.view.size.height
        # AND so it does in the file as stored
        await app.press("g", "o", "O", "j", "enter")
        line = app.view._lines.find(place_of(repair))
        assert line is not None
        assert app.view.scroll_offset.y <= line + 1 < app.view.scroll_offset.y + app.view.size.height


@pytest.mark.parametrize("key", ["u", "space"])
async def test_a_repair_is_undone_and_made_again_from_the_list(key: str, torn: Path) -> None:
    async with reading(torn) as app:
        whole = text_of(app)
        # WHEN the first join is undone
        await app.press("O", key)
        # THEN its row says so and stays, the article shows the break, the search knows
        assert app.dialog == "RepairsDialog"
        assert app.text().count("undone") == 1
        assert joins(app) == 1
        assert underlined(painted(app.view)) == "效处"
        # WHEN it is made again THEN all is as before
        await app.press(key)
        assert "undone  " not in app.text()
        assert joins(app) == 2
        assert text_of(app) == whole


async def test_what_is_undone_stays_undone(torn: Path) -> None:
    async with reading(torn) as app:
        await app.press("O", "u", "escape")
        assert "1 join (O)" in app.status
        await app.press("r")
        assert joins(app) == 1
    (torn / "page.md").rename(torn / "other.md")
    async with reading(torn) as app:
        assert "1 join (O)" in app.status
        await app.press("O")
        assert app.text().count("undone") == 1
        await app.press("u")
    async with reading(torn) as app:
        assert "2 joins (O)" in app.status


async def test_two_quick_keys_leave_what_the_second_said(torn: Path) -> None:
    async with reading(torn) as app:
        await app.press("O", "u", "u", "j", "u", "u", "u")
        assert joins(app) == 1
        assert len(app.screen.repairs.undone) == 1


@pytest.mark.parametrize("columns", [60, 120])
async def test_undoing_leaves_the_place_under_the_eye(columns: int, torn: Path) -> None:
    async with reading(torn, size=(columns, 16)) as app:
        await app.press(*["j"] * 15)
        before, seen = offset_on_top(app), app.lines(app.view)
        await app.press("O", "u")
        assert offset_on_top(app) == before
        await app.press("u", "escape")
        assert offset_on_top(app) == before
        assert app.lines(app.view) == seen


async def test_a_search_knows_at_once_what_was_undone(torn: Path) -> None:
    async with reading(torn) as app:
        await app.press("/")
        await app.paste('"高效处置"')
        assert "1 found" in app.found
        await app.press("escape", "O", "u", "j", "u", "escape")
        assert joins(app) == 0
        await app.press("/")
        await app.paste('"各方高效处置"')
        assert "Nothing found" in app.text(app.screen.panel)


async def test_a_mark_that_cannot_be_written_is_a_sentence(
    torn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("READER_DATA", str(blocked))
    async with reading(torn) as app:
        await app.press("O", "u")
        assert app.dialog == "RepairsDialog"
        assert "will not be" in app.text()
        assert joins(app) == 2
        assert "undone  " not in app.text()


async def test_marks_that_cannot_be_understood_are_among_the_problems(
    torn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path))
    (tmp_path / "undone.json").write_text("?", encoding="utf-8")
    async with reading(torn) as app:
        assert "1 problem (!)" in app.status
        await app.press("!")
        assert "undone.json" in app.text()


async def test_a_repair_that_went_with_another_says_that_it_comes_back_with_it(torn: Path) -> None:
    join = Repair(RepairKind.JOIN, (Span(0, 3), Span(9, 12)), "cut-sentence", 0.9)
    lift = Repair(RepairKind.LIFT, (Span(4, 8),), "interrupts-sentence", 0.9)
    marked: list[tuple[str, bool]] = []
    found = ArticleRepairs((join, lift), frozenset(), frozenset({join.key}))
    async with reading(torn) as app:
        dialog = RepairsDialog(
            found, "abc\x1bdefgh ijk", Language("en"), lambda repair, undone: marked.append((repair.key, undone))
        )
        app.app.push_screen(dialog)
        await app.settle()
        assert "undone" in app.text()
        assert "not made" in app.text()
        await app.press("j", "u")
        assert marked == []
        assert "it comes back" in app.text()
        await app.press("k", "u")
        assert marked == [(join.key, False)]
        assert "\x1b" not in app.text()


def test_the_text_around_a_seam_is_one_line_on_both_sides() -> None:
    source = "A first line\n\n  and its\nsecond"
    unwrap = Repair(RepairKind.UNWRAP, (Span(23, 24),), "line-end", 0.99)
    join = Repair(RepairKind.JOIN, (Span(0, 12), Span(16, 23)), "cut-sentence", 0.99)
    lift = Repair(RepairKind.LIFT, (Span(2, 7),), "interrupts-sentence", 0.99)
    assert excerpt(unwrap, source) == ("A first line and its", "second")
    assert excerpt(join, source) == ("A first line", "and its")
    assert excerpt(lift, source) == ("", "first")


async def test_what_was_repaired_is_told_with_the_origin(torn: Path) -> None:
    async with reading(torn, size=(120, 50)) as app:
        await app.press("i")
        assert "joined: the sentence was cut in two (" in app.text()

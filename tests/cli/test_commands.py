"""The command line, command by command: what it prints, where, and with which exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader import __version__
from reader.cli import COMMANDS, main
from reader.library.library import Library
from reader.model import ProblemKind, RepairKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str | bytes]], Path]

PAGE = "# 东湖迎来白鹭\n\n本报讯(记者 许知行)昨日,东湖记录到白鹭三百只。\n\n# 北桥今日通车\n\n北桥今日通车,两岸往来省下一刻钟。\n"
NOTICE = "---\ntitle: 停水通知\nsection: 公告\ndate: 2026-11-21\n---\n\n明日上午停水两小时。\n"
WHOLE = "本报讯　东湖昨日来了白鹭，市民纷纷前往观看，管理处请大家不要走近，这是今年入冬以来的第一次，往后还会更多。\n\n"
TORN = (
    "---\nsection: 环保\n---\n\n# 东湖迎来今冬首批白鹭\n\n"
    + WHOLE * 3
    + "东湖湿地管理处的巡护员昨日清晨在湖心岛一带记录到今冬首批白鹭三百余只，这比往年早了将近十天，各方高效\n\n"
    "处置了湖区的投喂问题，并在岸边立起新的提示牌，提醒市民不要走近。\n\n" + WHOLE * 3
)


def run(*arguments: str) -> int:
    """Run the command line in this process; argparse leaves by SystemExit."""
    try:
        return main(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)


@pytest.fixture
def bulletins(folder: Files) -> Path:
    return folder({"page.md": PAGE, "notice.md": NOTICE})


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_list_prints_sections_and_headlines(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", str(bulletins)) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "公告  1"
    assert "  东湖迎来白鹭  " in out
    assert out.index("东湖迎来白鹭") < out.index("北桥今日通车")


def test_list_as_json_has_the_promised_keys(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", str(bulletins), "--json") == 0
    rows = printed(capsys)
    assert [row["headline"] for row in rows] == ["停水通知", "东湖迎来白鹭", "北桥今日通车"]
    assert [row["article"] for row in rows] == [1, 1, 2]
    assert rows[0]["section"] == "公告"
    assert rows[0]["date"] == "2026-11-21"
    assert rows[1]["date"] is None
    assert {"id", "path", "article", "section", "headline", "date"} <= set(rows[0])
    assert rows[0]["path"].endswith("notice.md")


def test_list_of_one_section_leaves_the_others_out(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", str(bulletins), "--section", "公告", "--json") == 0
    assert [row["headline"] for row in printed(capsys)] == ["停水通知"]


def test_an_unknown_section_is_answered_with_the_known_ones(
    bulletins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("list", str(bulletins), "--section", "体育") == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "体育" in streams.err
    assert "公告" in streams.err


def test_an_id_is_made_of_the_words_and_not_of_the_file(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    root = folder({"a.md": NOTICE, "b/c.txt": NOTICE.replace("\n\n明日", "\n\n\n明日\n")})
    run("list", str(root), "--json")
    first, second = printed(capsys)
    assert first["id"] == second["id"]
    assert first["path"] != second["path"]


def test_show_sets_the_articles_to_the_width(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", str(bulletins / "page.md"), "--width", "24") == 0
    from reader.typeset.widths import width

    lines = capsys.readouterr().out.splitlines()
    assert (
        max(width(line.rstrip("，。、；：！？”》）")) for line in lines) <= 24
    )  # closing marks may hang into the margin
    assert any("北桥今日通车" in line for line in lines)


def test_show_of_one_article_leaves_the_other_out(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", str(bulletins / "page.md"), "--article", "2") == 0
    out = capsys.readouterr().out
    assert "北桥" in out
    assert "白鹭" not in out


def test_show_of_an_article_that_is_not_there_says_how_many_there_are(
    bulletins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("show", str(bulletins / "page.md"), "--article", "7") == 2
    assert "2" in capsys.readouterr().err


def test_export_prints_one_line_a_paragraph(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", str(bulletins / "page.md"), "--article", "1") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "东湖迎来白鹭"
    assert "本报讯（记者 许知行）昨日，东湖记录到白鹭三百只。" in lines
    assert lines[-1].startswith("From: ")
    assert lines[-1].endswith("page.md · marks and spaces as drawn on the screen")


def test_export_into_a_folder_names_files_by_their_headlines(
    bulletins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run("export", str(bulletins), "-o", f"{out}/") == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "2026-11-21 停水通知.txt",
        "东湖迎来白鹭.txt",
        "北桥今日通车.txt",
    ]


def test_export_of_several_articles_makes_a_folder_of_a_name_without_a_suffix(bulletins: Path, tmp_path: Path) -> None:
    assert run("export", str(bulletins), "-o", str(tmp_path / "out")) == 0
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_export_never_writes_over_a_file_unless_told(
    bulletins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("mine", encoding="utf-8")
    command = ("export", str(bulletins / "notice.md"), "-o", str(target))
    assert run(*command) == 1
    assert "mine.txt" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"
    assert run(*command, "--force") == 0
    assert "停水" in target.read_text(encoding="utf-8")
    assert list(tmp_path.glob(".reader-*")) == []


def test_export_into_the_folder_that_is_read_is_refused(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(bulletins.rglob("*"))
    assert run("export", str(bulletins), "-o", str(bulletins / "out.txt")) == 1
    assert run("export", str(bulletins), "-o", f"{bulletins}/new/") == 1
    assert sorted(bulletins.rglob("*")) == before


@pytest.mark.parametrize(("form", "suffix"), [("text", ".txt"), ("markdown", ".md"), ("json", ".json")])
def test_export_knows_three_formats(form: str, suffix: str, bulletins: Path, tmp_path: Path) -> None:
    out = tmp_path / form
    out.mkdir()
    assert run("export", str(bulletins / "notice.md"), "--format", form, "-o", str(out)) == 0
    text = (out / f"2026-11-21 停水通知{suffix}").read_text(encoding="utf-8")
    assert "明日上午停水两小时。" in text
    if form == "json":
        assert json.loads(text)["headline"] == ["停水通知"]
    if form == "markdown":
        assert text.startswith("---\n")


def test_parse_prints_the_schema(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", str(bulletins / "page.md")) == 0
    found = printed(capsys)
    assert found["schema"] == "bulletin/1"
    assert [article["headline"] for article in found["articles"]] == [["东湖迎来白鹭"], ["北桥今日通车"]]
    assert found["articles"][0]["dateline"] == "本报讯(记者 许知行)"
    assert found["articles"][0]["blocks"] == [{"role": "para", "text": "昨日,东湖记录到白鹭三百只。"}]


def test_parse_of_a_folder_asks_for_a_file(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", str(bulletins)) == 2
    assert capsys.readouterr().err.startswith("reader: ")


@pytest.mark.parametrize("query", ["鹭", "白鹭", "白鹭 东湖", '"三百只"', "白鹭 -停水", "ｂａｉ 白鹭"[4:]])
def test_search_finds_one_and_two_characters(query: str, bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", query, str(bulletins), "--json") == 0
    rows = printed(capsys)
    assert [row["headline"] for row in rows] == ["东湖迎来白鹭"]
    assert "白鹭" in rows[0]["snippet"]


def test_search_that_finds_nothing_exits_with_one(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "大象", str(bulletins), "--json") == 1
    assert printed(capsys) == []


def test_search_stops_at_the_limit(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "。", str(bulletins), "--json", "--limit", "2") == 0
    assert len(printed(capsys)) == 2


def test_search_without_a_word_to_look_for_is_misuse(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", " ", str(bulletins)) == 2
    assert "reader: " in capsys.readouterr().err


def test_check_is_content_with_good_bulletins(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(bulletins), "--json") == 0
    assert printed(capsys) == []


def test_check_lists_what_is_wrong_and_reads_the_rest(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    root = folder({"good.md": NOTICE, "empty.txt": "", "scan.txt": b"%PDF-1.7\n", "copy.md": NOTICE})
    assert run("check", str(root), "--json") == 1
    rows = printed(capsys)
    assert {row["kind"] for row in rows} == {ProblemKind.EMPTY, ProblemKind.BINARY, ProblemKind.DUPLICATE}
    assert all(set(row) == {"path", "line", "kind", "message"} and row["message"] for row in rows)
    assert run("list", str(root), "--json") == 0
    assert len(printed(capsys)) == 2


def test_a_path_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["list"], ["show"], ["export"], ["parse"], ["search", "x"], []):
        code = run(*command, str(tmp_path / "nowhere.md"))
        assert code in {1, 2}, command
        streams = capsys.readouterr()
        assert "nowhere.md" in streams.err, command
        assert "Traceback" not in streams.err


def test_without_a_terminal_the_articles_are_printed(bulletins: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "reader", str(bulletins / "page.md")], capture_output=True, text=True, encoding="utf-8"
    )
    assert result.returncode == 0
    assert "东湖迎来白鹭" in result.stdout
    assert "\x1b" not in result.stdout


def test_standard_input_is_a_bulletin() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "reader", "parse", "-"], input=PAGE.encode("gb18030"), capture_output=True
    )
    assert result.returncode == 0
    assert len(json.loads(result.stdout)["articles"]) == 2


def test_a_reader_that_has_seen_enough_is_no_error(articles: Path) -> None:
    command = f"'{sys.executable}' -m reader show '{articles}' | head -n 1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert result.returncode == 0
    assert result.stderr == ""


def test_without_a_path_the_settings_folders_are_read(
    bulletins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"folders: ['{bulletins}']\n", encoding="utf-8")
    monkeypatch.setenv("READER_SETTINGS", str(settings))
    monkeypatch.chdir(tmp_path)
    run("list", "--json")
    assert len(printed(capsys)) == 3


def test_without_a_path_the_folder_articles_is_next(
    folder: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder({"articles/one.md": NOTICE, "two.md": PAGE}))
    run("list", "--json")
    assert [row["headline"] for row in printed(capsys)] == ["停水通知"]


def test_without_anything_the_welcome_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run("list", "--json")
    assert "Welcome to Reader" in [row["headline"] for row in printed(capsys)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mesure: 80", "measure"),
        ("measure: wide", "20"),
        ("theme: pink", "paper"),
        ("full_width_marks: maybe", "true, false"),
        ("close_spaces: [1]", "close_spaces"),
        ("close_space: true", "close_spaces"),
        ("language: [", "settings.yaml:1"),
        ("- 1", "key: value"),
        ("folders: {a: b}", "folders"),
    ],
)
def test_wrong_settings_are_explained(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("READER_SETTINGS", str(path))
    assert run("list", str(tmp_path)) == 2
    assert said in capsys.readouterr().err


def test_keys_lists_every_action(capsys: pytest.CaptureFixture[str]) -> None:
    from reader.actions import ACTIONS
    from reader.language import Language

    assert run("keys") == 0
    out = capsys.readouterr().out
    assert all(Language("en").text(f"action.{action.name}") in out for action in ACTIONS)


@pytest.mark.parametrize("command", [[], *[[name] for name in COMMANDS]])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_is_there_for_every_command(
    command: list[str], language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")
    assert run(*command, "--help") == 0
    out = capsys.readouterr().out
    assert ("阅读" in out or "印出" in out or "文章" in out or "文件" in out) == (language == "zh")


def test_the_language_can_be_chosen(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("show", str(bulletins / "notice.md"), "--language", "zh")
    assert "2026年11月21日 星期六" in capsys.readouterr().out


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_export_over_the_bulletin_itself_is_refused(
    force: list[str], bulletins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = bulletins / "page.md"
    assert run("export", str(page), "-o", str(page), *force) == 1
    assert "is itself being read" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == PAGE


# -- repairs ---------------------------------------------------------------------------------------------------


@pytest.fixture
def torn(folder: Files) -> Path:
    return folder({"torn.md": TORN}) / "torn.md"


def undo_join(path: Path) -> None:
    """Undo the only join of ``path``, as the reading screen does."""
    library = Library([str(path)])
    library.scan_all()
    (join,) = [each for each in library.rebuilt(str(path)).repairs if each.kind is RepairKind.JOIN]
    library.mark_repairs(str(path), {join.key: True})


def test_show_as_stored_prints_the_lines_of_the_file(torn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", str(torn), "--as-stored", "--width", "200") == 0
    assert capsys.readouterr().out == TORN


def test_show_as_stored_breaks_long_lines_only(torn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reader.typeset.widths import width

    assert run("show", str(torn), "--as-stored", "--width", "24") == 0
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= 24
    assert "".join(out.split()) == "".join(TORN.split())


def test_show_as_stored_of_one_article_is_its_stretch(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", str(bulletins / "page.md"), "--as-stored", "--article", "2") == 0
    assert capsys.readouterr().out == "# 北桥今日通车\n\n北桥今日通车,两岸往来省下一刻钟。\n"


def test_as_stored_no_file_drives_the_terminal(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    root = folder({"a.txt": "\x1b[31mred\x07 one\r\n\r\ntwo\u202e three\x85four"})
    assert run("show", str(root / "a.txt"), "--as-stored") == 0
    assert capsys.readouterr().out == "[31mred one\n\ntwo three\nfour\n"


def test_parse_lists_the_repairs_when_asked(torn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", str(torn)) == 0
    plain = printed(capsys)
    assert set(plain) == {"schema", "articles", "furniture"}
    assert run("parse", str(torn), "--repairs") == 0
    found = printed(capsys)
    repairs = found.pop("repairs")
    assert found == plain
    (join,) = [each for each in repairs if each["kind"] == "join"]
    assert set(join) == {"kind", "spans", "reason", "confidence"}
    before, after = join["spans"]
    assert TORN[: before[1]].endswith("各方高效")
    assert TORN[after[0] :].startswith("处置了")
    # WHEN it is undone THEN it is still listed, as undone, and the text is in two paragraphs
    undo_join(torn)
    run("parse", str(torn), "--repairs")
    again = printed(capsys)
    assert [each for each in again["repairs"] if each["kind"] == "join"] == [{**join, "undone": True}]
    assert len(again["articles"][0]["blocks"]) == len(plain["articles"][0]["blocks"]) + 1


def test_what_was_undone_is_undone_in_every_command(torn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["show", str(torn)], ["export", str(torn)], [str(torn)]):
        run(*command)
        assert "高效处置" in "".join(capsys.readouterr().out.split()), command
    assert run("search", '"高效处置"', str(torn)) == 0
    undo_join(torn)
    for command in (["show", str(torn), "--width", "200"], ["export", str(torn)]):
        run(*command)
        assert "各方高效\n" in capsys.readouterr().out, command
    assert run("search", '"高效处置"', str(torn)) == 1


@pytest.mark.parametrize(
    ("language", "before", "after", "count"),
    [
        ("en", "torn.md: repaired: 1 join\n", "torn.md: repaired: 1 undone\n", "1 article, 0 problems\n"),
        ("zh", "torn.md：修复：1 处接合\n", "torn.md：修复：1 处已撤销\n", "1 篇文章，0 个问题\n"),
    ],
)
def test_check_says_what_was_repaired_and_is_content(
    language: str, before: str, after: str, count: str, torn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for expected in (before, after):
        assert run("check", str(torn), "--language", language) == 0
        streams = capsys.readouterr()
        assert streams.out.endswith(expected)
        assert streams.err == count
        undo_join(torn)


def test_one_problem_is_one_problem(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(folder({"a.md": NOTICE, "empty.txt": ""}))) == 1
    assert capsys.readouterr().err == "1 article, 1 problem\n"


def test_marks_that_cannot_be_understood_are_told_and_stop_nothing(
    torn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path))
    (tmp_path / "undone.json").write_text("{", encoding="utf-8")
    for command in ("list", "show", "export", "parse"):
        assert run(command, str(torn)) == 0
        streams = capsys.readouterr()
        assert streams.err.count("undone.json") == 1, command
        assert "白鹭" in streams.out
    assert run("search", "白鹭", str(torn)) == 0
    assert run("check", str(torn)) == 1
    assert "undone.json: " in capsys.readouterr().out
    assert (tmp_path / "undone.json").read_text(encoding="utf-8") == "{"


FLAT = "# 会议召开,部署防汛\n\n本报讯(记者 沈秋)会议指出,各方要抓好防汛工作,投资1,280.5万元.\n"
SHOWN = "（记者 沈秋）会议指出，各方要抓好防汛工作，投资1,280.5万元"


def test_show_and_list_draw_flattened_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.md"
    page.write_text(FLAT, encoding="utf-8")
    assert run("show", str(page)) == 0
    assert SHOWN in capsys.readouterr().out
    assert run("show", "--as-printed", str(page)) == 0
    assert "(记者 沈秋)会议指出,各方" in capsys.readouterr().out
    assert run("list", str(page)) == 0
    assert "会议召开，部署防汛" in capsys.readouterr().out
    assert run("parse", str(page)) == 0
    assert "会议指出,各方" in capsys.readouterr().out


@pytest.mark.parametrize("setting", ["", "full_width_marks: false"])
def test_an_export_says_which_characters_it_wrote(
    setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page, settings = tmp_path / "a.md", tmp_path / "settings.yaml"
    page.write_text(FLAT, encoding="utf-8")
    settings.write_text(setting, encoding="utf-8")
    monkeypatch.setenv("READER_SETTINGS", str(settings))
    for options, drawn in (((), not setting), (("--as-printed",), False)):
        for form, said in (
            ("text", ("as drawn on the screen", "as in the file")),
            ("markdown", ('characters: "drawn"', 'characters: "source"')),
            ("json", ('"characters": "drawn"', '"characters": "source"')),
        ):
            assert run("export", *options, "--format", form, str(page)) == 0
            out = capsys.readouterr().out
            assert said[0 if drawn else 1] in out
            assert said[1 if drawn else 0] not in out
            assert ("会议指出，各方" in out) is drawn
            assert ("会议指出,各方" in out) is not drawn


def test_an_export_of_a_file_that_needs_nothing_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "a.md"
    page.write_text("# 会议召开\n\n会议指出，各方要抓好工作。\n", encoding="utf-8")
    for options in ((), ("--as-printed",)):
        assert run("export", *options, "--format", "markdown", str(page)) == 0
        assert "characters" not in capsys.readouterr().out


def test_a_drawn_export_reads_back_as_it_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, out = tmp_path / "a.md", tmp_path / "out.md"
    page.write_text(FLAT, encoding="utf-8")
    assert run("export", "--format", "markdown", "-o", str(out), str(page)) == 0
    assert run("export", "--format", "markdown", str(out)) == 0
    again = capsys.readouterr().out
    assert again == out.read_text(encoding="utf-8").replace('characters: "drawn"\n', "")


def test_options_may_stand_before_a_command(bulletins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--language", "zh", "list", str(bulletins)) == run("list", "--language", "zh", str(bulletins))
    out = capsys.readouterr().out
    assert out
    assert out[: len(out) // 2] == out[len(out) // 2 :]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "x.md", "--width", "abc"], "“abc” is not a whole number in 10 … 200"),
        (["show", "x.md", "--width", "5"], "“5” is not a whole number in 10 … 200"),
        (["search", "x", "--limit", "0"], "“0” is not a whole number in 1 …"),
    ],
)
def test_a_number_that_is_none_is_explained(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err


def test_a_setting_nobody_would_guess_names_those_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text("frobnicate: 1\n", encoding="utf-8")
    monkeypatch.setenv("READER_SETTINGS", str(settings))
    assert run("list", str(tmp_path)) == 2
    assert "There are: folders, language, theme" in capsys.readouterr().err


def test_the_version_is_told_at_once() -> None:
    code = "import sys; sys.argv = ['reader', '--version']; from reader.start import main; main(); print('argparse' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [f"reader {__version__}", "False"]


@pytest.mark.parametrize("arguments", [["--language", "zh", "--help"], ["list", "--language=zh", "--help"]])
def test_help_speaks_the_language_that_is_asked_for(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 0
    assert "文件或文件夹" in capsys.readouterr().out


def test_only_what_is_needed_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search") == 2
    assert "required: QUERY\n" in capsys.readouterr().err


def test_one_missing_path_stops_nothing_and_all_missing_do(
    bulletins: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    missing = str(bulletins / "nope")
    assert run("--plain", missing, missing) == 1
    assert capsys.readouterr().err.count("nope: there is no such file or folder") == 1
    run("--plain", missing, str(bulletins))
    said = capsys.readouterr()
    assert said.err.count("nope: there is no such file or folder") == 1
    assert "h for help" in said.out


def test_two_hyphens_make_a_folder_of_a_commands_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "a.md").write_text(NOTICE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("--", "list") == 0
    assert "明日上午停水两小时" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "start"), [("x.json", ("{", "[")), ("x.md", "---"), ("x.TXT", "停水"), ("x", "停水")])
def test_the_format_follows_the_name_of_the_file(
    name: str, start: str, folder: Callable[..., Path], tmp_path: Path
) -> None:
    source = folder({"a.md": NOTICE}) / "a.md"
    assert run("export", str(source), "-o", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_a_mistyped_command_is_not_taken_for_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lst", str(tmp_path)]) == 2
    assert "reader list" in capsys.readouterr().err


def test_help_speaks_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["search"], ["export"]):
        with pytest.raises(SystemExit):
            main(["--language", "zh", *command, "--help"])
        told = capsys.readouterr().out
        assert "用法：" in told
        assert "usage" not in told
        assert "show this" not in told

"""The library: sections, editions and order, stable ids, duplicates, problems; and the search over it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.display.choice import MENDED
from reader.library import reading as reading_module
from reader.library import rebuilt as rebuilt_module
from reader.library.contents import natural, section_of_path
from reader.library.library import Library
from reader.library.query_parsing import parse_query
from reader.model import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.library.file_read import Rebuilt
    from reader.library.undone import UndoneRepairs

    Files = Callable[[dict[str, str | bytes]], Path]


def story(title: str, body: str = "正文。", **fields: str) -> str:
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\ntitle: {title}\n{front}---\n\n{body}\n"


def library_of(root: Path) -> Library:
    library = Library([str(root)])
    library.scan_all()
    return library


def headlines(library: Library) -> list[str]:
    return [entry.headline for entry in library.contents.entries()]


def kinds(library: Library) -> list[ProblemKind]:
    return [problem.kind for problem in library.problems]


def found(library: Library, query: str, limit: int = 20) -> list[str]:
    return [entry.headline for entry in library.search(parse_query(query), limit=limit).entries]


def test_articles_stand_in_print_order(folder: Files) -> None:
    root = folder(
        {
            "old.md": story("旧", date="2026-11-20"),
            "b.md": story("第十版", date="2026-11-21", page="10"),
            "a.md": story("第二版", date="2026-11-21", page="2"),
            "page 10.md": story("无日期十"),
            "page 9.md": story("无日期九"),
        }
    )
    assert headlines(library_of(root)) == ["第二版", "第十版", "旧", "无日期九", "无日期十"]


def test_sections_come_as_they_appear_and_the_nameless_last(folder: Files) -> None:
    root = folder(
        {
            "1.md": story("甲"),
            "2.md": story("乙", section="经济"),
            "3.md": story("丙", section="要闻", date="2026-11-21"),
            "体育/4.md": story("丁"),
            "05-文化.md": story("戊"),
        }
    )
    sections = library_of(root).contents.sections
    assert [section.name for section in sections] == ["要闻", "经济", "文化", "体育", ""]
    assert sections[-1].entries[0].headline == "甲"


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("news/02-经济.md", "经济"),
        ("news/青岚晚报-第01版-要闻.md", "要闻"),
        ("news/体育/a.md", "体育"),
        ("news/体育/2026-11-21/a.md", "体育"),
        ("news/2026/11/21/a.md", ""),
        ("news/2026年/11月/a.md", ""),
        ("news/a.md", ""),
        ("elsewhere/a.md", ""),
        ("news/A1-World.txt", "World"),
    ],
)
def test_a_path_names_a_section(path: str, section: str) -> None:
    assert section_of_path(path, "news") == section


@given(st.lists(st.text(st.sampled_from("ab0129版-"), max_size=6), max_size=6))
def test_natural_order_compares_any_names(names: list[str]) -> None:
    ordered = sorted(names, key=natural)
    assert sorted(ordered) == sorted(names)


def test_natural_order_counts() -> None:
    assert sorted(["a10", "a9", "A1", "a", "10", "9"], key=natural) == ["9", "10", "a", "A1", "a9", "a10"]


def test_steps_cross_sections_and_end_at_the_ends(folder: Files) -> None:
    root = folder({f"{n}.md": story(str(n), section=section) for n, section in enumerate(["甲", "甲", "乙", "丙"])})
    contents = library_of(root).contents
    entries = list(contents.entries())
    for one, other in itertools.pairwise(entries):
        assert contents.step(one, 1) == other
        assert contents.step(other, -1) == one
    assert contents.step(entries[0], 3) == entries[3]
    assert contents.step(entries[-1], 1) is None
    assert contents.step(entries[0], -1) is None
    assert contents.first() == entries[0]


def test_an_id_survives_a_new_name_new_front_matter_and_new_line_ends(folder: Files) -> None:
    body = "水管修好了。\n\n大家放心。"
    root = folder(
        {
            "a.md": story("甲", body),
            "deep/b.txt": story("甲", body, date="2026-11-21", section="要闻").replace("\n", "\r\n"),
            "c.md": story("甲", "水管没有修好。"),
        }
    )
    library = library_of(root)
    ids = {entry.path.rpartition("/")[2]: entry.id for entry in library.contents.entries()}
    assert ids["a.md"] == ids["b.txt"] != ids["c.md"]
    assert kinds(library) == [ProblemKind.DUPLICATE]


def test_a_bad_file_stops_nothing_and_is_listed(folder: Files) -> None:
    root = folder({"a.md": story("甲"), "b.md": "", "c.txt": b"\x89PNG\r\n", "d.md": story("丁"), "e.pdf": b"%PDF"})
    library = library_of(root)
    assert headlines(library) == ["甲", "丁"]
    assert kinds(library) == [ProblemKind.EMPTY, ProblemKind.BINARY]


@pytest.mark.parametrize("name", ["read_document", "passage", "make_entry", "fold"])
def test_a_fault_of_ours_in_one_file_stops_no_other(folder: Files, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fails_once(*args: object) -> object:
        calls.append(args)
        if len(calls) == 1:
            raise RecursionError
        return work(*args)

    calls: list[tuple[object, ...]] = []
    module = rebuilt_module if name == "read_document" else reading_module
    work = getattr(module, name)
    monkeypatch.setattr(module, name, fails_once)
    library = library_of(folder({"a.md": story("甲"), "b.md": story("乙")}))
    assert headlines(library) == ["乙"]
    (fault,) = library.problems
    assert fault.kind is ProblemKind.INTERNAL
    assert fault.path.endswith("a.md")


def test_a_bulletin_read_before_a_scan_is_not_kept_beyond_it(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder({"a.md": story("首"), "b.md": story("甲")})  # the scan keeps the first: it is what will be shown
    library, path = library_of(root), str(root / "b.md")
    load = rebuilt_module.load_rebuilt

    def changed_meanwhile(path: str, undone: UndoneRepairs) -> Rebuilt:
        old = load(path, undone)
        monkeypatch.setattr(rebuilt_module, "load_rebuilt", load)
        (root / "b.md").write_text(story("甲又改了"), encoding="utf-8")
        library.scan_all()
        return old

    monkeypatch.setattr(rebuilt_module, "load_rebuilt", changed_meanwhile)
    assert library.bulletin(path).articles[0].headline == "甲"
    assert library.bulletin(path).articles[0].headline == "甲又改了"


def test_hidden_files_and_other_kinds_are_left_alone(folder: Files) -> None:
    root = folder({".a.md": "x", ".git/b.md": "x", "c.py": "x", "d": "x", ".txt": "x", "e.md": story("戊")})
    library = library_of(root)
    assert headlines(library) == ["戊"]
    assert not library.problems


def test_a_second_scan_sees_what_is_new_changed_and_gone(folder: Files) -> None:
    root = folder({"a.md": story("甲"), "b.md": story("乙"), "c.md": story("丙")})
    library = library_of(root)
    (root / "a.md").write_text(story("甲又改了"), encoding="utf-8")
    (root / "b.md").unlink()
    (root / "d.md").write_text(story("丁"), encoding="utf-8")
    library.scan_all()
    assert headlines(library) == ["甲又改了", "丙", "丁"]
    assert found(library, "乙") == []
    assert found(library, "又改") == ["甲又改了"]


def test_a_scan_reports_the_first_article_before_the_last_file(folder: Files) -> None:
    root = folder({f"{n}.md": story(f"第{n}篇", f"内容{n}。") for n in range(40)})
    library = Library([str(root)])
    reports = list(library.scan())
    assert len(reports[0].contents) >= 1
    assert not reports[0].finished
    assert reports[-1].finished
    assert len(reports[-1].contents) == 40


def test_a_cancelled_scan_keeps_what_it_has(folder: Files) -> None:
    root = folder({f"{n}.md": story(f"第{n}篇") for n in range(5)})
    library = library_of(root)
    for patience in range(6):
        asked = itertools.count()
        reports = list(library.scan(lambda: next(asked) > patience))  # noqa: B023 (asked before the next round)
        assert all(len(report.contents) == 5 for report in reports)
        assert len(library.contents) == 5


def test_what_is_not_yet_read_again_stays_in_its_place(folder: Files) -> None:
    root = folder({f"{n}.md": story(f"第{n}篇") for n in range(5)})
    library = library_of(root)
    for number, headline in enumerate(("第〇篇", "第一篇")):
        (root / f"{number}.md").write_text(story(headline), encoding="utf-8")
    (root / "4.md").unlink()
    first, *_, last = library.scan()
    assert [entry.headline for entry in first.contents.entries()] == ["第〇篇", "第1篇", "第2篇", "第3篇", "第4篇"]
    assert [entry.headline for entry in last.contents.entries()] == ["第〇篇", "第一篇", "第2篇", "第3篇"]


def test_an_article_that_is_gone_is_a_sentence(folder: Files) -> None:
    from reader.errors import BulletinError

    root = folder({"a.md": story("首"), "b.md": story("甲")})
    library = library_of(root)
    entry = list(library.contents.entries())[1]
    (root / "b.md").unlink()
    with pytest.raises(BulletinError) as failed:
        library.article(entry)
    assert failed.value.problem.kind is ProblemKind.VANISHED
    assert library.snippet(entry, parse_query("甲")) is None


@pytest.fixture
def news(folder: Files) -> Library:
    return library_of(
        folder(
            {
                "1.md": story("太原防汛", "河堤加固，水位下降。", date="2026-11-20"),
                "2.md": story("河堤完工", "太原市民散步。The Tide came in.", date="2026-11-21"),
                "3.md": story("白鹭到来", "东湖记录到白鹭，水位不变。", date="2026-11-22"),
            }
        )
    )


@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("太", ["太原防汛", "河堤完工"]),
        ("太原", ["太原防汛", "河堤完工"]),
        ("河堤", ["河堤完工", "太原防汛"]),
        ("水位 河堤", ["太原防汛"]),
        ("水位 -白鹭", ["太原防汛"]),
        ("水位", ["白鹭到来", "太原防汛"]),
        ('"the tide"', ["河堤完工"]),
        ("tide the", ["河堤完工"]),
        ("ＴＩＤＥ", ["河堤完工"]),
        ("ti", ["河堤完工"]),
        ("大象", []),
        ("", []),
        ("-水位", []),
    ],
)
def test_a_search_finds_headlines_first_then_the_newest(news: Library, query: str, headlines: list[str]) -> None:
    assert found(news, query) == headlines


def test_a_search_counts_beyond_its_limit(news: Library) -> None:
    hits = news.search(parse_query("。"), limit=1)
    assert (len(hits.entries), hits.total, hits.complete) == (1, 3, True)


def test_a_search_that_is_cancelled_or_late_says_so(news: Library) -> None:
    assert news.search(parse_query("水"), limit=9, cancelled=lambda: True).complete is False
    assert news.search(parse_query("水"), limit=9, deadline=-1.0).complete is False


@pytest.mark.parametrize("query", ["太原", "汛"])
def test_a_hit_in_the_headline_alone_shows_how_the_text_opens(news: Library, query: str) -> None:
    entry = next(entry for entry in news.contents.entries() if entry.headline == "太原防汛")
    snippet = news.snippet(entry, parse_query(query))
    assert snippet is not None
    assert snippet.text == "河堤加固，水位下降。"
    assert snippet.ranges == ()
    assert news.bulletin(entry.path).source.startswith(query, snippet.offset)


def test_a_snippet_splits_no_word(folder: Callable[..., Path]) -> None:
    words = (
        "The dictionary of harbour speech was written by a retired crane driver who lived by the river all his life "
    )
    library = Library([str(folder({"a.txt": "Title: Words\nSection: City\n\n" + words * 3}))])
    library.scan_all()
    snippet = library.snippet(next(iter(library.contents.entries())), parse_query("speech"))
    assert snippet is not None
    text, ranges = snippet.shown()
    assert text.startswith("…of harbour speech was")
    assert text[-2].isalpha() or text[-2] == " "
    assert set(text[1:-1].split()) <= set(words.split())
    assert next(text[start:end] for start, end in ranges) == "speech"


@pytest.mark.parametrize("query", ["水位", "河堤", "水", "下降 加固"])
def test_a_snippet_shows_the_hit_and_where_it_stands(news: Library, query: str) -> None:
    entry = next(entry for entry in news.contents.entries() if entry.headline == "太原防汛")
    snippet = news.snippet(entry, parse_query(query))
    assert snippet is not None
    assert {snippet.text[start:end] for start, end in snippet.ranges} <= set(query.split())
    assert snippet.ranges
    source = news.bulletin(entry.path).source
    assert any(source.startswith(term, snippet.offset) for term in query.split())


@given(
    st.text(st.sampled_from("太原水位ab\n，。e\u0301ﬁ"), max_size=80), st.sampled_from(["太", "水位", "a", "fi", "é"])
)
def test_a_snippet_marks_its_hits_in_any_text(text: str, word: str) -> None:
    from reader.library.fold import fold
    from reader.library.passage import passage, snippet
    from strategies import rebuild

    for article in rebuild(f"# 题\n\n{text}\n").articles:
        query = parse_query(word)
        if fold(word) in fold(passage(article).text.string):
            shown = snippet(article, query)
            assert shown.ranges
            for start, end in shown.ranges:
                assert fold(word) in fold(shown.text[start:end])


FLAT = "# 临河市召开会议,部署防汛\n\n会 议 听 取 汇 报 , 研 究 部 署 了 下 一 阶 段 任 务。会议强调,要(抓紧)备料.各方负责,\n"


def test_headlines_and_snippets_are_drawn_and_found_in_either_form(folder: Files) -> None:
    library = Library([str(folder({"a.md": FLAT}))], wanted=MENDED)
    library.scan_all()
    entry = library.contents.first()
    assert entry is not None
    assert entry.headline == "临河市召开会议，部署防汛"
    for typed in ("听取汇报，研究", "听取汇报,研究", '"听 取 汇 报"'):
        query = parse_query(typed)
        assert library.search(query, limit=9).entries == (entry,)
        found = library.snippet(entry, query)
        assert found is not None
        (start, end), *_ = found.ranges
        assert "".join(found.text[start:end].split()).startswith("听取汇报")
        assert FLAT[found.offset] == "听"
    found = library.snippet(entry, parse_query("备料。各方"))
    assert found is not None
    assert "要（抓紧）备料。各方负责，" in found.text
    assert [found.text[start:end] for start, end in found.ranges] == ["备料。各方"]


def test_a_library_that_is_told_nothing_draws_nothing(folder: Files) -> None:
    library = library_of(folder({"a.md": FLAT}))
    entry = library.contents.first()
    assert entry is not None
    assert entry.headline == "临河市召开会议,部署防汛"
    found = library.snippet(entry, parse_query("抓紧"))
    assert found is not None
    assert "要(抓紧)备料." in found.text


def test_code_in_a_snippet_stays_as_it_is_stored(folder: Files) -> None:
    code = FLAT + "\n会议指出,各方负责。\n\n```\n甲,乙 = 丙,丁\n```\n"
    library = Library([str(folder({"a.md": code}))], wanted=MENDED)
    library.scan_all()
    entry = library.contents.first()
    assert entry is not None
    found = library.snippet(entry, parse_query("丙"))
    assert found is not None
    assert found.text == "甲,乙 = 丙,丁"

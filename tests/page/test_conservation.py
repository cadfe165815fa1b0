"""Nothing is lost and nothing invented: every visible character of any file stands once, and at its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.formats.clean import count_forbidden
from strategies import any_text, placed, rebuild, sources, suffixes, visible

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import Block, Bulletin

# No escapes and no aliases: what is written so stands in other characters, or more than once, in what it means.
plain_values = st.text(st.sampled_from("太原日报新闻 abc019-:#'[]{}&!|>%@`,，。“”\n"), max_size=30).map(str.strip)
fields = st.sampled_from(["title", "标题", "author", "date", "section", "栏目", "summary", "unknown", "kicker", "引题"])


def blocks_of(bulletin: Bulletin) -> list[Block]:
    return [block for article in bulletin.articles for block in article.blocks] + list(bulletin.furniture)


def assert_conserved(bulletin: Bulletin) -> None:
    assert visible(placed(bulletin)) == visible(bulletin.source)


def assert_placed(bulletin: Bulletin) -> None:
    for block in blocks_of(bulletin):
        for index, char in enumerate(block.text.string):
            offset = block.text.source_offset(index)
            assert 0 <= offset < len(bulletin.source)
            found = bulletin.source[offset]
            assert found == char or char.isspace(), (block, index, found)


@given(sources, suffixes)
@example("---\ntitle: 甲\nauthor: [乙, 丙]\n---\n丁\n", ".md")
@example("+++\ntitle = '甲'\n+++\n丁\n", ".md")
@example('{"title": "甲", "tags": ["乙"]}\n丁\n', ".md")
@example("Title: 甲\n乙: 丙\n\n丁\n", ".txt")
def test_every_visible_character_stands_exactly_once(text: str, suffix: str) -> None:
    assert_conserved(rebuild(text, f"page{suffix}"))


@given(sources, st.sampled_from([".txt", ".md", ".yaml"]))
def test_every_character_stands_where_the_source_has_it(text: str, suffix: str) -> None:
    assert_placed(rebuild(text, f"page{suffix}"))


@given(sources)
def test_a_yaml_file_of_any_text_loses_nothing(text: str) -> None:
    bulletin = rebuild(text, "page.yaml")
    assert not visible(bulletin.source) - visible(placed(bulletin))


@given(st.lists(st.tuples(fields, plain_values), min_size=1, max_size=5), any_text, st.sampled_from(["\n", "\r\n"]))
def test_front_matter_is_conserved_whatever_its_values(
    entries: list[tuple[str, str]], body: str, line_end: str
) -> None:
    front = [f"{key}: {value}" for key, value in entries]
    assert_conserved(rebuild(line_end.join(["---", *front, "---", body.replace("\\", "")])))


@given(st.lists(st.tuples(plain_values, plain_values), min_size=1, max_size=4))
def test_a_yaml_bulletin_of_articles_is_conserved(articles: list[tuple[str, str]]) -> None:
    lines = ["articles:"]
    for title, body in articles:
        flat = " ".join(title.split()).replace("'", "''")
        lines += [f"- title: '{flat}'", "  body: |", *(f"    {line}" for line in f"正文\n{body}".splitlines())]
    bulletin = rebuild("\n".join(lines) + "\n", "page.yaml")
    assert len(bulletin.articles) == len(articles)
    assert_conserved(bulletin)
    assert_placed(bulletin)


@given(
    st.sampled_from(['title: "{}"', '{{"title": "{}"}}', '+++\ntitle = "{}"\n+++\n', '---\ntitle: "{}"\n---\n']),
    any_text,
)
def test_escaped_values_keep_their_places_inside_the_file(form: str, value: str) -> None:
    escaped = "".join(f"\\u{ord(char):04x}" if ord(char) < 0x10000 else char for char in f"甲{value}")
    suffix = ".yaml" if form.startswith("title") else ".md"
    bulletin = rebuild(form.format(escaped) + "\n正文\n", f"page{suffix}")
    for block in blocks_of(bulletin):
        offsets = [block.text.source_offset(index) for index in range(len(block.text))]
        assert all(0 <= offset < len(bulletin.source) for offset in offsets)
        assert count_forbidden(block.text.string) == 0


@given(sources, suffixes)
def test_nothing_that_could_drive_a_terminal_comes_through(text: str, suffix: str) -> None:
    bulletin = rebuild(text, f"page{suffix}")
    for block in blocks_of(bulletin):
        assert count_forbidden(block.text.string) == 0
        assert not set(block.text.string) & set("\r\x0b\x0c\x85\u2028\u2029")


@given(sources, suffixes)
def test_repairs_name_stretches_of_the_source(text: str, suffix: str) -> None:
    bulletin = rebuild(text, f"page{suffix}")
    for repair in bulletin.repairs:
        assert repair.spans
        assert all(0 <= span.start <= span.end <= len(bulletin.source) for span in repair.spans)
        assert 0 < repair.confidence <= 1


def test_the_sample_bulletins_are_conserved(articles: Path) -> None:
    from reader.library.rebuilt import load_bulletin

    paths = [path for path in articles.rglob("*") if path.is_file()]
    assert len(paths) >= 16
    for path in paths:
        bulletin = load_bulletin(str(path))
        assert not bulletin.problems, path
        assert not visible(bulletin.source) - visible(placed(bulletin)), path
        assert_placed(bulletin)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.yaml"])
@pytest.mark.parametrize("text", ["", " ", "\n", "\ufeff", "\x1b", "\u202e\n"])
def test_a_text_of_nothing_gives_no_article(text: str, name: str) -> None:
    assert rebuild(text, name).articles == ()


@given(sources, suffixes)
@example("本报讯（记者 沈秋）昨日下午，河堤加固工程完工，市民\n\n图为新堤。 沈秋 摄\n\n都来散步。\n", ".txt")
def test_a_page_whose_characters_stand_apart_loses_nothing(text: str, suffix: str) -> None:
    spread = "字" * 20 + "\n\n" + "\n".join(map(" ".join, text.splitlines()))
    bulletin = rebuild(" ".join(spread[:20]) + spread[20:], f"page{suffix}")
    assert_conserved(bulletin)
    assert_placed(bulletin)

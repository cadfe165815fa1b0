"""An article taken out as Markdown and read again is the same article; taken out as text it has all its words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given

from reader.export.formats import render
from reader.export.markdown import article_markdown
from reader.export.schema import bulletin_object
from reader.export.text import article_text, block_text
from reader.formats.inline import read_inline
from reader.language import Language
from reader.model import TITLE_ROLES, Article, Block, Role
from strategies import rebuild, sources, suffixes, visible

if TYPE_CHECKING:
    from pathlib import Path

EN = Language("en")


def squeezed(text: str) -> str:
    return "".join(text.split())


def shape(article: Article) -> tuple[dict[Role, list[str]], list[tuple[Role, str]]]:
    """Return what must survive: the title lines, and role and words of every other block."""
    titles = {role: [" ".join(text.split()) for text in article.texts(role)] for role in TITLE_ROLES}
    body = []
    for block in article.body:
        inline = read_inline(block.text, markup=block.markup)
        text = squeezed(inline.text.string if inline.marks else block.text.string)
        if block.role is Role.CODE:
            text = text.strip("`~")  # code that was indented comes back in a fence
        body.append((block.role, text))
    return titles, body


@given(sources, suffixes)
@example("* 一\n* 二 * 三\n", ".txt")
@example("甲\n0. 乙\n（三）丙\n②丁\n", ".txt")
@example("**甲**\n\n**甲**\n", ".txt")
@example("正文。\n\n## 小标题\n\n正文。\n", ".txt")
@example("要 闻\n\n—\n\n*a* __b__ <c> [d](e) `f`\n", ".txt")
@example("甲：\n\n  一\n#\n二\n1.\n三\n", ".txt")
@example("句子。\n\n要闻\n\n" + "正文很长" * 9 + "。\n", ".txt")
@example("  - in\n  | c | d |", ".md")
@example("- a\n```\n| a | b |\n    four", ".md")
@example("![p](a.png)\ntext  \n（一）乙\na | b", ".md")
@example("[x](./x)\n\n1. a\n\n   b  \n   c\n2. d\n\n   - e\n", ".md")
@example(
    "# 新 桥 通 车 记\n\n1 .   第 一 项\n\n第一，要有人修。\n\n问 ： 多 少 钱 ？\n\n本 报 记 者   李 文 茵\n\n1. 第一项",
    ".txt",
)
@example("# 甲\n\n```py\n# 乙\n```\n\n> 引\n> 文\n\n| a | b |\n|---|---|\n", ".md")
def test_an_article_comes_back_the_same(text: str, suffix: str) -> None:
    for article in rebuild(text, f"page{suffix}").articles:
        markdown = article_markdown(article)
        again = rebuild(markdown, "again.md")
        assert len(again.articles) == 1
        assert shape(again.articles[0]) == shape(article)
        assert article_markdown(again.articles[0]) == markdown
        assert again.problems == ()


def test_the_sample_bulletins_come_back_the_same(articles: Path) -> None:
    from reader.library.rebuilt import load_bulletin

    for path in sorted(path for path in articles.rglob("*") if path.is_file()):
        for article in load_bulletin(str(path)).articles:
            again = rebuild(article_markdown(article), "again.md").articles
            assert len(again) == 1, path
            assert shape(again[0]) == shape(article), path
            assert again[0].metadata.date == article.metadata.date
            assert again[0].metadata.section == article.metadata.section
            assert again[0].metadata.page == article.metadata.page


@given(sources, suffixes)
def test_text_has_every_visible_character(text: str, suffix: str) -> None:
    for article in rebuild(text, f"page{suffix}").articles:
        if any(block.markup for block in article.blocks):
            continue  # marks go, as the next test says
        wanted = visible("".join(block.text.string for block in article.blocks if block.role is not Role.RULE))
        assert not wanted - visible(article_text(article, EN, "page"))


@given(sources)
def test_text_of_marked_blocks_has_all_words_addresses_and_titles(text: str) -> None:
    for article in rebuild(text).articles:
        for block in article.blocks:
            inline = read_inline(block.text, markup=block.markup)
            shown = squeezed(block_text(block))
            assert not visible(inline.text.string) - visible(shown)
            for mark in inline.marks:
                assert squeezed(mark.target) in shown
                assert squeezed(mark.title) in shown


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**一** *二* ~~三~~ `四`", "一 二 三 四"),
        ('[词](http://a.b "题")', "词 (题: http://a.b)"),
        ("[![图](i.png)](t.html)", "图 (i.png) (t.html)"),
        ("<https://a.b>", "https://a.b"),
        ("![](i.png)", "i.png"),
        ("a * b_c_d ** e", "a * b_c_d ** e"),
    ],
)
def test_text_says_what_inline_marks_mean(source: str, text: str) -> None:
    block = rebuild(f"# 题\n\n{source}\n\n[.](./x)\n").articles[0].body[0]
    assert block_text(block) == text


def test_text_is_one_line_a_paragraph_and_ends_with_its_origin() -> None:
    page = "# 题\n\n——副题\n\n本报讯 昨日,\n水管修好了。\n\n图为水管。\n"
    (article,) = rebuild(page, "2026-11-21.md").articles
    lines = article_text(article, EN, "2026-11-21.md").splitlines()
    assert lines[0] == "题"
    assert lines[2] == "——副题"
    assert lines[-1] == "From: 2026-11-21 · 2026-11-21.md"


@given(sources, suffixes)
def test_the_schema_has_every_visible_character_once(text: str, suffix: str) -> None:
    bulletin = rebuild(text, f"page{suffix}")
    told = bulletin_object(bulletin)
    parts = [block["text"] for block in told["furniture"]]
    for article in told["articles"]:
        parts += [*article["kicker"], *article["headline"], *article["deck"], *article["byline"]]
        parts += [article["dateline"] or "", *(block["text"] for block in article["blocks"])]
    assert visible("\n".join(parts)) == visible(bulletin.source)
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_every_format_ends_with_one_line_break(form: str) -> None:
    (article,) = rebuild("# 题\n\n文。\n").articles
    out = render(article, form, EN, "page.md")
    assert out.endswith("\n")
    assert not out.endswith("\n\n")


def test_thousands_of_datelines_are_written_without_looking_back(monkeypatch: pytest.MonkeyPatch) -> None:
    briefs = "".join(f"新华社柏坪11月21日电 第{number}条简讯说的是一件小事。\n\n" for number in range(1000))
    (article,) = rebuild(f"# 简讯\n\n{briefs}").articles
    assert len(article.texts(Role.DATELINE)) == 1000
    monkeypatch.setattr(Block, "__eq__", None)  # a search for a block would compare it
    assert article_text(article, EN, "page").count("柏坪11月21日电 第") == 1000
    assert article_markdown(article).count("柏坪11月21日电 第") == 1000


def test_the_author_stands_below_a_headline_that_repeats_the_title() -> None:
    text = "---\ntitle: The Weekly\nkicker: News\nauthor: Jane Doe\n---\n\n# The Weekly\n\nIt reads pages.\n"
    (article,) = rebuild(text, "a.md").articles
    assert [block.role for block in article.blocks][:3] == [Role.KICKER, Role.HEADLINE, Role.BYLINE]


def test_definitions_of_links_and_notes_stay_lines_of_the_article_above() -> None:
    text = "# The Weekly\n\nIt reads [pages][ref] well.[^1]\n\n[ref]: https://example.com/ref\n[^1]: It was Friday.\n"
    for head in ("", "---\ntitle: The Weekly\n---\n\n"):
        (article,) = rebuild(head + text, "a.md").articles
        assert article.texts(Role.LIST) == ("[ref]: https://example.com/ref\n[^1]: It was Friday.",)
        assert "\n[ref]: https://example.com/ref\n[^1]: It was Friday.\n" in article_markdown(article)

"""Links of an article: found in reading order, each with its words, without the marks of the sentence around it."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.formats.links import find_links
from reader.model import Block, Role, SourceText
from strategies import rebuild, sources


def links(text: str) -> list[tuple[str, str, bool]]:
    block = Block(Role.PARAGRAPH, SourceText(text), markup=True)
    return [(link.words, link.target, link.picture) for link in find_links([block])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [the page](https://example.org/a) now", [("the page", "https://example.org/a", False)]),
        ("![图为河堤](pictures/dam.png)", [("图为河堤", "pictures/dam.png", True)]),
        ("<https://example.org/>", [("https://example.org/", "https://example.org/", False)]),
        ("at https://example.org/a?b=1&c=2.", [("https://example.org/a?b=1&c=2",) * 2 + (False,)]),
        ("(see https://example.org/a_(b))", [("https://example.org/a_(b)",) * 2 + (False,)]),
        ("详见https://example.org/新闻，谢谢", [("https://example.org/",) * 2 + (False,)]),
        ("网址：http://example.org/a。完", [("http://example.org/a",) * 2 + (False,)]),
        ("[a](x.md) and [b](y.md) and [a](x.md)", [("a", "x.md", False), ("b", "y.md", False)]),
        (
            "正文[^1]。\n[^1]: 见 地方志\n[^b]: https://example.org",
            [
                ("[1] 见 地方志", "", False),
                ("[b] https://example.org", "", False),
                ("https://example.org",) * 2 + (False,),
            ],
        ),
        ("no link, [only brackets] and http:/nothing", []),
        ("[https://example.org](https://example.org)", [("https://example.org",) * 2 + (False,)]),
    ],
)
def test_links_are_found_with_their_words(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert links(text) == expected


@given(sources)
def test_every_link_stands_where_it_says(text: str) -> None:
    bulletin = rebuild(f"{text} https://example.org/a", "page.md")
    for article in bulletin.articles:
        for link in find_links(article.blocks):
            assert 0 <= link.offset < len(bulletin.source)
            assert link.target

"""Whole pages, rebuilt: what stands in each golden file is what a careful reader would have put together by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.formats.parse import read_document
from reader.page import build_bulletin

if TYPE_CHECKING:
    from reader.model import Bulletin

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


def rebuilt(path: Path) -> Bulletin:
    return build_bulletin(read_document(str(path)))


def told(bulletin: Bulletin) -> dict[str, Any]:
    """Return what a golden file tells of a page: metadata and blocks of each article, furniture, repairs by kind."""
    return {
        "articles": [
            {
                "publication": article.metadata.publication,
                "date": str(article.metadata.date or ""),
                "page": article.metadata.page,
                "section": article.metadata.section,
                "blocks": [[str(block.role), block.text.string] for block in article.blocks],
            }
            for article in bulletin.articles
        ],
        "furniture": [[str(block.role), block.text.string] for block in bulletin.furniture],
        "repairs": dict(Counter(str(repair.kind) for repair in bulletin.repairs)),
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_is_rebuilt_as_its_golden_file_says(page: Path) -> None:
    bulletin = rebuilt(page)
    assert bulletin.problems == ()
    assert told(bulletin) == json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_golden_file_has_its_page() -> None:
    assert {path.stem for path in PAGES} == {path.stem for path in GOLDEN.glob("*.json")} - {"青岚晚报"}
    assert len(PAGES) >= 7


def test_the_sample_page_comes_back_as_four_articles(articles: Path) -> None:
    page = articles / "2026-11-21" / "青岚晚报-第01版-要闻.md"
    source = page.read_text(encoding="utf-8")
    golden = json.loads((GOLDEN / "青岚晚报.json").read_text(encoding="utf-8"))
    bulletin = rebuilt(page)
    assert told(bulletin) == golden
    for block in (block for article in bulletin.articles for block in article.blocks):
        assert all(source[block.text.source_offset(at)] == char for at, char in enumerate(block.text.string))

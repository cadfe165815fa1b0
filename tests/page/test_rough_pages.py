"""Pages as OCR leaves them: each cut that a reader would heal is healed, and no two paragraphs are glued together.

Beside each page in ``rough/`` stands what a careful reader makes of it: the title block of each story that has one,
the captions, and the paragraphs that were torn or stand beside torn ones. White space and line-end hyphens aside.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.formats.parse import read_document
from reader.model import TITLE_ROLES, Article, Role
from reader.page import build_bulletin
from reader.page.spread import is_spread

ROUGH = Path(__file__).parent / "rough"
PAGES = sorted(ROUGH.glob("*.txt"))


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def title_block(article: Article) -> str:
    return squeezed("".join(block.text.string for block in article.blocks if block.role in TITLE_ROLES))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_rough_page_is_read_as_a_reader_would(page: Path) -> None:
    wanted = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    bulletin = build_bulletin(read_document(str(page)))
    # A dateline is set apart from the paragraph it opens.
    texts, opening = [], ""
    for block in (block for article in bulletin.articles for block in article.blocks):
        if block.role is Role.DATELINE:
            opening = block.text.string
        elif block.role is Role.PARAGRAPH:
            texts.append(squeezed(opening + block.text.string))
            opening = ""
    paragraphs = list(map(squeezed, wanted["paragraphs"]))
    assert [each for each in paragraphs if not any(each in text for text in texts)] == []
    glued = [text for text in texts if sum(each in text for each in paragraphs) > 1]
    assert len(glued) <= (page.stem == "en-lines")  # there a paragraph ends with a full line, and nothing else tells
    assert list(filter(None, map(title_block, bulletin.articles))) == list(map(squeezed, wanted["titles"]))
    captions = [squeezed(text) for article in bulletin.articles for text in article.texts(Role.CAPTION)]
    assert captions == list(map(squeezed, wanted["captions"]))


def test_every_rough_page_was_read_by_hand() -> None:
    assert {page.stem for page in PAGES} == {page.stem for page in ROUGH.glob("*.json")}
    assert len(PAGES) >= 20


def test_a_spread_page_keeps_every_space() -> None:
    page = ROUGH / "zh-spaced.txt"
    source = page.read_text(encoding="utf-8")
    assert is_spread(source)
    bulletin = build_bulletin(read_document(str(page)))
    (caption,) = [block for article in bulletin.articles for block in article.blocks if block.role is Role.CAPTION]
    assert caption.text.string == "图 为 工 人 在 安 装 新 电 梯 。 顾 文 茵 摄"
    assert len(caption.text.spans()) == 1
    assert all(len(repair.spans) <= 2 for repair in bulletin.repairs)
    assert bulletin.articles[0].metadata.publication == "青川晚报"


@pytest.mark.parametrize(
    "text", ["一 个 字 一 个 字", "No page of words is spread. " * 40, "标题 副题\n\n正文在这里，没有空格。" * 30]
)
def test_other_pages_are_not_spread(text: str) -> None:
    assert not is_spread(text)

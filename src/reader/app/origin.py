"""What the origin dialog says: file, lines, encoding, what was repaired, what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.screens.lines_dialog import Item
from reader.commands.console import problem_sentence
from reader.commands.repairs import reason_words
from reader.formats.clean import clean_label, line_of
from reader.model import RepairKind, Role
from reader.packed import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.app.ready_article import ReadyArticle
    from reader.app.repairs import ArticleRepairs
    from reader.language import Language
    from reader.model import Article


def origin_items(shown: ReadyArticle, language: Language) -> list[Item]:
    """Return where the text of the article that is ``shown`` comes from."""
    entry, article, bulletin, repairs = shown.entry, shown.article, shown.bulletin, shown.repairs
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
    if told := list(_repairs(repairs, bulletin.source, language)):
        items.append(Item(language.text("repairs.title")))
        items += [Item("", text) for text in told]
    furniture = [block.text.string for block in bulletin.furniture if block.role is not Role.FIELDS]
    if furniture:
        items.append(Item(language.text("origin.furniture")))
        items += [Item("", text) for text in furniture]
    if bulletin.problems:
        items.append(Item(language.text("origin.problems")))
        items += [Item("", problem_sentence(problem, language)) for problem in bulletin.problems]
    return items


def _lines(article: Article, source: str) -> str:
    spans = in_order(span for block in article.blocks for span in block.text.spans())
    if not spans:
        return ""
    first, last = line_of(source, spans[0].start), line_of(source, spans.end)
    return f"{first}–{last}" if last > first else str(first)


def _repairs(repairs: ArticleRepairs, source: str, language: Language) -> Iterator[str]:
    """Yield a sentence a repair; line ends closed up are too many to tell one by one."""
    for repair in repairs.repairs:
        if repair.kind is not RepairKind.UNWRAP and repair.key in repairs.made:
            yield language.text(
                "repairs.line",
                line=line_of(source, repair.spans[-1].start),
                kind=language.text(f"kind.{repair.kind}"),
                reason=reason_words(repair, language),
                confidence=round(100 * repair.confidence),
            )

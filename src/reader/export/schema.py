"""The JSON form of one rebuilt file, schema ``bulletin/1`` (docs/bulletin-format.md)."""

from __future__ import annotations

from reader.model import Role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from reader.model import Article, Block, Bulletin, Repair

SCHEMA = "bulletin/1"
_ABOVE = {Role.KICKER, Role.HEADLINE, Role.DECK, Role.BYLINE, Role.DATELINE}


def bulletin_object(bulletin: Bulletin) -> dict[str, Any]:
    """Return ``bulletin`` as a JSON object: every visible character of the source stands in it once."""
    furniture = [_block_object(block) for block in bulletin.furniture]
    articles = []
    for article in bulletin.articles:
        articles.append(article_object(article))
        furniture += [
            {"role": str(Role.FURNITURE), "text": block.text.string}
            for block in article.blocks
            if block.role is Role.RULE
        ]
    return {"schema": SCHEMA, "articles": articles, "furniture": furniture}


def repairs_list(repairs: Iterable[Repair], made: frozenset[str]) -> list[dict[str, Any]]:
    """Return ``repairs`` as JSON; those whose key is not among ``made`` are marked as undone."""
    return [
        {
            "kind": str(repair.kind),
            "spans": [[span.start, span.end] for span in repair.spans],
            "reason": repair.reason,
            "confidence": round(repair.confidence, 4),
            **({} if repair.key in made else {"undone": True}),
        }
        for repair in repairs
    ]


def article_object(article: Article) -> dict[str, Any]:
    """Return one article. A second dateline cannot be said in the schema and stays in the paragraphs."""
    blocks: list[dict[str, str]] = []
    dateline: str | None = None
    for block in article.blocks:
        if block.role is Role.DATELINE:
            if dateline is None:
                dateline = block.text.string
            else:
                blocks.append({"role": str(Role.PARAGRAPH), "text": block.text.string})
        elif block.role not in _ABOVE and block.role is not Role.RULE:
            blocks.append(_block_object(block))
    metadata = article.metadata
    return {
        "section": None,
        "kicker": list(article.texts(Role.KICKER)),
        "headline": list(article.texts(Role.HEADLINE)),
        "deck": list(article.texts(Role.DECK)),
        "byline": list(article.texts(Role.BYLINE)),
        "dateline": dateline,
        "blocks": blocks,
        "metadata": {
            "publication": metadata.publication or None,
            "date": metadata.date.isoformat() if metadata.date else None,
            "page": metadata.page or None,
            "section": metadata.section or None,
            "source": metadata.source or None,
            "summary": metadata.summary or None,
        },
    }


def _block_object(block: Block) -> dict[str, str]:
    return {"role": str(block.role), "text": block.text.string}

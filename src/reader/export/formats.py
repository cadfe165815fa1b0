"""The formats of an export, by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.export.markdown import article_markdown
from reader.export.schema import article_object
from reader.export.text import article_text

if TYPE_CHECKING:
    from reader.language import Language
    from reader.model import Article

SUFFIXES = {"text": ".txt", "markdown": ".md", "json": ".json"}


def render(article: Article, form: str, language: Language, origin: str) -> str:
    """Return ``article`` in the format ``form``, a key of SUFFIXES. ``origin`` says which file it stands in."""
    if form == "markdown":
        return article_markdown(article)
    if form == "json":
        return json.dumps(json_object(article, origin), ensure_ascii=False, indent=2) + "\n"
    return article_text(article, language, origin)


def json_object(article: Article, origin: str) -> dict[str, Any]:
    """Return one article as a JSON object, with the file it stands in."""
    return {"path": origin, "article": article.number, **article_object(article)}

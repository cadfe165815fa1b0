"""The formats of an export, by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.display.choice import SOURCE
from reader.export.markdown import article_markdown
from reader.export.schema import article_object
from reader.export.text import article_text

if TYPE_CHECKING:
    from reader.language import Language
    from reader.model import Article

SUFFIXES = {"text": ".txt", "markdown": ".md", "json": ".json"}


def render(article: Article, form: str, language: Language, origin: str, characters: str = "") -> str:
    """Return ``article`` in the format ``form``, a key of SUFFIXES. ``origin`` says which file it stands in.

    ``characters`` (see Drawer.form) says whether they are those of the file, where they might not be.
    """
    if form == "markdown":
        return article_markdown(article, characters)
    if form == "json":
        return json.dumps(json_object(article, origin, characters), ensure_ascii=False, indent=2) + "\n"
    return article_text(article, language, origin, characters)


def json_object(article: Article, origin: str, characters: str = "") -> dict[str, Any]:
    """Return one article as a JSON object, with the file it stands in and whether its characters are the file's."""
    head = {"path": origin, "article": article.number, "characters": characters or SOURCE}
    return {**head, **article_object(article)}

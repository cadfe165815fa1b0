"""An article with all that is needed to show it. Made off the screen's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.repairs import ArticleRepairs, repairs_in
from reader.display.drawing import draw_article, draw_blocks
from reader.typeset.reading import measure_length
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.contents import Entry
    from reader.library.library import Library
    from reader.model import Article, Block, Bulletin


class ReadyArticle(Value):
    """An article as it is drawn, what of its bulletin stands below it, and the repairs that touch it."""

    entry: Entry
    article: Article
    bulletin: Bulletin
    furniture: Sequence[Block] = ()
    repairs: ArticleRepairs = ArticleRepairs()


def make_ready(library: Library, entry: Entry, before: ReadyArticle | None = None) -> ReadyArticle:
    """Read the article of ``entry`` and draw it; what is known of it from ``before`` is taken over.

    Raises BulletinError.
    """
    rebuilt = library.rebuilt(entry.path)
    article = library.article(entry)
    bulletin = rebuilt.bulletin
    furniture = bulletin.furniture if article is bulletin.articles[-1] else ()
    drawing = library.drawer.decide(bulletin)
    drawn = rebuilt.drawn
    if drawn is None or drawn.number != article.number:
        drawn = draw_article(article, drawing)
    measure_length(drawn)  # stands in its head, and of a long article takes a while
    same = before is not None and before.entry.key == entry.key and before.bulletin is bulletin
    repairs = before.repairs if same and before is not None else repairs_in(article, rebuilt)
    return ReadyArticle(entry, drawn, bulletin, draw_blocks(furniture, drawing), repairs)

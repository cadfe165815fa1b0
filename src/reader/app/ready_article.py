"""An article with all that is needed to show it. Made off the screen's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.lazy_lines import LazyLines
from reader.app.repairs import ArticleRepairs, repairs_in
from reader.display.drawing import draw_article, draw_blocks
from reader.typeset.layout import ArticleStretches
from reader.typeset.reading import measure_length
from reader.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.contents import Entry
    from reader.library.library import Library
    from reader.model import Article, Block, Bulletin
    from reader.typeset.layout import Setting


class ReadyArticle(Value):
    """An article as it is drawn, what of its bulletin stands below it, and the repairs that touch it.

    It may have been set already, as ``setting`` says; the ``lines`` go on being set while it is shown.
    """

    entry: Entry
    article: Article
    bulletin: Bulletin
    furniture: Sequence[Block] = ()
    repairs: ArticleRepairs = ArticleRepairs()
    setting: Setting | None = None
    lines: LazyLines | None = None

    def lines_in(self, setting: Setting) -> LazyLines:
        """Return its lines: those that were set already, or others where they were set otherwise."""
        if self.lines is not None and self.setting == setting:
            return self.lines
        return LazyLines(ArticleStretches(self.article, setting, self.furniture))

    def set_in(self, setting: Setting, count: int) -> ReadyArticle:
        """Return it with its first ``count`` lines set."""
        lines = self.lines_in(setting)
        lines.reach(count)
        return replace(self, setting=setting, lines=lines)


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

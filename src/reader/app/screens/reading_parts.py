"""The parts of the reading screen, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from reader.app.widgets.article_view import ArticleView
from reader.app.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from reader.app.selecting import Selecting
    from reader.app.widgets.results import Results
    from reader.app.widgets.search_panel import SearchPanel


class ReadingParts(Screen[None]):
    """A screen of a table of contents, an article, and a search panel once it is asked for."""

    selecting: Selecting

    @property
    def sidebar(self) -> Sidebar:
        """The table of contents."""
        return self.query_one(Sidebar)

    @property
    def view(self) -> ArticleView:
        """The article."""
        return self.query_one(ArticleView)

    @property
    def panel(self) -> SearchPanel:
        """The search box and its results, once they were asked for."""
        return cast("SearchPanel", self.query_one("#search"))

    @property
    def searching(self) -> bool:
        """Whether the search panel stands in the sidebar's place."""
        return self.has_class("-searching")

    def pane(self) -> ArticleView | Sidebar | Results | Selecting:
        """Return what the moving keys move."""
        if self.searching and self.panel.box.has_focus:
            return self.panel.results
        if self.sidebar.has_focus:
            return self.sidebar
        return self.selecting if self.selecting.is_on else self.view

"""The articles before and after the one that is read, made ready while nobody waits for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.app.ready_article import ReadyArticle, make_ready
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.app.screens.reading import ReadingScreen
    from reader.library.contents import Entry
    from reader.model import Article

MOST = 100_000  # bytes of a file, or characters of an article in the same file, that are worth it: a tenth of a second


class Neighbours:
    """The neighbours of the article on one reading screen."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._ready: dict[tuple[str, int], ReadyArticle] = {}

    def find(self, entry: Entry) -> ReadyArticle | None:
        """Return the article of ``entry`` if it was made ready, and its file was not read again since."""
        found = self._ready.get(entry.key)
        return found if found is not None and self._screen.library.is_open(entry.path, found.bulletin) else None

    def prepare(self, shown: ReadyArticle) -> None:
        """Make the neighbours of the article that is ``shown`` ready, and keep its page for the next start."""
        screen = self._screen
        contents, library = screen.contents, screen.library
        setting, count = screen.view.setting, 2 * screen.view.size.height
        steps = () if screen.searching else (1, -1)  # on to the next hit is another way
        self._ready[shown.entry.key] = shown

        def work() -> None:
            worker = get_current_worker()
            ready = [shown]
            for step in steps:
                entry = contents.step(shown.entry, step)
                if worker.is_cancelled:
                    return
                if entry is not None and (found := self._made_ready(entry, shown)) is not None:
                    if setting is not None and found.setting != setting:
                        found = found.set_in(setting, count)
                    self._ready[entry.key] = found
                    ready.append(found)
            if not worker.is_cancelled:
                self._ready = {each.entry.key: each for each in ready}
            library.keep_page(shown.entry.path, shown.article)

        screen.run_worker(work, thread=True, exclusive=True, group="neighbours")

    def _made_ready(self, entry: Entry, shown: ReadyArticle) -> ReadyArticle | None:
        """Return the article of ``entry``; None when that would take long, or cannot be."""
        if (found := self.find(entry)) is not None:
            return found
        try:
            if entry.path == shown.entry.path:
                size = sum(_length(each) for each in shown.bulletin.articles if each.number == entry.number)
            else:
                size = os.path.getsize(entry.path)
            return make_ready(self._screen.library, entry) if size <= MOST else None
        except (OSError, ReaderError):
            return None  # told when somebody asks for it


def _length(article: Article) -> int:
    """Return about how many characters of the source an article takes."""
    if not article.blocks:
        return 0
    last = article.blocks[-1].text
    return last.start + len(last.string) - article.start

"""Finding words in the article that is read: the box at its foot, the hits, and going from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, cast

from textual.worker import get_current_worker

from reader.app.messages import OccurrencesFound
from reader.app.widgets.article_view import BEGINNING, Spot
from reader.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.app.screens.reading import ReadingScreen
    from reader.app.widgets.find_bar import FindBar
    from reader.library.finding import Finder, Occurrence
    from reader.model import Article, Span

CONTEXT = 4  # lines above a hit that was out of sight


class Found(Value):
    """What was looked for in the article, where it stands, and which of the places one is at (-1: at none yet).

    ``spans`` are those of all hits, ascending.
    """

    words: tuple[str, ...]
    hits: Sequence[Occurrence]
    spans: Sequence[Span]
    current: int = -1


class Finding:
    """The search within the article of one reading screen. An article may be long: it is looked through on a thread."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._finder: tuple[Article, Finder] | None = None
        self._before: Spot | None = None
        self._request = 0  # counts what is looked for; only the newest is answered
        self._when_found: Callable[[], None] | None = None  # what is done with it then
        self._steps: list[int] = []  # asked for meanwhile
        self.found: Found | None = None
        self.words: tuple[str, ...] = ()  # what was looked for last, in whichever article

    # -- the box -----------------------------------------------------------------------------------------------

    async def begin(self) -> None:
        """Open the box, with what was looked for last in it."""
        screen = self._screen
        if screen.shown is None:
            return
        if not screen.query("#finding"):  # on first use: at the start it would cost, and most never ask for it
            from reader.app.widgets.find_bar import FindBar

            await screen.mount(FindBar(screen.language))
        bar = self._bar
        self._before = screen.view.kept_place() or BEGINNING
        screen.add_class("-finding")
        bar.box.focus()
        bar.box.action_select_all()
        self.type(bar.box.value)

    def type(self, text: str) -> None:
        """Show what ``text`` finds; the first hit from where the reader was is gone to."""
        if text.strip():
            self._look_for((text,), self._show_first)
        else:
            self.forget()
            self._show_first()

    def _show_first(self) -> None:
        if self.found is not None and self.found.hits:
            self._go(self._number_from(self._offset(self._before)) % len(self.found.hits))
        elif self._before is not None:
            self._screen.view.show_place(self._before)
        if self._screen.query("#finding"):
            self._bar.tell(self.status())
        self._screen.update_bars()

    def accept(self) -> None:
        """Close the box and keep what was found."""
        self._close()

    def cancel(self) -> None:
        """Close the box and go back to where one was."""
        self.forget()
        if self._before is not None:
            self._screen.view.show_place(self._before)
        self._close()

    def leave(self) -> None:
        """Forget the hits and the place before them: another article will be shown."""
        self._drop()
        self._before = None
        self._screen.remove_class("-finding")

    def _close(self) -> None:
        self._screen.remove_class("-finding")
        self._screen.view.focus()
        self._screen.update_bars()

    @property
    def _bar(self) -> FindBar:
        return cast("FindBar", self._screen.query_one("#finding"))

    @property
    def is_open(self) -> bool:
        """Whether one is typing in the box."""
        return self._screen.has_class("-finding")

    def status(self) -> str:
        """Return which of how many hits one is at, in words; nothing when nothing is looked for."""
        language = self._screen.language
        if self.found is None or not self.found.words:
            return ""
        if not self.found.hits:
            return language.text("find.none")
        return language.text("find.count", number=self.found.current + 1, total=len(self.found.hits))

    # -- the hits ----------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next hit or the one before, around the ends; without hits, look for what was looked for last."""
        screen = self._screen
        if screen.shown is None:
            return
        if self._when_found is not None:
            self._steps.append(by)
            return
        if self.found is not None:
            self._step_to(self.found.current + by)
            return
        terms = screen.hits_query.to_mark if screen.hits_query else ()
        if not (terms or self.words):
            screen.say("find.nothing")
            return
        offset = self._offset(screen.view.kept_place() or BEGINNING)
        self._look_for(terms or self.words, lambda: self._step_from(offset, by, past=bool(terms)))

    def _step_from(self, offset: int, by: int, *, past: bool) -> None:
        self._step_to(self._number_from(offset, past=past) if by > 0 else self._number_from(offset) - 1)

    def _step_to(self, at: int) -> None:
        total = len(self.found.hits) if self.found else 0
        if total:
            self._go(at % total)
        if total and at % total != at:
            self._screen.say("find.wrapped" if at >= total else "find.wrapped-back")
        else:
            self._screen.say_nothing()  # the bars say how many there are

    def forget(self) -> bool:
        """Take the highlights off; return whether there were any."""
        had = self.found is not None
        self._drop()
        if had:
            self._screen.view.show_hits(())
        return had

    def _drop(self) -> None:
        self.found = self._when_found = None
        self._steps.clear()
        self._request += 1

    def show_again(self) -> None:
        """Mark the hits in the article that is shown now: the same, in another form, or another one."""
        if self._when_found is not None:
            self._look_for(self.words, self._when_found)
        elif self.found is not None:
            current = self.found.current
            self._look_for(self.found.words, lambda: self._mark_again(current))

    def _mark_again(self, current: int) -> None:
        if self.found is not None and current < len(self.found.hits):
            self.found = replace(self.found, current=current)
        self._mark()
        self._screen.update_bars()

    def _look_for(self, words: tuple[str, ...], then: Callable[[], None]) -> None:
        """Find ``words`` in the article that is shown, then do ``then``."""
        screen = self._screen
        if screen.shown is None:
            return
        screen.hits_query = None
        self.words, self._when_found = words, then
        self._request += 1
        article, request = screen.shown.article, self._request

        def work() -> None:
            worker = get_current_worker()
            known = self._finder
            if known is None or known[0] is not article:
                from reader.library.finding import Finder  # once something is looked for

                known = self._finder = (article, Finder(article))
            hits = known[1].occurrences(words, lambda: worker.is_cancelled)
            screen.post_message(OccurrencesFound(request, words, hits, hits.spans()))

        screen.run_worker(work, thread=True, exclusive=True, group="finding")

    def take(self, event: OccurrencesFound) -> None:
        """Show what was found, unless something else has been asked for meanwhile."""
        if event.request != self._request or self._when_found is None:
            return
        then, self._when_found = self._when_found, None
        self.found = Found(event.words, event.hits, event.spans)
        self._mark()
        then()
        steps, self._steps = self._steps, []
        for by in steps:
            self.step(by)

    def _number_from(self, offset: int, *, past: bool = False) -> int:
        """Return the number of the first hit at ``offset`` of the source or after it; that of all hits for none."""
        hits = self.found.hits if self.found else ()
        return (bisect_right if past else bisect_left)(hits, offset, key=lambda hit: hit[0].start)

    def _offset(self, place: Spot | None) -> int:
        start = self._screen.shown.article.start if self._screen.shown else 0
        if place is None:
            return start
        return place.offset + (start if place.base is None else place.base)

    def _go(self, at: int) -> None:
        if self.found is None:
            return
        self.found = replace(self.found, current=at)
        self._mark()
        self._screen.view.reveal(self.found.hits[at][0].start, CONTEXT)

    def _mark(self) -> None:
        found = self.found
        current = found.hits[found.current] if found and found.current >= 0 else ()
        self._screen.view.show_hits(found.spans if found else (), current)

"""Finding words in the article that is read: the box at its foot, the hits, and going from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from reader.app.widgets.article_view import BEGINNING, Spot
from reader.library.finding import Finder, Occurrence

if TYPE_CHECKING:
    from reader.app.screens.reading import ReadingScreen
    from reader.app.widgets.find_bar import FindBar

CONTEXT = 4  # lines above a hit that was out of sight


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for in the article, where it stands, and which of the places one is at (-1: at none yet)."""

    words: tuple[str, ...]
    hits: tuple[Occurrence, ...]
    current: int = -1


class Finding:
    """The search within the article of one reading screen."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._finder: tuple[object, Finder] | None = None
        self._before: Spot | None = None
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
        words = (text,) if text.strip() else ()
        self._look_for(words)
        if self.found is not None and self.found.hits:
            self._go(self._from(self._offset(self._before)))
        elif self._before is not None:
            self._screen.view.show_place(self._before)
        self._tell()

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
        self.found = self._before = None
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

    def _tell(self) -> None:
        self._bar.tell(self.status())

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
        if self.found is None:
            terms = screen.hits_query.terms if screen.hits_query else ()
            if not (terms or self.words):
                screen.say("find.nothing")
                return
            self._look_for(terms or self.words)
            at = self._from(self._offset(screen.view.kept_place() or BEGINNING), past=bool(terms))
            if by < 0:
                at -= 1
        else:
            at = self.found.current + by
        total = len(self.found.hits) if self.found else 0
        if not total:
            screen.update_bars()  # which say so
            return
        self._go(at % total)
        if at % total != at:
            screen.say("find.wrapped" if at >= total else "find.wrapped-back")
        else:
            screen.update_bars()

    def forget(self) -> bool:
        """Take the highlights off; return whether there were any."""
        had, self.found = self.found is not None, None
        if had:
            self._screen.view.show_hits(())
        return had

    def show_again(self) -> None:
        """Mark the hits in the article that is shown now: the same, in another form, or another one."""
        if self.found is None or self._screen.shown is None:
            return
        found = self.found
        self._look_for(found.words)
        if self.found is not None and found.current < len(self.found.hits):
            self.found = replace(self.found, current=found.current)
            self._mark()

    def _look_for(self, words: tuple[str, ...]) -> None:
        screen = self._screen
        if screen.shown is None:
            return
        article = screen.shown[1]
        if self._finder is None or self._finder[0] is not article:
            self._finder = (article, Finder(article))
        if not words:
            self.forget()
            return
        screen.hits_query = None
        self.words = words
        self.found = Found(words, self._finder[1].occurrences(words))
        self._mark()

    def _from(self, offset: int, *, past: bool = False) -> int:
        """Return the number of the first hit at or after ``offset`` of the source, or the first of all."""
        hits = self.found.hits if self.found else ()
        return next((at for at, hit in enumerate(hits) if hit[0].start > offset - (not past)), 0)

    def _offset(self, place: Spot | None) -> int:
        start = self._screen.shown[1].start if self._screen.shown else 0
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
        hits = tuple(span for hit in found.hits for span in hit) if found else ()
        current = found.hits[found.current] if found and found.current >= 0 else ()
        self._screen.view.show_hits(hits, current)

"""What of a file's characters is drawn otherwise than it is stored, as a value; ``drawing`` decides it and draws."""

from __future__ import annotations

from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.model import Article, Bulletin
    from reader.settings import Settings


class Drawing(Value):
    """What is drawn otherwise than it is stored.

    ``full_width``: ASCII marks between Han are drawn full-width; ``stops`` says that dots are full stops in the file,
    so that those in the middle of a line are drawn too. ``closed``: spaces that spread Han are left out;
    ``spread`` says that the whole file is spread, so that shorter lines are closed too.
    """

    full_width: bool = False
    closed: bool = False
    spread: bool = False
    stops: bool = False

    def __bool__(self) -> bool:
        return self.full_width or self.closed

    @property
    def bits(self) -> int:
        """All of it as a number."""
        return sum(1 << at for at, each in enumerate((self.full_width, self.closed, self.spread, self.stops)) if each)

    @staticmethod
    def of_bits(bits: int) -> Drawing:
        """Return the drawing whose number this is."""
        return Drawing(*(bool(bits >> at & 1) for at in range(4)))


DRAWN, SOURCE = "drawn", "source"
AS_STORED = Drawing()
MENDED = Drawing(full_width=True, closed=True)


def wanted_by(settings: Settings) -> Drawing:
    """Return what the settings want drawn, in files that need it."""
    return Drawing(full_width=settings.full_width_marks, closed=settings.close_spaces)


class Drawer:
    """Decides for one bulletin after another, and remembers what it decided for the last one."""

    def __init__(self, wanted: Drawing) -> None:
        self.wanted = wanted
        self._last: tuple[Bulletin, Drawing] | None = None

    def decide(self, bulletin: Bulletin) -> Drawing:
        """See the function of this name in ``drawing``."""
        from reader.display.drawing import decide  # where an article is drawn, not only found

        last = self._last
        if last is None or last[0] is not bulletin:
            self._last = last = (bulletin, decide(bulletin, self.wanted))
        return last[1]

    def remember(self, bulletin: Bulletin, drawing: Drawing) -> None:
        """Take what was decided for ``bulletin`` elsewhere."""
        self._last = (bulletin, drawing)

    def draw(self, article: Article, bulletin: Bulletin) -> Article:
        """Return ``article`` as it is drawn in ``bulletin``."""
        from reader.display.drawing import draw_article

        return draw_article(article, self.decide(bulletin))

    def form(self, article: Article, bulletin: Bulletin) -> str:
        """Return what an export is to say of its characters: DRAWN or SOURCE; nothing where both are the same."""
        from reader.display.drawing import decide, draw_article

        if self.decide(bulletin) and self.draw(article, bulletin) is not article:
            return DRAWN
        if self.wanted == MENDED or draw_article(article, decide(bulletin)) is article:
            return ""
        return SOURCE

"""The repairs of an article, one by one: why each was made, how sure it is, and a key to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.app.look import look
from reader.app.widgets.line_list import LineList
from reader.app.widgets.note import Note
from reader.commands.repairs import reason_words
from reader.formats.clean import clean_label
from reader.model import RepairKind, Span
from reader.typeset.widths import fit, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult

    from reader.app.repairs import ArticleRepairs
    from reader.language import Language
    from reader.model import Repair

SEAM = "¦"
ROW_LINES = 3
_EXCERPT = 120  # characters looked at on either side of a seam


class _Rows(LineList):
    """A row a repair: what and why, then the text around it."""

    def __init__(self, found: ArticleRepairs, source: str, language: Language) -> None:
        super().__init__(id="repairs")
        self.repairs, self._source, self._language = found.repairs, source, language
        self.made, self.undone = set(found.made), set(found.undone)

    def on_mount(self) -> None:
        """List all repairs, the first of them chosen."""
        last = len(self.repairs) - 1
        self.set_heights((ROW_LINES if row < last else ROW_LINES - 1 for row in range(last + 1)), 0)

    def is_made(self, repair: Repair) -> bool:
        """Return whether the article is shown with this repair."""
        return repair.key in self.made and repair.key not in self.undone

    def paint_row(self, row: int, width_: int, *, chosen: bool) -> list[Strip]:
        """Draw one repair; one that is not made is told so in words, and dimmed."""
        repair, styles, language = self.repairs[row], look(self), self._language
        made = self.is_made(repair)
        over = styles["over.chosen"] if chosen else None
        text, label, detail = (
            styles[name] + over if over else styles[name]
            for name in ("dialog" if made else "dialog.detail", "dialog.label", "dialog.detail")
        )
        sure = f"{round(100 * repair.confidence)} %"
        state = sure if made else language.text("repairs.undone" if repair.key in self.undone else "repairs.idle")
        kind = f" {language.text(f'kind.{repair.kind}')}  "
        reason = fit(reason_words(repair, language), width_ - width(kind) - width(state) - 3)
        gap = " " * max(1, width_ - width(kind) - width(reason) - width(state) - 1)
        first = [Segment(kind, label if made else text), Segment(reason + gap, text), Segment(state + " ", detail)]
        second = self._excerpt(repair, width_ - 4, text, label)
        blank = Strip.blank(width_, styles["dialog"])
        return [Strip(line).extend_cell_length(width_, text).crop(0, width_) for line in (first, second)] + [blank]

    def _excerpt(self, repair: Repair, room: int, style: Style, seam: Style) -> list[Segment]:
        before, after = excerpt(repair, self._source)
        if not before:
            return [Segment("   " + fit(after, room), style)]
        before = _fit_end(before, max(room // 2, room - 1 - width(after)))
        after = fit(after, room - 1 - width(before))
        return [Segment("   " + before, style), Segment(SEAM, seam), Segment(after, style)]


class RepairsDialog(ModalScreen["Repair"]):
    """Lists repairs; returns the one to go to, or nothing. What is undone or made again is told at once."""

    BINDINGS: ClassVar = [
        Binding("escape,q,O", "leave", show=False),
        Binding("ctrl+c", "app.quit", show=False),
        Binding("enter", "go", show=False),
        Binding("u,space", "turn", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("g,home", "edge(False)", show=False),
        Binding("G,end", "edge(True)", show=False),
    ]

    def __init__(
        self, found: ArticleRepairs, source: str, language: Language, mark: Callable[[Repair, bool], None]
    ) -> None:
        super().__init__()
        self._language, self._mark = language, mark
        self._pending = 0  # keys that were told and not yet answered
        # Made at once: the article may be read anew, and tell of its repairs, before the dialog stands.
        self.rows = _Rows(found, source, language)
        self._footer = Note(language.text("repairs.keys"), classes="footer")

    def compose(self) -> ComposeResult:
        """Lay out a title, the repairs, and the keys."""
        with Vertical(classes="dialog"):
            yield Note(self._language.text("repairs.title"), classes="title")
            yield self.rows
            yield self._footer

    def on_mount(self) -> None:
        """Give the list the height it needs; the style sheet says how much it may have."""
        self.rows.styles.height = ROW_LINES * len(self.rows.repairs) - 1

    def show(self, found: ArticleRepairs) -> None:
        """Show which repairs are made by now. The rows stay, so that each can be made again.

        While a key waits for its answer the rows already show what it will be.
        """
        if not self._pending:
            self.rows.made, self.rows.undone = set(found.made), set(found.undone)
            self.rows.repaint()

    def answer(self, failure: str) -> None:
        """Take note that a key was answered, with a sentence when it failed."""
        self._pending -= 1
        if failure:
            self.say(failure)

    def say(self, sentence: str) -> None:
        """Say something under the list."""
        self._footer.update(sentence)

    def action_turn(self) -> None:
        """Undo the repair under the cursor, or make it again."""
        rows = self.rows
        repair = rows.repairs[rows.cursor]
        undone = repair.key not in rows.undone
        if undone and repair.key not in rows.made:  # it went with another one, and comes back with it
            self.say(self._language.text("repairs.follows"))
            return
        self.say(self._language.text("repairs.keys"))
        (rows.undone.add if undone else rows.undone.discard)(repair.key)
        (rows.made.discard if undone else rows.made.add)(repair.key)
        rows.repaint()
        self._pending += 1
        self._mark(repair, undone)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Go to the repair that was clicked."""
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Return the repair under the cursor."""
        self.dismiss(self.rows.repairs[self.rows.cursor])

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by windows."""
        self.rows.move_page(by)

    def action_edge(self, end: bool) -> None:
        """Move the cursor to the first or the last repair."""
        self.rows.move_to_edge(end=end)

    def on_click(self, event: events.Click) -> None:
        """Close when the click is beside the dialog."""
        if event.widget is self:
            self.dismiss(None)


def excerpt(repair: Repair, source: str) -> tuple[str, str]:
    """Return the text before and after the seam of a repair, on one line; nothing before what was only moved."""
    first = repair.spans[0]
    if repair.kind is RepairKind.UNWRAP:
        before, after = Span(0, first.start), Span(first.end, len(source))
    elif len(repair.spans) > 1:
        before, after = first, repair.spans[1]
    else:
        before, after = Span(first.start, first.start), first
    return (
        _one_line(source[max(before.start, before.end - _EXCERPT) : before.end]),
        _one_line(source[after.start : min(after.end, after.start + _EXCERPT)]),
    )


def _one_line(text: str) -> str:
    return clean_label(" ".join(text.split()))


def _fit_end(text: str, cells: int) -> str:
    """Return the end of ``text``, with … before it where something was cut."""
    if width(text) <= cells:
        return text
    start = next((at for at in range(len(text)) if width(text[at:]) <= cells - 1), len(text))
    return "…" + text[start:]

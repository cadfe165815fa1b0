"""A little style for terminals: bold, dim and reverse by their standard sequences (ECMA-48), nothing elsewhere."""

from __future__ import annotations

from reader.model import Role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.commands.console import Console
    from reader.library.passage import Snippet
    from reader.typeset.lines import Line

BOLD, DIM, ITALIC, REVERSE = "1", "2", "3", "7"
_LINE_STYLES = {
    Role.HEADLINE: BOLD,
    Role.CROSSHEAD: BOLD,
    Role.CAPTION: ITALIC,
    Role.CREDIT: DIM,
    Role.FIELDS: DIM,
    Role.RULE: DIM,
    Role.BYLINE: DIM,
    Role.SLUG: DIM,
    Role.FOLIO: DIM,
    Role.JUMP: DIM,
    Role.EDITOR: DIM,
    Role.FURNITURE: DIM,
}
_RUN_STYLES = {"strong": BOLD, "emphasis": ITALIC, "dateline": BOLD, "link": "4"}


def paint(text: str, style: str, console: Console) -> str:
    """Return ``text`` in ``style`` when standard output is a terminal."""
    return f"\x1b[{style}m{text}\x1b[0m" if style and text and console.styled else text


def paint_line(line: Line, console: Console) -> str:
    """Return a typeset line for standard output."""
    string = line.string
    if not console.styled:
        return string
    base = _LINE_STYLES.get(line.role, "") if line.role else ""
    if not line.runs:
        return paint(string, base, console)
    shift = line.indent + len(line.lead)
    parts, at = [], 0
    for run in sorted(line.runs, key=lambda each: each.start):
        start, end = line.shown_index(run.start) + shift, line.shown_index(run.end - 1) + 1 + shift
        if start < at:
            continue
        parts += [
            paint(string[at:start], base, console),
            paint(string[start:end], _RUN_STYLES.get(run.style, base), console),
        ]
        at = end
    return "".join([*parts, paint(string[at:], base, console)])


def highlight(snippet: Snippet, console: Console) -> str:
    """Return a snippet with its hits in reverse."""
    parts, at = [], 0
    text, ranges = snippet.shown()
    text = text.replace("\t", " ")
    for start, end in ranges:
        parts += [text[at:start], paint(text[start:end], REVERSE, console)]
        at = end
    return "".join([*parts, text[at:]])

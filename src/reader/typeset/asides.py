"""What stands aside from running text: code without its fences, quotations within quotations, pictures."""

from __future__ import annotations

from reader.formats.inline import Mark
from reader.lazy import LazyPattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.formats.inline import Inline
    from reader.model import SourceText

CODE_INDENT = 4  # columns that make code of lines without a fence (CommonMark, indented code blocks)
_FENCE = LazyPattern(r"([ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>.*)$")
_LANGUAGE = LazyPattern(r"[A-Za-z0-9_+#.-]*$")
_QUOTED = LazyPattern(r"[ \t]{0,3}>[ \t]?")


def code_lines(lines: Sequence[SourceText]) -> list[SourceText]:
    """Return the lines of code without its fences, set in no further than the opening fence is.

    What stands behind the fence is shown when it is more than the name of a language.
    """
    if (first := _FENCE.match(lines[0].string)) and _closes(lines, first["fence"]):
        info = [] if _LANGUAGE.match(first["info"]) else [lines[0].slice(*first.span("info"))]
        return [*info, *(_dedented(line, len(first[1])) for line in lines[1:-1])]
    inset = all(line.string.startswith((" " * CODE_INDENT, "\t")) or not line.string.strip() for line in lines)
    return [_dedented(line, CODE_INDENT) for line in lines] if inset else list(lines)


def quoted_within(line: SourceText) -> tuple[int, SourceText]:
    """Return how many quotations deeper a line of a quotation stands, and the line without the marks that say so."""
    depth = at = 0
    while mark := _QUOTED.match(line.string, at):
        depth, at = depth + 1, mark.end()
    return depth, line.slice(at, len(line)) if depth else line


def is_picture(inline: Inline) -> bool:
    """Return whether a text is a picture's and nothing else."""
    bounds = (0, len(inline.text))
    return any(each.mark is Mark.IMAGE and (each.start, each.end) == bounds for each in inline.marks)


def _closes(lines: Sequence[SourceText], fence: str) -> bool:
    last = lines[-1].string.strip()
    return len(lines) > 1 and last.startswith(fence) and not last.strip(fence[0])


def _dedented(line: SourceText, columns: int) -> SourceText:
    """Return a line without as many columns of white space at its beginning, as far as it has them."""
    string = line.string
    if string.startswith("\t"):
        return line.slice(min(1, columns), len(line))
    return line.slice(min(columns, len(string) - len(string.lstrip(" "))), len(line))

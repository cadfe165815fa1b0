"""The stretch of a file that an article was taken from, line by line as it is stored, marks and blank lines kept.

The stretches of a file's articles cover the whole file: each begins where its article does and runs to the next, the
first takes in what stands above it. Nothing is copied or searched before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.formats.clean import LINE_END, clean
from reader.model import SourceText, Span
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Bulletin

PIECE = 20_000  # characters of a stored line that are handed on at once: a line may be as long as its file
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"


class Stored(Value):
    """A stretch of a decoded source."""

    source: str
    span: Span

    def pieces(self, begin: int | None = None) -> Iterator[tuple[SourceText, bool, int]]:
        """Yield the lines from a source offset on, fit for a terminal; whether the line ends there, and where it does.

        Long lines come in several pieces.
        """
        at, stop = self.span.start if begin is None else begin, self.span.end
        while at < stop:
            end = min(stop, at + PIECE)
            match = LINE_END.search(self.source, at, end)
            text = clean(SourceText(self.source[at : match.start() if match else end], ((0, at),)))
            at = match.end() if match else end
            if match and self.source.startswith("\r\n", at - 1) and at < stop:  # the piece ended between the two
                at += 1
            yield text, match is not None or end == stop, at


def stored_form(article: Article, bulletin: Bulletin) -> Stored:
    """Return where ``article`` stands in the source of ``bulletin``, in whole lines."""
    source = bulletin.source
    first, last = len(source), -1
    for text in (block.text for block in article.blocks if block.text):
        first, last = min(first, text.start), max(last, text.source_offset(len(text) - 1) + 1)
    if last < 0:
        return Stored(source, Span(0, len(source)))
    starts = [min(block.text.start for block in each.blocks) for each in bulletin.articles if each.blocks]
    following = min((start for start in starts if start > first), default=len(source))
    begin = _line_start(source, first) if first > min(starts) else 0
    if following == len(source):
        return Stored(source, Span(begin, following))
    # A story that another one interrupts is shown to its own end.
    return Stored(source, Span(begin, max(_line_start(source, following), _line_end(source, last))))


def _line_start(source: str, offset: int) -> int:
    return max(source.rfind(char, 0, offset) for char in _LINE_ENDS) + 1


def _line_end(source: str, offset: int) -> int:
    match = LINE_END.search(source, offset)
    return match.end() if match else len(source)

"""A line of an article as set, painted: its role's style, its marks, what is highlighted, what stands beside it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.app.widgets.painting import marked
from reader.model import Role, Span
from reader.typeset.sideways import MARK, in_sight
from reader.typeset.widths import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.style import Style

    from reader.typeset.lines import Line
    from reader.typeset.sideways import Shown

MARGIN = 2  # cells kept free on both sides, where there is room
LIFTED, SOFT = "›", "¦"  # in the margin, beside a block lifted out of the text, and where a break may be false

_ROLE_LOOKS = {
    Role.KICKER: "article.kicker",
    Role.HEADLINE: "article.headline",
    Role.DECK: "article.deck",
    Role.BYLINE: "article.byline",
    Role.CROSSHEAD: "article.crosshead",
    Role.CAPTION: "article.caption",
    Role.CREDIT: "article.caption",
    Role.QUOTE: "article.quote",
    Role.CODE: "article.code",
    Role.FIELDS: "article.facts",
    Role.RULE: "article.rule",
    Role.SLUG: "article.furniture",
    Role.FOLIO: "article.furniture",
    Role.JUMP: "article.furniture",
    Role.EDITOR: "article.furniture",
    Role.FURNITURE: "article.furniture",
}
_OVER = ("strong", "emphasis", "code", "link", "strike", "dateline", "seam", "hit", "current", "selected", "caret")
_RUN_LOOKS = {"image": "over.link", **{name: f"over.{name}" for name in _OVER}}


def paint_row(
    line: Line,
    marks: Sequence[str],
    margin: int,
    cells: int,
    styles: Mapping[str, Style],
    highlights: Mapping[str, Sequence[Span]],
    selected: Sequence[Sequence[tuple[int, int, str]]] = (),
    room: int = 0,
    skipped: int = 0,
) -> Strip:
    """Return a row of ``cells`` cells: ``line`` behind ``margin`` cells, and what stands beside it.

    Of the lines of a table that is wider than the measure ``room`` cells are shown, ``skipped`` columns moved out of
    sight. ``marks`` are those in the margin of each piece of the row, ``highlights`` source spans in
    ascending order by the name of their style; what is ``selected`` of each piece lies over them: start, end, style.
    """
    blank = styles["article"]
    segments: list[Segment] = []
    at = 0
    pieces = (line, *line.beside)
    for piece, mark, chosen in zip(pieces, marks, selected or ((),) * len(pieces), strict=True):
        start = margin + piece.indent
        if mark:
            # Free of the text, or else of the sidebar's edge; of a column, right beside its rule.
            free = at if at else margin - 2 if margin > MARGIN else margin - 1
            if at <= free < start:
                over = styles["article.lifted" if mark == LIFTED else "article.soft"]
                segments += (Segment(" " * (free - at), blank), Segment(mark, over))
                at = free + 1
        segments.append(Segment(" " * (start - at), blank))
        parts = list(_pieces(piece, styles, highlights, chosen))
        if piece.edges:
            parts = _part(parts, in_sight(piece.edges, room, skipped), room, styles["article.rule"])
            at = start + room
        else:
            at = start + width(piece.lead) + piece.cells if line.beside else start
        segments += parts
    return Strip(segments).extend_cell_length(cells, blank).crop(0, cells)


def _part(segments: list[Segment], shown: Shown, room: int, edge: Style) -> list[Segment]:
    """Return the columns of a table's line that are shown in ``room`` cells, a mark at either end where it goes on."""
    strip = Strip(segments)
    parts: list[Segment] = []
    if shown.left:
        mark = Segment("‹".ljust(MARK), edge)
        parts = [*strip.crop_extend(0, max(0, shown.fixed - MARK), None), mark]
    elif shown.fixed:
        parts = [*strip.crop_extend(0, shown.fixed, None)]
    parts += strip.crop_extend(shown.start, shown.end, None)
    free = room - shown.lead - (shown.end - shown.start)
    return [*parts, *([Segment("›".rjust(free), edge)] if shown.right else [Segment(" " * free)])]


def _pieces(
    line: Line,
    styles: Mapping[str, Style],
    highlights: Mapping[str, Sequence[Span]],
    selected: Sequence[tuple[int, int, str]],
) -> Iterator[Segment]:
    """Yield what a line is painted of, without its indent."""
    if line.lead:
        yield Segment(line.lead, styles["article.rule"])
    stretches = [(run.start, run.end, styles[_RUN_LOOKS[run.style]]) for run in line.runs]
    for name, spans in highlights.items():
        stretches += [(start, end, styles[_RUN_LOOKS[name]]) for start, end in highlighted(line, spans)]
    stretches += [(start, end, styles[_RUN_LOOKS[name]]) for start, end, name in selected]
    role_look = _ROLE_LOOKS.get(line.role, "article") if line.role else "article"
    if line.gaps:
        stretches = [(line.shown_index(start), line.shown_index(end - 1) + 1, style) for start, end, style in stretches]
    yield from marked(line.shown, styles[role_look], stretches)


def highlighted(line: Line, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield which characters of ``line`` stand in one of ``spans`` (of the source, in ascending order)."""
    if not spans or line.block < 0:
        return
    text = line.text
    for number, (at, offset) in enumerate(text.anchors):
        end = text.anchors[number + 1][0] if number + 1 < len(text.anchors) else len(text)
        first = max(0, bisect_left(spans, Span(offset, 0)) - 1)  # the one before may reach in here
        for span in map(spans.__getitem__, range(first, len(spans))):
            if span.start >= offset + end - at:
                break
            start, stop = max(span.start, offset), min(span.end, offset + end - at)
            if start < stop:
                yield at + start - offset, at + stop - offset

"""Columns that stand side by side, as a page laid out in plain text has them: read one below the other.

A gutter is a column of blanks that goes through many lines with words on both sides of it. A table has such gutters
too; its cells are short and say the same kind of thing row by row, while in a column sentences run on from line to
line. Lines of such a table are left as they stand. Where one side runs on and the other does not, nobody can be sure:
those are left alone too, and it is said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, islice

from reader.formats.blocks import blocks_of_lines, split_lines
from reader.formats.clean import Lines
from reader.formats.document import BlockKind, RawBlock
from reader.lazy import LazyPattern
from reader.model import Problem, ProblemKind, Repair, RepairKind, SourceText, Span
from reader.page.line_roles import furniture_role
from reader.page.patterns import cells, is_terminal
from reader.value import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.formats.document import Document

MIN_ROWS = 5  # with words on both sides: fewer may stand so by chance
MAX_LINE = 400  # characters: a longer line is no row of columns
MIN_GUTTER = 2  # cells
MIN_COLUMN = 12  # cells
MAX_INDENT = 6  # cells that a line may stand in from the edge of its column
ALIGNED_SHARE = 0.8  # of the rows with words on both sides, those that begin at the edge of the right column
MAX_EDGES = 8  # places that are tried, those at which most lines begin anew
MAX_COLUMNS = 6  # on a page, side by side
SMALL_SHARE = 0.3  # of a column's lines begin in small letters where sentences run on
PAUSE_SHARE, FULL_PAUSE_SHARE = 0.25, 0.12  # or have a mark before their end, in scripts that have no small letters
MARK_SHARE = 0.15  # or end in one: the cells of a table hold none
FILLED_SHARE, FULL_SHARE = (
    0.6,
    0.9,
)  # of the column's width that half its lines reach; where they are full, fewer marks do
FIGURE_SHARE = 0.3  # of a table's cells that are figures
COLUMNS_CONFIDENCE = 0.9
_GAP = LazyPattern(r"\S(?:  |[ ]?\u3000)[ \u3000]*(?=\S)")
_FIGURE = LazyPattern(r"[^\w\s]{0,2}\d[\d.,:/%+\-−–—]*[^\s\d]{0,4}$")
_PAUSE_INSIDE = LazyPattern(r"[。，；！？、：،؛].*\S|[.,;:!?][\"”’)]? +\S")
_MARK = LazyPattern(r"[。，；！？、：،؛؟۔।]|[.,;:!?][\"”’)]?(?: |$)")
_DRAWN = ("|", "+-", "---", "===")


class _Stretch(Value):
    """Lines that are read together: plain ones, one column of a page, or those that nobody could tell (``left``)."""

    lines: tuple[SourceText, ...]
    left: bool = False


class _Run(Value):
    """Lines from ``first`` to before ``end`` with a gutter before the cell ``edge``.

    ``rows`` have words on both sides; ``counted`` says that ``edge`` is counted in characters, however wide each is.
    """

    first: int
    end: int
    edge: int
    rows: int
    counted: bool = False


def with_columns_apart(
    document: Document, undone: frozenset[str]
) -> tuple[Document, tuple[Repair, ...], tuple[Problem, ...]]:
    """Return ``document`` with columns that stood side by side one below the other, what was done, what is not certain.

    Columns whose repair is in ``undone`` are left line by line, as they stand.
    """
    source = document.source
    if document.data or len(document.parts) != 1 or sum(1 for _ in islice(_GAP.finditer(source), MIN_ROWS)) < MIN_ROWS:
        return document, (), ()
    lines, numbers = split_lines(SourceText(source)), Lines(source)
    repairs: list[Repair] = []
    problems: list[Problem] = []
    stretches: list[_Stretch] = []
    at = 0
    for run in _runs(lines):
        inside = lines[run.first : run.end]
        sides = _sides(lines, run)
        running = [_run_on(side, MAX_COLUMNS // 2) for side in sides]
        if not all(running) and any(block.kind is BlockKind.TABLE for block in blocks_of_lines(inside)):
            continue
        stretches.append(_Stretch(tuple(lines[at : run.first])))
        at = run.end
        repair = _repair(inside)
        if all(running) and repair.key not in undone:
            repairs.append(repair)
            stretches += [_Stretch(tuple(column)) for side in sides for column in _columns_of(side, MAX_COLUMNS // 2)]
            continue
        stretches.append(_Stretch(tuple(inside), left=True))
        if any(running) and not all(running):
            problems.append(Problem(ProblemKind.COLUMNS, document.path, numbers.of(repair.spans[0].start)))
    if not stretches:
        return document, (), ()
    stretches.append(_Stretch(tuple(lines[at:])))
    part = replace(document.parts[0], blocks=tuple(_blocks_of(stretches)))
    return replace(document, parts=(part,)), tuple(repairs), tuple(problems)


def _repair(lines: Sequence[SourceText]) -> Repair:
    """Return the repair that reads the columns in ``lines`` one after the other."""
    words = [line.strip() for line in lines if line.string.strip()]
    span = Span(words[0].start, words[-1].source_offset(len(words[-1])))
    return Repair(RepairKind.COLUMNS, (span,), "side-by-side", COLUMNS_CONFIDENCE)


def _blocks_of(stretches: Sequence[_Stretch]) -> Iterator[RawBlock]:
    """Yield the blocks of each stretch: none goes on in the next without a break."""
    for stretch in stretches:
        blocks = _left_alone(stretch.lines) if stretch.left else blocks_of_lines(stretch.lines)
        for number, block in enumerate(blocks):
            yield block if number else replace(block, gap=max(1, block.gap))


def _left_alone(lines: Sequence[SourceText]) -> Iterator[RawBlock]:
    """Yield lines that are shown as they stand, those without a blank one between them together."""
    group: list[SourceText] = []
    for line in (*lines, SourceText("")):
        if line.string.strip():
            group.append(line)
        elif group:
            yield RawBlock(BlockKind.TEXT, tuple(group), gap=1, lined=True)
            group = []


def _columns_of(lines: list[SourceText], most: int) -> list[list[SourceText]]:
    """Return the columns that stand side by side in ``lines``, which are one column of a page or several."""
    if most < 2:
        return [lines]
    columns: list[list[SourceText]] = []
    at = 0
    for run in _runs(lines):
        sides = _sides(lines, run)
        if all(_run_on(side, most // 2) for side in sides):
            columns.append(lines[at : run.first])
            columns += [column for side in sides for column in _columns_of(side, most // 2)]
            at = run.end
    return [column for column in [*columns, lines[at:]] if any(line.string.strip() for line in column)]


def _runs(lines: Sequence[SourceText]) -> list[_Run]:
    """Return where gutters go through many of ``lines``, in ascending order; no two meet."""
    strings = [line.string.rstrip() for line in lines]
    by_cells = _runs_by(strings, counted=False)
    if all(map(str.isascii, strings)):
        return by_cells
    by_count = _runs_by(strings, counted=True)
    return max(by_cells, by_count, key=lambda runs: sum(run.rows for run in runs))


def _runs_by(strings: Sequence[str], *, counted: bool) -> list[_Run]:
    """Return the same for one way to count: characters, however wide each is, or the cells they take."""
    begun: Counter[int] = Counter()
    for string in strings:
        if gaps := [] if len(string) > MAX_LINE else [gap.end() for gap in _GAP.finditer(string)]:
            offset = _offsets(string, counted=counted)
            begun.update(offset[end] for end in gaps)
    edges = [edge for edge, times in begun.most_common(MAX_EDGES) if times >= MIN_ROWS]
    if not edges:  # most files that have wide gaps at all
        return []
    offsets = [_offsets(string[: MAX_LINE + 1], counted=counted) for string in strings]
    found = [run for edge in edges for run in _runs_at(strings, offsets, edge)]
    taken: list[_Run] = []
    covered = bytearray(len(strings))
    for run in sorted(found, key=lambda run: (-run.rows, run.edge, run.first)):
        if not any(covered[run.first : run.end]):
            covered[run.first : run.end] = b"\1" * (run.end - run.first)
            taken.append(replace(run, counted=counted))
    return sorted(taken, key=lambda run: run.first)


def _offsets(string: str, *, counted: bool) -> Sequence[int]:
    """Return where each character of a line stands, and what is behind the last."""
    if counted or string.isascii():
        return range(len(string) + 1)
    return [0, *accumulate(cells(char) if char > "\u02ff" else 1 for char in string)]


def _runs_at(strings: Sequence[str], offsets: Sequence[Sequence[int]], edge: int) -> Iterator[_Run]:
    """Yield the runs of lines in which nothing stands in the gutter before ``edge``."""
    begun = 0
    kinds: list[str] = []
    for number in range(len(strings) + 1):
        kind = _kind(strings[number], offsets[number], edge) if number < len(strings) else "x"
        if kind == "x":
            if run := _trimmed(strings[begun:number], kinds, edge, begun):
                yield run
            begun, kinds = number + 1, []
        else:
            kinds.append(kind)


def _kind(string: str, offsets: Sequence[int], edge: int) -> str:
    """Return where a line has its words: blank, left, right, both; ``e``: both, but off the edge; ``x``: across."""
    if not string.strip():
        return " "
    if len(string) > MAX_LINE:
        return "x"
    cut = bisect_left(offsets, edge)
    gutter = bisect_left(offsets, edge - MIN_GUTTER)
    if string[gutter:cut].strip() or string.lstrip().startswith(_DRAWN):
        return "x"
    left, right = string[:gutter].strip(), string[cut:]
    if not right.strip():
        return "l"
    inset = offsets[cut + len(right) - len(right.lstrip())] - edge
    if inset > MAX_INDENT:
        return "e" if left else "x"
    if not left:
        return "r"
    return "x" if furniture_role(" ".join(string.split())) else "b"


def _trimmed(strings: Sequence[str], kinds: list[str], edge: int, begun: int) -> _Run | None:
    """Return the run without the lines at its ends that stand above or below the columns; None: no columns."""
    both = [at for at, kind in enumerate(kinds) if kind == "b"]
    astray = kinds[both[0] : both[-1]].count("e") if both else 0
    if len(both) < MIN_ROWS or len(both) < ALIGNED_SHARE * (len(both) + astray):
        return None
    first, end = both[0], both[-1] + 1
    while first and kinds[first - 1] in "lr":
        first -= 1
    while end < len(kinds) and kinds[end] in "lr":
        end += 1
    width = max(len(strings[at][:edge].rstrip()) for at in both)
    while (above := _group_above(kinds, first)) < first and _is_of_column(strings, kinds, above, first, width):
        first = above
    while (below := _group_below(kinds, end)) > end and _is_of_column(strings, kinds, end, below, width):
        end = below
    return _Run(begun + first, begun + end, edge, len(both))


def _group_above(kinds: Sequence[str], at: int) -> int:
    """Return where the lines that stand together above ``at``, a blank one or more between, begin."""
    while at and kinds[at - 1] == " ":
        at -= 1
    while at and kinds[at - 1] != " ":
        at -= 1
    return at


def _group_below(kinds: Sequence[str], at: int) -> int:
    while at < len(kinds) and kinds[at] == " ":
        at += 1
    while at < len(kinds) and kinds[at] != " ":
        at += 1
    return at


def _is_of_column(strings: Sequence[str], kinds: Sequence[str], first: int, end: int, width: int) -> bool:
    """Return whether lines above or below those with words on both sides go with one of the columns.

    Those on the right do; those on the left when they are a paragraph as wide as the column, or end one.
    """
    found = [at for at in range(first, end) if kinds[at] != " "]
    if not found or any(kinds[at] == "e" for at in found):
        return False
    if all(kinds[at] == "r" for at in found):
        return True
    words = [strings[at].strip() for at in found]
    if len(found) > 1:
        return max(map(len, words)) >= FILLED_SHARE * width
    return is_terminal(words[0]) and first > 0


def _sides(lines: Sequence[SourceText], run: _Run) -> tuple[list[SourceText], list[SourceText]]:
    """Return what stands left of the gutter and what right of it in the lines of a run, without the margin."""
    lines = lines[run.first : run.end]
    cuts = [bisect_left(_offsets(line.string, counted=run.counted), run.edge) for line in lines]
    left = [line.slice(0, min(cut, len(line))) for line, cut in zip(lines, cuts, strict=True)]
    right = [line.slice(min(cut, len(line)), len(line)) for line, cut in zip(lines, cuts, strict=True)]
    return _flush(left), _flush(right)


def _flush(lines: Sequence[SourceText]) -> list[SourceText]:
    """Return the lines without the margin that all of them have, and without white space at their ends."""
    found = [line.slice(0, len(line.string.rstrip())) for line in lines]
    margin = min((len(line) - len(line.string.lstrip()) for line in found if line), default=0)
    return [line.slice(margin, len(line)) if line else line for line in found]


def _run_on(lines: list[SourceText], most: int) -> bool:
    """Return whether sentences run on in ``lines``, or in each of at most ``most`` columns side by side in them."""
    if _runs_on(lines):
        return True
    columns = _columns_of(lines, most)
    return len(columns) > 1 and all(map(_runs_on, columns))


def _runs_on(lines: Sequence[SourceText]) -> bool:
    """Return whether sentences run on from line to line, as in a column of text and in no column of a table."""
    strings = [line.string.strip() for line in lines if line.string.strip()]
    if len(strings) < MIN_ROWS - 1:
        return False
    widths = sorted(map(cells, strings))
    half, width = widths[len(widths) // 2], widths[len(widths) * 9 // 10]  # a line or two may stick out
    if width < MIN_COLUMN or half < FILLED_SHARE * width:
        return False
    if sum(_FIGURE.match(string) is not None for string in strings) > FIGURE_SHARE * len(strings):
        return False
    if sum(_MARK.search(string) is not None for string in strings) < MARK_SHARE * len(strings):
        return False
    cased = sum(string[0].lower() != string[0].upper() for string in strings)
    if 2 * cased > len(strings):
        return sum(string[0].islower() for string in strings) >= SMALL_SHARE * len(strings)
    share = FULL_PAUSE_SHARE if half >= FULL_SHARE * width else PAUSE_SHARE
    return sum(_PAUSE_INSIDE.search(string) is not None for string in strings) >= share * len(strings)

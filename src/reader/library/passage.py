"""The text of an article that search looks at, with the way back to the source; and snippets cut from it."""

from __future__ import annotations

from itertools import chain

from reader.display.choice import AS_STORED
from reader.library.fold import Folded, fold_mapped
from reader.model import TITLE_ROLES, Role, SourceText, blocks_in
from reader.value import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.display.choice import Drawing
    from reader.library.query import Query
    from reader.model import Article

SNIPPET_BEFORE = 12  # characters of context before a hit
SNIPPET_LENGTH = 120  # characters of a snippet in all
PIECE = 65_536  # characters of a long article that are looked through at once
_BODY_ROLES = frozenset(Role) - TITLE_ROLES - {Role.RULE}
MAX_DRAWN = 20_000  # characters of a line that is drawn for a snippet of it; a longer one is shown as stored


class Passage(Value):
    """The searched text of one article: its title lines first, ``title_length`` characters of it."""

    text: SourceText
    title_length: int


class Snippet(Value):
    """A stretch of text around a hit; ``ranges`` are the hits in it; ``offset`` is the first hit in the source.

    ``cut_before`` and ``cut_after`` say that the paragraph goes on there.
    """

    text: str
    ranges: tuple[tuple[int, int], ...]
    offset: int
    cut_before: bool = False
    cut_after: bool = False

    def shown(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the text with … where it was cut, and the hits in it."""
        before = "…" if self.cut_before else ""
        ranges = tuple((start + len(before), end + len(before)) for start, end in self.ranges)
        return before + self.text + ("…" if self.cut_after else ""), ranges


def searched_texts(article: Article) -> Iterator[SourceText]:
    """Yield the text of each block that search looks at, without inline marks: title lines first."""
    from reader.formats.inline import plain  # where the article itself is looked at, not what the index keeps of it

    for _, block in blocks_in(article.blocks, *TITLE_ROLES):
        yield plain(block.text, markup=block.markup)
    for _, block in blocks_in(article.blocks, *_BODY_ROLES):
        yield plain(block.text, markup=block.markup)


def passages(article: Article) -> Iterator[SourceText]:
    """Yield what search looks at in ``article`` in pieces of PIECE characters and some: whole blocks, kept apart."""
    parts: list[SourceText] = []
    length = 0
    for text in searched_texts(article):
        parts += [text, SourceText("\n", ((0, text.source_offset(len(text))),))]
        length += len(text) + 1
        if length >= PIECE:
            yield SourceText.concat(parts)
            parts, length = [], 0
    if parts:
        yield SourceText.concat(parts)


def passage(article: Article) -> Passage:
    """Return what search looks at in ``article``; blocks are kept apart by line breaks."""
    return Passage(SourceText.concat(passages(article)), _title_length(article))


def _title_length(article: Article) -> int:
    from reader.formats.inline import plain

    titles = (plain(block.text, markup=block.markup) for _, block in blocks_in(article.blocks, *TITLE_ROLES))
    return sum(len(text) + 1 for text in titles)


def content_id(found: Passage) -> str:
    """Return an id made from the words alone: it survives renames, new line breaks and new front matter."""
    import hashlib  # where an article is new

    words = "".join(found.text.string.split())
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()


def snippet(article: Article, query: Query, drawing: Drawing = AS_STORED) -> Snippet:
    """Return the first place in the body where a term stands, with all hits in view marked, in the drawn form.

    When only the title lines hold a term, the hit is there, and the text is the opening of the body.
    """
    lines = (line for text in passages(article) for line in text.string[:-1].split("\n"))

    def draw(line: str, start: int) -> str:
        return _drawn_line(article, _stretch(article, start, start + len(line)), drawing).string

    made = _snippet(lines, _title_length(article), query, draw if drawing else None)
    return replace(made, offset=_stretch(article, made.offset, made.offset + 1).start)


def _stretch(article: Article, start: int, end: int) -> SourceText:
    """Return characters ``start`` to ``end`` of what search looks at, which stand in one block."""
    text, before = SourceText(""), 0
    for text in passages(article):
        if start < before + len(text):
            break
        before += len(text)
    else:  # behind all of it
        before -= len(text)
    return text.slice(start - before, end - before)


def snippet_of_lines(lines: Iterator[str], title_length: int, query: Query, drawing: Drawing = AS_STORED) -> Snippet:
    """Return what ``snippet`` does, from the lines of the text alone; ``offset`` is then one of this text.

    No more lines are asked for than are needed.
    """
    return _snippet(lines, title_length, query, _draw_with(drawing))


def snippet_of_hit(hit: Hit, query: Query, drawing: Drawing = AS_STORED) -> Snippet:
    """Return what ``snippet_of_lines`` does when the first line with a hit is known."""
    return _show(hit, hit, query, _draw_with(drawing))


def snippet_of_opening(titles: Sequence[str], opening: str, query: Query, drawing: Drawing = AS_STORED) -> Snippet:
    """Return what ``snippet_of_lines`` does when only title lines hold a hit; ``opening`` is the line after them."""
    return _show_opening(titles, opening, query, _draw_with(drawing))


def _draw_with(drawing: Drawing) -> Callable[[str, int], str] | None:
    if not drawing:
        return None
    from reader.display.drawing import draw_text  # most files are drawn as they are stored

    return lambda line, _: draw_text(SourceText(line), drawing).string


class Hit(Value):
    """A line with a hit: where it begins in the text; the line, also folded; where in that the hit is."""

    start: int
    line: str
    folded: Folded
    at: int


def _snippet(lines: Iterator[str], title_length: int, query: Query, draw: Callable[[str, int], str] | None) -> Snippet:
    titles: list[str] = []
    length = 0
    while length < title_length:
        titles.append(next(lines, ""))
        length += len(titles[-1]) + 1
    opening = next(lines, "")
    if (hit := _first_hit(chain([opening], lines), query, length)) is not None:
        return _show(hit, hit, query, draw)
    return _show_opening(titles, opening, query, draw)


def _show_opening(titles: Sequence[str], opening: str, query: Query, draw: Callable[[str, int], str] | None) -> Snippet:
    length = sum(map(len, titles)) + len(titles)
    hit = _first_hit(titles, query, 0)
    shown = Hit(length, opening, fold_mapped(opening), 0) if opening or hit is None else hit
    return _show(hit or shown, shown, query, draw)


def _show(hit: Hit, shown: Hit, query: Query, draw: Callable[[str, int], str] | None) -> Snippet:
    """Return a stretch of the line of ``shown``, with the offset of ``hit``."""
    offset = hit.start + hit.folded.place(hit.at)
    drawn = draw(shown.line, shown.start) if draw and len(shown.line) <= MAX_DRAWN else shown.line
    folded = shown.folded if drawn is shown.line else fold_mapped(drawn)
    return _cut(drawn, folded, shown.at, query, offset)


def _first_hit(lines: Iterable[str], query: Query, start: int) -> Hit | None:
    """Return the first of the lines with a hit; no term goes over two of them. The first begins at ``start``."""
    for line in lines:
        if (hit := hit_in_line(line, start, query)) is not None:
            return hit
        start += len(line) + 1
    return None


def hit_in_line(line: str, start: int, query: Query, fold_line: Callable[[str], Folded] = fold_mapped) -> Hit | None:
    """Return the first hit in a line that begins at ``start``; ``fold_line`` folds it as ``fold_mapped`` would."""
    folded = fold_line(line)
    places = [place for term in query.to_mark if (place := folded.text.find(term)) >= 0]
    return Hit(start, line, folded, min(places)) if places else None


def _drawn_line(article: Article, line: SourceText, drawing: Drawing) -> SourceText:
    """Return a line of a passage as its block is drawn."""
    from reader.display.drawing import draw_text, is_drawn

    for block in article.blocks:
        if not is_drawn(block) and any(span.start <= line.start < span.end for span in block.text.spans()):
            return line
    return draw_text(line, drawing)


def _cut(line: str, folded: Folded, at: int, query: Query, offset: int) -> Snippet:
    """Return the stretch of ``line`` around the place ``at`` in its folded form: what is drawn folds as it did."""
    text = folded.text
    start, length = _word_start(text, max(0, at - SNIPPET_BEFORE), at), len(text)
    end = _word_end(text, start + SNIPPET_LENGTH) if start + SNIPPET_LENGTH < length else length
    ranges = term_ranges(text, query, start, end)
    first, last = start, max(start + 1, end)
    if not folded.is_one_for_one:
        first, last = folded.place(first), folded.end(last)
        ranges = [(folded.place(a), folded.end(b)) for a, b in ranges]
    shown = tuple([(a - first, b - first) for a, b in ranges])
    return Snippet(line[first:last], shown, offset, start > 0, end < length)


def _word_start(text: str, start: int, at: int) -> int:
    """Return ``start`` or the next place before ``at`` that neither splits a Latin word nor begins with a comma."""
    place = start
    while 0 < place < at and (_joined(text, place) or not text[place].isalnum()):
        place += 1
    return place


def _word_end(text: str, end: int) -> int:
    """Return ``end`` or the nearest place before it that splits no Latin word; a very long word is split."""
    place = end
    while end - SNIPPET_BEFORE < place and _joined(text, place):
        place -= 1
    return end if _joined(text, place) else place


def _joined(text: str, at: int) -> bool:
    """Return whether the characters before and at ``at`` belong to one word of a script with spaces."""
    before, after = text[at - 1], text[at]
    return before < "\u2e80" and after < "\u2e80" and before.isalnum() and after.isalnum()


def term_ranges(folded: str, query: Query, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where the terms of ``query`` stand in folded text, in order, overlaps merged."""
    stop = len(folded) if end is None else end
    found = []
    for term in query.to_mark:
        at = folded.find(term, start, stop)
        while at >= 0:
            found.append((at, at + len(term)))
            at = folded.find(term, at + len(term), stop)
    return merged(found) if len(found) > 1 else found


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found

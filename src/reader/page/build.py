"""Document to bulletin: pieces are cut, labelled, healed and laid down as articles and furniture."""

from __future__ import annotations

from functools import partial
from itertools import groupby, islice

from reader.formats import fields as keys
from reader.formats.clean import Lines, clean
from reader.formats.document import BlockKind
from reader.formats.inline import is_marked, read_inline
from reader.lazy import LazyPattern
from reader.model import (
    FURNITURE_ROLES,
    STATABLE_ROLES,
    TITLE_ROLES,
    Article,
    Block,
    Bulletin,
    Field,
    Problem,
    Repair,
    Role,
    SourceText,
)
from reader.page.joins import heal
from reader.page.line_roles import caption_role, furniture_role
from reader.page.metadata import from_fields, from_running_heads, with_path_date
from reader.page.patterns import cells
from reader.page.pieces import cut_pieces, join_lines
from reader.page.roles import bare_name, dateline_end, is_section_name, jump_start, lined_role, trailing_byline_start
from reader.page.spread import closed_document, is_spread, reopened, with_whole_spans
from reader.page.stories import is_one_work, label_by_rules, split_stories
from reader.page.traditional import is_traditional, restored, restored_block, simplified_document
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.formats.document import Document, Part
    from reader.model import Span
    from reader.page.labelled import Labelled
    from reader.page.pieces import Piece

WIDE_GAPS = 5  # fewer tell no columns: it would not be worth looking closer
PRINTED_SIGNS = 3  # lines that only a printed page has, from which on a file with code in it counts as one
_WORD = LazyPattern(r"\S+")
_STATABLE = {str(role): role for role in STATABLE_ROLES}
_LONG_NUMBER = 9  # digits: no file has so many blocks
_VERBATIM = frozenset({Role.TABLE, Role.CODE, Role.RULE})  # kept to the letter
_LINES = frozenset({Role.VERSE, Role.DATA})
_FIELD_ROLES = {
    keys.KICKER: Role.KICKER,
    keys.TITLE: Role.HEADLINE,
    keys.DECK: Role.DECK,
    keys.AUTHOR: Role.BYLINE,
    keys.DATELINE: Role.DATELINE,
}


class _Draft:
    """What has been laid down so far."""

    def __init__(self, undone: frozenset[str], given: Callable[[SourceText], SourceText]) -> None:
        self.undone = undone
        self.given = given  # gives back to a text what was taken from it to look at it
        self.articles: list[Article] = []
        self.furniture: list[Block] = []
        self.repairs: list[Repair] = []
        self.problems: list[Problem] = []


def build_bulletin(document: Document, undone: frozenset[str] = frozenset()) -> Bulletin:
    """Return the bulletin in ``document``: its articles in reading order and everything that stood around them.

    Repairs whose key is in ``undone`` are not made.
    """
    traditional = is_traditional(document.source)
    draft = _Draft(undone, partial(restored, source=document.source) if traditional else _as_it_is)
    if document.fenced and not _looks_printed(simplified_document(document) if traditional else document):
        document = replace(document, ordinary=True)
    spread = is_spread(document.source)
    if not (spread or document.ordinary) and _has_wide_gaps(document.source):
        from reader.page.columns import with_columns_apart  # few pages have any

        document, repairs, problems = with_columns_apart(document, undone)
        draft.repairs += repairs
        draft.problems += problems
    if traditional:
        document = simplified_document(document)
    if spread:
        document = closed_document(document)
    lines = Lines(document.source)
    for part in document.parts:
        _build_part(part, document, lines, draft)
    if traditional:
        draft.articles = [
            replace(article, blocks=tuple(restored_block(block, document.source) for block in article.blocks))
            for article in draft.articles
        ]
        draft.furniture = [restored_block(block, document.source) for block in draft.furniture]
    if spread:
        _reopen(draft, document.source)
    placed = [block for article in draft.articles for block in article.blocks] + draft.furniture
    draft.furniture += _residue(document, placed)
    return Bulletin(
        document.path,
        document.encoding,
        document.source,
        tuple(draft.articles),
        tuple(draft.furniture),
        tuple(draft.repairs),
        document.problems + tuple(draft.problems),
    )


def _as_it_is(text: SourceText) -> SourceText:
    return text


def _has_wide_gaps(source: str) -> bool:
    """Return whether blanks stand within lines so often that columns may stand side by side."""
    return any(source.count(blank) - source.count("\n" + blank) >= WIDE_GAPS for blank in ("  ", "\u3000\u3000"))


def _reopen(draft: _Draft, source: str) -> None:
    """Put the spaces that were left out of what was looked at back where they stood."""
    draft.articles = [
        replace(article, blocks=tuple(reopened(block, source) for block in article.blocks))
        for article in draft.articles
    ]
    draft.furniture = [reopened(block, source) for block in draft.furniture]
    draft.repairs = [with_whole_spans(repair, source) for repair in draft.repairs]


def _looks_printed(document: Document) -> bool:
    """Return whether lines that only a printed page has (folios, captions, datelines, bylines) stand in a file."""
    lines = (line.string.strip() for part in document.parts for block in part.blocks for line in block.lines)
    signs = (1 for line in lines if line and (furniture_role(line) or caption_role(line) or dateline_end(line)))
    return sum(islice(signs, PRINTED_SIGNS)) == PRINTED_SIGNS


def _build_part(part: Part, document: Document, lines: Lines, draft: _Draft) -> None:
    pieces, repairs = cut_pieces(part, document, draft.undone)
    labelled, assigned = _label(pieces, part, document, draft.undone)
    draft.repairs += repairs + assigned
    labelled, title_blocks = _merge_title(part, labelled, draft)
    metadata, problems = from_fields(part.fields, document.path, lines)
    draft.problems += problems
    stories = split_stories(labelled) or [[]]
    furniture: list[Block] = []
    laid: list[list[Block]] = []
    for story in stories:
        blocks = _lay_story(story, document, draft)
        furniture += [block for block in blocks if block.role in FURNITURE_ROLES]
        laid.append([block for block in blocks if block.role not in FURNITURE_ROLES])
    metadata = with_path_date(from_running_heads(furniture, metadata, draft.given), document.path)
    draft.furniture += furniture + [
        Block(Role.FIELDS, line.strip())
        for block in part.blocks
        if block.kind is BlockKind.UNDERLINE
        for line in block.lines
    ]
    running = ""
    for number, blocks in enumerate(laid):
        slug, runs_on = _slug_above(stories[number], draft, on_top=number == 0 or bool(running))
        running = slug if runs_on else running
        blocks = _below_title(title_blocks, blocks) if number == 0 else blocks
        if blocks:
            known = replace(metadata, section=slug or running or metadata.section)
            draft.articles.append(Article(len(draft.articles) + 1, tuple(blocks), known))


def _label(
    pieces: list[Piece], part: Part, document: Document, undone: frozenset[str]
) -> tuple[list[Labelled], list[Repair]]:
    """Return the pieces with their roles: as learnt for torn pages, by rules for what was written as it stands."""
    one_work = not (part.one_article or document.ordinary) and is_one_work(pieces)
    if not (part.one_article or document.ordinary or one_work):
        from reader.page.sequence import label_page, language_of  # most files that people keep never need it

        if language := language_of(pieces):
            return label_page(pieces, language, undone)
    labelled, repairs = label_by_rules(pieces, one_article=part.one_article, ordinary=document.ordinary or one_work)
    return _with_stated_roles(part, labelled), repairs


def _with_stated_roles(part: Part, labelled: list[Labelled]) -> list[Labelled]:
    """Return the pieces with the roles that the front matter of an exported article states: ``3 caption, 7 byline``."""
    stated = {}
    for entry in next((each.text for each in part.fields if each.key == keys.ROLES), "").split(","):
        number, _, name = entry.strip().partition(" ")
        if number.isdecimal() and len(number) < _LONG_NUMBER and name in _STATABLE:
            stated[int(number)] = _STATABLE[name]
    return [replace(item, role=stated.get(number, item.role)) for number, item in enumerate(labelled, 1)]


def _slug_above(story: Sequence[Labelled], draft: _Draft, *, on_top: bool) -> tuple[str, bool]:
    """Return the section that a slug right above the story's title lines names, and whether it runs on.

    A heading names the section of all stories down to the next such heading, a plain line that of one story; but
    the name of a section ``on_top`` of a page, or below one there, is that of all stories down to the next.
    """
    for item in story:
        if item.role is Role.SLUG:
            name = " ".join(bare_name(draft.given(item.piece.text).string).split())
            return name, item.piece.kind is BlockKind.HEADING or (on_top and is_section_name(item.text))
        if item.opens:
            break
    return "", False


def _merge_title(part: Part, labelled: list[Labelled], draft: _Draft) -> tuple[list[Labelled], list[Block]]:
    """Return the pieces and the title blocks that the fields give.

    A heading of the first level that repeats the title of the front matter is the headline; the field is then only
    data. Deeper ones stay crossheads, as they are in an exported article.
    """
    taken: set[str] = set()
    title = next((_folded(each.text) for each in part.fields if each.key == keys.TITLE), "")
    for at, item in enumerate(labelled[:3]):
        if (
            title
            and item.role is Role.CROSSHEAD
            and item.piece.level == 1
            and _folded(draft.given(item.piece.text).string) == title
        ):
            labelled = [*labelled[:at], replace(item, role=Role.HEADLINE), *labelled[at + 1 :]]
            taken.add(keys.TITLE)
            break
    return labelled, _field_blocks(part.fields, taken)


def _below_title(given: list[Block], blocks: list[Block]) -> list[Block]:
    """Return the blocks of a story with those that its fields give, in the order of a page."""
    titles = next((at for at, block in enumerate(blocks) if block.role not in TITLE_ROLES), len(blocks))
    if any(block.role is Role.HEADLINE for block in given):
        titles = 0
    above = [block for block in given if block.role is Role.KICKER or not titles]
    below = [block for block in given if block not in above]
    return [*above, *blocks[:titles], *below, *blocks[titles:]]


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _field_blocks(fields: Iterable[Field], taken: set[str]) -> list[Block]:
    """Return the title lines that front matter gives, in the order of a page: kicker, headline, deck, byline."""
    by_key = {each.key: each for each in reversed(list(fields))}
    return [
        Block(role, value)
        for key, role in _FIELD_ROLES.items()
        if key in by_key and key not in taken
        for value in by_key[key].values
    ]


def _lay_story(story: Sequence[Labelled], document: Document, draft: _Draft) -> list[Block]:
    """Return the blocks of one story, healed unless the file was written rather than scanned."""
    items = list(story)
    if not document.ordinary:
        items, healed = heal(items, draft.undone)
        draft.repairs += healed
        items = _with_lines_together(items)
    blocks: list[Block] = []
    for item in items:
        blocks += _blocks_of(item, markdown=document.markdown, torn=not document.ordinary)
    return blocks


def _with_lines_together(items: list[Labelled]) -> list[Labelled]:
    """Return the items, lines of verse or of figures that follow each other as one.

    A single line is a paragraph, and so are lines that end as sentences do.
    """
    found: list[Labelled] = []
    for lined, run in groupby(items, key=lambda item: item.role in _LINES and item.piece.kind is BlockKind.TEXT):
        group = list(run)
        for stanza in _stanzas(group) if lined else ():
            found += _put_together(stanza)
        if not lined:
            found += group
    return found


def _stanzas(lines: list[Labelled]) -> list[list[Labelled]]:
    """Return lines of verse stanza by stanza: more blank lines stand between those than between their lines.

    A single line between two blanks divides nothing.
    """
    least = min((0 if "\n" in line.text else line.piece.gap for line in lines), default=0)
    stanzas: list[list[Labelled]] = [[]]
    for line in lines:
        if stanzas[-1] and line.piece.gap > least and line.role is stanzas[-1][-1].role is Role.VERSE:
            stanzas.append([])
        stanzas[-1].append(line)
    return stanzas if all(_rows(stanza) > 1 for stanza in stanzas) else [lines]


def _rows(lines: list[Labelled]) -> int:
    return sum(line.text.count("\n") + 1 for line in lines)


def _put_together(group: list[Labelled]) -> list[Labelled]:
    """Return lines of verse or figures as one item, or as paragraphs when they are neither."""
    text = join_lines(item.piece.text for item in group)
    role = lined_role(text.string) if "\n" in text.string else None
    if role is None or _are_sentences(text.string.split("\n")):
        return [replace(item, role=Role.PARAGRAPH) for item in group]
    return [replace(group[0], piece=replace(group[0].piece, text=text), role=role)]


def _are_sentences(lines: Sequence[str]) -> bool:
    """Return whether most lines end as sentences do and no measure is kept: then they are paragraphs, not verse."""
    ended = sum(line.endswith(("。", ".")) for line in lines)
    return 2 * ended > len(lines) and len({cells(line) for line in lines}) > 1


def _blocks_of(item: Labelled, *, markdown: bool, torn: bool) -> list[Block]:
    """Return the block of a piece, with a dateline that opens it and a byline or a jump that closes it set apart."""
    role = item.role or Role.PARAGRAPH
    text = item.piece.text
    markup = markdown and role is not Role.CODE
    if role is not Role.PARAGRAPH:
        return [_block(role, text, item.piece.level, markup=markup, soft=item.soft)]
    blocks = []
    start, end = dateline_end(text.string), trailing_byline_start(text.string)
    if start:
        blocks.append(_block(Role.DATELINE, text.slice(0, start).strip(), markup=markup))
    if end <= start:
        end = len(text)
    jump = jump_start(text.string) if end == len(text) and torn else 0
    if jump > start:
        blocks.append(_block(role, text.slice(start, jump).strip(), markup=markup, soft=item.soft))
        return [*blocks, Block(Role.JUMP, text.slice(jump, end).strip())]
    blocks.append(_block(role, text.slice(start, end).strip(), markup=markup, soft=item.soft))
    if end < len(text):
        blocks.append(_block(Role.BYLINE, text.slice(end, len(text)).strip(), markup=markup))
    return blocks


def _block(role: Role, text: SourceText, level: int = 0, *, markup: bool, soft: bool = False) -> Block:
    """Return a block; backslashes that only say that a mark stands for itself are left out, as block marks are.

    So what was exported with them comes back as the text it was. Beside real inline marks they stay.
    """
    if markup and "\\" in text.string and role not in _VERBATIM:
        inline = read_inline(text, markup=True)
        if not inline.marks:
            return Block(role, inline.text, level, not is_marked(inline.text.string), soft)
    return Block(role, text, level, markup, soft)


def _residue(document: Document, placed: Iterable[Block]) -> list[Block]:
    """Return what of the front matter stands in no block, as data: so nothing of the file is ever lost."""
    if not document.data:
        return []
    claimed = sorted(span for block in placed for span in _claimed(block.text, document.data))
    found = []
    for stretch in document.data:
        rest = SourceText.concat(_unclaimed(document.source, stretch, claimed))
        if text := clean(rest).strip():
            found.append(Block(Role.FIELDS, text))
    return found


def _claimed(text: SourceText, data: tuple[Span, ...]) -> Iterator[Span]:
    """Yield where the visible characters of a text stand, when they stand in ``data``.

    White space of a value may stand for anything in the source (an escape, a folded line): it claims nothing.
    """
    if any(stretch.start <= span.start < stretch.end for stretch in data for span in text.spans()):
        for word in _WORD.finditer(text.string):
            yield from text.slice(*word.span()).spans()


def _unclaimed(source: str, stretch: Span, claimed: list[Span]) -> list[SourceText]:
    parts, at = [], stretch.start
    for span in claimed:
        if span.end <= at:
            continue
        if span.start >= stretch.end:
            break
        if span.start > at:
            parts.append(SourceText(source[at : span.start], ((0, at),)))
        at = max(at, span.end)
    if at < stretch.end:
        parts.append(SourceText(source[at : stretch.end], ((0, at),)))
    return parts

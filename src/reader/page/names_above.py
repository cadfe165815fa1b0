"""Names above what has no headline of its own: a story that goes on from another page, a table.

The story is known on both pages by the word it jumps by (``FERRY``, ``From Page A1``), so that is its headline here.
"""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import FURNITURE_ROLES, TITLE_ROLES, Role
from reader.page.patterns import cells, is_terminal
from reader.page.roles import is_section_name, is_title_line
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.labelled import Labelled

_MAX_NAME = 40  # cells
_FROM_WORDS = ("rom ", "ROM ", "接")  # one of them stands in every such line: most pages need no pattern for them
_PAGE = r"(?:[Pp]age |PAGE |[Pp]\. ?)?[A-Z]?-?\d{1,3}"
_FROM = LazyPattern(
    rf"[(\[▶►]?\s*(?:(?:Continued|CONTINUED|Cont'd|Cont\.) )?(?:[Ff]rom|FROM) {_PAGE}(?:,? ?[Cc]ol\. ?\d)?[)\]]?$"
    r"|[(（【\[]?\s*(?:上接|紧接)\s*第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[)）】\]]?$"
)
_NAMED = LazyPattern(rf"([A-Z][A-Z0-9 .'’&-]{{1,24}}?)(?:,| [–—-])? ?(?:[Cc]ontinued )?(?:from|From|FROM) {_PAGE}$")
_MAY_NAME = frozenset({Role.SLUG, Role.FURNITURE, Role.KICKER, Role.HEADLINE, Role.CROSSHEAD})
_HEADED = frozenset({Role.KICKER, Role.HEADLINE})
_TEXT = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.LIST})


def with_names_above(items: list[Labelled]) -> list[Labelled]:
    """Return the items, the word a story jumped by and the name right above a table as their headlines."""
    return _with_tables_named(_with_jumped(items))


def _with_jumped(items: list[Labelled]) -> list[Labelled]:
    found: list[Labelled] = []
    items = list(items)
    for at, item in enumerate(items):
        short = item.piece.kind is BlockKind.TEXT and cells(item.text) <= 2 * _MAX_NAME
        if not (short and any(word in item.text for word in _FROM_WORDS)):
            found.append(item)
        elif _FROM.match(item.text):
            above = found[-1] if found else None
            if above and _is_name(above) and _is_closed(found[:-1]) and _text_follows(items, at + 1):
                found[-1] = replace(above, role=Role.HEADLINE)
            elif above and above.role in _HEADED and at + 1 < len(items) and items[at + 1].role is Role.DECK:
                found[-1] = replace(above, role=Role.KICKER)  # the story has a headline of its own here
                items[at + 1] = replace(items[at + 1], role=Role.HEADLINE)
            found.append(replace(item, role=Role.JUMP))
        elif (named := _NAMED.match(item.text)) and _is_closed(found) and _text_follows(items, at + 1):
            text, end = item.piece.text, named.end(1)
            found.append(replace(item, role=Role.HEADLINE, piece=replace(item.piece, text=text.slice(0, end))))
            rest = replace(item.piece, text=text.slice(end, len(text)).strip(), gap=0)
            found.append(replace(item, role=Role.JUMP, piece=rest))
        else:
            found.append(item)
    return found


def _is_name(item: Labelled) -> bool:
    named = item.role in _MAY_NAME and item.piece.kind in {BlockKind.TEXT, BlockKind.HEADING}
    return named and cells(item.text) <= _MAX_NAME and is_title_line(item.text)


def _is_closed(above: Sequence[Labelled]) -> bool:
    """Return whether no sentence is open above: there a story can begin."""
    last = next((item for item in reversed(above) if item.role not in FURNITURE_ROLES), None)
    return last is None or last.role is not Role.PARAGRAPH or is_terminal(last.text)


def _text_follows(items: Sequence[Labelled], at: int) -> bool:
    """Return whether text comes next, with nothing that could be its headline between."""
    below = next((item for item in items[at:] if item.role not in {Role.BYLINE, Role.CREDIT, Role.CAPTION}), None)
    return below is not None and below.role in _TEXT and not is_title_line(below.text)


def _with_tables_named(items: list[Labelled]) -> list[Labelled]:
    """Return the items, a section's name right above a table that no text follows as the headline of a box."""
    found = list(items)
    for at, item in enumerate(items[:-1]):
        plain = item.piece.kind is BlockKind.TEXT and item.role is Role.SLUG and is_section_name(item.text)
        if not plain or items[at + 1].piece.kind is not BlockKind.TABLE:
            continue
        end = at + 1
        while end < len(items) and (items[end].role is Role.TABLE or items[end].role in {Role.CREDIT, Role.RULE}):
            end += 1
        if _is_closed(items[:at]) and (end == len(items) or items[end].role in TITLE_ROLES | FURNITURE_ROLES):
            found[at] = replace(item, role=Role.HEADLINE)
    return found

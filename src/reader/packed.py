"""Blocks of a long article, and places in one, packed: numbers in arrays, made into values when they are asked for.

A block as a value takes 300 bytes beside its text, and its text is a copy of the source. Packed it takes some twenty,
and its text is cut out of the source again.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import islice, pairwise
from operator import le

from reader.model import Block, LazyBlocks, Role, SourceText, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_ROLES = tuple(Role)
_NUMBERS = {role: number for number, role in enumerate(_ROLES)}
_MARKUP, _SOFT, _LEVEL_SHIFT = 1, 2, 2
_SPACE = (1 << 32) - 1  # the length of a piece that is a space where something else stands: a line break, most often


class PackedBlocks(LazyBlocks):
    """Blocks whose texts are cut out of one source.

    A text is pieces, one from each of its anchors to the next. Of a piece its length and source offset are kept; what
    does not stand so in the source (a space for a line break, the character that an entity names) is kept as it is.
    """

    __slots__ = ("_firsts", "_forms", "_lengths", "_offsets", "_others", "_roles", "_source")

    def __init__(
        self, source: str, roles: bytes, forms: bytes, numbers: Sequence[bytes], others: dict[int, str]
    ) -> None:
        """``numbers`` are those of each block's first piece, then lengths and offsets; see ``pack``."""
        self._source, self._roles, self._forms, self._others = source, roles, forms, others
        self._firsts, self._lengths, self._offsets = (array("I", each) for each in numbers)

    def __len__(self) -> int:
        return len(self._roles)

    def __reduce__(self) -> tuple[Any, ...]:
        numbers = tuple(each.tobytes() for each in (self._firsts, self._lengths, self._offsets))
        return PackedBlocks, (self._source, self._roles, self._forms, numbers, self._others)

    def roles(self) -> Iterator[Role]:
        """See LazyBlocks."""
        return map(_ROLES.__getitem__, self._roles)

    def block(self, number: int) -> Block:
        """See LazyBlocks."""
        form = self._forms[number]
        role = _ROLES[self._roles[number]]
        return Block(role, self._text(number), form >> _LEVEL_SHIFT, bool(form & _MARKUP), bool(form & _SOFT))

    def _text(self, number: int) -> SourceText:
        first, last = self._firsts[number], self._firsts[number + 1]
        at, strings, anchors = 0, [], []
        for piece in range(first, last):
            offset, length = self._offsets[piece], self._lengths[piece]
            string = " " if length == _SPACE else self._others.get(piece) or self._source[offset : offset + length]
            strings.append(string)
            anchors.append((at, offset))
            at += len(string)
        return SourceText("".join(strings), tuple(anchors))


def pack(blocks: Iterable[Block], source: str) -> PackedBlocks:
    """Return blocks packed, whose texts are of ``source``."""
    roles, forms = bytearray(), bytearray()
    firsts, lengths, offsets = array("I", [0]), array("I"), array("I")
    others: dict[int, str] = {}  # what a piece is that does not stand so in the source
    for block in blocks:
        roles.append(_NUMBERS[block.role])
        forms.append(block.level << _LEVEL_SHIFT | (_SOFT if block.soft else 0) | (_MARKUP if block.markup else 0))
        string = block.text.string
        for (at, offset), (end, _) in pairwise((*block.text.anchors, (len(string), 0))):
            piece = string[at:end]
            is_other = not source.startswith(piece, offset)
            if is_other and piece != " ":
                others[len(lengths)] = piece
            lengths.append(_SPACE if is_other and piece == " " else len(piece))
            offsets.append(offset)
        firsts.append(len(lengths))
    numbers = tuple(each.tobytes() for each in (firsts, lengths, offsets))
    return PackedBlocks(source, bytes(roles), bytes(forms), numbers, others)


class PackedSpans(Sequence[Span]):
    """Stretches of a source: of a letter in a long article there may be a million."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts, self._ends = array("I"), array("I")
        for span in spans:
            self.append(span)

    def append(self, span: Span) -> None:
        """Take in one more."""
        self._starts.append(span.start)
        self._ends.append(span.end)

    def order(self) -> Sequence[int]:
        """Return the numbers of the stretches in the order in which they begin in the source."""
        if all(map(le, self._starts, islice(self._starts, 1, None))):
            return range(len(self))
        return sorted(range(len(self)), key=self._starts.__getitem__)

    @property
    def end(self) -> int:
        """Where the last of them ends."""
        return max(self._ends, default=0)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, which: int | slice) -> Any:
        if isinstance(which, slice):
            return tuple(map(Span, self._starts[which], self._ends[which]))
        return Span(self._starts[which], self._ends[which])


def in_order(spans: Iterable[Span]) -> PackedSpans:
    """Return stretches as they stand in the source, packed."""
    packed = PackedSpans(spans)
    order = packed.order()
    return packed if isinstance(order, range) else PackedSpans(map(packed.__getitem__, order))

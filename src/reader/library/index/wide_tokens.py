"""Cuts runs of scripts without spaces into tokens: characters, pairs, and threes where both pairs are common.

A text has a thousand places where such tokens stand. They are handled as numbers, which takes half the time and little
memory: what stands at a place and spaces behind it, four UTF-16 units in all, are a number as they lie in memory, and
the numbers that are left in the end, laid side by side, are the tokens with spaces between.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from itertools import compress, pairwise, repeat
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from reader.library.matching import FREQUENT
from reader.library.pieces import BETWEEN, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeVar

    _Pair = TypeVar("_Pair", int, str)

LACKS = "n"  # before a token that most articles have, and this one has not
LEVEL_SUM = 80  # of the levels of two tokens that would leave too much to be looked through, see ``learned``
_MISSING = 128 - LEVEL_SUM  # what makes such a sum set the highest bit of a byte
_UNITS = 4  # of a number
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_SPACES = (" " * _UNITS).encode(_UTF16)
_BESIDE = int.from_bytes("\0\0  ".encode(_UTF16), sys.byteorder)  # a pair's number without its characters
_FIRST, _SECOND = (0, 16) if sys.byteorder == "little" else (48, 32)  # the bits of their units


class WideStatistics(NamedTuple):
    """What is known of tokens of scripts without spaces, by their numbers (``usual`` characters by the character).

    See ``Statistics``.
    """

    levels: Mapping[int, int]
    implied: frozenset[int]
    usual: tuple[tuple[int, str], ...]
    usual_characters: frozenset[str]

    @staticmethod
    def of(levels: Mapping[str, int], implied: Iterable[str], usual: Iterable[str]) -> WideStatistics:
        """Return what is known of such tokens. Those with characters of two units are left out: they have no number."""
        wide = [token for token in usual if has_number(token)]
        return WideStatistics(
            {_number(token): level for token, level in levels.items() if has_number(token)},
            frozenset(_number(token) for token in implied if has_number(token)),
            tuple((_number(token), token) for token in wide if len(token) > 1),
            frozenset(token for token in wide if len(token) == 1),
        )


class WideCut(NamedTuple):
    """Tokens with spaces between, and which pairs stand there at least FREQUENT times."""

    line: str
    often: list[str]


def has_number(token: str) -> bool:
    """Return whether a token is one of a script without spaces, and of characters of one unit."""
    return len(token) < _UNITS and not token[0].isascii() and max(token) <= "\uffff"


def _number(token: str) -> int:
    return int.from_bytes(token.ljust(_UNITS).encode(_UTF16, "surrogatepass"), sys.byteorder)


def _numbers(units: memoryview, length: int) -> list[int]:
    """Return a number for each place where ``length`` units stand."""
    count = max(0, len(units) - length + 1)
    room = memoryview(bytearray(_SPACES * count)).cast("H")
    for at in range(length):
        room[at::_UNITS] = units[at : at + count]
    return room.cast("B").cast("Q").tolist()


def _written(numbers: list[int]) -> str:
    return array("Q", numbers).tobytes().decode(_UTF16, "surrogatepass")


def cut_wide(runs: Sequence[str], known: WideStatistics) -> WideCut | None:
    """Return the tokens of runs; of usual tokens those that are missing. None: there are characters of two units."""
    wide = BETWEEN.join(runs)
    data = wide.encode(_UTF16, "surrogatepass")
    if len(data) != 2 * len(wide):
        return None
    units = memoryview(data).cast("H")
    pairs = _numbers(units, 2)
    counts = Counter(pairs)
    for before, after in pairwise(runs):
        counts.pop(_BESIDE | ord(before[-1]) << _FIRST, None)
        counts.pop(_BESIDE | ord(after[0]) << _SECOND, None)
    often = _written([number for number, times in counts.items() if times >= FREQUENT]).split()
    threes: set[int] = set()
    if known.levels:
        threes.update(compress(_numbers(units, 3), are_common(pairs, known.levels)))
        threes -= known.implied if len(known.implied) < len(threes) else threes & known.implied
    lacking = [token for number, token in known.usual if not counts.pop(number, 0) and number not in threes]
    threes.difference_update([number for number, _ in known.usual])
    characters = set(wide)
    lacking += known.usual_characters - characters
    characters -= known.usual_characters
    characters.discard(BETWEEN)
    parts = (_written(list(counts)), _written(list(threes)), *characters, *(LACKS + token for token in lacking))
    return WideCut(" ".join(parts), often)


def triples_of(wide: str, levels: Mapping[str, int]) -> set[str]:
    """Return each three characters of runs with BETWEEN between them of which both pairs are common."""
    pairs = pairs_of(wide)
    common = are_common(pairs, levels)
    return set(map(add, compress(pairs, common), compress(wide[2:], common)))


def are_common(pairs: Sequence[_Pair], levels: Mapping[_Pair, int]) -> bytes:
    """Return for each pair whether it and the next have levels that come to LEVEL_SUM: another byte than 0.

    All are added at once, as one large number of which each level is a byte.
    """
    size = len(pairs)
    found = int.from_bytes(bytes(map(levels.get, pairs, repeat(0))), "little")
    missing, highest = int.from_bytes(bytes([_MISSING]) * size, "little"), int.from_bytes(b"\x80" * size, "little")
    return (found + (found >> 8) + missing & highest).to_bytes(size, "little")

"""Cuts runs of scripts without spaces into tokens: characters, pairs, and threes where both pairs are common.

A text has a thousand places where such tokens stand. They are handled as numbers, which takes half the time and little
memory: what stands at a place and spaces behind it, four UTF-16 units in all, are a number as they lie in memory, and
the numbers that are left in the end, laid side by side, are the tokens with spaces between.

A pair that few articles have shares a list with other pairs: its name would take more room than all that is listed.
An article with the pair is in the list and has both characters. The commoner these are the more lists there are, so
that few articles are in it and have both by chance.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from itertools import compress, pairwise, repeat
from operator import add

from reader.library.matching import FREQUENT
from reader.library.pieces import BETWEEN, pairs_of
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeVar

    _Pair = TypeVar("_Pair", int, str)

SHARED = "x"  # before the number of a list that rare pairs share
LACKS = "n"  # before a token that most articles have, and this one has not
LEVEL_SUM = 80  # of the levels of two tokens that would leave too much to be looked through, see ``learned``
DOUBLE = 4  # levels: with so many more, two tokens are by chance in twice as many articles
_MOST_SHARED = LEVEL_SUM + 24  # of the levels of two characters: pairs of commoner ones are not rare
_MISSING = 128 - LEVEL_SUM  # what makes such a sum set the highest bit of a byte
_UNITS = 4  # of a number
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_SPACES = (" " * _UNITS).encode(_UTF16)
_BESIDE = int.from_bytes("\0\0  ".encode(_UTF16), sys.byteorder)  # a pair's number without its characters
_FIRST, _SECOND = (0, 16) if sys.byteorder == "little" else (48, 32)  # the bits of their units


class WideStatistics(Value):
    """What is known of tokens of scripts without spaces, by their numbers (``usual`` characters by the character).

    See ``Statistics``. ``named`` have lists of their own, whatever their characters; ``lists`` says how many there are
    for a pair, by the sum of the levels of its characters.
    """

    levels: Mapping[int, int]
    implied: frozenset[int]
    usual: tuple[tuple[int, str], ...]
    usual_characters: frozenset[str]
    named: frozenset[int] = frozenset()
    character_levels: bytes = b""
    lists: tuple[int, ...] = ()

    @staticmethod
    def of(levels: Mapping[str, int], implied: Iterable[str], usual: Iterable[str], lists: int) -> WideStatistics:
        """Return what is known of such tokens. Those with characters of two units are left out: they have no number."""
        wide = [token for token in usual if has_number(token)]
        character_levels = bytearray(1 << 16)
        for token, level in levels.items():
            if is_wide_character(token):
                character_levels[ord(token)] = level
        return WideStatistics(
            {_number(token): level for token, level in levels.items() if has_number(token)},
            frozenset(_number(token) for token in implied if has_number(token)),
            tuple((_number(token), token) for token in wide if len(token) > 1),
            frozenset(token for token in wide if len(token) == 1),
            frozenset(_number(token) for token in (*levels, *wide) if has_number(token)),
            bytes(character_levels),
            tuple(lists_among(level, lists) for level in range(2 * LEVEL_SUM)) if lists else (),
        )


class WideCut(Value):
    """Tokens with spaces between, and which pairs stand there at least FREQUENT times."""

    line: str
    often: list[str]


def has_number(token: str) -> bool:
    """Return whether a token is one of a script without spaces, and of characters of one unit."""
    return len(token) < _UNITS and not token[0].isascii() and max(token) <= "\uffff"


def is_wide_character(token: str) -> bool:
    """Return whether a token is one character of such a script."""
    return len(token) == 1 and has_number(token)


def _number(token: str) -> int:
    return int.from_bytes(token.ljust(_UNITS).encode(_UTF16, "surrogatepass"), sys.byteorder)


def lists_among(level: int, lists: int) -> int:
    """Return among how many lists a rare pair has one, where the levels of its characters come to ``level``.

    0: it has a list of its own. ``lists``, an even number, is that for characters that seldom meet, and one more than
    is returned: by an even number a pair would have its list by one of its characters alone.
    """
    return 0 if level >= _MOST_SHARED else (lists << max(0, level - LEVEL_SUM) // DOUBLE) - 1


def shared_list(pair: str, among: int) -> str:
    """Return the token of the list that a rare pair has ``among`` so many."""
    # Twice as many follow: no two kinds of pairs have the same.
    return f"{SHARED}{among + (ord(pair[0]) << 16 | ord(pair[1])) % among}"


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
    often = _of_pairs({number for number, times in counts.items() if times >= FREQUENT}, known).split()
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
    parts = (_of_pairs(set(counts), known), _written(list(threes)), *characters, *map(LACKS.__add__, lacking))
    return WideCut(" ".join(parts), often)


def _of_pairs(pairs: set[int], known: WideStatistics) -> str:
    """Return the tokens of pairs: their own, or of the lists they share."""
    if not known.lists:
        return _written(list(pairs))
    rare = list(pairs.difference(known.named))
    units = memoryview(array("Q", rare)).cast("B").cast("H")
    levels, lists = known.character_levels, known.lists
    own, shared = [*(pairs & known.named)], set()
    for number, first, second in zip(rare, units[::_UNITS], units[1::_UNITS], strict=True):
        among = lists[levels[first] + levels[second]]
        if among:
            shared.add(f"{SHARED}{among + (first << 16 | second) % among}")  # see shared_list
        else:
            own.append(number)
    return " ".join((_written(own), *shared))


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

"""What the labeller is told of each piece of a page: how it looks, what stands around it, how it fits the text above.

Position tells more than looks: a short line above a heading is a kicker, the same line between the halves of a cut
sentence is a slug that strayed there.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from reader.lazy import LazyPattern
from reader.model import Role
from reader.page.looks import LONG_CELLS, SHORT_CELLS, look_of
from reader.page.patterns import is_han

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.looks import Look
    from reader.page.pieces import Piece
    from reader.page.seams import SeamModel

HEADINGS = frozenset({"H", "B"})  # codes of what is marked as a heading
REACH = 6  # pieces back in which the text that a piece may go on with is looked for
_HALVES = 2 * LONG_CELLS  # cells: an open piece up to here may be half a paragraph or a title
_OUTSIDE = "-"
_WEAK_WORD = LazyPattern(
    "(?:\\b(?:the|a|an|of|to|in|on|at|for|and|or|but|with|by|from|that|which|who|as|is|are|was|were|be|been|has|have|had|"
    "will|would|could|should|may|not|than|its|his|her|their|our|this|these|those|into|about|after|before|over|under|"
    "between|more|most|very|said|mr|mrs|ms|dr|new)|,|-|[(])$"
)
_STARTER = LazyPattern(
    "(?:the|a|an|in|on|at|but|and|it|he|she|they|we|this|that|these|there|when|while|after|as|for|if|however|some|many|"
    "one|his|her|its|their|according|meanwhile|since|with|last|i|you|no|not|so|what|both|all|also|although|despite|mr)\\b"
)


def page_features(pieces: Sequence[Piece], seams: SeamModel | None) -> list[list[str]]:
    """Return the features of each of ``pieces``; without ``seams`` those of neighbouring characters are left out."""
    levels = [piece.level for piece in pieces if piece.level]
    highest, lowest = min(levels, default=1), max(levels, default=1)
    alone = levels.count(highest) == 1
    looks = [look_of(piece, highest) for piece in pieces]
    repeated = Counter(piece.string for piece, look in zip(pieces, looks, strict=True) if look.cells <= LONG_CELLS)
    page = _page_habit(pieces, looks, seams)
    openings = _openings(looks)
    codes = [_OUTSIDE, _OUTSIDE, *(look.code for look in looks), _OUTSIDE, _OUTSIDE, _OUTSIDE]
    found = []
    since_title = 0
    for at, look in enumerate(looks):
        features = [*look.features, *_neighbours(codes, at + 2), f"page={page}|{look.code}"]
        features += _runs_on(pieces, looks, at, seams)
        features.append(f"since={min(since_title, 4)}|{look.code}")
        since_title = 0 if look.code in HEADINGS else since_title + 1
        if look.cells <= SHORT_CELLS:
            features.append(f"together={min(5, _together(codes, at + 2))}|{look.code}")
        if look.code in HEADINGS:
            features += _rank(highest, pieces[at].level, lowest, alone=alone)
            features.append(f"begins={_begins(looks, at)}|{openings}|{look.code}")
        if repeated[pieces[at].string] > 1:
            features.append("repeated")
        if at == 0:
            features.append("first")
        if at == len(looks) - 1:
            features.append("last")
        found.append(features)
    return found


def _page_habit(pieces: Sequence[Piece], looks: Sequence[Look], seams: SeamModel | None) -> str:
    """Return how the page marks headings, and how its text stops without a full stop: cut there, or stop lost."""
    codes = {look.code for look in looks}
    marks = "HB" if codes >= HEADINGS else "H" if "H" in codes else "B" if "B" in codes else "0"
    texts = [at for at, look in enumerate(looks) if look.is_text and look.cells > LONG_CELLS]
    cut = lost = 0
    for above, below in pairwise(texts):
        if looks[above].is_open:
            goes_on = _goes_on(pieces[above].string, pieces[below].string, seams)
            cut, lost = cut + goes_on, lost + (not goes_on)
    share = 8 * lost // max(1, len(texts))
    return f"{marks}{min(3, share)}{'c' if cut > lost else ''}"


def _goes_on(before: str, after: str, seams: SeamModel | None) -> bool:
    """Return whether two texts look like one that was cut, on balance."""
    if is_han(after[0]) or is_han(before[-1]):
        return seams is None or seams.score(before, after) > 0
    return after[0].islower()


def _rank(highest: int, level: int, lowest: int, *, alone: bool) -> list[str]:
    """Return how a heading's level stands among those of the page: deeper ones below it are likelier crossheads."""
    higher, deeper = highest < level, lowest > level
    return [f"rank={higher:d}{deeper:d}", f"rank={higher:d}{deeper:d}{alone:d}"]


def _openings(looks: Sequence[Look]) -> int:
    """Return how many of a page's headings, in quarters, have a byline or a dateline below."""
    headings = [at for at, look in enumerate(looks) if look.code in HEADINGS]
    return 4 * sum(_begins(looks, at) for at in headings) // max(1, len(headings))


def _begins(looks: Sequence[Look], at: int) -> bool:
    """Return whether a byline or a dateline stands below the heading at ``at``, a deck or two between them at most."""
    for look in looks[at + 1 : at + 4]:
        if look.role is Role.BYLINE or look.code.startswith("opens"):
            return True
        if look.code in HEADINGS or look.cells > LONG_CELLS * 2:
            return False
    return False


def _together(codes: Sequence[str], at: int) -> int:
    """Return how many pieces that look the same stand together around ``at``."""
    first = last = at
    while codes[first - 1] == codes[at] and at - first < 5:
        first -= 1
    while codes[last + 1] == codes[at] and last - at < 5:
        last += 1
    return last - first + 1


def _neighbours(codes: Sequence[str], at: int) -> list[str]:
    two_up, up, here, down, two_down, three_down = codes[at - 2 : at + 4]
    return [
        f"up={up}",
        f"down={down}",
        f"down2={two_down}",
        f"up,here={up}|{here}",
        f"here,down={here}|{down}",
        f"up,here,down={up}|{here}|{down}",
        f"here,down,down2={here}|{down}|{two_down}",
        f"up2,up,here={two_up}|{up}|{here}",
        f"here+3={here}|{down}|{two_down}|{three_down}",
    ]


def _runs_on(pieces: Sequence[Piece], looks: Sequence[Look], at: int, seams: SeamModel | None) -> list[str]:
    """Return how the piece goes with the text above it, and how that text would go with the next but for this piece."""
    look = looks[at]
    found = []
    nearest, above = texts_above(looks, at)
    if above is None or nearest is None:
        found.append(f"no-text-above|{look.code}")
        return found
    distance = at - above
    found.append(f"above={looks[above].code}|{look.code}|{min(3, distance)}")
    state = _state(pieces[above].string, is_open=looks[above].is_open)
    if look.is_text:
        seam = seam_signs(pieces[above].string, pieces[at].string, seams)
        found += [f"on={each}|{state}" for each in seam]
        found += [f"on={each}|{state}|{look.code[-1]}|{min(2, distance)}" for each in seam[:1]]
        if nearest != above:
            near = _state(pieces[nearest].string, is_open=looks[nearest].is_open)
            seam = seam_signs(pieces[nearest].string, pieces[at].string, seams)
            found += [f"near={each}|{near}|{looks[nearest].code}|{min(2, at - nearest)}" for each in seam]
    below = _text_below(looks, at)
    if below is not None and look.is_text and look.is_open and look.cells <= _HALVES:
        found += [f"into={each}|{look.code}" for each in seam_signs(pieces[at].string, pieces[below].string, seams)]
    if below is not None and look.cells <= 4 * LONG_CELLS:
        for each in seam_signs(pieces[above].string, pieces[below].string, seams):
            found.append(f"bridge={each}|{state}")
            found.append(f"bridge={each}|{state}|{look.code}")
    return found


def texts_above(looks: Sequence[Look], at: int) -> tuple[int | None, int | None]:
    """Return the places of the nearest text above ``at``, and of the nearest that is long enough to run on from there.

    Headings end the search. A short line may be a title or half a sentence, so both are told.
    """
    nearest = None
    for place in range(at - 1, max(-1, at - 1 - REACH), -1):
        look = looks[place]
        if look.code in HEADINGS:
            break
        if not look.is_text:
            continue
        if nearest is None:
            nearest = place
        if look.cells > LONG_CELLS or not look.is_open:
            return nearest, place
    return nearest, nearest


def _state(text: str, *, is_open: bool) -> str:
    """Return whether a text has ended, or ended with its quotation still open."""
    if is_open:
        return "open"
    return "quoted" if quotation_open(text) else "shut"


def quotation_open(text: str) -> bool:
    """Return whether a quotation that begins in ``text`` has not ended there."""
    return text.rfind("“") > text.rfind("”") or ("“" not in text and text.count('"') % 2 == 1)


def _text_below(looks: Sequence[Look], at: int) -> int | None:
    for place in range(at + 1, min(len(looks), at + 4)):
        look = looks[place]
        if look.code in HEADINGS:
            return None
        if look.is_text and (look.cells > LONG_CELLS or not look.is_open):
            return place
    return None


def seam_signs(before: str, after: str, seams: SeamModel | None) -> list[str]:
    """Return what is seen where ``before`` stops and ``after`` begins, the most telling first."""
    left, right = before[-24:].rstrip(), after[:24].lstrip()
    if not left or not right:
        return ["none"]
    if is_han(left[-1]) or is_han(right[0]):
        return _hanseam_signs(left, right, seams)
    return _wordseam_signs(left, right)


def _hanseam_signs(left: str, right: str, seams: SeamModel | None) -> list[str]:
    if right[0] in "，,。、；;：:）)》”’！？!?%":
        return ["mark"]
    if left[-1] in "，,、（(《“‘":
        found = "comma"
    elif left[-1].isdigit() and right[0].isdigit():
        found = "digits"
    elif not (is_han(left[-1]) and is_han(right[0])):
        found = "mixed"
    else:
        found = "han"
    if seams is None:
        return [found]
    return [f"{found}{max(-5, min(5, round(seams.score(left, right))))}", found]


def _wordseam_signs(left: str, right: str) -> list[str]:
    first = right[0]
    kind = "lower" if first.islower() else "upper" if first.isupper() else "digit" if first.isdigit() else "mark"
    if _WEAK_WORD.search(left.casefold()):
        kind += "-weak"
    elif left[-1].isdigit():
        kind += "-digit"
    if first.isupper() and _STARTER.match(right.casefold()):
        kind += "-starter"
    return [kind]

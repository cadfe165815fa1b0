"""Captions among the lines of wrapped text, which bear no mark but who took the picture at their end."""

from __future__ import annotations

from reader.lazy import LazyPattern
from reader.page.patterns import CREDIT, CREDIT_END, SENTENCE_END, is_han, is_terminal, tells_a_scene

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.wraps import Wrap

MAX_LINES = 4  # of a caption
NO_ROOM = 2  # cells or characters that may be left in a line of text: a caption's last one is shorter
_DAY = LazyPattern(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[,，]")


def captions_within(lines: Sequence[str], wrap: Wrap) -> dict[int, bool]:
    """Return which of ``lines`` go on with the one above, as far as captions tell: none does where one begins or ended.

    A caption begins with a day, or below the end of a sentence; else, in Chinese, it is one line that is not full.
    In English it says what is to be seen, and who took it stands below.
    """
    found: dict[int, bool] = {}
    for at, raw in enumerate(lines):
        line = raw.strip()
        alone = CREDIT.match(line) is not None
        if not at or wrap.room(raw) <= NO_ROOM or not (alone or CREDIT_END.search(line)):
            continue
        nearest = range(at, max(0, at - MAX_LINES), -1)
        begun = next((each for each in nearest if _DAY.match(lines[each].strip())), None)
        if begun is None and alone:
            begun = next((each for each in nearest[1:] if _is_scene(lines, each, at)), None)
        if begun is not None:
            found |= dict.fromkeys(range(begun + 1, at + (not alone)), True)
        elif not alone:
            begun = next((each for each in nearest if is_terminal(lines[each - 1])), at if is_han(line[0]) else None)
        if begun is not None:
            found |= {begun: False, at + 1: False}
    return found


def _is_scene(lines: Sequence[str], begin: int, end: int) -> bool:
    """Return whether lines from ``begin`` to the one before ``end`` are an English sentence that belongs to a picture.

    It tells what is to be seen, or the sentence it interrupts goes on below, in small letters.
    """
    text = " ".join(line.strip() for line in lines[begin:end])
    if not (text[:1].isupper() and is_terminal(text) and len(SENTENCE_END.findall(text)) == 1):
        return False
    below = lines[end + 1].lstrip()[:1] if end + 1 < len(lines) else ""
    return tells_a_scene(text) or (below.islower() and not is_terminal(lines[begin - 1]))

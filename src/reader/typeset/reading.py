"""How long an article is and how long it takes: Han characters and words counted apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Role

if TYPE_CHECKING:
    from reader.model import Article

HAN_A_MINUTE = 400
WORDS_A_MINUTE = 230
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+(?:['’.-][^\W_\u3400-\u9fff]+)*")
_NOT_READ = frozenset({Role.CODE, Role.TABLE, Role.RULE, Role.DATA})


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a text: Han characters, words of other scripts, and minutes at an ordinary pace (at least 1)."""

    han: int
    words: int

    @property
    def minutes(self) -> int:
        """Minutes of reading, rounded."""
        return max(1, round(self.han / HAN_A_MINUTE + self.words / WORDS_A_MINUTE))


def measure_length(article: Article) -> Length:
    """Return the length of everything in ``article`` that is read as text."""
    han = words = 0
    for block in article.blocks:
        if block.role not in _NOT_READ:
            count = len(_HAN.findall(block.text.string))
            han += count
            # Digits inside Chinese are read with it; words count where they are words.
            words += sum(1 for _ in _WORD.finditer(block.text.string))
    return Length(han, words)

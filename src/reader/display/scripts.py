"""Which characters are Chinese, for the patterns of this package, and how much of a text is."""

from __future__ import annotations

HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # with 々〆〇
OPENING = "“‘「『《〈（【〔〖"
CLOSING = "”’」』》〉）】〕〗"
STOPS = "，。、；：？！"
MARKS = OPENING + CLOSING + STOPS + "…—·"
_FAR = "\U00020000"  # here the planes of rarer Han begin
LETTERS_A_HAN = 3  # an English text says with so many letters what a Chinese one says with one character, or more
# The high bytes of UTF-16 tell Han (and the surrogates of rarer Han) at the speed of C.
_HAN_BYTES = bytes([*range(0x34, 0xA0), 0xF9, 0xFA, *range(0xD8, 0xDC)])
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


def is_chinese(text: str) -> bool:
    """Return whether ``text`` holds Han and is not mostly in Latin letters."""
    if text.isascii():
        return False
    scripts = text.encode("utf-16-le", "surrogatepass")[1::2]
    han = len(scripts) - len(scripts.translate(None, _HAN_BYTES))
    return han > 0 and len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS)) <= LETTERS_A_HAN * han


def is_han(char: str) -> bool:
    """Return whether ``char`` (one character, or none) is one of ``HAN``."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= _FAR or "\u3005" <= char <= "\u3007"

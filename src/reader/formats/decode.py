"""Bytes to text: finds the encoding of a file and never refuses one for a damaged byte.

The order: byte-order mark; UTF-16 without a mark (by the places of NUL bytes, or Chinese that only it makes); strict
UTF-8; a charset the file declares; tolerant UTF-8; tolerant GB18030 tested on common characters; chardet; Windows-1252.
"""

from __future__ import annotations

import codecs
import re

from reader.model import Encoding
from reader.value import Value

SAMPLE = 1 << 16  # bytes looked at when guessing; more does not make the guess better
VALID_SHARE = 0.75  # of the multi-byte sequences must be valid UTF-8 to call a damaged file UTF-8
COMMON_SHARE = 0.25  # of the Han characters must be among the commonest to call a file GB18030
CHINESE_SHARE = 0.04  # the same for the ten commonest function words, absent from other scripts' misreadings
MIN_UTF16 = 16  # bytes: eight characters say little enough
STRAY_NULS = 0.1  # of the bytes, in a text that is clean UTF-8 without them
MAX_RESUMED = 1000  # damaged places looked at one by one; a file with more is past mending

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16_HIGH_BYTES = bytes([0x00, 0x01, 0x03, 0x04, 0x20, 0x21, 0x25, 0x30, 0xFF, *range(0x4E, 0xA0)])
_DECLARED = re.compile(
    rb"""(?:charset|encoding|coding|\xe7\xbc\x96\xe7\xa0\x81)["']?\s*[:=]\s*["']?([A-Za-z][\w.:-]{2,20})""",
    re.IGNORECASE,
)
_UTF8_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UTF8_BROKEN = re.compile(rb"[\x80-\xff]+")
# Characters every Chinese newspaper uses all the time.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还"
    "因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结"
    "解问意建月公无系军很情最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级"
    "少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热"
    "领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具"
    "万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界市省县委书记者"
)
_FUNCTION_WORDS = frozenset("的一是在了有和不人中年国大日为上")


class Decoded(Value):
    """A file's text and how it was found. The byte-order mark is not part of the text.

    ``damage`` is the place of the first character that could not be read, if there is one.
    """

    text: str
    encoding: Encoding
    damage: int | None = None


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``. Never fails: what cannot be read stands as U+FFFD and is counted."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], name)
    if order := utf16_order(data[:SAMPLE]):
        return _tolerant(data, order)
    for name in _candidates(data):
        try:
            return Decoded(data.decode(name), Encoding(name))
        except UnicodeDecodeError:
            continue
    return _guess(data)


def _candidates(data: bytes) -> list[str]:
    """Return encodings that are right if they decode without a fault, the surest first.

    Clean UTF-8 with multi-byte characters is never an accident, whatever charset the text speaks of; a file
    of ASCII bytes only may be one of the 7-bit encodings it names (ISO-2022-JP, HZ).
    """
    declared = _declared(data[:2048])
    if declared is None:
        return ["utf-8"]
    return [declared, "utf-8"] if data.isascii() else ["utf-8", declared]


def _declared(head: bytes) -> str | None:
    """Return the charset a file names in its first lines, if Python knows it and it is a text encoding."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    name = "gb18030" if name in {"gb2312", "gbk", "gb-2312", "cp936"} else name
    try:
        info = codecs.lookup(name)
        "probe".encode(name)  # codecs such as base64 and rot13 are not text encodings
    except (LookupError, UnicodeError, TypeError):
        return None
    # An ASCII superset at most: a file that could be searched for the word cannot be UTF-16.
    unfit = ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw-unicode", "raw_unicode")
    return None if info.name.startswith(unfit) else info.name


def utf16_order(sample: bytes) -> str | None:
    """Return the UTF-16 byte order of a text without a mark, if it is one: by its NUL bytes, else by its Chinese."""
    if parity := nul_parity(sample):
        return parity
    if len(sample) < MIN_UTF16 or _is_utf8(sample):  # pairs of small letters would read as Han
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, errors="ignore")
        han = sum("\u4e00" <= char <= "\u9fff" for char in text)
        if han * 2 >= len(text) and _looks_chinese(text):
            return name
    return None


def nul_parity(sample: bytes) -> str | None:
    """Return the UTF-16 byte order that the places of NUL bytes give away, if any.

    Text in other encodings holds no NUL. In UTF-16 they are all high bytes, and nearly all high bytes are
    those of Latin text, punctuation or Han.
    """
    if b"\0" not in sample or len(sample) < 4:
        return None
    if sample.count(0) < STRAY_NULS * len(sample) and _is_utf8(sample.replace(b"\0", b"")):
        return None  # letters are likely high bytes too: one NUL scribbled among them does not make them Han
    for name, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        likely = len(high) - len(high.translate(None, _UTF16_HIGH_BYTES))
        if high.count(0) > 4 * low.count(0) and likely >= 0.9 * len(high):
            return name
    return None


def _is_utf8(sample: bytes) -> bool:
    """Return whether ``sample``, which may be cut inside a character, is clean UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _guess(data: bytes) -> Decoded:
    """Return the likeliest reading of bytes that are not clean UTF-8."""
    sample = data[:SAMPLE]
    if _utf8_share(sample) >= VALID_SHARE:
        return _tolerant(data, "utf-8")
    chinese = _tolerant(sample, "gb18030").text
    if _looks_chinese(chinese):
        return _tolerant(data, "gb18030")
    name = _chardet(sample)
    if name:
        return _tolerant(data, name)
    return _tolerant(data, "cp1252")


def _utf8_share(sample: bytes) -> float:
    """Return the share of non-ASCII sequences that are valid UTF-8."""
    valid = _UTF8_VALID.findall(sample)
    rest = _UTF8_VALID.sub(b"", sample)
    broken = sum(len(run) for run in _UTF8_BROKEN.findall(rest))
    return len(valid) / (len(valid) + broken) if valid else 0.0


def _looks_chinese(text: str) -> bool:
    """Return whether ``text``, decoded as GB18030, holds the characters Chinese is made of."""
    han = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    if not han:
        return False
    kana = sum("\u3041" <= char <= "\u30ff" for char in text)
    if kana > 0.1 * len(han):
        return False
    common = sum(char in _COMMON for char in han)
    function = sum(char in _FUNCTION_WORDS for char in han)
    return common >= COMMON_SHARE * len(han) and function >= CHINESE_SHARE * len(han)


def _chardet(sample: bytes) -> str | None:
    """Ask chardet, imported only when it is needed: it costs as much as a hundred articles."""
    import chardet

    found = chardet.detect(sample).get("encoding")
    if not found:
        return None
    try:
        return codecs.lookup(found).name
    except LookupError:
        return None


def _tolerant(data: bytes, name: str) -> Decoded:
    """Decode with replacement marks and count the damaged places."""
    text = data.decode(name, errors="replace")
    if name == "gb18030" and 0 < text.count("\ufffd") <= MAX_RESUMED:
        text = data.decode(name, errors=_RESUME)
    damaged = 0
    if "\ufffd" in text:
        damaged = text.count("\ufffd") - _genuine_marks(data, name)
    if damaged <= 0:
        return Decoded(text, Encoding(name))
    return Decoded(text, Encoding(name, damaged), _first_damage(data, name))


def _first_damage(data: bytes, name: str) -> int | None:
    """Return where in the text the first damaged place stands: not every U+FFFD is one."""
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return len(data[: error.start].decode(name, errors="replace"))
    return None


def _resume(error: UnicodeError) -> tuple[str, int]:
    """Say where to go on after a damaged place: one byte later or two, whichever reads more like Chinese.

    Half a character left over would pair with its neighbour, and so on to the next ASCII byte.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, at = error.object, error.start
    if at + 1 >= len(data) or data[at + 1] < 0x80:
        return "\ufffd", at + 1
    by_one, by_two = (_common(data[at + skip : at + skip + 40]) for skip in (1, 2))
    return "\ufffd", at + (1 if by_one > by_two else 2)


def _common(data: bytes) -> int:
    return sum(char in _COMMON for char in data.decode("gb18030", errors="ignore"))


_RESUME = "reader-gb18030"
codecs.register_error(_RESUME, _resume)


def _genuine_marks(data: bytes, name: str) -> int:
    """Return how many U+FFFD the file itself holds: they are text, not damage."""
    try:
        return data.count("\ufffd".encode(name))
    except UnicodeEncodeError:
        return 0

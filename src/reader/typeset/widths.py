"""How many terminal cells characters take, by the same table the screen is drawn with."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size, split_graphemes

_REGIONS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # two of them are a flag
# In sequences with these the width is not the sum of their characters': joined emoji, variation selectors, skin tones.
_CLUSTERING = frozenset("\u200d\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400)))) | _REGIONS
_IN_CLUSTERS = 255  # what stands for the width of such a character: more than any has


class _Widths(dict[str, int]):
    """Widths of single characters, each looked up once."""

    def __missing__(self, char: str) -> int:
        width = 1 if char == "\t" else _IN_CLUSTERS if char in _CLUSTERING else get_character_cell_size(char)
        self[char] = width
        return width


_WIDTHS = _Widths()


def forget() -> None:
    """Look all widths up anew: the tables have changed."""
    _WIDTHS.clear()


def widths(text: str) -> bytes:
    """Return the width in cells of each character; a cluster's whole width stands at its first character."""
    cells = bytes(map(_WIDTHS.__getitem__, text))
    if _IN_CLUSTERS not in cells:
        return cells
    found = bytearray(len(text))
    flag = -1  # where the first half of a flag stands
    for start, _end, width in split_graphemes(text)[0]:
        if text[start] in _REGIONS and flag == start - 1 >= 0:
            found[flag] += width
            flag = -1
        else:
            found[start] = width
            flag = start if text[start] in _REGIONS else -1
    return bytes(found)


def width(text: str) -> int:
    """Return the width of ``text`` in cells."""
    return cell_len(text)


def fit(text: str, cells: int) -> str:
    """Return ``text`` cut to ``cells`` cells, with … at the end where something was cut."""
    if width(text) <= cells:
        return text
    dots = width("…")
    if cells < dots:
        return ""
    used, end = 0, 0
    for end, each in enumerate(widths(text)):  # noqa: B007 (the index is what is wanted)
        used += each
        if used > cells - dots:
            break
    return text[:end] + "…"

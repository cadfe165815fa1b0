"""How many terminal cells characters take, by the same table the screen is drawn with."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size, split_graphemes

from reader.lazy import LazyPattern

# Sequences whose width is not the sum of their characters: joined emoji, variation selectors, flags, skin tones.
_CLUSTERS = LazyPattern("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")


class _Widths(dict[str, int]):
    """Widths of single characters, each looked up once."""

    def __missing__(self, char: str) -> int:
        width = 1 if char == "\t" else get_character_cell_size(char)
        self[char] = width
        return width


_WIDTHS = _Widths()


def widths(text: str) -> bytes:
    """Return the width in cells of each character; a cluster's whole width stands at its first character."""
    if _CLUSTERS.search(text) is None:
        return bytes(map(_WIDTHS.__getitem__, text))
    found = bytearray(len(text))
    for start, _end, width in split_graphemes(text)[0]:
        found[start] = width
    return bytes(found)


def width(text: str) -> int:
    """Return the width of ``text`` in cells."""
    return cell_len(text)


def fit(text: str, cells: int) -> str:
    """Return ``text`` cut to ``cells`` cells, with … at the end where something was cut."""
    if width(text) <= cells:
        return text
    if cells < 1:
        return ""
    used, end = 0, 0
    for end, each in enumerate(widths(text)):  # noqa: B007 (the index is what is wanted)
        used += each
        if used > cells - 1:
            break
    return text[:end] + "…"

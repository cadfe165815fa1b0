"""Make src/reader/simplified.py from Unicode's Unihan_Variants.txt: `python docs/simplified.py FILE`.

Each character with a simplified variant (kSimplifiedVariant) folds to it, or to what that one folds to in turn.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/reader/simplified.py"
HEAD = '''"""Traditional characters and the simplified ones they fold to, place by place. Made by docs/simplified.py.

OTHERS are the ranges of the Han characters that are not traditional.

From the Unicode Character Database, Unihan_Variants.txt, kSimplifiedVariant (UAX #38).
Copyright © 1991-2026 Unicode, Inc. Unicode License v3, https://www.unicode.org/license.txt
"""
'''
WIDTH = 100  # characters of a line


def read_variants(lines: list[str]) -> dict[str, str]:
    """Return for each character its first simplified variant that is another one."""
    found: dict[str, str] = {}
    for line in lines:
        parts = line.rstrip("\n").split("\t")
        if len(parts) == 3 and parts[1] == "kSimplifiedVariant":
            char = chr(int(parts[0][2:], 16))
            others = [chr(int(each.split("<")[0][2:], 16)) for each in parts[2].split()]
            if others := [each for each in others if each != char]:
                found[char] = others[0]
    return found


def follow(variants: dict[str, str], char: str) -> str:
    """Return what ``char`` folds to at last; of a circle the lowest character."""
    seen = [char]
    while seen[-1] in variants:
        after = variants[seen[-1]]
        if after in seen:
            return min(seen[seen.index(after) :])
        seen.append(after)
    return seen[-1]


def literal(name: str, text: str) -> str:
    """Return the source of a constant."""
    rows = [text[at : at + WIDTH // 2] for at in range(0, len(text), WIDTH // 2)]
    return f"{name} = (\n" + "".join(f'    "{row}"\n' for row in rows) + ")\n"


def ranges_without(characters: set[str]) -> str:
    """Return the ranges of Han characters but for some, as they stand in a pattern."""
    gaps = [0x4DFF, *sorted(ord(char) for char in characters if "\u4e00" <= char <= "\u9fff"), 0xA000]
    return "".join(f"{chr(a + 1)}-{chr(b - 1)}" for a, b in pairwise(gaps) if b - a > 1)


def main() -> None:
    """Write the module."""
    variants = read_variants(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    pairs = sorted((char, follow(variants, char)) for char in variants)
    pairs = [(char, plain) for char, plain in pairs if char != plain]
    text = HEAD + "\n" + literal("TRADITIONAL", "".join(char for char, _ in pairs))
    text += literal("SIMPLIFIED", "".join(plain for _, plain in pairs))
    TARGET.write_text(text + literal("OTHERS", ranges_without({char for char, _ in pairs})), encoding="utf-8")


if __name__ == "__main__":
    main()

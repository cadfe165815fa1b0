"""Make src/reader/library/syllables.py from Unicode's Unihan_Readings.txt: `python docs/pinyin.py FILE`.

A character is listed under each of its readings, without the tone: that of kMandarin, those of the dictionaries of
kTGHZ2013 and kHanyuPinlu. Characters that search folds to others are left out.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from reader.library.fold import fold

TARGET = Path(__file__).parent.parent / "src/reader/library/syllables.py"
HEAD = '''"""The syllables of Mandarin without tones, each with the characters that are read so. Made by docs/pinyin.py.

From the Unicode Character Database, Unihan_Readings.txt, kMandarin, kTGHZ2013, kHanyuPinlu (UAX #38).
Copyright © 1991-2026 Unicode, Inc. Unicode License v3, https://www.unicode.org/license.txt
"""
'''
FIELDS = {"kMandarin", "kTGHZ2013", "kHanyuPinlu"}
HAN = range(0x4E00, 0xA000)
WIDTH = 50  # characters of a line


def plain(syllable: str) -> str:
    """Return a syllable without its tone, ü as v, as one types it."""
    decomposed = unicodedata.normalize("NFD", syllable.casefold())
    toneless = "".join(char for char in decomposed if char not in "\u0300\u0301\u0304\u030c")
    return unicodedata.normalize("NFC", toneless).replace("ü", "v").replace("ê", "e")


def read_readings(lines: list[str]) -> dict[str, set[str]]:
    """Return for each syllable the characters read so."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        code, _, rest = line.rstrip("\n").partition("\t")
        field, _, value = rest.partition("\t")
        char = chr(int(code[2:], 16)) if line.startswith("U+") and field in FIELDS else ""
        if not char or ord(char) not in HAN:
            continue
        for reading in re.findall(r"[^\W\d]+[\u0300-\u030c]*", re.sub(r"[\d.,*]+:|\([^)]*\)", " ", value)):
            if fold(char) == char:
                found[plain(reading)].add(char)
    return {syllable: chars for syllable, chars in found.items() if re.fullmatch("[a-z]*[aeiouv][a-z]*", syllable)}


def main() -> None:
    """Write the module."""
    found = read_readings(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    rows = [HEAD, "CHARACTERS = {\n"]
    for syllable in sorted(found):
        text = "".join(sorted(found[syllable]))
        pieces = [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
        if len(pieces) == 1:
            rows.append(f'    "{syllable}": "{text}",\n')
        else:
            rows.append(f'    "{syllable}": (\n' + "".join(f'        "{piece}"\n' for piece in pieces) + "    ),\n")
    TARGET.write_text("".join(rows) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

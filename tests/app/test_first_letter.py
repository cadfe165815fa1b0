"""The first letter of a search finds all loaded that searches, looks at texts and cuts hits out of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gazette import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = """
import asyncio, sys
sys.path.insert(0, {tests!r})
from driving import reading
from reader.display.drawing import MENDED
from reader.library.index.opening import open_index
from reader.library.library import Library

async def main():
    shelf = open_index([{folder!r}], MENDED)
    async with reading(library=Library([{folder!r}], wanted=MENDED, shelf=shelf)) as app:
        await app.press("slash")
        before = set(sys.modules)
        await app.type("渡")
        assert "1 found" in app.found, app.found
        print(sorted(each for each in set(sys.modules) - before if each.startswith("reader.")))

asyncio.run(main())
"""


def test_the_first_letter_loads_nothing(folder: Callable[..., Path]) -> None:
    program = PROGRAM.format(tests=str(Path(__file__).parent), folder=str(folder(PAPER)))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

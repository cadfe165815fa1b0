"""Draw the reading screen as an SVG, every character in its cell: `python docs/picture.py OUT.svg --keys J J`.

Textual's own screenshots leave the width of Han characters to the font; here each one gets its place.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.style import Style

from reader.app.reader_app import ReaderApp
from reader.language import Language
from reader.library.library import Library
from reader.settings import Settings
from reader.typeset.widths import widths

if TYPE_CHECKING:
    from rich.color import Color
    from textual.strip import Strip

CELL, LINE, SIZE = 9.0, 24.0, 18  # a Han character of these fonts is as wide as its size, a Latin one half of it
FONTS = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC','PingFang SC','Microsoft YaHei',monospace"

NARROW_FONTS = "'DejaVu Sans Mono',Menlo,Consolas,monospace"  # for — and box drawing, which Han fonts draw wide


async def screen(arguments: argparse.Namespace) -> list[Strip]:
    """Open the app, press the keys, return what is on the screen."""
    library = Library([arguments.folder])
    app = ReaderApp(library, Settings(theme=arguments.theme), Language(arguments.language))
    async with app.run_test(size=(arguments.columns, arguments.rows)) as pilot:
        for key in [None, *arguments.keys]:
            if key:
                await pilot.press(key)
            for _ in range(6):
                await app.workers.wait_for_complete()
                await pilot.pause()
        return app.screen._compositor.render_strips()


def colour(value: Color | None, default: str) -> str:
    """Return a colour as CSS."""
    return default if value is None or value.is_default else value.get_truecolor().hex


def drawn(strips: list[Strip], columns: int) -> str:
    """Return the SVG."""
    width, height = columns * CELL + 24, len(strips) * LINE + 24
    backs, texts = [], []
    for row, strip in enumerate(strips):
        column = 0
        for text, style, _ in strip:
            style = style or Style.null()
            cells = widths(text)
            x, y = 12 + column * CELL, 12 + row * LINE
            span = sum(cells) * CELL
            fill = colour(style.bgcolor, "#000")
            size = f'width="{span + 0.4:g}" height="{LINE + 0.4:g}"'
            backs.append(f'<rect x="{x:g}" y="{y:g}" {size} fill="{fill}"/>')
            css = "".join([
                ' font-weight="bold"' if style.bold else "",
                ' font-style="italic"' if style.italic else "",
                ' text-decoration="underline"' if style.underline else "",
            ])  # fmt: skip
            at = x
            kinds = [(cell, char.isascii() or cell > 1) for char, cell in zip(text, cells, strict=True)]
            for (cell, usual), group in groupby(zip(text, kinds, strict=True), key=lambda pair: pair[1]):
                run = "".join(char for char, _ in group)
                if run.strip():
                    fill = colour(style.color, "#ddd")
                    font = "" if usual else f' font-family="{NARROW_FONTS}" font-size="14.9"'
                    texts.append(f'<text x="{at:g}" y="{y + 18:g}" fill="{fill}"{css}{font}>{escape(run)}</text>')
                at += len(run) * cell * CELL
            column += sum(cells)
    back = backs[0].partition('fill="')[2].partition('"')[0] if backs else "#000"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" font-size="{SIZE}" '
        f'font-family="{FONTS}" xml:space="preserve"><rect width="100%" height="100%" rx="8" fill="{back}"/>'
        + "".join(backs) + "".join(texts) + "</svg>\n"
    )  # fmt: skip


def main() -> None:
    """Draw one picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--folder", default="articles")
    parser.add_argument("--columns", type=int, default=110)
    parser.add_argument("--rows", type=int, default=34)
    parser.add_argument("--theme", default="night")
    parser.add_argument("--language", default="zh")
    parser.add_argument("--keys", nargs="*", default=[])
    arguments = parser.parse_args()
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    arguments.output.write_text(drawn(asyncio.run(screen(arguments)), arguments.columns), encoding="utf-8")


if __name__ == "__main__":
    main()

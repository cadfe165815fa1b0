"""What each piece of the screen looks like in each theme, as Rich styles ready to be drawn with.

Lines are drawn by the thousand, and there are fifty styles: worked out once a theme here, they cost nothing at the
start, where as many component classes in the style sheet cost a fifth of it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rich.style import Style

from reader.app.themes import theme_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widget import Widget

# name: colour, background, weight. A name without a background is laid over another style.
_LOOKS: dict[str, tuple[str, str, str]] = {
    "article": ("foreground", "background", ""),
    "article.kicker": ("accent", "background", ""),
    "article.headline": ("foreground", "background", "bold"),
    "article.deck": ("foreground", "background", ""),
    "article.byline": ("muted", "background", ""),
    "article.facts": ("muted", "background", ""),
    "article.rule": ("faint", "background", ""),
    "article.crosshead": ("foreground", "background", "bold"),
    "article.caption": ("muted", "background", "italic"),
    "article.quote": ("foreground", "background", "italic"),
    "article.code": ("muted", "background", ""),
    "article.furniture": ("muted", "background", ""),
    "article.lifted": ("muted", "background", ""),
    "article.soft": ("faint", "background", ""),
    "over.dateline": ("", "", "bold"),
    "over.strong": ("", "", "bold"),
    "over.emphasis": ("", "", "italic"),
    "over.code": ("muted", "", ""),
    "over.link": ("", "", "underline"),
    "over.strike": ("", "", "strike"),
    "over.seam": ("", "", "underline"),
    "over.hit": ("foreground", "hit", ""),
    "over.current": ("background", "accent", ""),
    "over.chosen": ("", "chosen", ""),
    "over.selected": ("foreground", "chosen", ""),
    "over.caret": ("background", "accent", ""),
    "bar": ("muted", "panel", ""),
    "bar.key": ("muted", "panel", "bold"),
    "bar.lit": ("foreground", "", ""),
    "sidebar": ("foreground", "surface", ""),
    "sidebar.open": ("accent", "surface", "bold"),
    "sidebar.count": ("muted", "surface", ""),
    "sidebar.headline": ("muted", "surface", ""),
    "sidebar.current": ("foreground", "surface", "bold"),
    "sidebar.date": ("date", "surface", ""),
    "sidebar.mark": ("accent", "surface", ""),
    "results.headline": ("foreground", "surface", "bold"),
    "results.snippet": ("muted", "surface", ""),
    "results.where": ("muted", "surface", "italic"),
    "dialog": ("foreground", "panel", ""),
    "dialog.heading": ("foreground", "panel", "bold"),
    "dialog.label": ("accent", "panel", ""),
    "dialog.detail": ("muted", "panel", ""),
}

# With NO_COLOR, what a background alone would tell is told by inversion and lines.
_COLOURLESS = {
    "over.hit": ("", "", "bold underline reverse"),
    "over.current": ("", "", "italic"),
    "over.chosen": ("", "", "reverse"),
    "over.selected": ("", "", "reverse"),
    "over.caret": ("", "", "bold underline"),
}


def look(widget: Widget) -> Mapping[str, Style]:
    """Return the styles of the theme ``widget`` is shown in, by name."""
    return _look(widget.app.theme, coloured=not widget.app.no_color)


@cache
def _look(theme: str, *, coloured: bool) -> Mapping[str, Style]:
    found = theme_named(theme)
    colours = {
        "foreground": found.foreground,
        "background": found.background,
        "surface": found.surface,
        "panel": found.panel,
        "accent": found.accent,
        **found.variables,
    }
    looks = _LOOKS if coloured else {**_LOOKS, **_COLOURLESS}
    return {
        name: Style(
            color=colours.get(colour),
            bgcolor=colours.get(background),
            bold="bold" in weight or None,
            italic="italic" in weight or None,
            underline="underline" in weight or None,
            reverse="reverse" in weight or None,
            strike="strike" in weight or None,
        )
        for name, (colour, background, weight) in looks.items()
    }

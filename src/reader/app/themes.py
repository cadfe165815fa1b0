"""The three looks: paper (light), night (dark), contrast. One accent colour each; roles are told by weight first."""

from __future__ import annotations

import os

from textual.theme import Theme

THEMES = (
    Theme(
        name="paper",
        primary="#8c2f23",
        accent="#8c2f23",
        foreground="#201d18",
        background="#f7f3ea",
        surface="#f1ecdf",
        panel="#e9e3d4",
        warning="#8a5a00",
        error="#a1260d",
        success="#3d6b35",
        dark=False,
        variables={"muted": "#6d665a", "faint": "#c4bcab", "date": "#948a77", "chosen": "#e0d8c4", "hit": "#f0d67a"},
    ),
    Theme(
        name="night",
        primary="#d9a066",
        accent="#d9a066",
        foreground="#d8d4cb",
        background="#15171a",
        surface="#1b1e22",
        panel="#22262b",
        warning="#d9a066",
        error="#e07a5f",
        success="#8fb37f",
        dark=True,
        variables={"muted": "#8d8b85", "faint": "#474b50", "date": "#70757b", "chosen": "#2d3339", "hit": "#6b5518"},
    ),
    Theme(
        name="contrast",
        primary="#ffd700",
        accent="#ffd700",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        warning="#ffd700",
        error="#ff8080",
        success="#80ff80",
        dark=True,
        variables={"muted": "#d0d0d0", "faint": "#8a8a8a", "date": "#d0d0d0", "chosen": "#404040", "hit": "#8a6d00"},
    ),
)
NAMES = tuple(theme.name for theme in THEMES)


def theme_named(name: str) -> Theme:
    """Return the theme called ``name``; night for one that is not ours."""
    return next((theme for theme in THEMES if theme.name == name), THEMES[1])


def choose_theme(wanted: str) -> str:
    """Return the theme ``wanted``; for ``auto`` the one that fits the terminal's background, else night."""
    if wanted in NAMES:
        return wanted
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "paper" if background in {"7", "15"} else "night"

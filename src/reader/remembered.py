"""What the reader changed with a key and wants to find again: the theme, the measure, columns, the language.

Each is kept with the value of the settings file that it was changed from. When that value is another one now, the
file was edited since, and the file counts.
"""

from __future__ import annotations

import contextlib
import os

from reader.settings import LANGUAGE_CHOICES, MEASURES, THEME_CHOICES
from reader.value import replace
from reader.whole_file import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.settings import Settings


def recall(settings: Settings, path: str | Path) -> Settings:
    """Return ``settings`` with what was remembered in ``path``; what cannot be read or makes no sense is left."""
    if not os.path.exists(path):
        return settings
    kept = _load(path)
    theme, measure = _changed(kept, "theme", settings.theme), _changed(kept, "measure", settings.measure)
    if theme in THEME_CHOICES:
        settings = replace(settings, theme=str(theme))
    if isinstance(measure, int) and measure in MEASURES:
        settings = replace(settings, measure=measure)
    columns = _changed(kept, "columns", settings.columns)
    if isinstance(columns, bool):
        settings = replace(settings, columns=columns)
    language = _changed(kept, "language", settings.language)
    if language in LANGUAGE_CHOICES:
        settings = replace(settings, language=str(language))
    return settings


def remember(settings: Settings, path: str | Path, chosen: Mapping[str, str | int | bool]) -> None:
    """Keep in ``path`` what was chosen, by the name of the setting, each beside the value of ``settings``.

    A folder that cannot be written is no reason to disturb anybody: then nothing is remembered.
    """
    import json

    kept = _load(path)
    for name, new in chosen.items():
        old = getattr(settings, name)
        if new == old:
            kept.pop(name, None)
        else:
            kept[name] = {"from": old, "to": new}
    with contextlib.suppress(OSError):
        write_whole(path, json.dumps(kept) + "\n")


def _load(path: str | Path) -> dict[str, object]:
    import json

    try:
        data = json.loads(_read(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _read(path: str | Path) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _changed(kept: dict[str, object], name: str, now: object) -> object:
    """Return what ``name`` was changed to from the value it has ``now``; that value itself when it was not."""
    entry = kept.get(name)
    return entry.get("to") if isinstance(entry, dict) and entry.get("from") == now else now

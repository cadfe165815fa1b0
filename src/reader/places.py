"""Where things live on this system: settings, exports, the bulletins shipped with the program."""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS_VARIABLE = "READER_SETTINGS"


def settings_file() -> Path:
    """Return the path of the settings file; the environment variable READER_SETTINGS overrides the usual place."""
    if named := os.environ.get(SETTINGS_VARIABLE):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("reader", appauthor=False) / "settings.yaml"


def welcome_folder() -> Path:
    """Return the folder of the bulletins that ship with the program and teach its keys."""
    return Path(__file__).parent / "welcome"

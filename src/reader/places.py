"""Where things live on this system: settings, the reader's marks, the bulletins shipped with the program."""

from __future__ import annotations

import os
import sys

SETTINGS_VARIABLE = "READER_SETTINGS"
DATA_VARIABLE = "READER_DATA"
CACHE_VARIABLE = "READER_CACHE"
_XDG = {
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
}


def settings_file() -> str:
    """Return the path of the settings file; the environment variable READER_SETTINGS overrides the usual place."""
    if named := os.environ.get(SETTINGS_VARIABLE):
        return named
    return os.path.join(_folder("config"), "settings.yaml")


def undone_file() -> str:
    """Return the path of the file that remembers which repairs were undone.

    It lies in the system's place for data, which is backed up, not in its cache, which is cleared; the environment
    variable READER_DATA names another folder.
    """
    return os.path.join(_data_folder(), "undone.json")


def remembered_file() -> str:
    """Return the path of the file that remembers the theme, the measure and the columns last chosen with a key."""
    return os.path.join(_data_folder(), "remembered.json")


def kept_places_file() -> str:
    """Return the path of the file that remembers where the reader was in each article."""
    return os.path.join(_data_folder(), "places.json")


def kept_searches_file() -> str:
    """Return the path of the file of the searches that stand in the sidebar."""
    return os.path.join(_data_folder(), "searches.json")


def _data_folder() -> str:
    if named := os.environ.get(DATA_VARIABLE):
        return named
    return _folder("data")


def index_folder() -> str:
    """Return the folder of the indexes: in the cache, for they can be made again; READER_CACHE names another."""
    if named := os.environ.get(CACHE_VARIABLE):
        return named
    return _folder("cache")


def _folder(kind: str) -> str:
    """Return our folder in the system's place for ``config``, ``data`` or ``cache``.

    On Linux two variables say it (XDG Base Directory Specification); to load what knows all systems takes 5 ms.
    """
    if sys.platform == "linux":
        variable, usual = _XDG[kind]
        named = os.environ.get(variable, "")
        if not named or os.path.isabs(named):
            return os.path.join(named or os.path.expanduser(usual), "reader")
    import platformdirs

    place = {
        "config": platformdirs.user_config_dir,
        "data": platformdirs.user_data_dir,
        "cache": platformdirs.user_cache_dir,
    }
    return place[kind]("reader", appauthor=False)


def welcome_folder() -> str:
    """Return the folder of the bulletins that ship with the program and teach its keys."""
    return os.path.join(os.path.dirname(__file__), "welcome")

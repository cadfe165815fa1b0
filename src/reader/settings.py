"""The settings file: YAML to a frozen value. Unknown keys are named, with the nearest one we know."""

from __future__ import annotations

from reader.errors import SettingsError
from reader.value import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

LANGUAGE_CHOICES = ("auto", "en", "zh")
THEME_CHOICES = ("auto", "paper", "night", "contrast")
AMBIGUOUS_CHOICES = ("auto", "1", "2")
MEASURES = range(20, 201)  # cells
MAX_BYTES = 1 << 20


class Settings(Value):
    """What the person who reads has decided. Every value has a default.

    ``folders`` are read when no path is given; ``measure`` is the width of a text line in cells; ``columns`` sets
    articles in columns where there is room; ``justify`` sets lines to one length where that leaves no holes;
    ``ambiguous`` is how many cells the terminal gives to “ ” … — · and lines, ``auto`` asks it; ``animation`` leaves
    Textual's animations as they are.
    ``full_width_marks`` draws ASCII marks between Chinese characters full-width in files that flatten them,
    ``close_spaces`` leaves out the spaces that OCR put between the characters. ``index`` keeps what was read of large
    folders in the cache, so that it is there at the next start; ``watch`` shows what changes in the folders by itself.
    """

    folders: tuple[str, ...] = ()
    language: str = "auto"
    theme: str = "auto"
    measure: int = 72
    columns: bool = False
    justify: bool = False
    ambiguous: str = "auto"
    export_folder: str = ""
    animation: bool = False
    full_width_marks: bool = True
    close_spaces: bool = True
    index: bool = True
    watch: bool = True


def load_settings(path: str | Path) -> Settings:
    """Return the settings in ``path``; the defaults when there is no such file.

    Raises SettingsError, which names the file, the line where it is known, and what to write instead.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError("settings.unreadable", path=path, reason=error.strerror or error) from error
    return parse_settings(data, path)


def parse_settings(data: bytes, path: str | Path) -> Settings:
    """Return the settings in ``data``; ``path`` is for the sentence when something is wrong."""
    import yaml

    try:
        values = yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
    except UnicodeDecodeError as error:
        raise SettingsError("settings.encoding", path=path) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or error
        raise SettingsError("settings.yaml", path=path, line=line, reason=reason) from error
    if values in (None, ""):
        return Settings()
    if not isinstance(values, dict):
        raise SettingsError("settings.shape", path=path)
    settings = Settings()
    for key, value in values.items():
        settings = _with(settings, str(key), value, path)
    return settings


def _with(settings: Settings, key: str, value: object, path: str | Path) -> Settings:
    """Return ``settings`` with one key set."""
    known = Settings.__match_args__
    if key not in known:
        import difflib

        if near := difflib.get_close_matches(key, known, n=1):
            raise SettingsError("settings.unknown", path=path, name=key, near=near[0])
        raise SettingsError("settings.unknown-none", path=path, name=key, known=", ".join(known))
    match key:
        case "folders":
            items = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
            if not items or (isinstance(value, list) and len(items) < len(value)):
                raise SettingsError("settings.value", path=path, name=key, value=value, allowed="- ~/news")
            return replace(settings, folders=tuple(items))
        case "measure":
            if not (isinstance(value, str) and value.isdecimal() and int(value) in MEASURES):
                allowed = f"{MEASURES[0]} … {MEASURES[-1]}"
                raise SettingsError("settings.value", path=path, name=key, value=value, allowed=allowed)
            return replace(settings, measure=int(value))
        case "columns":
            return replace(settings, columns=_switch(key, value, path))
        case "justify":
            return replace(settings, justify=_switch(key, value, path))
        case "ambiguous":
            return replace(settings, ambiguous=_choice(key, value, AMBIGUOUS_CHOICES, path))
        case "animation":
            return replace(settings, animation=_switch(key, value, path))
        case "full_width_marks":
            return replace(settings, full_width_marks=_switch(key, value, path))
        case "close_spaces":
            return replace(settings, close_spaces=_switch(key, value, path))
        case "index":
            return replace(settings, index=_switch(key, value, path))
        case "watch":
            return replace(settings, watch=_switch(key, value, path))
        case "language":
            return replace(settings, language=_choice(key, value, LANGUAGE_CHOICES, path))
        case "theme":
            return replace(settings, theme=_choice(key, value, THEME_CHOICES, path))
        case _:
            return replace(settings, export_folder=str(value))


def _switch(key: str, value: object, path: str | Path) -> bool:
    if value not in ("true", "false", "yes", "no", "on", "off"):  # a list can be in no set
        raise SettingsError("settings.value", path=path, name=key, value=value, allowed="true, false")
    return value in {"true", "yes", "on"}


def _choice(key: str, value: object, allowed: tuple[str, ...], path: str | Path) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise SettingsError("settings.value", path=path, name=key, value=value, allowed=", ".join(allowed))
    return value

"""JSON text, as ``json.dumps(value, ensure_ascii=False, indent=1)`` makes it, without the two milliseconds that takes.

They are what the module ``json`` needs to be loaded, and most of that for reading, which `reader parse` never does.
"""

from __future__ import annotations

try:
    from _json import encode_basestring as _quoted  # what json itself takes up where it is there
except ImportError:
    from json.encoder import encode_basestring as _quoted

_NAMED = {None: "null", True: "true", False: "false"}


def json_text(value: object, margin: str = "") -> str:
    """Return ``value`` (dicts with strings for keys, lists, strings, finite numbers, booleans, None) as JSON text.

    Raises TypeError for anything else, keys that are no strings too, and ValueError for a number that is not finite.
    """
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return _NAMED[value]
    deeper = margin + " "
    if isinstance(value, dict):
        rows = [f"{_quoted(key)}: {json_text(each, deeper)}" for key, each in value.items()]
        begin, end = "{}"
    elif isinstance(value, (list, tuple)):
        rows = [json_text(each, deeper) for each in value]
        begin, end = "[]"
    else:
        return _number_text(value)
    inside = f",\n{deeper}".join(rows)
    return f"{begin}\n{deeper}{inside}\n{margin}{end}" if rows else begin + end


def _number_text(value: object) -> str:
    """Return a number as JSON has it, whatever a class made of it calls itself."""
    if isinstance(value, int):
        return int.__repr__(value)
    if not isinstance(value, float):
        raise TypeError(f"no JSON for {type(value).__name__}")
    if value - value != 0:
        raise ValueError(f"no JSON for {value}")
    return float.__repr__(value)

"""Front matter (YAML, TOML, JSON) and mail-style headers: fields on top of a text, each with its place."""

from __future__ import annotations

import re

from reader.formats import fields as keys
from reader.formats.align import align_from
from reader.formats.clean import LINE_END, clean, line_of
from reader.formats.fields import canonical_key, is_known
from reader.formats.files import problem
from reader.lazy import LazyPattern
from reader.model import Field, Problem, ProblemKind, SourceText, Span
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    _Parse = Callable[[SourceText, str, int], tuple[list[Field], list[Problem]]]

MAX_CHARACTERS = 64 << 10  # of front matter; more than that is no front matter
_YAML_FENCE = LazyPattern(r"---[ \t]*(?:\r\n|[\n\r])")
# Not ``^`` and ``$``: those know no line that ends in CR or CR LF.
_YAML_END = LazyPattern(r"(?<=[\n\r])(?:---|\.\.\.)[ \t]*(?=[\n\r]|\Z)")
_TOML_FENCE = LazyPattern(r"\+\+\+[ \t]*(?:\r\n|[\n\r])")
_TOML_END = LazyPattern(r"(?<=[\n\r])\+\+\+[ \t]*(?=[\n\r]|\Z)")
_KEY_LINE = LazyPattern(r"[ \t]*([^\s:：#\-\[\]{}\"'][^:：\n]{0,40}?)[ \t]*[:：](?:[ \t]+|$|(?<=：))(.*)$")
_TOML_KEY_LINE = LazyPattern(r"[ \t]*(\"[^\"\n]+\"|'[^'\n]+'|[\w.-]+)[ \t]*=[ \t]*(.*)$")
# Lines of YAML that say what they seem to say: a key, and a value that begins with none of YAML's signs; within it no
# colon stands before a space, and no ``#`` behind one.
_PLAIN_LINES = LazyPattern(r"(?:\w[\w-]{0,40}:[ ]{1,9}\w(?:[^\n:#]|:(?=\S)|(?<=\S)#)*\n)+")
_PLAIN_KEY = LazyPattern(r"[a-z][\w.-]*", re.ASCII)
_HEADER_LINE = LazyPattern(r"([^\s:：][^:：\n]{0,30}?)[ \t]*[:：][ \t]*(\S.*)$")
# Above headers, a few words without any mark.
_SECTION_LINE = LazyPattern(r"[^\W\d](?:[\w &·]{0,18}\w)?[ \t]*$")
_TITLES = frozenset({"title", "headline", "标题", "標題", "题目", "題目"})
_HEADER_FOLD = LazyPattern(r"[ \t]+\S")


class Front(Value):
    """The fields above a text, where the text begins, and what was wrong on the way."""

    fields: tuple[Field, ...] = ()
    span: Span | None = None
    body_start: int = 0
    problems: tuple[Problem, ...] = ()


def read_front(source: str, path: str) -> Front:
    """Return the front matter of ``source``; without any, an empty one. Never raises: faults are problems."""
    start = len(source) - len(source.lstrip("\ufeff \t\r\n\u3000"))
    head = source[start : start + 4]
    if head.startswith("---") and (fence := _YAML_FENCE.match(source, start)):
        return _fenced(source, path, fence, _YAML_END, _KEY_LINE, _yaml_fields)
    if head.startswith("+++") and (fence := _TOML_FENCE.match(source, start)):
        return _fenced(source, path, fence, _TOML_END, _TOML_KEY_LINE, _toml_fields)
    if head.startswith("{"):
        return _json_front(source, path, start)
    return _headers(source, start)


def _fenced(
    source: str, path: str, fence: re.Match[str], end: LazyPattern, key_line: LazyPattern, parse: _Parse
) -> Front:
    """Read what stands between two fences. An unclosed or oversized front is left in the text, and said."""
    limit = fence.end() + MAX_CHARACTERS
    closing = end.search(source, fence.end(), min(len(source), limit))
    if closing is None:
        if not any(key_line.match(line) for line in source[fence.end() : limit].splitlines()[:1]):
            return Front()  # a rule on top of a text
        kind = ProblemKind.FRONT_MATTER_LARGE if len(source) > limit else ProblemKind.FRONT_MATTER_OPEN
        found = problem(kind, path, line_of(source, fence.start()), limit=MAX_CHARACTERS >> 10)
        return Front(problems=(found,))
    inner = SourceText(source[fence.end() : closing.start()], ((0, fence.end()),))
    if not _is_front(inner.string, key_line):
        return Front()  # two rules around a text
    fields, problems = parse(inner, path, line_of(source, fence.end()))
    return Front(tuple(fields), Span(fence.start(), closing.end()), closing.end(), tuple(problems))


def _is_front(string: str, key_line: LazyPattern) -> bool:
    """Return whether the lines between two fences give fields: a known key, or nothing but keys as programs name them.

    A text between two rules may hold a colon too, as in ``他说：今天来了。``
    """
    names = [match[1].strip("\"'") for line in string.splitlines() if (match := key_line.match(line))]
    return any(map(is_known, names)) or (bool(names) and all(map(_PLAIN_KEY.fullmatch, names)))


def _yaml_fields(inner: SourceText, path: str, line: int) -> tuple[list[Field], list[Problem]]:
    if (fields := plain_fields(inner)) is not None:
        return fields, []
    from reader.formats.yamltree import YamlError, load_tree, mapping_fields

    try:
        tree = load_tree(inner)
    except YamlError as error:
        fields = list(_loose_fields(inner, _KEY_LINE))
        return fields, [error.problem(path, line, inner)]
    if tree and tree[0].kind == "scalar":  # ``标题：…`` with a full-width colon is one long string to YAML
        return list(_loose_fields(inner, _KEY_LINE)), []
    return mapping_fields(tree[0]) if tree else [], []


def plain_fields(inner: SourceText) -> list[Field] | None:
    """Return the fields of YAML so plain that they are seen without reading it as such, which takes far longer.

    That is to say, of lines that each hold a key and a value without any sign of YAML's. None: it is not so plain.
    """
    string = inner.string
    if len(inner.anchors) > 1 or not string.replace("\n", "").isprintable() or not _PLAIN_LINES.fullmatch(string):
        return None
    fields = []
    at = inner.start
    for line in string.splitlines(keepends=True):
        key, _, rest = line.partition(":")
        value = rest.strip()
        fields.append(Field(canonical_key(key), (SourceText(value, ((0, at + line.index(value, len(key))),)),)))
        at += len(line)
    return fields


def _toml_fields(inner: SourceText, path: str, line: int) -> tuple[list[Field], list[Problem]]:
    import tomllib

    try:
        values = tomllib.loads(inner.string.replace("\r\n", "\n").replace("\r", "\n"))
    except (ValueError, RecursionError) as error:  # ValueError: also a number of more digits than Python reads
        where = re.search(r"line (\d+)", str(error))
        at = line + (int(where[1]) - 1 if where else 0)
        return list(_loose_fields(inner, _TOML_KEY_LINE)), [
            problem(ProblemKind.FRONT_MATTER, path, at, form="TOML", reason=str(error).split(" (at")[0])
        ]
    return list(_toml_values(values, inner)), []


def _json_front(source: str, path: str, start: int) -> Front:
    """Read a JSON object at the top, if it holds a key we know; any other brace is text."""
    import json

    try:
        values, length = json.JSONDecoder().raw_decode(source[start : start + MAX_CHARACTERS])
    except json.JSONDecodeError as error:
        head = source[start : start + 400]
        if not re.match(r'\{\s*"[^"\n]{1,40}"\s*:', head):
            return Front()
        line = line_of(source, start) + error.lineno - 1
        if len(source) - start > MAX_CHARACTERS and error.pos >= MAX_CHARACTERS - 1:
            return Front(problems=(problem(ProblemKind.FRONT_MATTER_LARGE, path, line, limit=MAX_CHARACTERS >> 10),))
        return Front(problems=(problem(ProblemKind.FRONT_MATTER, path, line, form="JSON", reason=error.msg),))
    except RecursionError:
        return Front(problems=(problem(ProblemKind.YAML_DEPTH, path, 1, limit=100),))
    except ValueError as error:  # a number of more digits than Python reads
        reason = str(error).partition(";")[0]
        return Front(problems=(problem(ProblemKind.FRONT_MATTER, path, 1, form="JSON", reason=reason),))
    if not isinstance(values, dict) or not any(is_known(key) for key in values):
        return Front()
    inner = SourceText(source[start : start + length], ((0, start),))
    return Front(tuple(_json_values(inner)), Span(start, start + length), start + length)


def _json_values(inner: SourceText) -> Iterator[Field]:
    """Turn a JSON object that was read without a fault into fields, walking over its keys and values once more."""
    import json

    decoder = json.JSONDecoder()
    string, at = inner.string, 1
    while string[at := _json_next(string, at)] != "}":
        key, at = decoder.raw_decode(string, at)
        start = _json_next(string, at)
        value, at = decoder.raw_decode(string, start)
        yield from _value_field(key, value, inner.slice(start, at), 0)[0]


def _json_next(string: str, at: int) -> int:
    while string[at] in " \t\n\r:,":
        at += 1
    return at


def _toml_values(values: dict[str, Any], inner: SourceText) -> Iterator[Field]:
    """Turn parsed TOML into fields: each key is looked for at a line's start, after the value before it."""
    string, at, key_end = inner.string, 0, 0
    for key, value in values.items():
        quoted = re.escape(key)
        line = re.compile(rf"(?:\A|(?<=[\n\r]))[ \t]*\[*[ \t]*(?:{quoted}|\"{quoted}\"|'{quoted}')[ \t]*[=.\]]")
        # A number or a time written otherwise than Python writes it may have led astray.
        if found := line.search(string, at) or line.search(string, key_end):
            at = key_end = found.end()
        fields, at = _value_field(key, value, inner, at)
        yield from fields


def _value_field(key: str, value: object, raw: SourceText, at: int) -> tuple[list[Field], int]:
    """Return the field of a parsed value (none if it is empty), aligned in ``raw`` from ``at``, and the place after."""
    texts = []
    for item in value if isinstance(value, list) else [value]:
        text, at = align_from(_scalar(item), raw, at)
        if text := clean(text).strip():
            texts.append(text)
    return ([Field(canonical_key(key), tuple(texts))] if texts else []), at


def _scalar(value: object) -> str:
    words: list[str] = []
    waiting = [value]
    while waiting:  # no recursion: how deep a value goes is for the file to say
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += reversed(item.values())
        elif isinstance(item, list):
            waiting += reversed(item)
        elif item is not None:
            words.append(str(item))
    return " ".join(words)


def _loose_fields(inner: SourceText, key_line: LazyPattern) -> Iterator[Field]:
    """Read lines of key and value one by one, for front matter that its own grammar refuses."""
    at = 0
    string = inner.string
    ends = [(match.start(), match.end()) for match in LINE_END.finditer(string)] + [(len(string), len(string))]
    for end, following in ends:
        if match := key_line.match(string[at:end]):
            value = inner.slice(at + match.start(2), at + match.end(2)).strip().strip("\"'")
            if is_known(match[1]) and value:
                yield Field(canonical_key(match[1]), (clean(value),))
        at = following


def _headers(source: str, start: int) -> Front:
    """Read mail-style headers: two lines or more, one of a known key, then a blank line. A title may stand alone.

    A short line above those that name the title is the section's name.
    """
    lines: list[tuple[int, str]] = []
    at = end = start
    above: SourceText | None = None
    for match in LINE_END.finditer(source, start, start + MAX_CHARACTERS):
        line = source[at : match.start()]
        if not line.strip():
            end = at
            break
        if not lines and above is None and _SECTION_LINE.match(line):
            above = clean(SourceText(line, ((0, at),))).strip()
            at = match.end()
            continue
        lines.append((at, line))
        at = match.end()
        if not _HEADER_LINE.match(line) and not (len(lines) > 1 and _HEADER_FOLD.match(line)):
            return Front()
    else:
        return Front()
    if not lines:
        return Front()
    fields = list(_header_fields(lines))
    if above is not None:
        names = {field.key for field in fields}
        if keys.TITLE not in names or keys.SECTION in names or not all(map(is_known, names)):
            return Front()
        fields.insert(0, Field(keys.SECTION, (above,)))
    known = sum(is_known(field.key) for field in fields)
    if known < 1 or known * 2 < len(fields):
        return Front()
    if (len(lines) < 2 or len(fields) < 2) and not _is_title(lines[0][1]):
        return Front()
    return Front(tuple(fields), Span(start, end), end)


def _is_title(line: str) -> bool:
    """Return whether a header line by itself says what the title is; a kicker may well read ``主题：……``."""
    match = _HEADER_LINE.match(line)
    return match is not None and match[1].strip().casefold() in _TITLES


def _header_fields(lines: Iterable[tuple[int, str]]) -> Iterator[Field]:
    """Turn header lines into fields; an indented line continues the one above (RFC 5322 folding)."""
    key, parts = "", []
    for at, line in lines:
        match = None if _HEADER_FOLD.match(line) and key else _HEADER_LINE.match(line)
        if match is None:
            parts += [SourceText(" ", ((0, at),)), clean(SourceText(line, ((0, at),))).strip()]
            continue
        if key:
            yield Field(canonical_key(key), (SourceText.concat(parts),))
        key = match[1]
        parts = [clean(SourceText(match[2].rstrip(" \t"), ((0, at + match.start(2)),)))]
    if key:
        yield Field(canonical_key(key), (SourceText.concat(parts),))

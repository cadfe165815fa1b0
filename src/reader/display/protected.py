"""What in a line is no Chinese prose, however Chinese its surroundings: addresses, file names, code, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.display.scripts import HAN
from reader.formats.inline import Mark, read_inline
from reader.lazy import LazyPattern
from reader.model import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLE = "\0"  # stands for a character that may not be changed and says nothing of its neighbours
MAX_NAME = 100  # characters of a file's name that are looked at
# What the stretches below cannot be without: looking for these is many times as fast.
_SIGNS = ("://", "www.", "@", "\\", "~/", "./", " /", "\u3000/", "：/", "<", "&", "`", "':", '":', " =", '="')
_CALL = LazyPattern(r"\((?<=[A-Za-z0-9_]\()")
_OBJECT = LazyPattern(r"[ \t]*[{\[]?[ \t]*([\"'])[^\"'\n]*\1:|[ \t]*[\w.]+[ \t]*=[ \t]*[\"'\[{(]")
_STRETCHES = LazyPattern(
    r"(?P<address>(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|\bwww\.)[^\s，。；、！？“”‘’《》（）【】]*)"
    r"|(?P<mail>[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?<![^\s：])(?:[A-Za-z]:\\|\\\\|~?/|\.{1,2}/)[^\s，。；、！？“”‘’《》（）【】]+"  # paths
    r"|</?[A-Za-z][^<>\n]{0,300}>"
    r"|&#?\w{1,8};"
    r"|(?P<ticks>`{1,3})[^`\n]+(?P=ticks)"
    r"|[A-Za-z_][A-Za-z0-9_.]*\((?=[^()\n]{0,200}[\"'=])[^()\n]{0,200}\)"  # a call with a string or a keyword in it
)
_EXTENSION = LazyPattern(
    r"\.(?:docx?|xlsx?|pptx?|wps|pdf|txt|md|markdown|csv|tsv|json|ya?ml|xml|html?|css|jpe?g|png|gif|bmp|tiff?|svg|webp"
    r"|zip|gz|rar|7z|tar|mp[34]|avi|mov|wav|apk|exe|py|js|ts|java|c|cpp|h|go|rs|sh)(?![A-Za-z0-9])",
)
_HAN = LazyPattern(f"[{HAN}]")
_ADDRESS_GOES_ON = "/=#?&%_-"


def without_protected(line: str) -> str:
    """Return ``line`` with a hole for each character that may not be changed, all others in their places."""
    holes: list[tuple[int, int]] = []
    if line.startswith("/") or any(sign in line for sign in _SIGNS) or _CALL.search(line):
        if _OBJECT.match(line):
            return HOLE * len(line)
        holes += _stretches(line)
    if "." in line:
        holes += _file_names(line)
    return _with_holes(line, holes)


def without_syntax(text: str) -> str:
    """Return ``text``, which may hold inline Markdown, with holes for its marks, addresses and code."""
    inline = read_inline(SourceText(text), markup=True)
    if not inline.marks and len(inline.text) == len(text):
        return text
    shown = [(span.start, span.end) for span in inline.text.spans()]
    ends = [0, *(end for _, end in shown)]
    starts = [*(start for start, _ in shown), len(text)]
    # A backslash makes the ASCII mark after it plain; before any other character it would be seen itself.
    holes = [(start, end + (text[end - 1 : end] == "\\")) for start, end in zip(ends, starts, strict=True)]
    for mark in inline.marks:
        if mark.mark is Mark.CODE or mark.target:
            own = inline.text.string[mark.start : mark.end] == mark.target  # an address shown as it is
            if mark.mark is Mark.CODE or own:
                holes.append((inline.text.source_offset(mark.start), inline.text.source_offset(mark.end - 1) + 1))
    return _with_holes(text, holes)


def _stretches(line: str) -> Iterator[tuple[int, int]]:
    for match in _STRETCHES.finditer(line):
        start, end = match.span()
        if match["address"] is not None:
            end = start + len(_address(match["address"]))
        elif match["mail"] is not None:
            start += len(match["mail"]) - len(_latin_end(match["mail"]))
        yield start, end


def _address(text: str) -> str:
    """Return an address without the Chinese sentence that follows it; Han in its path belong to it."""
    han = _HAN.search(text)
    if han and text[han.start() - 1] not in _ADDRESS_GOES_ON:
        text = text[: han.start()]
    return text.rstrip(",.;:!?)\"'")


def _latin_end(mail: str) -> str:
    """Return an e-mail address without the Han that stand right before it."""
    last = max((match.end() for match in _HAN.finditer(mail)), default=0)
    return mail[last:]


def _file_names(line: str) -> Iterator[tuple[int, int]]:
    """Yield where names with a known extension stand: back to the last character that no name would hold."""
    for match in _EXTENSION.finditer(line):
        start, first = match.start(), max(0, match.start() - MAX_NAME)
        if start and line[start - 1] in ")）":
            start = max(line.rfind("(", first, start), line.rfind("（", first, start), first)
        while start > first and (line[start - 1].isalnum() or line[start - 1] in "._-"):
            start -= 1
        yield start, match.end()


def _with_holes(text: str, holes: list[tuple[int, int]]) -> str:
    if not holes:
        return text
    parts, at = [], 0
    for start, end in sorted(holes):
        if end > at:
            start = max(start, at)
            parts += [text[at:start], HOLE * (min(end, len(text)) - start)]
            at = min(end, len(text))
    return "".join(parts) + text[at:]

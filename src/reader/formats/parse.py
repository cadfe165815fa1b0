"""A bulletin's file to its document: picks the format by the name, decodes, takes the front matter off."""

from __future__ import annotations

import re

from reader.formats import fields as keys
from reader.formats.blocks import parse_blocks
from reader.formats.clean import count_forbidden, line_of
from reader.formats.decode import Decoded, decode
from reader.formats.document import BlockKind, Document, Part
from reader.formats.files import MARKDOWN, problem, read_bytes, suffix_of
from reader.formats.frontmatter import read_front
from reader.lazy import LazyPattern
from reader.model import Problem, ProblemKind, SourceText
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.formats.document import RawBlock
    from reader.model import Field

_YAML = (".yaml", ".yml")
# What people put into Markdown and never into a page that came out of OCR.
_ORDINARY = LazyPattern(r"\]\((?:https?:|mailto:|[./#])|!\[[^\]\n]{0,300}\]\(|<https?://")
_FENCE = LazyPattern(r"^[ \t]{0,3}(?:```|~~~)", re.MULTILINE)


def read_document(path: str) -> Document:
    """Read the bulletin at ``path`` (``-``: standard input). Raises BulletinError when it cannot be read at all."""
    return parse_document(read_bytes(path), path)


def parse_document(data: bytes, path: str) -> Document:
    """Return the document in ``data``; ``path`` names it and, by its suffix, its format."""
    decoded = decode(data)
    source, encoding = decoded.text, decoded.encoding
    problems = tuple(_text_problems(decoded, path))
    suffix = suffix_of(path)
    if suffix in _YAML:
        from reader.formats.yamlbulletin import parse_yaml  # PyYAML only for the files that need it

        document = parse_yaml(source, path, encoding)
        if document.parts:
            return replace(document, problems=problems + document.problems)
        problems = problems + document.problems  # shown as plain text, and why
    front = read_front(source, path) if suffix not in _YAML else None
    body_start = front.body_start if front else 0
    front_fields = front.fields if front else ()
    blocks = parse_blocks(SourceText(source[body_start:], ((0, body_start),)))
    ordinary = _ORDINARY.search(source, body_start) is not None
    fenced = not ordinary and _FENCE.search(source, body_start) is not None
    titled = _is_titled(front_fields, blocks)
    return Document(
        path,
        source,
        encoding,
        (Part(front_fields, blocks, one_article=titled),),
        (front.span,) if front and front.span else (),
        markdown=suffix in MARKDOWN or ordinary or fenced,
        ordinary=ordinary or titled,
        fenced=fenced,
        problems=problems + (front.problems if front else ()),
    )


def _is_titled(fields: tuple[Field, ...], blocks: tuple[RawBlock, ...]) -> bool:
    """Return whether the front matter says that one story follows: by its title, or by an empty one.

    An empty title above a heading of the first level was left open for that heading to fill.
    """
    headed = any(block.kind is BlockKind.HEADING and block.level == 1 for block in blocks)
    return any(field.key == keys.TITLE and (field.values or not headed) for field in fields)


def _text_problems(decoded: Decoded, path: str) -> list[Problem]:
    source, encoding = decoded.text, decoded.encoding
    problems = []
    if encoding.damaged:
        line = line_of(source, decoded.damage) if decoded.damage is not None else 0
        problems.append(problem(ProblemKind.DAMAGED_TEXT, path, line, count=encoding.damaged, encoding=encoding.name))
    if controls := count_forbidden(source):
        problems.append(problem(ProblemKind.CONTROL_BYTES, path, 0, count=controls))
    return problems

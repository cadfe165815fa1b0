"""YAML bulletins: one or many articles a file, in one document or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.formats import fields as keys
from reader.formats.blocks import parse_blocks
from reader.formats.document import BlockKind, Document, Part, RawBlock
from reader.formats.fields import canonical_key
from reader.formats.files import problem
from reader.formats.yamltree import Tree, YamlError, load_tree, mapping_fields
from reader.model import Encoding, Field, Problem, ProblemKind, SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# What an article takes over from the page it stands on; its own title lines and author it must say itself.
_INHERITED = {keys.DATE, keys.SECTION, keys.TAGS, keys.PAGE, keys.PUBLICATION, keys.SOURCE}


def parse_yaml(source: str, path: str, encoding: Encoding) -> Document:
    """Return the document of a YAML bulletin. Never raises.

    A file that is no YAML, or holds no article, is read as plain text with a problem that says why: the caller
    gets that problem in a document without parts.
    """
    text = SourceText(source)
    try:
        trees = load_tree(text)
    except YamlError as error:
        return Document(path, source, encoding, (), problems=(error.problem(path, 1, text),))
    parts: list[Part] = []
    problems: list[Problem] = []
    for tree in trees:
        parts += _document_parts(tree, (), path, problems)
    if not parts:
        problems = problems or [problem(ProblemKind.YAML_SHAPE, path, 1)]
        return Document(path, source, encoding, (), problems=tuple(problems))
    return Document(path, source, encoding, tuple(parts), (Span(0, len(source)),), problems=tuple(problems))


def _document_parts(tree: Tree, inherited: tuple[Field, ...], path: str, problems: list[Problem]) -> Iterator[Part]:
    """Yield the articles under ``tree``; what stands beside a list of articles is inherited by each."""
    if tree.kind == "list":
        for _, item in tree.items:
            yield from _document_parts(item, inherited, path, problems)
        return
    if tree.kind == "scalar":
        problems.append(problem(ProblemKind.YAML_SHAPE, path, tree.line + 1))
        return
    entries = {canonical_key(key): value for key, value in tree.items}
    own = tuple(field for field in mapping_fields(tree) if field.key not in {keys.BODY, keys.ARTICLES})
    if keys.ARTICLES in entries:
        shared = tuple(field for field in own if field.key in _INHERITED)
        if keys.BODY in entries:
            yield _article(entries, own, inherited)
        yield from _document_parts(entries[keys.ARTICLES], _merge(shared, inherited), path, problems)
    elif keys.BODY in entries or keys.TITLE in entries:
        yield _article(entries, own, inherited)
    else:
        problems.append(problem(ProblemKind.YAML_SHAPE, path, tree.line + 1))


def _article(entries: dict[str, Tree], own: tuple[Field, ...], inherited: tuple[Field, ...]) -> Part:
    body = entries.get(keys.BODY)
    return Part(_merge(own, inherited), tuple(_body_blocks(body)) if body else (), one_article=True)


def _merge(own: tuple[Field, ...], inherited: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return ``own`` and whatever of ``inherited`` it does not say itself."""
    said = {field.key for field in own}
    return own + tuple(field for field in inherited if field.key not in said)


def _body_blocks(body: Tree) -> Iterator[RawBlock]:
    """Yield the blocks of a body: one text, or a list of paragraphs."""
    if body.kind == "scalar":
        for block in parse_blocks(body.text or SourceText("")):
            if body.folded and block.kind is BlockKind.TEXT:
                yield from (RawBlock(BlockKind.TEXT, (line,), gap=1) for line in block.lines)
            else:
                yield block
        return
    for scalar in body.scalars():
        if stripped := scalar.strip():
            blocks = parse_blocks(stripped)
            if len(blocks) == 1 and blocks[0].kind is BlockKind.TEXT:
                yield RawBlock(BlockKind.TEXT, blocks[0].lines, gap=1)
            else:
                yield from blocks

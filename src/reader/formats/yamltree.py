"""YAML read safely: every scalar a string with its place; depth, aliases and size capped before anything grows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from reader.formats.align import align
from reader.formats.clean import LINE_END, clean
from reader.formats.fields import TITLE, canonical_key
from reader.formats.files import problem
from reader.lazy import LazyPattern
from reader.model import Field, Problem, ProblemKind, SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 32
MAX_ALIASES = 64
MAX_NODES = 200_000  # after aliases are followed
MAX_REPEATED = 1 << 20  # characters that aliases may add to those of the file
MAX_MENDED = 200  # characters of a line that is shown with the quotes that mend it

_Loader: type[yaml.CBaseLoader | yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# ``title: 快讯: 第3号`` and ``title: [要闻] 太原`` are what people write and YAML refuses.
_BARE_VALUE = LazyPattern(r"(\s*(?:-\s+)?[^\s:#\"'\[\]{}][^:\n]{0,40}:\s+)([^\"'|>\s].*)$")


class YamlError(Exception):
    """Why a YAML text cannot be used: the kind of problem, the line inside the text (from 0), particulars."""

    def __init__(self, kind: ProblemKind, line: int = 0, **details: object) -> None:
        super().__init__(kind, line, details)
        self.kind, self.line, self.details = kind, line, details

    def problem(self, path: str, first_line: int, text: SourceText) -> Problem:
        """Return the problem for the reader; where quotes would mend the line, it says so."""
        lines = LINE_END.split(text.string)
        for at in (self.line, self.line - 1):
            if self.kind is not ProblemKind.YAML or not 0 <= at < len(lines) or len(lines[at]) > MAX_MENDED:
                continue
            if bare := _BARE_VALUE.match(lines[at]):
                value = bare[2].rstrip()
                if ": " in value or value.startswith(("[", "{", "*", "&", "!", "%", "@", "`")):
                    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
                    mended = bare[1].lstrip() + quoted
                    return problem(ProblemKind.YAML_QUOTES, path, first_line + at, mended=mended)
        return problem(self.kind, path, first_line + self.line, **self.details)


class Tree:
    """A YAML value with the source it came from: a scalar, a list or a mapping (in file order)."""

    __slots__ = ("folded", "height", "items", "kind", "length", "line", "size", "text")

    def __init__(
        self,
        kind: str,
        line: int,
        text: SourceText | None = None,
        items: tuple[tuple[str, Tree], ...] = (),
        *,
        folded: bool = False,
    ) -> None:
        self.kind = kind  # "scalar", "list" or "mapping"
        self.line = line  # from 0, inside the YAML text
        self.text = text
        self.items = items  # of a list the keys are empty
        self.size: int = 1 + sum(item.size for _, item in items)  # values in it, aliases followed
        # Its characters, aliases followed.
        self.length: int = len(text.string if text else "") + sum(item.length for _, item in items)
        self.height: int = max((item.height + 1 for _, item in items), default=0)
        self.folded = folded  # a scalar whose line ends stand for the blank lines between paragraphs

    def scalars(self) -> Iterator[SourceText]:
        """Yield every scalar under this value, in order."""
        if self.text is not None:
            yield self.text
        for _, item in self.items:
            yield from item.scalars()


def load_tree(text: SourceText) -> list[Tree]:
    """Return the documents of a YAML text. Raises YamlError with the line and the reason."""
    # A character YAML forbids would refuse the whole file; it never reaches the screen anyway.
    string = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]", " ", text.string)
    _check(string)
    try:
        nodes = list(yaml.compose_all(string, Loader=_Loader))
    except yaml.YAMLError as error:
        raise _fault(error) from error
    built: dict[int, Tree] = {}
    trees = [_tree(node, text, built, 0) for node in nodes if node is not None]
    if sum(tree.size for tree in trees) > MAX_NODES:
        raise YamlError(ProblemKind.YAML_SIZE, 0, limit=MAX_NODES)
    if sum(tree.length for tree in trees) > len(text) + MAX_REPEATED:
        raise YamlError(ProblemKind.YAML_SIZE, 0, limit=len(text) + MAX_REPEATED)
    return trees


def _check(string: str) -> None:
    """Walk over the events, which cost no memory, and stop at what would blow up."""
    depth = aliases = nodes = 0
    try:
        for event in yaml.parse(string, Loader=_Loader):
            nodes += isinstance(event, yaml.NodeEvent)
            if nodes > MAX_NODES:
                raise YamlError(ProblemKind.YAML_SIZE, _line(event), limit=MAX_NODES)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise YamlError(ProblemKind.YAML_DEPTH, _line(event), limit=MAX_DEPTH)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent):
                aliases += 1
                if aliases > MAX_ALIASES:
                    raise YamlError(ProblemKind.YAML_ALIASES, _line(event), limit=MAX_ALIASES)
    except yaml.YAMLError as error:
        raise _fault(error) from error
    except RecursionError as error:
        raise YamlError(ProblemKind.YAML_DEPTH, 0, limit=MAX_DEPTH) from error


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _fault(error: yaml.YAMLError) -> YamlError:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    if "nesting depth" in reason:  # libyaml has a limit of its own, and may look ahead of the events
        return YamlError(ProblemKind.YAML_DEPTH, mark.line if mark else 0, limit=MAX_DEPTH)
    return YamlError(ProblemKind.YAML, mark.line if mark else 0, reason=reason)


def _tree(node: yaml.Node, text: SourceText, built: dict[int, Tree], depth: int) -> Tree:
    """Return the value of ``node``, built once however many aliases name it."""
    line = node.start_mark.line
    if depth > MAX_DEPTH:  # an alias inside what it names has no end
        raise YamlError(ProblemKind.YAML_DEPTH, line, limit=MAX_DEPTH)
    tree = built.get(id(node))
    if tree is None:
        tree = built[id(node)] = _new_tree(node, text, built, depth)
    if depth + tree.height > MAX_DEPTH:
        raise YamlError(ProblemKind.YAML_DEPTH, line, limit=MAX_DEPTH)
    if tree.size > MAX_NODES:
        raise YamlError(ProblemKind.YAML_SIZE, line, limit=MAX_NODES)
    if tree.length > len(text) + MAX_REPEATED:
        raise YamlError(ProblemKind.YAML_SIZE, line, limit=len(text) + MAX_REPEATED)
    return tree


def _new_tree(node: yaml.Node, text: SourceText, built: dict[int, Tree], depth: int) -> Tree:
    line = node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        raw = text.slice(node.start_mark.index, node.end_mark.index)
        return Tree("scalar", line, clean(align(node.value, raw)), folded=node.style in {">", "", None})
    if isinstance(node, yaml.SequenceNode):
        return Tree("list", line, items=tuple(("", _tree(item, text, built, depth + 1)) for item in node.value))
    pairs = tuple(
        (key.value if isinstance(key, yaml.ScalarNode) else "", _tree(value, text, built, depth + 1))
        for key, value in node.value
    )
    return Tree("mapping", line, items=pairs)


def mapping_fields(tree: Tree) -> list[Field]:
    """Return the entries of a mapping as fields; anything else has none.

    Of the empty ones only the title is kept: it says that there is one story, and that it has no headline.
    """
    fields = []
    for key, value in tree.items if tree.kind == "mapping" else ():
        name = canonical_key(key)
        values = tuple(stripped for scalar in value.scalars() if (stripped := scalar.strip()))
        if values or name == TITLE:
            fields.append(Field(name, values))
    return fields

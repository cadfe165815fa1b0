"""Reads one file for the library: its articles as they are listed and searched, and all that was wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.display.drawing import AS_STORED, decide, draw_text
from reader.errors import BulletinError
from reader.formats.files import problem
from reader.library.contents import file_order, make_entry
from reader.library.fold import fold
from reader.library.passage import content_id, passage
from reader.library.rebuilt import load_rebuilt
from reader.model import ProblemKind, SourceText

if TYPE_CHECKING:
    from reader.display.drawing import Drawing
    from reader.library.contents import Entry
    from reader.library.files import FileRef
    from reader.library.rebuilt import Rebuilt
    from reader.library.undone import UndoneRepairs
    from reader.model import Article, Problem, RepairKind


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """One article as it is listed, and its text, plain and folded.

    ``title_length`` and ``folded_title_length`` say how many characters of each are title lines.
    """

    entry: Entry
    text: str
    title_length: int
    folded: str
    folded_title_length: int


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was read from one file, and the stamp it had then.

    ``order`` is its place among other files. ``length`` is that of its text, in characters; ``repairs`` counts them
    by kind, ``undone`` those the reader undid; ``drawing`` is how its headlines are drawn.
    """

    ref: FileRef
    articles: tuple[ArticleRead, ...]
    problems: tuple[Problem, ...]
    order: tuple[str | int, ...]
    length: int = 0
    repairs: tuple[tuple[RepairKind, int], ...] = ()
    undone: int = 0
    drawing: Drawing = AS_STORED


def read_file(ref: FileRef, undone: UndoneRepairs, wanted: Drawing) -> tuple[FileRead, Rebuilt | None]:
    """Read one file; whatever is wrong with it becomes its problem and nobody else's."""
    order = file_order(ref.path, ref.root)
    try:
        rebuilt = load_rebuilt(ref.path, undone)
    except BulletinError as error:
        return FileRead(ref, (), (error.problem,), order), None
    bulletin, keys = rebuilt.bulletin, rebuilt.undone
    problems, drawing = bulletin.problems, AS_STORED
    articles: tuple[ArticleRead, ...] = ()
    repairs = tuple(Counter(repair.kind for repair in bulletin.repairs if repair.key not in keys).items())
    try:
        drawing = decide(bulletin, wanted)
        articles = tuple(_read_article(article, ref, drawing) for article in bulletin.articles)
    except Exception as error:
        problems = (*problems, problem(ProblemKind.INTERNAL, ref.path, reason=type(error).__name__))
    return FileRead(ref, articles, problems, order, len(bulletin.source), repairs, len(keys), drawing), rebuilt


def _read_article(article: Article, ref: FileRef, drawing: Drawing) -> ArticleRead:
    found = passage(article)
    entry = make_entry(article, ref.path, ref.root, content_id(found))
    if drawing:
        entry = replace(entry, headline=draw_text(SourceText(entry.headline), drawing).string)
    text, title = found.text.string, found.text.string[: found.title_length]
    return ArticleRead(entry, text, len(title), fold(text), len(fold(title)))

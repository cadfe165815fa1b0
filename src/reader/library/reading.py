"""Reads one file for the library: its articles as they are listed and searched, and all that was wrong with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.display.choice import AS_STORED
from reader.display.drawing import decide, draw_text
from reader.errors import BulletinError
from reader.formats.files import problem
from reader.library.contents import file_order, make_entry
from reader.library.file_read import ArticleRead, FileRead
from reader.library.fold import fold, fold_and_tell
from reader.library.passage import content_id, passage
from reader.library.rebuilt import load_rebuilt
from reader.model import ProblemKind, SourceText
from reader.value import replace

if TYPE_CHECKING:
    from reader.display.choice import Drawing
    from reader.library.file_read import Rebuilt
    from reader.library.files import FileRef
    from reader.library.undone import UndoneRepairs
    from reader.model import Article


# Nothing need change about a file for it to be read the next time: it is never taken for one that was read.
PASSING = {ProblemKind.VANISHED, ProblemKind.UNREADABLE, ProblemKind.BROKEN_LINK, ProblemKind.NOT_A_FILE}


def read_file(ref: FileRef, undone: UndoneRepairs, wanted: Drawing) -> tuple[FileRead, Rebuilt | None]:
    """Read one file; whatever is wrong with it becomes its problem and nobody else's."""
    try:
        rebuilt = load_rebuilt(ref.path, undone)
    except BulletinError as error:
        if error.problem.kind in PASSING:
            ref = replace(ref, modified=-1)
        return FileRead(ref, (), (error.problem,), file_order(ref.path, ref.root)), None
    return file_read(ref, rebuilt, wanted), rebuilt


def file_read(ref: FileRef, rebuilt: Rebuilt, wanted: Drawing) -> FileRead:
    """Return what the library knows of a file that was rebuilt."""
    bulletin, keys = rebuilt.bulletin, rebuilt.undone
    problems, drawing = bulletin.problems, AS_STORED
    articles: tuple[ArticleRead, ...] = ()
    repairs = tuple(Counter(repair.kind for repair in bulletin.repairs if repair.key not in keys).items())
    try:
        drawing = decide(bulletin, wanted)
        articles = tuple(_read_article(article, ref, drawing) for article in bulletin.articles)
    except Exception as error:
        problems = (*problems, problem(ProblemKind.INTERNAL, ref.path, reason=type(error).__name__))
    order = file_order(ref.path, ref.root)
    return FileRead(ref, articles, problems, order, len(bulletin.source), repairs, len(keys), drawing)


def _read_article(article: Article, ref: FileRef, drawing: Drawing) -> ArticleRead:
    found = passage(article)
    entry = make_entry(article, ref.path, ref.root, content_id(found))
    if drawing:
        entry = replace(entry, headline=draw_text(SourceText(entry.headline), drawing).string)
    text, title = found.text.string, found.text.string[: found.title_length]
    folded, is_plain = fold_and_tell(text)
    return ArticleRead(entry, text, len(title), folded, len(fold(title)), is_plain)

"""What was read from one file: values only, so that they can be taken out of the cache without what made them."""

from __future__ import annotations

from reader.display.choice import AS_STORED
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.display.choice import Drawing
    from reader.library.contents import Entry
    from reader.library.files import FileRef
    from reader.library.long_text import LongText
    from reader.model import Article, Bulletin, Problem, Repair, RepairKind


class Rebuilt(Value):
    """A bulletin as it is read, without the repairs that were undone.

    ``repairs`` are all that were made in it or would be. ``undone`` are the keys of those the reader has undone,
    ``made`` of those that are made: neither they were undone, nor another that they depend on. ``drawn`` is one article
    as it is drawn, where that is known from before.
    """

    bulletin: Bulletin
    repairs: tuple[Repair, ...]
    made: frozenset[str]
    undone: frozenset[str] = frozenset()
    drawn: Article | None = None


class ArticleRead(Value):
    """One article as it is listed, and its text, plain and folded.

    ``title_length`` and ``folded_title_length`` say how many characters of each are title lines; ``is_plain`` says
    that it folds plainly, see ``fold_and_tell``. Of a ``long`` article that goes into no index both are empty: its
    text is folded when it is looked through.
    """

    entry: Entry
    text: str
    title_length: int
    folded: str
    folded_title_length: int
    is_plain: bool
    long: LongText | None = None


class FileRead(Value):
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

"""One bulletin from disk, rebuilt, without the repairs that a reader has undone in it."""

from __future__ import annotations

from reader.errors import BulletinError
from reader.formats.files import refuse
from reader.formats.parse import read_document
from reader.library.file_read import Rebuilt
from reader.library.undone import UndoneRepairs
from reader.model import ProblemKind
from reader.page import build_bulletin
from reader.places import undone_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Bulletin


def load_bulletin(path: str, undone: UndoneRepairs | None = None) -> Bulletin:
    """Read and rebuild the bulletin at ``path``, without the repairs undone in it. Raises BulletinError."""
    return read_rebuilt(path, undone or UndoneRepairs(undone_file()))[0]


def load_rebuilt(path: str, undone: UndoneRepairs | None = None) -> Rebuilt:
    """Return what load_bulletin returns, with all repairs, the undone ones too. Raises BulletinError."""
    bulletin, keys, build = read_rebuilt(path, undone or UndoneRepairs(undone_file()))
    made = frozenset(repair.key for repair in bulletin.repairs) - keys
    if not keys:
        return Rebuilt(bulletin, bulletin.repairs, made)
    known = {repair.key: repair for repair in (*build(frozenset()).repairs, *bulletin.repairs)}
    ordered = sorted(known.values(), key=lambda repair: repair.spans[0])
    return Rebuilt(bulletin, tuple(ordered), made, keys)


def read_rebuilt(
    path: str, undone: UndoneRepairs
) -> tuple[Bulletin, frozenset[str], Callable[[frozenset[str]], Bulletin]]:
    """Return the bulletin, the keys of what is undone in it, and what builds it with others undone."""

    def build(keys: frozenset[str]) -> Bulletin:
        try:
            return build_bulletin(document, keys)
        except Exception as error:  # whatever a file may do to us, it does not stop the others
            raise refuse(ProblemKind.INTERNAL, path, reason=type(error).__name__) from error

    try:
        document = read_document(path)
    except BulletinError:
        raise
    except Exception as error:
        raise refuse(ProblemKind.INTERNAL, path, reason=type(error).__name__) from error
    keys = undone.keys_of(document.source)
    return build(keys), keys, build

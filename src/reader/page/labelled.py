"""A piece of a page with what was found out about it."""

from __future__ import annotations

from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.model import Role
    from reader.page.pieces import Piece


class Labelled(Value):
    """A piece with its role, whether a story begins with it, and whether the break above it may be false.

    ``runs_on`` is how sure it is (0 to 1) that the piece goes on with the paragraph above; None: nobody looked.
    """

    piece: Piece
    role: Role | None
    opens: bool = False
    soft: bool = False
    runs_on: float | None = None

    @property
    def text(self) -> str:
        """The piece's text."""
        return self.piece.string

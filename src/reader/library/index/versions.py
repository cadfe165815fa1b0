"""What an index depends on beside its files: the program's own text. Another program may read or cut them otherwise.

Whether the program's files are the ones that made the index is seen from their sizes and times; where these differ, as
after it was installed once more, their contents tell.
"""

from __future__ import annotations

import os
import unicodedata
import zlib

from reader.library.program import CODE, program
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.display.choice import Drawing


class Version(Value):
    """What an index was made with: how headlines are drawn, as a number."""

    wanted: int

    @property
    def program(self) -> str:
        """What tells quickly that nothing has changed."""
        return f"{program()}-{unicodedata.unidata_version}-{self.wanted}"

    @property
    def contents(self) -> str:
        """What is the same for two programs that make the same index."""
        return f"{_contents():08x}-{unicodedata.unidata_version}-{self.wanted}"


def version_of(wanted: Drawing) -> Version:
    """Return what an index made now, with headlines drawn as ``wanted``, depends on."""
    return Version(wanted.bits)


def _contents() -> int:
    """Return a checksum of the program's own files that read, rebuild, fold and cut texts, and keep them."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    found = 0
    for folder in (*CODE, os.path.join("library", "index")):
        for name in sorted(os.listdir(os.path.join(root, folder))):
            if name.endswith((".py", ".bin")):
                with open(os.path.join(root, folder, name), "rb") as file:
                    found = zlib.crc32(file.read(), zlib.crc32(name.encode(), found))
    return found

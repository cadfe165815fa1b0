"""`reader parse`: one file, rebuilt, as JSON. Apart from its siblings since it is run on files by the thousand."""

from __future__ import annotations

from reader.commands.console import EXIT_OK
from reader.commands.paths import note_marks, one_file, require
from reader.export.schema import bulletin_object, repairs_list
from reader.library.rebuilt import load_rebuilt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import SimpleNamespace

    from reader.commands.console import Console


def run_parse(arguments: SimpleNamespace, console: Console) -> int:
    """Print one file, rebuilt, as a JSON object of schema bulletin/1; with its repairs when they are asked for."""
    note_marks(console)
    rebuilt = load_rebuilt(require(one_file(arguments.path)))
    found = bulletin_object(rebuilt.bulletin)
    if arguments.repairs:
        found["repairs"] = repairs_list(rebuilt.repairs, rebuilt.made)
    console.json(found)
    return EXIT_OK

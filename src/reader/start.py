"""The first step of the `reader` command: what needs no more than a line is answered before anything is loaded."""

import os
import sys

from reader import __version__

GARBAGE = 50_000  # values made before unused ones are looked for; every 700, as Python does, costs a command 2 ms


def main() -> int:
    """Run the command line of this process and return the exit code; a command that drew nothing ends here."""
    if sys.argv[1:] == ["--version"]:
        print(f"reader {__version__}", flush=True)  # noqa: T201 (there is no console yet, nor need of one)
        return 0
    import gc

    from reader.cli import main as run

    gc.set_threshold(GARBAGE)
    code = run()
    if "textual" not in sys.modules:  # else threads may still be at work that are waited for
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End the process at once: taking apart what the system takes back anyway is a tenth of a short command."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            return  # Python says how that ends
    os._exit(code)

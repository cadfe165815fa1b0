"""The first step of the `reader` command: what needs no more than a line is answered before anything is loaded."""

import sys

from reader import __version__


def main() -> int:
    """Run the command line of this process and return the exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"reader {__version__}", flush=True)  # noqa: T201 (there is no console yet, nor need of one)
        return 0
    from reader.cli import main as run

    return run()

"""Compiled regular expressions, kept between runs as Python keeps compiled modules: compiling ours takes 20 ms.

What is kept is the code that ``re`` makes of a pattern, taken up by the function ``re`` itself calls, which checks it.
Both are private to Python, so the file is one for this very version of it, and whatever goes wrong means only that a
pattern is compiled as usual.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    _Key = tuple[str, int]
    # What _sre.compile is given: flags, code, number of groups, group by name, name of group by number.
    # The code is kept as the bytes of an array, which are read ten times as fast as numbers one by one.
    _Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

MOST = 400  # patterns in the file: more than the program has, so it holds what an older one left


class KeptPatterns:
    """The patterns compiled so far, in this run and before. ``folder`` says where they are kept between runs."""

    def __init__(self) -> None:
        self.folder: Callable[[], str] | None = None
        self._known: dict[_Key, _Code] | None = None
        self._new: dict[_Key, re.Pattern[str]] = {}

    def compile(self, source: str, flags: int) -> re.Pattern[str]:
        """Return the compiled pattern. Raises re.error for one that is none."""
        known = self._load() if self._known is None else self._known
        if (code := known.get((source, int(flags)))) is not None:
            try:
                import _sre  # type: ignore[import-not-found] # private, see above

                made: re.Pattern[str] = _sre.compile(source, code[0], memoryview(code[1]).cast("I").tolist(), *code[2:])
                return made
            except Exception:  # another Python's after all, or damaged
                known.clear()
        import re  # with all patterns kept it is not needed

        compiled = re.compile(source, flags)
        self._new[source, int(flags)] = compiled
        return compiled

    def keep(self) -> None:
        """Write what was compiled in this run for the next ones. What cannot be written is not kept."""
        if self.folder is None or not self._new:  # one that is not kept may take 2 ms each time
            return
        try:
            new = {key: _code_of(*key) for key in list(self._new)}
            self._new.clear()
            known = self._load()
            _write(self._file(), {**(known if len(known) < MOST else {}), **new})
        except Exception:  # no room, no right, or Python's inner parts are not where they were
            return

    def _load(self) -> dict[_Key, _Code]:
        """Return what was kept by earlier runs."""
        import marshal

        self._known = {}
        if self.folder is not None:
            try:
                with open(self._file(), "rb") as file:
                    found = marshal.loads(file.read())  # noqa: S302 (ours, as Python's own compiled modules are)
                if isinstance(found, dict):
                    self._known = found
            except (OSError, ValueError, EOFError, TypeError):
                return self._known
        return self._known

    def _file(self) -> str:
        import os

        version = "-".join(map(str, (sys.implementation.cache_tag, *sys.version_info[2:])))
        return os.path.join(self.folder() if self.folder else "", f"patterns-{version}.bin")


def _code_of(source: str, flags: int) -> _Code:
    """Return what ``re.compile`` hands to ``_sre.compile``."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined] # private, see above

    parsed = _parser.parse(source, flags)
    code = _compiler._code(parsed, flags)
    groups = parsed.state.groupdict
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    return (
        int(flags | parsed.state.flags),
        array("I", code).tobytes(),
        parsed.state.groups - 1,
        dict(groups),
        tuple(names),
    )


def _write(file: str, codes: dict[_Key, _Code]) -> None:
    """Write the file whole or not at all."""
    import marshal
    import os

    os.makedirs(os.path.dirname(file), exist_ok=True)
    temporary = f"{file}.{os.getpid()}"
    try:
        with open(temporary, "wb") as target:
            marshal.dump(codes, target)
        os.replace(temporary, file)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)


KEPT = KeptPatterns()

"""What may stand on the wire, and how a command that was run in process ended."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

# C0 but the newline (tabs too), DEL, C1, lone surrogates, bidirectional embeddings, overrides and isolates.
NEVER = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def assert_harmless(text: str) -> None:
    """Assert that nothing in ``text`` can drive a terminal."""
    found = NEVER.search(text)
    assert found is None, f"{found[0]!r} in …{text[max(0, found.start() - 40) : found.end() + 40]!r}"


def kinds(problems: list[dict[str, Any]]) -> set[str]:
    """Return which kinds of problem were found, duplicates by content aside."""
    return {each["kind"] for each in problems} - {"duplicate"}

"""Fixtures of the tests in a real pseudo-terminal."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PARAGRAPHS = "\n\n".join(f"Paragraph {number} about the harbour." for number in range(1, 60))


@pytest.fixture
def harbour(folder: Callable[..., Path]) -> Path:
    """Write a small paper into a folder."""
    return folder(
        {
            "a.md": f"---\ntitle: Harbour reopens\nsection: News\n---\n\n{PARAGRAPHS}\n",
            "b.md": "---\ntitle: 渡口的最后一班船\nsection: 文化\n---\n\n船工把跳板收起来，江面很静。\n",
        }
    )


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., PseudoTerminal]]:
    """Return a function that starts Python with arguments in a terminal."""
    (tmp_path / "home").mkdir()
    with ExitStack() as stack:

        def started(
            *arguments: object, piped: bytes | None = None, ambiguous: int = 0, **environment: str
        ) -> PseudoTerminal:
            home = {"HOME": str(tmp_path / "home"), "READER_SETTINGS": str(tmp_path / "none.yaml")}
            terminal = PseudoTerminal(
                [str(each) for each in arguments], {**home, **environment}, piped=piped, ambiguous=ambiguous
            )
            stack.callback(terminal.close)
            return terminal

        yield started


@pytest.fixture
def reader(start: Callable[..., PseudoTerminal]) -> Callable[..., PseudoTerminal]:
    """Return a function that starts the reader with arguments in a terminal."""
    return lambda *arguments, **options: start("-m", "reader", *arguments, **options)

"""Asks for a file name and writes the article to it, off the screen's thread."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.app.messages import Exported, FileSuggested
from reader.app.widgets.box import Box
from reader.app.widgets.note import Note
from reader.commands.console import error_sentence
from reader.errors import ExportError
from reader.export.formats import SUFFIXES, render
from reader.export.write import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from reader.language import Language
    from reader.model import Article


class ExportDialog(ModalScreen[str]):
    """Returns the path written, or nothing. The suffix of the name picks the format.

    ``characters`` says in which form the article is (see Drawer.form); it is asked on another thread.
    """

    BINDINGS: ClassVar = [Binding("escape", "leave", show=False), Binding("ctrl+c", "app.quit", show=False)]

    def __init__(
        self,
        article: Article,
        origin: str,
        characters: Callable[[], str],
        suggest: Callable[[], str],
        read_only: Sequence[str],
        language: Language,
    ) -> None:
        super().__init__()
        self._article, self._origin, self._characters, self._suggest = article, origin, characters, suggest
        self._read_only, self._language = read_only, language
        self._may_overwrite = ""
        self._suggested = False
        self._write_when_suggested = False

    def compose(self) -> ComposeResult:
        """Lay out a prompt, the box with a name in it, a line for what goes wrong."""
        with Vertical(classes="dialog small"):
            yield Note(self._language.text("export.title"), classes="title")
            yield Note(self._language.text("export.prompt"), classes="prompt")
            yield Box()
            yield Note("", classes="failure")
            yield Note(self._language.text("export.keys"), classes="footer")

    def on_mount(self) -> None:
        """Look for a name on another thread: the folder may be slow to answer."""
        self.run_worker(lambda: self.post_message(FileSuggested(self._suggest())), thread=True, exit_on_error=False)

    def on_file_suggested(self, event: FileSuggested) -> None:
        """Put the name into the box, unless something was typed there meanwhile."""
        event.stop()
        self._suggested = True
        box = self.query_one(Box)
        if not box.value:
            box.value = event.path
            box.cursor_position = len(box.value)
        if self._write_when_suggested:
            self._submit(box.value)

    def on_input_submitted(self, event: Box.Submitted) -> None:
        """Write the file; when Enter was quicker than the name, as soon as it is there."""
        event.stop()
        if event.value.strip() or self._suggested:
            self._submit(event.value)
        else:
            self._write_when_suggested = True

    def _submit(self, value: str) -> None:
        path = os.path.expanduser(value.strip())
        with contextlib.suppress(OSError):  # the current folder may be gone
            path = os.path.abspath(path)
        if not path.lower().endswith(tuple(SUFFIXES.values())):
            self.query_one(".failure", Note).update(self._language.text("export.suffix"))
            return
        overwrite = self._may_overwrite == path
        self.run_worker(lambda: self._write(path, overwrite), thread=True, exclusive=True, exit_on_error=False)

    def _write(self, path: str, overwrite: bool) -> None:
        form = next((name for name, suffix in SUFFIXES.items() if path.lower().endswith(suffix)), "text")
        try:
            text = render(self._article, form, self._language, self._origin, self._characters())
            write_text(path, text, overwrite=overwrite, read_only=self._read_only)
        except ExportError as error:
            sentence = error_sentence(error, self._language)
            self.post_message(Exported(path, sentence, exists=error.key == "error.exists"))
        else:
            self.post_message(Exported(path))

    def on_exported(self, event: Exported) -> None:
        """Close when it is written; else say why not, and let the reader decide."""
        event.stop()
        if not event.failure:
            self.dismiss(event.path)
            return
        if event.exists:
            self._may_overwrite = event.path
        message = self._language.text("export.again") if event.exists else event.failure
        self.query_one(".failure", Note).update(message)

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)

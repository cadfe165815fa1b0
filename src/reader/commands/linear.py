"""`reader --plain`: the paper as a conversation in lines, for screen readers and terminals that cannot draw.

No boxes, no moving cursor, no colour: a line is typed, lines answer, and every state is said in words.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.commands.console import problem_line
from reader.commands.paths import note_marks, open_library
from reader.commands.query_words import problem_words
from reader.errors import ReaderError
from reader.export.formats import SUFFIXES, render
from reader.export.text import article_text
from reader.export.write import write_text
from reader.formats.clean import clean_label
from reader.library.query_parsing import parse_with_problems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from reader.commands.console import Console
    from reader.library.contents import Entry, Section
    from reader.library.library import Library

SEARCH_LIMIT = 50  # hits that are listed
SEARCH_MARKS = "/／"
QUIT, HELP, NEXT, PREVIOUS, AGAIN = {"q", "quit"}, {"?", "？", "h", "help"}, {"", "n"}, {"p"}, {"a"}


def run_linear(paths: Sequence[str], console: Console, source: TextIO | None = None) -> int:
    """Read lines from ``source`` (standard input) and answer them until one says to leave, or there are no more."""
    lines = source or sys.stdin
    reconfigure = getattr(lines, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace")
    note_marks(console)
    console.print(console.language.text("plain.reading"))
    console.out.flush()
    library, code = open_library(console, paths)
    conversation = Conversation(library, console)
    conversation.greet()
    while True:
        console.write(console.language.text("plain.prompt"))
        console.out.flush()
        line = lines.readline()
        if not line or line.strip().casefold() in QUIT:
            console.print("" if line else "\n")
            return code
        conversation.answer(line.strip())


class Conversation:
    """What was read last, and what can be asked for. Articles are numbered in print order, from 1."""

    def __init__(self, library: Library, console: Console) -> None:
        self._library = library
        self._console = console
        self._count = len(library.contents)
        # How many articles stand before each section: a list of all of them might fill the memory.
        self._before = list(accumulate((len(each.entries) for each in library.contents.sections), initial=0))
        self._at = 0  # the number of the article read last; 0 before the first

    def greet(self) -> None:
        """Say what there is and how to go on."""
        if not self._count:
            self._say("list.empty")
        elif len(self._library.contents.sections) > 1:
            self._list_sections()
        else:
            self._list(self._library.contents.sections[0])
        if found := self._library.count_problems():
            self._say("plain.problems", problems=self._console.language.count("count.problem", found))
        self._say("plain.hint")

    def answer(self, line: str) -> None:
        """Do what a line asks for; what it cannot mean is explained."""
        word, _, rest = line.partition(" ")
        word, rest = word.casefold(), rest.strip()
        if line[:1] and line[0] in SEARCH_MARKS:
            self._search(line[1:])
        elif line.isdecimal():
            self._read(int(line) if len(line) < 10 else self._count + 1)
        elif word in HELP:
            self._say("plain.help")
        elif word in NEXT:
            self._read(self._at + 1)
        elif word in PREVIOUS:
            self._read(self._at - 1)
        elif word in AGAIN:
            self._read(self._at)
        elif word == "s":
            self._sections(rest)
        elif word == "l":
            self._list(self._section_of(self._at))
        elif word == "e":
            self._export(rest)
        elif word == "!":
            self._problems()
        else:
            self._say("plain.unknown", line=clean_label(line))

    # -- listing -----------------------------------------------------------------------------------------------

    def _sections(self, number: str) -> None:
        sections = self._library.contents.sections
        if not number:
            self._list_sections()
        elif number.isdecimal() and len(number) < 10 and 1 <= int(number) <= len(sections):
            self._list(sections[int(number) - 1])
        else:
            self._say("plain.no-section", number=clean_label(number), count=len(sections))

    def _list_sections(self) -> None:
        language = self._console.language
        for number, section in enumerate(self._library.contents.sections, 1):
            articles = language.count("count.article", len(section.entries))
            self._say("plain.section", number=number, name=self._name(section), articles=articles)

    def _list(self, section: Section | None) -> None:
        if section is None:
            self._say("list.empty")
            return
        self._say("plain.in-section", name=self._name(section))
        first = self._before[self._library.contents.sections.index(section)] + 1
        for number, entry in enumerate(section.entries, first):
            self._line(entry, number)

    def _entry(self, number: int) -> Entry:
        """Return the article of a number."""
        section = bisect_right(self._before, number - 1) - 1
        return self._library.contents.entry(section, number - 1 - self._before[section])

    def _number(self, entry: Entry) -> int:
        """Return the number of an article; 0 for one that is gone."""
        place = self._library.contents.place(entry)
        return self._before[place[0]] + place[1] + 1 if place else 0

    def _line(self, entry: Entry, number: int) -> None:
        date = f", {self._console.language.date(entry.date)}" if entry.date else ""
        self._console.print(f"{number}. {entry.headline}{date}")

    def _section_of(self, number: int) -> Section | None:
        sections = self._library.contents.sections
        return sections[bisect_right(self._before, number - 1) - 1] if number else next(iter(sections), None)

    def _name(self, section: Section) -> str:
        return section.name or self._console.language.text("section.none")

    def _problems(self) -> None:
        found = False
        for problem in self._library.each_problem():
            found = True
            self._console.print(problem_line(problem, self._console.language))
        if not found:
            self._say("problems.none")

    # -- reading -----------------------------------------------------------------------------------------------

    def _read(self, number: int) -> None:
        """Print an article, with its number and section before it and a word after its end."""
        if not 1 <= number <= self._count:
            key = "notice.first" if number < 1 else "notice.last" if number == self._at + 1 else "plain.no-article"
            self._say(key if self._at and number != self._at else "plain.no-article", count=self._count)
            return
        entry = self._entry(number)
        try:
            text = self._text(entry, "text")
        except ReaderError as error:
            self._console.complain(error)
            return
        self._at = number
        section = self._section_of(number)
        name = self._name(section) if section else ""
        self._say("plain.article", number=number, count=self._count, section=name)
        self._console.print()
        self._console.print(text.rstrip("\n"))
        self._console.print()
        self._say("plain.end", number=number)

    def _text(self, entry: Entry, form: str) -> str:
        bulletin, article = self._library.bulletin(entry.path), self._library.article(entry)
        drawn = self._library.drawer.draw(article, bulletin)
        origin, language = clean_label(entry.path), self._console.language
        if form == "text":
            return article_text(drawn, language, origin)
        return render(drawn, form, language, origin, self._library.drawer.form(article, bulletin))

    def _search(self, text: str) -> None:
        query, problems = parse_with_problems(text)
        for each in problems:
            self._console.note(problem_words(each, self._console.language))
        if not query:
            self._say("plain.empty-search")
            return
        hits = self._library.search(query, limit=SEARCH_LIMIT)
        self._say("plain.found", articles=self._console.language.count("count.article", hits.total))
        for entry in hits.entries:
            self._line(entry, self._number(entry))
            if snippet := self._library.snippet(entry, query):
                self._console.print(" ".join(clean_label(snippet.shown()[0]).split()))
        if hits.more or hits.total > len(hits.entries):
            self._say("plain.more", shown=len(hits.entries))

    def _export(self, path: str) -> None:
        """Write the article read last to a file; the end of its name picks the format."""
        form = next((form for form, suffix in SUFFIXES.items() if path.casefold().endswith(suffix)), "")
        if not self._at:
            self._say("plain.nothing-read")
        elif not form:
            self._say("export.suffix")
        else:
            try:
                text = self._text(self._entry(self._at), form)
                path = os.path.expanduser(path)
                write_text(path, text, overwrite=False, read_only=self._library.paths)
                self._say("export.written", path=clean_label(path))
            except ReaderError as error:
                self._console.complain(error)

    def _say(self, key: str, **details: object) -> None:
        self._console.print(self._console.language.text(key, **details))

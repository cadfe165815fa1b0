"""Reads what is typed into the search box: words, "phrases", -not, OR and brackets, and fields such as date:2022-08.

Every text is a query: what is not complete yet, as while it is being typed, means nothing; what cannot be understood
is told with its place.
"""

from __future__ import annotations

import datetime

from reader.lazy import LazyPattern
from reader.library.fold import fold
from reader.library.query import LAST_DAY, OR, Days, Either, Every, Field, Query, Without, Word, may_be_spoken, query_of
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.library.query import Condition

FIELDS = {
    "title": "title",
    "标题": "title",
    "標題": "title",
    "author": "author",
    "作者": "author",
    "section": "section",
    "栏目": "section",
    "欄目": "section",
    "版面": "section",
    "page": "page",
    "版": "page",
    "in": "in",
    "位于": "in",
    "date": "date",
    "日期": "date",
    "since": "since",
    "自": "since",
}
MAX_DEPTH = 20  # brackets in brackets; more are characters like others
_QUOTES = '"“”＂「」『』'
_NO_QUOTES = dict.fromkeys(map(ord, _QUOTES), " ")  # a few characters fold to one
_ITEM = LazyPattern(
    rf"(?P<minus>[-－](?=[^\s)）]))?(?P<field>(?i:{'|'.join(FIELDS)})[:：])?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))?"
)


class QueryProblem(Value):
    """A value that cannot be understood: which field's, what it is, and where it begins and ends in the text."""

    field: str
    value: str
    start: int
    end: int


class _Parser:
    def __init__(self, text: str, today: datetime.date) -> None:
        self.text, self.today = text, today
        self.at = 0
        self.problems: list[QueryProblem] = []

    def either(self, depth: int) -> Condition | None:
        """Read what stands between brackets, or all of the text: conditions, and OR between some of them."""
        ways: list[Condition] = []
        parts: list[Condition] = []
        while True:
            self._skip()
            if self.at >= len(self.text) or (depth and self.text[self.at] in ")）"):
                break
            if self._takes_or():
                ways, parts = [*ways, *_joined(parts)], []
            elif part := self._item(depth):
                parts.append(part)
        ways += _joined(parts)
        if depth:
            self.at += 1
        return Either(tuple(dict.fromkeys(ways))) if len(set(ways)) > 1 else ways[0] if ways else None

    def _skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _takes_or(self) -> bool:
        for sign in (OR, "|", "｜"):
            end = self.at + len(sign)
            if self.text.startswith(sign, self.at) and (end >= len(self.text) or self.text[end].isspace()):
                self.at = end
                return True
        return False

    def _item(self, depth: int) -> Condition | None:
        text = self.text
        minus = text[self.at] in "-－"
        if depth < MAX_DEPTH and text[self.at + minus : self.at + minus + 1] in ("(", "（"):
            self.at += minus + 1
            return _negated(self.either(depth + 1), minus=minus)
        found = _ITEM.match(text, self.at)
        if found is None or found.end() == self.at:
            self.at += 1
            return None
        start, end = found.start("phrase" if found["phrase"] is not None else "word"), found.end()
        raw = found["phrase"] if found["phrase"] is not None else found["word"] or ""
        if depth and found["word"]:
            raw = raw.replace("）", ")").partition(")")[0]
            end = start + len(raw)
        self.at = end
        words = " ".join(fold(fold(raw).translate(_NO_QUOTES)).split())
        if not words or words == "-":
            return None
        if found["field"] is None:
            written = found["phrase"] is not None and may_be_spoken(words)
            return _negated(Word(words, written), minus=bool(found["minus"]))
        return _negated(self._condition(found["field"], words, start, end), minus=bool(found["minus"]))

    def _condition(self, label: str, words: str, start: int, end: int) -> Condition | None:
        name = FIELDS[label[:-1].lower()]
        if name not in {"date", "since"}:
            return Field(name, words)
        from reader.library.days import parse_days  # few queries speak of days

        days = parse_days(words, self.today)
        if days is None:
            self.problems.append(QueryProblem(name, words, start, end))
            return None
        return Days(days.first, LAST_DAY) if name == "since" else days


def _joined(parts: list[Condition]) -> list[Condition]:
    unique = tuple(dict.fromkeys(parts))
    return [Every(unique)] if len(unique) > 1 else [*unique]


def _negated(condition: Condition | None, *, minus: bool) -> Condition | None:
    if condition is None or not minus:
        return condition
    return condition.part if isinstance(condition, Without) else Without(condition)


def parse_query(text: str, today: datetime.date | None = None) -> Query:
    """Return the query in ``text``. Every text is a query; a lone minus or empty quotation marks mean nothing.

    Words without a year are of ``today`` and before.
    """
    return parse_with_problems(text, today)[0]


def parse_with_problems(text: str, today: datetime.date | None = None) -> tuple[Query, tuple[QueryProblem, ...]]:
    """Return the query in ``text``, and the values in it that cannot be understood: these look for nothing."""
    parser = _Parser(text, today or datetime.date.today())
    condition = parser.either(0)
    return query_of(condition), tuple(parser.problems)

"""JSON as it is printed is what Python's own module would print, and a page is told without loading that module."""

from __future__ import annotations

import json
import subprocess
import sys
from enum import IntEnum
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.json_text import json_text

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "# 河堤修好了\n\n本报讯 昨天下午，市里的代表们在会上\n\n讨论了河堤加固的办法。\n\n据了解，工程明年春天完工。\n"
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES)
def test_it_is_the_text_that_python_makes(value: object) -> None:
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=1)


class Size(IntEnum):
    """A number that calls itself by a name."""

    SMALL = 1


def test_what_json_has_no_words_for_is_refused() -> None:
    assert json_text({"size": Size.SMALL}) == json.dumps({"size": Size.SMALL}, indent=1)
    for number in (float("inf"), float("-inf"), float("nan")):
        with pytest.raises(ValueError, match="no JSON"):
            json_text([number])
    for value in ({1: "a"}, {"a": {1, 2}}, [object()]):
        with pytest.raises(TypeError):
            json_text(value)


def test_a_page_is_told_without_what_takes_long_to_load(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    code = (
        "import sys\nfrom reader.cli import main\n"
        f"assert main(['parse', {str(page)!r}]) == 0\n"
        "slow = {'json', 'typing', 'threading', 'argparse', 'yaml', 'datetime', 'textual'}\n"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout)["articles"][0]["headline"] == ["河堤修好了"]
    assert told.stderr.strip() == "[]"

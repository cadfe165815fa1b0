"""The language catalogues: complete, alike in what they fill in, and asked for nothing they lack."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from reader.actions import ACTIONS, GROUPS
from reader.language import LANGUAGES, Language, choose_language
from reader.language.en import MESSAGES as EN
from reader.language.zh import MESSAGES as ZH
from reader.model import ProblemKind, RepairKind

SOURCE = Path(__file__).parent.parent / "src" / "reader"
ASKED = re.compile(r"""(?:\.text|\.say|Error)\(\s*"([a-z_]+\.[a-z_.-]+)\"""")


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def test_both_catalogues_hold_the_same_messages() -> None:
    assert set(EN) == set(ZH)


@pytest.mark.parametrize("key", sorted(EN))
def test_a_message_fills_in_the_same_in_both_languages(key: str) -> None:
    assert placeholders(EN[key]) == placeholders(ZH[key])


def test_every_message_that_is_asked_for_exists() -> None:
    asked = {key for path in SOURCE.rglob("*.py") for key in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 40
    assert asked <= set(EN)


def test_every_message_is_asked_for_somewhere() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.parent.name != "language"
    )
    families = ("action.", "group.", "hint.", "theme.", "problem.", "repair.", "origin.", "cli.")
    unused = [key for key in EN if not key.startswith(families) and f'"{key}"' not in code and f"'{key}'" not in code]
    assert unused == ["weekdays", "months"]  # asked for by the catalogue itself


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_problem_action_and_group_has_its_words(code: str) -> None:
    messages = Language(code)
    for kind in ProblemKind:
        assert messages.text(f"problem.{kind}")
    for action in ACTIONS:
        assert messages.text(f"action.{action.name}")
        assert not action.hint or messages.text(f"hint.{action.name}")
    for group in GROUPS:
        assert messages.text(f"group.{group}")
    for kind in RepairKind:
        assert messages.text(f"repair.{kind}", line=1, confidence=90)


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_TW", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "fr_FR"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(variables: dict[str, str], code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert choose_language().code == code
    assert choose_language("zh").code == "zh"

"""The language catalogues: complete, alike in what they fill in, and asked for nothing they lack."""

from __future__ import annotations

import ast
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
    families = (
        "action.",
        "group.",
        "hint.",
        "theme.",
        "problem.",
        "origin.",
        "cli.",
        "kind.",
        "reason.",
        "what.",
        "query.",
    )
    kinds = (*(f"count.{kind}." for kind in RepairKind), "search.value.")
    asked = {key: re.sub(r"\.(one|many)$", "", key) for key in EN if not key.startswith((*families, *kinds))}
    unused = [key for key, name in asked.items() if f'"{name}"' not in code and f"'{name}'" not in code]
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
        assert messages.text(f"kind.{kind}")
        for number in (0, 1, 2):
            assert str(number) in messages.count(f"count.{kind}", number)


def reasons() -> set[str]:
    """Return all reasons that the rules of the page give for a repair, as they stand in the code.

    A reason is written out where the repair is made, or is a constant of the module with a name in capitals.
    """
    found: set[str] = set()
    for path in (SOURCE / "page").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: strings(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Repair":
                given = next((each.value for each in call.keywords if each.arg == "reason"), None) or call.args[2]
                names = [each.id for each in ast.walk(given) if isinstance(each, ast.Name)]
                written = strings(given).union(*(constants.get(name, set()) for name in names))
                assert written, f"{path.name}:{call.lineno} gives a reason that cannot be read off the code"
                found |= written
    return found


def strings(node: ast.AST) -> set[str]:
    """Return the strings that could be what an expression comes to."""
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_reason_for_a_repair_has_its_words(code: str) -> None:
    assert len(reasons()) >= 4
    for reason in reasons():
        assert Language(code).text(f"reason.{reason}")
        assert Language(code).text(f"reason.{reason}") != Language(code).text("reason.other")


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

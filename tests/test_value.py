"""Frozen values: what a class of them promises."""

from __future__ import annotations

import copy
import pickle

import pytest

from reader.value import Value, replace


class Place(Value):
    """A value for these tests."""

    name: str
    line: int = 0
    tags: tuple[str, ...] = ()


class MarkedPlace(Place):
    """A value with the fields of another one."""

    mark: str = ""


class Other(Value):
    """The same fields, another class."""

    name: str
    line: int = 0
    tags: tuple[str, ...] = ()


def test_fields_are_given_in_order_or_by_name_and_may_have_defaults() -> None:
    place = Place("a", tags=("x",))
    assert (place.name, place.line, place.tags) == ("a", 0, ("x",))
    assert repr(place) == "Place(name='a', line=0, tags=('x',))"
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Place("a", 1, (), "more")  # type: ignore[call-arg]


def test_values_of_one_class_are_equal_when_their_fields_are() -> None:
    assert Place("a", 1) == Place("a", 1)
    assert Place("a", 1) != Place("a", 2)
    assert Place("a") != Other("a")
    assert len({Place("a"), Place("a"), Place("b")}) == 2


def test_nothing_can_be_changed_or_added() -> None:
    place = Place("a")
    with pytest.raises(AttributeError, match="frozen"):
        place.name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        place.other = "b"  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="frozen"):
        del place.name
    assert place == Place("a")
    assert not hasattr(place, "__dict__")


def test_a_changed_copy_keeps_the_rest() -> None:
    assert replace(Place("a", 1, ("x",)), line=2) == Place("a", 2, ("x",))
    with pytest.raises(TypeError):
        replace(Place("a"), colour="red")


def test_a_class_inherits_fields_and_defaults() -> None:
    place = MarkedPlace("a", mark="!")
    assert (place.name, place.line, place.mark) == ("a", 0, "!")
    assert replace(place, line=3) == MarkedPlace("a", 3, (), "!")
    assert place != Place("a")


def test_values_can_be_matched_put_away_and_copied() -> None:
    match Place("a", 7):
        case Place("a", line):
            assert line == 7
        case _:
            pytest.fail("a value is matched by its fields in order")
    for value in (Place("a", 1, ("x",)), MarkedPlace("b", mark="?")):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.deepcopy(value) == value

"""Frozen values: what ``dataclass(frozen=True, slots=True)`` makes of a class, made in a tenth of the time.

A data class takes the standard library most of a millisecond, before anything has been read, and a start of the
program needs dozens of them. The methods that are the same for all classes stand here once; only ``__init__`` is
written anew for each. Type checkers take a ``Value`` for the data class it stands for (PEP 681).
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, ClassVar, TypeVar, dataclass_transform

    _V = TypeVar("_V", bound="Value")
else:

    def dataclass_transform(**_given: object) -> Callable[[type], type]:
        """Stand for the function of ``typing``, which says nothing to a program that runs."""
        return lambda made: made


@dataclass_transform(frozen_default=True)
class ValueType(type):
    """Makes classes of frozen values: their annotations become fields with slots, assigned ones have that default.

    A class that works out properties once names ``__dict__`` among its own slots, to keep them in.
    """

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> ValueType:
        """Make one class. A mutable default is an error of whoever writes the class, and not looked for."""
        own = tuple(namespace.get("__annotations__", ()))
        fields = tuple(field for base in bases for field in getattr(base, "__match_args__", ())) + own
        defaults = {field: namespace.pop(field) for field in own if field in namespace}
        for base in bases:
            defaults = {**getattr(base, "_defaults", {}), **defaults}
        namespace["__slots__"] = own + namespace.get("__slots__", ())
        namespace["__match_args__"] = fields
        namespace["_defaults"] = defaults
        made = super().__new__(cls, name, bases, namespace)
        if fields:
            made._content = attrgetter(*fields) if len(fields) > 1 else _only(fields[0])  # type: ignore[attr-defined]
            made.__init__ = _first_init(made, fields, defaults)  # type: ignore[misc]
        return made


class Value(metaclass=ValueType):
    """A frozen value. Two of one class are equal when all fields are; a value whose fields can be hashed can be."""

    if TYPE_CHECKING:
        __match_args__: ClassVar[tuple[str, ...]]
        _content: ClassVar[Callable[[Any], tuple[Any, ...]]]
        _defaults: ClassVar[dict[str, Any]]

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        content = self.__class__._content
        return content(self) == content(other)

    def __hash__(self) -> int:
        return hash(self.__class__._content(self))

    def __repr__(self) -> str:
        content = zip(self.__match_args__, self.__class__._content(self), strict=True)
        return f"{self.__class__.__qualname__}({', '.join(f'{field}={value!r}' for field, value in content)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{self.__class__.__name__}.{name} cannot be set: values are frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{self.__class__.__name__}.{name} cannot be deleted: values are frozen")

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return self.__class__, self.__class__._content(self)


def replace(value: _V, /, **changes: Any) -> _V:
    """Return ``value`` with some fields changed. Raises TypeError for a field it does not have."""
    made = _replacers.get((value.__class__, *changes))
    if made is None:
        made = _replacers[value.__class__, *changes] = _replacer(value.__class__, tuple(changes))
    found: _V = made(value, **changes)
    return found


# What makes a value of another one, by its class and the fields that change: the program replaces few.
_replacers: dict[tuple[object, ...], Callable[..., Any]] = {}


def _replacer(of: type[Value], changes: tuple[str, ...]) -> Callable[..., Any]:
    """Return a function that makes a value of another one, with some fields changed."""
    fields = of.__match_args__
    if not set(changes) <= set(fields):
        raise TypeError(f"{of.__name__} has no field {', '.join(sorted(set(changes) - set(fields)))}")
    given = ", ".join(field if field in changes else f"_value.{field}" for field in fields)
    names: dict[str, Any] = {"_of": of}
    exec(f"def _replaced(_value, {', '.join(changes)}):\n return _of({given})", names)  # noqa: S102 (names of fields)
    made: Callable[..., Any] = names["_replaced"]
    return made


def _only(field: str) -> Callable[[Value], tuple[Any, ...]]:
    get = attrgetter(field)
    return lambda value: (get(value),)


def _first_init(made: type, fields: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    """Return an ``__init__`` that makes the real one when it is first called: of most classes a command makes none."""

    def init(self: object, *given: object, **named: object) -> None:
        real = made.__init__ = _init(made, fields, defaults)  # type: ignore[misc]
        real(self, *given, **named)

    return init


def _init(made: type, fields: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    """Return ``__init__`` of a class: it sets each field through its slot, as nothing else can."""
    names = {f"_set_{field}": getattr(made, field).__set__ for field in fields}
    names |= {f"_default_{field}": value for field, value in defaults.items()}
    parameters = (f"{field}=_default_{field}" if field in defaults else field for field in fields)
    body = "\n ".join(f"_set_{field}(self, {field})" for field in fields)
    exec(f"def __init__(self, {', '.join(parameters)}):\n {body}", names)  # noqa: S102 (of names of fields alone)
    made_init: Callable[..., None] = names["__init__"]
    return made_init

"""Values of forms as plain JSON, and back: members, days, drafts and what they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from importlib import import_module
from typing import Any

_OURS = ("dialogue_app.", "ui.forms.")  # a file may name no other class
_TIMES = {
    "datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat,
}  # fmt: skip


def to_plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    match value:
        case Enum():
            return {"member": _name(value), "name": value.name}
        case None | bool() | int() | str():
            return value if value is None or isinstance(value, bool | int) else str(value)
        case datetime() | date() | time():
            return {"time": type(value).__name__, "iso": value.isoformat()}
        case tuple() | list():
            return [to_plain(each) for each in value]
        case Mapping():
            return {"map": {key: to_plain(each) for key, each in value.items()}}
    if is_dataclass(value):
        values = {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
        return {"of": _name(value), "values": values}
    raise TypeError(f"no plain form of {type(value).__name__}")


def from_plain(plain: Any) -> Any:
    """The value again. Raises `ValueError` for what names no class of ours."""
    match plain:
        case list():
            return tuple(from_plain(each) for each in plain)
        case {"member": str(name), "name": str(member)}:
            return _class(name)[member]
        case {"time": str(name), "iso": str(iso)}:
            return _TIMES[name](iso)
        case {"map": dict(values)}:
            return {key: from_plain(each) for key, each in values.items()}
        case {"of": str(name), "values": dict(values)}:
            return _class(name)(**{key: from_plain(each) for key, each in values.items()})
    return plain


def _name(value: object) -> str:
    return f"{type(value).__module__}:{type(value).__qualname__}"


def _class(name: str) -> Any:
    module, _colon, wanted = name.partition(":")
    found = getattr(import_module(module), wanted, None) if module.startswith(_OURS) else None
    if not (isinstance(found, type) and (issubclass(found, Enum) or is_dataclass(found))):
        raise ValueError(name)
    return found

"""Values for every declared field of a noun, to send them through all ways in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from dialogue_app.domain.fields.facts import Field, Format, Kind, fields_of

DAY = date(2026, 9, 10)
_TEXTS = {
    Format.PHONE: ("0900 000 001", "0900 000 002"),
    Format.EMAIL: ("mau@example.vn", "khac@example.vn"),
    Format.TAX_CODE: ("0072281864", "0012345678"),
}


@dataclass(frozen=True)
class Sample:
    """A value of a field, and how it is typed."""

    value: Any
    typed: str


def sample(field: Field, *, other: bool = False) -> Sample:
    """A value of the field that is not its default, or another one."""
    which = int(other)
    match field.kind:
        case Kind.NUMBER:
            return Sample(3 + which, str(3 + which))
        case Kind.TICK:
            return Sample(not other, "")
        case Kind.DAY:
            day = DAY.replace(day=10 + which)
            return Sample(day, f"{day:%d/%m/%Y}")
        case Kind.MOMENT:
            hour = 8 + which  # on the office's clock, seven hours ahead
            return Sample(datetime(2026, 9, 10, hour - 7, 30, tzinfo=UTC), f"10/09/2026 {hour}:30")
        case Kind.CHOICE:
            members = [member for member in field.vocabulary or () if member != field.default]
            return Sample(members[which], members[which].value)
        case Kind.REFERENCE:
            return Sample(None, "")  # named by whoever made the things
    text = _TEXTS.get(field.fact.format, (f"{field.key} Mẫu đỏ", f"{field.key} Mẫu xanh"))[which]
    return Sample(text, text)


def plain_fields(draft: type[Any]) -> list[Field]:
    """The fields that are values of the noun's own row."""
    return [field for field in fields_of(draft).values() if field.kind is not Kind.WHOLE]

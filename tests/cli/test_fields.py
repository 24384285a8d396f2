"""Every declared field of every noun goes in by its option, is corrected by it, and is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import Field, Kind
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.i18n.values import value_words
from tests.cli.conftest import Run
from tests.walk import plain_fields, sample

# What a field refers to, by the names that are typed.
NAMES = {
    "legal_type": ("Hộ kinh doanh", "Hợp tác xã"),
    "unit": ("Phường Thủ Dầu Một", "Phường Phú Lợi"),
    "topic": ("Thuế", "Đất đai"),
    "series": ("Đối thoại quý", "Đối thoại tháng"),
    "session": ("2026-K3", "2026-K3"),
    "venue": ("Chợ Mẫu", "Nhà Mẫu"),
}
# What comes after another field, as it is typed and as it is stored.
UNTIL = {
    "valid_to": (("20/09/2026", date(2026, 9, 20)), ("21/09/2026", date(2026, 9, 21))),
    "ended_at": (
        ("10/09/2026 11:30", datetime(2026, 9, 10, 4, 30, tzinfo=UTC)),
        ("10/09/2026 12:00", datetime(2026, 9, 10, 5, 0, tzinfo=UTC)),
    ),
}
# The words of the row are its name for life, or the code it is called by.
NOUNS = {
    "enterprise": (EnterpriseDraft, {"name"}),
    "issue": (IssueDraft, {"text"}),
    "body": (BodyDraft, {"name"}),
    "session": (SessionDraft, {"code"}),
}


@pytest.fixture
def added(done: Run, meeting: str) -> Callable[[str], str]:
    """Adds one of a noun with all its options; how it is called from then on."""
    done("session", "edit", meeting, "--venue", "Chợ Mẫu", "--venue", "Nhà Mẫu")

    def add(noun: str) -> str:
        draft, given_first = NOUNS[noun]
        fields = [field for field in plain_fields(draft) if field.name not in given_first]
        for name, rhythm in (("Đối thoại quý", "quarter"), ("Đối thoại tháng", "month")):
            done("series", "add", name, "--rhythm", rhythm)
        options = [part for field in fields for part in option(field, other=False)]
        match noun:
            case "enterprise":
                done(noun, "add", "Công ty Mẫu", *options)
                return "DN-00001"
            case "issue":
                done(noun, "add", "Đường ngập.", *options)
                return "KN-2026-0001"
            case "body":
                done(noun, "add", "Đội Mẫu", *options)
                return "Đội Mẫu"
        done(noun, "add", "--code", "M-1", *options)
        return "M-1"

    return add


def option(field: Field, *, other: bool) -> list[str]:
    if field.name in UNTIL:  # after the day it exists from
        return [field.option, UNTIL[field.name][other][0]]
    if field.kind is Kind.TICK:
        return [field.option if sample(field, other=other).value else f"--no{field.option[1:]}"]
    if field.kind is Kind.REFERENCE:
        return [field.option, NAMES[field.fact.refers][other]]
    return [field.option, sample(field, other=other).typed]


def in_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def shown(done: Run, noun: str, called: str) -> dict[str, Any]:
    told = done(noun, "show", called, "--json").json
    return told["draft"] if "draft" in told else told["form"]


def expected(field: Field, *, other: bool) -> Any:
    if field.name in UNTIL:
        return in_json(UNTIL[field.name][other][1])
    return in_json(sample(field, other=other).value)


@pytest.mark.parametrize("noun", NOUNS)
def test_each_field_goes_in_by_its_option_and_is_corrected_by_it(
    done: Run, added: Callable[[str], str], noun: str
):
    draft, given_first = NOUNS[noun]
    called = added(noun)
    fields = [field for field in plain_fields(draft) if field.name not in given_first]
    stored = shown(done, noun, called)
    references = {field.name for field in fields if field.kind is Kind.REFERENCE}
    assert all(stored[name] for name in references)
    for field in fields:
        if field.name not in references:
            assert stored[field.name] == expected(field, other=False), field.name
    for field in fields:  # one by one: the others stay
        done(noun, "edit", called, *option(field, other=True))
        before, stored = stored, shown(done, noun, called)
        changed = {name for name in stored if stored[name] != before[name]}
        assert changed <= {field.name}, field.name
        if field.name not in references:
            assert stored[field.name] == expected(field, other=True), field.name


@pytest.mark.parametrize("noun", NOUNS)
def test_each_field_is_shown(done: Run, added: Callable[[str], str], noun: str):
    draft, _first = NOUNS[noun]
    told = done(noun, "show", added(noun)).out
    for field in plain_fields(draft):
        if field.kind is Kind.REFERENCE:
            assert NAMES[field.fact.refers][0] in told, field.name
        elif field.name not in ("name", "text", "code"):
            value = UNTIL[field.name][0][1] if field.name in UNTIL else sample(field).value
            words = value_words(field, value)
            assert words.partition("\n")[0] in told, field.name


def test_a_venue_goes_with_its_session(done: Run, run: Run, meeting: str):
    done("session", "edit", meeting, "--venue", "Chợ Mẫu")
    done("session", "add", "--code", "2026-K4")
    done("issue", "add", "Đường ngập.", "--session", meeting, "--venue", "Chợ Mẫu")
    told = run("issue", "edit", "KN-2026-0001", "--session", "2026-K4", "--venue", "Chợ Mẫu")
    assert told.code == 2
    done("issue", "edit", "KN-2026-0001", "--session", "2026-K4")
    stored = shown(done, "issue", "KN-2026-0001")
    assert stored["session_id"]
    assert stored["venue_id"] is None
    done("session", "edit", meeting, "--venue", "Nhà Mẫu")  # nobody stands at the other any more

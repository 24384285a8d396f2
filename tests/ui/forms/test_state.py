"""The state of a form knows no Qt: what is typed, what is wrong, what others wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from dialogue_app.domain.errors.base import ImpossibleDate, NotPicked
from dialogue_app.domain.errors.conflicts import EditConflict, LastChange
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import Moment, RaiserKind
from dialogue_app.services.case import SeenDraft
from ui.forms.input import Option, Unread
from ui.forms.plain import from_plain
from ui.forms.state import FormState

KNOWN = EnterpriseDraft("Công ty Mẫu", address="Hẻm 1", phone="0900")
CHANGE = LastChange("corrected it", "huong", datetime(2026, 11, 27, 3, 15, tzinfo=UTC))


def values(draft: EnterpriseDraft) -> dict[str, Any]:
    return {"name": draft.name, "address": draft.address, "phone": draft.phone}


def filled(draft: EnterpriseDraft = KNOWN) -> FormState[EnterpriseDraft]:
    state = FormState(SeenDraft(1, 5, draft), values(draft))
    state.keep()
    return state


def test_it_loads_no_qt():
    seen = "import sys, ui.forms.state; print([n for n in sys.modules if 'PySide6' in n])"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_typed_counts_until_it_is_saved_or_typed_back():
    state = filled()
    assert not state.is_dirty
    state.type("name", "Công ty Khác")
    assert state.is_dirty
    state.type("name", KNOWN.name)
    assert not state.is_dirty
    state.type("name", "Công ty Khác")
    state.keep()
    assert not state.is_dirty


def test_what_is_typed_while_it_is_being_saved_is_not_saved():
    state = filled()
    state.type("name", "Gửi đi")
    sent = dict(state.now)
    state.type("phone", "0911")
    state.keep(sent)
    assert state.typed_since(sent) == {"phone"}
    assert state.is_dirty
    assert state.now["phone"] == "0911"


def test_what_cannot_be_read_or_is_empty_is_noted_and_goes_while_it_is_mended():
    state: FormState[Any] = FormState(
        now={"on": Unread("31/2", ImpossibleDate("31/2")), "why": " "}
    )
    state.check({"why": "Reason", "on": "Day"})
    assert "31/2" in state.errors["on"]
    assert "Reason" in state.errors["why"]
    assert state.value("on") is None
    state.type("why", "vì vậy")
    assert list(state.errors) == ["on"]
    state.type("on", Unread("31/2", ImpossibleDate("31/2")))  # nothing else was typed
    assert list(state.errors) == ["on"]
    state.type("on", date(2026, 2, 28))
    assert state.errors == {}


def test_a_text_not_picked_among_several_is_noted():
    state: FormState[Any] = FormState(now={"bodies": (Option(1, "Sở"), Unread("ph", NotPicked()))})
    state.check({})
    assert list(state.errors) == ["bodies"]


def conflict(mine: EnterpriseDraft, theirs: EnterpriseDraft, *clashes: str) -> EditConflict:
    taken = {
        name: getattr(theirs, name)
        for name in ("name", "address", "phone")
        if name not in clashes and getattr(mine, name) == getattr(KNOWN, name)
    }
    seen = SeenDraft(1, 9, theirs)
    return EditConflict(KNOWN, seen, mine, replace(mine, **taken), clashes, CHANGE)


def test_mine_stays_where_both_wrote_and_theirs_is_taken_elsewhere():
    state = filled()
    state.type("name", "Của tôi")
    sent = dict(state.now)
    mine = replace(KNOWN, name="Của tôi")
    theirs = replace(KNOWN, name="Của Hương", phone="0999")
    met = state.meet(conflict(mine, theirs, "name"), values, sent)
    assert met is state.conflict
    assert met.theirs == {"name": "Của Hương"}
    assert met.taken == {"phone": "0999"}
    assert state.before == SeenDraft(1, 9, theirs)
    assert state.now["name"] == "Của tôi"
    state.type("name", KNOWN.name)
    assert state.is_dirty  # even what stood there before is something to save


def test_what_i_typed_while_it_was_being_saved_is_not_overwritten_by_theirs():
    state = filled()
    state.type("name", "Của tôi")
    sent = dict(state.now)
    state.type("phone", "0911")
    theirs = replace(KNOWN, name="Của Hương", phone="0999")
    met = state.meet(conflict(replace(KNOWN, name="Của tôi"), theirs, "name"), values, sent)
    assert met.theirs == {"name": "Của Hương", "phone": "0999"}
    assert met.taken == {}


def test_it_is_kept_as_json_and_comes_back_whole():
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, 7, speaker="Bà Mẫu")
    draft = IssueDraft("Hẻm ngập.", received_on=date(2026, 11, 27), raisers=(raiser,))
    state: FormState[IssueDraft] = FormState(SeenDraft(3, 8, draft))
    for key, value in {
        "text": "Hẻm ngập\nmỗi khi mưa.",
        "moment": Moment.AT_MEETING,
        "received_on": Unread("31/2", ImpossibleDate("31/2")),
        "starts": time(8, 30),
        "topic": None,
        "complaint": True,
        "raisers": (Option(7, "Công ty Mẫu", "Hẻm 1"), Option(None, "Bà Sáu")),
        "people": ((Moment.UNKNOWN, "Ông Mẫu", ""),),
    }.items():
        state.type(key, value)
    state.check({})
    state.keep({"text": ""})
    again: FormState[IssueDraft] = FormState.restored(json.loads(json.dumps(state.snapshot())))
    assert again == state
    assert again.unread("received_on") == state.unread("received_on")


@pytest.mark.parametrize(
    "named",
    ["os:system", "http:HTTPStatus", "dialogue_app.services.case:require_role"],
)
def test_a_file_names_no_class_that_is_not_ours_to_fill(named: str):
    with pytest.raises(ValueError, match=named):
        from_plain({"of": named, "values": {}})

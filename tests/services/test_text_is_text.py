"""Whatever is typed, pasted, read or given: cleaned, or refused in a sentence, on every way in."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import String

from dialogue_app.cli import main as run_command
from dialogue_app.domain.calendar import CalendarDay, DayKind
from dialogue_app.domain.errors.base import DialogueError, TextTooLong
from dialogue_app.domain.errors.workbooks import NotAWorkbook
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import (
    ParticipantDraft,
    SessionDraft,
    SpeechDraft,
    VenueDraft,
)
from dialogue_app.domain.fields.staff import StaffDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.text import clean
from dialogue_app.domain.text_limits import LONGEST, is_too_long
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    Outcome,
    ParticipantRole,
    RaiserKind,
    SendingKind,
    VerdictLevel,
)
from dialogue_app.i18n.sentences import explain
from dialogue_app.services import unsaved
from dialogue_app.services.agency import reference
from dialogue_app.services.agency.reference import PickList, ReferenceList
from dialogue_app.services.agency.settings import agency_detail, set_agency
from dialogue_app.services.bodies.editing import add_body, find_body
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from dialogue_app.services.issues import (
    answering,
    assigning,
    contacting,
    ending,
    extending,
    promises,
    sending,
)
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.promises import PromiseDraft
from dialogue_app.services.series.editing import add_series
from dialogue_app.services.sessions.editing import add_session
from dialogue_app.services.staff.editing import add_staff, work_as
from dialogue_app.services.unsaved import Unsaved
from dialogue_app.storage.models import whole_schema
from tests.services.changing import read_list
from tests.services.conftest import DAY
from tests.template import NOW, USER, fresh_case, seen, standing_clock

NASTY = {
    "bidi": "Công ty \u202eMẫu\u202c \u2067x\u2069",
    "controls": "Công\x00 ty\x07 Mẫu\x1b[31m\x7f\x9f",
    "half a letter": "Công ty Mẫu \ud83d và \udcff",
    "of no width": "\ufeffCông\u200b ty\u00ad Mẫu\u2060",
    "decomposed": unicodedata.normalize("NFD", "Công ty Mẫu hẻm"),
    "odd blanks": "Công\u00a0ty\u2003Mẫu\u3000",
    "600 lines": "\n".join(f"Dòng {n}\u2029 \u2028" for n in range(600)),
    "no letter": "Mẫu \uffff\ufdd0\U0010ffff",
    "html": "<b>Công ty</b> <img src='/etc/passwd'> &amp; Mẫu",
}
TOO_LONG = "Mẫu " * 10_000


def nasty(draft: Any, text: str) -> Any:
    """The draft with that text in every one of its texts."""
    changes: dict[str, Any] = {}
    for field in fields(draft):
        value = getattr(draft, field.name)
        if type(value) is str and field.name not in ("code", "tax_code"):
            changes[field.name] = text
        elif is_dataclass(value):
            changes[field.name] = nasty(value, text)
        elif isinstance(value, tuple):
            changes[field.name] = tuple(
                nasty(one, text) if is_dataclass(one) else text for one in value
            )
    return replace(draft, **changes)


def issue(case: Case) -> int:
    return register_issue(case, IssueDraft("Đường ngập", received_on=DAY))


def assigned(case: Case) -> int:
    key, body = issue(case), find_body(case, "Sở Xây dựng", DAY)
    assigning.assign(case, seen(case, key), assigning.AssignmentDraft(body), DAY)
    return key


def answered(case: Case) -> int:
    key = issue(case)
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", DAY)
    answering.answer(case, [seen(case, key)], form)
    return key


def closed(case: Case) -> int:
    key = issue(case)
    ending.close(case, seen(case, key), Outcome.WITHDRAWN, DAY)
    return key


PERSON = Person("a", "b", "c")
CONTACT = contacting.ContactDraft(DAY, person="a", number="b", said="c", came_back="d")
RAISER = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="a", speaker="b")
SESSION = SessionDraft(
    "2026-K3",
    "a",
    planned_on=DAY,
    participants=(ParticipantDraft(ParticipantRole.CHAIR, PERSON, "x"),),
    venues=(VenueDraft("v"),),
    opening=(SpeechDraft(PERSON, "x"),),
    reports=(SpeechDraft(PERSON, "x"),),
    conclusions=("x",),
)
Typed = Callable[[Case, str], object]


def topics(case: Case, text: str) -> None:
    read = read_list(case, ReferenceList.TOPICS)
    reference.save_reference(
        case, ReferenceList.TOPICS, read, PickList((*read.draft.rows, (text, True)))
    )


def answer(case: Case, text: str) -> None:
    draft = answering.AnswerDraft(AnswerKind.IN_WRITING, "x", DAY, person=PERSON)
    answering.answer(case, [seen(case, assigned(case))], nasty(draft, text))


def came_back(case: Case, text: str) -> None:
    key = issue(case)
    ending.escalate(case, seen(case, key), ending.EscalationDraft(DAY, addressee="Bộ Mẫu"))
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, text, DAY)
    ending.came_back(case, seen(case, key), DAY, form)


def assign(case: Case, text: str) -> None:
    draft = assigning.AssignmentDraft(find_body(case, "Sở Xây dựng", DAY), person=text)
    assigning.assign(case, seen(case, issue(case)), draft, DAY)


def returned(case: Case, text: str) -> None:
    key, body = assigned(case), find_body(case, "Sở Xây dựng", DAY)
    assigning.return_issue(case, seen(case, key), body, DAY, text)


def sent(case: Case, text: str) -> None:
    key, body = assigned(case), find_body(case, "Sở Xây dựng", DAY)
    form = sending.SendingDraft(DAY, SendingKind.LETTER, text)
    sending.record_sent(case, seen(case, key), body, form)


def extended(case: Case, text: str) -> None:
    key, body = issue(case), find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", DAY)
    limit = assigning.Due(on=DAY)
    part = assigning.AssignmentDraft(body, due=limit)
    assigning.assign(case, seen(case, key), part, DAY)
    later = assigning.Due(working_days=9)
    form = extending.ExtensionDraft(later, text, DAY, allowed_by=text, paper=text)
    extending.extend(case, seen(case, key), body, form)


def directed(case: Case, text: str) -> None:
    add_session(case, SESSION)
    draft = nasty(answering.DirectionDraft(PERSON, "x", DAY), text)
    answering.direct(case, [seen(case, issue(case))], draft)


def answered_by_raiser(case: Case) -> tuple[int, int]:
    """An issue that was answered, and its raiser."""
    key = register_issue(case, IssueDraft("Đường ngập", received_on=DAY, raisers=(RAISER,)))
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", DAY, person=PERSON)
    answering.answer(case, [seen(case, key)], form)
    return key, issue_detail(case, key).raisers[0].id


def contacted(case: Case, text: str) -> None:
    key, raiser = answered_by_raiser(case)
    contacting.record_contact(case, [seen(case, key)], raiser, nasty(CONTACT, text))


def told(case: Case, text: str) -> None:
    key, _raiser = answered_by_raiser(case)
    contacting.tell(case, [seen(case, key)], nasty(CONTACT, text))


def promised(case: Case, text: str) -> None:
    key, _raiser = answered_by_raiser(case)
    form = PromiseDraft(text, "31/12/2026", person=text)
    promises.promise(case, seen(case, key), form)


def kept(case: Case, text: str) -> None:
    key, _raiser = answered_by_raiser(case)
    one = promises.promise(case, seen(case, key), PromiseDraft("sửa xong", "31/12/2026"))
    promises.keep(case, seen(case, key), one, DAY, text)


def broken(case: Case, text: str) -> None:
    key, _raiser = answered_by_raiser(case)
    one = promises.promise(case, seen(case, key), PromiseDraft("sửa xong", "31/12/2026"))
    promises.break_promise(case, seen(case, key), one, DAY, text)


def verdict(case: Case, text: str) -> None:
    key, raiser = answered_by_raiser(case)
    ending.record_verdict(case, seen(case, key), raiser, VerdictLevel.SATISFIED, DAY, text)


def day_of_calendar(case: Case, text: str) -> None:
    change_days(case, [CalendarDay(date(2027, 9, 3), DayKind.COMPENSATORY_REST, text, text)])


WAYS: dict[str, Typed] = {
    "staff": lambda case, text: add_staff(case, nasty(StaffDraft("x"), text)),
    "myself": lambda case, text: work_as(case, None, nasty(StaffDraft("x"), text)),
    "series": lambda case, text: add_series(case, nasty(SeriesDraft("x"), text)),
    "calendar": day_of_calendar,
    "contact": contacted,
    "tell": told,
    "elsewhere": lambda case, text: contacting.note_elsewhere(case, seen(case, issue(case)), text),
    "promise": promised,
    "kept": kept,
    "broken": broken,
    "verdict": verdict,
    "issue": lambda case, text: register_issue(
        case, nasty(IssueDraft("x", received_on=DAY, raisers=(RAISER,)), text)
    ),
    "enterprise": lambda case, text: register_enterprise(case, nasty(EnterpriseDraft("x"), text)),
    "body": lambda case, text: add_body(case, nasty(BodyDraft("x"), text)),
    "session": lambda case, text: add_session(case, nasty(SESSION, text)),
    "agency": lambda case, text: set_agency(
        case, agency_detail(case), nasty(AgencyDraft("x", "x"), text)
    ),
    "topics": topics,
    "answer": answer,
    "came back": came_back,
    "assign": assign,
    "return": returned,
    "sent": sent,
    "extend": extended,
    "wait": lambda case, text: ending.wait_for_enterprise(case, seen(case, issue(case)), DAY, text),
    "escalate": lambda case, text: ending.escalate(
        case, seen(case, issue(case)), nasty(ending.EscalationDraft(DAY), text)
    ),
    "close": lambda case, text: ending.close(
        case, seen(case, issue(case)), Outcome.WITHDRAWN, DAY, text
    ),
    "reopen": lambda case, text: ending.reopen(case, seen(case, closed(case)), text, DAY),
}


def kept_texts(case: Case) -> dict[str, list[str]]:
    """Every text of every table, by its column."""
    found: dict[str, list[str]] = {}
    with case.reading() as session:
        connection = session.connection()
        for table in whole_schema().tables.values():
            for column in table.columns:
                if isinstance(column.type, String) and not table.name.startswith("audit"):
                    read = connection.exec_driver_sql(f"SELECT {column.name} FROM {table.name}")
                    found[f"{table.name}.{column.name}"] = [one for (one,) in read if one]
    return found


def require_clean(case: Case) -> None:
    dirty = {
        name: [text for text in texts if clean(text) != text or is_too_long(text)]
        for name, texts in kept_texts(case).items()
    }
    assert {name: texts for name, texts in dirty.items() if texts} == {}


def require_done_or_said(case: Case, way: str, text: str) -> None:
    """Nothing but an error of ours comes out, with a sentence of its own."""
    said = "done"
    try:
        WAYS[way](case, text)
    except DialogueError as error:
        said = explain(error)
    assert said


@pytest.fixture
def case(tmp_path: Path):
    opened = fresh_case(tmp_path / "data")
    yield opened
    opened.store.close()


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_is_cleaned_or_refused(case: Case, way: str):
    for text in NASTY.values():
        require_done_or_said(case, way, text)
    require_clean(case)


@pytest.mark.parametrize("way", WAYS)
def test_what_no_cell_can_hold_is_refused_in_a_sentence(case: Case, way: str):
    before = kept_texts(case)
    with pytest.raises(TextTooLong) as refused:
        WAYS[way](case, TOO_LONG)
    assert f"{len(TOO_LONG) - 1:,}" in explain(refused.value)
    assert all(len(text) <= LONGEST for texts in kept_texts(case).values() for text in texts)
    assert before.keys() == kept_texts(case).keys()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(blacklist_categories=()), min_size=1, max_size=80))
def test_any_text_is_cleaned_or_refused(case: Case, text: str):
    for way in ("issue", "enterprise", "close"):
        require_done_or_said(case, way, text)
    require_clean(case)


@pytest.mark.parametrize("kind", NASTY)
def test_what_a_command_is_given_is_cleaned(tmp_path: Path, kind: str, capsys):
    data = ["--data", str(tmp_path / "data")]
    given = [
        ["issue", "add", NASTY[kind], "--note", NASTY[kind], "--on", "15/9/2026"],
        ["enterprise", "add", NASTY[kind], "--address", NASTY[kind]],
        ["issue", "list", "--search", NASTY[kind]],
        ["enterprise", "show", NASTY[kind], "--json"],
    ]
    for arguments in given:
        assert run_command([*data, *arguments], standing_clock) in (0, 2), arguments
    assert "Error" not in capsys.readouterr().err
    from dialogue_app.services.opening import open_case

    case = open_case(tmp_path / "data", standing_clock, USER)
    require_clean(case)
    case.store.close()


@pytest.mark.parametrize("kind", NASTY)
def test_what_a_file_holds_is_cleaned_or_refused(case: Case, tmp_path: Path, kind: str):
    path = tmp_path / "a.csv"
    content = f'STT;Tên doanh nghiệp\n1;"{NASTY[kind]}"\n2;Công ty Mẫu\n'
    path.write_bytes(content.encode("utf-8", "replace"))
    try:
        book = open_workbook(path, TableKind.ENTERPRISES)
    except NotAWorkbook:
        assert kind == "controls"  # no text has a zero in it
        return
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    preview = preview_enterprises(case, book, book.chosen, mapping)
    import_enterprises(case, preview, skip_bad=True)
    require_clean(case)


def test_the_name_of_an_attached_file_is_cleaned(case: Case, tmp_path: Path):
    key = issue(case)
    for place, name in enumerate([b"th\xff\xfe.pdf", "\u202efdp.exe".encode(), b"a\x07\n b.pdf"]):
        path = os.fsencode(tmp_path) + b"/" + name
        Path(os.fsdecode(path)).write_bytes(b"%d" % place)
        attach(case, seen(case, key), Path(os.fsdecode(path)))
    require_clean(case)


@pytest.mark.parametrize("kind", NASTY)
def test_a_draft_keeps_what_was_typed_as_it_was_typed(tmp_path: Path, kind: str):
    form = Unsaved("a", "issues", "add", (), NASTY[kind], NOW, {"text": NASTY[kind]})
    unsaved.keep(tmp_path, form)
    assert unsaved.left(tmp_path) == [form]

"""The sample session of "phường Mẫu", carried through the same services as a real one."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import as_file, files
from typing import Any

from dialogue_app.domain.errors.base import UnknownCode
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.sessions import (
    ParticipantDraft,
    SessionDraft,
    SpeechDraft,
    VenueDraft,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.i18n import N_
from dialogue_app.i18n.formats import stored
from dialogue_app.services.agency.settings import agency_detail, set_agency
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case, OpenCase, use_case
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from dialogue_app.services.issues.answering import DirectionDraft, direct
from dialogue_app.services.issues.assigning import Due, give_out
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.services.sessions.editing import add_session
from dialogue_app.services.sessions.finding import find_session

_FOLDER = files("resources") / "samples"


@use_case("sample.fill", EDIT_SETTINGS, N_("filled in the sample"))
def fill_sample(case: OpenCase) -> str:
    """Fill the database with the sample session, whole or not at all, and give its code.

    Where the session stands already nothing is changed, whatever was added to it since.
    """
    facts = tomllib.loads((_FOLDER / "session.toml").read_text("utf-8"))
    code = str(facts["code"])
    try:
        find_session(case, code)
    except UnknownCode:
        _fill(case, facts)
    return code


def _fill(case: OpenCase, facts: dict[str, Any]) -> None:
    known = agency_detail(case)
    if not known.version:
        set_agency(case, known, AgencyDraft(**facts["agency"]))
    session_id = add_session(case, _form(facts), sample=True)
    _import_workbooks(case, session_id)
    numbered = list(IssueList(case).ids(IssueQuery(session_id=session_id, descending=False)))
    due = Due(working_days=facts["working_days"])
    give_out(case, seen_issues(case, numbered), facts["given_on"], due)
    _direct(case, session_id, facts["direction"], numbered)


def _form(facts: dict[str, Any]) -> SessionDraft:
    starts = facts["starts"]
    return SessionDraft(
        code=facts["code"],
        name=facts["name"],
        planned_on=starts.date(),
        place=facts["place"],
        started_at=stored(starts),
        ended_at=stored(facts["ends"]),
        invited_count=facts["invited"],
        present_count=facts["present"],
        walk_in_count=facts["walk_in"],
        venues=tuple(VenueDraft(**venue) for venue in facts["venues"]),
        participants=tuple(
            ParticipantDraft(
                ParticipantRole(participant["role"]),
                Person.typed(
                    participant.get("name", ""),
                    participant.get("title", ""),
                    participant.get("organisation", ""),
                ),
                participant.get("note", ""),
            )
            for participant in facts["participants"]
        ),
        opening=tuple(_speech(speech) for speech in facts["opening"]),
        reports=tuple(_speech(speech) for speech in facts["reports"]),
        conclusions=tuple(facts["conclusions"]),
    )


def _speech(facts: dict[str, str]) -> SpeechDraft:
    return SpeechDraft(Person.typed(facts["speaker"]), facts["text"])


def _import_workbooks(case: Case, session_id: int) -> None:
    """Import both workbooks, as the wizard and the commands do."""
    with as_file(_FOLDER / "so-doanh-nghiep-mau.xlsx") as path:
        book = open_workbook(path, TableKind.ENTERPRISES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        import_enterprises(case, preview_enterprises(case, book, book.chosen, mapping))
    with as_file(_FOLDER / "kien-nghi-mau.xlsx") as path:
        book = open_workbook(path, TableKind.ISSUES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        preview = preview_issues(case, book, book.chosen, mapping, session_id)
        import_issues(case, preview)


def _direct(case: Case, session_id: int, facts: dict[str, Any], numbered: list[int]) -> None:
    day: date = facts["due"]
    form = DirectionDraft(
        speaker=Person.typed(facts["speaker"]),
        text=facts["text"],
        due_on=day,
        body_ids=tuple(find_body(case, name, day) for name in facts["bodies"]),
    )
    directed = seen_issues(case, [numbered[number - 1] for number in facts["issues"]])
    direct(case, session_id, directed, form)

"""The sample session of "phường Mẫu", carried through the same services as a real one."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import as_file, files
from typing import Any

from sqlalchemy import select

from dialogue_app.domain.errors.sessions import UnknownSession
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.i18n.formats import stored
from dialogue_app.services.agency.settings import AgencyForm, agency, set_agency
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from dialogue_app.services.issues.answering import DirectionForm, direct
from dialogue_app.services.issues.assigning import Due, give_out
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import (
    ParticipantForm,
    SessionForm,
    SpeechForm,
    VenueForm,
    add_session,
    find_session,
)
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import Assignment, Direction, Issue

_FOLDER = files("resources") / "samples"


def fill_sample(store: Store, actor: Actor) -> str:
    """Fill a register with the sample session and give its code.

    Each step is left out where it has left a trace, so a sample that was broken off is completed
    and a complete one stays as it is, whatever was added to it since.
    """
    facts = tomllib.loads((_FOLDER / "session.toml").read_text("utf-8"))
    session_id = _session(store, actor, facts)
    issues = IssueList(store)
    numbered = issues.ids(IssueQuery(session_id=session_id, descending=False))
    if not numbered:
        _import_workbooks(store, actor, session_id)
        numbered = issues.ids(IssueQuery(session_id=session_id, descending=False))
    given, directed = _done(store, session_id)
    if not given:
        give_out(store, actor, numbered, facts["given_on"], Due(weekdays=facts["working_days"]))
    if not directed:
        _direct(store, actor, session_id, facts["direction"], list(numbered))
    return str(facts["code"])


def _done(store: Store, session_id: int) -> tuple[bool, bool]:
    """Whether anything of the session has been given out, and directed."""
    with store.reading() as session:
        given = session.scalar(
            select(Assignment.id)
            .join(Issue, Issue.id == Assignment.issue_id)
            .where(Issue.session_id == session_id, Assignment.given_on.is_not(None))
            .limit(1)
        )
        directed = session.scalar(
            select(Direction.id).where(Direction.session_id == session_id).limit(1)
        )
    return given is not None, directed is not None


def _session(store: Store, actor: Actor, facts: dict[str, Any]) -> int:
    try:
        return find_session(store, facts["code"])
    except UnknownSession:
        if agency(store) is None:
            set_agency(store, actor, AgencyForm(**facts["agency"]))
        return add_session(store, actor, _form(facts), sample=True)


def _form(facts: dict[str, Any]) -> SessionForm:
    starts = facts["starts"]
    return SessionForm(
        code=facts["code"],
        name=facts["name"],
        planned_on=starts.date(),
        place=facts["place"],
        started_at=stored(starts),
        ended_at=stored(facts["ends"]),
        invited_count=facts["invited"],
        present_count=facts["present"],
        walk_in_count=facts["walk_in"],
        venues=tuple(VenueForm(**one) for one in facts["venues"]),
        participants=tuple(
            ParticipantForm(**{**one, "role": ParticipantRole(one["role"])})
            for one in facts["participants"]
        ),
        opening=tuple(SpeechForm(**one) for one in facts["opening"]),
        reports=tuple(SpeechForm(**one) for one in facts["reports"]),
        conclusions=tuple(facts["conclusions"]),
    )


def _import_workbooks(store: Store, actor: Actor, session_id: int) -> None:
    """Both workbooks, as the wizard and the commands take them in."""
    with as_file(_FOLDER / "so-doanh-nghiep-mau.xlsx") as path:
        book = open_workbook(path, TableKind.ENTERPRISES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        import_enterprises(store, actor, preview_enterprises(store, book, book.chosen, mapping))
    with as_file(_FOLDER / "kien-nghi-mau.xlsx") as path:
        book = open_workbook(path, TableKind.ISSUES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        preview = preview_issues(store, book, book.chosen, mapping, session_id)
        import_issues(store, actor, preview)


def _direct(
    store: Store, actor: Actor, session_id: int, facts: dict[str, Any], numbered: list[int]
) -> None:
    day: date = facts["due"]
    form = DirectionForm(
        speaker=facts["speaker"],
        text=facts["text"],
        due_on=day,
        issue_ids=tuple(numbered[number - 1] for number in facts["issues"]),
        body_ids=tuple(find_body(store, name, day) for name in facts["bodies"]),
    )
    direct(store, actor, session_id, form)

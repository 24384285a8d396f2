"""Acts and papers on more issues than SQLite takes values in one statement.

It takes 32,766; here it is let take so few that 130 issues are too many.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.letters import LetterDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.series import Fate
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case, in_transaction
from dialogue_app.services.issues.answering import AnswerDraft, DirectionDraft, answer, direct
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.assigning_together import assign_together
from dialogue_app.services.issues.grouping import group, ungroup
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery, Reported, seen_issues
from dialogue_app.services.issues.sending import SendingDraft, record_sent_together
from dialogue_app.services.papers import minutes, reminder, transfer
from dialogue_app.services.papers.letters import Letter
from dialogue_app.services.papers.reminder import asked_again
from dialogue_app.services.sessions.editing import add_session
from dialogue_app.services.undo import undo
from dialogue_app.storage import chunks, sqlite
from tests.services.changing import name_agency
from tests.services.conftest import DAY

ISSUES, VALUES, AT_ONCE = 130, 125, 2
OTHER = "Sở Xây dựng"


def take_few_values(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite.connect

    def limited(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, VALUES)
        return connection

    monkeypatch.setattr(sqlite, "connect", limited)
    monkeypatch.setattr(chunks, "CHUNK", AT_ONCE)
    monkeypatch.setattr(SQLiteDialect, "insertmanyvalues_max_parameters", VALUES)
    case.store._engine.dispose()


@pytest.fixture
def meeting(case: Case) -> int:
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    return add_session(case, SessionDraft(name="Hội nghị mẫu", code="2026-K3", planned_on=DAY))


def register_many(case: Case, meeting: int | None, **more: bool) -> list[int]:
    with case.store.writing(case.actor, "many", case.clock()) as session:
        inside = in_transaction(case, session)
        return [
            register_issue(
                inside,
                IssueDraft(
                    f"Đường số {number} ngập",
                    meeting,
                    received_on=DAY,
                    raisers=(RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=f"Hộ {number}"),),
                    **more,
                ),
            )
            for number in range(ISSUES)
        ]


def test_from_giving_out_to_the_papers_and_back(
    case: Case, meeting: int, monkeypatch: pytest.MonkeyPatch
):
    ids = register_many(case, meeting)
    hidden = register_many(case, None, withhold_name=True)
    take_few_values(case, monkeypatch)
    body = find_body(case, OTHER, DAY)
    given = assign_together(
        case, seen_issues(case, ids), AssignmentDraft(body, due=Due(on=date(2026, 10, 1))), DAY
    )
    assert given.done == ISSUES
    record_sent_together(case, seen_issues(case, ids), body, SendingDraft(DAY, number="125/UBND"))
    group(case, seen_issues(case, ids))
    grouped = case.store.last_written
    both = [*ids, *hidden]
    answer(
        case,
        seen_issues(case, both),
        AnswerDraft(AnswerKind.AT_MEETING, "sẽ xem", DAY, session_id=meeting),
    )
    direct(
        case, meeting, seen_issues(case, both), DirectionDraft(Person("Ông Mẫu"), "Giao xem xét")
    )
    directed = case.store.last_written

    facts = minutes.minutes_facts(case, meeting)
    assert len(facts.issues) >= ISSUES
    assert len(facts.issues[0].directions[0].unnamed) == ISSUES  # of those outside the session
    for source in (transfer.SOURCE, reminder.SOURCE):
        told = source.facts(case, Letter(tuple(ids), body, LetterDraft()))
        assert len(told.issues) == ISSUES
    assert asked_again(case, ids, body).issue_ids == tuple(ids)
    behind = IssueQuery(reported=Reported(meeting, Fate.SETTLED, tuple(ids)))
    assert len(IssueList(case).ids(behind)) == ISSUES

    undo(case, directed)
    assert not minutes.minutes_facts(case, meeting).issues[0].directions
    ungroup(case, seen_issues(case, ids))
    assert case.store.last_written > grouped

"""An act taken back: the whole register stands as before it, and nobody's later work is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dialogue_app import services
from dialogue_app.discovery import load_all
from dialogue_app.domain.errors.base import NotAllowed, NotUndoable
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.sessions import SessionDraft, SpeechDraft, VenueDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import IssueState, Outcome, RaiserKind, Role
from dialogue_app.services.case import USE_CASES, Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues import assigning, ending
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import add_session, venues_of
from dialogue_app.services.undo import last_act, undo
from dialogue_app.storage.audit import OWN_TABLES
from dialogue_app.storage.models import whole_schema
from tests.services.changing import change_enterprise, change_issue, change_session, read_issue
from tests.services.conftest import DAY, Office, as_role
from tests.services.test_roles import Arguments
from tests.storage.history import assert_history_is_true

load_all(services)
UNDOABLE = sorted(action for action, known in USE_CASES.items() if known.undoable)


def register(case: Case) -> dict[str, Any]:
    """Every row of every table but the history's, without versions."""
    found = {}
    with case.reading() as session:
        for table in whole_schema().sorted_tables:
            if table.name not in OWN_TABLES:
                for row in session.execute(select(table)).mappings():
                    values = {name: value for name, value in row.items() if name != "version"}
                    found[f"{table.name}:{row['id']}"] = values
    return found


@pytest.mark.parametrize("action", UNDOABLE)
def test_the_register_stands_as_before_the_act(office: Office, action: str):
    arguments = Arguments(office).of(action)
    before = register(office.case)
    USE_CASES[action].function(office.case, *arguments)
    done = last_act(office.case)
    assert done is not None
    assert done.words == USE_CASES[action].words
    assert register(office.case) != before
    undo(office.case, done.sequence)
    assert register(office.case) == before


def test_every_edit_and_move_here_can_be_taken_back():
    never = {action for action, known in USE_CASES.items() if not known.undoable}
    assert never == {
        "agency.set", "body.add", "body.name", "calendar.change", "enterprise.import",
        "enterprise.register", "enterprise.separate", "import.take_back", "import_profile.remove",
        "import_profile.rename", "import_profile.save", "issue.attach",
        "issue.came_back", "issue.escalate", "issue.import", "issue.register",
        "personal_data.remove", "reference.save", "sample.fill", "series.add",
        "session.add", "session.bring",
        "session.ready", "session.take", "session.take.failed", "staff.add", "staff.me", "undo",
    }  # fmt: skip


def test_what_was_built_on_since_is_not_taken_back(office: Office):
    issue_id = office.proposed()
    assigning.give_out(office.case, [office.seen(issue_id)], DAY)
    given = last_act(office.case)
    assert given is not None
    change_issue(office.case, issue_id, note="đã gọi")
    before = register(office.case)
    with pytest.raises(NotUndoable):
        undo(office.case, given.sequence)
    assert register(office.case) == before


def test_of_many_one_that_was_changed_is_enough_to_keep_all(office: Office):
    issues = [office.proposed(), office.proposed()]
    assigning.give_out(office.case, [office.seen(key) for key in issues], DAY)
    given = last_act(office.case)
    assert given is not None
    change_issue(office.case, issues[1], note="đã gọi")
    with pytest.raises(NotUndoable):
        undo(office.case, given.sequence)


def test_what_only_shows_it_may_change(office: Office):
    known = register_enterprise(office.case, EnterpriseDraft("Công ty TNHH Nhựa Mẫu"))
    row = register(office.case)[f"enterprise:{known}"]  # with what it is sorted and found by
    change_enterprise(office.case, known, name="Công ty TNHH Thép Mẫu")
    renamed = last_act(office.case)
    assert renamed is not None
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, known)
    register_issue(office.case, IssueDraft("Hẻm ngập.", raisers=(raiser,)))
    undo(office.case, renamed.sequence)
    assert register(office.case)[f"enterprise:{known}"] == row


def test_taking_back_is_found_and_told_like_every_write(office: Office):
    issue_id = office.received()
    read = read_issue(office.case, issue_id)
    change_issue(office.case, issue_id, text="Cống thoát nước Mẫu bị tắc.")
    edited = last_act(office.case)
    assert edited is not None
    undo(office.case, edited.sequence)
    rows = IssueList(office.case)
    assert issue_id not in rows.ids(IssueQuery(search="cong thoat nuoc mau"))
    assert read_issue(office.case, issue_id).draft == read.draft
    assert read_issue(office.case, issue_id).version > read.version


def test_nothing_is_offered_after_an_act_that_cannot_be_taken_back(office: Office):
    office.received()
    assert last_act(office.case) is None


def test_what_was_taken_back_is_not_taken_back_again(office: Office):
    office.waiting()
    waited = last_act(office.case)
    assert waited is not None
    undo(office.case, waited.sequence)
    assert last_act(office.case) is None
    with pytest.raises(NotUndoable):
        undo(office.case, waited.sequence)


def test_only_who_may_do_it_may_take_it_back(office: Office):
    issue_id = office.received()
    ending.close(office.case, office.seen(issue_id), Outcome.WITHDRAWN, DAY)
    closed = last_act(office.case)
    assert closed is not None
    with pytest.raises(NotAllowed) as refused:
        undo(as_role(office.case, Role.LEADER), closed.sequence)
    assert refused.value.action == "issue.close"
    assert office.detail(issue_id).row.state is IssueState.CLOSED


def test_the_history_stays_true(office: Office):
    assert_history_is_true(office.case)


def test_another_stores_act_is_not_ours(office: Office):
    office.waiting()
    other = replace(office.case, store=type(office.case.store)(office.case.store.folder))
    assert last_act(other) is None
    other.store.close()


# Parts, ids given again, and what others took meanwhile ------------------------------------------

SPEECH, REPORT = SpeechDraft(Person.typed("Ông Mẫu"), "khai mạc"), SpeechDraft(text="báo cáo")


def meeting_of(office: Office, code: str, **more: Any) -> int:
    return add_session(office.case, SessionDraft(code, "Hội nghị mẫu", planned_on=DAY, **more))


def undone(office: Office) -> int:
    done = last_act(office.case)
    assert done is not None
    return done.sequence


def test_a_speech_taken_out_where_another_took_its_place(office: Office):
    meeting = meeting_of(office, "U-1", opening=(SPEECH,))
    before = register(office.case)
    change_session(office.case, meeting, opening=(), reports=(REPORT,))
    undo(office.case, undone(office))
    assert register(office.case) == before


def test_the_moment_a_session_began(office: Office):
    began = datetime(2026, 9, 15, 1, tzinfo=UTC)
    meeting = meeting_of(office, "U-2", started_at=began, venues=(VenueDraft("Chợ Mẫu"),))
    before = register(office.case)
    change_session(office.case, meeting, started_at=began + timedelta(hours=1), venues=())
    undo(office.case, undone(office))
    assert register(office.case) == before


def with_members(office: Office, *members: tuple[int, ...]) -> tuple[RaiserDraft, ...]:
    return tuple(
        RaiserDraft(RaiserKind.ASSOCIATION, written_name=f"Hội {place}", member_ids=ids)
        for place, ids in enumerate(members)
    )


@pytest.fixture
def firms(office: Office) -> tuple[int, int]:
    one, two = (
        register_enterprise(office.case, EnterpriseDraft(f"Công ty {name}")) for name in "AB"
    )
    return one, two


def test_members_that_went_from_one_association_to_another(office: Office, firms: tuple[int, int]):
    draft = IssueDraft("Hẻm ngập.", raisers=with_members(office, firms[:1], ()))
    issue_id = register_issue(office.case, draft)
    before = register(office.case)
    change_issue(office.case, issue_id, raisers=with_members(office, (), firms[:1]))
    undo(office.case, undone(office))
    assert register(office.case) == before
    change_issue(office.case, issue_id, raisers=with_members(office, firms))
    undo(office.case, undone(office))
    assert register(office.case) == before


def test_members_others_named_since_are_not_lost(office: Office, firms: tuple[int, int]):
    draft = IssueDraft("Hẻm ngập.", raisers=with_members(office, ()))
    issue_id = register_issue(office.case, draft)
    change_issue(office.case, issue_id, raisers=with_members(office, firms[:1]))
    named = undone(office)
    change_issue(office.case, issue_id, raisers=with_members(office, firms))
    before = register(office.case)
    with pytest.raises(NotUndoable):
        undo(office.case, named)
    assert register(office.case) == before


def test_a_speech_others_worded_since_is_not_lost(office: Office):
    meeting = meeting_of(office, "U-3", opening=(SPEECH,))
    change_session(office.case, meeting, opening=(replace(SPEECH, text="khai mạc lại"),))
    reworded = undone(office)
    change_session(office.case, meeting, opening=(replace(SPEECH, text="khai mạc lần ba"),))
    with pytest.raises(NotUndoable):
        undo(office.case, reworded)


def test_what_another_took_meanwhile_is_not_given_twice(office: Office):
    first = register_enterprise(office.case, EnterpriseDraft("Công ty C", "0301234567"))
    change_enterprise(office.case, first, tax_code="")
    freed = undone(office)
    register_enterprise(office.case, EnterpriseDraft("Công ty D", "0301234567"))
    with pytest.raises(NotUndoable):
        undo(office.case, freed)
    meeting = meeting_of(office, "U-4")
    change_session(office.case, meeting, code="U-5")
    renamed = undone(office)
    meeting_of(office, "U-4")
    before = register(office.case)
    with pytest.raises(NotUndoable):
        undo(office.case, renamed)
    assert register(office.case) == before


def test_an_issue_does_not_come_back_to_a_venue_that_is_gone(office: Office):
    meeting = meeting_of(office, "U-6", venues=(VenueDraft("Chợ Mẫu"),))
    (venue,) = venues_of(office.case, meeting)
    draft = IssueDraft("Hẻm ngập.", session_id=meeting, venue_id=venue.id)
    issue_id = register_issue(office.case, draft)
    change_issue(office.case, issue_id, venue_id=None)
    left = undone(office)
    change_session(office.case, meeting, venues=())
    meeting_of(office, "U-7", venues=(VenueDraft("Nhà Mẫu"),))  # which gets the number of the other
    with pytest.raises(NotUndoable):
        undo(office.case, left)


def test_an_issue_does_not_come_back_to_what_is_nowhere(office: Office):
    meeting = meeting_of(office, "U-8", venues=(VenueDraft("Chợ Mẫu"),))
    (venue,) = venues_of(office.case, meeting)
    draft = IssueDraft("Hẻm ngập.", session_id=meeting, venue_id=venue.id)
    issue_id = register_issue(office.case, draft)
    change_issue(office.case, issue_id, venue_id=None)
    left = undone(office)
    change_session(office.case, meeting, venues=())
    before = register(office.case)
    with pytest.raises(NotUndoable):
        undo(office.case, left)
    assert register(office.case) == before


def test_the_history_stays_true_after_all_that(office: Office):
    assert_history_is_true(office.case)

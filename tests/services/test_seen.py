"""What somebody else changed after it was read: acts are refused, edits are merged or clash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from dialogue_app import services
from dialogue_app.discovery import load_all
from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.errors.conflicts import ChangedSince, EditConflict
from dialogue_app.domain.errors.enterprises import TaxCodeTaken
from dialogue_app.domain.errors.issues import MoveNotAllowed, RaiserHasVerdict
from dialogue_app.domain.errors.sessions import EndsBeforeStart
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.fields.sessions import SessionDraft, VenueDraft
from dialogue_app.domain.people import NOBODY, Person
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    IssueKind,
    Medium,
    Moment,
    Outcome,
    RaiserKind,
    VerdictLevel,
)
from dialogue_app.services.agency.reference import PickList, ReferenceList, save_reference
from dialogue_app.services.agency.settings import agency_detail, set_agency
from dialogue_app.services.bodies.editing import add_body, body_detail, edit_body
from dialogue_app.services.case import USE_CASES, Case, Seen, SeenDraft, require_seen_version
from dialogue_app.services.enterprises.editing import edit_enterprise, register_enterprise
from dialogue_app.services.issues import (
    answering,
    assigning,
    attaching,
    contacting,
    ending,
    extending,
    grouping,
    intake,
    promised_calls,
    promises,
    sending,
)
from dialogue_app.services.issues.owed import Owing
from dialogue_app.services.opening import open_case
from dialogue_app.services.policies.editing import add_policy, edit_policy, policy_detail
from dialogue_app.services.sessions.editing import add_session, edit_session
from dialogue_app.storage.models.audit import AuditEntry
from dialogue_app.storage.models.sessions import Venue
from tests.services.changing import (
    name_agency,
    read_enterprise,
    read_issue,
    read_list,
    read_session,
)
from tests.services.conftest import DAY, Office, on_day
from tests.template import NOW, USER

ABOVE = Owing(addressee="Bộ Mẫu")  # to whom the office sends issues up
NOON = datetime(2026, 9, 15, 12, 0, tzinfo=UTC)


def entries(case: Case) -> int:
    with case.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


# Moves ------------------------------------------------------------------------------------------

Act = Callable[[Office, Seen], object]


def _answer() -> answering.AnswerDraft:
    return answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", DAY)


def _part(office: Office) -> assigning.AssignmentDraft:
    return assigning.AssignmentDraft(office.other)


def _attach(office: Office, seen: Seen) -> object:
    paper = office.folder / f"{seen.id}.pdf"
    paper.write_text(f"công văn {seen.id}")
    return attaching.attach(office.case, seen, paper)


def _with_limit(office: Office) -> int:
    issue_id = office.received()
    part = assigning.AssignmentDraft(office.own, due=assigning.Due(on=DAY + timedelta(7)))
    assigning.assign(office.case, office.seen(issue_id), part, DAY)
    return issue_id


def _later() -> extending.ExtensionDraft:
    return extending.ExtensionDraft(assigning.Due(on=DAY + timedelta(14)), "đo đạc lại", DAY)


def _first_promise(office: Office, seen: Seen) -> int:
    return office.detail(seen.id).promises[0].id


def _grouped(office: Office) -> int:
    issues = [office.seen(office.received()) for _each in range(2)]
    grouping.group(office.case, issues)
    return issues[0].id


# Every use case on an issue seen: where the issue stands before it, and the act itself.
MOVES: dict[str, tuple[Callable[[Office], int], Act]] = {
    "issue.answer": (Office.received, lambda o, s: answering.answer(o.case, [s], _answer())),
    "issue.assign": (Office.received, lambda o, s: assigning.assign(o.case, s, _part(o), DAY)),
    "issue.attach": (Office.received, _attach),
    "issue.also_elsewhere": (
        Office.received,
        lambda o, s: contacting.set_also_elsewhere(o.case, [s], needed=True),
    ),
    "issue.came_back": (Office.sent_up, lambda o, s: ending.came_back(o.case, s, DAY)),
    "issue.break": (
        Office.promised,
        lambda o, s: promises.break_promise(o.case, s, _first_promise(o, s), DAY, "hết vốn"),
    ),
    "issue.close": (Office.received, lambda o, s: ending.close(o.case, s, Outcome.WITHDRAWN, DAY)),
    "issue.contact": (
        Office.sent_up,
        lambda o, s: contacting.record_contact(o.case, [s], ABOVE, contacting.ContactDraft(DAY)),
    ),
    "issue.duplicate": (
        lambda o: max(o.received(), o.received()),
        lambda o, s: ending.mark_duplicate(o.case, s, s.id - 1, DAY),
    ),
    "issue.escalate": (
        Office.received,
        lambda o, s: ending.escalate(o.case, s, ending.EscalationDraft(DAY, addressee="Bộ Mẫu")),
    ),
    "issue.extend": (_with_limit, lambda o, s: extending.extend(o.case, s, o.own, _later())),
    "issue.group": (
        lambda o: max(o.received(), o.received()),
        lambda o, s: grouping.group(o.case, [s, o.seen(s.id - 1)]),
    ),
    "issue.remind_promise": (
        Office.promised,
        lambda o, s: promised_calls.remind_promises(
            o.case, [s], [o.detail(s.id).promises[0].id], contacting.ContactDraft(DAY)
        ),
    ),
    "issue.keep": (
        Office.promised,
        lambda o, s: promises.keep(o.case, s, _first_promise(o, s), DAY, "đã niêm yết"),
    ),
    "issue.note_elsewhere": (
        Office.received,
        lambda o, s: contacting.note_elsewhere(o.case, s, "1022-77"),
    ),
    "issue.promise": (
        Office.answered,
        lambda o, s: promises.promise(o.case, s, promises.PromiseDraft("Trả lời", "tháng 10")),
    ),
    "issue.propose": (Office.received, lambda o, s: assigning.propose(o.case, s, [_part(o)])),
    "issue.remind": (
        Office.sent_up,
        lambda o, s: contacting.remind(o.case, [s], ABOVE, contacting.ContactDraft(DAY)),
    ),
    "issue.reopen": (Office.answered, lambda o, s: ending.reopen(o.case, s, "chưa rõ", DAY)),
    "issue.resume": (Office.waiting, lambda o, s: ending.resume(o.case, s)),
    "issue.return": (
        Office.handed_over,
        lambda o, s: assigning.return_issue(o.case, s, o.other, DAY, "không thuộc"),
    ),
    "issue.sent": (
        Office.handed_over,
        lambda o, s: sending.record_sent(o.case, s, o.other, sending.SendingDraft(DAY)),
    ),
    "issue.sent_together": (
        Office.handed_over,
        lambda o, s: sending.record_sent_together(o.case, [s], o.other, sending.SendingDraft(DAY)),
    ),
    "issue.ungroup": (_grouped, lambda o, s: grouping.ungroup(o.case, [s])),
    "issue.tell": (
        Office.answered,
        lambda o, s: contacting.tell(o.case, [s], contacting.ContactDraft(DAY)),
    ),
    "issue.verdict": (
        Office.answered,
        lambda o, s: ending.record_verdict(
            o.case, s, o.raiser_of(s.id), VerdictLevel.SATISFIED, DAY
        ),
    ),
    "issue.wait": (
        Office.received,
        lambda o, s: ending.wait_for_enterprise(o.case, s, DAY, "bản vẽ"),
    ),
    "session.direct": (
        Office.received,
        lambda o, s: answering.direct(
            o.case, None, [s], answering.DirectionDraft(Person.typed("Ông Mẫu"), "làm ngay", DAY)
        ),
    ),
}
# It leaves an issue that was changed, and names it, instead of refusing all.
LEAVES = {
    "issue.answer_together", "issue.assign_together", "issue.close_together", "issue.give_out",
}  # fmt: skip
EDITS = {
    "agency.set", "body.edit", "enterprise.edit", "import_profile.remove", "import_profile.rename",
    "issue.edit", "policy.edit", "policy.remove", "reference.save", "series.edit", "session.duty",
    "session.edit", "session.take", "staff.edit", "staff.me",
}  # fmt: skip


def test_every_use_case_on_something_seen_stands_here():
    load_all(services)
    built_on_seen = {
        action for action, use in USE_CASES.items() if "seen" in signature(use.function).parameters
    }
    assert built_on_seen == MOVES.keys() | LEAVES | EDITS


def changed_by_another(office: Office, issue_id: int) -> Seen:
    """The issue as it was seen before somebody else corrected it, on an earlier day."""
    seen, read = office.seen(issue_id), read_issue(office.case, issue_id)
    other = on_day(office.case, DAY + timedelta(1))
    intake.edit_issue(other, read, replace(read.draft, note="đã gọi"))
    return seen


def assert_names_the_change(error: ChangedSince, office: Office, issue_id: int) -> None:
    assert error.code == office.detail(issue_id).code
    assert error.change.done == USE_CASES["issue.edit"].words
    assert error.change.by == USER
    assert error.change.at == on_day(office.case, DAY + timedelta(1)).clock()


@pytest.mark.parametrize("action", MOVES)
def test_a_move_on_an_issue_changed_since_is_refused_and_works_once_seen_again(
    office: Office, action: str
):
    start, act = MOVES[action]
    issue_id = start(office)
    seen = changed_by_another(office, issue_id)
    before, count = office.detail(issue_id), entries(office.case)
    with pytest.raises(ChangedSince) as refusal:
        act(office, seen)
    assert_names_the_change(refusal.value, office, issue_id)
    assert (office.detail(issue_id), entries(office.case)) == (before, count)
    act(office, office.seen(issue_id))
    assert entries(office.case) == count + 1


def test_an_issue_changed_since_is_left_when_many_are_given_out(office: Office):
    old, fresh = office.proposed(), office.proposed()
    seen = changed_by_another(office, old)
    before = office.detail(old)
    result = assigning.give_out(office.case, [seen, office.seen(fresh)], DAY)
    ((_id, code, reason),) = result.left
    assert (result.done, code) == (1, before.code)
    assert isinstance(reason, ChangedSince)
    assert_names_the_change(reason, office, old)
    assert office.detail(old) == before


def answer_all(case: Case, seen: list[Seen]) -> None:
    answering.answer(case, seen, _answer())


def direct_on_all(case: Case, seen: list[Seen]) -> None:
    answering.direct(case, None, seen, answering.DirectionDraft(NOBODY, "làm ngay", DAY))


@pytest.mark.parametrize("act", [answer_all, direct_on_all])
def test_one_changed_issue_keeps_what_serves_several_from_all(
    office: Office, act: Callable[[Case, list[Seen]], None]
):
    old, fresh = office.received(), office.received()
    seen = [office.seen(fresh), changed_by_another(office, old)]
    count = entries(office.case)
    with pytest.raises(ChangedSince):
        act(office.case, seen)
    assert entries(office.case) == count
    assert office.detail(fresh).answers == office.detail(fresh).directions == ()


# Edits ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edited:
    """A noun that is edited: read, saved, and what two people change of it."""

    read: Callable[[], SeenDraft[Any]]
    save: Callable[[SeenDraft[Any], Any], None]
    theirs: dict[str, Any]
    mine: dict[str, Any]  # other fields than theirs
    clash: tuple[str, Any, Any]  # a field, as they change it and as I do


def issue(case: Case) -> Edited:
    key = intake.register_issue(case, intake.IssueDraft("Thuế đất tăng", received_on=DAY))
    return Edited(
        lambda: read_issue(case, key),
        lambda seen, form: intake.edit_issue(case, seen, form),
        {"note": "đã gọi"},
        {"text": "Thuế đất tăng gấp đôi"},
        ("note", "đã gọi", "đã viết thư"),
    )


def enterprise(case: Case) -> Edited:
    key = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    return Edited(
        lambda: read_enterprise(case, key),
        lambda seen, form: edit_enterprise(case, seen, form),
        {"phone": "0900 000 001"},
        {"address": "Số 1"},
        ("phone", "0900 000 001", "0900 000 002"),
    )


def meeting_edited(case: Case) -> Edited:
    key = add_session(case, SessionDraft("2026-K3", "Hội nghị mẫu", planned_on=DAY))
    return Edited(
        lambda: read_session(case, key),
        lambda seen, form: edit_session(case, seen, form),
        {"place": "Hội trường"},
        {"conclusions": ("làm ngay",)},
        ("place", "Hội trường", "Nhà văn hóa"),
    )


def body(case: Case) -> Edited:
    key = add_body(case, BodyDraft("Đội Mẫu"))
    return Edited(
        lambda: body_detail(case, key),
        lambda seen, form: edit_body(case, seen, form),
        {"note": "sáp nhập"},
        {"abbreviation": "ĐM"},
        ("note", "sáp nhập", "giải thể"),
    )


def our_agency(case: Case) -> Edited:
    name_agency(case, AgencyDraft("UBND phường Mẫu", "phường Mẫu"))
    return Edited(
        lambda: agency_detail(case),
        lambda seen, form: set_agency(case, seen, form),
        {"default_days": 10},
        {"place_name": "Mẫu"},
        ("default_days", 10, 12),
    )


def pick_list(case: Case) -> Edited:
    topics = ReferenceList.TOPICS
    return Edited(
        lambda: read_list(case, topics),
        lambda seen, form: save_reference(case, topics, seen, form),
        {"rows": (("Thuế", True),)},
        {},
        ("rows", (("Thuế", True),), (("Điện", True),)),
    )


def rule(case: Case) -> Edited:
    key = add_policy(case, PolicyDraft(due_days=5))
    return Edited(
        lambda: policy_detail(case, key),
        lambda seen, form: edit_policy(case, seen, form),
        {"reminder_days": 2},
        {"kind": IssueKind.QUESTION},
        ("reminder_days", 2, 4),
    )


NOUNS = [rule, issue, enterprise, meeting_edited, body, our_agency, pick_list]


@pytest.mark.parametrize("noun", NOUNS)
def test_what_only_one_side_changed_is_taken_from_that_side(
    case: Case, noun: Callable[[Case], Edited]
):
    edited = noun(case)
    read = edited.read()
    edited.save(read, replace(read.draft, **edited.theirs))
    edited.save(read, replace(read.draft, **edited.mine))
    now = edited.read().draft
    for name, value in (edited.theirs | edited.mine).items():
        assert said(now, name) == value


def said(draft: Any, name: str) -> Any:
    """A field; of a pick-list what is offered: at its end it keeps what no longer is."""
    value = getattr(draft, name)
    return tuple(row for row in value if row[1]) if isinstance(draft, PickList) else value


@pytest.mark.parametrize("noun", NOUNS)
def test_a_field_that_both_changed_is_a_conflict_until_one_chooses(
    case: Case, noun: Callable[[Case], Edited]
):
    edited = noun(case)
    field, said_there, said_here = edited.clash
    read = edited.read()
    mine = replace(read.draft, **{**edited.mine, field: said_here})
    edited.save(read, replace(read.draft, **{field: said_there}))
    now, count = edited.read(), entries(case)
    with pytest.raises(EditConflict) as refusal:
        edited.save(read, mine)
    conflict = refusal.value
    assert (conflict.before, conflict.theirs, conflict.mine) == (read.draft, now, mine)
    assert conflict.clashes == (field,)
    assert conflict.merged == mine
    assert (conflict.change.by, conflict.change.at) == (USER, NOW)
    assert conflict.change.done
    assert (edited.read(), entries(case)) == (now, count)
    edited.save(conflict.theirs, conflict.mine)
    assert said(edited.read().draft, field) == said_here


@pytest.mark.parametrize("noun", NOUNS)
def test_the_same_change_by_both_is_no_conflict(case: Case, noun: Callable[[Case], Edited]):
    edited = noun(case)
    field, said_there, _said_here = edited.clash
    read = edited.read()
    same = replace(read.draft, **{field: said_there})
    edited.save(read, same)
    now = edited.read()
    again = replace(same, **{field: getattr(now.draft, field)})
    edited.save(read, again)
    assert edited.read().draft == now.draft


def test_a_conflict_shows_both_added_up_where_only_one_side_changed(case: Case):
    edited = issue(case)
    read = edited.read()
    theirs = replace(read.draft, note="đã gọi", number_elsewhere="1022-7")
    mine = replace(read.draft, note="đã viết thư", text="Thuế đất tăng gấp đôi")
    edited.save(read, theirs)
    with pytest.raises(EditConflict) as refusal:
        edited.save(read, mine)
    assert refusal.value.clashes == ("note",)
    assert refusal.value.merged == replace(mine, number_elsewhere="1022-7")
    edited.save(refusal.value.theirs, refusal.value.merged)
    assert edited.read().draft == refusal.value.merged


# Fields that hang together: what each side changes of them, and the fields they then clash in.
TOGETHER: list[tuple[Callable[[Case], Edited], dict[str, Any], dict[str, Any]]] = [
    (issue, {"moment": Moment.BEFORE}, {"medium": Medium.PHONE}),
    (issue, {"withhold_name": True}, {"unsigned": True}),
    (issue, {"withhold_name": True}, {"name_when_transferring": True}),
    (issue, {"kind": IssueKind.SUGGESTION}, {"complaint": True}),
    (meeting_edited, {"invited_count": 5}, {"present_count": 9}),
    (meeting_edited, {"planned_on": date(2026, 9, 16)}, {"ended_at": NOON}),
    (body, {"valid_to": DAY}, {"valid_from": DAY}),
]


@pytest.mark.parametrize(("noun", "theirs", "mine"), TOGETHER)
def test_fields_that_hang_together_clash_together(
    case: Case, noun: Callable[[Case], Edited], theirs: dict[str, Any], mine: dict[str, Any]
):
    edited = noun(case)
    read = edited.read()
    edited.save(read, replace(read.draft, **theirs))
    now = edited.read()
    with pytest.raises(EditConflict) as refusal:
        edited.save(read, replace(read.draft, **mine))
    assert set(refusal.value.clashes) == theirs.keys() | mine.keys()
    assert edited.read() == now


def test_the_venue_is_one_with_its_session(case: Case):
    form = SessionDraft("2026-K3", "Hội nghị mẫu", planned_on=DAY, venues=(VenueDraft("Chợ Mẫu"),))
    one = add_session(case, form)
    other = add_session(case, replace(form, code="2026-K4", venues=()))
    with case.reading() as session:
        venue = session.scalar(select(Venue.id))
    key = intake.register_issue(case, intake.IssueDraft("Chợ ngập", one, received_on=DAY))
    read = read_issue(case, key)
    intake.edit_issue(case, read, replace(read.draft, venue_id=venue))
    with pytest.raises(EditConflict) as refusal:
        intake.edit_issue(case, read, replace(read.draft, session_id=other))
    assert set(refusal.value.clashes) == {"session_id", "venue_id"}
    now = read_issue(case, key).draft
    assert (now.session_id, now.venue_id) == (one, venue)


def test_times_of_both_sides_must_be_in_order_when_one_chooses(case: Case):
    edited = meeting_edited(case)
    read, later = edited.read(), NOON + timedelta(hours=1)
    edited.save(read, replace(read.draft, ended_at=NOON))
    now = edited.read()
    with pytest.raises(EditConflict) as refusal:
        edited.save(read, replace(read.draft, started_at=later))
    assert set(refusal.value.clashes) == {"started_at", "ended_at"}
    with pytest.raises(EndsBeforeStart):
        edited.save(refusal.value.theirs, replace(now.draft, started_at=later))
    assert edited.read() == now
    edited.save(refusal.value.theirs, refusal.value.mine)
    assert (edited.read().draft.started_at, edited.read().draft.ended_at) == (later, None)


def test_a_code_taken_meanwhile_is_refused_in_an_edit_that_merges(case: Case):
    edited = enterprise(case)
    read = edited.read()
    edited.save(read, replace(read.draft, phone="0900 000 001"))
    register_enterprise(case, EnterpriseDraft("Công ty Khác", "0012345678"))
    now = edited.read()
    with pytest.raises(TaxCodeTaken):
        edited.save(read, replace(read.draft, tax_code="0012345678"))
    assert edited.read() == now


def test_a_raiser_who_gave_an_opinion_meanwhile_is_not_taken_out_by_a_merge(office: Office):
    issue_id = office.answered()
    read = read_issue(office.case, issue_id)
    raiser, level = office.raiser_of(issue_id), VerdictLevel.SATISFIED
    ending.record_verdict(office.case, office.seen(issue_id), raiser, level, DAY)
    before = office.detail(issue_id)
    with pytest.raises(RaiserHasVerdict):
        intake.edit_issue(office.case, read, replace(read.draft, raisers=()))
    assert office.detail(issue_id) == before
    intake.edit_issue(office.case, read, replace(read.draft, note="đã gọi"))
    assert office.detail(issue_id).raisers == before.raisers


def test_an_issue_ended_meanwhile_is_not_corrected(office: Office):
    issue_id = office.received()
    read = read_issue(office.case, issue_id)
    ending.close(office.case, office.seen(issue_id), Outcome.WITHDRAWN, DAY)
    before = office.detail(issue_id)
    with pytest.raises(MoveNotAllowed):
        intake.edit_issue(office.case, read, replace(read.draft, note="đã gọi"))
    assert office.detail(issue_id) == before


def as_somebody(case: Case, name: str) -> Case:
    """The case of somebody else on the same database."""
    return open_case(case.store.folder, case.clock, name)


def test_a_conflict_in_a_list_names_who_changed_the_list(case: Case, tmp_path: Path):
    key = intake.register_issue(case, intake.IssueDraft("Thuế đất tăng", received_on=DAY))
    read = read_issue(case, key)
    lan, hoa = as_somebody(case, "lan"), as_somebody(case, "hoa")
    intake.edit_issue(lan, read, replace(read.draft, raisers=(said_by("Ông A"),)))
    paper = tmp_path / "a.pdf"
    paper.write_text("a")
    attaching.attach(hoa, read_issue(case, key), paper)
    with pytest.raises(EditConflict) as refusal:
        intake.edit_issue(case, read, replace(read.draft, raisers=(said_by("Bà B"),)))
    assert refusal.value.change.by == "lan"
    for other in (lan, hoa):
        other.store.close()


def said_by(name: str) -> RaiserDraft:
    return RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=name)


def test_a_conflict_is_not_laid_on_who_changed_a_part_of_the_same_name(case: Case):
    key = add_session(case, SessionDraft("K1", "Hội nghị"))
    read = read_session(case, key)
    lan, hoa = as_somebody(case, "lan"), as_somebody(case, "hoa")
    edit_session(lan, read, replace(read.draft, name="Hội nghị đối thoại"))
    again = read_session(case, key)
    edit_session(hoa, again, replace(again.draft, venues=(VenueDraft("Hội trường"),)))
    with pytest.raises(EditConflict) as refusal:
        edit_session(case, read, replace(read.draft, name="Hội nghị quý III"))
    assert refusal.value.change.by == "lan"
    for other in (lan, hoa):
        other.store.close()


def test_a_version_a_thing_never_had_is_refused_as_such(case: Case):
    with pytest.raises(Invalid):
        require_seen_version(case, 3, 4, "KN-2026-0001")
    require_seen_version(case, 3, 3, "KN-2026-0001")

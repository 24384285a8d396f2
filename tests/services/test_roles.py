"""Who may do what: one table of all use cases, each tried with every role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from dialogue_app import services
from dialogue_app.discovery import load_all
from dialogue_app.domain.calendar import CalendarDay, DayKind, due_date
from dialogue_app.domain.errors.base import BadInput, NotAllowed
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.series import Duty
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, Role, VerdictLevel
from dialogue_app.services import personal_data
from dialogue_app.services.agency.reference import PickList, ReferenceList, save_reference
from dialogue_app.services.agency.settings import agency_detail
from dialogue_app.services.bodies import editing as bodies
from dialogue_app.services.bodies import naming
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.calendar.moving import moved_dues
from dialogue_app.services.case import USE_CASES, Case, Seen
from dialogue_app.services.enterprises import duplicates, merging
from dialogue_app.services.enterprises import editing as enterprises
from dialogue_app.services.enterprises.importing import import_enterprises
from dialogue_app.services.imports.decisions import UNDECIDED
from dialogue_app.services.imports.profiles import Profile, list_profiles, save_profile
from dialogue_app.services.imports.workbooks import TableKind
from dialogue_app.services.issues import (
    answering,
    assigning,
    closing,
    contacting,
    ending,
    extending,
    grouping,
    intake,
    promises,
    sending,
)
from dialogue_app.services.issues.owed import Owing
from dialogue_app.services.numbering import last_numbers
from dialogue_app.services.policies import editing as policies
from dialogue_app.services.series import editing
from dialogue_app.services.sessions import bringing, taking
from dialogue_app.services.sessions import editing as sessions
from dialogue_app.services.staff import editing as staff
from dialogue_app.storage.files import KeptFile
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models.audit import AuditEntry
from dialogue_app.storage.models.base import new_uid
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.reference import Topic
from tests.services.changing import read_enterprise, read_issue, read_list, read_session
from tests.services.conftest import DAY, Office, as_role
from tests.services.imports.test_imports import enterprises as enterprise_preview
from tests.services.imports.test_imports import issues as issue_preview
from tests.services.imports.test_imports import workbook
from tests.template import NOW

ALWAYS = {Role.ADMINISTRATOR, Role.OFFICER}
SECRETARY = ALWAYS | {Role.SECRETARY}
FOLLOW_UP = SECRETARY | {Role.FOLLOW_UP}
CLERK = FOLLOW_UP | {Role.CLERK}
LEADER = SECRETARY | {Role.LEADER}

MAY_DO: dict[str, set[Role]] = {
    "agency.set": ALWAYS,
    "body.add": ALWAYS,
    "body.edit": ALWAYS,
    "calendar.change": ALWAYS,
    "calendar.move_dues": FOLLOW_UP,
    "body.name": ALWAYS,
    "enterprise.distinct": FOLLOW_UP,
    "enterprise.distinct_withdraw": FOLLOW_UP,
    "enterprise.edit": FOLLOW_UP,
    "enterprise.import": FOLLOW_UP,
    "enterprise.merge": FOLLOW_UP,
    "enterprise.register": FOLLOW_UP,
    "enterprise.separate": FOLLOW_UP,
    "import.take_back": FOLLOW_UP,
    "import_profile.remove": FOLLOW_UP,
    "import_profile.rename": FOLLOW_UP,
    "import_profile.save": FOLLOW_UP,
    "issue.also_elsewhere": FOLLOW_UP,
    "issue.answer": CLERK,
    "issue.answer_together": CLERK,
    "issue.assign": FOLLOW_UP,
    "issue.assign_together": FOLLOW_UP,
    "issue.attach": CLERK,
    "issue.break": CLERK,
    "issue.came_back": FOLLOW_UP,
    "issue.close": FOLLOW_UP,
    "issue.close_together": FOLLOW_UP,
    "issue.contact": CLERK,
    "issue.duplicate": FOLLOW_UP,
    "issue.edit": FOLLOW_UP,
    "issue.escalate": FOLLOW_UP,
    "issue.extend": FOLLOW_UP,
    "issue.give_out": FOLLOW_UP,
    "issue.group": FOLLOW_UP,
    "issue.import": FOLLOW_UP,
    "issue.keep": CLERK,
    "issue.promise": CLERK,
    "issue.note_elsewhere": FOLLOW_UP,
    "issue.propose": FOLLOW_UP,
    "issue.register": FOLLOW_UP,
    "issue.remind": CLERK,
    "issue.remind_promise": CLERK,
    "issue.reopen": FOLLOW_UP,
    "issue.resume": FOLLOW_UP,
    "issue.return": FOLLOW_UP,
    "issue.sent": CLERK,
    "issue.sent_together": CLERK,
    "issue.tell": CLERK,
    "issue.ungroup": FOLLOW_UP,
    "issue.verdict": FOLLOW_UP,
    "issue.wait": FOLLOW_UP,
    "policy.add": ALWAYS,
    "policy.edit": ALWAYS,
    "policy.remove": ALWAYS,
    "personal_data.remove": ALWAYS,
    "reference.save": ALWAYS,
    "sample.fill": ALWAYS,
    "series.add": ALWAYS,
    "series.edit": ALWAYS,
    "session.add": SECRETARY,
    "session.direct": LEADER,
    "session.bring": SECRETARY,
    "session.duty": SECRETARY,
    "session.edit": SECRETARY,
    "session.ready": SECRETARY,
    "session.take": SECRETARY,
    "session.take.failed": SECRETARY,
    "staff.add": ALWAYS,
    "staff.edit": ALWAYS,
    "staff.me": set(Role),
    "undo": set(Role),
}


class Arguments:
    """For each use case what it is called with, after the case, so that it does write."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.case = office.case

    def of(self, action: str) -> tuple[Any, ...]:
        return getattr(self, action.replace(".", "_"))()

    def _unused(self, word: str) -> str:
        """A name that nothing in the database has."""
        return f"{word} {entries(self.case)}"

    def agency_set(self):
        form = AgencyDraft(self._unused("UBND phường Mẫu"), "phường Mẫu")
        return agency_detail(self.case), form

    def body_add(self):
        return (bodies.BodyDraft(self._unused("Đội Mẫu")),)

    def body_edit(self):
        read = bodies.body_detail(self.case, bodies.add_body(self.case, *self.body_add()))
        return read, replace(read.draft, note="sáp nhập")

    def _next_day_off(self) -> CalendarDay:
        """The first working day after `DAY` that this office has not made a day off yet."""
        calendar = self.case.calendar()
        return CalendarDay(due_date(calendar, DAY, 1), DayKind.HOLIDAY, "Nghỉ mẫu")

    def calendar_change(self):
        return ([self._next_day_off()],)

    def calendar_move_dues(self):
        form = assigning.AssignmentDraft(self.office.own, due=assigning.Due(working_days=3))
        assigning.assign(self.case, self._seen(self.office.received()), form, DAY)
        change_days(self.case, [self._next_day_off()])
        return (moved_dues(self.case),)

    def body_name(self):
        name = self._unused("Công ty Điện lực")
        return ([naming.NamedBody("Công ty Điện lực", name)],)

    def _two(self) -> tuple[int, int]:
        one, other = (
            enterprises.register_enterprise(self.case, *self.enterprise_register())
            for _each in range(2)
        )
        return one, other

    def enterprise_distinct(self):
        return self._two()

    def enterprise_distinct_withdraw(self):
        pair = self._two()
        duplicates.note_distinct(self.case, *pair)
        return pair

    def enterprise_merge(self):
        one, other = (read_enterprise(self.case, key) for key in self._two())
        return one, other, one.draft

    def enterprise_separate(self):
        one, other, draft = self.enterprise_merge()
        merging.merge_enterprises(self.case, one, other, draft)
        return (other.id,)

    def import_take_back(self):
        preview = self.enterprise_import()[0]
        return (import_enterprises(self.case, preview).number,)

    def enterprise_edit(self):
        known = enterprises.register_enterprise(self.case, *self.enterprise_register())
        read = read_enterprise(self.case, known)
        return read, replace(read.draft, phone="0900 000 001")

    def enterprise_import(self):
        row = [1, self._unused("Công ty Mẫu"), "", "", ""]
        path = workbook(self.office.folder / "so-doanh-nghiep.xlsx", row)
        return (enterprise_preview(self.case, path),)

    def enterprise_register(self):
        return (enterprises.EnterpriseDraft("Công ty Mẫu"),)

    def _seen(self, issue_id: int):
        return self.office.seen(issue_id)

    def issue_answer(self):
        form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", DAY)
        return [self._seen(self.office.received())], form

    def issue_attach(self):
        kept = KeptFile("0" * 64, 12)
        return self._seen(self.office.received()), kept, "công văn.pdf"

    def issue_assign(self):
        part = assigning.AssignmentDraft(self.office.other)
        return self._seen(self.office.received()), part, DAY

    def issue_promise(self):
        form = promises.PromiseDraft("Sẽ niêm yết giá", "tháng 10")
        return self._seen(self.office.answered()), form

    def issue_answer_together(self):
        return self.issue_answer()

    def issue_assign_together(self):
        seen, part, day = self.issue_assign()
        return [seen], part, day

    def issue_close_together(self):
        return [self._seen(self.office.received())], closing.Ending(Outcome.WITHDRAWN, DAY)

    def issue_group(self):
        return ([self._seen(self.office.received()) for _each in range(2)],)

    def issue_ungroup(self):
        keys = [self.office.received() for _each in range(2)]
        grouping.group(self.case, [self._seen(key) for key in keys])
        return ([self._seen(keys[0])],)

    def _promised(self):
        issue_id = self.office.promised()
        return self._seen(issue_id), self.office.detail(issue_id).promises[0].id

    def issue_remind_promise(self):
        seen, promise_id = self._promised()
        return [seen], [promise_id], contacting.ContactDraft(DAY)

    def issue_keep(self):
        return *self._promised(), DAY, "Biên bản niêm yết"

    def issue_break(self):
        return *self._promised(), DAY, "không có mặt bằng"

    def issue_came_back(self):
        return self._seen(self.office.sent_up()), DAY

    def issue_close(self):
        return self._seen(self.office.received()), Outcome.WITHDRAWN, DAY

    def issue_duplicate(self):
        return self._seen(self.office.received()), self.office.received(), DAY

    def issue_edit(self):
        read = read_issue(self.case, self.office.received())
        return read, replace(read.draft, note="đã gọi")

    def issue_escalate(self):
        form = ending.EscalationDraft(DAY, addressee="Bộ Mẫu")
        return self._seen(self.office.received()), form

    def issue_extend(self):
        issue_id = self.office.received()
        part = assigning.AssignmentDraft(self.office.own, due=assigning.Due(working_days=3))
        assigning.assign(self.case, self._seen(issue_id), part, DAY)
        later = assigning.Due(on=DAY + timedelta(days=30))
        form = extending.ExtensionDraft(later, "chờ kết quả đo đạc", DAY)
        return self._seen(issue_id), self.office.own, form

    def issue_give_out(self):
        return [self._seen(self.office.proposed())], DAY

    def issue_import(self):
        meeting = sessions.add_session(self.case, *self.session_add())
        header = ["STT", "Đơn vị nêu", "Nội dung"]
        path = self.office.folder / "kien-nghi.xlsx"
        workbook(path, [1, "Công ty Mẫu", "Đường ngập."], header=header)
        return (issue_preview(self.case, path, meeting),)

    def issue_propose(self):
        part = assigning.AssignmentDraft(self.office.other)
        return self._seen(self.office.received()), [part]

    def issue_register(self):
        return (intake.IssueDraft("Thuế đất tăng", received_on=DAY),)

    def issue_reopen(self):
        return self._seen(self.office.closed()), "chưa rõ", DAY

    def issue_resume(self):
        return (self._seen(self.office.waiting()),)

    def issue_return(self):
        return self._seen(self.office.handed_over()), self.office.other, DAY, "không thuộc"

    def issue_sent(self):
        form = sending.SendingDraft(DAY)
        return self._seen(self.office.handed_over()), self.office.other, form

    def issue_sent_together(self):
        first, body, form = self.issue_sent()
        return [first], body, form

    def issue_remind(self):
        known = self._seen(self.office.sent_up())
        return [known], Owing(addressee="Bộ Mẫu"), contacting.ContactDraft(DAY)

    def issue_contact(self):
        return self.issue_remind()

    def issue_tell(self):
        return [self._seen(self.office.answered())], contacting.ContactDraft(DAY)

    def issue_note_elsewhere(self):
        return self._seen(self.office.received()), "1022-77"

    def issue_also_elsewhere(self):
        return [self._seen(self.office.received())], True

    def issue_verdict(self):
        issue_id = self.office.answered()
        raiser = self.office.raiser_of(issue_id)
        return self._seen(issue_id), raiser, VerdictLevel.SATISFIED, DAY

    def issue_wait(self):
        return self._seen(self.office.received()), DAY, "bản vẽ"

    def policy_add(self):
        return (PolicyDraft(self._unused_topic(), due_days=5),)

    def policy_edit(self):
        read = policies.policy_detail(self.case, policies.add_policy(self.case, *self.policy_add()))
        return read, replace(read.draft, due_days=9, supporter_ids=(self.office.other,))

    def policy_remove(self):
        return (self.policy_edit()[0],)

    def _unused_topic(self) -> int:
        """A topic that no rule is for yet."""
        name = self._unused("Đất")
        topics = ReferenceList.TOPICS
        read = read_list(self.case, topics)
        save_reference(self.case, topics, read, PickList((*read.draft.rows, (name, True))))
        with self.case.reading() as session:
            return session.scalars(select(Topic.id).where(Topic.name == name)).one()

    def reference_save(self):
        topics = ReferenceList.TOPICS
        return topics, read_list(self.case, topics), PickList(((self._unused("Thuế"), True),))

    def import_profile_save(self):
        name = self._unused("Sổ thuế")
        return (Profile(TableKind.ENTERPRISES, name, {"ten": "name"}, UNDECIDED),)

    def import_profile_rename(self):
        return self._kept_profile(), self._unused("Sổ thuế mới")

    def import_profile_remove(self):
        return (self._kept_profile(),)

    def _kept_profile(self):
        save_profile(self.case, *self.import_profile_save())
        row = list_profiles(self.case)[0]
        return Seen(row.id, row.version)

    def sample_fill(self):
        return ()

    def series_add(self):
        return (SeriesDraft(self._unused("Đối thoại quý")),)

    def series_edit(self):
        editing.add_series(self.case, *self.series_add())
        row = editing.list_series(self.case)[0]
        return row.seen, replace(row.draft, basis_text=self._unused("Kế hoạch số"))

    def session_duty(self):
        read = read_session(self.case, sessions.add_session(self.case, *self.session_add()))
        return Seen(read.id, read.version), Duty.NOTICE, DAY

    def session_add(self):
        return (sessions.SessionDraft(self._unused("M"), "Hội nghị mẫu", planned_on=DAY),)

    def session_direct(self):
        form = answering.DirectionDraft(Person.typed("Ông Mẫu"), "làm ngay", DAY)
        return None, [self._seen(self.office.received())], form

    def personal_data_remove(self):
        self.office.received()
        with self.case.reading() as session:
            (said,) = session.scalars(select(Issue.text).limit(1))
        return personal_data.Person(said), "theo đơn", None, lambda _done, _total: None

    def staff_add(self):
        return (staff.StaffDraft(self._unused("Bà Mẫu")),)

    def staff_edit(self):
        me = staff.list_staff(self.case)[0]
        return me.seen, replace(me.seen.draft, name=self._unused("Ông Mẫu"))

    def staff_me(self):
        return None, staff.StaffDraft(self._unused("Cô Mẫu"))

    def undo(self):
        self.office.waiting()
        return (self.case.store.last_written,)

    def session_ready(self):
        self.office.received()
        return (None,)

    def session_take(self):
        with self.case.reading() as session:
            last = last_numbers(session)
        new = taking.NewCopy(new_uid(), "", NOW, "mau", "", last)
        return sessions.add_session(self.case, *self.session_add()), new, Head(1, "1")

    def session_take_failed(self):
        key, new, head = self.session_take()
        taking.note_taken(self.case, key, new, head)
        return (new.uid,)

    def session_bring(self):
        key = sessions.add_session(self.case, *self.session_add())
        file = self.office.folder / self._unused("file")
        taking.take(self.case, key, file)

        def watch(_done: int, _total: int) -> None: ...

        with bringing.loaded(self.case, file, watch, lambda: False) as copy:
            return copy, {}, watch, lambda: False

    def session_edit(self):
        read = read_session(self.case, sessions.add_session(self.case, *self.session_add()))
        return read, replace(read.draft, place="Hội trường")


def entries(case: Case) -> int:
    with case.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


@pytest.mark.parametrize("action", MAY_DO)
def test_a_use_case_writes_for_its_roles_and_nothing_for_the_others(office: Office, action: str):
    load_all(services)
    act, arguments = USE_CASES[action].function, Arguments(office).of(action)
    before = entries(office.case)
    for role in others(MAY_DO[action]):
        with pytest.raises(NotAllowed) as refusal:
            act(as_role(office.case, role), *arguments)
        assert (refusal.value.role, refusal.value.action) == (role, action)
    assert entries(office.case) == before
    first, *further = sorted(MAY_DO[action])
    act(as_role(office.case, first), *arguments)
    assert entries(office.case) == before + 1
    for role in further:
        assert_role_will_do(act, as_role(office.case, role), arguments)


def assert_role_will_do(act: Callable[..., Any], case: Case, arguments: tuple[Any, ...]) -> None:
    """The act has been done once; it may be refused now, but not for the role."""
    try:
        act(case, *arguments)
    except NotAllowed:
        pytest.fail(f"refused for {case.actor.role}")
    except BadInput:
        pass


def others(roles: set[Role]) -> list[Role]:
    return [role for role in Role if role not in roles]


def test_the_table_has_every_use_case():
    load_all(services)
    assert USE_CASES.keys() == MAY_DO.keys()

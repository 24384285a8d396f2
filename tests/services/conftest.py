"""A fresh database for each test of the services, and one office for a whole file of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.fields.sessions import ParticipantDraft, SessionDraft, SpeechDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, ParticipantRole, RaiserKind, Role
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues import answering, assigning, ending, intake, promises
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.series.proposing import propose_session
from dialogue_app.services.sessions.editing import add_session
from tests.services.changing import name_agency
from tests.template import fresh_case, seen

DAY = date(2026, 9, 15)


def on_day(case: Case, day: date) -> Case:
    """The same case on another day."""
    moment = datetime.combine(day, time(9, 30), ZoneInfo("Asia/Ho_Chi_Minh"))
    case.store.clock_is_right = True  # the days of a test come as it likes
    return replace(case, clock=lambda: moment)


def as_role(case: Case, role: Role) -> Case:
    """The same case in the hands of somebody of that role."""
    return replace(case, actor=replace(case.actor, role=role))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    opened = fresh_case(tmp_path / "data")
    yield opened
    opened.store.close()


@pytest.fixture
def meeting(case: Case) -> int:
    """A session of phường Mẫu with its chair."""
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    form = SessionDraft(
        code="2026-K3",
        name=propose_session(case, day=DAY).name,
        planned_on=DAY,
        place="Hội trường phường Mẫu",
        started_at=datetime(2026, 9, 15, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        participants=(
            ParticipantDraft(ParticipantRole.CHAIR, Person("Ông Trần Văn Mẫu", "Chủ tịch")),
        ),
        opening=(SpeechDraft(Person.typed("Ông Trần Văn Mẫu"), "phát biểu khai mạc"),),
    )
    return add_session(case, form)


class Office:
    """One database for all tests of a file: each brings its own issue to where it needs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.case = fresh_case(folder / "data")
        self.own = find_body(self.case, "Phòng Kinh tế, Hạ tầng và Đô thị", DAY)
        self.other = find_body(self.case, "Sở Xây dựng", DAY)

    def detail(self, issue_id: int) -> IssueDetail:
        return issue_detail(self.case, issue_id)

    def seen(self, issue_id: int) -> Seen:
        return seen(self.case, issue_id)

    def raiser_of(self, issue_id: int) -> int:
        return self.detail(issue_id).raisers[0].id

    def received(self) -> int:
        raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
        form = intake.IssueDraft("Thuế đất tăng", received_on=DAY, raisers=(raiser,))
        return intake.register_issue(self.case, form)

    def proposed(self) -> int:
        issue_id = self.received()
        assigning.propose(self.case, self.seen(issue_id), [assigning.AssignmentDraft(self.other)])
        return issue_id

    def handed_over(self, given_on: date = DAY) -> int:
        issue_id, part = self.received(), assigning.AssignmentDraft(self.other)
        assigning.assign(self.case, self.seen(issue_id), part, given_on)
        return issue_id

    def waiting(self) -> int:
        issue_id = self.received()
        ending.wait_for_enterprise(self.case, self.seen(issue_id), DAY, "bản vẽ")
        return issue_id

    def sent_up(self) -> int:
        issue_id = self.received()
        form = ending.EscalationDraft(DAY, addressee="Bộ Mẫu")
        ending.escalate(self.case, self.seen(issue_id), form)
        return issue_id

    def answered(self) -> int:
        issue_id = self.received()
        form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", DAY)
        answering.answer(self.case, [self.seen(issue_id)], form)
        return issue_id

    def promised(self, by: str = "tháng 10") -> int:
        """Answered with a promise by a unit of ours."""
        issue_id = self.received()
        form = answering.AnswerDraft(
            AnswerKind.AT_MEETING, "Sẽ niêm yết giá.", DAY, body_id=self.own,
            promise=promises.PromiseDraft("Niêm yết giá giữ xe", by),
        )  # fmt: skip
        answering.answer(self.case, [self.seen(issue_id)], form)
        return issue_id

    def closed(self) -> int:
        issue_id = self.received()
        ending.close(self.case, self.seen(issue_id), Outcome.WITHDRAWN, DAY)
        return issue_id


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    laid_out = Office(tmp_path_factory.mktemp("office"))
    yield laid_out
    laid_out.case.store.close()

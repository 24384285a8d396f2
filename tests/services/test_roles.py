"""Who may call which service that writes: one table, tried with every role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from inspect import isfunction, signature
from pkgutil import walk_packages
from typing import Any

import pytest
from sqlalchemy import func, select

from dialogue_app import services
from dialogue_app.domain.errors.base import BadInput, NotAllowed
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, Role, VerdictLevel
from dialogue_app.services.agency import settings
from dialogue_app.services.bodies import editing as bodies
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises import editing as enterprises
from dialogue_app.services.enterprises import importing as enterprise_importing
from dialogue_app.services.issues import answering, assigning, ending, importing, intake
from dialogue_app.services.sessions import editing as sessions
from dialogue_app.storage.models import AuditEntry
from tests.services.conftest import DAY, Office
from tests.services.imports.test_imports import enterprises as enterprise_preview
from tests.services.imports.test_imports import issues as issue_preview
from tests.services.imports.test_imports import workbook

ALWAYS = {Role.ADMINISTRATOR, Role.OFFICER}
SECRETARY = ALWAYS | {Role.SECRETARY}
FOLLOW_UP = SECRETARY | {Role.FOLLOW_UP}
CLERK = FOLLOW_UP | {Role.CLERK}
LEADER = SECRETARY | {Role.LEADER}

MAY_CALL: dict[Callable[..., Any], set[Role]] = {
    answering.answer: CLERK,
    answering.direct: LEADER,
    bodies.add_body: ALWAYS,
    bodies.edit_body: ALWAYS,
    ending.wait_for_enterprise: FOLLOW_UP,
    ending.resume: FOLLOW_UP,
    ending.escalate: FOLLOW_UP,
    ending.came_back: FOLLOW_UP,
    ending.record_verdict: FOLLOW_UP,
    ending.close: FOLLOW_UP,
    ending.mark_duplicate: FOLLOW_UP,
    ending.reopen: FOLLOW_UP,
    enterprise_importing.import_enterprises: FOLLOW_UP,
    enterprises.register_enterprise: FOLLOW_UP,
    enterprises.edit_enterprise: FOLLOW_UP,
    assigning.assign: FOLLOW_UP,
    assigning.propose: FOLLOW_UP,
    assigning.give_out: FOLLOW_UP,
    assigning.return_issue: FOLLOW_UP,
    importing.import_issues: FOLLOW_UP,
    intake.register_issue: FOLLOW_UP,
    intake.edit_issue: FOLLOW_UP,
    settings.save_reference: ALWAYS,
    settings.set_agency: ALWAYS,
    sessions.add_session: SECRETARY,
    sessions.edit_session: SECRETARY,
}
# It calls the others one after the other, as the same person.
CALLS_OTHERS = {"fill_sample"}


class Arguments:
    """For each service what it is called with, after store and actor, so that it does write."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def for_service(self, service: Callable[..., Any]) -> tuple[Any, ...]:
        return getattr(self, service.__name__)()

    def _unused(self, word: str) -> str:
        """A name that nothing in the register has."""
        return f"{word} {entries(self.office.case)}"

    def answer(self):
        form = answering.AnswerForm(AnswerKind.IN_WRITING, "đã xem xét", DAY)
        return [self.office.received()], form

    def direct(self):
        return None, answering.DirectionForm("Ông Mẫu", "làm ngay", DAY)

    def add_body(self):
        return (bodies.BodyForm(self._unused("Đội Mẫu")),)

    def edit_body(self):
        case = self.office.case, self.office.actor
        body = bodies.add_body(case, *self.add_body())
        form, version = bodies.body_detail(case, body)
        return body, replace(form, note="sáp nhập"), version

    def wait_for_enterprise(self):
        return self.office.received(), DAY, "bản vẽ"

    def resume(self):
        return (self.office.waiting(),)

    def escalate(self):
        return self.office.received(), ending.EscalationForm(DAY, addressee="Bộ Mẫu")

    def came_back(self):
        return self.office.sent_up(), DAY

    def record_verdict(self):
        issue_id = self.office.answered()
        return issue_id, self.office.raiser_of(issue_id), VerdictLevel.SATISFIED, DAY

    def close(self):
        return self.office.received(), Outcome.WITHDRAWN, DAY

    def mark_duplicate(self):
        return self.office.received(), self.office.received(), DAY

    def reopen(self):
        return self.office.closed(), "chưa rõ", DAY

    def import_enterprises(self):
        row = [1, self._unused("Công ty Mẫu"), "", "", ""]
        path = workbook(self.office.folder / "so-doanh-nghiep.xlsx", row)
        return (enterprise_preview(self.office.case, path),)

    def register_enterprise(self):
        return (enterprises.EnterpriseForm("Công ty Mẫu"),)

    def edit_enterprise(self):
        case, form = self.office.case, enterprises.EnterpriseForm("Công ty Mẫu")
        enterprise = enterprises.register_enterprise(case, self.office.actor, form)
        return enterprise, replace(form, phone="0900 000 001"), 1

    def assign(self):
        return self.office.received(), assigning.AssignmentForm(self.office.other), DAY

    def propose(self):
        return self.office.received(), [assigning.AssignmentForm(self.office.other)]

    def give_out(self):
        return [self.office.proposed()], DAY

    def return_issue(self):
        return self.office.handed_over(), self.office.other, DAY, "không thuộc"

    def import_issues(self):
        store = self.office.case
        meeting = sessions.add_session(case, self.office.actor, *self.add_session())
        header = ["STT", "Đơn vị nêu", "Nội dung"]
        path = self.office.folder / "kien-nghi.xlsx"
        workbook(path, [1, "Công ty Mẫu", "Đường ngập."], header=header)
        return (issue_preview(case, path, meeting),)

    def register_issue(self):
        return (intake.IssueForm("Thuế đất tăng", received_on=DAY),)

    def edit_issue(self):
        before = self.office.detail(self.office.received())
        return before.id, replace(before.form, note="đã gọi"), before.version

    def save_reference(self):
        return settings.ReferenceList.TOPICS, [(self._unused("Thuế"), True)]

    def set_agency(self):
        return (settings.AgencyForm(self._unused("UBND phường Mẫu"), "phường Mẫu"),)

    def add_session(self):
        return (sessions.SessionForm(self._unused("M"), "Hội nghị mẫu", planned_on=DAY),)

    def edit_session(self):
        (form,) = self.add_session()
        meeting = sessions.add_session(self.office.case, self.office.actor, form)
        return meeting, replace(form, place="Hội trường"), 1


def entries(case: Case) -> int:
    with case.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def name(service: object) -> str:
    return getattr(service, "__name__", "")


@pytest.mark.parametrize("service", MAY_CALL, ids=name)
def test_a_service_writes_for_its_roles_and_nothing_for_the_others(
    office: Office, service: Callable[..., Any]
):
    arguments = Arguments(office).for_service(service)
    before = entries(office.case)
    for role in others(MAY_CALL[service]):
        with pytest.raises(NotAllowed) as refusal:
            service(office.case, replace(office.actor, role=role), *arguments)
        assert refusal.value.role is role
    assert entries(office.case) == before
    first, *further = sorted(MAY_CALL[service])
    service(office.case, replace(office.actor, role=first), *arguments)
    assert entries(office.case) == before + 1
    for role in further:
        assert_role_will_do(service, office, replace(office.actor, role=role), arguments)


def assert_role_will_do(
    service: Callable[..., Any], office: Office, actor: Actor, arguments: tuple[Any, ...]
) -> None:
    """The act has been done once; it may be refused now, but not for the role."""
    try:
        service(office.case, *arguments)
    except NotAllowed:
        pytest.fail(f"refused for {actor.role}")
    except BadInput:
        pass


def others(roles: set[Role]) -> list[Role]:
    return [role for role in Role if role not in roles]


def test_the_table_has_every_service_that_writes():
    written = {service.__name__ for service in MAY_CALL}
    assert {name(one) for one in writing_services()} == written | CALLS_OTHERS


def writing_services() -> list[Callable[..., Any]]:
    """The public functions of the services that are told who calls, and in which register."""
    modules = [
        import_module(m.name) for m in walk_packages(services.__path__, "dialogue_app.services.")
    ]
    return [
        function
        for module in modules
        for function in vars(module).values()
        if isfunction(function)
        and function.__module__ == module.__name__
        and not function.__name__.startswith("_")
        and {"store", "actor"} <= signature(function).parameters.keys()
    ]

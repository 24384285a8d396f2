"""Who may call which service that writes: one table, tried with every role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from inspect import isfunction, signature
from pkgutil import iter_modules
from typing import Any

import pytest
from sqlalchemy import func, select

from dialogue_app import services
from dialogue_app.domain.errors import BadInput, NotAllowed
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, Role, VerdictLevel
from dialogue_app.services import (
    answers,
    bodies,
    endings,
    enterprise_import,
    enterprises,
    handing,
    issue_import,
    issues,
    reference,
    sessions,
)
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import AuditEntry
from tests.services.conftest import DAY, Desk
from tests.services.test_imports import enterprises as enterprise_preview
from tests.services.test_imports import issues as issue_preview
from tests.services.test_imports import workbook

ALWAYS = {Role.ADMINISTRATOR, Role.OFFICER}
SECRETARY = ALWAYS | {Role.SECRETARY}
FOLLOW_UP = SECRETARY | {Role.FOLLOW_UP}
CLERK = FOLLOW_UP | {Role.CLERK}
LEADER = SECRETARY | {Role.LEADER}

MAY_CALL: dict[Callable[..., Any], set[Role]] = {
    answers.answer: CLERK,
    answers.direct: LEADER,
    bodies.add_body: ALWAYS,
    bodies.edit_body: ALWAYS,
    endings.wait_for_enterprise: FOLLOW_UP,
    endings.resume: FOLLOW_UP,
    endings.escalate: FOLLOW_UP,
    endings.came_back: FOLLOW_UP,
    endings.record_verdict: FOLLOW_UP,
    endings.close: FOLLOW_UP,
    endings.mark_duplicate: FOLLOW_UP,
    endings.reopen: FOLLOW_UP,
    enterprise_import.import_enterprises: FOLLOW_UP,
    enterprises.register_enterprise: FOLLOW_UP,
    enterprises.edit_enterprise: FOLLOW_UP,
    handing.hand_over: FOLLOW_UP,
    handing.propose: FOLLOW_UP,
    handing.give_out: FOLLOW_UP,
    handing.return_issue: FOLLOW_UP,
    issue_import.import_issues: FOLLOW_UP,
    issues.register_issue: FOLLOW_UP,
    issues.edit_issue: FOLLOW_UP,
    reference.save_reference: ALWAYS,
    reference.set_agency: ALWAYS,
    sessions.add_session: SECRETARY,
    sessions.edit_session: SECRETARY,
}
# It calls the others one after the other, as the same person.
CALLS_OTHERS = {"fill_sample"}


class Arguments:
    """For each service what it is called with, after store and actor, so that it does write."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def for_service(self, service: Callable[..., Any]) -> tuple[Any, ...]:
        return getattr(self, service.__name__)()

    def _unused(self, word: str) -> str:
        """A name that nothing in the register has."""
        return f"{word} {entries(self.desk.store)}"

    def answer(self):
        form = answers.AnswerForm(AnswerKind.IN_WRITING, "đã xem xét", DAY)
        return [self.desk.received()], form

    def direct(self):
        return None, answers.DirectionForm("Ông Mẫu", "làm ngay", DAY)

    def add_body(self):
        return (bodies.BodyForm(self._unused("Đội Mẫu")),)

    def edit_body(self):
        store, actor = self.desk.store, self.desk.actor
        body = bodies.add_body(store, actor, *self.add_body())
        form, version = bodies.body_detail(store, body)
        return body, replace(form, note="sáp nhập"), version

    def wait_for_enterprise(self):
        return self.desk.received(), DAY, "bản vẽ"

    def resume(self):
        return (self.desk.waiting(),)

    def escalate(self):
        return self.desk.received(), endings.EscalationForm(DAY, addressee="Bộ Mẫu")

    def came_back(self):
        return self.desk.sent_up(), DAY

    def record_verdict(self):
        issue_id = self.desk.answered()
        return issue_id, self.desk.raiser_of(issue_id), VerdictLevel.SATISFIED, DAY

    def close(self):
        return self.desk.received(), Outcome.WITHDRAWN, DAY

    def mark_duplicate(self):
        return self.desk.received(), self.desk.received(), DAY

    def reopen(self):
        return self.desk.closed(), "chưa rõ", DAY

    def import_enterprises(self):
        row = [1, self._unused("Công ty Mẫu"), "", "", ""]
        path = workbook(self.desk.folder / "so-doanh-nghiep.xlsx", row)
        return (enterprise_preview(self.desk.store, path),)

    def register_enterprise(self):
        return (enterprises.EnterpriseForm("Công ty Mẫu"),)

    def edit_enterprise(self):
        store, form = self.desk.store, enterprises.EnterpriseForm("Công ty Mẫu")
        enterprise = enterprises.register_enterprise(store, self.desk.actor, form)
        return enterprise, replace(form, phone="0900 000 001"), 1

    def hand_over(self):
        return self.desk.received(), handing.Handing(self.desk.other), DAY

    def propose(self):
        return self.desk.received(), [handing.Handing(self.desk.other)]

    def give_out(self):
        return [self.desk.proposed()], DAY

    def return_issue(self):
        return self.desk.handed_over(), self.desk.other, DAY, "không thuộc"

    def import_issues(self):
        store = self.desk.store
        meeting = sessions.add_session(store, self.desk.actor, *self.add_session())
        header = ["STT", "Đơn vị nêu", "Nội dung"]
        path = self.desk.folder / "kien-nghi.xlsx"
        workbook(path, [1, "Công ty Mẫu", "Đường ngập."], header=header)
        return (issue_preview(store, path, meeting),)

    def register_issue(self):
        return (issues.IssueForm("Thuế đất tăng", received_on=DAY),)

    def edit_issue(self):
        before = self.desk.detail(self.desk.received())
        return before.id, replace(before.form, note="đã gọi"), before.version

    def save_reference(self):
        return reference.ReferenceList.TOPICS, [(self._unused("Thuế"), True)]

    def set_agency(self):
        return (reference.AgencyForm(self._unused("UBND phường Mẫu"), "phường Mẫu"),)

    def add_session(self):
        return (sessions.SessionForm(self._unused("M"), "Hội nghị mẫu", planned_on=DAY),)

    def edit_session(self):
        (form,) = self.add_session()
        meeting = sessions.add_session(self.desk.store, self.desk.actor, form)
        return meeting, replace(form, place="Hội trường"), 1


def entries(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def name(service: object) -> str:
    return getattr(service, "__name__", "")


@pytest.mark.parametrize("service", MAY_CALL, ids=name)
def test_a_service_writes_for_its_roles_and_nothing_for_the_others(
    desk: Desk, service: Callable[..., Any]
):
    arguments = Arguments(desk).for_service(service)
    before = entries(desk.store)
    for role in others(MAY_CALL[service]):
        with pytest.raises(NotAllowed) as refusal:
            service(desk.store, replace(desk.actor, role=role), *arguments)
        assert refusal.value.role is role
    assert entries(desk.store) == before
    first, *further = sorted(MAY_CALL[service])
    service(desk.store, replace(desk.actor, role=first), *arguments)
    assert entries(desk.store) == before + 1
    for role in further:
        assert_role_will_do(service, desk, replace(desk.actor, role=role), arguments)


def assert_role_will_do(
    service: Callable[..., Any], desk: Desk, actor: Actor, arguments: tuple[Any, ...]
) -> None:
    """The act has been done once; it may be refused now, but not for the role."""
    try:
        service(desk.store, actor, *arguments)
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
        import_module(f"{services.__name__}.{m.name}") for m in iter_modules(services.__path__)
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

"""The rules in the settings: listed, added, changed, removed; what they propose in a form."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import IssueKind, Relation, WaitingClock
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import topics
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign, propose
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.policies.editing import add_policy, rule_book
from tests.ui.conftest import Driver, Open
from ui.forms.input import Option
from ui.pages.settings.policies import PoliciesPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def opened(driver: Driver) -> PoliciesPanel:
    page = driver.go("settings")
    panel = next(one for one in page.findChildren(PoliciesPanel))
    page.tabs.setCurrentWidget(panel)
    driver.rest()
    return panel


def rules(panel: PoliciesPanel) -> list[str]:
    shown = panel.findChild(QListWidget, "rules")
    assert shown is not None
    return [shown.item(row).text() for row in range(shown.count())]


def drafts(driver: Driver) -> list[PolicyDraft]:
    return [rule.draft for rule in rule_book(driver.case).policies.rules]


def bodies(driver: Driver, relation: Relation) -> list[Option]:
    return [
        Option(row.id, row.name, kind=row.relation)
        for row in list_bodies(driver.case)
        if row.relation is relation
    ]


def test_a_rule_is_added_chosen_changed_and_removed(open_window: Open) -> None:
    driver = open_window()
    panel = opened(driver)
    assert rules(panel) == ["Thêm quy định mới"]
    (first, *_others) = topics(driver.case)
    other = bodies(driver, Relation.OTHER)[0]
    driver.choose("topic", first.name)
    driver.type("due_days", "10")
    panel.put("supporters", (other,))
    driver.choose("waiting", word(WaitingClock.STOPS))
    driver.press("save")
    expected = PolicyDraft(
        first.id, due_days=10, supporter_ids=(other.id or 0,), waiting=WaitingClock.STOPS
    )
    assert drafts(driver) == [expected]
    said, _new = rules(panel)
    assert said.startswith(f"{first.name}: 10 ngày làm việc; phối hợp: {other.text}")
    driver.choose("kind", word(IssueKind.QUESTION))
    driver.press("save")
    assert drafts(driver)[0].kind is IssueKind.QUESTION
    assert panel.value("supporters") == (other,)
    shown = driver.find(QListWidget, "rules")
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    driver.context.messages.answer("Xóa")
    driver.rest()
    assert drafts(driver) == []
    assert rules(panel) == ["Thêm quy định mới"]


def test_what_is_no_rule_is_said_beside_its_field(open_window: Open) -> None:
    driver = open_window()
    panel = opened(driver)
    driver.choose("kind", word(IssueKind.QUESTION))
    driver.press("save")
    assert "ít nhất một điều" in panel.form.fields["due_days"].error
    driver.type("due_days", "5")
    driver.type("due_on", "31/12/2026")
    driver.press("save")
    assert "không nhập cả hai" in panel.form.fields["due_days"].error
    assert drafts(driver) == []


def test_another_rule_is_not_shown_over_what_is_typed(open_window: Open) -> None:
    driver = open_window()
    add_policy(driver.case, PolicyDraft(due_days=7))
    panel = opened(driver)
    driver.type("due_days", "9")
    shown = driver.find(QListWidget, "rules")
    shown.setCurrentRow(0)
    assert panel.value("due_days") == 9
    driver.context.messages.answer("Bỏ nội dung đang nhập")
    driver.rest()
    assert panel.value("due_days") == 7


# What rules propose in the forms -----------------------------------------------------------------


def test_the_form_says_which_rule_proposes_its_limit(open_window: Open) -> None:
    driver = open_window(True)
    (first, *_others) = topics(driver.case)
    own, other = bodies(driver, Relation.OWN)[:2]
    more = bodies(driver, Relation.OTHER)[0]
    draft = PolicyDraft(first.id, own.id, due_days=9, supporter_ids=(more.id or 0,))
    add_policy(driver.case, draft)
    new = register_issue(driver.case, IssueDraft("Hẻm ngập nước.", topic_id=first.id))
    seen = issue_detail(driver.case, new).seen
    propose(driver.case, seen, [AssignmentDraft(own.id or 0)])
    page = driver.go("issues")
    page.do(Move.ASSIGN.value, new)
    driver.rest()
    panel = page.beside()
    assert panel.value("due_days") == 9
    assert panel.form.fields["due_days"].hint.startswith("→ thứ ")
    expected = f"Theo quy định “{first.name} · {own.text}”"
    assert panel.form.fields["due"].hint == expected
    assert panel.value("supporting") == (more,)
    panel.put("body", other)
    panel.form.fields["body"].editor.picked.emit(other)
    assert panel.value("due_days") == 7  # as our agency usually gives
    assert panel.form.fields["due"].hint == ""
    assert panel.value("supporting") == ()
    assert issue_detail(driver.case, new).assignments[0].due_on is None  # nothing was saved


def test_many_are_given_out_by_the_rules_where_that_is_ticked(open_window: Open) -> None:
    driver = open_window(True)
    (first, *_others) = topics(driver.case)
    own = bodies(driver, Relation.OWN)[0].id or 0
    add_policy(driver.case, PolicyDraft(topic_id=first.id, due_days=9))
    new = [
        register_issue(driver.case, IssueDraft("Hẻm ngập nước.", topic_id=topic))
        for topic in (first.id, None)
    ]
    for key in new:
        propose(driver.case, issue_detail(driver.case, key).seen, [AssignmentDraft(own)])
    page = driver.go("issues")
    page.do("give_out", *new)
    driver.rest()
    panel = page.beside()
    assert panel.value("by_rules") is True
    assert f"{first.name}: 9 ngày làm việc" in panel.form.fields["by_rules"].hint
    driver.press("save")
    parts = [issue_detail(driver.case, key).assignments[0] for key in new]
    assert [part.due_days for part in parts] == [9, 7]


def test_waiting_proposes_what_the_rules_say_of_the_clock(open_window: Open) -> None:
    driver = open_window(True)
    own = bodies(driver, Relation.OWN)[0].id or 0
    add_policy(driver.case, PolicyDraft(body_id=own, waiting=WaitingClock.STOPS))
    new = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    given = AssignmentDraft(own, due=Due(on=date(2026, 12, 31)))
    assign(driver.case, issue_detail(driver.case, new).seen, given, driver.case.today())
    page = driver.go("issues")
    page.do(Move.WAIT.value, new)
    driver.rest()
    assert page.beside().value("stops_clock") is True

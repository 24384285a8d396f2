"""Acts are declared once: buttons, menus, keys show the same, for who may, when it is time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import AnswerKind, IssueState, Relation, Role
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.case import USE_CASES, allowed_use_cases
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.assigning import AssignmentDraft, propose
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.ending import EscalationDraft, escalate, wait_for_enterprise
from dialogue_app.services.issues.grouping import group
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.issues.promises import PromiseDraft
from tests.template import seen
from tests.ui.conftest import Driver, Open
from ui.acts import Act, ActButton, Takes
from ui.pages.bodies.noun import BodyNoun
from ui.pages.enterprises.noun import EnterpriseNoun
from ui.pages.issues.noun import IssueNoun
from ui.pages.sessions.noun import SessionNoun

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ON_ONE = [act for act in IssueNoun.acts if act.moves and Takes.ONE in act.takes]
NOUNS = (IssueNoun, EnterpriseNoun, BodyNoun, SessionNoun)


def issues(driver: Driver) -> list[IssueDetail]:
    return [issue_detail(driver.case, key) for key in IssueList(driver.case).ids(IssueQuery())]


def offered(driver: Driver) -> set[str]:
    return {action.objectName().removeprefix("act_") for action in driver.page.acts.of_chosen()}


def menu(driver: Driver) -> QMenu:
    (shown,) = [one for one in driver.page.findChildren(QMenu, "row_menu") if one.isVisible()]
    return shown  # type: ignore[no-any-return]


def test_every_move_of_the_life_has_an_act_and_every_act_a_use_case(open_window: Open):
    driver = open_window()
    covered = frozenset[Move]().union(*(act.moves for act in IssueNoun.acts))
    assert covered == frozenset(Move)
    known = allowed_use_cases(driver.case)
    named = {act.use_case for noun in NOUNS for act in noun.acts} - {""}
    assert named <= set(USE_CASES)
    assert named <= known  # the first of an office may do everything


def test_keys_of_a_noun_are_given_once():
    for noun in NOUNS:
        keys = [act.shortcut for act in noun.acts if act.shortcut]
        assert len(keys) == len(set(keys))


def test_what_is_offered_is_what_the_life_allows(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    for detail in issues(driver):
        page.go_to(detail.id)
        driver.rest()
        by_life = {act.key for act in ON_ONE if act.moves & detail.moves}
        by_fact = {act.key for act in ON_ONE if act.fits(detail)}
        assert offered(driver) == (by_life & by_fact) | {"attach", "history"}


def test_a_complaint_is_not_to_be_given_to_anybody(open_window: Open):
    driver = open_window()
    key = register_issue(driver.case, IssueDraft("Tố cáo.", complaint=True))
    page = driver.go("issues")
    page.go_to(key)
    driver.rest()
    assert not offered(driver) & {"give_out", "assign", "send", "escalate", "mark_duplicate"}
    assert page.findChildren(QPushButton, "next_step") == []


def test_button_menu_and_row_menu_are_the_same_act(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(2)
    driver.rest()
    first = driver.find(ActButton, "next_step").action
    assert first is page.acts.leading()
    more = driver.find(QPushButton, "more").menu()
    assert isinstance(more, QMenu)
    QTest.keyClick(page.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    driver.rest()
    shown: list[QAction] = menu(driver).actions()
    assert shown[0] is first
    assert set(shown) == {first, driver.find(ActButton, "edit").action, *more.actions()}
    menu(driver).close()


def test_the_menu_of_a_row_opens_on_a_right_click_and_does_its_act(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    spot = page.list.visualRect(page.table.index(4, 0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.RightButton, pos=spot)
    page.list.customContextMenuRequested.emit(spot)  # as the system does after the click
    driver.rest()
    assert page.list.currentIndex().row() == 4
    shown = menu(driver)
    page.acts["direct"].trigger()
    shown.close()
    driver.rest()
    assert page.is_filling_in()
    assert driver.find(QPushButton, "save").isVisible()


def test_a_key_does_the_act_of_the_row(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(0)
    driver.rest()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.list, Qt.Key.Key_D, control)
    driver.rest()
    driver.type("direction", "Khẩn trương.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, control)
    driver.rest()
    code = page.table.row_at(0).code
    assert driver.said() == f"Đã ghi ý kiến chỉ đạo về {code}."


@pytest.mark.parametrize(
    ("role", "kept"),
    [
        (
            Role.CLERK,
            {
                "answer",
                "send",
                "attach",
                "promise",
                "keep",
                "break",
                "remind",
                "tell",
                "contact",
            },
        ),
        (Role.LEADER, {"direct"}),
    ],
)
def test_only_what_whoever_acts_may_do_is_offered(open_window: Open, role: Role, kept: set[str]):
    driver = open_window(True)
    actor = replace(driver.case.actor, role=role)
    page = driver.go("issues")
    page.acts.allow(allowed_use_cases(replace(driver.case, actor=actor)))
    page.list.selectRow(0)
    driver.rest()
    assert offered(driver) <= kept | {"history"}
    assert not page.acts["add"].isVisible()
    assert not driver.page.findChild(QPushButton, "primary").isVisible()


def test_waiting_ends_at_once_and_says_so(open_window: Open):
    driver = open_window(True)
    detail = next(one for one in issues(driver) if Move.WAIT in one.moves)
    page = driver.go("issues")
    page.do("wait", detail.id)
    driver.rest()
    driver.type("waiting_for", "Hồ sơ.")
    driver.press("save")
    assert driver.said() == f"Đã ghi {detail.code} chờ doanh nghiệp bổ sung."
    assert issue_detail(driver.case, detail.id).row.state is IssueState.WAITING
    page.go_to(detail.id)
    driver.rest()
    driver.press("next_step")
    assert driver.said() == f"Đã tiếp tục xử lý {detail.code}."


def test_an_act_on_several_says_on_how_many(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectAll()
    driver.rest()
    driver.press("many_direct")
    driver.type("direction", "Rà soát.")
    driver.press("save")
    assert driver.said() == "Đã ghi ý kiến chỉ đạo về 20 kiến nghị."
    assert len(page.list.selected_ids()) == 20


def test_a_file_is_attached(open_window: Open, tmp_path: Any, monkeypatch: pytest.MonkeyPatch):
    driver = open_window(True)
    letter = tmp_path / "don.pdf"
    letter.write_bytes(b"x")
    monkeypatch.setattr("ui.widgets.files.ask_for_file", lambda _page, _title, take: take(letter))
    page = driver.go("issues")
    page.do("attach", 1)
    driver.rest()
    detail = issue_detail(driver.case, 1)
    assert [file.name for file in detail.attachments] == ["don.pdf"]
    assert driver.said() == f"Đã đính kèm tệp vào {detail.code}."


def can(driver: Driver, key: str) -> IssueDetail:
    """An issue to which an act can be done, brought there by what comes before."""
    act = next(act for act in IssueNoun.acts if act.key == key)
    found = (one for one in issues(driver) if act.moves & one.moves and act.fits(one))
    return next(found)


def prepare(driver: Driver, key: str) -> None:
    """What must have happened before an act is possible, where the sample has no such issue."""
    case = driver.case
    own = next(row.id for row in list_bodies(case) if row.relation is Relation.OWN)
    first = issues(driver)[0].id
    if key == "give_out":
        propose(case, seen(case, register_issue(case, IssueDraft("Mới."))), [AssignmentDraft(own)])
    elif key == "resume":
        wait_for_enterprise(case, seen(case, first), case.today(), "Hồ sơ")
    elif key == "came_back":
        escalate(case, seen(case, first), EscalationDraft(case.today(), addressee="Thành phố"))
    elif key in ("keep", "break"):
        given = PromiseDraft("Nạo vét cống", "quý IV/2090")
        form = AnswerDraft(AnswerKind.IN_WRITING, "Sẽ làm.", promise=given)
        answer(case, [seen(case, first)], form)
    elif key == "ungroup":
        group(case, [seen(case, one.id) for one in issues(driver)[:2]])


@pytest.mark.parametrize("act", ON_ONE, ids=lambda act: act.key)
def test_each_act_on_an_issue_opens_its_form_or_is_done_at_once(open_window: Open, act: Act):
    driver = open_window(True)
    prepare(driver, act.key)
    detail = can(driver, act.key)
    page = driver.go("issues")
    page.go_to(detail.id)
    driver.rest()
    page.acts[act.key].trigger()
    driver.rest()
    if act.form is None:
        assert detail.code in driver.said()
    else:
        assert page.is_filling_in()
        assert page.beside().isAncestorOf(QApplication.focusWidget())


def test_a_letter_for_some_of_those_chosen_says_how_many_it_carried(open_window: Open):
    driver = open_window(True)
    before = [one for one in issues(driver) if one.row.state is IssueState.NOT_SENT]
    page = driver.go("issues")
    page.list.selectAll()
    driver.rest()
    driver.press("many_send")
    driver.press("save")
    left = [one for one in issues(driver) if one.row.state is IssueState.NOT_SENT]
    sent = len(before) - len(left)
    assert 0 < sent < len(before)
    assert driver.said() == f"Đã ghi việc gửi {sent} kiến nghị đi."

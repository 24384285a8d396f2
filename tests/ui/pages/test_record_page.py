"""Beside a list stands what is chosen in it, and a form never acts on what is not marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import RaiserKind, Relation, View
from dialogue_app.i18n.words import word
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues.assigning import AssignmentDraft, propose
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from tests.template import seen
from tests.ui.conftest import Driver, Open

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def issues(driver: Driver) -> list[IssueDetail]:
    return [issue_detail(driver.case, key) for key in IssueList(driver.case).ids(IssueQuery())]


def texts(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def test_after_an_act_the_next_row_is_chosen_and_read_and_has_the_keyboard(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    driver.show_view(View.ANSWERED)
    page.list.selectRow(0)
    driver.rest()
    first, following = page.table.id_at(0), page.table.id_at(1)
    QTest.keyClick(page.list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    detail = issue_detail(driver.case, first)
    driver.choose("outcome", word(detail.outcomes[0]))
    driver.press("save")
    assert driver.said() == f"Đã kết thúc theo dõi {detail.code}."
    assert page.list.current_id() == page.beside().detail.id == following
    assert page.list.hasFocus()


def test_after_an_act_a_row_that_stays_is_still_chosen(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(4)
    driver.rest()
    key = page.list.current_id()
    page.do("direct", key)
    driver.rest()
    driver.type("direction", "Khẩn trương.")
    driver.press("save")
    assert page.list.current_id() == page.beside().detail.id == key
    assert page.list.hasFocus()


def test_what_was_added_is_chosen_in_the_list(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    page.list.selectRow(0)
    driver.rest()
    driver.press("primary")
    driver.type("name", "Công ty Mẫu Vừa Thêm")
    driver.press("save")
    assert page.beside().detail.form.name == "Công ty Mẫu Vừa Thêm"
    assert page.list.current_id() == page.beside().detail.id


def dirty(driver: Driver) -> tuple[int, int]:
    """A form about the first row with something typed, then a click on the third."""
    page = driver.go("issues")
    page.list.selectRow(0)
    driver.rest()
    page.do("direct", page.table.id_at(0))
    driver.rest()
    driver.type("direction", "Đang gõ.")
    spot = page.list.visualRect(page.table.index(2, 0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    driver.rest()
    return page.table.id_at(0), page.table.id_at(2)


def test_another_row_is_asked_about_and_the_mark_stays_with_the_form(open_window: Open):
    driver = open_window(True)
    about, _wanted = dirty(driver)
    assert driver.said() == "Nội dung vừa nhập chưa được lưu."
    assert driver.page.is_filling_in()
    assert driver.page.list.selected_ids() == [about]
    driver.context.messages.answer("Hủy")
    assert driver.page.beside().value("direction") == "Đang gõ."


@pytest.mark.parametrize(("answer", "saved"), [("Không lưu", 0), ("Lưu", 1)])
def test_the_other_row_is_gone_to_when_it_is_answered(open_window: Open, answer: str, saved: int):
    driver = open_window(True)
    about, wanted = dirty(driver)
    before = len(issue_detail(driver.case, about).directions)
    driver.context.messages.answer(answer)
    driver.rest()
    assert driver.page.list.current_id() == driver.page.beside().detail.id == wanted
    assert len(issue_detail(driver.case, about).directions) == before + saved


def raised_by_telephone(driver: Driver, text: str) -> tuple[int, str, str]:
    """An issue of an enterprise whose telephone is known."""
    found = EnterpriseList(driver.case)
    row = next(row for row in found.rows(found.ids(EnterpriseQuery())) if row.phone)
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, row.id, speaker="Bà Gọi")
    return register_issue(driver.case, IssueDraft(text, raisers=(raiser,))), row.name, row.phone


@pytest.mark.parametrize("move", [Move.ASSIGN, Move.ANSWER, Move.WAIT, Move.CLOSE])
def test_text_raiser_and_telephone_stand_above_the_form(open_window: Open, move: Move):
    driver = open_window(True)
    key, name, phone = raised_by_telephone(driver, "Ngập <b>nặng</b> khi mưa.")
    page = driver.go("issues")
    page.do(move.value, key)
    driver.rest()
    said = texts(driver.find(QScrollArea, "reminder"))
    for part in ("Ngập <b>nặng</b> khi mưa.", name, "Bà Gọi", phone):
        assert part in said


def test_a_long_text_above_a_form_leaves_the_form_its_room(open_window: Open):
    driver = open_window(True)
    driver.window.resize(854, 480)
    key, _name, _phone = raised_by_telephone(driver, "Ngập nặng khi mưa. " * 80)
    page = driver.go("issues")
    page.do("answer", key)
    driver.rest()
    reminder = driver.find(QScrollArea, "reminder")
    assert reminder.height() <= page.side.height() * 0.35
    assert reminder.verticalScrollBar().maximum() > 0
    save = driver.find(QPushButton, "save")
    bottom = save.mapTo(driver.window, save.rect().bottomLeft()).y()
    assert bottom < driver.window.height()


def own_unit(driver: Driver) -> int:
    return next(row.id for row in list_bodies(driver.case) if row.relation is Relation.OWN)


def test_what_could_not_be_given_out_is_named_by_reason_and_reached_by_a_link(open_window: Open):
    driver = open_window()
    keys = [register_issue(driver.case, IssueDraft(f"Việc {n}.")) for n in range(5)]
    for key in keys[:2]:
        propose(driver.case, seen(driver.case, key), [AssignmentDraft(own_unit(driver))])
    driver.rest()
    page = driver.go("issues")
    page.list.selectAll()
    driver.rest()
    driver.press("many_give_out")
    driver.press("save")
    message = driver.context.messages.last
    assert message.kind == "notice"
    assert message.text.count("\n") == 0
    assert message.text.startswith("Đã giao, chuyển 2 kiến nghị.")
    (link,) = message.actions
    assert link.label.endswith("(3)")
    assert QApplication.focusWidget() is page.list  # nothing took the keyboard
    driver.find(QPushButton, "message_1", driver.window).click()
    driver.rest()
    assert set(page.list.selected_ids()) == set(keys[2:])
    assert page.beside().objectName() == "many_issues"


@pytest.mark.parametrize(
    ("ours", "verb", "to"), [(True, "Đã giao", "cho"), (False, "Đã chuyển", "đến")]
)
def test_what_was_given_to_whom_is_said_with_the_verb_of_the_body(
    open_window: Open, ours: bool, verb: str, to: str
):
    driver = open_window()
    key = register_issue(driver.case, IssueDraft("Hẻm ngập."))
    found = list_bodies(driver.case)
    body = next(row for row in found if (row.relation is Relation.OWN) == ours)
    propose(driver.case, seen(driver.case, key), [AssignmentDraft(body.id)])
    driver.rest()
    page = driver.go("issues")
    page.go_to(key)
    driver.rest()
    driver.press("next_step")  # there is a proposal: it is given out
    driver.press("save")
    code = issue_detail(driver.case, key).code
    assert driver.said() == f"{verb} {code} {to} {body.name}."


def test_where_nothing_could_be_given_out_nothing_else_is_said(open_window: Open):
    driver = open_window()
    keys = [register_issue(driver.case, IssueDraft(f"Việc {n}.")) for n in range(2)]
    driver.rest()
    page = driver.go("issues")
    page.do("give_out", *keys)
    driver.rest()
    driver.press("save")
    assert driver.said() == "Còn 2 kiến nghị chưa giao, chuyển được:"

"""Pickers by keys: what is offered first, what is taken, what is only proposed, what is no name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
)

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.services.enterprises.editing import enterprise_detail, register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from tests.ui.conftest import Driver, Open, keys
from ui.forms.input import Option
from ui.widgets.elided import ElidedLabel
from ui.widgets.form_panel import FormPanel
from ui.widgets.multi_picker import MultiPicker
from ui.widgets.picker import Picker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = EnterpriseDraft(
    "Công ty Trách nhiệm hữu hạn Một thành viên Xuất nhập khẩu Nông sản Ngân Hà Mẫu",
    address="Số 1234, đường Mẫu rất dài, khu phố Mẫu, phường Mẫu, Thành phố Hồ Chí Minh",
    phone="0900 777 888",
)
SENTENCE = "Đường trước nhà ngập nước mỗi khi mưa. Đề nghị phường sớm sửa."


def new_issue(driver: Driver) -> FormPanel:
    page = driver.go("issues")
    driver.press("primary")
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def raisers(panel: FormPanel) -> MultiPicker:
    editor = panel.form.fields["raisers"].editor
    assert isinstance(editor, MultiPicker)
    return editor


def offered(driver: Driver, field: Picker, text: str) -> list[str]:
    driver.type_into(field, text)
    driver.qtbot.waitUntil(field.popup.isVisible)
    return [field.popup.item(place).text() for place in range(field.popup.count())]


def pick(driver: Driver, field: Picker, text: str) -> None:
    offered(driver, field, text)
    keys(field, Qt.Key.Key_Return)
    driver.rest()


def tab(driver: Driver) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    driver.rest()


def test_a_body_whose_name_begins_so_stands_first(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.go_to(register_issue(driver.case, IssueDraft("Hẻm ngập nước.")))
    driver.rest()
    driver.press("next_step")
    body = page.beside().form.fields["body"].editor
    pick(driver, body, "cong an p")
    assert body.value().text == "Công an phường"


def test_chips_are_cut_and_nothing_scrolls_sideways(open_window: Open):
    driver = open_window(True)
    register_enterprise(driver.case, LONG)
    panel = new_issue(driver)
    field = raisers(panel).field
    pick(driver, field, "nong san ngan ha")
    area = panel.findChild(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert panel.form.width() <= area.viewport().width()
    chip = raisers(panel).findChild(ElidedLabel)
    assert chip.text().startswith(LONG.name)
    assert chip.shown().endswith("…")
    remove = raisers(panel).findChild(QToolButton)
    assert remove.visibleRegion().boundingRect() == remove.rect()
    assert not remove.focusPolicy() & Qt.FocusPolicy.TabFocus  # Backspace is its key


def test_what_was_typed_stands_out_in_what_was_found(open_window: Open):
    driver = open_window(True)
    field = raisers(new_issue(driver)).field
    offered(driver, field, "mau")
    emphasized = field.popup.grab().toImage()
    field.popup.typed = ""
    assert field.popup.grab().toImage() != emphasized


def test_backspace_in_the_empty_line_removes_the_last_chip(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    field = raisers(panel).field
    for text in ("quan com", "co khi"):
        pick(driver, field, text)
    first, _second = panel.value("raisers")
    driver.type_into(field, "a")
    keys(field, Qt.Key.Key_Backspace)
    assert len(panel.value("raisers")) == 2  # it took away what was typed
    keys(field, Qt.Key.Key_Backspace)
    assert panel.value("raisers") == (first,)
    keys(field, Qt.Key.Key_Backspace)
    keys(field, Qt.Key.Key_Backspace)
    assert panel.value("raisers") == ()


def test_an_empty_line_offers_nothing_and_takes_nothing(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    field = raisers(panel).field
    offered(driver, field, "mau")
    for _letter in "mau":
        keys(field, Qt.Key.Key_Backspace)
    assert not field.popup.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        keys(field, key)
        driver.rest()
    assert not field.popup.isVisible()
    assert panel.value("raisers") == ()


def test_the_only_one_that_fits_is_proposed_and_taken_by_one_key(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    field = raisers(panel).field
    driver.type_into(field, "quan com")
    tab(driver)
    said = driver.find(QLabel, "proposal")
    assert "Quán cơm Mẫu Sáu" in said.text()
    assert said.textFormat() is Qt.TextFormat.PlainText
    assert panel.value("raisers") == (Option(None, "quan com"),)  # nothing was taken
    assert driver.find(QPushButton, "take_proposal").accessibleDescription() == said.text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3)
    driver.qtbot.waitUntil(lambda: panel.value("raisers")[0].id is not None)  # a button takes time
    (taken,) = panel.value("raisers")
    assert taken.text == "Hộ kinh doanh Quán cơm Mẫu Sáu"
    QApplication.sendPostedEvents()
    assert not [one for one in panel.findChildren(QLabel, "proposal") if one.isVisible()]


def test_what_several_fit_is_not_proposed_and_typing_on_takes_the_proposal_away(open_window: Open):
    driver = open_window(True)
    field = raisers(new_issue(driver)).field
    driver.type_into(field, "mau")
    tab(driver)
    assert not [one for one in driver.page.findChildren(QLabel, "proposal") if one.isVisible()]
    field.selectAll()
    driver.type_into(field, "quan com")
    tab(driver)
    assert driver.find(QLabel, "proposal")
    driver.type_into(field, " x")
    QApplication.sendPostedEvents()
    assert not [one for one in driver.page.findChildren(QLabel, "proposal") if one.isVisible()]


def test_an_unknown_enterprise_is_added_without_leaving_the_form(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    field = raisers(panel).field
    driver.type("text", "Hẻm ngập.")
    lines = offered(driver, field, "Tiệm Mới Toanh")
    assert lines[-1] == "+ Thêm mới “Tiệm Mới Toanh”"
    keys(field, Qt.Key.Key_Up)  # from the first round to the last
    keys(field, Qt.Key.Key_Return)
    driver.rest()
    name = driver.find(QLineEdit, "name")
    assert name.text() == "Tiệm Mới Toanh"
    assert QApplication.focusWidget() is name
    driver.type("phone", "0900 123 456")
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    driver.rest()
    (new,) = EnterpriseList(driver.case).ids(EnterpriseQuery(search="toanh"))
    assert enterprise_detail(driver.case, new).form.phone == "0900 123 456"
    assert panel.value("raisers") == (Option(new, "Tiệm Mới Toanh"),)
    assert panel.value("text") == "Hẻm ngập."
    assert QApplication.focusWidget() is field
    driver.press("save")
    (issue,) = IssueList(driver.case).ids(IssueQuery(search="hem ngap toanh"))
    assert issue_detail(driver.case, issue).form.raisers[0].enterprise_id == new


def test_giving_up_a_new_enterprise_comes_back_to_the_issue(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    field = raisers(panel).field
    offered(driver, field, "Tiệm Mới")
    keys(field, Qt.Key.Key_Up)
    keys(field, Qt.Key.Key_Return)
    driver.rest()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    driver.rest()
    assert driver.page.beside() is panel
    assert QApplication.focusWidget() is field
    assert field.text() == "Tiệm Mới"


@pytest.mark.parametrize("pasted", [SENTENCE, "Bà Sáu\nĐường ngập", "dài " * 50])
def test_a_pasted_sentence_is_no_raiser(open_window: Open, pasted: str):
    driver = open_window(True)
    panel = new_issue(driver)
    field = raisers(panel).field
    field.setFocus()
    QApplication.clipboard().setText(pasted)
    field.paste()
    tab(driver)
    said = panel.form.fields["raisers"].error
    assert said.startswith("Đây là một câu")
    driver.type("text", "Nội dung.")
    driver.press("save")
    assert panel.form.fields["raisers"].error == said
    assert driver.page.beside() is panel


def test_markup_in_a_name_is_only_text(open_window: Open):
    driver = open_window(True)
    register_enterprise(driver.case, EnterpriseDraft("<b>Tiệm</b> Lạ & Quen"))
    panel = new_issue(driver)
    field = raisers(panel).field
    pick(driver, field, "la quen")
    chip = raisers(panel).findChild(ElidedLabel)
    assert chip.text() == "<b>Tiệm</b> Lạ & Quen"
    assert chip.textFormat() is Qt.TextFormat.PlainText
    assert "&lt;b&gt;" in chip.toolTip()


def test_the_registered_telephone_of_who_speaks_is_shown(open_window: Open):
    driver = open_window(True)
    register_enterprise(driver.case, LONG)
    panel = new_issue(driver)
    pick(driver, raisers(panel).field, "nong san ngan ha")
    assert panel.form.fields["speaker"].hint == "Điện thoại trong sổ: 0900 777 888"
    QApplication.sendEvent(
        raisers(panel).field,
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
    )
    driver.rest()
    assert panel.form.fields["speaker"].hint == ""

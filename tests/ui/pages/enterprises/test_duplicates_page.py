"""Pairs that may be one, worked through by keys: merged, told apart, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.services.enterprises.duplicates import LikePair, distinct_pairs, like_pairs
from dialogue_app.services.enterprises.editing import (
    enterprise_detail,
    find_enterprise,
    register_enterprise,
)
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from tests.ui.conftest import Driver, Open, keys
from ui.places import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL, NO_KEY = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


@pytest.fixture
def driver(open_window: Open) -> Driver:
    """The list of pairs of a register with two, reached by its key."""
    driver = open_window()
    for name, phone in (
        ("Công ty TNHH Thương mại Mẫu Phát", "0900 000 001"),
        ("Cty TNHH TM Mẫu Phát", ""),
        ("Hộ kinh doanh Mẫu & Con", ""),
        ("HKD Mẫu Con", "0900 000 002"),
    ):
        register_enterprise(driver.case, EnterpriseDraft(name, phone=phone))
    driver.go("enterprises")
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    press(Qt.Key.Key_M, CONTROL)
    driver.rest()
    return driver


def shown(driver: Driver) -> list[str]:
    table = driver.page.list.model()
    return [table.index(row, 1).data() for row in range(table.rowCount())]


def test_the_pairs_are_listed_with_both_sides(driver: Driver):
    assert [name[:8] for name in shown(driver)] == ["DN-00001", "DN-00003"]
    assert driver.page.list.hasFocus()
    said = [label.text() for label in driver.page.detail.findChildren(QLabel)]
    assert "Cùng tên, viết khác nhau" in said
    assert {"DN-00001", "DN-00002", "0900 000 001"} <= set(said)
    assert driver.find(QPushButton, "alike").text() == "Có thể là một 2"


def test_enter_merges_side_by_side_and_undo_brings_both_back(driver: Driver):
    press(Qt.Key.Key_Return)
    driver.rest()
    panel = driver.page.panel
    assert panel is not None
    assert not driver.page._views[True].isVisible()
    names = panel.form.fields["name"].editor
    left, right = names.findChildren(QRadioButton)
    assert left.isChecked()
    assert right.accessibleName().endswith("Cty TNHH TM Mẫu Phát")
    names.setFocus()
    press(Qt.Key.Key_Right)
    assert right.isChecked()
    press(Qt.Key.Key_Return, CONTROL)
    driver.rest()
    assert driver.said().startswith("Đã gộp DN-00002 vào DN-00001 Cty TNHH TM Mẫu Phát.")
    assert driver.page.panel is None
    assert driver.page.list.hasFocus()
    assert [name[:8] for name in shown(driver)] == ["DN-00003"]
    one = enterprise_detail(driver.case, find_enterprise(driver.case, "DN-00002"))
    assert (one.code, one.form.name, one.form.phone) == (
        "DN-00001", "Cty TNHH TM Mẫu Phát", "0900 000 001",
    )  # fmt: skip
    press(Qt.Key.Key_Z, CONTROL)
    driver.rest()
    assert len(EnterpriseList(driver.case).ids(EnterpriseQuery())) == 4
    assert len(shown(driver)) == 2


def test_escape_asks_before_a_choice_is_lost(driver: Driver):
    press(Qt.Key.Key_Return)
    driver.rest()
    press(Qt.Key.Key_Escape)
    assert driver.page.panel is None
    press(Qt.Key.Key_Return)
    driver.rest()
    driver.page.panel.form.fields["name"].editor.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Escape)
    assert driver.page.panel is not None
    assert driver.page.has_unsaved()


def test_two_are_told_apart_and_it_is_withdrawn(driver: Driver):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_D, CONTROL)
    driver.rest()
    assert driver.said().startswith("Đã ghi nhận DN-00003 và DN-00004 là hai đơn vị khác nhau.")
    assert [name[:8] for name in shown(driver)] == ["DN-00001"]
    driver.press("apart")
    assert [name[:8] for name in shown(driver)] == ["DN-00003"]
    driver.page.list.setFocus()
    press(Qt.Key.Key_D, CONTROL)
    driver.rest()
    assert shown(driver) == []
    assert distinct_pairs(driver.case) == []
    assert len(like_pairs(driver.case)) == 2


def test_telling_two_apart_looks_through_no_register(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
):
    looked: list[object] = []

    def look(*given: Any) -> list[LikePair]:
        looked.append(given)
        return like_pairs(*given)

    monkeypatch.setattr("ui.pages.enterprises.duplicates_page.like_pairs", look)
    press(Qt.Key.Key_D, CONTROL)
    driver.rest()
    assert [name[:8] for name in shown(driver)] == ["DN-00003"]
    assert driver.find(QPushButton, "apart").text() == "Đã ghi nhận không phải một 1"
    assert looked == []
    press(Qt.Key.Key_Z, CONTROL)  # may be one again, and why is to be found
    driver.rest()
    assert len(shown(driver)) == 2
    assert len(looked) == 1


def test_what_others_do_is_seen_and_escape_leads_back(driver: Driver):
    other = driver.another("huong")
    register_enterprise(other, EnterpriseDraft("Mẫu Phát TM"))
    driver.rest()
    assert len(shown(driver)) == 4
    keys(driver.page.list, Qt.Key.Key_Escape)
    driver.rest()
    assert driver.page is driver.window.pages["enterprises"]


def test_one_of_them_is_opened(driver: Driver):
    driver.press("second")
    assert driver.page is driver.window.pages["enterprises"]
    assert driver.page.list.current_id() == 2


def test_a_merged_one_is_separated_from_its_record(driver: Driver):
    press(Qt.Key.Key_Return)
    driver.rest()
    press(Qt.Key.Key_Return, CONTROL)
    driver.rest()
    keys(driver.page.list, Qt.Key.Key_Escape)
    driver.rest()
    driver.window.go(Place("enterprises", 2))  # a link of yesterday
    driver.rest()
    said = [label.text() for label in driver.page.findChildren(QLabel)]
    assert "DN-00002 Cty TNHH TM Mẫu Phát" in said
    driver.press("separate_DN-00002")
    assert driver.said() == "DN-00002 lại là một đơn vị riêng."
    assert len(EnterpriseList(driver.case).ids(EnterpriseQuery())) == 4

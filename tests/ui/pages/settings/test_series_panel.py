"""Series in the settings: added, chosen, changed, ended."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.series import Rhythm
from dialogue_app.services.series.editing import add_series, list_series
from tests.ui.conftest import Driver, Open

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEW = "Kế hoạch mới"


def open_panel(driver: Driver) -> None:
    page = driver.go("settings")
    driver.rest()
    titles = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    page.tabs.setCurrentIndex(titles.index("Kế hoạch định kỳ"))
    driver.rest()


def shown(driver: Driver, kind: type, name: str):
    panel = driver.page._series
    return panel.findChild(kind, name)


def test_a_series_is_added_then_ended(open_window: Open):
    driver = open_window()
    open_panel(driver)
    panel = driver.page._series
    assert shown(driver, QComboBox, "which").currentText() == NEW
    shown(driver, QLineEdit, "name").setText("Đối thoại hằng tháng")
    panel.put("rhythm", Rhythm.MONTH)
    panel.save()
    driver.rest()
    (row,) = list_series(driver.case)
    assert (row.draft.name, row.draft.rhythm) == ("Đối thoại hằng tháng", Rhythm.MONTH)
    which = shown(driver, QComboBox, "which")
    assert which.currentText() == "Đối thoại hằng tháng"
    panel.put("last_day", date(2026, 12, 31))
    panel.save()
    driver.rest()
    assert list_series(driver.case)[0].draft.last_day == date(2026, 12, 31)
    assert which.currentText() == "Đối thoại hằng tháng (đến 31/12/2026)"
    which.setCurrentText(NEW)
    assert shown(driver, QLineEdit, "name").text() == ""
    assert not panel.is_dirty


def test_days_beyond_the_law_are_said_at_their_field(open_window: Open):
    driver = open_window()
    open_panel(driver)
    panel = driver.page._series
    shown(driver, QLineEdit, "name").setText("Đối thoại với Nhân dân")
    shown(driver, QComboBox, "basis").setCurrentIndex(1)
    panel.put("results_days", 12)
    panel.save()
    driver.rest()
    assert "10 ngày" in panel.form.fields["results_days"].error
    assert list_series(driver.case) == []


def test_another_series_is_not_shown_over_what_is_typed(open_window: Open):
    driver = open_window()
    add_series(driver.case, SeriesDraft("Đối thoại hằng tháng"))
    open_panel(driver)
    panel = driver.page._series
    name, which = shown(driver, QLineEdit, "name"), shown(driver, QComboBox, "which")
    assert name.text() == "Đối thoại hằng tháng"
    name.setText("Đối thoại hằng quý")
    which.setCurrentText(NEW)
    assert name.text() == "Đối thoại hằng quý"
    assert which.currentText() == "Đối thoại hằng tháng"
    driver.context.messages.answer("Bỏ nội dung đang nhập")
    driver.rest()
    assert (name.text(), which.currentText()) == ("", NEW)
    assert not panel.is_dirty

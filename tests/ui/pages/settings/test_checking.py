"""Settings: the data are checked off the window's thread, told in words, mended where asked."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from dialogue_app.services import checking
from dialogue_app.services.checking import check
from dialogue_app.storage.steps import Watch
from tests.ui.conftest import Driver, Open
from ui.pages.settings.checking import CheckPanel


def opened(open_window: Open) -> Driver:
    driver = open_window(True)
    page = driver.go("settings")
    page.tabs.setCurrentWidget(page.findChild(CheckPanel))
    return driver


def harm(driver: Driver, statement: str) -> None:
    with closing(sqlite3.connect(driver.case.store.path)) as connection:
        connection.execute(statement)
        connection.commit()


def told(driver: Driver) -> list[str]:
    panel = driver.page.tabs.currentWidget()
    return [label.text() for label in panel.found.findChildren(QLabel)]


def can_mend(driver: Driver) -> bool:
    return bool(driver.page.tabs.currentWidget().findChild(QPushButton, "mend").isVisible())


def test_sound_data_are_called_so_with_what_they_were_checked_with(open_window: Open):
    driver = opened(open_window)
    driver.press("check_data")
    assert "Dữ liệu nguyên vẹn." in told(driver)
    assert sqlite3.sqlite_version in told(driver)
    assert any(check(driver.case).hash in text for text in told(driver))
    assert not can_mend(driver)


def test_what_is_wrong_is_listed_and_mended_after_a_backup(open_window: Open):
    driver = opened(open_window)
    harm(driver, "UPDATE topic SET name_folded = 'x'")
    driver.press("check_data")
    (listed,) = [text for text in told(driver) if text.startswith("Lĩnh vực ")]
    assert len(listed.splitlines()) <= 21
    assert "Dữ liệu nguyên vẹn." not in told(driver)
    heard: list[object] = []
    driver.context.changes.changed.connect(heard.append)
    driver.press("mend")
    assert "Dữ liệu nguyên vẹn." in told(driver)
    (made,) = (driver.case.store.folder / "backups").iterdir()
    assert any(str(made) in text for text in told(driver))
    assert not can_mend(driver)
    assert any(changes.of("issue") for changes in heard)  # every page reads anew
    assert check(driver.case).sound


def test_what_cannot_be_mended_is_not_offered(open_window: Open):
    driver = opened(open_window)
    harm(driver, "UPDATE issue SET note = 'x' WHERE id = 1")
    driver.press("check_data")
    assert "Kiến nghị KN-2026-0001: Ghi chú" in told(driver)
    assert not can_mend(driver) or "Tìm kiếm không tìm được theo nội dung" in told(driver)
    assert any("sao lưu trước đó" in text for text in told(driver))


def test_it_shows_how_far_it_is_and_can_be_stopped(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = opened(open_window)

    def endless(_case: object, watch: Watch) -> None:
        while True:
            watch(1, 4)

    monkeypatch.setattr("ui.pages.settings.checking.check", endless)
    panel = driver.page.tabs.currentWidget()
    bar = panel.findChild(QProgressBar)
    panel.check()
    driver.qtbot.waitUntil(lambda: bar.isVisible() and bar.value() == 25)
    assert not panel.check_data.isEnabled()
    panel.findChild(QPushButton, "stop").click()
    driver.rest()
    assert not bar.isVisible()
    assert panel.check_data.isEnabled()
    assert told(driver) == ["Đã dừng."]
    monkeypatch.setattr("ui.pages.settings.checking.check", checking.check)
    driver.press("check_data")
    assert "Dữ liệu nguyên vẹn." in told(driver)

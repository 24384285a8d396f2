"""A second start: the window that is open comes to the front, or the other user's name is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from dialogue_app import machine
from dialogue_app.services.one_window import take_folder
from tests.template import copy_database, standing_clock
from tests.ui.conftest import Open
from ui import app
from ui.one_window import ComesWhenCalled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_window_that_is_open_comes_to_the_front(open_window: Open, qtbot: QtBot) -> None:
    driver = open_window()
    lock = take_folder(driver.case.store.folder, standing_clock(), machine.user_name())
    assert lock is not None
    ComesWhenCalled(driver.window, lock.path)
    driver.window.showMinimized()
    assert app.start(str(driver.case.store.folder), "vi") == app.DONE
    minimized = Qt.WindowState.WindowMinimized
    qtbot.waitUntil(lambda: not driver.window.windowState() & minimized)
    qtbot.waitUntil(driver.window.isActiveWindow)
    lock.release()


def test_another_user_is_told_and_nothing_is_opened(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_database(tmp_path)
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    lock = take_folder(tmp_path, standing_clock(), "Bà Khác")
    assert lock is not None
    assert app.start(str(tmp_path), "vi") == app.TROUBLE
    assert len(told) == 1
    assert "Bà Khác" in told[0]
    assert {path.name for path in tmp_path.iterdir()} == {"dialogue.db", "locks"}
    lock.release()

"""A first start: asked before anything is begun; what lies in known places is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dialogue_app import i18n
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.backing_up import back_up
from dialogue_app.services.first_start import finding, places
from dialogue_app.services.guides.reading import guide_text
from dialogue_app.services.opening import data_folder
from tests.services.changing import name_agency
from tests.template import NOW, copy_database, fresh_case, standing_clock
from ui import app, theme
from ui.first_start import PlaceWindow
from ui.help.page import HelpPage
from ui.pages.first.place import PlacePage

Open = Callable[..., PlaceWindow]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with nothing yet, and one stick."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(finding, "drives", lambda: [tmp_path / "stick"])
    (tmp_path / "stick").mkdir()
    return tmp_path


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Open]:
    """The window before any register, at rest."""
    i18n.install("vi")
    theme.apply(qapp)
    windows: list[PlaceWindow] = []

    def open_it(gone: Path | None = None) -> PlaceWindow:
        window = PlaceWindow(explain, standing_clock, gone)
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        rest(qtbot, window)
        return window

    yield open_it
    for window in windows:
        window.close_anyway()


def find(window: QWidget, name: str) -> QPushButton:
    found = [one for one in window.findChildren(QPushButton, name) if one.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)} of them"
    return found[0]


def rest(qtbot: QtBot, window: PlaceWindow) -> None:
    for _again in range(3):  # what comes back may ask for more
        qtbot.waitUntil(lambda: not window.tasks.busy)
        QApplication.processEvents()


def press(qtbot: QtBot, window: PlaceWindow, name: str) -> None:
    qtbot.mouseClick(find(window, name), Qt.MouseButton.LeftButton)
    rest(qtbot, window)


def texts(window: QWidget) -> str:
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def test_enter_begins_in_the_users_own_folder(open_window: Open, qtbot: QtBot, home: Path):
    window = open_window()
    assert "Chưa thấy sổ" in texts(window)
    assert QApplication.focusWidget() is find(window, "begin")
    assert not places.own_folder().exists(), "nothing is begun before somebody says so"
    qtbot.keyClick(find(window, "begin"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.folder == places.own_folder() == data_folder(None)


def test_closing_the_window_begins_nothing(open_window: Open, home: Path):
    window = open_window()
    window.close()
    assert window.folder is None
    assert not places.own_folder().exists()
    assert places.chosen_folder() is None


def test_data_may_lie_in_another_folder(open_window: Open, qtbot: QtBot, home: Path):
    window = open_window()
    another = window.findChildren(QRadioButton)[-1]
    another.setChecked(True)
    press(qtbot, window, "begin")
    assert "Hãy nhập" in texts(window)
    line = window.findChild(QWidget, "folder")
    line.set_value(str(home / "Sổ của phường"))  # type: ignore[attr-defined]
    press(qtbot, window, "begin")
    qtbot.waitUntil(lambda: window.folder == home / "Sổ của phường")
    assert data_folder(None) == home / "Sổ của phường"


def test_a_folder_that_cannot_be_written_is_said_and_the_page_stays(
    open_window: Open, qtbot: QtBot, home: Path
):
    window = open_window()
    window.findChild(QWidget, "folder").set_value("/proc/so")  # type: ignore[attr-defined]
    press(qtbot, window, "begin")
    assert "/proc/so" in texts(window)
    assert find(window, "begin").isEnabled()
    assert window.folder is None
    assert places.chosen_folder() is None


def test_a_register_that_is_there_is_opened_not_begun_anew(
    open_window: Open, qtbot: QtBot, home: Path
):
    copy_database(home / "stick" / "sổ")
    window = open_window()
    assert str(home / "stick" / "sổ") in texts(window)
    assert QApplication.focusWidget() is find(window, "open_1")
    press(qtbot, window, "open_1")
    assert window.folder == home / "stick" / "sổ" == data_folder(None)


def test_a_backup_is_restored_into_the_folder_that_is_chosen(
    open_window: Open, qtbot: QtBot, home: Path
):
    from dialogue_app.domain.fields.agency import AgencyDraft
    from dialogue_app.services.agency.settings import agency
    from dialogue_app.services.opening import open_case

    case = fresh_case(home / "lost")
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    case.store.close()
    (backup,) = back_up(home / "lost", NOW)
    backup.file.rename(home / "stick" / backup.file.name)
    window = open_window()
    assert str(home / "stick") in texts(window)
    press(qtbot, window, "restore_1")
    assert window.folder == places.own_folder()
    again = open_case(places.own_folder(), standing_clock, "mau")
    known = agency(again)
    again.store.close()
    assert known is not None
    assert known.area == "phường Mẫu"


def test_no_backup_is_put_over_a_register(open_window: Open, qtbot: QtBot, home: Path):
    copy_database(places.own_folder())
    before = (places.own_folder() / "dialogue.db").read_bytes()
    case = fresh_case(home / "lost")
    case.store.close()
    (backup,) = back_up(home / "lost", NOW)
    backup.file.rename(home / "stick" / backup.file.name)
    window = open_window(home / "gone")
    press(qtbot, window, "restore_1")
    assert "đã có một sổ" in texts(window)
    assert (places.own_folder() / "dialogue.db").read_bytes() == before
    assert window.folder is None


def test_a_folder_that_is_gone_is_looked_for_again(open_window: Open, qtbot: QtBot, home: Path):
    window = open_window(home / "disk")
    assert str(home / "disk") in texts(window)
    press(qtbot, window, "look_again")
    assert window.folder is None
    copy_database(home / "disk")
    press(qtbot, window, "look_again")
    assert window.folder == home / "disk"


def test_its_help_is_opened_by_f1(open_window: Open, qtbot: QtBot, home: Path):
    window = open_window()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    page = window.current()
    assert isinstance(page, HelpPage)
    assert page.reader.toPlainText().startswith(guide_text("first", "vi").title)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert isinstance(window.current(), PlacePage)


def test_the_sample_lies_apart(open_window: Open, qtbot: QtBot, home: Path):
    window = open_window()
    press(qtbot, window, "sample")
    assert window.folder is not None
    assert places.is_sample(window.folder)
    assert places.chosen_folder() is None


def test_the_whole_page_fits_a_small_screen(open_window: Open, home: Path):
    for name in "abcde":
        copy_database(home / "stick" / name)
    window = open_window(home / "gone")
    window.resize(854, 432)
    assert (window.width(), window.height()) == (854, 432)
    assert find(window, "begin").isVisible()


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_start_without_a_register_asks(
    home: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, is_gone: bool
):
    asked: list[Path | None] = []
    monkeypatch.setattr(PlaceWindow, "show", lambda window: asked.append(None) or window.close())
    monkeypatch.setattr(QApplication, "exec", lambda *_self: 0)
    if is_gone:
        places.choose_folder(home / "gone")
    assert app.start(None, "vi") == app.DONE
    assert asked == [None]
    assert not places.own_folder().exists()
    assert not (home / "gone").exists()


def test_moments_are_told_on_the_offices_clock(open_window: Open, home: Path):
    import os

    copy_database(home / "stick" / "sổ")
    moment = datetime(2026, 9, 15, 1, 5, tzinfo=UTC).timestamp()
    os.utime(home / "stick" / "sổ" / "dialogue.db", (moment, moment))
    assert "15/09/2026" in texts(open_window())

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWizard,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dialogue_app import i18n
from tests.template import copy_database
from tests.ui.conftest import Open
from ui import app, qt_translator, theme
from ui.main_window import MainWindow, PageEntry
from ui.messages import Messages
from ui.tasks import TaskRunner
from ui.widgets.page import Page
from ui.widgets.search_field import SearchField

# What the offscreen screen says of windows that a real one would raise or limit.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Listing(Page):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.search = SearchField()
        self.tools.addWidget(self.search)


def window(built: list[str], settings: Path | None = None) -> MainWindow:
    def build(key: str) -> Page:
        built.append(key)
        return Listing(key)

    entries = [
        PageEntry(key, lambda key=key: key, "issue", 0, lambda key=key: build(key))  # type: ignore[misc]
        for key in ("issues", "enterprises")
    ]
    return MainWindow(entries, Messages(str), TaskRunner(), settings)


def test_pages_are_built_on_first_visit_and_reached_by_key(qtbot: QtBot, tmp_path: Path) -> None:
    built: list[str] = []
    shown = window(built, tmp_path / "window.ini")
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
    assert built == ["issues"]
    qtbot.keyClick(shown, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert built == ["issues", "enterprises"]
    qtbot.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page = shown.current()
    assert page is not None
    assert page.search is QApplication.focusWidget()
    shown.close()
    again = window([], tmp_path / "window.ini")
    qtbot.addWidget(again)
    assert again.current() is again.pages["enterprises"]


def test_a_question_does_what_is_answered_and_an_error_is_one_sentence(qtbot: QtBot) -> None:
    shown = window([])
    qtbot.addWidget(shown)
    messages = Messages(lambda error: f"Sentence: {error}")
    messages.attach(shown)
    left: list[bool] = []
    for answer in ("Cancel", "Leave without saving"):
        messages.ask_to_leave(lambda: left.append(True))
        messages.answer(i18n._(answer))
    assert left == [True]
    messages.error(ValueError("no"))
    assert messages.last is not None
    assert messages.last.text == "Sentence: no"


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK])
def test_words_stand_out_from_what_is_behind_them(tokens: theme.Tokens) -> None:
    for ink, paper, least in (
        (tokens.text, tokens.surface, 7),
        (tokens.muted, tokens.window, 4.5),
        (tokens.on_accent, tokens.accent, 4.5),
        (tokens.accent, tokens.accent_soft, 4.5),
        (tokens.late, tokens.late_soft, 4.5),
        (tokens.soon, tokens.soon_soft, 4.5),
        (tokens.good, tokens.good_soft, 4.5),
        (tokens.control, tokens.surface, 3),
    ):
        assert _contrast(ink, paper) >= least, (ink, paper)


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.fixture
def vietnamese_qt(qapp: QApplication) -> Iterator[qt_translator.QtCatalogue]:
    translator = qt_translator.install(qapp, "vi")
    yield translator
    qapp.removeTranslator(translator)


def test_qt_itself_speaks_vietnamese(
    qtbot: QtBot, vietnamese_qt: qt_translator.QtCatalogue
) -> None:
    buttons = QDialogButtonBox()
    qtbot.addWidget(buttons)
    for standard in QDialogButtonBox.StandardButton:
        if standard is not QDialogButtonBox.StandardButton.NoButton:
            buttons.addButton(standard)
    wizard, line, dialog = QWizard(), QLineEdit("x"), QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    for widget in (wizard, line, dialog):
        qtbot.addWidget(widget)
    dialog.show()
    menu = line.createStandardContextMenu()
    words = [button.text() for button in buttons.buttons()]
    words += [button.text() for button in wizard.findChildren(QAbstractButton)]
    words += [label.text() for label in dialog.findChildren(QLabel)]
    words += [action.text().split("\t")[0] for action in menu.actions()]
    menu.deleteLater()
    english = {"ok", "cancel", "open", "save", "yes", "no", "close", "copy", "paste", "undo"}
    english |= {"next >", "< back", "finish", "delete", "file name:", "look in:", "select all"}
    assert words
    assert not [word for word in words if word.replace("&", "").lower() in english]


def test_the_entry_point_alone_loads_no_qt() -> None:
    probe = "import sys, ui.app\nsys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("lang", "said"), [("vi", "không có màn hình"), ("en", "no screen")])
def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert app.main(["--lang", lang]) == app.NO_SCREEN
    told = capsys.readouterr()
    assert told.out == ""
    (sentence,) = told.err.splitlines()
    assert said in sentence


def test_a_register_that_cannot_be_worked_with_is_explained(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_database(tmp_path)
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    monkeypatch.setenv("LOGNAME", "somebody new")  # is to be noted in the register
    with sqlite3.connect(tmp_path / "dialogue.db") as other:
        other.execute("BEGIN IMMEDIATE")
        assert app.start(str(tmp_path), "vi") == app.TROUBLE
    assert len(told) == 1
    assert "dialogue.db" in told[0].replace("\N{ZERO WIDTH SPACE}", "")


def test_language_and_colours_change_at_once_and_one_stays_where_one_was(
    open_window: Open,
) -> None:
    driver = open_window(True)
    driver.go("issues")
    page = driver.go("settings")
    page.tabs.setCurrentIndex(3)
    driver.choose("language", "English")
    driver.choose("dark", "Tối")
    driver.press("save")
    assert driver.page is not page
    assert driver.page.tabs.currentIndex() == 3
    assert driver.find(QAbstractButton, "rail_issues", driver.window).text() == "Issues"
    assert driver.window.windowTitle() == "Business Dialogue"
    assert theme.tokens() is theme.DARK
    assert driver.go("issues").title.text() == "Issues"
    qt_translator.install(QApplication.instance(), "vi")  # type: ignore[arg-type]


def test_what_was_shown_is_gone_before_the_window_is_dressed(open_window: Open) -> None:
    """Qt dresses every widget there is: with all pages at hand that took seconds."""
    driver = open_window()
    pages = [driver.go(key) for key in ("issues", "settings")]
    left: list[bool] = []
    driver.window.build_anew(lambda: left.extend(map(isValid, pages)))
    driver.rest()
    assert left == [False, False]
    assert isValid(driver.page)


def test_what_is_typed_elsewhere_is_asked_about_before_the_window_is_built_anew(
    open_window: Open,
) -> None:
    driver = open_window(True)
    issues = driver.go("issues")
    issues.do("add")
    driver.rest()
    driver.type("text", "Đang gõ dở.")
    page = driver.go("settings")
    page.tabs.setCurrentIndex(3)
    driver.choose("dark", "Tối")
    driver.press("save")
    assert driver.page is issues
    assert driver.said() == "Nội dung vừa nhập chưa được lưu."
    driver.context.messages.answer("Lưu")
    driver.rest()
    assert driver.page is not issues
    assert driver.page.table.rowCount() == 21


@pytest.mark.parametrize(
    ("name", "typed"), [("issues", "speaker"), ("sessions", "place"), ("settings", "name")]
)
def test_all_is_in_sight_where_everything_is_drawn_half_as_large_again(
    open_window: Open, name: str, typed: str
) -> None:
    driver = open_window(True)
    driver.window.showNormal()
    driver.window.resize(854, 480)
    page = driver.go(name)
    if name == "issues":
        page.do("add")
    elif name == "sessions":
        page.open(1)
        driver.rest()
        driver.page.go_to_step(0)
    driver.rest()
    assert (driver.window.width(), driver.window.height()) == (854, 480)
    save = driver.find(QAbstractButton, "save")
    inside = driver.window.rect().contains(save.mapTo(driver.window, save.rect().bottomRight()))
    assert inside
    button = driver.find(QToolButton, "rail_issues", driver.window)
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert button.toolTip() == "Kiến nghị (Ctrl+3)"
    driver.find(QLineEdit, typed).setText("Gõ thêm")
    driver.window.close()
    toast = driver.find(QFrame, "toast", driver.window)
    assert toast.geometry().bottom() <= 480
    labels = [one.text() for one in toast.findChildren(QPushButton) if one.isVisible()]
    assert labels[-2:] == ["Không lưu", "Hủy"]


def test_a_window_too_large_for_its_screen_fills_the_screen(open_window: Open) -> None:
    driver = open_window(fitted=True)  # the screen of the tests is smaller than the usual window
    assert driver.window.windowState() & Qt.WindowState.WindowMaximized

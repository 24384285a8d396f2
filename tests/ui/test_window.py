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
    QLabel,
    QLineEdit,
    QMessageBox,
    QWizard,
)
from pytestqt.qtbot import QtBot

from dialogue_app import i18n
from tests.template import copy_database
from ui import app, qt_translator, theme
from ui.main_window import MainWindow, PageEntry
from ui.messages import Messages
from ui.tasks import TaskRunner
from ui.widgets.inputs import SearchField
from ui.widgets.page import Page

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
    monkeypatch.setattr(QMessageBox, "critical", lambda _over, _title, text: told.append(text))
    monkeypatch.setenv("LOGNAME", "somebody new")  # is to be noted in the register
    with sqlite3.connect(tmp_path / "dialogue.db") as other:
        other.execute("BEGIN IMMEDIATE")
        assert app.start(str(tmp_path), "vi") == app.TROUBLE
    assert len(told) == 1
    assert "dialogue.db" in told[0]

"""The real window on a real register in a fresh folder, driven by keys and object names."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from dialogue_app import i18n
from dialogue_app.services.case import Case
from dialogue_app.services.opening import Store, actor_here, open_store
from dialogue_app.services.sample import fill_sample
from ui import theme
from ui.app import make_window
from ui.main_window import MainWindow
from ui.tasks import Lane

W = TypeVar("W", bound=QWidget)


class Driver:
    """What a test does to the window: finds by name, types, presses, waits for the work."""

    def __init__(self, window: MainWindow, case: Case, qtbot: QtBot) -> None:
        self.window, self.store, self.qtbot = window, case, qtbot
        self.context = window.current().context  # type: ignore[union-attr]

    @property
    def page(self) -> Any:
        """The page in front."""
        return self.window.current()

    def go(self, key: str) -> Any:
        """Visit a page of the rail."""
        self.find(QWidget, f"rail_{key}", self.window).click()  # type: ignore[attr-defined]
        self.rest()
        return self.page

    def find(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """The widget of that name that can be seen."""
        found = [one for one in (inside or self.page).findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} of them"
        return found[0]

    def press(self, name: str) -> None:
        """Press a button and let the work it starts come to rest."""
        button = self.find(QWidget, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def type(self, name: str, text: str) -> QWidget:
        """Type letter by letter into the field of that name, whatever the letters."""
        return self.type_into(self.find(QWidget, name), text)

    def type_into(self, field: QWidget, text: str) -> QWidget:
        """Type into a field that has no name of its own."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        field.setFocus()
        for letter in text:
            keys(field, 0, letter)
        return field

    def choose(self, name: str, text: str) -> None:
        """Choose an option by its word."""
        box = self.find(QComboBox, name)
        place = box.findText(text)
        assert place >= 0, text
        box.setCurrentIndex(place)

    @contextmanager
    def held(self, lane: Lane) -> Iterator[None]:
        """Nothing asked of that worker is done meanwhile."""
        go_on = threading.Event()
        self.context.tasks.run(self.window, lambda: go_on.wait(20), lane=lane)
        try:
            yield
        finally:
            go_on.set()
            self.rest()

    def rest(self) -> None:
        """Wait until nothing is under way on any worker."""
        for _again in range(3):  # what comes back may ask for more
            self.qtbot.waitUntil(lambda: not self.context.tasks.busy, timeout=20_000)
            QApplication.processEvents()

    def said(self) -> str:
        """The message that stands at the foot of the window."""
        last = self.context.messages.last
        return last.text if last else ""


def keys(widget: QWidget, key: int, text: str = "") -> None:
    """One key press as the system sends it."""
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, none, text))


Open = Callable[[bool], Driver]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    """Opens the window, on the sample or on an empty register."""
    i18n.install("vi")
    theme.apply(qapp)
    stores: list[Store] = []

    def open_it(sample: bool = False) -> Driver:
        store = open_store(tmp_path / "data")
        stores.append(case)
        if sample:
            fill_sample(case, actor_here(case))
        window = make_window(case)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        driver = Driver(window, case, qtbot)
        driver.rest()
        return driver

    yield open_it
    for window in qapp.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.close_anyway()
    for store in stores:
        case.store.close()
    i18n.install("en")

"""The real window on a real register in a fresh folder, driven by keys and object names."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import ui
from dialogue_app import i18n
from dialogue_app.discovery import load_all
from dialogue_app.domain.worded import Worded
from dialogue_app.services.case import Case, SeenDraft
from dialogue_app.services.opening import open_case
from dialogue_app.storage.engine import Store
from tests.template import fresh_case, sample_case
from tests.ui.resting import is_working
from ui import theme
from ui.app import make_window
from ui.main_window import SIZE, MainWindow
from ui.tasks import Lane

W = TypeVar("W", bound=QWidget)
PATIENCE = 20_000  # milliseconds


class WindowStore(Store):
    """The window's own store: once the window is open, only its workers read and write."""

    is_open = False

    def reading(self) -> AbstractContextManager[Any]:
        self._require_worker()
        return super().reading()

    def writing(self, *given: Any) -> AbstractContextManager[Any]:
        self._require_worker()
        return super().writing(*given)

    def _require_worker(self) -> None:
        if self.is_open:
            assert threading.current_thread() is not threading.main_thread(), (
                "a service is called on the window's thread"
            )


class Driver:
    """What a test does to the window: finds by name, types, presses, waits for the work."""

    def __init__(self, window: MainWindow, case: Case, qtbot: QtBot) -> None:
        """`case` is the test's, with connections of its own; the window's is `context.case`."""
        self.window, self.case, self.qtbot = window, case, qtbot
        self.others: list[Case] = []
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

    def unfold(self) -> None:
        """Show all fields of the form in front."""
        self.find(QPushButton, "fold").setChecked(True)

    def press(self, name: str) -> None:
        """Press a button and let the work it starts come to rest."""
        button = self.find(QWidget, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def view_button(self, view: Worded) -> QPushButton:
        """The button of a named view of the list in front, in the line or in the menu."""
        found: QPushButton | None = self.page.views.findChild(QPushButton, f"view_{view.value}")
        assert found is not None
        return found

    def show_view(self, view: Worded) -> None:
        """Press the button of a named view, or choose it in the menu."""
        button = self.view_button(view)
        if button.isVisible():
            self.press(button.objectName())
            return
        menu = self.find(QPushButton, "more_views").menu()
        menu.aboutToShow.emit()
        next(one for one in menu.actions() if one.objectName() == button.objectName()).trigger()
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

    def another(self, name: str) -> Case:
        """The case of somebody else who works on the same database."""
        self.others.append(open_case(self.case.store.folder, self.case.clock, name))
        return self.others[-1]

    def rest(self) -> None:
        """Wait until nothing is under way and every page shows what anybody wrote."""
        calm = 0
        for _round in range(200):
            self.qtbot.waitUntil(lambda: not self._is_working())
            QApplication.processEvents()
            if self.window.isVisible():  # one that was closed hears no more
                self.context.changes.tick()
            calm = 0 if self._is_working() else calm + 1
            if calm == 3:  # what comes back may ask for more
                return
        raise AssertionError("the window never comes to rest")

    def _is_working(self) -> bool:
        return is_working(self.window, self.context.tasks)

    def said(self) -> str:
        """The message that stands at the foot of the window."""
        last = self.context.messages.last
        return last.text if last else ""


def keys(
    widget: QWidget,
    key: int,
    text: str = "",
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """One key press as the system sends it."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def as_read(detail: Any) -> SeenDraft[Any]:
    """What was read of something, before it is edited."""
    return SeenDraft(detail.id, detail.version, detail.form)


Open = Callable[..., Driver]


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits on a busy machine, too: the plugin gives up after five seconds."""
    for wait in ("waitUntil", "waitSignal", "waitActive"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE))
    return qtbot


@pytest.fixture(autouse=True)
def _widgets_are_freed_here() -> Iterator[None]:
    """No worker frees a widget, as in the program: see `ui.garbage`."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def written_by_workers() -> list[str]:
    """What workers wrote into what belongs to the window, as `Class.attribute`."""
    load_all(ui)
    written: list[str] = []
    for kind in _ours(QObject):
        kind.__setattr__ = _noting(kind.__setattr__, written)  # type: ignore[assignment]
    return written


def _ours(kind: type) -> Iterator[type]:
    """The classes of the window that come right after one of Qt's."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("ui."):
            yield below
        else:
            yield from _ours(below)


def _noting(write: Callable[..., None], written: list[str]) -> Callable[..., None]:
    def write_and_note(self: object, name: str, value: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            written.append(f"{type(self).__name__}.{name}")
        write(self, name, value)

    return write_and_note


@pytest.fixture(autouse=True)
def _workers_write_no_widget(written_by_workers: list[str]) -> Iterator[None]:
    written_by_workers.clear()
    yield
    assert written_by_workers == []


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    """Opens the window, on a case, on the sample or on an empty register."""
    i18n.install("vi")
    if not qapp.styleSheet() or theme.tokens() is not theme.LIGHT:
        theme.apply(qapp)  # styles every widget there is, so not for each test anew
    drivers: list[Driver] = []

    def open_it(sample: bool = False, *, fitted: bool = False, case: Case | None = None) -> Driver:
        case = case or (sample_case if sample else fresh_case)(tmp_path / "data")
        own = WindowStore(case.store.folder, is_read_only=case.store.is_read_only)
        window = make_window(replace(case, store=own))
        own.is_open = True
        window.current().context.changes.stop()  # type: ignore[union-attr]  # `rest` looks itself
        qtbot.addWidget(window)
        if not fitted:  # to the screen of the tests, which is smaller than the usual window
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.resize(SIZE)
        with qtbot.waitActive(window):
            window.show()
        driver = Driver(window, case, qtbot)
        drivers.append(driver)
        driver.rest()
        return driver

    yield open_it
    for window in qapp.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.close_anyway()
    for driver in drivers:
        for case in (driver.case, driver.context.case, *driver.others):
            case.store.close()

"""What the eye waits for comes first, a newer wish stops the SQL of the older, and two guards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from sqlalchemy import text

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.store import StoreBusy
from dialogue_app.services.case import Case
from dialogue_app.services.issues.lists import IssueList
from tests.services.changing import change_enterprise
from tests.ui.conftest import Driver, Open
from ui.app import look_after
from ui.pages.enterprises.noun import EnterpriseNoun
from ui.places import Place
from ui.tasks import Lane, is_unwanted
from ui.widgets.list_view import ListView

ENDLESS = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000000)"
    " SELECT count(*) FROM n"
)
LOOKS = 2  # before BEGIN and before the statement; what follows is asked within it


class SlowReading:
    """Reads for very long as soon as it is called; knows that it runs and how it ended."""

    def __init__(self, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        self.case = case
        self.runs = threading.Event()
        self.ended: list[type] = []
        self.answers: list[bool] = []  # given within the statement that was stopped
        monkeypatch.setattr(case.store, "is_unwanted", self._watched)
        self._reader: int | None = None

    def _watched(self) -> bool:
        answer = is_unwanted()
        if threading.get_ident() == self._reader:
            self.answers.append(answer)
            if len(self.answers) > LOOKS:
                self.runs.set()
        return answer

    def __call__(self, *_query: object) -> Any:
        self._reader = threading.get_ident()
        try:
            with self.case.reading() as session:
                session.scalar(ENDLESS)
            self.ended.append(int)
        except Cancelled:
            self.ended.append(Cancelled)
            raise
        finally:
            self._reader = None


@pytest.fixture
def slow(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[Driver, SlowReading]]:
    def open_it() -> tuple[Driver, SlowReading]:
        driver = open_window(True)
        driver.go("issues")
        return driver, SlowReading(driver.context.case, monkeypatch)

    return open_it


def search_slowly(driver: Driver, slow: SlowReading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin a search whose first rows do not come."""
    with monkeypatch.context() as patch:
        patch.setattr(driver.page.records, "first_page", slow)
        driver.page.ask(search="chậm")
        driver.qtbot.waitUntil(slow.runs.is_set)


def test_a_newer_search_stops_the_sql_of_the_older(slow, monkeypatch: pytest.MonkeyPatch):
    driver, reading = slow()
    before = driver.page.table.rowCount()
    search_slowly(driver, reading, monkeypatch)
    driver.page.ask(search="")
    driver.rest()
    assert reading.ended == [Cancelled]
    assert reading.answers[-1]
    assert not any(reading.answers[:-1])
    assert driver.page.table.rowCount() == before > 0
    assert driver.said() == ""


def test_a_record_and_what_fits_the_typing_wait_for_no_slow_search(
    slow, monkeypatch: pytest.MonkeyPatch
):
    driver, reading = slow()
    search_slowly(driver, reading, monkeypatch)
    page = driver.page
    page.list.setFocus()
    for _step in range(2):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        wanted = page.list.current_id()
        driver.qtbot.waitUntil(
            lambda wanted=wanted: (
                getattr(page.beside(), "detail", None) is not None
                and page.beside().detail.id == wanted
            ),
        )
    field = driver.window.palette_field
    field.open()
    driver.type_into(field, "ngap")
    field.ask_now()
    driver.qtbot.waitUntil(lambda: field._offered == "ngap")
    assert reading.ended == []


def test_a_search_is_stopped_by_leaving_its_page_and_taken_up_again(
    slow, monkeypatch: pytest.MonkeyPatch
):
    driver, reading = slow()
    search_slowly(driver, reading, monkeypatch)
    page = driver.page
    driver.go("enterprises")
    assert reading.ended == [Cancelled]
    driver.go("issues")
    assert page.table.is_loaded
    assert page.query.search == "chậm"


def test_hits_nobody_waits_for_are_not_looked_for(slow, monkeypatch: pytest.MonkeyPatch):
    driver, reading = slow()
    field = driver.window.palette_field
    kinds = [kind for kind in field._kinds if kind.find is not None]
    monkeypatch.setattr(field, "_kinds", [type(kinds[0])(kinds[0].title, kinds[0].icon,
                                                         kinds[0].place, reading)])  # fmt: skip
    field.open()
    driver.type_into(field, "ngap")
    field.ask_now()
    driver.qtbot.waitUntil(reading.runs.is_set)
    field.leave()
    driver.rest()
    assert reading.ended == [Cancelled]


@pytest.mark.parametrize("lane", [Lane.READ, Lane.LIST, Lane.WRITE, Lane.PAPER, Lane.IMPORT])
def test_a_record_is_read_whatever_else_is_under_way(open_window: Open, lane: Lane):
    driver = open_window(True)
    page = driver.go("issues")
    with driver.held(lane):
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        driver.qtbot.waitUntil(lambda: page.beside() is not None)
        assert driver.context.tasks.busy


def test_what_nobody_waits_for_begins_when_nothing_else_is_under_way(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    tasks, given = driver.context.tasks, list[object]()
    with driver.held(Lane.LIST):
        monkeypatch.setattr(tasks, "run", lambda _owner, work, **_lane: given.append(work))
        monkeypatch.setattr("ui.app.SETTLED", 1)
        look_after(driver.window, driver.case, tasks)
        assert given == []
    driver.qtbot.waitUntil(lambda: driver.case.store.require_sound in given)


def test_what_was_given_to_be_written_is_read_for_to_its_end(open_window: Open):
    driver = open_window(True)
    context, go_on, done = driver.context, threading.Event(), list[int]()

    def work() -> None:
        go_on.wait(20)
        with context.case.reading() as session:
            done.append(session.scalar(text("SELECT 1")))

    context.write(driver.window, work, lambda _nothing: None)
    threading.Timer(0.1, go_on.set).start()
    driver.window.close_anyway()
    assert done == [1]


def test_a_service_on_the_windows_thread_is_noticed(open_window: Open):
    driver = open_window()
    with pytest.raises(AssertionError, match="window's thread"):
        driver.context.case.reading().__enter__()
    with pytest.raises(AssertionError, match="window's thread"):
        driver.context.case.store.writing(driver.case.actor, "test", driver.case.clock())


def test_a_worker_that_writes_what_a_widget_keeps_is_noticed(
    open_window: Open, written_by_workers: list[str]
):
    driver = open_window()
    page: QWidget = driver.go("issues")
    driver.context.read(page, lambda: setattr(page, "query", None), lambda _nothing: None)
    driver.qtbot.waitUntil(lambda: not driver.context.tasks.busy)
    assert written_by_workers == ["IssuesPage.query"]
    written_by_workers.clear()


def test_counts_all_ids_and_the_record_wait_until_the_first_rows_are_painted(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    page = driver.go("issues")
    happened: list[str] = []
    records, noun = page.records, page.noun

    def noted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def note(*given: Any, **more: Any) -> Any:
            happened.append(name)
            return work(*given, **more)

        return note

    monkeypatch.setattr(page.list, "paintEvent", noted("painted", page.list.paintEvent))
    for name in ("ids", "counts"):
        monkeypatch.setattr(records, name, noted(name, getattr(records, name)))
    monkeypatch.setattr(type(noun), "read", noted("record", noun.read))
    wanted = page.table.id_at(3)
    page.table.loaded.connect(lambda: happened.clear())
    with driver.held(Lane.LIST):
        page.go_to(wanted, page.query.__class__(search="a", session_id=None))
        read_since: list[None] = []
        driver.context.read(page, lambda: None, read_since.append)
        driver.qtbot.waitUntil(lambda: bool(read_since))
        assert "record" not in happened  # it would take its time from the rows
    assert set(happened) >= {"ids", "record"}
    assert happened[0] == "painted"


def test_the_record_a_page_is_opened_with_waits_for_its_first_rows(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    happened: list[str] = []
    paint, read = ListView.paintEvent, EnterpriseNoun.read

    def painted(view: ListView, event: QPaintEvent) -> None:
        if view.query is not None and view.model().rowCount():
            happened.append("painted")
        paint(view, event)

    def record(noun: EnterpriseNoun, key: int) -> Any:
        happened.append("record")
        return read(noun, key)

    monkeypatch.setattr(ListView, "paintEvent", painted)
    monkeypatch.setattr(EnterpriseNoun, "read", record)
    driver.window.go(Place("enterprises", 3))
    driver.rest()
    assert happened[0] == "painted"
    assert driver.page.beside().detail.id == 3


def test_a_refresh_before_the_rows_are_painted_is_not_lost(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    for shown in (page.list, page.list.viewport()):
        shown.setUpdatesEnabled(False)
    loaded: list[bool] = []
    page.table.loaded.connect(lambda: loaded.append(True))
    page.ask(descending=not page.query.descending)
    driver.qtbot.waitUntil(lambda: bool(loaded))
    first = page.table.id_at(0)
    change_enterprise(driver.another("huong"), first, phone="0999 999 999")
    with driver.held(Lane.READ):
        driver.context.changes.tick()
        driver.qtbot.waitUntil(lambda: not driver.context.changes._reading)
        for shown in (page.list, page.list.viewport()):
            shown.setUpdatesEnabled(True)
        driver.qtbot.waitUntil(lambda: not page.list.is_unpainted)
    column = next(n for n, one in enumerate(page.table.columns) if one.key == "phone")
    assert page.table.index(0, column).data() == "0999 999 999"


def test_a_list_that_could_not_be_read_is_read_again_by_the_next_link(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    with monkeypatch.context() as patch:
        patch.setattr(IssueList, "first_page", _unreadable)
        page = driver.go("issues")
    assert driver.said()
    page.go_to(3, page.query)
    driver.rest()
    assert page.beside().detail.id == 3
    assert page.table.rowCount() > 0


def _unreadable(*_given: object) -> None:
    raise StoreBusy(Path("dialogue.db"))


def test_pointing_beside_the_rows_reads_and_says_nothing(open_window: Open):
    driver = open_window(False)
    page = driver.go("sessions")
    for _again in range(2):
        spot = QPoint(5, 300)
        over = QHelpEvent(QEvent.Type.ToolTip, spot, page.list.viewport().mapToGlobal(spot))
        QApplication.sendEvent(page.list.viewport(), over)
        driver.rest()
    assert not QToolTip.isVisible()
    assert page.table._pages.keys() <= {0}

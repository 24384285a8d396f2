from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dialogue_app.services.lists import Column
from ui.models import paged_table
from ui.models.order import Order
from ui.models.paged_table import PAGE_SIZE, PAGES_KEPT, PagedTable
from ui.tasks import TaskRunner
from ui.widgets.list_view import ListView

MANY = 100_000
DAY = date(2026, 11, 27)


@dataclass(frozen=True)
class Row:
    id: int
    name: str


@dataclass(frozen=True)
class Query:
    sort: str = "name"
    descending: bool = False


class Source:
    """Rows made on the spot; remembers which threads asked and how often."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.threads: set[threading.Thread] = set()
        self.pages_read = 0
        self.broken = False

    def _order(self, query: Query) -> range:
        return range(self.count, 0, -1) if query.descending else range(1, self.count + 1)

    def first_page(self, query: Query, _shown: object = None) -> tuple[Sequence[Row], int | None]:
        self.threads.add(threading.current_thread())
        return [Row(i, f"row {i}") for i in self._order(query)[:50]], None

    def ids(self, query: Query) -> array[int]:
        self.threads.add(threading.current_thread())
        return array("q", self._order(query))

    def rows(self, ids: Sequence[int], _shown: object = None) -> Sequence[Row]:
        self.threads.add(threading.current_thread())
        self.pages_read += 1
        if self.broken:
            raise OSError("no disk")
        return [Row(i, f"row {i}") for i in ids]


COLUMNS = [
    Column[Row]("id", "No.", order=("id",), numeric=True),
    Column[Row]("name", "Name", order=("name",), stretch=True),
]


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def filled(qtbot: QtBot, tasks: TaskRunner, count: int = MANY) -> tuple[PagedTable, Source]:
    source = Source(count)
    model = read_whole(source, tasks)
    with qtbot.waitSignal(model.complete):
        model.show(Query())
    return model, source


def read_whole(source: Source, tasks: TaskRunner) -> PagedTable:
    """A table that reads on as soon as its first rows are there, as a view does after painting."""
    model = PagedTable(source, COLUMNS, tasks, lambda: DAY)
    model.loaded.connect(model.read_rest)
    return model


def test_a_hundred_thousand_rows_satisfy_qt(qtbot: QtBot, tasks: TaskRunner) -> None:
    model = read_whole(Source(MANY), tasks)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    with qtbot.waitSignal(model.complete):
        model.show(Query())
    assert tester.model() is model
    assert isinstance(model, QAbstractItemModel)
    assert model.rowCount() == MANY


def test_a_far_row_shows_a_placeholder_and_then_itself(qtbot: QtBot, tasks: TaskRunner) -> None:
    model, source = filled(qtbot, tasks)
    far = model.index(MANY - 1, 1)
    assert far.data() == "…"
    qtbot.waitUntil(lambda: far.data() == f"row {MANY}")
    assert threading.current_thread() not in source.threads


def test_a_cell_beside_the_rows_reads_none(qtbot: QtBot, tasks: TaskRunner) -> None:
    model, source = filled(qtbot, tasks, 5)
    for _again in range(2):  # a page that was read once would be looked into
        for row in (-1, 5):
            assert model.cell(row, 0)[0] == "…"
        qtbot.waitUntil(lambda: not tasks.busy)
    assert source.pages_read == 0


def test_dragging_over_the_list_reads_only_a_few_pages(qtbot: QtBot, tasks: TaskRunner) -> None:
    model, source = filled(qtbot, tasks)
    for row in range(0, MANY, 200):
        model.index(row, 1).data()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert source.pages_read <= PAGES_KEPT


def test_selecting_all_reads_no_row(qtbot: QtBot, tasks: TaskRunner) -> None:
    model, source = filled(qtbot, tasks)
    view = ListView(model, "Rows")
    qtbot.addWidget(view)
    view.selectAll()
    assert len(view.selected_ids()) == MANY
    assert source.pages_read == 0


def test_a_new_order_keeps_the_selection(qtbot: QtBot, tasks: TaskRunner) -> None:
    model, _source = filled(qtbot, tasks, 40)
    view = ListView(model, "Rows")
    qtbot.addWidget(view)
    assert view.select_id(7)
    with qtbot.waitSignal(model.complete):
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.id_at(0) == 40
    assert view.current_id() == 7
    assert view.selected_ids() == [7]


def test_an_empty_list_says_what_to_do(qtbot: QtBot, tasks: TaskRunner) -> None:
    model = read_whole(Source(0), tasks)
    view = ListView(model, "Rows")
    qtbot.addWidget(view)
    view.empty.say("Nothing yet.", ("Import", lambda: None))
    assert view.empty.isHidden()
    with qtbot.waitSignal(model.complete):
        model.show(Query())
    assert not view.empty.isHidden()


def test_all_rows_stay_selected_when_one_more_comes(qtbot: QtBot, tasks: TaskRunner) -> None:
    model, source = filled(qtbot, tasks)
    view = ListView(model, "Rows")
    qtbot.addWidget(view)
    view.selectAll()
    source.count += 1
    with qtbot.waitSignal(model.complete):
        model.refresh()
    assert model.rowCount() == MANY + 1
    assert len(view.selected_ids()) == MANY
    assert view.selectionModel().selection().count() == 1


def test_a_page_that_cannot_be_read_is_asked_for_once(qtbot: QtBot, tasks: TaskRunner) -> None:
    model, source = filled(qtbot, tasks)
    errors: list[Exception] = []
    model.failed.connect(errors.append)
    source.broken = True
    far = model.index(MANY - 1, 1)
    for _again in range(20):
        assert far.data() == "…"
        qtbot.waitUntil(lambda: not tasks.busy)
    assert (len(errors), source.pages_read) == (1, 1)
    source.broken = False
    with qtbot.waitSignal(model.complete):
        model.refresh()
    assert far.data() == "…"
    qtbot.waitUntil(lambda: far.data() == f"row {MANY}")


def test_a_page_asked_for_while_the_list_is_renumbered_still_comes(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    model, source = filled(qtbot, tasks)
    with qtbot.waitSignal(model.complete):
        model.show(Query(descending=True))
    far = MANY - 500
    model.modelReset.connect(lambda: model.index(far, 1).data())  # as painting it would
    source.count += PAGE_SIZE
    model.refresh()
    model.index(far, 1).data()  # for the old numbers, which comes after the new ones
    qtbot.waitUntil(lambda: not tasks.busy)
    assert model.index(far, 1).data() == f"row {MANY + PAGE_SIZE - far}"


def test_all_ids_are_walked_over_on_a_worker_only(
    qtbot: QtBot, tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers: list[threading.Thread] = []

    class Watched(Order):
        def __init__(self, ids: array[int]) -> None:
            makers.append(threading.current_thread())
            super().__init__(ids)

    monkeypatch.setattr(paged_table, "Order", Watched)
    model, source = filled(qtbot, tasks)
    source.count -= 1
    with qtbot.waitSignal(model.complete):
        model.refresh()
    assert threading.main_thread() not in makers
    assert len(makers) == 3  # the first page, all ids, all ids again
    assert model.rows_of([1, MANY - 1, MANY, 0, -1]) == {1: 0, MANY - 1: MANY - 2}


def test_a_cell_is_painted_by_one_question_to_the_table(
    qtbot: QtBot, tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    data, cell = PagedTable.data, PagedTable.cell
    monkeypatch.setattr(PagedTable, "data", lambda *given: (asked.append(given), data(*given))[1])
    monkeypatch.setattr(PagedTable, "cell", lambda *given: (asked.append("cell"), cell(*given))[1])
    model, _source = filled(qtbot, tasks, 5)
    view = ListView(model, "Rows")
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    asked.clear()
    view.viewport().repaint()
    assert set(asked) == {"cell"}
    assert len(asked) <= 5 * len(COLUMNS)  # of those that are in sight

"""Real pages: only those in sight are drawn, in the pauses, and one stays where one looks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from dialogue_app.services.papers.source import Written
from ui.tasks import Lane, Task, TaskRunner
from ui.widgets import page_view
from ui.widgets.page_view import KEPT, PageView, Rendered

MANY = 300


def paper(pages: int, *, wide: bool = False) -> Written:
    made = BytesIO()
    canvas = Canvas(made, pagesize=landscape(A4) if wide else A4)
    for number in range(pages):
        canvas.drawString(100, 100, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return Written(made.getvalue(), ())


class Desk:
    """A view of a paper that grows, and what was made and drawn for it."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot, self.pages, self.made = qtbot, MANY, 0
        self.drawn: list[list[int]] = []
        self.error: Exception | None = None
        self.go_on = threading.Event()
        self.go_on.set()
        self.tasks = TaskRunner()
        self.view = PageView(self.tasks, self._make, "Pages")
        render = page_view.render

        def watched(content: bytes, pages: Any, width: float) -> Rendered:
            self.drawn.append(list(pages))
            self.go_on.wait(20)
            return render(content, pages, width)

        monkeypatch.setattr(page_view, "render", watched)
        qtbot.addWidget(self.view)
        self.view.resize(700, 900)

    def _make(self, _task: Task) -> Written:
        self.made += 1
        if self.error is not None:
            raise self.error
        return paper(self.pages)

    def open(self) -> None:
        with self.qtbot.waitExposed(self.view):
            self.view.show()
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.view.is_waiting and not self.tasks.busy)

    def renew(self, pages: int) -> None:
        self.pages = pages
        self.view.renew()
        self.rest()

    def where(self) -> tuple[int, float]:
        """The page at the top, and how much of it is above."""
        view, at = self.view, self.view.verticalScrollBar().value()
        page = max(page for page in range(view.page_count) if view._tops[page] <= at)
        return page, (at - view._tops[page]) / view._heights[page]


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(qtbot, monkeypatch)
    yield made
    made.tasks.shutdown()


def test_only_pages_in_sight_are_drawn_however_many_there_are(desk: Desk):
    desk.open()
    view, bar = desk.view, desk.view.verticalScrollBar()
    assert view.page_count == MANY
    assert sorted(view.images) == [0, 1]
    assert bar.maximum() > MANY * 800  # the others have their room
    for at in range(0, bar.maximum(), bar.maximum() // 40):
        bar.setValue(at)
        desk.rest()
        assert set(view._in_sight()) <= set(view.images)
        assert len(view.images) <= KEPT
    assert all(len(pages) <= KEPT for pages in desk.drawn)
    assert desk.made == 1


def test_pages_passed_while_the_bar_is_dragged_are_not_drawn(desk: Desk):
    desk.open()
    bar = desk.view.verticalScrollBar()
    drawn = len(desk.drawn)
    go_on = threading.Event()
    desk.tasks.run(desk.view, lambda: go_on.wait(20), lane=Lane.PAGE)
    for at in range(0, bar.maximum(), 500):
        bar.setValue(at)
    go_on.set()
    desk.rest()
    assert len(desk.drawn) <= drawn + 2
    assert set(desk.view._in_sight()) <= set(desk.view.images)


def test_pages_that_are_being_drawn_come_though_one_scrolls_on(desk: Desk):
    desk.open()
    bar, drawn = desk.view.verticalScrollBar(), len(desk.drawn)
    desk.go_on.clear()
    bar.setValue(desk.view._tops[100] - 100)
    desk.qtbot.waitUntil(lambda: len(desk.drawn) > drawn)
    for _step in range(20):
        bar.setValue(bar.value() + 1)
    desk.go_on.set()
    desk.rest()
    assert len(desk.drawn) == drawn + 1
    assert set(desk.view._in_sight()) <= set(desk.view.images)


def test_many_changes_without_a_pause_make_the_paper_once(desk: Desk):
    desk.open()
    for pages in range(1, 20):
        desk.pages = pages
        desk.view.renew()
    assert desk.view.is_waiting
    assert not desk.tasks.busy
    desk.rest()
    assert desk.made == 2
    assert desk.view.page_count == 19


def test_page_and_place_stay_when_the_paper_or_the_room_changes(desk: Desk):
    desk.open()
    view = desk.view
    view.verticalScrollBar().setValue(view._tops[200] + 300)
    before = desk.where()
    desk.renew(250)
    assert desk.where() == before
    assert before[0] == 200
    view.resize(500, 700)
    desk.rest()
    assert desk.where()[0] == 200
    assert desk.where()[1] == pytest.approx(before[1], abs=0.01)
    desk.renew(20)
    assert view._in_sight()[-1] == 19


def test_old_pages_are_shown_until_the_new_ones_are_drawn(desk: Desk):
    desk.open()
    before, go_on = dict(desk.view.images), threading.Event()
    desk.tasks.run(desk.view, lambda: go_on.wait(20), lane=Lane.PAGE)
    desk.view.renew()
    desk.qtbot.waitUntil(lambda: desk.view._rendering is not None)
    assert desk.view.images == before
    go_on.set()
    desk.rest()
    assert sorted(desk.view.images) == sorted(before)
    assert desk.view.images != before


def test_pages_can_be_scrolled_while_a_newer_paper_is_made(desk: Desk):
    desk.open()
    go_on = threading.Event()
    desk.tasks.run(desk.view, lambda: go_on.wait(20), lane=Lane.PAPER)
    desk.view.renew()
    desk.view.verticalScrollBar().setValue(desk.view._tops[100])
    desk.qtbot.waitUntil(lambda: 100 in desk.view.images)
    assert desk.made == 1
    go_on.set()
    desk.rest()


def test_what_nobody_sees_is_not_made_and_what_is_being_made_is_stopped(desk: Desk):
    desk.view.renew()
    assert not desk.view.is_waiting
    desk.open()
    assert desk.made == 1
    go_on = threading.Event()
    desk.tasks.run(desk.view, lambda: go_on.wait(20), lane=Lane.PAPER)
    desk.view.renew()
    desk.qtbot.waitUntil(lambda: desk.view._making is not None)
    making = desk.view._making
    desk.view.hide()
    assert making is not None
    assert making.dropped
    go_on.set()
    desk.rest()
    assert desk.made == 1
    desk.open()
    assert desk.made == 2


def test_keys_reach_the_last_page_and_the_first(desk: Desk):
    desk.open()
    QTest.keyClick(desk.view, Qt.Key.Key_End)
    desk.rest()
    assert desk.view._in_sight()[-1] == MANY - 1
    assert desk.view.accessibleDescription().endswith(str(desk.view._in_sight()[0] + 1))
    QTest.keyClick(desk.view, Qt.Key.Key_Home)
    assert desk.view._in_sight()[0] == 0


def test_a_paper_that_cannot_be_made_leaves_no_old_page(desk: Desk):
    desk.open()
    told: list[Exception] = []
    desk.view.failed.connect(told.append)
    desk.error = OSError("no")
    desk.renew(1)
    assert told == [desk.error]
    assert (desk.view.page_count, desk.view.images, desk.view.paper) == (0, {}, None)
    desk.error = None
    desk.renew(2)
    assert desk.view.page_count == 2

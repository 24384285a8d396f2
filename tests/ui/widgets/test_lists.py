"""Lists of the real window keep their place: after a change nothing jumps and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from dialogue_app import i18n
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import AnswerKind, IssueState, Outcome, StoryKind, View
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.due_words import due_chip, due_text
from dialogue_app.services.issues.ending import close
from dialogue_app.services.issues.intake import edit_issue, register_issue
from dialogue_app.services.issues.lists import IssueRow
from dialogue_app.services.issues.views import StoryLine
from dialogue_app.services.issues.words import story_words
from tests.template import seen
from tests.ui.conftest import Driver, Open, as_read, keys
from ui.pages.issues.page import IssuesPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MANY = 130
TODAY = date(2026, 11, 27)
ANSWERED, RETURNED, ASSIGNED = StoryKind.ANSWERED, StoryKind.RETURNED, StoryKind.ASSIGNED


def many_issues(driver: Driver) -> IssuesPage:
    for number in range(MANY):
        register_issue(driver.case, IssueDraft(f"Việc thứ {number}."))
    driver.rest()
    page = driver.go("issues")
    assert isinstance(page, IssuesPage)
    assert page.table.rowCount() == MANY
    return page


def top(page: IssuesPage) -> int | None:
    return page.table.id_at(page.list.rowAt(0))


def test_a_far_row_stays_where_it_is_when_something_changes(open_window: Open):
    driver = open_window()
    page = many_issues(driver)
    page.list.selectRow(100)
    driver.rest()
    chosen, first = page.list.current_id(), top(page)
    assert chosen is not None
    assert first != page.table.id_at(0)
    register_issue(driver.case, IssueDraft("Mới hơn tất cả."))
    driver.rest()
    assert page.table.rowCount() == MANY + 1
    assert page.list.current_id() == chosen
    assert page.list.selected_ids() == [chosen]
    assert top(page) == first
    assert page.beside().detail.id == chosen  # type: ignore[union-attr]


def test_an_edited_row_shows_what_was_typed_and_moves_nothing(open_window: Open):
    driver = open_window()
    page = many_issues(driver)
    page.list.selectRow(100)
    driver.rest()
    chosen, first = page.list.current_id(), top(page)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    driver.rest()
    driver.type("text", "Đã sửa: ")
    driver.press("save")
    row = page.table.row_at(100)
    assert row is not None
    assert row.id == chosen
    assert row.text == "Đã sửa: Việc thứ 29."
    assert (page.list.current_id(), top(page)) == (chosen, first)
    assert page.list.hasFocus()


def test_rows_stand_until_the_new_ones_have_come(open_window: Open):
    driver = open_window()
    page = many_issues(driver)
    page.list.selectRow(100)
    driver.rest()
    shown: list[str] = []
    page.table.modelReset.connect(lambda: shown.append(page.table.index(101, 2).data()))
    register_issue(driver.case, IssueDraft("Mới hơn tất cả."))
    driver.rest()
    assert shown == [f"Việc thứ {MANY - 101}."]


def test_the_next_row_takes_the_place_of_one_that_left_the_list(open_window: Open):
    driver = open_window()
    page = many_issues(driver)
    driver.show_view(View.NEW)
    page.list.selectRow(100)
    driver.rest()
    gone, after, first = page.table.id_at(100), page.table.id_at(101), top(page)
    given = AnswerDraft(AnswerKind.IN_WRITING, "Đã xong.", driver.case.today())
    answer(driver.case, [seen(driver.case, gone)], given)
    driver.rest()
    assert page.table.rowCount() == MANY - 1
    assert page.list.current_id() == page.beside().detail.id == after
    assert top(page) == first


def test_a_new_order_finds_the_row_beyond_the_first_page(open_window: Open):
    driver = open_window()
    page = many_issues(driver)
    page.list.selectRow(0)
    driver.rest()
    chosen = page.list.current_id()
    page.table.sort(0, Qt.SortOrder.AscendingOrder)  # the first comes last
    driver.rest()
    assert page.list.current_id() == chosen
    assert page.list.currentIndex().row() == MANY - 1
    assert page.list.rowAt(0) == 0
    assert page.beside() is not None


def test_the_sheet_of_several_goes_when_one_is_left(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(1)
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    driver.rest()
    assert page.beside().objectName() == "many_issues"
    row = page.list.visualRect(page.list.currentIndex())  # that the keyboard is on already
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    driver.rest()
    assert page.beside().objectName() == "issue_view"


def test_a_form_just_opened_for_several_survives_a_change_elsewhere(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectAll()
    driver.rest()
    driver.press("many_direct")
    form = page.beside()
    detail = issue_detail(driver.case, 3)
    changed = replace(detail.form, note="Khác.")
    edit_issue(driver.case, as_read(detail), changed)
    register_issue(driver.case, IssueDraft("Mới hơn tất cả."))
    driver.rest()
    assert page.beside() is form
    assert len(page.list.selected_ids()) == 20


def test_each_click_on_a_heading_turns_the_order_round(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    heading = page.list.horizontalHeader()

    def click(place: int) -> tuple[str, bool]:
        spot = QPoint(heading.sectionViewportPosition(place) + 20, heading.height() // 2)
        QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        driver.rest()
        said = page.table.headerData(place, Qt.Orientation.Horizontal)
        assert said.endswith(" ↓" if page.query.descending else " ↑")
        return page.query.sort, page.query.descending

    assert click(1) == ("raiser", False)
    assert [click(0), click(0), click(0)] == [("code", False), ("code", True), ("code", False)]


def test_a_new_search_or_view_starts_at_the_top(open_window: Open):
    driver = open_window()
    page = many_issues(driver)
    page.list.selectRow(100)
    driver.rest()
    assert top(page) != page.table.id_at(0)
    keys(driver.type("search", "viec"), Qt.Key.Key_Return)
    driver.rest()
    assert page.table.rowCount() == MANY
    assert page.list.rowAt(0) == 0
    page.list.scrollToBottom()
    driver.show_view(View.NEW)
    assert page.list.rowAt(0) == 0


def test_a_row_whose_place_changes_stays_until_the_list_is_run_again(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    driver.show_view(View.ALL)
    page.table.sort(4, Qt.SortOrder.AscendingOrder)  # by the time limit
    driver.rest()
    before = [page.table.id_at(row) for row in range(20)]
    page.list.selectRow(0)
    driver.rest()
    first = page.list.current_id()
    close(driver.case, seen(driver.case, first), Outcome.WITHDRAWN, driver.case.today())
    driver.rest()  # it has no limit any more
    assert [page.table.id_at(row) for row in range(20)] == before
    assert page.list.current_id() == page.beside().detail.id == first
    assert page.beside().detail.row.state is IssueState.CLOSED
    page.ask()
    driver.rest()
    assert page.table.id_at(0) != first


@pytest.mark.parametrize("size", [(960, 540), (1280, 700), (1366, 740)], ids=str)
def test_beside_a_record_a_list_keeps_who_raised_what_and_who_is_to_answer_by_when(
    open_window: Open, size: tuple[int, int]
):
    driver = open_window(True)
    driver.window.showNormal()
    driver.window.resize(*size)
    page = driver.go("issues")
    page.list.selectRow(0)
    driver.rest()
    assert page.beside() is not None
    for button in page.views.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
            assert page.views.rect().contains(button.geometry())
    shown = [
        column.key
        for place, column in enumerate(page.table.columns)
        if not page.list.isColumnHidden(place)
    ]
    assert shown == ["code", "raiser", "text", "body", "due"][: len(shown)]
    assert len(shown) == (4 if size[0] < 1280 else 5)
    assert page.list.horizontalScrollBar().maximum() == 0


def test_a_late_row_says_the_day_and_how_late_it_is():
    row = IssueRow(
        id=1, version=1, code="KN-1", text="Ngập.", raisers="", session_code="", lead_body="",
        lead_relation=None, state=IssueState.ASSIGNED, outcome=None,
        next_due_on=date(2020, 1, 2), next_due_own=True, given_on=date(2020, 1, 1), sent_on=None,
        withhold_name=False, unsigned=False, complaint=False, unidentified=False, topic="",
        next_ends_on=date(2020, 1, 2),
    )  # fmt: skip
    chip = due_chip(row, TODAY)
    assert chip is not None
    assert chip.text == due_text(row, TODAY)
    assert chip.text.startswith("02/01/2020 · ")
    assert chip.tone == "late"


def test_a_story_says_first_who_acted():
    i18n.install("vi")
    lines = [StoryLine(TODAY, kind, "Phòng Mẫu") for kind in (ANSWERED, RETURNED, ASSIGNED)]
    said = [story_words(line)[1] for line in lines]
    assert said == ["Phòng Mẫu trả lời", "Phòng Mẫu trả lại", "Giao Phòng Mẫu"]


def test_after_an_act_the_next_row_takes_the_place_of_the_one_that_left(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    driver.show_view(View.ANSWERED)
    page.list.selectRow(0)
    driver.rest()
    ended, after = page.table.id_at(0), page.table.id_at(1)
    driver.press("next_step")
    driver.choose("outcome", word(Outcome.SETTLED))
    driver.press("save")
    assert ended not in page.table.rows_of([ended])
    assert page.list.selected_ids() == [after]
    assert page.list.current_id() == page.beside().detail.id == after
    assert page.list.hasFocus()


class Painted(QObject):
    """Notes what of a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_the_mark_of_the_keyboard_leaves_no_pieces_behind(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(2)
    driver.rest()
    painted = Painted(page.list.viewport())
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    driver.qtbot.waitUntil(lambda: not painted.region.isEmpty())
    for place in (2, 3):
        row = page.list.visualRect(page.table.index(place, 0))
        width = page.list.viewport().width()
        whole = QRect(0, row.top(), width - 1, row.height() - 1)
        assert painted.region.intersected(whole).boundingRect() == whole
        assert QRegion(whole).subtracted(painted.region).isEmpty()

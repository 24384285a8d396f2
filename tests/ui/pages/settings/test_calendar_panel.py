"""The calendar in the settings: its days, and the open dates that a change of it would move."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from dialogue_app.domain.calendar import CalendarDay, DayKind
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import AnswerKind, Relation
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.promises import PromiseDraft
from tests.exchange.workbooks import save
from tests.ui.conftest import Driver, Open
from ui.pages.settings.calendar import CalendarPanel

MONDAY = date(2026, 11, 30)


def opened(driver: Driver) -> CalendarPanel:
    page = driver.go("settings")
    panel = next(one for one in page.findChildren(CalendarPanel))
    page.tabs.setCurrentWidget(panel)
    driver.rest()
    return panel


def pressed(
    driver: Driver, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key pressed wherever the keyboard is."""
    driver.window.activateWindow()
    QTest.keyClick(QApplication.focusWidget() or driver.window, key, modifiers)
    driver.rest()


def with_day(panel: CalendarPanel, *cells: object) -> None:
    panel.put("day", (*panel.value("day"), cells))


def test_a_day_added_here_asks_before_it_moves_a_date(open_window: Open) -> None:
    driver = open_window()
    issue_id = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    own = next(row for row in list_bodies(driver.case) if row.relation is Relation.OWN)
    form = AssignmentDraft(own.id, due=Due(working_days=2))
    assign(driver.case, issue_detail(driver.case, issue_id).seen, form, driver.case.today())
    panel = opened(driver)
    with_day(panel, "30/11", DayKind.HOLIDAY, "Nghỉ mẫu", "văn bản mẫu", False)
    driver.press("save")
    assert driver.case.calendar().exceptions[MONDAY].name == "Nghỉ mẫu"
    assert "01/12/2026 → 02/12/2026" in driver.said()
    (part,) = issue_detail(driver.case, issue_id).assignments
    assert part.due_on == date(2026, 12, 1)
    driver.context.messages.answer("Đổi 1 thời hạn")
    driver.rest()
    (part,) = issue_detail(driver.case, issue_id).assignments
    assert (part.original_due_on, part.due_on) == (date(2026, 12, 1), date(2026, 12, 2))
    driver.press("moved_dates")
    assert driver.said() == "Không có thời hạn nào thay đổi."


def test_a_promised_month_is_among_what_would_move(open_window: Open) -> None:
    """It is asked for, by keys: not now leaves it, then it is moved, and taken back."""
    driver = open_window()
    issue_id = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    today = driver.case.today()
    form = AnswerDraft(
        AnswerKind.AT_MEETING, "Sẽ khơi cống.", today, person=Person.typed("Ông Mẫu"),
        promise=PromiseDraft("Khơi cống", "trong tháng 12"),
    )  # fmt: skip
    answer(driver.case, [issue_detail(driver.case, issue_id).seen], form)

    def promised_for() -> date:
        (promise,) = issue_detail(driver.case, issue_id).promises
        return promise.due_on

    panel = opened(driver)
    with_day(panel, "31/12", DayKind.HOLIDAY, "Nghỉ mẫu", "văn bản mẫu", False)
    pressed(driver, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    code = issue_detail(driver.case, issue_id).row.code
    said = f"{code}, Ông Mẫu, đã hứa “trong tháng 12”: 31/12/2026 → 30/12/2026"
    assert said in driver.said()
    pressed(driver, Qt.Key.Key_Escape)
    assert promised_for() == date(2026, 12, 31)
    driver.find(QPushButton, "moved_dates").setFocus()
    pressed(driver, Qt.Key.Key_Space)
    assert said in driver.said()
    pressed(driver, Qt.Key.Key_Return)  # the question has the keyboard
    assert promised_for() == date(2026, 12, 30)
    pressed(driver, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert promised_for() == date(2026, 12, 31)


def test_a_row_taken_out_is_an_ordinary_day_again(open_window: Open) -> None:
    driver = open_window()
    panel = opened(driver)
    panel.put("day", tuple(row for row in panel.value("day") if row[0] != "24/11/2026"))
    driver.press("save")
    calendar = driver.case.calendar()
    assert calendar.is_worked(date(2026, 11, 24))
    assert not calendar.is_worked(date(2026, 9, 2))
    assert date(2024, 9, 2) in calendar.exceptions  # of years that are not shown


def test_what_somebody_else_enters_stays_where_this_one_saves(open_window: Open) -> None:
    driver = open_window()
    panel = opened(driver)
    with_day(panel, "30/11/2026", DayKind.HOLIDAY, "", "", True)
    other = CalendarDay(date(2026, 12, 1), DayKind.HOLIDAY, "", "văn bản mẫu")
    change_days(driver.another("khac"), [other])
    driver.rest()
    driver.press("save")
    assert {MONDAY, other.day} <= driver.case.calendar().exceptions.keys()


def test_what_cannot_be_says_so_beside_the_rows(open_window: Open) -> None:
    driver = open_window()
    panel = opened(driver)
    before = driver.case.calendar()
    with_day(panel, "31/02/2027", DayKind.HOLIDAY, "", "", False)
    driver.press("save")
    assert "31/02/2027" in panel.form.fields["day"].error
    panel.put("day", (*panel.value("day")[:-1], ("29/11/2026", DayKind.HOLIDAY, "", "", False)))
    driver.press("save")
    assert "Chủ nhật" in panel.form.fields["day"].error
    assert driver.case.calendar() == before


def test_a_file_stands_in_the_rows_to_be_looked_at(open_window: Open, tmp_path: Path) -> None:
    driver = open_window()
    panel = opened(driver)
    rows = [["Ngày", "Tên"], ["03/01/2028", "Ngày mẫu"]]
    panel.take_file(save(tmp_path / "lich.xlsx", rows))
    driver.rest()
    assert panel.value("day")[-1][:3] == ("03/01/2028", DayKind.HOLIDAY, "Ngày mẫu")
    assert date(2028, 1, 3) not in driver.case.calendar().exceptions
    driver.press("save")
    assert driver.case.calendar().exceptions[date(2028, 1, 3)].source == "lich.xlsx"

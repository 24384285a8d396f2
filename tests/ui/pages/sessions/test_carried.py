"""A session after another of its series opens with what is open, and says what is to be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.series import Duty, Rhythm
from dialogue_app.domain.vocabulary import Outcome
from dialogue_app.services.case import Case
from dialogue_app.services.issues.ending import close
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList
from dialogue_app.services.series.editing import add_series, edit_series, list_series
from dialogue_app.services.sessions.editing import add_session, session_detail
from dialogue_app.services.sessions.lists import list_sessions
from tests.template import seen
from tests.ui.conftest import Driver, Open

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


FATES = {"withdrawn": "Doanh nghiệp rút kiến nghị 1", "not_given": "Chưa giao 1"}


def held(case: Case) -> list[int]:
    """A session of September with two issues, of which one has ended."""
    series = add_series(case, SeriesDraft("Đối thoại hằng quý"))
    form = SessionDraft("2026-K3", "Hội nghị đối thoại quý III năm 2026", date(2026, 9, 15))
    meeting = add_session(
        case, SessionDraft(form.code, form.name, form.planned_on, series_id=series)
    )
    issues = [register_issue(case, IssueDraft(text, meeting)) for text in ("Hẻm ngập.", "Hết chỗ.")]
    close(case, seen(case, issues[1]), Outcome.WITHDRAWN, case.today())
    return issues


def listed(driver: Driver) -> list[int]:
    return list(IssueList(driver.case).ids(driver.page.issues.query))


def save(field: QWidget) -> None:
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_next_session_made_by_keys_opens_with_what_is_open(open_window: Open):
    driver = open_window()
    first, _second = held(driver.case)
    driver.go("sessions")
    driver.rest()
    driver.press("primary")
    driver.rest()
    assert driver.find(QComboBox, "series").currentText() == "Đối thoại hằng quý"
    assert driver.find(QLineEdit, "planned_on").text() == "15/12/2026"
    assert driver.find(QPlainTextEdit, "name").toPlainText() == "Hội nghị đối thoại quý IV năm 2026"
    QTest.keyClick(
        driver.find(QLineEdit, "code"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    driver.rest()
    page = driver.page
    assert list_sessions(driver.case)[0].code == "2026-K4"
    assert listed(driver) == [first]
    told = driver.find(QWidget, "report").findChildren(QLabel)
    assert "2026-K3" in told[0].text()
    fates = {name: driver.find(QPushButton, f"reported_{name}") for name in FATES}
    assert {name: button.text() for name, button in fates.items()} == FATES
    assert "carried" in page.issues.list.columns.chosen
    (row,) = IssueList(driver.case).records([first])
    assert row.carried_over == 1
    close(driver.case, seen(driver.case, first), Outcome.WITHDRAWN, driver.case.today())
    driver.rest()
    assert listed(driver) == []


def test_what_came_over_and_what_was_raised_are_one_key_apart(open_window: Open):
    driver = open_window()
    first, _second = held(driver.case)
    (series,) = list_series(driver.case)
    following = add_session(
        driver.case, SessionDraft("2026-K4", "Quý IV", date(2026, 12, 15), series_id=series.id)
    )
    own = register_issue(driver.case, IssueDraft("Gửi trước.", following))
    driver.go("sessions").open(following)
    driver.rest()
    assert listed(driver) == [own]
    QTest.keyClick(driver.find(QPushButton, "carried_over"), Qt.Key.Key_Space)
    driver.rest()
    assert listed(driver) == [first]
    QTest.keyClick(driver.find(QPushButton, "own_issues"), Qt.Key.Key_Space)
    driver.rest()
    assert listed(driver) == [own]


def test_each_number_of_the_report_opens_the_issues_it_counts(open_window: Open):
    driver = open_window()
    first, second = held(driver.case)
    (series,) = list_series(driver.case)
    following = SessionDraft("2026-K4", "Quý IV", date(2026, 12, 15), series_id=series.id)
    meeting = add_session(driver.case, following)
    driver.go("sessions").open(meeting)
    driver.rest()
    for name, issue in (("withdrawn", second), ("not_given", first)):
        driver.page.go_to_step(0)
        driver.rest()
        driver.press(f"reported_{name}")
        page = driver.window.pages["issues"]
        assert driver.page is page
        assert list(IssueList(driver.case).ids(page.query)) == [issue]
        only = driver.find(QPushButton, "narrowed")
        assert only.text() == f"Chỉ báo cáo tại 2026-K4 · {FATES[name].removesuffix(' 1')}"
        driver.press("narrowed")
        assert len(IssueList(driver.case).ids(page.query)) == 2
        driver.go("sessions")


def test_another_series_gives_another_day_until_one_is_typed(open_window: Open):
    driver = open_window()
    held(driver.case)
    add_series(driver.case, SeriesDraft("Tiếp dân hằng tháng", Rhythm.MONTH))
    driver.go("sessions")
    driver.rest()
    driver.press("primary")
    driver.rest()
    series, day = driver.find(QComboBox, "series"), driver.find(QLineEdit, "planned_on")
    assert (series.currentText(), day.text()) == ("", "27/11/2026")
    series.setCurrentText("Đối thoại hằng quý")
    driver.rest()
    assert day.text() == "15/12/2026"
    day.setText("20/12/2026")
    driver.rest()
    series.setCurrentText("Tiếp dân hằng tháng")
    driver.rest()
    assert day.text() == "20/12/2026"
    assert driver.find(QPlainTextEdit, "name").toPlainText().endswith("tháng 12 năm 2026")


def test_what_is_to_be_done_is_named_in_its_step_and_noted_by_keys(open_window: Open):
    driver = open_window()
    meeting = add_session(driver.case, SessionDraft("K1", "Hội nghị", date(2026, 11, 26)))
    driver.go("sessions").open(meeting)
    driver.rest()
    driver.page.go_to_step(2)
    driver.rest()
    late = driver.find(QPushButton, "duty_minutes")
    assert "26/11/2026" in late.text()
    assert "trễ 1 ngày" in late.text()
    assert "đề xuất" in late.text()
    assert "trễ" not in driver.find(QPushButton, "duty_conclusions").text()
    QTest.keyClick(late, Qt.Key.Key_Space)
    driver.rest()
    day = driver.find(QLineEdit, "done_on")
    assert day.text() == "27/11/2026"
    day.setText("")
    driver.press("save")
    assert "Hãy nhập ngày" in driver.page.panel.form.fields["done_on"].error
    day.setText("26/11/2026")
    save(day)
    driver.rest()
    duties = {row.duty: row for row in session_detail(driver.case, meeting).duties}
    assert duties[Duty.MINUTES].done_on == date(2026, 11, 26)
    assert driver.page.findChild(QPushButton, "duty_minutes") is None


def test_days_of_duties_follow_their_series(open_window: Open):
    driver = open_window()
    series = add_series(driver.case, SeriesDraft("Đối thoại hằng quý"))
    day = date(2026, 11, 26)
    meeting = add_session(driver.case, SessionDraft("K1", "Hội nghị", day, series_id=series))
    driver.go("sessions").open(meeting)
    driver.rest()
    driver.page.go_to_step(2)
    driver.rest()
    assert "26/11/2026" in driver.find(QPushButton, "duty_minutes").text()
    known = list_series(driver.case)[0].seen
    edit_series(driver.case, known, replace(known.draft, minutes_days=5))
    driver.rest()
    assert "01/12/2026" in driver.find(QPushButton, "duty_minutes").text()


def test_step_5_shows_the_numbers_of_the_list_and_each_opens_its_issues(open_window: Open):
    driver = open_window(True)
    driver.go("sessions").open(1)
    driver.rest()
    driver.page.go_to_step(4)
    driver.rest()
    row = session_detail(driver.case, 1).row
    shown = {
        name: driver.find(QPushButton, f"standing_{name}").text().split()[0]
        for name in ("all", "in_hand", "overdue", "waiting", "done")
    }
    counts = row.in_hand_count, row.overdue_count, row.waiting_count, row.answered_count
    assert [int(n) for n in shown.values()] == [sum(counts), *counts]
    driver.press("standing_waiting")
    driver.rest()
    query = driver.window.pages["issues"].query
    assert len(IssueList(driver.case).ids(query)) == row.waiting_count

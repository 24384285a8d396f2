"""Whatever others write, open pages show: lists, details and counts follow by themselves."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from dialogue_app import machine
from dialogue_app.cli import main
from dialogue_app.domain.errors.store import StoreBusy
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import Outcome, Relation, View
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import (
    PickList,
    ReferenceList,
    list_reference,
    save_reference,
    seen_list,
)
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import (
    edit_enterprise,
    enterprise_detail,
    find_enterprise,
)
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.ending import close
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.storage.feed import Feed
from tests.template import copy_database, fresh_case, seen, standing_clock
from tests.ui.conftest import Driver, Open, as_read
from ui import feed
from ui.app import make_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Command = Callable[..., None]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    """A command of somebody else on the database of the window."""
    monkeypatch.setattr(machine, "user_name", lambda: "Bà Khác")

    def run(driver: Driver, *arguments: str) -> None:
        folder = str(driver.case.store.folder)
        assert main(["--data", folder, *arguments], clock=standing_clock) == 0

    return run


def issues(case: Case) -> list[IssueDetail]:
    return [issue_detail(case, key) for key in IssueList(case).ids(IssueQuery())]


def beside(driver: Driver) -> str:
    """All that is to be read beside the list."""
    return "\n".join(label.text() for label in driver.page.beside().findChildren(QLabel))


def row(driver: Driver, key: int) -> str:
    """One row of the list in front, cell by cell."""
    table = driver.page.table
    place = table.rows_of([key])[key]
    chosen = driver.page.list.columns.chosen
    cells = [
        table.index(place, number).data()
        for number, column in enumerate(table.columns)
        if column.key in chosen
    ]
    return "\n".join(cells)


def count(driver: Driver, view: View) -> int:
    return int(driver.view_button(view).text().split()[-1])


def test_an_issue_ended_by_a_command_is_ended_in_list_detail_and_counts(
    open_window: Open, command: Command
):
    driver = open_window(True)
    issue = next(one for one in issues(driver.case) if Outcome.WITHDRAWN in one.outcomes)
    driver.go("issues").go_to(issue.id)
    driver.rest()
    ended = word(Outcome.WITHDRAWN)
    before = count(driver, View.CLOSED)
    assert ended not in row(driver, issue.id)
    command(driver, "issue", "close", issue.code, "--outcome", "withdrawn", "--note", "Tự rút.")
    driver.rest()
    assert ended in row(driver, issue.id)
    assert ended in beside(driver)
    assert count(driver, View.CLOSED) == before + 1
    assert driver.page.findChildren(QPushButton, "next_step") == []


def test_an_issue_taken_in_by_a_command_stands_in_every_list_that_counts_it(
    open_window: Open, command: Command
):
    driver = open_window(True)
    page = driver.go("issues")
    driver.go("sessions")
    listed, n = page.table.rowCount(), driver.page.table.row_at(0).issue_count
    command(driver, "issue", "add", "Hẻm ngập.", "--session", "2026-K3")
    driver.rest()
    assert driver.page.table.row_at(0).issue_count == n + 1
    assert driver.go("issues") is page  # was not in front, and is fresh when it comes
    assert page.table.rowCount() == listed + 1
    assert page.count.text().startswith(str(listed + 1))


def test_an_enterprise_renamed_by_a_command_is_renamed_wherever_it_is_named(
    open_window: Open, command: Command
):
    driver = open_window(True)
    issue = next(
        one for one in issues(driver.case) if [r for r in one.raisers if r.enterprise_code]
    )
    code = next(one.enterprise_code for one in issue.raisers if one.enterprise_code)
    driver.go("issues").go_to(issue.id)
    driver.rest()
    version = issue.version
    command(driver, "enterprise", "edit", code, "--name", "Công ty Tên Mới Mẫu")
    driver.rest()
    assert "Tên Mới Mẫu · Cty" in row(driver, issue.id)
    assert "Công ty Tên Mới Mẫu" in beside(driver)
    assert issue_detail(driver.case, issue.id).version == version
    page = driver.go("enterprises")
    key = find_enterprise(driver.case, code)
    page.list.select_id(key)
    driver.rest()
    assert "Công ty Tên Mới Mẫu" in beside(driver)
    command(driver, "enterprise", "edit", code, "--name", "Công ty Tên Sau Mẫu")
    driver.rest()
    assert "Công ty Tên Sau Mẫu" in row(driver, key)
    assert "Công ty Tên Sau Mẫu" in beside(driver)


def test_a_topic_respelled_elsewhere_is_respelled_in_the_issue_and_the_settings(
    open_window: Open,
):
    driver = open_window(True)
    issue = next(one for one in issues(driver.case) if one.row.topic)
    settings = driver.go("settings")
    driver.go("issues").go_to(issue.id)
    driver.rest()
    assert issue.row.topic in beside(driver)
    respelled = issue.row.topic.upper()
    other = driver.another("Bà Khác")
    rows = list_reference(other, ReferenceList.TOPICS)
    names = [respelled if one.name == issue.row.topic else one.name for one in rows]
    typed = PickList(tuple((name, one.active) for name, one in zip(names, rows, strict=True)))
    save_reference(other, ReferenceList.TOPICS, seen_list(rows), typed)
    driver.rest()
    assert respelled in beside(driver)
    driver.go("settings")
    tabs = settings.findChild(QTabWidget)
    tabs.setCurrentIndex(1)
    offered = tabs.currentWidget().form.fields["names"].editor.value()
    assert respelled in [cells[1] for cells in offered]
    driver.go("issues").do("edit", issue.id)
    driver.rest()
    assert driver.find(QComboBox, "topic").currentText() == respelled


def test_what_a_body_has_in_hand_is_counted_anew(open_window: Open):
    driver = open_window(True)
    driver.go("bodies")
    body = list_bodies(driver.case)[0]
    driver.page.list.select_id(body.id)
    driver.rest()
    other = driver.another("Bà Khác")
    new = register_issue(other, IssueDraft("Hẻm ngập."))
    handed = AssignmentDraft(body.id, due=Due(on=other.today()))
    assign(other, seen(other, new), handed, other.today())
    driver.rest()
    assert driver.page.table.row_at(0).open_count == body.open_count + 1
    assert driver.find(QPushButton, "in_hand").text() == f"Đang xử lý: {body.open_count + 1}"


def test_fields_changed_by_two_are_both_saved(open_window: Open):
    driver = open_window(True)
    key = edit_first_enterprise(driver)
    driver.type("note", "Ghi chú. ")
    other = driver.another("Bà Khác")
    known = enterprise_detail(other, key)
    edit_enterprise(other, as_read(known), replace(known.form, phone="0900 000 999"))
    driver.rest()
    driver.press("save")
    assert driver.said().startswith("Đã lưu ")
    saved = enterprise_detail(driver.case, key).form
    assert saved.phone == "0900 000 999"
    assert saved.note.startswith("Ghi chú.")


def test_a_field_changed_by_two_is_told_and_nothing_is_written(open_window: Open):
    driver = open_window(True)
    key = edit_first_enterprise(driver)
    panel = driver.page.beside()
    driver.type("note", "Của tôi. ")
    other = driver.another("Bà Khác")
    known = enterprise_detail(other, key)
    edit_enterprise(other, as_read(known), replace(known.form, note="Của người khác."))
    driver.rest()
    driver.press("save")
    assert "Bà Khác" in driver.said()
    assert "27/11/2026 09:30" in driver.said()
    assert enterprise_detail(driver.case, key).form.note == "Của người khác."
    assert driver.page.beside() is panel
    assert panel.value("note").startswith("Của tôi.")


def edit_first_enterprise(driver: Driver) -> int:
    """Open the form of the first enterprise of the list; gives its id."""
    page = driver.go("enterprises")
    key = page.table.id_at(0)
    page.do("edit", key)
    driver.rest()
    return key


def test_a_step_on_an_issue_that_somebody_ended_meanwhile_is_told_and_not_done(
    open_window: Open,
):
    driver = open_window(True)
    page = driver.go("issues")
    issue = next(one for one in issues(driver.case) if Move.WAIT in one.moves and one.outcomes)
    page.do("wait", issue.id)
    driver.rest()
    driver.type("waiting_for", "Bản vẽ.")
    other = driver.another("Bà Khác")
    close(other, seen(other, issue.id), issue.outcomes[-1], other.today(), "Hết.")
    driver.rest()
    driver.press("save")
    for said in (issue.code, "Bà Khác", "27/11/2026 09:30"):
        assert said in driver.said()
    after = issue_detail(driver.case, issue.id)
    assert (after.row.outcome, after.waiting_for) == (issue.outcomes[-1], "")
    assert page.beside().value("waiting_for") == "Bản vẽ."


def test_the_window_looks_by_itself(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feed, "EVERY_MILLISECONDS", 1)
    case = fresh_case(tmp_path)
    window = make_window(case)
    qtbot.addWidget(window)
    context = window.current().context  # type: ignore[union-attr]
    try:
        qtbot.waitUntil(lambda: not context.tasks.busy)  # after work of its own it looks anyway
        with qtbot.waitSignal(context.changes.changed):
            register_issue(case, IssueDraft("Hẻm ngập."))
    finally:
        window.close_anyway()
        case.store.close()


def test_a_database_that_was_replaced_is_told_once_and_watched_no_more(
    open_window: Open, tmp_path: Path
):
    driver = open_window(True)
    copy_database(tmp_path / "other")
    driver.case.store.close()
    os.replace(tmp_path / "other" / "dialogue.db", driver.case.store.path)
    driver.context.changes.start()
    driver.context.changes.tick()
    assert "dialogue.db" in driver.said()
    assert not driver.context.changes._timer.isActive()


@pytest.mark.parametrize("fails", ["has_news", "changes"])
def test_a_database_that_is_busy_is_told_once_and_looked_at_again(
    open_window: Open, monkeypatch: pytest.MonkeyPatch, fails: str
):
    driver = open_window(True)
    told: list[Exception] = []
    watcher = driver.context.changes
    monkeypatch.setattr(watcher, "_on_error", told.append)
    register_issue(driver.case, IssueDraft("Hẻm ngập."))

    def busy(_feed: Feed) -> None:
        raise StoreBusy(driver.case.store.path)

    with monkeypatch.context() as patch:
        patch.setattr(Feed, fails, busy)
        for _look in range(2):
            watcher.tick()
            driver.qtbot.waitUntil(lambda: not driver.context.tasks.busy)
    assert [type(error) for error in told] == [StoreBusy]
    with driver.qtbot.waitSignal(watcher.changed):
        watcher.tick()


def test_a_new_day_is_seen_though_nobody_wrote(open_window: Open, tmp_path: Path):
    days = [standing_clock()]
    case = fresh_case(tmp_path / "data", lambda: days[0])
    issue_id = register_issue(case, IssueDraft("Hẻm ngập."))
    own = next(row.id for row in list_bodies(case) if row.relation is Relation.OWN)
    form = AssignmentDraft(own, due=Due(case.today() + timedelta(3)))  # a Monday
    assign(case, seen(case, issue_id), form, case.today())
    driver = open_window(case=case)
    tile = driver.find(QPushButton, f"tile_{View.TODAY.value}")
    assert tile.accessibleName() == "Đến hạn hôm nay: 0"
    days[0] += timedelta(3)
    driver.rest()
    assert tile.accessibleName() == "Đến hạn hôm nay: 1"

"""Dates and days that cannot be, in the forms: one sentence, and every row and the history stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dialogue_app.domain.calendar import DayKind
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.services.bodies.editing import body_detail, edit_body
from dialogue_app.services.bodies.lists import BodyRow, list_bodies
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import register_issue
from tests.exchange.test_calendar_files import event, ics
from tests.exchange.workbooks import save
from tests.ui.conftest import Driver, Open
from tests.ui.pages.settings.test_calendar_panel import opened, with_day
from tests.whole import whole_register
from ui.forms.input import Option
from ui.widgets.form_panel import FormPanel

NO_LIMIT = "Thời hạn từ 1 đến 1.000 ngày làm việc, không phải "
HOLIDAY, WORKED = DayKind.HOLIDAY, DayKind.WORKING_SATURDAY
_NEW_YEAR_2019 = event("DTSTART;VALUE=DATE:20190101", "SUMMARY:Tết Dương lịch")


def saved(driver: Driver) -> None:
    """Ctrl+Enter, wherever the keyboard is."""
    driver.window.activateWindow()
    where = QApplication.focusWidget() or driver.window
    QTest.keyClick(where, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.rest()


def form_of(driver: Driver, move: Move, issue_id: int) -> FormPanel:
    page = driver.go("issues")
    page.do(move.value, issue_id)
    driver.rest()
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def given_out(driver: Driver) -> tuple[BodyRow, int]:
    """A unit of ours, and an issue it has until Friday, 4 December."""
    own = next(row for row in list_bodies(driver.case) if row.relation is Relation.OWN)
    issue_id = register_issue(driver.case, IssueDraft("Hẻm ngập."))
    form = AssignmentDraft(own.id, due=Due(on=date(2026, 12, 4)))
    assign(driver.case, issue_detail(driver.case, issue_id).seen, form, driver.case.today())
    driver.rest()
    return own, issue_id


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("30/11/2026", HOLIDAY), ("30/11/2026", HOLIDAY)],
            "Ngày 30/11/2026 ghi ở hai dòng. Hãy giữ lại một dòng.",
        ),
        (
            [("30/11/2026", HOLIDAY), ("30/11/2026", DayKind.SWAPPED_REST)],
            "Ngày 30/11/2026 ghi hai lần: “Nghỉ lễ” và “Nghỉ hoán đổi”. Hãy giữ lại một.",
        ),
        ([("03/01/2128", HOLIDAY)], "Lịch làm việc từ ngày 01/01/2000 đến ngày 31/12/2099"),
        ([("29/11/2026", HOLIDAY)], "29/11/2026 là Chủ nhật, đã là ngày nghỉ."),
        ([("02/09/2028", WORKED)], "02/09/2028 là ngày nghỉ lễ theo luật"),
    ],
)
def test_days_of_the_calendar(
    open_window: Open, tmp_path: Path, rows: list[tuple[str, DayKind]], said: str
) -> None:
    driver = open_window()
    panel = opened(driver)
    before = whole_register(driver.case.store.folder)
    for day, kind in rows:
        with_day(panel, day, kind, "Mẫu", "văn bản mẫu", False)
    saved(driver)
    assert panel.form.fields["day"].error.startswith(said)
    assert whole_register(driver.case.store.folder) == before


def test_files_of_days(open_window: Open, tmp_path: Path) -> None:
    driver = open_window()
    panel = opened(driver)
    before, shown = whole_register(driver.case.store.folder), panel.value("day")
    other_year = ics(tmp_path / "lich.ics", _NEW_YEAR_2019)
    head = ["Ngày", "Loại ngày"]
    twice = save(tmp_path / "hai.xlsx", [head, *[["03/01/2028", "Nghỉ lễ"]] * 2])
    beyond = save(tmp_path / "xa.xlsx", [head, ["03/01/2128", "Nghỉ lễ"]])
    sunday = save(tmp_path / "cn.xlsx", [head, ["29/11/2026", "Nghỉ lễ"]])
    for path, said in (
        (other_year, "Tệp lich.ics không có ngày nào của năm 2026, chỉ có của năm 2019."),
        (twice, "Ngày 03/01/2028 ghi ở hai dòng. Hãy giữ lại một dòng."),
        (beyond, "Lịch làm việc từ ngày 01/01/2000 đến ngày 31/12/2099; không có ngày 03/01/2128."),
        (sunday, "rơi vào thứ Bảy hoặc Chủ nhật, đã là ngày nghỉ: 29/11/2026"),
    ):
        panel.take_file(path)
        driver.rest()
        assert driver.said().splitlines()[-1] == said
        assert panel.value("day") == shown
    assert whole_register(driver.case.store.folder) == before


@pytest.mark.parametrize("move", [Move.ASSIGN, Move.EXTEND])
@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("0", NO_LIMIT + "0."),
        ("-1", "“-1” không phải là số nguyên từ 0 trở lên."),
        ("10000", NO_LIMIT + "10.000."),
    ],
)
def test_days_of_a_limit_and_of_an_extension(
    open_window: Open, move: Move, days: str, said: str
) -> None:
    driver = open_window()
    own, given = given_out(driver)
    new = register_issue(driver.case, IssueDraft("Hẻm ngập."))
    driver.rest()
    before = whole_register(driver.case.store.folder)
    panel = form_of(driver, move, new if move is Move.ASSIGN else given)
    if move is Move.ASSIGN:
        panel.put("body", Option(own.id, own.name))
        panel.put("due_days", None)
    else:
        driver.type("reason", "đo đạc lại")
    driver.type("due_days", days)
    saved(driver)
    assert panel.form.fields["due_days"].error == said
    assert whole_register(driver.case.store.folder) == before


def test_an_extension_to_before_the_date_it_extends(open_window: Open) -> None:
    driver = open_window()
    _own, given = given_out(driver)
    before = whole_register(driver.case.store.folder)
    panel = form_of(driver, Move.EXTEND, given)
    driver.type("due", "3/12/2026")
    driver.type("reason", "đo đạc lại")
    saved(driver)
    said = "Hạn mới 03/12/2026 phải sau hạn hiện tại 04/12/2026."
    assert panel.form.fields["due"].error == said
    assert whole_register(driver.case.store.folder) == before


def test_a_body_that_ended_last_week(open_window: Open) -> None:
    driver = open_window()
    issue_id = register_issue(driver.case, IssueDraft("Hẻm ngập."))
    own = next(row for row in list_bodies(driver.case) if row.relation is Relation.OWN)
    read = body_detail(driver.case, own.id)
    edit_body(driver.case, read, replace(read.draft, valid_to=date(2026, 11, 20)))
    driver.rest()
    before = whole_register(driver.case.store.folder)
    panel = form_of(driver, Move.ASSIGN, issue_id)
    panel.put("body", Option(own.id, own.name))  # picked before it ended
    saved(driver)
    said = f"{own.name} không tồn tại vào ngày 27/11/2026. Hãy chọn cơ quan hiện nay làm việc đó."
    assert panel.form.fields["body"].error == said
    assert whole_register(driver.case.store.folder) == before


def test_a_quarter_that_is_over(open_window: Open) -> None:
    driver = open_window()
    issue_id = register_issue(driver.case, IssueDraft("Hẻm ngập."))
    driver.rest()
    before = whole_register(driver.case.store.folder)
    panel = form_of(driver, Move.ANSWER, issue_id)
    driver.type("answer", "Sẽ làm.")
    driver.unfold()
    driver.type("promise", "Nạo vét")
    driver.type("promised_by", "quý III")
    saved(driver)
    said = "“quý III” đã qua từ 30/09/2026, trước ngày trả lời 27/11/2026"
    assert panel.form.fields["promised_by"].error.startswith(said)
    assert whole_register(driver.case.store.folder) == before

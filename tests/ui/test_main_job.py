"""The main job in the window: registered, taken in, given out, answered, ended, printed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton

from dialogue_app.domain.vocabulary import IssueState, Outcome, View
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues.lists import IssueList, IssueQuery, IssueRow
from dialogue_app.services.sessions.lists import list_sessions
from tests.ui.conftest import Driver, Open, keys
from ui.app import open_session
from ui.widgets.picker import Picker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OFFICE = Path(__file__).parents[1] / "workbooks"


def issues(driver: Driver, **query: object) -> list[IssueRow]:
    found = IssueList(driver.case)
    return found.rows(found.ids(IssueQuery(**query)))  # type: ignore[arg-type]


def open_import(driver: Driver, path: Path) -> None:
    driver.page.open_file(path)
    driver.rest()
    driver.press("next")  # write


def test_a_workbook_of_a_real_office_from_the_file_to_the_register(open_window: Open):
    driver = open_window()
    driver.go("enterprises")
    driver.press("empty_action")
    driver.page.open_file(OFFICE / "so-doanh-nghiep.xlsx")
    driver.rest()
    picture = driver.page.work.picture
    assert len(picture.preview.rows) == 126
    driver.press("rows_warning")
    assert driver.page.work.model.rowCount() == 2
    driver.press("next")
    driver.press("next")
    assert len(EnterpriseList(driver.case).ids(EnterpriseQuery())) == 125
    assert driver.page.list.model().rowCount() == 125


def test_a_session_from_its_form_to_its_minutes(open_window: Open, tmp_path: Path):
    driver = open_window()
    driver.go("settings")
    driver.type("name", "Ủy ban nhân dân phường Mẫu")
    driver.type("area", "phường Mẫu")
    driver.press("save")
    driver.go("sessions")
    driver.press("primary")
    driver.find(QPlainTextEdit, "name").setPlainText("Hội nghị đối thoại\nphường Mẫu")
    driver.type("place", "Hội trường phường Mẫu")
    driver.type("starts", "8h")
    driver.press("save")
    (session,) = list_sessions(driver.case)
    assert session.name == "Hội nghị đối thoại phường Mẫu"
    driver.press("step_2")
    driver.press("empty_action")
    open_import(driver, OFFICE / "kien-nghi-ky-3-2026.xlsx")
    driver.press("next")
    assert len(issues(driver, session_id=session.id)) == 60
    driver.press("step_4")
    waiting = len(issues(driver, session_id=session.id, view=View.NOT_GIVEN))
    driver.press("act_give_all_out")
    driver.rest()
    field = driver.find(QLineEdit, "given_on")
    field.setText("15/9/2026")
    driver.press("save")
    assert str(waiting) in driver.said() or str(waiting - 1) in driver.said()
    driver.press("step_3")
    assert driver.page.minutes.view.page_count > 3
    driver.page.minutes.save[".pdf"].save_to(tmp_path / "bien-ban.pdf")
    driver.rest()
    with pdfplumber.open(tmp_path / "bien-ban.pdf") as paper:
        lines = (paper.pages[0].extract_text() or "").splitlines()
    start = lines.index("BIÊN BẢN")
    assert lines[start + 1 : start + 3] == ["Hội nghị đối thoại", "phường Mẫu"]


def test_an_issue_is_typed_handed_over_answered_and_ended(open_window: Open):
    driver = open_window(True)
    driver.go("issues")
    driver.press("primary")
    driver.type("text", "Đường hẻm trước cơ sở bị ngập khi mưa.")
    field = driver.page.beside().form.fields["raisers"].editor.field
    driver.type_into(field, "quan com")
    driver.qtbot.waitUntil(field.popup.isVisible)
    keys(field, Qt.Key.Key_Return)
    driver.press("save")
    (row,) = issues(driver, search="ngap khi mua")
    assert row.raisers == "Hộ kinh doanh Quán cơm Mẫu Sáu"
    driver.page.go_to(row.id)
    driver.rest()
    driver.press("next_step")
    driver.type("body", "phong kinh te, ha tang")
    body = driver.find(Picker, "body")
    driver.qtbot.waitUntil(body.popup.isVisible)
    keys(body, Qt.Key.Key_Return)
    panel = driver.page.beside()
    panel.put("due_days", None)
    driver.press("save")  # an own unit needs a limit
    assert "thời hạn" in panel.form.fields["due"].error
    driver.type("due", screen_date(driver.case.today() + timedelta(days=5)))
    driver.press("save")
    assert issues(driver, search="ngap khi mua")[0].state is IssueState.ASSIGNED
    driver.press("next_step")
    driver.type("answer", "Phường nạo vét cống trong tuần này.")
    driver.press("save")
    assert issues(driver, search="ngap khi mua")[0].state is IssueState.ANSWERED
    driver.press("next_step")
    driver.choose("outcome", word(Outcome.SETTLED))
    driver.press("save")
    assert issues(driver, search="ngap khi mua")[0].state is IssueState.CLOSED
    assert driver.find(QPushButton, "more")  # only to be opened again
    assert driver.page.findChildren(QPushButton, "next_step") == []


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(open_window: Open):
    driver = open_window(True)
    driver.go("enterprises")
    before = len(EnterpriseList(driver.case).ids(EnterpriseQuery()))
    driver.press("primary")
    driver.press("save")
    form = driver.page.beside().form
    assert "Tên" in form.fields["name"].error
    driver.type("name", "Công ty Mẫu Thử")
    driver.type("tax_code", "123")
    driver.type("workers", "mười")
    form.fields["name"].editor.clear()
    driver.press("save")
    assert form.fields["name"].error
    assert "mười" in form.fields["workers"].error
    assert "123" in form.fields["tax_code"].error
    driver.type("name", "Công ty Mẫu Thử")
    form.fields["workers"].editor.setText("10")
    driver.press("save")
    assert "123" in form.fields["tax_code"].error
    assert len(EnterpriseList(driver.case).ids(EnterpriseQuery())) == before
    form.fields["tax_code"].editor.setText("")
    driver.press("save")
    assert len(EnterpriseList(driver.case).ids(EnterpriseQuery())) == before + 1


def test_a_name_already_registered_is_asked_about_once(open_window: Open):
    driver = open_window(True)
    driver.go("enterprises")
    before = len(EnterpriseList(driver.case).ids(EnterpriseQuery()))
    driver.press("primary")
    driver.type("name", "công ty tnhh cơ khí mẫu tân")
    driver.press("save")
    assert driver.page.beside().form.fields["name"].error
    assert len(EnterpriseList(driver.case).ids(EnterpriseQuery())) == before
    driver.press("save")
    assert len(EnterpriseList(driver.case).ids(EnterpriseQuery())) == before + 1


def test_leaving_a_form_asks_before_losing_what_was_typed(open_window: Open):
    driver = open_window(True)
    driver.go("issues")
    driver.press("primary")
    driver.type("text", "Chưa lưu")
    keys(driver.page.beside(), Qt.Key.Key_Escape)
    driver.press("cancel")
    assert driver.page.has_unsaved()
    driver.window.close()
    assert driver.window.isVisible()
    driver.context.messages.answer("Không lưu")
    driver.rest()
    assert not driver.window.isVisible()


def test_several_issues_are_answered_at_once(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(1)
    page.list.selectAll()
    driver.rest()
    chosen = len(page.list.selected_ids())
    assert chosen == 20
    driver.press("many_answer")
    driver.type("answer", "Phường trả lời chung.")
    driver.press("save")
    reached = (IssueState.ANSWERED, IssueState.PARTLY_ANSWERED)  # a body may still owe its own
    answered = [row for row in issues(driver) if row.state in reached]
    assert len(answered) == chosen


def test_what_another_page_changed_is_seen(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    button = driver.view_button(View.CLOSED)
    assert button.text().endswith("0")
    page.list.selectRow(0)
    driver.rest()
    more = driver.find(QPushButton, "more")
    menu = more.menu()
    assert isinstance(menu, QMenu)
    assert {action.objectName() for action in menu.actions()} >= {"act_direct"}
    page.go_to(1)
    driver.rest()
    driver.press("next_step")
    driver.choose("outcome", word(Outcome.SETTLED))
    driver.press("save")
    assert driver.view_button(View.CLOSED).text().endswith("1")


def test_search_without_marks_and_no_service_on_the_windows_thread(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    import threading

    driver = open_window(True)
    page = driver.go("enterprises")
    here = threading.get_ident()
    called: list[int] = []
    reading = driver.context.case.store.reading

    def watched():
        called.append(threading.get_ident())
        return reading()

    monkeypatch.setattr(driver.context.case.store, "reading", watched)
    driver.type("search", "rau sach")
    driver.qtbot.waitUntil(lambda: page.query.search == "rau sach")
    driver.rest()
    assert page.list.model().rowCount() == 1
    page.list.selectRow(0)
    driver.rest()
    assert called
    assert here not in called


@pytest.mark.parametrize("name", ["missing.xlsx", "no-workbook.xlsx", "empty.csv"])
def test_a_bad_file_gets_one_sentence(open_window: Open, tmp_path: Path, name: str):
    path = tmp_path / name
    if name != "missing.xlsx":
        path.write_bytes(b"" if name == "empty.csv" else b"PK no zip at all")
    driver = open_window()
    driver.go("enterprises")
    driver.press("empty_action")
    driver.page.open_file(path)
    driver.rest()
    assert path.name in driver.said()
    assert driver.page.steps.currentIndex() == 0


def test_bad_rows_are_left_out_as_the_button_says(open_window: Open, tmp_path: Path):
    path = tmp_path / "so.csv"
    path.write_text("STT,Tên doanh nghiệp,Mã số thuế\n1,Công ty Mẫu A,\n2,Công ty Mẫu B,12\n")
    driver = open_window()
    driver.go("enterprises")
    driver.press("empty_action")
    driver.page.open_file(path)
    driver.rest()
    assert driver.find(QPushButton, "next").text() == "Ghi 1 đơn vị, bỏ 1 dòng lỗi"
    driver.press("next")
    assert len(EnterpriseList(driver.case).ids(EnterpriseQuery())) == 1
    driver.page.save_left_out(tmp_path / "loi.xlsx")
    driver.rest()
    assert (tmp_path / "loi.xlsx").exists()


def test_a_workbook_of_unknown_headings_is_mapped_by_hand(open_window: Open, tmp_path: Path):
    path = tmp_path / "so.csv"
    path.write_text("aaa,bbb,ccc\n1,Công ty Mẫu A,Số 1 đường Mẫu\n2,Công ty Mẫu B,\n", "utf-8")
    driver = open_window()
    driver.go("enterprises")
    driver.press("empty_action")
    driver.page.open_file(path)
    driver.rest()
    # without a column of names nothing can be compared
    assert "Tên" in driver.find(QLabel, "said_of_file").text()
    assert not driver.find(QPushButton, "next").isEnabled()
    view = driver.page.work.view
    for section, field in ((2, "Tên"), (3, "Địa chỉ")):
        view.setCurrentIndex(view.model().index(0, section))
        keys(view, Qt.Key.Key_Down, modifiers=Qt.KeyboardModifier.AltModifier)
        menu = driver.page.findChild(QMenu, "column_menu")
        next(one for one in menu.actions() if one.text() == field).trigger()
        menu.close()
        driver.rest()
    driver.press("next")
    found = EnterpriseList(driver.case)
    rows = found.rows(found.ids(EnterpriseQuery()))
    assert {(row.name, row.address) for row in rows} == {
        ("Công ty Mẫu A", "Số 1 đường Mẫu"),
        ("Công ty Mẫu B", ""),
    }


def test_the_window_opens_on_a_session(open_window: Open):
    driver = open_window(True)
    (session,) = list_sessions(driver.case)
    open_session(driver.window, session.id)
    driver.rest()
    assert driver.page.detail.form.code == session.code

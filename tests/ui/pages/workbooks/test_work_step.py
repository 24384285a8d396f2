"""A workbook worked in by keys: cells mended, columns named, rows left out, questions answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.columns import find_mapping
from dialogue_app.exchange.reading import Sheet
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery, EnterpriseRow
from dialogue_app.services.imports.decisions import UNDECIDED
from dialogue_app.services.imports.picture import bare_picture
from dialogue_app.services.imports.workbooks import OpenedWorkbook, TableKind
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from tests.ui.conftest import Driver, Open, keys
from ui.pages.workbooks.work_step import WorkStep
from ui.tasks import Lane
from ui.widgets.elided import ElidedLabel
from ui.widgets.picker import Picker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NAME, CODE, PHONE = "Tên doanh nghiệp", "Mã số thuế", "Điện thoại"
ISSUES = ["STT", "Đơn vị nêu", "Nội dung kiến nghị", "Cơ quan chủ trì", "Lĩnh vực"]


def work_in(driver: Driver, path: Path, *rows: Sequence[Any], kind: str = "enterprises") -> Any:
    """Open a workbook of these rows; the step in which it is worked in."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    page = driver.go(kind)
    page.do("import")
    driver.rest()
    driver.page.open_file(path)
    driver.rest()
    return driver.page.work


def stand(work: Any, number: int, heading: str) -> Any:
    """Put the keyboard on a cell."""
    sections = range(work.model.columnCount())
    section = next(one for one in sections if work.model.lines(one)[0] == heading)
    work.view.setFocus()
    work.view.setCurrentIndex(work.model.index(work.model.place(number), section))
    return work.view


def type_cell(driver: Driver, work: Any, number: int, heading: str, text: str) -> None:
    view = stand(work, number, heading)
    keys(view, Qt.Key.Key_F2)
    editor = driver.find(QPlainTextEdit, "cell_editor")
    for letter in text:
        keys(editor, 0, letter)
    keys(editor, Qt.Key.Key_Return)
    driver.rest()


def choose_column(driver: Driver, work: Any, heading: str, words: str) -> None:
    number = work.picture.numbers[0]
    keys(stand(work, number, heading), Qt.Key.Key_Down, modifiers=ALT)
    menu = work.findChild(QMenu, "column_menu")
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.close()
    QApplication.sendPostedEvents()
    driver.rest()


def verdicts(work: Any) -> dict[int, RowStatus]:
    return dict(work.picture.statuses)


def register(driver: Driver) -> list[EnterpriseRow]:
    found = EnterpriseList(driver.case)
    return found.rows(found.ids(EnterpriseQuery()))


def next_says(driver: Driver) -> str:
    return driver.find(QPushButton, "next").text()


def test_a_cell_is_mended_undone_and_redone(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [CODE, NAME], ["12", "Công ty Mẫu"], ["", "Hộ Mẫu"])
    assert verdicts(work)[2] is RowStatus.REFUSED
    assert next_says(driver) == "Ghi 1 đơn vị, bỏ 1 dòng lỗi"
    type_cell(driver, work, 2, CODE, "0072281864")
    assert verdicts(work)[2] is RowStatus.NEW
    assert next_says(driver) == "Ghi 2 đơn vị"
    cell = work.view.currentIndex()
    assert cell.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Trong tệp: 12"
    keys(work.view, Qt.Key.Key_Z, modifiers=CONTROL)
    driver.rest()
    assert (verdicts(work)[2], cell.data()) == (RowStatus.REFUSED, "12")
    keys(work.view, Qt.Key.Key_Z, modifiers=CONTROL | SHIFT)
    driver.rest()
    driver.press("next")
    assert {row.tax_code for row in register(driver)} == {"0072281864", ""}


def test_undo_is_of_the_decisions_not_of_what_was_written(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    before = len(register(driver))
    driver.go("enterprises")
    driver.press("primary")
    driver.type("name", "Công ty Vừa Thêm")
    driver.press("save")
    work = work_in(driver, tmp_path / "a.xlsx", [NAME], ["Công ty Mẫu Khác"])
    type_cell(driver, work, 2, NAME, "Công ty Mẫu Lạ")
    QTest.keyClick(work.view, Qt.Key.Key_Z, CONTROL)
    driver.rest()
    assert work.view.currentIndex().data() == "Công ty Mẫu Khác"
    assert len(register(driver)) == before + 1


def test_where_nothing_was_decided_nothing_is_compared_again(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [NAME], ["Công ty Mẫu"])
    decided: list[None] = []
    work.decided.connect(lambda: decided.append(None))
    work.undo()
    work.redo()
    assert (decided, work.is_fresh) == ([], True)


def test_a_cell_of_several_lines_and_one_given_up(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [NAME, "Ghi chú"], ["Công ty Mẫu", "cũ"])
    view = stand(work, 2, "Ghi chú")
    keys(view, Qt.Key.Key_F2)
    editor = driver.find(QPlainTextEdit, "cell_editor")
    keys(editor, 0, "a")
    keys(editor, Qt.Key.Key_Return, modifiers=ALT)
    keys(editor, 0, "b")
    keys(editor, Qt.Key.Key_Return)
    driver.rest()
    assert view.currentIndex().data(Qt.ItemDataRole.EditRole) == "a\nb"
    keys(view, Qt.Key.Key_F2)
    keys(driver.find(QPlainTextEdit, "cell_editor"), Qt.Key.Key_Escape)
    driver.rest()
    assert driver.page.work is work  # Escape gave up the typing, not the page
    assert view.currentIndex().data(Qt.ItemDataRole.EditRole) == "a\nb"


def test_a_column_is_taken_as_another_field_and_a_field_leaves_its_old_one(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    work = work_in(
        driver, tmp_path / "a.xlsx", [NAME, PHONE, "Nghề"], ["Công ty Mẫu", "0900 000 001", "in"]
    )
    assert driver.find(QLabel, "said_of_file").text() == "Các cột không lấy: “Nghề”."
    choose_column(driver, work, "Nghề", "Ghi chú")
    choose_column(driver, work, PHONE, "không lấy")
    assert [work.model.lines(section)[1] for section in (1, 2, 3)] == [
        "Tên",
        "không lấy",
        "Ghi chú",
    ]
    driver.press("next")
    (row,) = register(driver)
    assert row.phone == ""


def test_the_columns_are_heard_as_they_are_seen(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [NAME, PHONE], ["Công ty Mẫu", "1"])
    heading = work.model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    assert heading == f"{PHONE}\nĐiện thoại"
    row = work.model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.DisplayRole)
    assert row == "2"
    assert work.model.index(0, 0).data()  # the verdict in words, beside its icon
    assert not work.model.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()


def test_rows_are_left_out_and_taken_by_key(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(
        driver, tmp_path / "a.xlsx", [NAME], ["Công ty Mẫu"], ["Hộ Mẫu"], ["Tổng cộng: 2"]
    )
    assert verdicts(work)[4] is RowStatus.LEFT_OUT
    keys(stand(work, 2, NAME), Qt.Key.Key_Delete)
    driver.rest()
    keys(stand(work, 4, NAME), Qt.Key.Key_Insert)
    driver.rest()
    assert verdicts(work)[2] is RowStatus.LEFT_OUT
    assert verdicts(work)[4] is not RowStatus.LEFT_OUT
    assert work.view.current_number() == 4  # the keyboard stays where it was
    keys(stand(work, 2, NAME), Qt.Key.Key_Insert)
    driver.rest()
    assert next_says(driver) == "Ghi 3 đơn vị"


def test_rows_that_ask_are_taken_and_counted_as_what_they_do(open_window: Open, tmp_path: Path):
    driver = open_window()
    rows = [NAME, CODE], ["Công ty Mẫu", "0072281864"]
    work_in(driver, tmp_path / "a.xlsx", *rows)
    driver.press("next")
    driver.press("next")
    work = work_in(driver, tmp_path / "b.xlsx", rows[0], ["Công ty Tên Khác", "0072281864"])
    assert verdicts(work)[2] is RowStatus.ASKED
    assert not driver.find(QPushButton, "next").isEnabled()
    keys(stand(work, 2, NAME), Qt.Key.Key_Insert)
    driver.rest()
    assert verdicts(work)[2] is RowStatus.CHANGED
    driver.press("next")
    assert [row.name for row in register(driver)] == ["Công ty Tên Khác"]


def test_rows_are_shown_by_their_verdict_with_its_count(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [NAME, CODE], ["Công ty Mẫu", "12"], ["Hộ Mẫu", ""])
    assert driver.find(QPushButton, "rows_refused").text() == "Lỗi 1"
    driver.press("rows_refused")
    assert [work.model.number(place) for place in range(work.model.rowCount())] == [2]
    type_cell(driver, work, 2, CODE, "0072281864")
    assert work.model.rowCount() == 2  # where no row has the verdict any more, all are shown


def issues_of(driver: Driver) -> list[Any]:
    found = IssueList(driver.case)
    return found.rows(found.ids(IssueQuery()))


def ask(driver: Driver, words: str) -> QComboBox:
    """Go on until this is asked."""
    for _question in range(9):
        if words in driver.find(QLabel, "question").text():
            return driver.find(QComboBox, "answer")
        driver.press("next_question")
    raise AssertionError(words)


def test_what_no_file_says_is_asked_once_and_answered_for_all_rows(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    rows = ISSUES, [1, "Hộ Mẫu", "Vá đường", "", ""], [2, "Hộ Mẫu Hai", "Lắp đèn", "", ""]
    work = work_in(driver, tmp_path / "a.xlsx", *rows, kind="issues")
    answer = ask(driver, "2 dòng")
    field = work.questions._asked[work.questions._at].field
    assert field in ("medium", "moment")
    word = {"medium": "Phiếu", "moment": "Tại hội nghị"}[field]
    answer.setCurrentIndex(answer.findText(word))
    driver.press("take_answer")
    assert all(one.field != field for one in work.picture.asked)
    said = [getattr(row.said.form, field) for row in work.picture.preview.rows]
    assert set(said) == {"slip" if field == "medium" else "at_meeting"}


def test_all_equal_cells_are_changed_at_once(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    rows = (
        ISSUES,
        [1, "Hộ Mẫu", "Vá đường", "Phòng Lạ", ""],
        [2, "Hộ Mẫu Hai", "Lắp đèn", "phòng lạ", ""],
        [3, "Hộ Mẫu Ba", "Cắt cỏ", "Công an phường", ""],
    )
    work = work_in(driver, tmp_path / "a.xlsx", *rows, kind="issues")
    keys(stand(work, 2, "Cơ quan chủ trì"), Qt.Key.Key_E, modifiers=CONTROL)
    assert "“Phòng Lạ”: 2 dòng" in driver.find(QLabel, "question").text()
    driver.press("question_rows")
    assert work.model.rowCount() == 2
    keys(stand(work, 2, "Cơ quan chủ trì"), Qt.Key.Key_E, modifiers=CONTROL)
    line = driver.find(QComboBox, "answer").lineEdit()
    line.setText("Công an phường")
    keys(line, Qt.Key.Key_Return)
    driver.rest()
    bodies = [[one.name for one in row.said.bodies] for row in work.picture.preview.rows]
    assert bodies == [["Công an phường"]] * 3
    assert stand(work, 3, "Cơ quan chủ trì").currentIndex().data() == "Công an phường"


def test_a_raiser_is_answered_from_the_register_or_as_it_is_written(
    open_window: Open, tmp_path: Path
):
    driver = open_window(True)
    case = driver.case
    known = register_enterprise(case, EnterpriseDraft("Hộ Mẫu Chín", address="Số 9"))
    register_enterprise(case, EnterpriseDraft("Hộ Mẫu Chín", address="Số 10"))
    rows = (
        ISSUES,
        [1, "Hộ Chín", "Vá đường", "", ""],
        [2, "hộ chín", "Lắp đèn", "", ""],
        [3, "Hộ Khác", "Cắt cỏ", "", ""],
    )
    work = work_in(driver, tmp_path / "a.xlsx", *rows, kind="issues")

    def raisers() -> list[tuple[int | None, str]]:
        forms = [row.said.form.raisers for row in work.picture.preview.rows]
        return [(one.enterprise_id, one.written_name) for (one,) in forms]

    keys(stand(work, 2, "Đơn vị nêu"), Qt.Key.Key_E, modifiers=CONTROL)
    line = driver.find(Picker, "answer_raiser")
    assert line.hasFocus()
    line.setText("mau chin")
    keys(line, Qt.Key.Key_Down)
    driver.rest()
    offers = [line.popup.item(place).text() for place in range(line.popup.count())]
    first, second = offers
    assert (first.endswith("Số 9"), second.endswith("Số 10")) == (True, True)
    keys(line, Qt.Key.Key_Return)
    driver.rest()
    assert raisers() == [(known, "Hộ Mẫu Chín")] * 2 + [(None, "Hộ Khác")]
    keys(stand(work, 4, "Đơn vị nêu"), Qt.Key.Key_E, modifiers=CONTROL)
    line.setText("Hộ Khác Nữa")
    keys(line, Qt.Key.Key_Return)
    driver.rest()
    assert raisers()[2] == (None, "Hộ Khác Nữa")


def test_an_enterprise_that_is_picked_is_meant_however_its_name_may_be_read(
    open_window: Open, tmp_path: Path
):
    driver = open_window(True)
    name = "Hộ Mẫu Chín; quán Mẫu, số 9 đường Mẫu"
    known = register_enterprise(driver.case, EnterpriseDraft(name))
    work = work_in(
        driver, tmp_path / "a.xlsx", ISSUES, [1, "Hộ Chín", "Vá đường", "", ""], kind="issues"
    )
    keys(stand(work, 2, "Đơn vị nêu"), Qt.Key.Key_E, modifiers=CONTROL)
    line = driver.find(Picker, "answer_raiser")
    line.setText("mau chin")
    keys(line, Qt.Key.Key_Down)
    driver.rest()
    keys(line, Qt.Key.Key_Return)
    driver.rest()
    (raiser,) = work.picture.preview.rows[0].said.form.raisers
    assert (raiser.enterprise_id, raiser.written_name) == (known, name)


def test_the_row_of_the_headings_is_named_by_key_and_undone(open_window: Open, tmp_path: Path):
    driver = open_window()
    rows = (
        ["DANH SÁCH"],
        ["Đơn vị thụ hưởng", "Nơi ở"],
        [NAME, PHONE],
        ["Công ty Mẫu", "0900 000 001"],
        [CODE, NAME],
        ["0012345678", "Công ty Mẫu Hai"],
    )
    work = work_in(driver, tmp_path / "a.xlsx", *rows)
    assert work.picture.preview.rows[0].title == "Công ty Mẫu"
    assert list(work.picture.numbers)[:2] == [1, 2]  # what stands above is seen, too
    assert work.picture.statuses[2] is RowStatus.LEFT_OUT
    keys(stand(work, 5, NAME), Qt.Key.Key_H, modifiers=CONTROL)
    driver.rest()
    assert [row.title for row in work.picture.preview.rows] == ["Công ty Mẫu Hai"]
    assert work.picture.columns[0].field == "tax_code"
    keys(work, Qt.Key.Key_Z, modifiers=CONTROL)
    driver.rest()
    assert work.picture.preview.rows[0].title == "Công ty Mẫu"
    keys(stand(work, 1, NAME), Qt.Key.Key_H, modifiers=CONTROL)
    driver.rest()
    assert work.picture.preview is None
    assert [column.heading for column in work.picture.columns] == ["DANH SÁCH", "B"]
    assert list(work.picture.numbers) == [2, 3, 4, 5, 6]


def test_columns_hidden_in_the_workbook_are_named(open_window: Open, tmp_path: Path):
    driver, path = open_window(), tmp_path / "a.xlsx"
    work_in(driver, path, [NAME, PHONE, "Nghề"], ["Công ty Mẫu", "0900 000 001", "in"])
    book = openpyxl.load_workbook(path)
    book.active.column_dimensions["B"].hidden = True
    book.save(path)
    driver.page.open_file(path)
    driver.rest()
    said = driver.find(QLabel, "said_of_file").text()
    assert said == f"Các cột không lấy: “Nghề”. Các cột đang ẩn trong Excel: “{PHONE}”."


def test_hidden_rows_and_wrong_check_digits_are_asked_once(open_window: Open, tmp_path: Path):
    path = tmp_path / "an.xlsx"
    book = openpyxl.Workbook()
    for row in ([NAME, CODE], ["Công ty Mẫu", "9900001028"], ["Hộ Mẫu", ""]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    driver = open_window()
    driver.go("enterprises").do("import")
    driver.rest()
    driver.page.open_file(path)
    driver.rest()
    work = driver.page.work
    answer = ask(driver, "1 dòng bị ẩn")
    answer.setCurrentIndex(answer.findText("Không lấy"))
    driver.press("take_answer")
    assert verdicts(work)[3] is RowStatus.LEFT_OUT
    ask(driver, "số kiểm tra sai")
    driver.press("take_answer")
    assert verdicts(work)[2] is RowStatus.NEW
    assert not work.questions.isVisible()


def test_an_empty_cell_empties_where_its_column_says_so(open_window: Open, tmp_path: Path):
    driver = open_window()
    head = [NAME, CODE, PHONE]
    work_in(driver, tmp_path / "a.xlsx", head, ["Công ty Mẫu", "0072281864", "0900 000 001"])
    driver.press("next")
    driver.press("next")
    work = work_in(driver, tmp_path / "b.xlsx", head, ["Công ty Mẫu", "0072281864", None])
    assert verdicts(work)[2] is RowStatus.SAME
    choose_column(driver, work, PHONE, "Ô trống thì xóa nội dung đang có trong sổ")
    assert verdicts(work)[2] is RowStatus.CHANGED
    assert work.model.lines(3) == (PHONE, "Điện thoại (xóa)")
    driver.press("next")
    assert register(driver)[0].phone == ""


def test_while_it_is_compared_anew_nothing_is_written_and_all_can_be_worked_in(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [NAME], ["Công ty Mẫu"], ["Hộ Mẫu"])
    with driver.held(Lane.IMPORT):
        keys(stand(work, 2, NAME), Qt.Key.Key_Delete)
        assert not driver.find(QPushButton, "next").isEnabled()
        work.decide(work.history.now.with_cell(3, 0, "Hộ Mẫu Khác"))
        assert work.model.index(1, 1).data() == "Hộ Mẫu Khác"
    assert next_says(driver) == "Ghi 1 đơn vị"
    assert verdicts(work)[2] is RowStatus.LEFT_OUT


def test_the_end_says_what_was_done_and_goes_to_it(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [NAME], ["Công ty Mẫu"], ["Hộ Mẫu"])
    keys(stand(work, 3, NAME), Qt.Key.Key_Delete)
    driver.rest()
    driver.press("next")
    assert driver.find(QLabel, "result").text() == "Thêm mới 1\nBỏ qua 1"
    driver.press("go_to_written")
    assert driver.page is driver.window.pages["enterprises"]
    assert driver.page.list.model().rowCount() == 1


def test_a_hundred_thousand_rows_have_no_widget_each(open_window: Open):
    open_window()
    rows: list[list[Any]] = [[NAME, PHONE], *([f"Công ty {n}", ""] for n in range(100_000))]
    sheet = Sheet("a", False, rows)
    mapping = find_mapping(sheet, TableKind.ENTERPRISES)
    book = OpenedWorkbook(Path("a"), TableKind.ENTERPRISES, [sheet], [mapping], 0)
    step = WorkStep(book, {}, [], None, {})
    widgets = len(step.findChildren(QWidget))
    refusal = NoHeader(Path("a"), ["name"])
    step.take(bare_picture(book.kind, sheet, mapping, UNDECIDED, refusal))
    assert step.model.rowCount() == 100_000
    assert len(step.findChildren(QWidget)) <= widgets + 5
    step.deleteLater()


def test_a_title_makes_the_column_of_numbers_no_wider(open_window: Open, tmp_path: Path):
    driver = open_window()
    title = ["DANH SÁCH DOANH NGHIỆP THAM DỰ HỘI NGHỊ ĐỐI THOẠI KỲ 3"]
    work = work_in(driver, tmp_path / "a.xlsx", title, ["STT", NAME], [1, "Công ty Mẫu"])
    numbers, names = work.view.columnWidth(1), work.view.columnWidth(2)
    assert work.model.lines(1)[0] == "STT"
    assert numbers < names


def test_what_was_read_of_an_answer_and_kept_in_the_note_is_shown(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    sent = "Kính chuyển Sở Tài chính xem xét"
    rows = [*ISSUES, "Trả lời"], [1, "Hộ Mẫu", "Sửa đường", None, None, "CV 12/UBND ngày 5/9/2026"]
    work = work_in(
        driver,
        tmp_path / "a.xlsx",
        *rows,
        [2, "Hộ Hai", "Lắp đèn", None, None, sent],
        kind="issues",
    )
    stand(work, 2, "Trả lời")
    driver.rest()
    seen = [label.text() for label in work.row_view.findChildren(QLabel)]
    assert {"12/UBND", "05/09/2026", "Trả lời bằng văn bản"} <= set(seen)
    stand(work, 3, "Trả lời")
    driver.rest()
    assert any(sent in label.text() for label in work.row_view.findChildren(QLabel))


def test_from_the_rows_the_keyboard_goes_on_to_what_is_done_with_them(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [NAME], ["Công ty Mẫu"])
    stops = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    below = [driver.find(QPushButton, name) for name in ("back", "close", "next")]
    assert stops == [work.row_view, *below]


def test_escape_in_a_question_goes_back_to_the_rows(open_window: Open, tmp_path: Path):
    driver = open_window()
    row = [1, "Công ty Mẫu", "Hẻm ngập", "Sở Lạ", ""]
    work = work_in(driver, tmp_path / "a.xlsx", ISSUES, row, kind="issues")
    page = driver.page
    answer = driver.find(QComboBox, "answer")
    answer.setFocus()
    QTest.keyClick(answer, Qt.Key.Key_Escape)
    assert (driver.page, QApplication.focusWidget()) == (page, work.view)
    QTest.keyClick(work.view, Qt.Key.Key_Escape)
    assert driver.page is driver.window.pages["issues"]


def test_all_that_is_said_of_the_file_can_be_read(open_window: Open, tmp_path: Path):
    driver = open_window()
    headings = [NAME, *(f"Cột lạ thứ {n}" for n in range(6))]
    work = work_in(driver, tmp_path / "a.xlsx", headings, ["Công ty Mẫu", *"abcdef"])
    said = work.findChild(ElidedLabel, "said_of_file")
    assert "Cột lạ thứ 5" in said.text()
    assert said.shown() == said.text()


def test_a_choice_above_the_rows_is_as_wide_as_its_words(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    work_in(driver, tmp_path / "a.xlsx", ISSUES, [1, "Hộ Mẫu", "Hẻm ngập", "", ""], kind="issues")
    session = driver.find(QComboBox, "session")
    assert session.count() > 1
    assert session.width() >= session.sizeHint().width()
    assert session.sizeHint().width() > session.fontMetrics().horizontalAdvance("Ngoài hội nghị")


def test_rows_of_one_enterprise_count_once_and_say_which_row_they_add_to(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    one = "Công ty Mẫu Một", "0072281864"
    work = work_in(driver, tmp_path / "a.xlsx", [NAME, CODE, PHONE], [*one, ""], [*one, "0901"])
    assert next_says(driver) == "Ghi 1 đơn vị"
    stand(work, 3, NAME)
    said = [label.text() for label in work.row_view.findChildren(QLabel)]
    assert any("Trùng với dòng 2" in text for text in said)
    driver.press("next")
    assert "Thêm mới 1" in driver.find(QLabel, "result").text()
    assert "Không đổi" not in driver.find(QLabel, "result").text()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_what_is_typed_in_a_cell_is_seen_whole(open_window: Open, tmp_path: Path, scale: float):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", [NAME, "SL"], ["Công ty Mẫu", "3"])
    view = stand(work, 2, "SL")
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    view.setFont(font)
    keys(view, Qt.Key.Key_F2)
    editor = driver.find(QPlainTextEdit, "cell_editor")
    cell, seen = editor.geometry(), view.viewport().rect()
    for letter in "28/02/2026":
        keys(editor, 0, letter)
        assert not editor.verticalScrollBar().isVisible()
        assert (editor.verticalScrollBar().value(), editor.horizontalScrollBar().value()) == (0, 0)
        assert editor.viewport().rect().contains(editor.cursorRect())
    for letter in ", và thêm một lời dài hơn ô có":
        keys(editor, 0, letter)
    assert editor.width() > cell.width()
    assert editor.viewport().rect().contains(editor.cursorRect())
    assert seen.contains(editor.geometry())

"""Workbooks by commands: shown first, left out in part, mapped by hand, stopped; all or nothing."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dialogue_app.services.enterprises import import_writing
from tests.cli.conftest import ENTERPRISES, ISSUES, Run, one_sentence
from tests.exchange.workbooks import save

BAD = [*ENTERPRISES, ["123", "Công ty Sai Mã Mẫu", None]]


def count(done: Run) -> int:
    return len(done("enterprise", "list", "--json").json)


def test_a_dry_run_shows_and_writes_nothing(done: Run, register: Path):
    told = done("import", "enterprises", register, "--dry-run").out
    assert "Mới" in told
    assert "Công ty TNHH Nhựa Mẫu" in told
    assert "Mới: 2" in told
    assert told.endswith("Chưa ghi gì vào sổ.\n")
    assert count(done) == 0


def test_each_change_and_repair_is_shown(done: Run, register: Path, tmp_path: Path):
    done("import", "enterprises", register)
    later = save(
        tmp_path / "sau.xlsx",
        [ENTERPRISES[0], ["0072281864", "Cty TNHH Nhựa Mẫu", "0900 000 009"], [], ["Tổng cộng: 1"]],
    )
    told = done("import", "enterprises", later).out
    assert "Thay đổi" in told
    assert "DN-00001" in told
    assert "Điện thoại: 0900 000 001 → 0900 000 009" in told
    assert "Tên: Cty TNHH Nhựa Mẫu → Công ty TNHH Nhựa Mẫu (Đã viết đầy đủ tên)" in told
    assert "Đã bỏ qua: 1 dòng trống, 1 dòng tổng cộng." in told
    assert "thay đổi 1" in told


def test_words_of_the_vocabulary_are_shown_as_words(
    done: Run, meeting: str, raised: Path, tmp_path: Path
):
    done("import", "issues", raised, "--session", meeting)
    again = save(tmp_path / "sau.xlsx", [[*row, None] for row in ISSUES])
    book = openpyxl.load_workbook(again)
    sheet = book.worksheets[0]
    sheet["G1"], sheet["G2"] = "Cách nêu", "Zalo"
    book.save(again)
    told = done("import", "issues", again, "--session", meeting, "--dry-run").out
    assert "Cách nêu: Chưa rõ → Zalo" in told


def test_bad_rows_stop_everything(run: Run, done: Run, tmp_path: Path):
    book = save(tmp_path / "so.xlsx", BAD)
    for more in ([], ["--dry-run"]):
        told = run("import", "enterprises", book, *more)
        assert told.code == 2
        assert one_sentence(told).startswith("Có 1 dòng lỗi nên chưa ghi gì.")
        assert "123 không phải là mã số thuế" in told.out
    assert count(done) == 0
    assert list(tmp_path.glob("*bo-qua*")) == []


def test_bad_rows_are_left_out_into_a_workbook(done: Run, tmp_path: Path):
    book = save(tmp_path / "so.xlsx", BAD)
    told = done("import", "enterprises", book, "--skip-bad").out
    left_out = tmp_path / "so-bo-qua.xlsx"
    assert f"Đã lưu 1 dòng bỏ qua vào {left_out}." in told
    assert "Doanh nghiệp: thêm mới 2, thay đổi 0, không đổi 0, bỏ qua 1." in told
    rows = list(openpyxl.load_workbook(left_out).worksheets[0].values)
    assert rows[0][-1] == "Lý do"
    assert rows[1][1] == "Công ty Sai Mã Mẫu"
    assert count(done) == 2
    other = tmp_path / "khác.xlsx"
    done("import", "enterprises", book, "--skip-bad", "--left-out", other)
    assert other.exists()


def test_the_rows_left_out_never_replace_the_workbook(run: Run, done: Run, tmp_path: Path):
    book = save(tmp_path / "so.xlsx", BAD)
    (tmp_path / "khác").mkdir()
    (tmp_path / "liên kết.xlsx").symlink_to(book)
    before = book.read_bytes()
    for target in (
        book,
        tmp_path / "khác" / ".." / "so.xlsx",
        tmp_path / "liên kết.xlsx",
        tmp_path,
    ):
        told = run("import", "enterprises", book, "--skip-bad", "--left-out", target)
        assert (told.code, told.out) == (2, "")
        one_sentence(told)
    told = run("import", "enterprises", book, "--left-out", tmp_path / "a.xlsx")
    assert told.code == 2
    one_sentence(told)
    assert book.read_bytes() == before
    assert count(done) == 0


def test_rows_left_out_before_and_mended_since_are_kept(done: Run, tmp_path: Path):
    book = save(tmp_path / "so.xlsx", BAD)
    mended = tmp_path / "so-bo-qua.xlsx"
    mended.write_text("đã sửa")
    for number in (2, 3):
        told = done("import", "enterprises", book, "--skip-bad").out
        assert f"so-bo-qua-{number}.xlsx" in told
        assert (tmp_path / f"so-bo-qua-{number}.xlsx").exists()
    assert mended.read_text() == "đã sửa"


@pytest.mark.parametrize("file", ["", " ", "/", "~không-có-ai/so.xlsx"])
def test_what_is_no_file_is_told(run: Run, file: str):
    told = run("import", "enterprises", file, "--skip-bad")
    assert (told.code, told.out) == (2, "")
    one_sentence(told)


def test_rows_left_out_that_cannot_be_kept_stop_everything(run: Run, done: Run, tmp_path: Path):
    book = save(tmp_path / "so.xlsx", BAD)
    target = tmp_path / "không có" / "a.xlsx"
    told = run("import", "enterprises", book, "--skip-bad", "--left-out", target)
    assert told.code == 1
    assert "a.xlsx" in one_sentence(told)
    assert count(done) == 0


def test_what_was_edited_here_stays_unless_told_otherwise(done: Run, register: Path):
    done("import", "enterprises", register)
    done("enterprise", "edit", "DN-00001", "--phone", "0900 000 777")
    told = done("import", "enterprises", register).out
    assert "Cần trả lời: 1" in told
    assert "1 dòng chưa ghi vì cần trả lời: --accept" in told
    shown = done("enterprise", "show", "dn1", "--json").json
    assert shown["form"]["phone"] == "0900 000 777"
    told = done("import", "enterprises", register, "--overwrite").out
    assert "thay đổi 1" in told
    shown = done("enterprise", "show", "dn1", "--json").json
    assert shown["form"]["phone"] == "0900 000 001"


def test_another_sheet(run: Run, done: Run, tmp_path: Path):
    book = save(tmp_path / "so.xlsx", ENTERPRISES, Cũ=ENTERPRISES[:2])
    assert "thêm mới 1," in done("import", "enterprises", book, "--sheet", "cũ").out
    told = run("import", "enterprises", book, "--sheet", "Mới")
    assert (told.code, one_sentence(told)) == (2, "Tệp Excel không có trang tính “Mới”.")


def test_the_codes_of_another_office_are_told_to_be_passed_over(done: Run, tmp_path: Path):
    """They tell namesakes apart, and are no field of ours."""
    rows = [["STT", "Tên doanh nghiệp", "Mã DN"], [1, "Công ty Mẫu", "KT-07"]]
    told = done("import", "enterprises", save(tmp_path / "a.xlsx", rows), "--dry-run")
    assert "Công ty Mẫu" in told.out
    assert "KT-07" not in told.out


def test_further_sheets_and_hidden_ones_are_told(done: Run, tmp_path: Path):
    source = save(tmp_path / "so.xlsx", ENTERPRISES, **{"2025": ENTERPRISES, "Ẩn": ENTERPRISES})
    book = openpyxl.load_workbook(source)
    book.create_sheet("Ghi chép").append(["a", "b"])
    book["Ẩn"].sheet_state = "hidden"
    book.save(source)
    told = done("import", "enterprises", source, "--dry-run").out
    assert "Các trang khác cũng có bảng như vậy: 2025." in told
    assert "--sheet “*”" in told
    told = done("import", "enterprises", source, "--dry-run", "--sheet", "Ẩn").out
    assert "“Ẩn (trang ẩn)”" in told
    assert "Các trang khác cũng có bảng như vậy: Sheet, 2025." in told


def test_a_sheet_without_the_table(run: Run, tmp_path: Path):
    book = save(tmp_path / "so.xlsx", ENTERPRISES, Khác=[["a", "b"], [1, 2]])
    told = run("import", "enterprises", book, "--sheet", "Khác")
    assert told.code == 2
    assert "Không có dòng nào trong tệp so.xlsx ghi tên cột “Tên”." in one_sentence(told)
    assert "“a”, “b”" in one_sentence(told)


@pytest.mark.parametrize("field", ["note", "ghi chú", "Ghi chú"])
def test_a_column_is_mapped_by_hand(done: Run, register: Path, field: str):
    told = done("import", "enterprises", register, "--map", f"{field}=Điện thoại").out
    assert "Ghi chú = “Điện thoại”" in told
    form = done("enterprise", "show", "DN-00001", "--json").json["form"]
    assert (form["note"], form["phone"]) == ("0900 000 001", "")


def test_a_column_is_left_out(done: Run, register: Path):
    done("import", "enterprises", register, "--map", "phone=")
    assert done("enterprise", "show", "DN-00001", "--json").json["form"]["phone"] == ""


def test_the_second_column_of_a_heading_is_mapped_by_hand(done: Run, tmp_path: Path):
    rows = [["Tên doanh nghiệp", "Địa chỉ", "Địa chỉ"], ["Công ty Mẫu", "1 Mẫu", "2 Mẫu"]]
    book = save(tmp_path / "so.xlsx", rows)
    assert "Địa chỉ = “Địa chỉ”" in done("import", "enterprises", book, "--dry-run").out
    told = done("import", "enterprises", book, "--map", "address=Địa chỉ (2)").out
    assert "Địa chỉ = “Địa chỉ (2)”" in told
    assert done("enterprise", "show", "DN-00001", "--json").json["form"]["address"] == "2 Mẫu"


def test_the_row_of_the_headings_is_named(run: Run, done: Run, tmp_path: Path):
    rows = [
        ["Tên doanh nghiệp", "Mã số thuế"],
        ["Công ty của năm trước", "0072281864"],
        ["Đơn vị", "Người gọi", "Máy"],
        ["Công ty Mẫu", "Bà Mẫu", "0900 000 001"],
    ]
    book = save(tmp_path / "so.xlsx", rows)
    columns = ("--map", "name=Đơn vị", "--map", "phone=Máy", "--dry-run", "--json")
    found = done("import", "enterprises", book, "--heading-row", "3", *columns).json
    assert found["header_row"] == 3
    assert [row["fields"]["phone"] for row in found["rows"]] == ["0900 000 001"]
    for row in ("0", "5"):
        told = run("import", "enterprises", book, "--heading-row", row)
        assert (told.code, told.out) == (2, "")
        assert one_sentence(told).startswith(f"Trang tính không có dòng {row}.")


def test_rows_not_answered_or_left_out_are_kept_with_their_reason(done: Run, tmp_path: Path):
    rows = [
        ["Tên doanh nghiệp", "Mã số thuế", "Điện thoại"],
        ["Công ty Mẫu", "0072281864", "0900 000 001"],
        ["Công ty Mẫu", "0072281864", "0900 000 002"],
        ["Hộ Mẫu", None, None],
        ["Hộ ẩn", None, None],
    ]
    book = save(tmp_path / "so.xlsx", rows)
    hidden = openpyxl.load_workbook(book)
    hidden.active.row_dimensions[5].hidden = True
    hidden.save(book)
    target = tmp_path / "còn.xlsx"
    options = ("--skip-bad", "--left-out", target, "--leave-out", "4", "--without-hidden")
    told = done("import", "enterprises", book, *options).out
    assert "thêm mới 1" in told
    kept = [(row[0], row[-1]) for row in openpyxl.load_workbook(target).worksheets[0].values]
    assert [name for name, _reason in kept[1:]] == ["Công ty Mẫu", "Hộ Mẫu", "Hộ ẩn"]
    assert "dòng 2" in kept[1][1]
    assert [reason for _name, reason in kept[2:]] == [
        "Bỏ ra bằng tay.", "Dòng ẩn trong Excel, không lấy.",
    ]  # fmt: skip
    none = tmp_path / "hết.xlsx"
    done("import", "enterprises", book, "--skip-bad", "--left-out", none, "--accept", "3")
    assert not none.exists()


def test_a_header_nobody_knows_is_told(run: Run, done: Run, tmp_path: Path):
    rows = [["BẢNG KÊ"], ["Bên gửi", "MST", "Ô trống"], ["Công ty Mẫu", "0072281864", None]]
    book = save(tmp_path / "so.xlsx", rows)
    refused = one_sentence(run("import", "enterprises", book))
    assert "ghi tên cột “Tên”. Các tiêu đề tìm thấy: “Bên gửi”, “MST”, “Ô trống”." in refused
    told = done("import", "enterprises", book, "--map", "name=bên gửi").out
    assert "Tên = “Bên gửi”" in told
    assert done("enterprise", "show", "DN-00001", "--json").json["form"]["name"] == "Công ty Mẫu"


@pytest.mark.parametrize("given", ["tên lạ=Điện thoại", "phone", "phone=Cột lạ"])
def test_a_mapping_that_says_nothing(run: Run, register: Path, given: str):
    told = run("import", "enterprises", register, "--map", given)
    assert told.code == 2
    assert given.rpartition("=")[2] in one_sentence(told)


def test_ctrl_c_leaves_everything_as_it_was(
    run: Run, done: Run, register: Path, monkeypatch: pytest.MonkeyPatch
):
    columns = import_writing._columns

    def pressed(*row: Any) -> dict[str, Any]:
        signal.raise_signal(signal.SIGINT)  # while the rows are being written
        return columns(*row)

    with monkeypatch.context() as patch:
        patch.setattr(import_writing, "_columns", pressed)
        told = run("import", "enterprises", register)
    assert (told.code, one_sentence(told)) == (1, "Đã dừng. Dữ liệu không thay đổi.")
    assert count(done) == 0
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

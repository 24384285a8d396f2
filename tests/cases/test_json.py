"""What `import … --dry-run --json` prints: one object, each of its words as it is promised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dialogue_app.domain.vocabulary import RowStatus
from tests.cases.conftest import SESSION, Desk, Row

OF_THE_WHOLE = {"sheet", "header_row", "columns", "skipped", "questions", "rows"}
OF_AN_ISSUE = {
    "text", "raisers", "topic", "bodies", "authority", "received_on", "moment", "medium", "answer",
    "answer_kind", "answer_number", "answer_date", "number_elsewhere", "note",
}  # fmt: skip
ISSUES: list[Row] = [
    ["DANH SÁCH KIẾN NGHỊ"],
    ["STT", "Mã PAKN", "Người gửi", "Nội dung", "Lĩnh vực", "Thẩm quyền", "Cơ quan chủ trì",
     "Hình thức", "Ngày nhận", "Trả lời", "Số văn bản trả lời", "Ngày trả lời", "Ghi chú", "Màu"],
    ["I", None, None, "LĨNH VỰC LẠ"],
    [1, "PA-7", "Công ty TNHH Mẫu, số 5 đường Mẫu, ĐT 0900000001", "Sửa đường.", "Thuế",
     "Thành phố",
     "Sở Xây dựng", "Zalo", "1/9/2026", "Đã làm.", "12/SXD", "2/9/2026", "gấp", "đỏ"],
    [2, None, "Hộ Mẫu", "Lắp đèn."],
    [2, None, "Hộ Mẫu", "Lắp đèn."],
    [3, None, "Hộ Mẫu", "Lắp đèn.", "Thuế"],
    [4, None, "Hộ Mẫu", None, None, None, None, None, None, None, None, None, "không có nội dung"],
    ["Tổng cộng: 4"],
]  # fmt: skip
REGISTER: list[Row] = [
    ["Mã", "Tên", "Mã số thuế", "Loại hình", "Địa chỉ", "Điện thoại", "Số lao động"],
    ["DN-00001", "Công ty Mẫu", "0072281864", "Công ty TNHH", "Số 1", "0900 000 001", 12],
]


def test_one_object_of_these_parts(desk: Desk):
    said = desk.issues(*ISSUES)
    assert set(said.told) == OF_THE_WHOLE
    assert said.code == 2  # a row is refused: the object is printed all the same
    assert (said.told["sheet"], said.told["header_row"]) == ("Sheet", 2)
    assert said.told["columns"][-1] == {"heading": "Màu", "field": None}
    assert [set(one) for one in said.told["columns"]] == [{"heading", "field"}] * 14
    skipped = [(one["row"], one["kind"], one["text"]) for one in said.told["skipped"]]
    assert skipped == [
        (1, "title", "DANH SÁCH KIẾN NGHỊ"), (3, "section", "I | LĨNH VỰC LẠ"),
        (9, "total", "Tổng cộng: 4"),
    ]  # fmt: skip
    assert ("medium", None, [5, 7]) in said.asked
    assert all(set(one) == {"field", "value", "rows", "text"} for one in said.told["questions"])


def test_each_row_stands_in_its_place_with_its_verdict(desk: Desk):
    said = desk.issues(*ISSUES)
    verdicts = [(4, "new"), (5, "new"), (6, "same"), (7, "asked"), (8, "refused")]
    assert said.statuses == verdicts
    for row in said.told["rows"]:
        assert {"row", "status", "fields", "reasons", "hidden"} <= set(row)
        assert set(row["fields"]) >= OF_AN_ISSUE
        assert row["hidden"] is False
        assert all(isinstance(reason, str) for reason in row["reasons"])
    assert said.reasons(8)
    assert said.reasons(7)
    assert {status.verdict for status in RowStatus} <= {
        "new", "same", "changed", "asked", "refused", "left_out", "above",
    }  # fmt: skip


def test_words_not_ids_stored_values_and_days(desk: Desk):
    fields = desk.issues(*ISSUES).rows[4]["fields"]
    assert {name: fields[name] for name in OF_AN_ISSUE - {"note"}} == {
        "text": "Sửa đường.",
        "raisers": ["Công ty TNHH Mẫu"],  # a name only, without its address
        "topic": "Thuế",
        "bodies": ["Sở Xây dựng"],
        "authority": "city",
        "received_on": "2026-09-01",
        "moment": "before",
        "medium": "zalo",
        "answer": "Đã làm.",
        "answer_kind": "in_writing",
        "answer_number": "12/SXD",
        "answer_date": "2026-09-02",
        "number_elsewhere": "PA-7",
    }
    assert "gấp" in fields["note"]


def test_what_nobody_said_is_null(desk: Desk):
    header, row = ISSUES[1], [2, None, "Hộ Mẫu", "Lắp đèn."]
    (fields,) = (one["fields"] for one in desk.issues(header, row).told["rows"])
    said = {"text": "Lắp đèn.", "raisers": ["Hộ Mẫu"], "bodies": []}
    assert {name: fields[name] for name in OF_AN_ISSUE} == {**dict.fromkeys(OF_AN_ISSUE), **said}


def test_what_is_asked_of_a_row_stands_as_it_is_proposed_and_waits(desk: Desk):
    rows = ["STT", "Người gửi", "Nội dung"], [1, "Hộ Mẫu", "Sửa đường."], [2, None, "Lắp đèn."]
    said = desk.issues(*rows)
    assert said.statuses == [(2, "new"), (3, "asked")]
    assert said.values("raisers") == [["Hộ Mẫu"], ["Hộ Mẫu"]]
    desk.write("issues", *rows)
    assert [one["text"] for one in desk.listed("issue")] == ["Sửa đường."]
    desk.write("issues", *rows, options=["--accept", "3"])
    assert len(desk.listed("issue")) == 2


def test_an_enterprise_by_its_columns_and_what_changes(desk: Desk):
    desk.run("enterprise", "add", "Công ty Mẫu", "--tax-code", "0072281864")
    said = desk.enterprises(*REGISTER)
    (row,) = said.told["rows"]
    assert (row["status"], row["code"]) == ("changed", "DN-00001")
    assert {name: row["fields"][name] for name in said.columns.values() if name} == {
        "code": "DN-00001", "name": "Công ty Mẫu", "tax_code": "0072281864",
        "legal_type": "Công ty TNHH", "address": "Số 1", "phone": "0900 000 001", "workers": 12,
    }  # fmt: skip
    again = desk.enterprises(["Tên", "Mã số thuế"], ["Công ty Mẫu", "0072281864"])
    assert again.statuses == [(2, "same")]


def test_a_conflict_is_asked_and_a_warning_new_with_its_reason(desk: Desk):
    desk.write("enterprises", *REGISTER)
    desk.run("enterprise", "edit", "DN-00001", "--address", "Số 9")
    said = desk.enterprises(*REGISTER)
    assert said.statuses == [(2, "asked")]
    warned = desk.enterprises(["Tên", "Mã số thuế"], ["Công ty Hai Mẫu", "0012345678"])
    assert warned.statuses == [(2, "new")]
    assert "sai số kiểm tra" in warned.reasons(2)


def test_the_first_of_two_rows_that_clash_stays_new(desk: Desk):
    rows = [["Tên", "Mã số thuế"], ["Công ty Mẫu", "0072281864"], ["Hộ Khác", "0072281864"]]
    assert desk.enterprises(*rows).statuses == [(2, "new"), (3, "asked")]


def test_hidden_rows_are_told(desk: Desk, tmp_path: Path):
    path = desk.book(["Tên"], ["Hộ Mẫu"], ["Hộ Mẫu Hai"])
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    said = desk.told("enterprises", path)
    assert [(row["row"], row["hidden"]) for row in said.told["rows"]] == [(2, False), (3, True)]


@pytest.mark.parametrize("kind", ["issues", "enterprises"])
def test_stdout_holds_the_object_alone(desk: Desk, kind: str):
    rows: list[Row] = ISSUES if kind == "issues" else [["Tên", "Mã số thuế"], ["Hộ Mẫu", "12"]]
    whose = ["--session", SESSION] if kind == "issues" else []
    arguments: list[Any] = ["import", kind, desk.book(*rows), *whose, "--dry-run", "--json"]
    code, out, err = desk.run_whole(*arguments)
    assert code == 2
    assert isinstance(json.loads(out), dict)
    assert "1 dòng" in err
    assert desk.listed("issue") == []
    assert desk.listed("enterprise") == []


@pytest.mark.parametrize(
    "content", [b"", b"nothing of a table", b"STT;M\xc3\xa0u\n1;\xc4\x91\xe1\xbb\x8f\n"]
)
@pytest.mark.parametrize("kind", ["issues", "enterprises"])
def test_what_is_refused_whole_is_one_object_too(desk: Desk, kind: str, content: bytes):
    path = desk.folder / "a.csv"
    path.write_bytes(content)
    code, out, err = desk.run_whole("import", kind, path, "--dry-run", "--json")
    told = json.loads(out)
    assert code == 2
    assert set(told) == OF_THE_WHOLE | {"error"}
    assert told["error"] == err.strip() != ""
    assert [told[name] for name in ("rows", "columns", "skipped", "questions")] == [[]] * 4


def test_a_session_nobody_knows_is_told_in_the_object(desk: Desk):
    path = desk.book(["Nội dung"], ["Vá đường"])
    code, out, err = desk.run_whole(
        "import", "issues", path, "--session", "9", "--dry-run", "--json"
    )
    assert (code, json.loads(out)["error"]) == (2, err.strip())


def test_a_formula_without_its_value_says_nothing(desk: Desk):
    said = desk.enterprises(
        ["Tên", "Mã số thuế", "Địa chỉ"], ["=A9", "0072281864", "Số 1"], ["Hộ Mẫu", "=B9", "=C9"]
    )
    assert said.statuses == [(2, "refused"), (3, "refused")]
    said_of = [[row["fields"][name] for name in ("name", "tax_code", "address")]
               for row in said.told["rows"]]  # fmt: skip
    assert said_of == [[None, "0072281864", "Số 1"], ["Hộ Mẫu", None, None]]
    assert "thiếu tên" not in said.reasons(2).lower()

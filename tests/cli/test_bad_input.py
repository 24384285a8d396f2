"""What is wrong is one sentence on stderr, in the language asked for; the data stay as before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dialogue_app.services.issues import lists
from tests.cli.conftest import HOUSEHOLD_CODE, ISSUES, Run, one_sentence
from tests.exchange.workbooks import save


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        ([], "Thiếu LỆNH", "COMMAND is missing"),
        (["foo"], "Không có lệnh “foo”", "“foo” is no command here"),
        (["issue", "lst"], "Không có lệnh “lst”", "“lst” is no command here"),
        (["issue", "show"], "Thiếu MÃ", "CODE is missing"),
        (["issue", "list", "--foo"], "Không hiểu “--foo”", "“--foo” is not known here"),
        (["issue", "list", "--view"], "Sau --view phải ghi giá trị", "--view needs a value"),
        (["issue", "list", "--json=1"], "Không ghi giá trị sau --json", "--json takes no value"),
        (["issue", "list", "--limit", "x"], "“x” không phải là số nguyên", "not a whole number"),
        (["issue", "list", "--view", "x"], "“x” không thuộc các lựa chọn all, new", "is not one"),
        (
            ["issue", "assign", "1", "--body", "x", "--due", "1/10", "--days", "2"],
            "Không dùng --days cùng lúc với --due",
            "--days and --due do not go together",
        ),
    ],
)
def test_wrong_use(run: Run, arguments: list[str], vietnamese: str, english: str):
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert vietnamese in one_sentence(told)
    assert " --help”." in told.err
    told = run(*arguments, lang="en")
    assert told.code == 2
    assert english in one_sentence(told)
    assert " --help”." in told.err


def test_an_unknown_language_is_told_in_vietnamese(run: Run):
    told = run("--lang", "fr", "issue", "list", lang="vi")
    assert told.code == 2
    assert "“fr” không thuộc các lựa chọn vi, en" in one_sentence(told)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["issue", "show", "KN-2026-0099"], "Không tìm thấy kiến nghị KN-2026-0099."),
        (["session", "show", "2026-K9"], "Không tìm thấy hội nghị 2026-K9."),
        (["minutes", "2026-K9"], "Không tìm thấy hội nghị 2026-K9."),
        (["issue", "list", "--session", "x"], "Không tìm thấy hội nghị x."),
        (["issue", "list", "--body", "Sở Lạ"], "Không tìm thấy cơ quan, đơn vị “Sở Lạ”."),
        (["enterprise", "show", "DN-00099"], "Không tìm thấy doanh nghiệp “DN-00099”."),
        (["body", "end", "Sở Lạ", "--on", "1/1/2026"], "Không tìm thấy cơ quan"),
        (["body", "list", "--on", "31/02/2026"], "Không có ngày, giờ “31/02/2026”."),
        (["session", "add", "--start", "15/9/2026 25:00"], "Không có ngày, giờ “25:00”."),
        (["session", "add", "--start", "15/9/2026"], "Không có ngày, giờ “15/9/2026”."),
        (["agency", "show"], "Chưa nhập tên cơ quan mình"),
        (["agency", "set", "--name", "UBND phường Mẫu"], "Hãy nhập “Địa bàn”."),
        (["enterprise", "add", " "], "Hãy nhập “Tên”."),
        (["enterprise", "add", "Mẫu", "--tax-code", "12"], "12 không phải là mã số thuế"),
        (["enterprise", "add", "Mẫu", "--legal-type", "lạ"], "“lạ” không dùng được"),
        (["enterprise", "add", "Mẫu", "--unit", "lạ"], "“lạ” không dùng được"),
        (["issue", "add", "Mẫu", "--topic", "lạ"], "“lạ” không dùng được"),
        (["issue", "add", " "], "Hãy nhập “Nội dung kiến nghị”."),
        (["issue", "add", "Mẫu", "--raiser", "DN-00099"], "Không tìm thấy doanh nghiệp"),
        (["issue", "add", "Mẫu", "--raiser", HOUSEHOLD_CODE], "Không tìm thấy doanh nghiệp"),
        (["import", "enterprises", "không-có.xlsx"], "Không có tệp không-có.xlsx."),
        (["issue", "give-out", "--on", "1/9/2026"], "Chưa chọn kiến nghị nào."),
        (["issue", "give-out", "KN-2026-1", "--session", "x", "--on", "1/9/2026"], "Hãy ghi mã"),
    ],
)
def test_bad_input(run: Run, arguments: list[str], said: str):
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert one_sentence(told).startswith(said)


def test_an_empty_session_has_no_minutes(run: Run, done: Run, tmp_path: Path):
    done("agency", "set", "--name", "Ủy ban nhân dân phường Mẫu", "--area", "phường Mẫu")
    done("session", "add", "--code", "trống")
    told = run("minutes", "trống", "-o", tmp_path / "a.pdf")
    assert told.code == 2
    assert one_sentence(told).startswith("Hội nghị trống chưa có giờ bắt đầu")
    assert not (tmp_path / "a.pdf").exists()


def test_minutes_that_cannot_be_written(run: Run, done: Run, meeting: str, tmp_path: Path):
    told = run("minutes", meeting, "-o", tmp_path / "không có" / "a.pdf")
    assert (told.code, told.out) == (1, "")
    assert one_sentence(told).startswith("Không ghi được a.pdf")
    told = run("minutes", meeting, "-o", tmp_path / "a.doc")
    assert told.code == 2
    assert "PDF hoặc Word" in one_sentence(told)
    assert list(tmp_path.glob("*a.*")) == []


def test_the_minutes_need_to_know_who_we_are(run: Run, done: Run):
    done("session", "add", "--code", "x", "--chair", "Ông Mẫu")
    told = run("minutes", "x")
    assert told.code == 2
    assert one_sentence(told).startswith("Chưa nhập tên cơ quan mình")


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", 2, "Tệp a.xlsx không có dữ liệu."),
        (b"nothing of Excel's", 2, "a.xlsx không phải là bảng tính"),
        (b"PK\x03\x04 broken", 2, "a.xlsx không phải là bảng tính"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            2,
            "Tệp a.xlsx có đặt mật khẩu",
        ),
        (None, 2, "a.xlsx không phải là bảng tính"),  # a folder
    ],
)
def test_no_workbook(run: Run, tmp_path: Path, content: bytes | None, code: int, said: str):
    path = tmp_path / "a.xlsx"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    told = run("import", "enterprises", path)
    assert (told.code, told.out) == (code, "")
    assert one_sentence(told).startswith(said)


def test_issues_go_into_a_session_that_is(run: Run, raised: Path):
    told = run("import", "issues", raised, "--session", "")
    assert one_sentence(told).startswith("--session: chưa ghi giá trị")
    told = run("import", "issues", raised, "--session", "2026-K9")
    assert (told.code, one_sentence(told)) == (2, "Không tìm thấy hội nghị 2026-K9.")


def test_rows_without_a_text(run: Run, done: Run, meeting: str, tmp_path: Path):
    book = save(tmp_path / "a.xlsx", [*ISSUES, [5, "Công ty Mẫu", None, None, None, "1/10/2026"]])
    told = run("import", "issues", book, "--session", meeting)
    assert told.code == 2
    assert one_sentence(told).startswith("Có 1 dòng lỗi")
    assert done("issue", "list", "--json").json == []


def test_a_register_that_is_none(run: Run, tmp_path: Path):
    folder = tmp_path / "hỏng"
    folder.mkdir()
    (folder / "dialogue.db").write_bytes(b"nothing of ours" * 100)
    for arguments in (["issue", "list"], ["session", "add"]):
        told = run(*arguments, data=folder)
        assert (told.code, told.out) == (1, "")
        assert one_sentence(told).startswith("Tệp dữ liệu")


def test_a_data_folder_that_is_a_file(run: Run, tmp_path: Path):
    path = tmp_path / "tệp"
    path.write_text("")
    told = run("issue", "list", data=path)
    assert told.code == 1
    assert "tệp" in one_sentence(told)


def test_a_body_that_no_longer_exists(run: Run, done: Run, issue: str):
    done("body", "end", "Thuế cơ sở", "--on", "31/12/2025")
    arguments = ("issue", "transfer", issue, "--body", "Thuế cơ sở", "--on", "16/9/2026")
    told = run(*arguments)
    assert told.code == 2
    assert one_sentence(told).startswith("Thuế cơ sở không tồn tại vào ngày 16/09/2026.")
    # One that follows it takes its place, and is named.
    done("body", "add", "Thuế Mẫu", "--relation", "local", "--from", "1/1/2026")
    done("body", "end", "Thuế cơ sở", "--on", "31/12/2025", "--successor", "Thuế Mẫu")
    assert "Thuế Mẫu" in done(*arguments).out
    # Several have to be chosen from.
    done("body", "add", "Thuế Mẫu hai", "--relation", "local", "--from", "1/1/2026")
    done("body", "end", "Thuế cơ sở", "--on", "31/12/2025", "--successor", "Thuế Mẫu hai")
    told = run(*arguments)
    assert told.code == 2
    assert one_sentence(told).endswith("Hãy chọn một trong các cơ quan: Thuế Mẫu; Thuế Mẫu hai.")


def test_what_nobody_foresaw_is_logged(
    run: Run, done: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    done("issue", "list")

    def broken(*_given: object) -> date:
        raise ZeroDivisionError("so nicht")

    monkeypatch.setattr(lists.IssueList, "ids", broken)
    told = run("issue", "list")
    assert told.code == 1
    assert one_sentence(told) == (
        "Có lỗi ngoài dự kiến; dữ liệu vẫn như trước. (ZeroDivisionError)"
    )
    assert "ZeroDivisionError" in (tmp_path / "data" / "dialogue.log").read_text("utf-8")


def test_ctrl_c(run: Run, monkeypatch: pytest.MonkeyPatch):
    def pressed(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lists.IssueList, "ids", pressed)
    told = run("issue", "list")
    assert (told.code, told.err) == (1, "Đã dừng.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["enterprise", "add", "Công ty \udcff Mẫu"],
        ["enterprise", "add", "Công ty Mẫu", "--note", "\udcff"],
        ["issue", "add", "Đường \ud83d hỏng."],
        ["issue", "add", "Đường hỏng.", "--raiser", "Bà \udcff"],
        ["issue", "list", "--session", "2026-\udcff"],
        ["session", "add", "--conclusion", "\udcff"],
        ["staff", "add", "Ông \udcff"],
        ["agency", "set", "--name", "UBND \udcff"],
    ],
)
def test_half_a_letter_is_told_and_never_left_out(run: Run, arguments: list[str]):
    before = run("check", "--json").json["hash"]
    told = run(*arguments)
    assert told.code == 2
    assert "�" in one_sentence(told)
    assert "Unexpected" not in told.err
    assert run("check", "--json").json["hash"] == before

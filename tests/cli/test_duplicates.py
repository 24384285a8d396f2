"""Which enterprises are one, and an import taken back, at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ENTERPRISES, Run
from tests.exchange.workbooks import save

NAME = "Công ty TNHH Thương mại Mẫu Phát"


@pytest.fixture
def two(run: Run) -> Run:
    """A register with one enterprise entered twice."""
    run("enterprise", "add", NAME, "--tax-code", "0300588569", "--phone", "0900 000 001")
    run("enterprise", "add", "Cty TNHH TM Mẫu Phát", "--email", "mau@mau.example")
    return run


def codes(run: Run, *options: str) -> list[tuple[int | None, str, str]]:
    found = run("enterprise", "duplicates", "--json", *options).json
    return [(one["band"], one["first"]["code"], one["second"]["code"]) for one in found]


def test_they_are_listed_with_the_reason(two: Run):
    (pair,) = two("enterprise", "duplicates", "--json").json
    assert (pair["band"], pair["reason"], pair["words"]) == (
        3, "same_name", "Cùng tên, viết khác nhau",
    )  # fmt: skip
    assert (pair["first"]["code"], pair["second"]["name"]) == ("DN-00001", "Cty TNHH TM Mẫu Phát")
    said = two("enterprise", "duplicates").out
    assert "Cùng tên, viết khác nhau" in said
    assert "1 cặp." in said


def test_two_are_told_apart(two: Run):
    assert two("enterprise", "distinct", "DN-00002", "DN-00001").code == 0
    assert codes(two) == []
    assert codes(two, "--apart") == [(None, "DN-00001", "DN-00002")]
    assert two("enterprise", "distinct", "DN-00001", "DN-00002", "--withdraw").code == 0
    assert codes(two) == [(3, "DN-00001", "DN-00002")]
    again = two("enterprise", "distinct", "DN-00001", "DN-00002", "--withdraw")
    assert (again.code, again.out) == (2, "")
    assert "Chưa ai ghi nhận DN-00001 và DN-00002" in again.err


def test_one_is_merged_and_separated(two: Run):
    merged = two("enterprise", "merge", "DN-00001", "DN-00002", "--take", "name")
    assert merged.out == "Đã gộp DN-00002 vào DN-00001 Cty TNHH TM Mẫu Phát.\n"
    shown = two("enterprise", "show", "DN-00002", "--json").json
    assert (shown["code"], shown["form"]["tax_code"]) == ("DN-00001", "0300588569")
    assert (shown["form"]["name"], shown["form"]["email"]) == (
        "Cty TNHH TM Mẫu Phát",
        "mau@mau.example",
    )
    assert [one["code"] for one in shown["merged"]] == ["DN-00002"]
    assert "DN-00002 Cty TNHH TM Mẫu Phát" in two("enterprise", "show", "DN-00001").out
    two("enterprise", "edit", "DN-00001", "--name", "Mẫu Phát")
    separated = two("enterprise", "separate", "dn-2")
    assert separated.out.splitlines() == [
        "DN-00002 lại là một đơn vị riêng.",
        "Đã sửa sau khi gộp nên giữ nguyên: DN-00001, Tên.",
    ]
    again = two("enterprise", "show", "DN-00002", "--json").json
    assert again["form"]["name"] == "Cty TNHH TM Mẫu Phát"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("merge", "DN-00001", "DN-00001"), "Hai mã này đã là một đơn vị."),
        (("merge", "DN-00001", "DN-00002", "--take", "lạ"), "Không có trường “lạ”"),
        (("merge", "DN-00001", "DN-00009"), "DN-00009"),
        (("separate", "DN-00001"), "DN-00001"),
        (("separate", "lạ"), "lạ"),
        (("distinct", "DN-00001", "DN-00001"), "Hai mã này đã là một đơn vị."),
    ],
)
def test_what_is_wrong_is_said(two: Run, command: tuple[str, ...], said: str):
    refused = two("enterprise", *command)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert codes(two) == [(3, "DN-00001", "DN-00002")]


def test_an_import_is_taken_back(run: Run, tmp_path: Path):
    path = save(tmp_path / "so.xlsx", ENTERPRISES)
    run("import", "enterprises", path)
    (known,) = run("import", "list", "--json").json
    assert (known["kind"], known["file"], known["added"]) == ("enterprises", "so.xlsx", 2)
    run("enterprise", "edit", "DN-00001", "--note", "đã gọi")
    number = str(known["number"])
    kept = "DN-00001 Công ty TNHH Nhựa Mẫu (đã xử lý, chỉnh sửa sau khi nhập)"
    looked = run("import", "take-back", number, "--dry-run").out.splitlines()
    said = "Doanh nghiệp: 1 bị xóa khỏi danh sách, 1 giữ nguyên."
    assert looked == [said, kept, "Chưa ghi gì vào sổ."]
    assert run("import", "take-back", number).out.splitlines() == [said, kept]
    listed = run("enterprise", "list", "--json").json
    assert [row["code"] for row in listed] == ["DN-00001"]
    refused = run("import", "take-back", "99")
    assert (refused.code, refused.out) == (2, "")
    assert "Không có lần nhập số 99" in refused.err


def test_no_number_of_a_person_is_written(run: Run):
    for name in ("Hộ kinh doanh Mẫu Con", "HKD Mẫu Con"):
        run("enterprise", "add", name, "--phone", "079 095 012 345")
    assert "095012345" not in run("enterprise", "duplicates").out.replace(" ", "")
    assert "095012345" not in run("enterprise", "duplicates", "--json").out.replace(" ", "")

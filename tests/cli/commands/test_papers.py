"""`paper` and `minutes`: kinds, files by their endings, what a paper lacks, clear refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pdfplumber
import pytest

from tests.cli.conftest import Run, Told


@pytest.fixture
def sample(done: Run) -> str:
    done("sample")
    return "2026-K3"


def test_the_kinds_one_a_line_without_a_session(done: Run):
    lines = done("paper", "list").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["minutes", "reminder", "transfer"]
    told = json.loads(done("paper", "list", "--json").out)
    assert [kind["key"] for kind in told] == ["minutes", "reminder", "transfer"]
    assert all(kind["name"] for kind in told)


@pytest.mark.parametrize(("ending", "begins"), [(".pdf", b"%PDF"), (".docx", b"PK")])
def test_minutes_are_the_short_form(done: Run, sample: str, tmp_path: Path, ending, begins):
    short, whole = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    done("minutes", sample, "-o", short)
    done("paper", "minutes", sample, "-o", whole)
    assert short.read_bytes() == whole.read_bytes()
    assert short.read_bytes().startswith(begins)


def test_a_letter_to_a_body_of_a_session_and_of_issues(done: Run, sample: str, tmp_path: Path):
    done("paper", "transfer", sample, "--body", "Sở Xây dựng", "-o", tmp_path / "a.pdf")
    told = done("paper", "transfer", "kn-2026-6", "-o", tmp_path).out
    assert (tmp_path / "Cong-van-KN-2026-0006-so-xay-dung.pdf").exists()
    assert told.splitlines()[0] == (
        "Còn để trống: đơn vị soạn thảo, đầu mối liên hệ, điện thoại hoặc thư điện tử của đầu mối,"
        " quyền hạn, chức vụ người ký, người ký."
    )


def test_what_letters_say_of_us_is_set_once_and_said_otherwise_in_one(
    done: Run, sample: str, tmp_path: Path
):
    done("agency", "set", "--drafting-unit", "KTHTĐT", "--signing", "deputy")
    done("agency", "set", "--signer-name", "Phạm Thị Mẫu", "--contact", "Bà Lê Thị Mẫu")
    done("agency", "set", "--contact-phone", "0900 000 001")
    letter = ("paper", "transfer", sample, "--body", "Sở Xây dựng", "-o", tmp_path / "a.pdf")
    assert words_in(tmp_path / "a.pdf", done(*letter)) >= {"KT.", "PHÓ", "Phạm", "/UBND-KTHTĐT"}
    chair = ("--signing", "head", "--signer-name", " Trần  Văn Mẫu ", "--drafting-unit", "VP")
    said = words_in(tmp_path / "a.pdf", done(*letter, *chair))
    assert said >= {"TM.", "CHỦ", "Trần", "/UBND-VP"}
    assert not said & {"KT.", "PHÓ", "Phạm", "/UBND-KTHTĐT"}
    assert "KT." in words_in(tmp_path / "a.pdf", done(*letter))  # the settings stay


def words_in(path: Path, told: Told) -> set[str]:
    """The words of a PDF nothing of which was left open."""
    assert len(told.out.splitlines()) == 1
    with pdfplumber.open(path) as pdf:
        return {word["text"] for page in pdf.pages for word in page.extract_words()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["paper", "minutes", "2026-K3", "-o", "a.txt"], "Văn bản được ghi ra PDF hoặc Word"),
        (["minutes", "2026-K3", "-o", "a.doc"], "Văn bản được ghi ra PDF hoặc Word"),
        (["paper", "minutes", "2026-K3", "2026-K2"], "Biên bản là của một hội nghị"),
        (["paper", "transfer", "2026-K3"], "Hãy nêu cơ quan nhận công văn"),
        (["paper", "transfer", "KN-2026-0005", "KN-2026-0006"], "Các kiến nghị này không cùng"),
        (["paper", "transfer", "KN-2026-0006", "--body", "Thuế cơ sở"], "KN-2026-0006 không được"),
        (["paper", "transfer", "2026-K3", "--body", "Sở Tài chính"], "Hội nghị 2026-K3 không có"),
        (["paper", "transfer", "2026-K3", "--body", ""], "--body"),
        (["paper", "letter", "2026-K3"], "Không có lệnh “letter”"),
    ],
)
def test_what_is_refused_in_one_sentence(run: Run, sample: str, arguments, said, tmp_path: Path):
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.err.strip().startswith(said)
    assert told.err.count("\n") == 1


def test_letters_no_face_has_are_named(done: Run, tmp_path: Path):
    done("agency", "set", "--name", "Ủy ban nhân dân phường Mẫu", "--area", "phường Mẫu")
    done("session", "add", "--code", "x", "--chair", "Ông Mẫu")
    raiser = ("--raiser", "Công ty 日本")
    done("issue", "add", "☑ đã nộp ✗ chưa trả lời 👍", "--session", "x", *raiser)
    told = done("minutes", "x", "-o", tmp_path / "a.pdf").out.splitlines()
    assert told[1].startswith("3 ký tự của kiến nghị KN-2026-0001 không in được: 👍 日 本")

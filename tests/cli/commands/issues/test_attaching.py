"""`issue attach`: a file kept with the issue, shown by `issue show`; each refusal one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, one_sentence


@pytest.fixture
def issue(done: Run) -> str:
    done("issue", "add", "Đường ngập", "--on", "15/9/2026")
    return "KN-2026-0001"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "Công văn 12.pdf"
    path.write_bytes(b"x" * 2048)
    return path


def test_a_file_is_attached_and_shown(done: Run, issue: str, letter: Path):
    told = done("issue", "attach", issue, str(letter)).out
    assert told.startswith(f"Đã đính kèm vào {issue}: Công văn 12.pdf · 2 KB · ")
    shown = done("issue", "show", issue).out
    assert "Tệp đính kèm:\n  Công văn 12.pdf · 2 KB · " in shown
    assert "Đính kèm Công văn 12.pdf" in shown
    detail = done("issue", "show", issue, "--json").json
    (one,) = detail["attachments"]
    assert (one["name"], one["size"], one["media_type"]) == (
        "Công văn 12.pdf",
        2048,
        "application/pdf",
    )
    assert detail["story"][-1]["kind"] == "attached"


def test_each_refusal_is_one_sentence(
    run: Run, done: Run, issue: str, letter: Path, tmp_path: Path
):
    version = done("issue", "show", issue, "--json").json["version"]
    done("issue", "attach", issue, str(letter), "--seen", str(version))
    empty, large = tmp_path / "rỗng.pdf", tmp_path / "lớn.pdf"
    empty.touch()
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    for given, said in (
        ((issue, str(tmp_path / "không có.pdf")), "không có.pdf"),
        ((issue, str(tmp_path)), "là thư mục"),
        ((issue, str(empty)), "rỗng.pdf"),
        ((issue, str(large)), "50 MB"),
        ((issue, str(letter)), "đã có tệp này"),
        (("KN-2026-0009", str(letter)), "KN-2026-0009"),
        ((issue, str(large), "--seen", str(version)), issue),
    ):
        told = run("issue", "attach", *given)
        assert told.code == 2, given
        assert said in one_sentence(told)
    assert len(done("issue", "show", issue, "--json").json["attachments"]) == 1

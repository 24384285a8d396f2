"""`session take`, `open` and `bring`: a session on another computer and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, one_sentence


@pytest.fixture
def hall(done: Run, meeting: str, issue: str, tmp_path: Path) -> Path:
    """The session taken out and opened in a folder of its own."""
    assert issue
    told = done(
        "session", "take", meeting, "-o", tmp_path / "out.dtdn", "--carrier", "máy hội trường"
    )
    assert str(tmp_path / "out.dtdn") in told.out
    folder = tmp_path / "hall"
    assert str(folder) in done("session", "open", tmp_path / "out.dtdn", data=folder).out
    return folder


def test_out_and_back(done: Run, run: Run, meeting: str, issue: str, hall: Path, tmp_path: Path):
    assert "máy hội trường" in done("session", "show", meeting).out
    shown = done("session", "show", meeting, "--json").json
    assert [one["carrier"] for one in shown["away"]] == ["máy hội trường"]
    assert done("session", "show", meeting, "--json", data=hall).json["carried"] == meeting
    done("issue", "edit", issue, "--note", "ở hội trường", data=hall)
    done("issue", "edit", issue, "--note", "ở cơ quan")
    done("issue", "add", "Thiếu chỗ đỗ xe.", "--session", meeting, data=hall)
    back = tmp_path / "back.dtdn"
    done("session", "take", meeting, "-o", back, data=hall)
    looked = done("session", "bring", back, "--dry-run", "--json").json
    assert looked["issues"]["new"] == ["KN-2026-0002"]
    (conflict,) = looked["conflicts"]
    assert (conflict["code"], conflict["ours"], conflict["theirs"]) == (
        issue, "ở cơ quan", "ở hội trường",
    )  # fmt: skip
    assert "group" not in conflict
    said = done("session", "bring", back, "--dry-run").out
    assert "ở cơ quan" in said
    assert "ở hội trường" in said
    refused = run("session", "bring", back)
    assert refused.code == 2
    assert issue in one_sentence(refused)
    assert done("issue", "list", "--json").json[0]["code"] == issue
    done("session", "bring", back, "--keep", "ours", "--keep", f"{issue}=theirs")
    codes = {one["code"] for one in done("issue", "list", "--json").json}
    assert codes == {issue, "KN-2026-0002"}
    assert done("issue", "show", issue, "--json").json["form"]["note"] == "ở hội trường"
    assert done("session", "show", meeting, "--json").json["away"] == []
    head = done("check", "--json").json["hash"]
    assert done("session", "bring", back, "--json").json["is_known"]
    assert done("check", "--json").json["hash"] == head


@pytest.mark.parametrize("side", ["mine", "KN-2026-0001=", "KN-2026-0001=both"])
def test_what_is_no_side_is_refused(run: Run, tmp_path: Path, side: str):
    told = run("session", "bring", tmp_path / "x", "--keep", side)
    assert told.code == 2
    one_sentence(told)


def test_a_copy_goes_only_into_an_empty_folder(run: Run, hall: Path, tmp_path: Path):
    told = run("session", "open", tmp_path / "out.dtdn", data=hall)
    assert told.code == 2
    assert str(hall) in one_sentence(told)


def test_it_is_restored_over_nothing(run: Run, done: Run, hall: Path, tmp_path: Path):
    before = done("check", "--json").json["hash"]
    told = run("restore", tmp_path / "out.dtdn")
    assert told.code == 2
    one_sentence(told)
    assert done("check", "--json").json["hash"] == before
    assert hall


def test_a_session_nobody_has_and_a_file_nobody_wrote(run: Run, tmp_path: Path):
    for words in (
        ("session", "take", "2026-K99", "-o", tmp_path / "x.dtdn"),
        ("session", "bring", tmp_path / "none.dtdn"),
        ("session", "take", "2026-K99"),
    ):
        told = run(*words)
        assert told.code == 2
        one_sentence(told)

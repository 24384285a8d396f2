"""Files attached to an issue: listed, told in its story, and never cited before they are kept."""

from __future__ import annotations

import hashlib
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dialogue_app.domain.errors.base import NotAllowed
from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.files import FileEmpty, FileMissing, FolderInstead
from dialogue_app.domain.errors.issues import AlreadyAttached, UnknownIssue
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import Outcome, Role, StoryKind
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.ending import close
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.words import attachment_words
from dialogue_app.services.opening import open_case
from dialogue_app.storage.files import Files, KeptFile
from dialogue_app.storage.models.attachments import Attachment
from tests.template import fresh_case, seen

DAY = date(2026, 9, 15)
TODAY = date(2026, 11, 27)  # on the clock of the tests
LETTER = b"%PDF-1.7 mau"
SHA = hashlib.sha256(LETTER).hexdigest()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return fresh_case(tmp_path / "data")


@pytest.fixture
def issue(case: Case) -> int:
    return register_issue(case, IssueDraft("Đường ngập", received_on=DAY))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "Công văn 12.PDF"
    path.write_bytes(LETTER)
    return path


def test_an_issue_lists_its_files_and_its_story_tells_them(case: Case, issue: int, letter: Path):
    before = seen(case, issue)
    attach(case, before, letter)
    detail = issue_detail(case, issue)
    (view,) = detail.attachments
    assert (view.name, view.size, view.added_on) == ("Công văn 12.PDF", len(LETTER), TODAY)
    assert (view.sha256, view.media_type) == (SHA, "application/pdf")
    assert attachment_words(view) == "Công văn 12.PDF · 12 B · 27/11/2026"
    told = [(line.on, line.who) for line in detail.story if line.kind is StoryKind.ATTACHED]
    assert told == [(TODAY, "Công văn 12.PDF")]
    assert detail.version > before.version
    assert Files(case.store.folder).verified(SHA).read_bytes() == LETTER


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("ảnh.jpg", "image/jpeg"),
        ("đơn.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("không đuôi", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file_is_read_from_its_name(
    case: Case, issue: int, letter: Path, name: str, media_type: str
):
    attach(case, seen(case, issue), letter.rename(letter.with_name(name)))
    assert issue_detail(case, issue).attachments[0].media_type == media_type


def test_one_file_of_two_issues_is_kept_once_and_not_attached_twice_to_one(
    case: Case, issue: int, letter: Path
):
    other = register_issue(case, IssueDraft("Mất điện", received_on=DAY))
    for key in (issue, other):
        attach(case, seen(case, key), letter)
    renamed = letter.rename(letter.with_name("khác.pdf"))
    with pytest.raises(AlreadyAttached) as refused:
        attach(case, seen(case, issue), renamed)
    assert refused.value.name == "Công văn 12.PDF"
    kept = [path for path in Files(case.store.folder).folder.rglob("*") if path.is_file()]
    assert kept == [Files(case.store.folder).path(SHA)]


def test_an_issue_that_ended_still_takes_a_file(case: Case, issue: int, letter: Path):
    close(case, seen(case, issue), Outcome.WITHDRAWN, DAY)
    attach(case, seen(case, issue), letter)
    assert len(issue_detail(case, issue).attachments) == 1


def test_a_refused_file_leaves_the_issue_as_it_was(case: Case, issue: int, tmp_path: Path):
    empty = tmp_path / "rỗng.pdf"
    empty.touch()
    before = issue_detail(case, issue)
    for path, error in (
        (empty, FileEmpty),
        (tmp_path, FolderInstead),
        (tmp_path / "không có.pdf", FileMissing),
    ):
        with pytest.raises(error):
            attach(case, before.seen, path)
    assert issue_detail(case, issue) == before


def test_only_who_may_and_only_what_was_seen(case: Case, issue: int, letter: Path):
    before = seen(case, issue)
    leader = replace(case, actor=replace(case.actor, role=Role.LEADER))
    with pytest.raises(NotAllowed):
        attach(leader, before, letter)
    with pytest.raises(UnknownIssue):
        attach(case, Seen(99, 1), letter)
    close(case, before, Outcome.WITHDRAWN, DAY)
    with pytest.raises(ChangedSince):
        attach(case, before, letter)
    assert not Files(case.store.folder).folder.exists()
    clerk = replace(case, actor=replace(case.actor, role=Role.CLERK))
    attach(clerk, seen(case, issue), letter)


def test_others_save_while_a_file_is_copied(
    case: Case, issue: int, letter: Path, monkeypatch: pytest.MonkeyPatch
):
    other = open_case(case.store.folder, case.clock, "lan")
    keep = Files.keep

    def slow(files: Files, path: Path) -> KeptFile:
        register_issue(other, IssueDraft("Mất điện", received_on=DAY))
        return keep(files, path)

    monkeypatch.setattr(Files, "keep", slow)
    attach(case, seen(case, issue), letter)
    other.store.close()
    assert [file.sha256 for file in issue_detail(case, issue).attachments] == [SHA]


KILLED = """
import os, signal, sys
from pathlib import Path
from dialogue_app.services.issues.attaching import attach
from dialogue_app.storage.files import Files
from tests.template import seen, standing_clock, USER
from dialogue_app.services.opening import open_case

keep = Files.keep
def killed(self, path):
    keep(self, path)
    os.kill(os.getpid(), signal.SIGKILL)
Files.keep = killed
case = open_case(Path(sys.argv[1]), standing_clock, USER)
attach(case, seen(case, int(sys.argv[2])), Path(sys.argv[3]))
"""


def test_a_kill_between_file_and_row_leaves_a_file_nothing_cites_and_the_register_whole(
    case: Case, issue: int, letter: Path
):
    folder, before = case.store.folder, issue_detail(case, issue)
    command = [sys.executable, "-c", KILLED, str(folder), str(issue), str(letter)]
    killed = subprocess.run(command, check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert Files(folder).verified(SHA).read_bytes() == LETTER
    assert issue_detail(case, issue) == before
    with case.reading() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 0
    with sqlite3.connect(folder / "dialogue.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    attach(case, before.seen, letter)
    assert [one.sha256 for one in issue_detail(case, issue).attachments] == [SHA]

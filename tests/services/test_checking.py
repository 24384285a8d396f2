"""What a check finds and can be put right is, after a backup; all else is left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from dialogue_app.domain.checks import Fault
from dialogue_app.domain.errors.base import Cancelled, DialogueError
from dialogue_app.services.backing_up import restore
from dialogue_app.services.case import Case
from dialogue_app.services.checking import check, mend
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.opening import open_case
from dialogue_app.storage.sqlite import FILE_NAME
from tests.cli.commands.test_checking import damage_an_index
from tests.faults.calls import BROKEN, failing
from tests.template import NOW, USER, sample_case, seen, standing_clock

Harm = Callable[[Path], object]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mended")
    case = sample_case(folder / "data")
    (folder / "a.txt").write_text("Mẫu")
    attach(case, seen(case, 1), folder / "a.txt")
    case.store.close()
    return folder / "data"


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> Path:
    shutil.copytree(template, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[[Harm], Case]]:
    cases: list[Case] = []

    def open_harmed(harm: Harm) -> Case:
        harm(folder)
        (folder / "register.json").unlink(missing_ok=True)
        cases.append(open_case(folder, standing_clock, USER))
        return cases[-1]

    yield open_harmed
    for case in cases:
        case.store.close()


def sql(*statements: str) -> Harm:
    def run(folder: Path) -> None:
        with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
            for one in statements:
                connection.execute(one)
            connection.commit()

    return run


def stray(folder: Path, *, name: str = "ab/cdef", age: timedelta = timedelta(days=2)) -> None:
    path = folder / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("không ai cần")
    os.utime(path, ((NOW - age).timestamp(),) * 2)


def half_a_copy(folder: Path) -> None:
    stray(folder, name=".0123.part")


MENDED: list[tuple[str, Harm, Fault]] = [
    (
        "another's rules",
        sql(
            'CREATE TRIGGER "a ""b" AFTER INSERT ON issue BEGIN SELECT 1; END',
            "CREATE INDEX c ON issue (abs(id))",
        ),
        Fault.FOREIGN_RULE,
    ),
    ("a derived column", sql("UPDATE issue SET next_due_on = '2030-01-01'"), Fault.OUT_OF_DATE),
    ("the names of the list", sql("UPDATE issue SET raisers_sort = ''"), Fault.OUT_OF_DATE),
    ("a sort key", sql("UPDATE enterprise SET name_sort = 'x'"), Fault.OUT_OF_DATE),
    ("a digest", sql("UPDATE issue SET text_digest = 'x'"), Fault.OUT_OF_DATE),
    ("a folded name", sql("UPDATE topic SET name_folded = 'x'"), Fault.OUT_OF_DATE),
    ("a search text", sql("UPDATE search_issue SET marked = 'x'"), Fault.NOT_FOUND),
    ("its other half", sql("UPDATE search_issue SET folded = 'x'"), Fault.NOT_FOUND),
    ("all search texts", sql("DELETE FROM search_enterprise"), Fault.NOT_FOUND),
    (
        "a search text too many",
        sql("INSERT INTO search_enterprise (rowid, marked, folded) VALUES (9999, 'x', 'x')"),
        Fault.NOT_FOUND,
    ),
    (
        "one of issues too many",
        sql("INSERT INTO search_issue (rowid, marked, folded) VALUES (9, 'x', 'x')"),
        Fault.NOT_FOUND,
    ),
    ("an index", sql("DROP INDEX ix_issue_late"), Fault.LACKING),
    ("a file that belongs to nothing", stray, Fault.FILE_NOT_CITED),
    ("half a copy of a file", half_a_copy, Fault.FILE_NOT_CITED),
    ("parts not cleaned", sql("INSERT INTO due_cleaning (id) VALUES (1)"), Fault.NOT_CLEANED),
]


@pytest.mark.parametrize(
    ("harm", "fault"), [one[1:] for one in MENDED], ids=[one[0] for one in MENDED]
)
def test_what_follows_from_the_rest_is_named_and_mended(
    opened: Callable[[Harm], Case], harm: Harm, fault: Fault
):
    case = opened(harm)
    before = check(case)
    assert {one.fault for one in before.findings} == {fault}
    assert before.mendable == before.findings
    done = mend(case)
    assert (done.sound, done.findings) == (True, [])
    assert all(one.is_file() for one in done.backups)
    assert len(done.backups) == 1
    assert check(case).findings == []
    assert check(case).hash == before.hash  # the history knows nothing of it


def test_what_is_mended_works_again(opened: Callable[[Harm], Case]):
    case = opened(sql("DELETE FROM search_issue"))
    assert not list(IssueList(case).ids(IssueQuery(search="KN-2026-0001")))
    mend(case)
    assert list(IssueList(case).ids(IssueQuery(search="KN-2026-0001")))


def test_the_backup_holds_what_was_there_before(opened: Callable[[Harm], Case], tmp_path: Path):
    case = opened(sql("UPDATE topic SET name_folded = 'x' WHERE id = 1"))
    (made,) = mend(case).backups
    restore(tmp_path / "again", made, NOW)
    again = open_case(tmp_path / "again", standing_clock, USER)
    assert [one.detail for one in check(again).findings] == ["topic 1"]
    again.store.close()


def test_a_young_file_is_left_alone(opened: Callable[[Harm], Case], folder: Path):
    case = opened(lambda where: stray(where, age=timedelta(hours=23)))
    assert check(case).findings == []
    mend(case)
    assert (folder / "files" / "ab" / "cdef").exists()


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (sql("UPDATE issue SET note = 'x' WHERE id = 1"), Fault.ALTERED),
        (sql("UPDATE issue SET kind = 'x' WHERE id = 1"), Fault.ALTERED),
        (sql("UPDATE enterprise SET tax_code = 'x' WHERE id = 1"), Fault.ALTERED),
        (sql("UPDATE audit_entry SET action = 'x' WHERE sequence = 2"), Fault.HISTORY_ALTERED),
    ],
)
def test_what_was_written_is_never_mended(opened: Callable[[Harm], Case], harm: Harm, fault: Fault):
    def also_a_key(folder: Path) -> None:
        harm(folder)
        sql("UPDATE topic SET name_folded = 'x'")(folder)

    case = opened(also_a_key)
    before = [one for one in check(case).findings if one.fault is fault]
    done = mend(case)
    assert [one for one in done.findings if one.fault is fault] == before != []
    assert not [one for one in done.findings if one.detail.startswith("topic")]
    assert not done.sound


def test_nothing_to_mend_makes_no_backup(opened: Callable[[Harm], Case], folder: Path):
    case = opened(lambda _folder: None)
    assert mend(case).backups == []
    assert not (folder / "backups").exists()


def test_a_damaged_file_is_not_touched(opened: Callable[[Harm], Case], folder: Path):
    case = opened(damage_an_index)
    content = (folder / FILE_NAME).read_bytes()
    assert Fault.DAMAGED in {one.fault for one in mend(case).findings}
    assert (folder / FILE_NAME).read_bytes() == content
    assert not (folder / "backups").exists()


def test_it_says_how_far_it_is_and_can_be_stopped(opened: Callable[[Harm], Case]):
    case = opened(sql("UPDATE topic SET name_folded = 'x'"))
    told: list[tuple[int, int]] = []
    check(case, watch=lambda done, total: told.append((done, total)))
    assert all(done <= total for done, total in told)
    assert told[-1][0] == told[-1][1] > 0
    for at in (0, len(told) // 2, len(told) - 1):
        steps = iter(range(len(told)))

        def stop(_done: int, _total: int, at: int = at, steps: Iterator[int] = steps) -> None:
            if next(steps) >= at:
                raise Cancelled

        with pytest.raises(Cancelled):
            check(case, watch=stop)
    assert {one.fault for one in check(case).findings} == {Fault.OUT_OF_DATE}


@pytest.mark.parametrize("n", [3, 30, 60, 90])
def test_whatever_fails_mending_loses_nothing(opened: Callable[[Harm], Case], folder: Path, n: int):
    opened(sql("UPDATE topic SET name_folded = 'x'", "DELETE FROM search_issue")).store.close()

    def mend_it() -> None:
        case = open_case(folder, standing_clock, USER)
        try:
            mend(case)
        finally:
            case.store.close()

    _fault, raised = failing(n, BROKEN, mend_it)
    assert raised is None or isinstance(raised, DialogueError)
    case = opened(lambda _folder: None)
    assert {one.fault for one in check(case).findings} <= {Fault.OUT_OF_DATE, Fault.NOT_FOUND}
    assert mend(case).sound


def test_of_a_folder_that_is_gone_the_check_says_so(case: Case):
    shutil.rmtree(case.store.folder)
    (found,) = check(case).findings
    assert found.fault is Fault.REFUSED
    assert "is missing" in found.detail

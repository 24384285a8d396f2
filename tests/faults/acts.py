"""What is done while the machine fails, and how to tell the state before it from the one after."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.services import checking, unsaved
from dialogue_app.services.backing_up import BackupPlace, back_up, choose_second_place, restore
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises import importing as enterprises
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.exporting import export_list
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from dialogue_app.services.issues import importing as issues
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.opening import open_case
from dialogue_app.services.papers.minutes import SOURCE
from dialogue_app.services.personal_data import Person, remove_data
from dialogue_app.services.sessions.bringing import bring
from dialogue_app.services.sessions.lists import list_sessions
from dialogue_app.services.sessions.opening import open_copy
from dialogue_app.services.sessions.taking import take
from dialogue_app.services.unsaved import Unsaved
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.sqlite import FILE_NAME
from tests.registers import frozen, lay_out
from tests.template import NOW, USER, sample_case, seen, standing_clock

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
OLD = b"%PDF signed, and not to be lost\n%%EOF"
LETTER = "Công văn số 12/UBND".encode() * 9999
# What is told apart by a salt, a moment or chance, though it says the same.
_NOT_COMPARED = {"audit_entry", "audit_change", "register_identity"}
State = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Something done in a place: its data folder `data`, the files it reads and writes beside."""

    name: str
    prepare: Callable[[Path], None]
    do: Callable[[Path], object]


@contextmanager
def opened(place: Path) -> Iterator[Case]:
    """The register of the place."""
    case = open_case(place / "data", standing_clock, USER)
    try:
        yield case
    finally:
        case.store.close()


# The states ---------------------------------------------------------------------------------------


def state(place: Path) -> State:
    """All that rows and files say; the register must open, be sound and have all it cites."""
    with opened(place) as case:
        case.store.write_due_search_texts()
        assert case.store.clean()
        assert (found := checking.check(case).findings) == [], found
    with closing(sqlite3.connect(place / "data" / FILE_NAME)) as connection:
        rows = [(name, _rows(connection, name)) for name in sorted(whole_schema().tables)]
    typed = [(one.title, str(one.state)) for one in unsaved.left(place / "data")]
    return (*rows, *typed, *_written(place / "out"))


def _written(folder: Path) -> Iterator[tuple[str, str]]:
    """Whether what stands there is what was there, or something whole."""
    for path in sorted(folder.glob("[!.]*")) if folder.is_dir() else ():  # names of users
        content = path.read_bytes()
        if content == OLD:
            yield path.name, "old"
        elif content.startswith(b"%PDF"):
            assert content.rstrip().endswith(b"%%EOF"), path
            yield path.name, "new"
        else:
            with zipfile.ZipFile(path) as packed:
                assert packed.testzip() is None, path
            yield path.suffix, "new"


def _rows(connection: sqlite3.Connection, table: str) -> str:
    if table in _NOT_COMPARED:
        return ""
    columns = [column.name for column in whole_schema().tables[table].columns]
    read = ", ".join(name for name in columns if name != "uid")
    rows = connection.execute(f"SELECT {read} FROM {table} ORDER BY rowid").fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


# What is done -------------------------------------------------------------------------------------


def _sample(place: Path) -> None:
    sample_case(place / "data").store.close()
    (place / "out").mkdir()
    (place / "letter.pdf").write_bytes(LETTER)
    shutil.copytree(WORKBOOKS, place / "workbooks")
    with opened(place) as case:
        attach(case, seen(case, 2), place / "letter.pdf")


def _with_old(name: str) -> Callable[[Path], None]:
    def prepare(place: Path) -> None:
        _sample(place)
        (place / "out" / name).write_bytes(OLD)

    return prepare


def _save(place: Path) -> None:
    with opened(place) as case:
        register_issue(case, IssueDraft("Hẻm 12 ngập khi mưa lớn."))


def _type(place: Path) -> None:
    form = Unsaved("a", "issues", "add", (), "Thêm kiến nghị", NOW, {"text": "Hẻm 12 ngập"})
    try:
        unsaved.keep(place / "data", form)
    except OSError as error:  # the window says nothing of it: saving will
        raise NotKept from error


class NotKept(Exception):
    """What is typed was not kept."""


def _import_issues(place: Path) -> None:
    with opened(place) as case:
        book = open_workbook(place / "workbooks" / "kien-nghi-ky-3-2026.xlsx", TableKind.ISSUES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        preview = issues.preview_issues(case, book, book.chosen, mapping, None)
        assert issues.import_issues(case, preview, skip_bad=True)


def _import_enterprises(place: Path) -> None:
    with opened(place) as case:
        book = open_workbook(place / "workbooks" / "so-doanh-nghiep.xlsx", TableKind.ENTERPRISES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        preview = enterprises.preview_enterprises(case, book, book.chosen, mapping)
        assert enterprises.import_enterprises(case, preview, skip_bad=True)


def _attach(place: Path) -> None:
    with opened(place) as case:
        attach(case, seen(case, 1), place / "workbooks" / "so-doanh-nghiep.xlsx")


def _print(ending: str) -> Callable[[Path], None]:
    def do(place: Path) -> None:
        with opened(place) as case:
            SOURCE.write(case, list_sessions(case)[0].id, place / "out" / f"paper{ending}")

    return do


def _export(place: Path) -> None:
    with opened(place) as case:
        export_list(EnterpriseList(case), EnterpriseQuery(), place / "out" / "list.xlsx")


def _older(place: Path) -> None:
    lay_out(frozen()[0], place / "data")


def _open(place: Path) -> None:
    with opened(place):
        pass


def _back_up(place: Path) -> None:
    choose_second_place(place / "data", BackupPlace(str(place / "out")))
    assert len(back_up(place / "data", NOW)) == 2


def _backed_up(place: Path) -> None:
    _sample(place)
    back_up(place / "data", NOW, place / "backup.zip")
    _save(place)


def _restore(place: Path) -> None:
    restore(place / "data", place / "backup.zip", NOW)


def _remove(place: Path) -> None:
    with opened(place) as case:
        remove_data(case, Person("Trần Mẫu Hai"), "theo đơn")


def _brought_ready(place: Path) -> None:
    """The sample session taken along, worked on elsewhere, and written to be brought back."""
    _sample(place)
    with opened(place) as case:
        take(case, list_sessions(case)[0].id, place / "out.dtdn")
    open_copy(place / "hall", place / "out.dtdn", NOW)
    hall = open_case(place / "hall", standing_clock, USER)
    session_id = list_sessions(hall)[0].id
    key = register_issue(hall, IssueDraft("Hẻm 12 ngập.", session_id=session_id))
    attach(hall, seen(hall, key), place / "workbooks" / "so-doanh-nghiep.xlsx")
    take(hall, session_id, place / "back.dtdn")
    hall.store.close()


def _bring(place: Path) -> None:
    with opened(place) as case:
        assert bring(case, place / "back.dtdn").issues.new


ACTS = {
    act.name: act
    for act in (
        Act("first start", lambda _place: None, _open),
        Act("save", _sample, _save),
        Act("typing", _sample, _type),
        Act("import of issues", _sample, _import_issues),
        Act("import of enterprises", _sample, _import_enterprises),
        Act("attaching", _sample, _attach),
        Act("paper as pdf", _with_old("paper.pdf"), _print(".pdf")),
        Act("paper as docx", _with_old("paper.docx"), _print(".docx")),
        Act("export", _with_old("list.xlsx"), _export),
        Act("migration", _older, _open),
        Act("backup", _sample, _back_up),
        Act("restore", _backed_up, _restore),
        Act("removal", _sample, _remove),
        Act("bringing back", _brought_ready, _bring),
    )
}


def _content(place: Path) -> dict[Path, bytes]:
    """All files, but what says who has a lock."""
    return {
        path.relative_to(place): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and path.parent.name != "locks"
    }


class Stage:
    """A place where an act is done again and again from the same beginning."""

    def __init__(self, act: Act, folder: Path) -> None:
        self.act, self._ready, self.place = act, folder / "ready", folder / "place"
        self._ready.mkdir(parents=True)
        act.prepare(self._ready)
        self.set_up()
        self.before = state(self.place)
        self.set_up()
        begun = time.monotonic()
        act.do(self.place)
        self.seconds = time.monotonic() - begun
        self.after = state(self.place)

    def now(self) -> State:
        """The state of the place; the one before where no byte is another one."""
        return self.before if _content(self.place) == _content(self._ready) else state(self.place)

    def set_up(self) -> None:
        """Lay out what the act begins with."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._ready, self.place)


@contextmanager
def stage(name: str) -> Iterator[Stage]:
    """A place for the act of that name."""
    with TemporaryDirectory() as folder:
        yield Stage(ACTS[name], Path(folder))

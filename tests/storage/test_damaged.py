"""Sixty databases harmed in as many places: refused in a sentence, or of no effect on what is read.

Whatever is harmed, nothing is written over it at the start, and nothing but the program's own
errors comes out.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.store import StoreUnreadable
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.opening import open_case
from dialogue_app.storage import opening, sqlite
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.sqlite import FILE_NAME
from tests.template import USER, fresh_case, sample_case, standing_clock

Harm = Callable[[Path, random.Random], None]
Rows = dict[str, list[tuple[object, ...]]]
_HEADER = 100  # bytes


def flip_in_the_header(path: Path, chance: random.Random) -> None:
    _write(path, chance.randrange(_HEADER), bytes([chance.randrange(256)]))


def flip_in_the_schema(path: Path, chance: random.Random) -> None:
    _write(path, _HEADER + chance.randrange(3996), bytes([chance.randrange(256)]))


def flip_in_a_page_head(path: Path, chance: random.Random) -> None:
    page = chance.randrange(1, path.stat().st_size // 4096)
    _write(path, 4096 * page + chance.randrange(16), bytes([chance.randrange(256)]))


def flip_anywhere(path: Path, chance: random.Random) -> None:
    _write(path, chance.randrange(path.stat().st_size), bytes([chance.randrange(256)]))


def blank_a_page(path: Path, chance: random.Random) -> None:
    _write(path, 4096 * chance.randrange(path.stat().st_size // 4096), bytes(4096))


def cut(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


HARMS: list[Harm] = [
    flip_in_the_header, flip_in_the_schema, flip_in_a_page_head, flip_anywhere, blank_a_page, cut,
]  # fmt: skip


def _write(path: Path, place: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(content)


def read_whole(folder: Path) -> Rows:
    """Every row of every table, as SQLite gives it."""
    case = open_case(folder, standing_clock, USER)
    try:
        with case.reading() as session:
            connection = session.connection()
            return {
                name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
                for name in whole_schema().tables
            }
    finally:
        case.store.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Rows]:
    folder = tmp_path_factory.mktemp("whole")
    sample_case(folder).store.close()
    return (folder / FILE_NAME).read_bytes(), read_whole(folder)


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_harmed_is_refused_or_reads_as_before(
    tmp_path: Path, whole: tuple[bytes, Rows], harm: Harm
):
    content, rows = whole
    path, refusals = tmp_path / FILE_NAME, list[str]()
    for number in range(10):
        path.write_bytes(content)
        harm(path, random.Random(number))
        harmed = path.read_bytes()
        try:
            read = read_whole(tmp_path)
        except DialogueError as error:
            refusals.append(explain(error))
        else:
            assert len(read) == len(rows)
            if harm is not flip_anywhere:  # a letter within a text: only a backup's digest tells
                assert read == rows, number
        assert path.read_bytes() == harmed, number
    assert [told for told in refusals if str(path) not in told] == []
    assert refusals or harm in (flip_anywhere, flip_in_the_schema)


def test_damage_that_only_a_whole_look_finds_ends_writing(
    tmp_path: Path, whole: tuple[bytes, Rows], monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / FILE_NAME
    path.write_bytes(whole[0])
    flip_in_a_page_head(path, random.Random(3))
    monkeypatch.setattr(opening, "_LOOKED_THROUGH", 0)  # as a large file
    case = open_case(tmp_path, standing_clock, USER)
    harmed = path.read_bytes()
    with pytest.raises(StoreUnreadable):
        case.store.require_sound()
    with pytest.raises(StoreUnreadable):
        register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    case.store.close()
    assert path.read_bytes() == harmed


def test_the_first_write_waits_until_the_file_was_looked_through(tmp_path: Path):
    """A file too large to be looked through at once is so while its first list is read already."""
    case = fresh_case(tmp_path / "data")
    looked: list[str] = []
    sound, case.store.is_looked_through_first = sqlite.is_sound, True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "is_sound", lambda *given: looked.append("looked") or sound(*given))
        for name in ("một", "hai"):
            register_enterprise(case, EnterpriseDraft(f"Công ty {name}"))
    assert looked == ["looked"]
    case.store.close()


def test_nothing_is_written_into_a_file_that_is_found_to_be_damaged(tmp_path: Path):
    case = fresh_case(tmp_path / "data")
    case.store.is_looked_through_first = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "is_sound", lambda *_given: False)
        for _again in range(2):
            with pytest.raises(StoreUnreadable):
                register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    assert not EnterpriseList(case).ids(EnterpriseQuery())
    case.store.close()


def test_damage_in_the_words_of_the_schema_is_damage(tmp_path: Path):
    """SQLite quotes what it cannot read, and Python cannot read that either."""
    fresh_case(tmp_path / "data").store.close()
    path = tmp_path / "data" / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b"CREATE INDEX", b"CREATE IND\xdfX"))
    with pytest.raises(StoreUnreadable):
        open_case(tmp_path / "data", standing_clock, USER)

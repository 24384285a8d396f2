"""A backup as one file: a copy of the database, each cited file once, settings, and a manifest.

A backup is believed only after it was read back: what it holds must be what its manifest says,
member by member. It stands under its name whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, astuple, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from dialogue_app import __version__
from dialogue_app.domain.errors.backups import BackupUnreadable
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.files import FileUnreadable, KeptFileDamaged, KeptFileMissing
from dialogue_app.domain.errors.store import StoreUnreadable
from dialogue_app.storage import identity, schema
from dialogue_app.storage.files import MEGABYTE, Files
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.sqlite import FILE_NAME, look, translated_errors

SETTINGS = ("window.ini",)  # what else of the data folder is worth to be carried along
MANIFEST = "manifest.json"
FORMAT = 1
_LARGEST_MANIFEST = 64 * MEGABYTE
_FIRST_MOMENT, _LAST_MOMENT = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)  # of a zip
_KEPT_FILE = re.compile(r"files/[0-9a-f]{2}/[0-9a-f]{62}")
_NOT_READABLE = (
    OSError, EOFError, ValueError, KeyError, TypeError, RuntimeError, zlib.error,
    zipfile.BadZipFile, zipfile.LargeZipFile,
)  # fmt: skip
ShouldStop = Callable[[], bool]
Sink = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: of which register, up to which entry, each member with its SHA-256.

    One that is a session taken along is no backup: it says so in `carries`.
    """

    uid: str
    sequence: int
    hash: str
    made_at: str
    schema: str
    program: str = __version__
    format: int = FORMAT
    members: dict[str, str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)  # cited files that were not there whole
    carries: str = ""  # the code of the session


_A_MANIFEST = Manifest("", 0, "", "", "")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy of the database says of itself."""

    uid: str
    head: Head
    schema: str


def contents_of(copy: Path) -> Contents:
    """Look into a copy of a database; raises `BackupUnreadable`, `StoreTooNew`."""
    with _looked_into(copy) as connection:
        revision = schema.revision_of(copy, connection)
        if revision == schema.HEAD and schema.missing_columns(connection):
            raise BackupUnreadable(copy)
        state = identity.state_of(connection, Head())  # what is older than backups has none
        return Contents(state.uid, state.head, revision)


@contextmanager
def _looked_into(copy: Path) -> Iterator[sqlite3.Connection]:
    try:
        with translated_errors(copy), closing(look(copy, without_log=True)) as connection:
            yield connection
    except (StoreUnreadable, sqlite3.Error) as error:
        raise BackupUnreadable(copy) from error


def cited_files(connection: sqlite3.Connection) -> set[str]:
    """The SHA-256 of every file that a row cites."""
    citing = [name for name, table in whole_schema().tables.items() if "sha256" in table.columns]
    found: set[str] = set()
    for name in citing:
        found.update(sha for (sha,) in connection.execute(f"SELECT DISTINCT sha256 FROM {name}"))
    return found


# Writing ----------------------------------------------------------------------------------------


def write(
    file: BinaryIO, folder: Path, copy: Path, at: datetime, should_stop: ShouldStop, carries: str
) -> Manifest:
    """Pack the copy of the database, and what of the data folder belongs to it.

    A session that is taken along, named by `carries`, leaves the settings where they are.
    """
    known = contents_of(copy)
    members: dict[str, str] = {}
    lacking: list[str] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        members[FILE_NAME] = _pack(packed, copy, FILE_NAME, at, should_stop)
        for name in () if carries else SETTINGS:
            if _can_be_read(folder / name):
                members[name] = _pack(packed, folder / name, name, at, should_stop)
        for sha256 in _cited_in(copy):
            try:
                path = Files(folder).verified(sha256)
            except (KeptFileMissing, KeptFileDamaged, FileUnreadable):
                lacking.append(sha256)
                continue
            name = f"files/{sha256[:2]}/{sha256[2:]}"
            members[name] = _pack(packed, path, name, at, should_stop)
        manifest = Manifest(
            known.uid,
            *known.head,
            made_at=at.isoformat(),
            schema=known.schema,
            members=members,
            lacking=lacking,
            carries=carries,
        )
        packed.writestr(info_of(MANIFEST, at), json.dumps(asdict(manifest), indent=1))
    return manifest


def _can_be_read(settings: Path) -> bool:
    """Settings nobody here may read are no reason to have no backup."""
    try:
        with settings.open("rb"):
            return settings.is_file()
    except OSError:
        return False


def _cited_in(copy: Path) -> list[str]:
    with _looked_into(copy) as connection:
        return sorted(cited_files(connection))


def _pack(
    packed: zipfile.ZipFile, source: Path, name: str, at: datetime, should_stop: ShouldStop
) -> str:
    """Pack a file under its name; gives its SHA-256."""
    digest = hashlib.sha256()
    with source.open("rb") as content, packed.open(info_of(name, at), "w", force_zip64=True) as to:
        while piece := content.read(MEGABYTE):
            if should_stop():
                raise Cancelled
            digest.update(piece)
            to.write(piece)
    return digest.hexdigest()


def info_of(name: str, at: datetime) -> zipfile.ZipInfo:
    """What an archive says of a member, whatever the clock says: it can tell few years."""
    info = zipfile.ZipInfo(name, min(max(at.timetuple()[:6], _FIRST_MOMENT), _LAST_MOMENT))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


# Reading back -----------------------------------------------------------------------------------


def verified(path: Path, should_stop: ShouldStop = lambda: False) -> Manifest:
    """The manifest of a backup whose members are all what it says; raises `BackupUnreadable`."""

    def look_whether_to_stop(_piece: bytes) -> None:
        if should_stop():
            raise Cancelled

    with opened(path) as (packed, manifest):
        for name in manifest.members:
            read_member(packed, manifest, name, look_whether_to_stop)
    return manifest


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup and its manifest; what cannot be read of it raises `BackupUnreadable`."""
    try:
        with zipfile.ZipFile(path) as packed:
            yield packed, _manifest_of(packed)
    except _NOT_READABLE as error:
        raise BackupUnreadable(path) from error


def _manifest_of(packed: zipfile.ZipFile) -> Manifest:
    if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError(MANIFEST)
    with packed.open(MANIFEST) as file:
        manifest = Manifest(**json.loads(file.read(_LARGEST_MANIFEST)))
    names = packed.namelist()
    if list(map(type, astuple(manifest))) != list(map(type, astuple(_A_MANIFEST))):
        raise ValueError(MANIFEST)
    if manifest.format != FORMAT or FILE_NAME not in manifest.members:
        raise ValueError(MANIFEST)
    if sorted(names) != sorted([MANIFEST, *manifest.members]) or not all(map(_is_ours, names)):
        raise ValueError(MANIFEST)
    return manifest


def _is_ours(name: str) -> bool:
    """A name of a member says where it is put: nowhere but where we put things."""
    return name in (FILE_NAME, MANIFEST, *SETTINGS) or bool(_KEPT_FILE.fullmatch(name))


def read_member(packed: zipfile.ZipFile, manifest: Manifest, name: str, sink: Sink) -> None:
    """Hand the bytes of a member on; raises `ValueError` where they are not what was packed."""
    digest = hashlib.sha256()
    with packed.open(name) as member:
        while piece := member.read(MEGABYTE):
            digest.update(piece)
            sink(piece)
    if digest.hexdigest() != manifest.members[name]:
        raise ValueError(name)
    if name.startswith("files/") and name.replace("/", "")[5:] != manifest.members[name]:
        raise ValueError(name)

"""What is fetched from package indexes: kept in `.make/bundle`, taken only with its pinned hash."""

from __future__ import annotations

import hashlib
import os
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

from bundling.layout import MADE
from bundling.locking import WINDOWS, Pinned, Target, pinned
from bundling.tools import run

FETCHED = MADE / "fetched"
WRONG_HASH = "{file} is not the file that is pinned: its SHA-256 is {found}, not {pinned}."

# The newest SQLite that a package index serves as source, in one file.
SQLITE = Pinned(
    "better-sqlite3", "12.11.1", "ebf0ed75a7a59dbcb3b24bbd014ef49d9f15bc328e4adcbf516f2a8fadfa2835"
)
SQLITE_VERSION = "3.53.2"
# CPython for Windows: the signed files of python.org, as this wheel ships them in `deploy_libs/`.
PYTHON_IN_A_WHEEL = Pinned(
    "panda3d", "1.10.16", "37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82"
)


# The same files in the official embeddable zip of Python 3.11.9 for amd64.
PYTHON_ZIP = "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b"


def given_python_zip() -> Path | None:
    """The official zip, where `make bundle PYTHON_ZIP=…` names it."""
    named = os.environ.get("PYTHON_ZIP")
    return checked(Path(named), PYTHON_ZIP) if named else None


def wheels(target: Target) -> list[Path]:
    """All libraries of a system's lock file, as files of wheels."""
    return _from_pip(target, pinned(target))


def python_in_a_wheel() -> Path:
    """The wheel in which CPython for Windows comes."""
    (wheel,) = _from_pip(WINDOWS, [PYTHON_IN_A_WHEEL])
    return wheel


def sqlite_source(folder: Path) -> Path:
    """SQLite's source unpacked into a folder: sqlite3.c, sqlite3.h."""
    packed = FETCHED / f"{SQLITE.name}-{SQLITE.version}.tgz"
    if not packed.exists():
        FETCHED.mkdir(parents=True, exist_ok=True)
        run(["npm", "pack", "--silent", f"{SQLITE.name}@{SQLITE.version}"], cwd=FETCHED)
    checked(packed, SQLITE.sha256)
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(packed) as archive:
        for name in ("sqlite3.c", "sqlite3.h"):
            source = archive.extractfile(f"package/deps/sqlite3/{name}")
            assert source
            (folder / name).write_bytes(source.read())
    return folder


def checked(file: Path, sha256: str) -> Path:
    """The file, if its content is what is pinned."""
    found = sha256_of(file)
    if found != sha256:
        raise SystemExit(WRONG_HASH.format(file=file, found=found, pinned=sha256))
    return file


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file's content."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _from_pip(target: Target, asked: Sequence[Pinned]) -> list[Path]:
    folder = FETCHED / target.system
    folder.mkdir(parents=True, exist_ok=True)
    by_hash = {sha256_of(file): file for file in folder.glob("*.whl")}
    missing = [one for one in asked if one.sha256 not in by_hash]
    if missing:
        listed = folder / "missing.txt"
        listed.write_text("".join(f"{one}\n" for one in missing), "utf-8")
        options = ["--quiet", "--no-deps", "--require-hashes", "--dest", folder, "-r", listed]
        run([sys.executable, "-m", "pip", "download", *target.pip_options(), *map(str, options)])
        by_hash = {sha256_of(file): file for file in folder.glob("*.whl")}
    return [by_hash[one.sha256] for one in asked]

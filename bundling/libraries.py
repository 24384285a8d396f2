"""The libraries, taken out of their wheels without what nobody here needs (`cuts.toml`)."""

from __future__ import annotations

import tomllib
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath

from packaging.utils import parse_wheel_filename

from bundling import qt

_DATA = ".data"
_INSTALLED = frozenset({"purelib", "platlib"})  # of a wheel's data; not its scripts and headers


def unpack(wheel: Path, into: Path) -> None:
    """Take out of one wheel what is handed out."""
    name = str(parse_wheel_filename(wheel.name)[0])
    with zipfile.ZipFile(wheel) as archive:
        members = {target: member for member, target in _targets(archive)}
        kept = {target for target in members if is_kept(name, target)}
        if name == qt.WHEEL:
            kept = qt.used(archive, kept)
        for target in sorted(kept):
            path = into / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(members[target]))


def is_kept(library: str, file: str) -> bool:
    """Whether a file of a library is handed out."""
    listed = cuts()
    if any(fnmatchcase(file, pattern) for pattern in listed["kept"].get(library, ())):
        return True
    patterns = (*listed["everywhere"], *listed.get(library, ()))
    return not any(fnmatchcase(file, pattern) for pattern in patterns)


def licence_texts(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The licences a wheel comes with, by their names."""
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            path = PurePosixPath(member)
            named = path.name.lower()
            if "licen" in named or "/licenses/" in member or "copying" in named:
                yield path.name, archive.read(member)


def runtime_libraries(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The libraries of Microsoft's runtime that a wheel comes with."""
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            if member.endswith(".dll") and "140" in member:
                yield PurePosixPath(member).name, archive.read(member)


@cache
def cuts() -> dict[str, dict[str, list[str]]]:
    """What is cut of each library, everywhere, and what of that is kept."""
    return tomllib.loads(Path(__file__).with_name("cuts.toml").read_text("utf-8"))


def _targets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each file of a wheel, and where it is installed."""
    for member in archive.namelist():
        parts = PurePosixPath(member).parts
        if member.endswith("/"):
            continue
        if not parts[0].endswith(_DATA):
            yield member, member
        elif parts[1] in _INSTALLED:
            yield member, "/".join(parts[2:])

"""Archives and lists that come out the same, byte for byte, from the same files."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bundling.fetching import sha256_of
from bundling.layout import moment

_REGULAR = 0o644 << 16


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file to an archive, with the one time that everything carries."""
    member = zipfile.ZipInfo(name, time.gmtime(moment())[:6])
    member.compress_type = archive.compression
    member.create_system = 3
    member.external_attr = _REGULAR
    archive.writestr(member, content, compresslevel=9)


def pack(folder: Path, target: Path, last: Iterable[str]) -> None:
    """Pack a folder; what is named in `last` stands at the end, in that order.

    So whoever unpacks half of it has no version that starts, or the one before.
    """
    at_the_end = list(last)
    names = [path.relative_to(folder).as_posix() for path in files(folder)]
    order = [name for name in names if name not in at_the_end] + at_the_end
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in order:
            add(archive, f"{folder.name}/{name}", (folder / name).read_bytes())


def files(folder: Path) -> list[Path]:
    """All files below a folder, in one order on every machine."""
    return sorted(
        (path for path in folder.rglob("*") if path.is_file()),
        key=lambda path: path.relative_to(folder).as_posix(),
    )


def hash_list(folder: Path) -> str:
    """The SHA-256 of every file below a folder, as `sha256sum --check` reads it."""
    lines = (f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}" for path in files(folder))
    return "".join(f"{line}\n" for line in lines)


def megabytes(*paths: Path) -> float:
    """The size of files together."""
    return sum(path.stat().st_size for path in paths) / 1024 / 1024

"""Two runs give the same bytes, in an order in which half of it never starts."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from bundling.compiling import compile_all
from bundling.packing import hash_list, pack


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


def fill(folder: Path) -> Path:
    for name in ("current.txt", "a/one.py", "a/start.txt", "b.exe", "z.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"x = {name!r}\n", "utf-8")
    return folder


def test_the_same_files_give_the_same_zip_whenever_they_were_written(tmp_path: Path):
    packed = []
    for number in (1, 2):
        folder = fill(tmp_path / str(number) / "program")
        os.utime(folder / "z.txt", (number, number))
        compile_all(folder)
        pack(folder, tmp_path / f"{number}.zip", ["a/start.txt", "b.exe", "current.txt"])
        packed.append((tmp_path / f"{number}.zip").read_bytes())
    assert packed[0] == packed[1]


def test_what_makes_a_version_whole_and_the_pointer_are_packed_last(tmp_path: Path):
    folder = fill(tmp_path / "program")
    pack(folder, tmp_path / "p.zip", ["a/start.txt", "b.exe", "current.txt"])
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert archive.namelist() == [
            f"program/{name}"
            for name in ("a/one.py", "z.txt", "a/start.txt", "b.exe", "current.txt")
        ]


def test_compiled_modules_are_used_as_they_are_whatever_time_their_source_has(tmp_path: Path):
    folder = fill(tmp_path / "program")
    compile_all(folder)
    (compiled,) = folder.rglob("*.pyc")
    flags = int.from_bytes(compiled.read_bytes()[4:8], "little")
    assert flags == 0b01  # a hash instead of a time, and nobody looks at it


def test_the_list_of_hashes_names_every_file(tmp_path: Path):
    folder = fill(tmp_path / "program")
    lines = hash_list(folder).splitlines()
    assert [line[66:] for line in lines] == [
        "a/one.py", "a/start.txt", "b.exe", "current.txt", "z.txt",
    ]  # fmt: skip
    assert all(line[64:66] == "  " for line in lines)

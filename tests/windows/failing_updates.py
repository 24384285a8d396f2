"""An update by the installer while one of its calls to the system fails, one after the other.

    python -m tests.windows.failing_updates      (make soak PART=update)

Each time the old or the new version starts, by a launcher that is whole, and what ended as done is
the new one. The version has a few small files, so that each call can have its turn; Wine makes the
calls, so what it asks for besides is tried, too.
"""

from __future__ import annotations

import errno
import mmap
import os
import re
import shutil
import struct
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bundling import installer, launcher_build
from bundling.binaries import set_checksum
from bundling.launcher_build import COMMAND, COPIES, WINDOW
from bundling.layout import GUIDE, NAME, POINTER, VERSION_FOLDER, WHOLE
from bundling.tools import FOR_TRYING, FOR_WINDOWS, require, run

OLDER = "app-0.0.9"
KINDS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS)
EACH, SOME = 60, 50  # the first and last ones of an update in turn, and so many between
_LIMIT = 60  # seconds of one update
_SHARED = 1024  # bytes: `struct counted` of failing_calls.c
_NUMBERS = struct.Struct("iii")
_SOURCE = Path(__file__).parent / "stubs" / "failing_calls.c"


class Updates:
    """An older version, an installer of the newer one, and the Wine that runs it."""

    def __init__(self, work: Path) -> None:
        self.target, self._ready, self._new = work / "target", work / "ready", work / "new"
        self._setup = work / f"{NAME}.exe"
        _lay_out(self._new, work)
        installer.make(self._new, self._setup, work / "launcher" / "program.ico", quickly=True)
        _make_older(self._new, self._ready)
        calls = work / "calls"
        calls.write_bytes(bytes(_SHARED))
        with calls.open("r+b") as file:
            self._calls = mmap.mmap(file.fileno(), _SHARED)
        run(["gcc", "-shared", "-fPIC", "-o", work / "failing.so", _SOURCE, "-ldl"])
        self._plain = {
            **os.environ,
            "WINEPREFIX": str(work / "wine"),
            "HOME": str(work),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
        }
        self._failing = {
            **self._plain,
            "LD_PRELOAD": str(work / "failing.so"),
            "FAILING_CALLS": str(calls),
            "FAILING_BELOW": f"/{work.name}/target",
        }

    @contextmanager
    def windows(self) -> Iterator[None]:
        """A Windows 10 that stays up, whose files are Wine's server's, too."""
        for asked in (("wineboot", "-i"), ("winecfg", "-v", "win10")):
            _run(["wine", *asked], self._plain)
        _run(["wineserver", "-k"], self._plain)
        server = subprocess.Popen(["wineserver", "-f", "-p"], env=self._failing)
        time.sleep(1)  # until it listens: a program that finds none starts one of its own
        try:
            yield
        finally:
            _run(["wineserver", "-k"], self._plain)
            server.wait()

    def update(self, at: int = 0, error: int = 0) -> tuple[int, int, str]:
        """Its exit code, how many calls there were, and which one failed."""
        shutil.rmtree(self.target, ignore_errors=True)
        shutil.copytree(self._ready, self.target)
        self._calls[:] = _NUMBERS.pack(0, at, error).ljust(_SHARED, b"\0")
        place = "Z:" + str(self.target).replace("/", "\\")
        code = _run(["wine", str(self._setup), "/S", f"/D={place}"], self._failing)
        calls, _at, _error = _NUMBERS.unpack_from(self._calls)
        told = self._calls[_NUMBERS.size :].split(b"\0")[0].decode()
        self._calls[:] = bytes(_SHARED)
        return code, calls, told

    def stands(self) -> str:
        """Which version would start, `old` or `new`; else what is wrong. As versions.c has it."""
        name = _first_line(self.target / POINTER)
        if not self._is_whole(name):
            whole = [one.name for one in self.target.glob("app-*") if self._is_whole(one.name)]
            name = max(whole, key=lambda one: [*map(int, re.findall(r"\d+", one))], default="")
        content = {
            "old": _content(self._ready / OLDER),
            "new": _content(self._new / VERSION_FOLDER),
        }
        found = _content(self.target / name) if name else {}
        version = next((which for which, files in content.items() if files == found), "")
        whole_launchers = [
            (self.target / launcher).read_bytes()
            in ((self._ready / launcher).read_bytes(), (self._new / launcher).read_bytes())
            for launcher in (COMMAND, WINDOW)
            if (self.target / launcher).is_file()
        ]
        if whole_launchers != [True, True]:
            return f"{version} without its launchers"
        return version or f"half of {name or 'all'}"

    def _is_whole(self, name: str) -> bool:
        return name.startswith("app-") and bool(_first_line(self.target / name / WHOLE))


def _lay_out(folder: Path, work: Path) -> None:
    version = folder / VERSION_FOLDER
    (version / "lib").mkdir(parents=True)
    for name in ("a.txt", "b.bin", "lib/c.txt"):
        (version / name).write_bytes(name.encode() * 3000)
    launcher_build.build(folder, version, work / "launcher")
    (version / WHOLE).write_text("program.exe\n")
    (folder / POINTER).write_text(f"{VERSION_FOLDER}\n")
    (folder / GUIDE).write_text("guide")


def _make_older(newer: Path, older: Path) -> None:
    shutil.copytree(newer, older)
    version = (older / VERSION_FOLDER).rename(older / OLDER)
    (version / "a.txt").write_bytes(b"old")
    for name in (COMMAND, WINDOW):
        with (older / name).open("ab") as file:
            file.write(b"old")
        set_checksum(older / name)
        shutil.copy(older / name, version / COPIES / name)
    (older / POINTER).write_text(f"{OLDER}\n")


def _first_line(path: Path) -> str:
    return path.read_text("utf-8").partition("\n")[0] if path.is_file() else ""


def _content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _run(command: list[str], environment: dict[str, str]) -> int:
    quiet = subprocess.DEVNULL  # services of Wine would hold a pipe open
    done = subprocess.run(
        command, check=False, env=environment, timeout=_LIMIT,
        stdin=quiet, stdout=quiet, stderr=quiet,
    )  # fmt: skip
    return done.returncode


def _points(calls: int) -> list[int]:
    between = range(EACH, max(EACH, calls - EACH), max(1, calls // SOME))
    return sorted({*range(1, EACH), *between, *range(max(EACH, calls - EACH), calls + 1)})


def main() -> None:
    """Each kind of failure at each of the points; whatever is wrong ends it."""
    require({**FOR_WINDOWS, **FOR_TRYING, "gcc": "gcc"})
    with TemporaryDirectory() as folder:
        updates = Updates(Path(folder))
        with updates.windows():
            code, calls, _told = updates.update()
            assert (code, updates.stands()) == (0, "new"), "it does not update at all"
            for kind in KINDS:
                ended: Counter[tuple[str, str]] = Counter()
                for n in _points(calls):
                    code, _calls, told = updates.update(n, kind)
                    stands = updates.stands()
                    where = f"{errno.errorcode[kind]} at {n}, {told}: ends with {code}, {stands}"
                    assert stands == "new" or (code and stands == "old"), where
                    ended["refused" if code else "done", stands] += bool(told)
                said = ", ".join(f"{n} {how} ({which})" for (how, which), n in ended.items())
                print(f"update, {errno.errorcode[kind]}: {said}", flush=True)


if __name__ == "__main__":
    main()

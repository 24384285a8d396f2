"""Wine with what Windows 10 has beyond it, and a screen for it; all of it in `.make/wine`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bundling.layout import MADE
from bundling.tools import FOR_TRYING, as_root, require, run

T = TypeVar("T")
PREFIX = MADE.with_name("wine")
LIMIT = 300  # seconds for everything
_DISPLAY = ":97"
_OF_WINE = "wine: "  # what Wine says of its own services, on whatever program's stream started them
_LOCALE = "vi_VN.UTF-8"
_WINDOW = re.compile(r"0x[0-9a-f]+")  # as the screen numbers them
_STUBS = Path(__file__).with_name("stubs")
_PAPER_FACES = Path("/usr/share/fonts/truetype/croscore")


class NotTried(Exception):
    """What cannot be shown on this machine, and why."""


@dataclass(frozen=True)
class Done:
    """What a program printed, and how it ended."""

    code: int
    out: str
    err: str


class Wine:
    """Runs programs of Windows; all of them together have `LIMIT` seconds."""

    def __init__(self) -> None:
        self.ends = time.monotonic() + LIMIT
        self.drive = PREFIX / "drive_c"
        self.waiting: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "WINEPREFIX": str(PREFIX),
            "HOME": str(PREFIX / "home"),  # else Wine's Documents are those of who runs this
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "LOCPATH": str(PREFIX / "locale"),
            "LC_ALL": _LOCALE,  # by it Wine's Windows has the code page of a Vietnamese one, 1258
            "TZ": "ICT-7",
            "DISPLAY": _DISPLAY,
        }

    def prepare(self) -> None:
        """Make a fresh Vietnamese Windows 10 with the face of papers that Linux has here."""
        shutil.rmtree(PREFIX, ignore_errors=True)
        (PREFIX / "home").mkdir(parents=True)
        (PREFIX / "locale").mkdir()
        run(["localedef", "-i", "vi_VN", "-f", "UTF-8", PREFIX / "locale" / _LOCALE])
        self.run("wineboot", "-i")
        self._keep_services()
        self.run("winecfg", "-v", "win10")
        system = self.drive / "windows" / "system32"
        for name in ("bcryptprimitives", "icuuc"):
            self._compile(_STUBS / f"{name}.c", system / f"{name}.dll", "-shared", "-ladvapi32")
        self._compile(_STUBS / "python.c", PREFIX / "python.exe", "-municode")
        for face in _PAPER_FACES.glob("Tinos-*.ttf"):
            shutil.copy(face, self.drive / "windows" / "Fonts")

    def run(self, program: str | Path, *arguments: str) -> Done:
        """Run a program to its end; all its streams are pipes, as Wine wants them."""
        process = self.start(program, *arguments)
        left = max(1.0, self.ends - time.monotonic())
        try:
            out, err = process.communicate(timeout=left)
        except subprocess.TimeoutExpired:
            process.kill()
            raise SystemExit(f"{program}: more than {LIMIT} seconds in all") from None
        told = [line for line in _text(err).splitlines(True) if not line.startswith(_OF_WINE)]
        return Done(process.returncode, _text(out), "".join(told))

    def start(self, program: str | Path, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a program."""
        return subprocess.Popen(
            ["wine", str(program), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
        )

    def put_disk(self, letter: str, folder: Path) -> None:
        """Plug in a folder as a disk."""
        folder.mkdir(parents=True, exist_ok=True)
        self._device(f"{letter.lower()}:").symlink_to(folder)

    def pull_disk(self, letter: str) -> None:
        """Pull a disk out."""
        self._device(f"{letter.lower()}:").unlink()

    def put_share(self, server: str, name: str, folder: Path) -> None:
        """Offer a folder as a share of the network."""
        folder.mkdir(parents=True, exist_ok=True)
        share = self._device(f"unc/{server}/{name}")
        share.parent.mkdir(parents=True)
        share.symlink_to(folder)

    @contextmanager
    def small_disk(self, letter: str, megabytes: int) -> Iterator[SmallDisk]:
        """A disk with little room, plugged in meanwhile."""
        disk = SmallDisk(PREFIX / "disks" / letter)
        self.put_disk(letter, disk.folder)
        try:
            disk.mount(f"size={megabytes}m")
            yield disk
        finally:
            disk.unmount()
            self.pull_disk(letter)

    def stop(self) -> None:
        """End whatever still runs in this Windows."""
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)

    @contextmanager
    def screen(self) -> Iterator[None]:
        """A screen with a window manager."""
        require(FOR_TRYING)
        server = subprocess.Popen(
            ["Xvfb", _DISPLAY, "-screen", "0", "1366x768x24", "-dpi", "96"],
            stderr=subprocess.DEVNULL,
        )
        manager = None
        try:
            _wait(lambda: Path(f"/tmp/.X11-unix/X{_DISPLAY[1:]}").exists())
            manager = subprocess.Popen(["openbox"], env=self.environment, stderr=subprocess.DEVNULL)
            yield
        finally:
            self.stop()
            for process in filter(None, (*self.waiting, manager, server)):
                process.terminate()
                process.wait()

    def _keep_services(self) -> None:
        """Start a program that waits until all ends, so that Wine's services stay meanwhile.

        Else each program starts them anew, which takes seconds, and ends only with them: they hold
        its streams. So does the next one that is started before they run.
        """
        waiting = subprocess.Popen(
            ["wine", "cmd"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environment,
        )
        self.waiting.append(waiting)
        assert waiting.stdout
        waiting.stdout.read(1)  # of its prompt: by then they run

    def windows(self, title: str) -> list[str]:
        """The windows on the screen whose title holds a text."""
        told = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return told.stdout.split()

    @contextmanager
    def watching(self) -> Iterator[list[str]]:
        """Each window that shows meanwhile, however shortly: the screen itself tells of them."""
        shown: list[str] = []
        watcher = subprocess.Popen(
            ["xprop", "-spy", "-root", "_NET_CLIENT_LIST"],
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert watcher.stdout
        there = set(_WINDOW.findall(watcher.stdout.readline()))
        try:
            yield shown
        finally:
            watcher.terminate()
            told = _WINDOW.findall(watcher.communicate()[0])
            shown += sorted(set(told) - there)

    def wait_for_window(self, title: str) -> str:
        """Wait until a window shows; gives its number."""
        return _wait(lambda: self.windows(title), min(90.0, self.ends - time.monotonic()))[0]

    def press(self, window: str, *keys: str) -> None:
        """Press keys in a window."""
        run(["xdotool", "windowfocus", "--sync", window], env_added=self.environment)
        run(["xdotool", "key", "--delay", "80", *keys], env_added=self.environment)

    def _device(self, name: str) -> Path:
        return PREFIX / "dosdevices" / name

    def _compile(self, source: Path, target: Path, *options: str) -> None:
        run(["x86_64-w64-mingw32-gcc", "-O1", "-o", target, source, *options])


@dataclass(frozen=True)
class SmallDisk:
    """A file system in memory; only root may have one."""

    folder: Path

    def mount(self, options: str) -> None:
        """Have it; raises `NotTried` where this machine allows none."""
        command = [*as_root(), "mount", "-t", "tmpfs", "-o", options, "none", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotTried(f"no small disk can be made here: {done.stderr.strip()}")

    def take_nothing_more(self) -> None:
        """As a stick whose switch forbids writing."""
        self.mount("remount,ro")

    def unmount(self) -> None:
        """Be rid of it, even where something still looks into it."""
        command = [*as_root(), "umount", "--lazy", str(self.folder)]
        subprocess.run(command, capture_output=True, check=False)


def windows_path(path: Path) -> str:
    """A file of this machine as Wine calls it."""
    drive = PREFIX / "drive_c"
    if path.is_relative_to(drive):
        return "C:\\" + str(path.relative_to(drive)).replace("/", "\\")
    return "Z:" + str(path).replace("/", "\\")


def _wait(look: Callable[[], T], seconds: float = 20) -> T:
    """What a look gives as soon as it gives anything."""
    ends = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > ends:
            raise SystemExit("What was waited for did not come.")
        time.sleep(0.1)
    return found


def _text(output: bytes) -> str:
    return output.decode("utf-8", "replace").replace("\r\n", "\n")

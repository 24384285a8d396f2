"""The computer of an office: what is installed on it, its data, and the same on Linux."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bundling.launcher_build import COMMAND
from bundling.layout import DIST, FOLDER, ROOT, VERSION_FOLDER
from tests.windows.wine import PREFIX, Done, Wine, windows_path

TITLE = "Đối thoại doanh nghiệp"
MENU = f"AppData/Roaming/Microsoft/Windows/Start Menu/Programs/{TITLE}"
HERE = Path(__file__).parent
DEEP = 200  # characters of the path to the data: what is kept in it goes beyond Windows's 260


@dataclass
class Office:
    """A user's computer: what is installed there, its data, and the same on Linux to compare."""

    wine: Wine
    seen: Path = DIST / "seen"
    linux_data: Path = PREFIX / "linux-data"
    user: Path = field(init=False)
    _beside: Executor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def __post_init__(self) -> None:
        self.user = next((self.wine.drive / "users").glob("[!P]*"))
        shutil.rmtree(self.seen, ignore_errors=True)
        self.seen.mkdir(parents=True)
        assert len(windows_path(self.data)) >= DEEP

    @property
    def program(self) -> Path:
        """Where the installer puts the program by itself."""
        return self.user / "AppData" / "Local" / "Programs" / FOLDER

    @property
    def data(self) -> Path:
        """A folder for data such as people make: letters with marks, blanks, deep."""
        meeting = "Hội nghị đối thoại giữa chính quyền với doanh nghiệp, hộ kinh doanh năm 2026"
        papers = "Tài liệu chuẩn bị, biên bản, văn bản gửi các cơ quan, kết quả giải quyết"
        return self.user / "Documents" / meeting / "Quý III" / papers / "Dữ liệu của văn phòng"

    def command(self, *arguments: str, data: str = "") -> Done:
        """A command of the program, on its data or on others."""
        command = self.program / COMMAND
        return self.wine.run(command, "--data", data or windows_path(self.data), *arguments)

    @contextmanager
    def held(self, file: Path) -> Iterator[None]:
        """Somebody has a file open in Excel meanwhile."""
        version, script = (
            windows_path(self.program / VERSION_FOLDER),
            windows_path(HERE / "hold.py"),
        )
        holder = self.wine.start(PREFIX / "python.exe", version, script, windows_path(file))
        try:
            assert holder.stdout
            told = holder.stdout.readline().strip()
            assert told == b"held", told
            yield
        finally:
            holder.kill()
            holder.communicate()

    def on_linux(self, *arguments: str | Path) -> Future[str]:
        """The same by the clone, one after the other beside what Windows does; gives its words."""
        return self._beside.submit(self._by_the_clone, *arguments)

    def linux_command(self, *arguments: str) -> Future[str]:
        """A command of the clone, on data of its own."""
        code = "import sys; from ui.app import main; sys.exit(main())"
        return self.on_linux("-c", code, "--data", self.linux_data, *arguments)

    def _by_the_clone(self, *arguments: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

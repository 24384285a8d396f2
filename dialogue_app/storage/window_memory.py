"""What the window remembers from one start to the next may hold what somebody searched for."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from dialogue_app.domain.person_text import PersonText
from dialogue_app.whole_files import write_whole

_FILE = "window.ini"
_ESCAPED = re.compile(r"\\\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{1,4})")  # JSON in an ini file of Qt


def forget(folder: Path, wanted: PersonText, *, only_look: bool = False) -> int:
    """Forget the lines that hold a person's data; how many there are. Raises `OSError`."""
    lines: list[str] = []
    with suppress(FileNotFoundError, UnicodeDecodeError):
        lines = (folder / _FILE).read_bytes().decode().splitlines(keepends=True)
    left = [line for line in lines if not wanted.is_in(_plain(line))]
    if len(left) < len(lines) and not only_look:
        write_whole(folder / _FILE, "".join(left).encode())
    return len(lines) - len(left)


def _plain(line: str) -> str:
    return _ESCAPED.sub(lambda one: chr(int(one[1] or one[2], 16)), line)

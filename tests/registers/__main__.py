"""Freeze a register of the present schema: the sample, a file attached, an issue typed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from dialogue_app.cli import main as run_command
from dialogue_app.storage.schema import HEAD
from tests.registers import FOLDER
from tests.template import USER

NOW = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)
COMMANDS = (
    ("sample",),
    ("issue", "attach", "KN-2026-0001", "{letter}"),
    ("issue", "add", "Hẻm 12 ngập khi mưa lớn.", "--note", "Gọi lại."),
    ("enterprise", "add", "Công ty TNHH Mẫu Sau", "--address", "Số 1, đường Mẫu"),
    ("backup", "-o", "{target}"),
)


def freeze(target: Path) -> None:
    """Work as somebody does who has only the commands, and keep the backup.

    As the tests' own user, whoever is signed in: the register names who worked in it.
    """
    with TemporaryDirectory() as name, mock.patch.dict(os.environ, LOGNAME=USER):
        letter = Path(name) / "công văn mẫu.txt"
        letter.write_text("Công văn mẫu số 12", "utf-8")
        for command in COMMANDS:
            words = [word.format(letter=letter, target=target) for word in command]
            given = ["--data", str(Path(name) / "data"), *words]
            assert run_command(given, lambda: NOW) == 0, command
    target.chmod(0o644)


if __name__ == "__main__":
    freeze(FOLDER / f"{HEAD}.zip")

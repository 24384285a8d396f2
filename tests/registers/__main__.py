"""Freeze a register of the present schema: the sample, a file attached, an issue typed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dialogue_app.cli import main as run_command
from dialogue_app.storage.schema import HEAD

NOW = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)
COMMANDS = (
    ("sample",),
    ("issue", "attach", "KN-2026-0001", "{letter}"),
    ("issue", "add", "Hẻm 12 ngập khi mưa lớn.", "--note", "Gọi lại."),
    ("enterprise", "add", "Công ty TNHH Mẫu Sau", "--address", "Số 1, đường Mẫu"),
    ("backup", "-o", "{target}"),
)


def main() -> None:
    """Work as somebody does who has only the commands, and keep the backup."""
    target = Path(__file__).parent / f"{HEAD}.zip"
    with TemporaryDirectory() as name:
        letter = Path(name) / "công văn mẫu.txt"
        letter.write_text("Công văn mẫu số 12", "utf-8")
        for command in COMMANDS:
            words = [word.format(letter=letter, target=target) for word in command]
            given = ["--data", str(Path(name) / "data"), *words]
            assert run_command(given, lambda: NOW) == 0, command


if __name__ == "__main__":
    main()

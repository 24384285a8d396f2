"""A window of its own on another data folder."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess

_START = "import sys; from ui.app import main; sys.exit(main())"


def open_another_window(folder: Path) -> None:
    """Start the program once more on that folder; it goes on when this window is closed."""
    QProcess.startDetached(sys.executable, ["-c", _START, "--data", str(folder)])

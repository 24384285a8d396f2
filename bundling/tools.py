"""Programs of Debian that making and testing need: found, or installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# A program, or another file by its whole path, and the package that has it.
FOR_WINDOWS = {
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-posix",
    "makensis": "nsis",
    "npm": "npm",
}
FOR_LINUX = {"gcc": "gcc", "npm": "npm"}
FOR_TRYING = {
    "wine": "wine",
    "wine64": "wine64",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
    "/usr/share/i18n/locales/vi_VN": "locales",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-posix",
}


def require(programs: Mapping[str, str]) -> None:
    """Have these programs; ends with the command to type where they may not be installed."""
    missing = sorted({package for name, package in programs.items() if not _has(name)})
    if not missing:
        return
    print("Needed from the system and missing:", *missing, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *missing)
    for command in (("apt-get", "update", "-q"), install):
        subprocess.run(
            [*as_root(), *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            check=False,
        )
    if not all(_has(name) for name in programs):
        packages = " ".join(missing)
        raise SystemExit(f"Please install with:\n    sudo apt-get install {packages}")


def as_root() -> list[str]:
    """What stands before a command that only root may run."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def _has(program: str) -> bool:
    return shutil.which(program) is not None or Path("/usr/lib/wine", program).exists()


def run(
    command: Sequence[str | Path],
    cwd: Path | None = None,
    env_added: Mapping[str, str] | None = None,
) -> str:
    """Run a command to its end and give what it printed; its words are shown where it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env_added or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = " ".join(str(part) for part in command)
        raise SystemExit(f"{words}\n{done.stdout}{done.stderr}\nended with {done.returncode}")
    return done.stdout

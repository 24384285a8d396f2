"""Which version the Linux launcher starts, wherever an update ended; it follows the Windows one.

The version is a script that says its name in the place of Python.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from bundling.layout import POINTER, WHOLE
from bundling.linux import LAUNCHER

SCRIPT = Path(__file__).parents[2] / "bundling" / "launcher.sh"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "Đối thoại doanh nghiệp"
    folder.mkdir()
    shutil.copy(SCRIPT, folder / LAUNCHER)
    (folder / LAUNCHER).chmod(0o755)
    return folder


def put_version(program: Path, name: str, *, whole: bool = True) -> None:
    python = program / name / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\necho {name} "$@"\n')
    python.chmod(0o755)
    if whole:
        (program / name / WHOLE).write_text("python\n")


def point(program: Path, name: str) -> None:
    (program / POINTER).write_text(f"{name}\n")


def nothing_can_be_written() -> None:
    """As on a full disk, for the process that is about to run."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def start(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(program / LAUNCHER), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def started(program: Path) -> str:
    return start(program).stdout.split()[0]


def test_the_version_that_the_pointer_names_is_started_with_what_was_asked(program: Path):
    put_version(program, "app-0.9.0")
    put_version(program, "app-0.10.0")
    point(program, "app-0.9.0")
    done = start(program, "minutes", "a b")
    assert done.stdout.startswith("app-0.9.0 ")
    assert done.stdout.endswith(" minutes a b\n")


@pytest.mark.parametrize("named", ["app-0.11.0", "app-0.12.0", "", "../app-0.9.0", "app-0.9.0/x"])
def test_without_a_whole_version_by_that_name_the_newest_whole_one_is_started(
    program: Path, named: str
):
    put_version(program, "app-0.9.0")
    put_version(program, "app-0.10.0")
    put_version(program, "app-0.11.0", whole=False)
    point(program, named)
    assert started(program) == "app-0.10.0"


def test_a_version_whose_last_file_was_begun_is_not_whole(program: Path):
    put_version(program, "app-0.9.0")
    put_version(program, "app-0.10.0")
    (program / "app-0.10.0" / WHOLE).write_text("")
    point(program, "app-0.10.0")
    assert started(program) == "app-0.9.0"


def test_without_any_whole_version_one_sentence_says_so(program: Path):
    put_version(program, "app-0.9.0", whole=False)
    done = start(program)
    assert done.returncode == 70
    assert "chưa được giải nén hết" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_going_back_names_the_version_before_and_ends_at_the_oldest(program: Path):
    for name in ("app-0.9.0", "app-0.10.0", "app-0.11.0"):
        put_version(program, name)
    point(program, "app-0.11.0")
    assert start(program, "--go-back").returncode == 0
    assert started(program) == "app-0.10.0"
    start(program, "--go-back")
    assert started(program) == "app-0.9.0"
    done = start(program, "--go-back")
    assert done.returncode == 1
    assert started(program) == "app-0.9.0"


@pytest.mark.parametrize("failing", ["writing", "renaming"])
def test_going_back_that_fails_leaves_the_version_in_use_and_says_so(
    program: Path, tmp_path: Path, failing: str
):
    for name in ("app-0.9.0", "app-0.10.0"):
        put_version(program, name)
    point(program, "app-0.10.0")
    before = sorted(program.iterdir())
    (tmp_path / "mv").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "mv").chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}" if failing == "renaming" else os.environ["PATH"]
    done = subprocess.run(
        [program / LAUNCHER, "--go-back"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
        preexec_fn=nothing_can_be_written if failing == "writing" else None,
    )
    assert done.returncode == 1
    assert "Bản đang dùng giữ nguyên" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(program.iterdir()) == before
    assert started(program) == "app-0.10.0"

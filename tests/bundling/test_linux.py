"""The Linux folder loads nothing of the machine it was made on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundling import linux
from bundling.layout import WHOLE


def version_that_loads(folder: Path, *files: str) -> Path:
    """A version whose Python says that it loaded these files."""
    python = folder / "python"
    python.write_text("#!/bin/sh\n" + "".join(f'echo "{file}"\n' for file in files))
    python.chmod(0o755)
    (folder / WHOLE).write_text("python\n")
    return folder


def test_what_lies_in_the_folder_or_nowhere_is_its_own(tmp_path: Path):
    version = version_that_loads(tmp_path, f"{tmp_path}/lib/python3.11/re.py", "shiboken/parser.py")
    linux._require_all_its_own(version)


def test_what_is_loaded_from_this_machine_is_named(tmp_path: Path):
    version = version_that_loads(tmp_path, f"{tmp_path}/lib/a.py", "/usr/lib/python3.11/math.so")
    with pytest.raises(SystemExit, match=r"lacks:\n/usr/lib/python3\.11/math\.so$"):
        linux._require_all_its_own(version)

"""Lock files: each library that is handed out, at one version with one hash.

They are in the form that pip reads. `python -m bundling.locking` (`make lock`) writes them anew
from pyproject.toml; a test holds them against it.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bundling.layout import ROOT
from bundling.tools import run

PYTHON = "3.11"
HERE = Path(__file__).parent
_HEAD = "# Made by `make lock` from pyproject.toml; not to be edited.\n"
_LINE = re.compile(r"(?P<name>\S+)==(?P<version>\S+) --hash=sha256:(?P<sha256>[0-9a-f]{64})")


@dataclass(frozen=True)
class Pinned:
    """A library at one version, in one file."""

    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"


@dataclass(frozen=True)
class Target:
    """A system that libraries are fetched for: its lock file, and how pip and markers call it."""

    lock: Path
    system: str
    platforms: tuple[str, ...]

    def pip_options(self) -> list[str]:
        """Wheels for this system only, whichever one pip runs on."""
        named = [f"--platform={name}" for name in self.platforms]
        abis = ["--abi=cp311", "--abi=abi3", "--abi=none"]
        python = [f"--python-version={PYTHON}", "--implementation=cp", *abis]
        return ["--only-binary=:all:", *python, *named]


WINDOWS = Target(HERE / "windows.lock", "win32", ("win_amd64",))
LINUX = Target(
    HERE / "linux.lock",
    "linux",
    tuple(f"manylinux_2_{minor}_x86_64" for minor in (34, 28, 27, 26, 17, 12, 5)),
)


def pinned(target: Target) -> list[Pinned]:
    """What the lock file of a system names."""
    lines = target.lock.read_text("utf-8").splitlines()
    found = [_LINE.fullmatch(line) for line in lines if line and not line.startswith("#")]
    return [Pinned(**match.groupdict()) for match in found if match]


def wanted(target: Target) -> list[Requirement]:
    """What pyproject.toml asks for on a system."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [Requirement(text) for text in project["dependencies"]]
    there = {"sys_platform": target.system, "python_version": PYTHON}
    return [one for one in asked if one.marker is None or one.marker.evaluate(dict(there))]


def resolve(target: Target) -> list[Pinned]:
    """The newest files that fit pyproject.toml, as pip finds them."""
    asked = []
    for one in wanted(target):
        one.marker = None  # pip would evaluate it for the machine it runs on
        asked.append(str(one))
    options = ["--dry-run", "--ignore-installed", "--quiet", "--report=-", "--target=unused"]
    command = [sys.executable, "-m", "pip", "install", *options, *target.pip_options(), *asked]
    found = json.loads(run(command))["install"]
    return sorted(map(_pinned, found), key=lambda one: one.name)


def _pinned(installed: dict[str, dict[str, dict[str, dict[str, str]]]]) -> Pinned:
    named: dict[str, str] = installed["metadata"]  # type: ignore[assignment]
    digest = installed["download_info"]["archive_info"]["hashes"]["sha256"]
    return Pinned(canonicalize_name(named["name"]), named["version"], digest)


def main() -> None:
    """Write the lock files anew."""
    for target in (WINDOWS, LINUX):
        lines = [str(one) for one in resolve(target)]
        target.lock.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")
        print(f"{target.lock.relative_to(ROOT)}: {len(lines)}")


if __name__ == "__main__":
    main()

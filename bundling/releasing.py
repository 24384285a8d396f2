"""What must be true before a release is made (`make release`): changelog, frozen schema, locks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packaging.utils import canonicalize_name

from bundling.layout import ROOT
from bundling.locking import LINUX, WINDOWS, pinned, wanted
from bundling.tools import run
from dialogue_app import __version__
from dialogue_app.storage.schema import HEAD

_DAY = r"\d{1,2}/\d{1,2}/\d{4}"


def lacking(changelog: str, frozen: list[str], version: str, changes: str) -> Iterator[str]:
    """What is still to be done, sentence by sentence."""
    if not re.search(rf"^## {re.escape(version)} \({_DAY}\)$", changelog, re.MULTILINE):
        yield f"CHANGELOG.md has no section “## {version} (day/month/year)”."
    if HEAD not in frozen:
        yield f"No register of schema {HEAD} is frozen: python -m tests.registers"
    if changes:
        yield f"Not everything is committed:\n{changes}"


def unpinned() -> Iterator[str]:
    """What pyproject.toml asks for and the lock files do not hold."""
    for target in (WINDOWS, LINUX):
        versions = {one.name: one.version for one in pinned(target)}
        for one in wanted(target):
            if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0")):
                yield f"{target.lock.name} does not hold {one}: make lock"


def main() -> None:
    """End with what is lacking, if anything is."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    frozen = [path.stem for path in (ROOT / "tests" / "registers").glob("*.zip")]
    changes = run(["git", "status", "--porcelain"], cwd=ROOT)
    found = [*lacking(changelog, frozen, __version__, changes), *unpinned()]
    if found:
        raise SystemExit("\n".join(found))


if __name__ == "__main__":
    main()

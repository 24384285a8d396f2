"""Compile the catalogues (.po -> .mo) whenever the wheel or the editable install is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(translations: Path) -> None:
    """Write a .mo beside every .po below `translations`."""
    for po_path in translations.rglob("*.po"):
        with po_path.open("rb") as source:
            catalogue = read_po(source, locale=po_path.parent.parent.name)
        with po_path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


class CatalogueBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook; runs for wheels and for `pip install -e .`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered."""
        compile_catalogues(Path(self.root, "resources", "translations"))

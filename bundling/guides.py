"""The guides of all people as PDF, in the form in which the program itself writes them."""

from __future__ import annotations

from pathlib import Path

from dialogue_app import i18n
from dialogue_app.domain.text import fold
from dialogue_app.services.guides.reading import guide_pdf, people_guides

FOLDER, LANGUAGE = "huong-dan", "vi"


def put_guides(version: Path) -> None:
    """Put them into the folder of a version; their names have no marks, for any zip program."""
    i18n.install(LANGUAGE)
    folder = version / FOLDER
    folder.mkdir()
    for guide in people_guides(LANGUAGE):
        name = "-".join(fold(guide.title).split())
        (folder / f"{name}.pdf").write_bytes(guide_pdf(guide.key, LANGUAGE))

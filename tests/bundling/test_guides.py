"""The guides lie in the folder as PDF, under names that any zip program can write."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundling import guides
from dialogue_app import i18n
from dialogue_app.services.guides.reading import PEOPLE


@pytest.fixture(autouse=True)
def _language():
    yield
    i18n.install("en")


def test_there_is_one_for_each_of_the_people(tmp_path: Path):
    guides.put_guides(tmp_path)
    found = {path.name: path.read_bytes() for path in (tmp_path / guides.FOLDER).iterdir()}
    assert len(found) == len(PEOPLE)
    assert "can-bo-to-chuc-hoi-nghi.pdf" in found
    assert all(name.isascii() and content.startswith(b"%PDF-") for name, content in found.items())

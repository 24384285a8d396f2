"""What is lacking before a release is said, and nothing else."""

from __future__ import annotations

import pytest

from bundling.releasing import lacking, unpinned
from dialogue_app.storage.schema import HEAD

READY = ("# Changes\n\n## 0.1.0 (28/11/2026)\n", [HEAD], "0.1.0", "")


def test_nothing_is_lacking_where_all_is_there():
    assert list(lacking(*READY)) == []
    assert list(unpinned()) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("## 0.1.0 (not released)\n", *READY[1:]), "no section"),
        (("## 0.1.00 (28/11/2026)\n", *READY[1:]), "no section"),
        ((READY[0], ["0001"], *READY[2:]), "frozen"),
        ((*READY[:3], " M ui/app.py\n"), "committed"),
        ((*READY[:2], "0.2.0", ""), "0.2.0"),
    ],
)
def test_what_is_lacking_is_said(given: tuple[str, list[str], str, str], said: str):
    (sentence,) = lacking(*given)
    assert said in sentence

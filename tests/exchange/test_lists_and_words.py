"""The words of workbooks stand for names that the lists of the program have."""

from __future__ import annotations

import csv
from importlib.resources import files

from dialogue_app.exchange.header_words import cell_words, words_only


def test_each_legal_type_that_words_stand_for_is_one_of_the_list() -> None:
    source = files("resources") / "reference" / "legal_types.csv"
    with source.open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    choices = cell_words().choices["legal_type"]
    assert set(choices.values()) <= names
    assert all(choices.get(words_only(name), name) == name for name in names)

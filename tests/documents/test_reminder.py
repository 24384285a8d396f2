"""The letter that asks again for answers: what went out when, the how-manieth letter, its tone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dialogue_app.documents.facts import FlagFacts
from dialogue_app.documents.reading import as_text
from dialogue_app.documents.reminder import reminder_parts
from dialogue_app.domain.vocabulary import Relation
from tests.documents.example_letters import REMINDERS
from tests.documents.test_parts import bare, words_of, words_read

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", REMINDERS)
def test_letters_are_those_of_the_golden(name: str) -> None:
    golden = (GOLDEN / f"reminder-{name}.txt").read_text(encoding="utf-8")
    assert as_text(reminder_parts(REMINDERS[name])) == golden


@pytest.mark.parametrize("name", REMINDERS)
def test_word_holds_all_words_in_reading_order(name: str) -> None:
    paper = reminder_parts(REMINDERS[name])
    assert bare(words_read(paper)) == bare(words_of(paper))


@pytest.mark.parametrize("relation", [one for one in Relation if one is not Relation.OWN])
def test_nobody_is_ordered_nor_called_late(relation: Relation) -> None:
    text = as_text(reminder_parts(replace(REMINDERS["other"], relation=relation)))
    assert "đề nghị" in text
    said = [word for word in ("giao ", "đôn đốc", "quá hạn", "chậm", "Yêu cầu") if word in text]
    assert said == []
    assert ("kính đề nghị" in text) is (relation is not Relation.LOCAL)


def test_who_asked_not_to_be_named_is_not_named() -> None:
    facts = REMINDERS["other"]
    hidden = tuple(replace(one, flags=FlagFacts(withhold_name=True)) for one in facts.issues)
    text = as_text(reminder_parts(replace(facts, issues=hidden)))
    assert "Tân Phú Lợi" not in text
    assert "Hội Doanh nghiệp" not in text

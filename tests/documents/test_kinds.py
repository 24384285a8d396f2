"""All kinds of paper: found by looking, named, lacking what is not known, knowing no other."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dialogue_app.documents import kinds
from dialogue_app.documents.faces import letters_of, packaged_face
from dialogue_app.documents.kind import paper_kinds
from dialogue_app.documents.reading import as_text
from dialogue_app.documents.transfer_facts import TransferFacts
from dialogue_app.domain.papers import Lack, Lacking
from dialogue_app.domain.vocabulary import Relation, Signing
from tests.documents import example_facts, example_letters

DOCUMENTS = Path(kinds.__file__).parents[1]
KINDS = paper_kinds()
FACTS: dict[str, Any] = {
    "minutes": example_facts.meeting(),
    "reminder": example_letters.REMINDERS["other"],
    "transfer": example_letters.LETTERS["higher-several"],
}
LETTERS = letters_of(packaged_face())
SHARED = ("facts", "naming", "withholding", "masking", "raiser_words", "phrases", "parts",
          "reading", "printing", "kind", "common_texts", "mentions", "signing")  # fmt: skip


def lacks_of(key: str, facts: Any = None) -> tuple[Lack, ...]:
    facts = facts or FACTS[key]
    return KINDS[key].lacks(facts, KINDS[key].build(facts), LETTERS)


def test_each_module_of_the_package_is_a_kind_under_its_name():
    modules = {path.stem for path in (DOCUMENTS / "kinds").glob("*.py")} - {"__init__"}
    assert set(KINDS) == modules == set(FACTS)
    assert all(isinstance(FACTS[key], kind.facts) for key, kind in KINDS.items())


@pytest.mark.parametrize("key", KINDS)
def test_its_texts_stand_in_its_file(key: str):
    texts = DOCUMENTS.parents[1] / "resources" / "papers" / f"{key}.toml"
    assert texts.exists()
    assert as_text(KINDS[key].build(FACTS[key])).startswith("--- portrait")


@pytest.mark.parametrize("module", SHARED)
def test_what_papers_share_knows_no_kind(module: str):
    tree = ast.parse((DOCUMENTS / f"{module}.py").read_text("utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [name.rpartition(".")[2] for name in imported]
    assert [one for one in names if one.startswith(tuple(KINDS))] == []


def test_what_is_not_known_of_a_session_is_lacking():
    assert [lack.what for lack in lacks_of("minutes", example_facts.EMPTY)] == [
        Lacking.CHAIR,
        Lacking.SECRETARY,
        Lacking.START,
        Lacking.END,
        Lacking.OPENING,
    ]
    assert lacks_of("minutes") == ()


def test_what_a_letter_leaves_to_be_filled_in_is_lacking():
    def lacking(facts: TransferFacts) -> list[Lacking]:
        return [lack.what for lack in lacks_of("transfer", facts)]

    assert lacking(example_letters.LETTERS["higher-several"]) == []
    untyped = example_letters.LETTERS["higher-one"]
    untyped = replace(untyped, agency=replace(untyped.agency, place_name=""))
    ours = [Lacking.DRAFTING_UNIT, Lacking.PLACE_NAME, Lacking.SIGNING, Lacking.SIGNER]
    assert lacking(untyped) == [*ours[:2], Lacking.CONTACT, Lacking.CONTACT_NUMBER, *ours[2:]]
    assert lacking(replace(untyped, relation=Relation.OWN)) == ours  # it knows whom to call
    by_order = replace(example_letters.TYPED, signing=Signing.BY_ORDER)  # by whom, nobody typed
    assert lacking(replace(example_letters.LETTERS["own-one"], letter=by_order)) == [
        Lacking.SIGNING
    ]


def test_letters_without_a_face_are_named_with_the_issue_they_are_in():
    issue = replace(example_facts.issue_of("đã ✓ nộp 日本", "Công ty 👍"), code="KN-2026-0018")
    facts = replace(example_facts.meeting((issue,)), place="nhà 龍 và 本")
    assert lacks_of("minutes", facts) == (
        Lack(Lacking.LETTERS, "日本👍", "KN-2026-0018"),
        Lack(Lacking.LETTERS, "龍"),
    )
    (issue,) = example_letters.LETTERS["higher-one"].issues
    letter = replace(example_letters.LETTERS["higher-one"], issues=(replace(issue, text="sửa 日"),))
    assert lacks_of("transfer", letter)[-1] == Lack(Lacking.LETTERS, "日", "KN-2026-0007")


def test_letters_that_are_not_printed_are_not_named():
    issue = replace(
        example_facts.issue_of("sửa đường", "Công ty 👍"),
        flags=replace(example_facts.LIGHT_ISSUE.flags),
    )
    assert lacks_of("minutes", example_facts.meeting((issue,))) == ()

"""The values of an error stand in its sentence as people read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dialogue_app.domain.errors.base import DialogueError, Invalid, Missing
from dialogue_app.domain.errors.bodies import BodyNotValid
from dialogue_app.domain.errors.enterprises import SeveralFound
from dialogue_app.domain.errors.files import FileMissing
from dialogue_app.domain.errors.issues import DueBeforeGiven, MoveNotAllowed
from dialogue_app.domain.errors.papers import UnknownField
from dialogue_app.domain.errors.sessions import EndsBeforeStart
from dialogue_app.domain.errors.store import StoreBusy
from dialogue_app.domain.errors.workbooks import BadRows, NoHeader, UnclosedQuote
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import IssueState
from dialogue_app.i18n import install, language
from dialogue_app.i18n.sentences import explain

DAY = date(2026, 1, 5)
PATH = Path("/data/list.xlsx")


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    before = language()
    install("en")
    yield
    install(before)


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (Missing("topic_id"), "“Topic”"),
        (Invalid("workers", "-1"), "“-1” cannot stand in “Workers”."),
        (DueBeforeGiven(DAY, date(2026, 12, 31)), "05/01/2026 lies before"),
        (EndsBeforeStart(datetime(2026, 9, 15, 8, tzinfo=UTC)), "15/09/2026 15:00"),
        (
            MoveNotAllowed("KN-1", Move.REOPEN, IssueState.SENT_UP),
            "“Sent to a higher level”: it is not possible to reconsider it",
        ),
        (FileMissing(PATH), "no file list.xlsx."),
        (StoreBusy(PATH), f"to {PATH}:"),
        (UnclosedQuote(PATH, 12345), "row 12,345 of list.xlsx"),
        (NoHeader(PATH, ["name", "text"]), "the column “Name”, “Text of the issue”."),
        (SeveralFound("Mẫu", ["DN1", "DN2"]), ": DN1, DN2."),
        (BodyNotValid("Phòng Mẫu", DAY, ["Phòng A, B", "Phòng C"]), "one of: Phòng A, B; Phòng C."),
        (BodyNotValid("Phòng Mẫu", DAY), "Choose the body that now does its work."),
        (BadRows(1), "1 row cannot"),
        (BadRows(2), "2 rows cannot"),
        (UnknownField("giấy mời", "ngày {giờ}", "giờ"), "an unknown field {giờ}."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, DialogueError) else "",
)
def test_a_sentence_shows_its_values_as_people_read_them(error: DialogueError, shown: str):
    assert shown in explain(error)

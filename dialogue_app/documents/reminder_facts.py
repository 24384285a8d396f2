"""The facts a letter that asks once more for answers is built from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogue_app.documents.transfer_facts import TransferFacts


@dataclass(frozen=True, slots=True)
class SentIssues:
    """What went out on one day, with a letter of that number or without one: issues by codes."""

    on: date
    number: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReminderLetterFacts(TransferFacts):
    """As those of the letter that handed the issues over, with how they went out.

    `sent` names each issue once; `time` is the how-manieth letter about them this is.
    """

    sent: tuple[SentIssues, ...] = ()
    time: int = 1

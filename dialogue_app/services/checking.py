"""Whether the register is sound, and which versions it was made and looked at with."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from dialogue_app import __version__
from dialogue_app.domain.checks import Fault, Finding
from dialogue_app.domain.errors.store import StoreRefused
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.storage import audit, checking, schema


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a check found; of a register that cannot be opened only what is wrong."""

    sound: bool
    findings: list[Finding]
    sequence: int = 0  # of the history's latest entry
    hash: str = ""
    program: str = __version__
    schema: str = schema.HEAD
    sqlite: str = field(default=sqlite3.sqlite_version)


def check(case: Case, against: str = "") -> Checkup:
    """Look through the whole register; nothing is changed.

    `against` is a hash of its history noted earlier, on a paper or in the name of a backup: where
    the history does not hold it any more, it was cut or written anew.
    """
    try:
        found = checking.findings(case.store.path, against)
        with case.reading() as session:
            head = audit.head(session)
            if not any(one.fault is Fault.DAMAGED for one in found):
                found += checking.findings_in(session)
    except StoreRefused as error:
        return refused(error)
    return Checkup(not found, found, head.sequence, head.hash)


def refused(error: StoreRefused) -> Checkup:
    """The check of a register that cannot be opened."""
    return Checkup(sound=False, findings=[Finding(Fault.REFUSED, explain(error))])

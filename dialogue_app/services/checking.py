"""Whether the register is sound, which versions it was looked at with, and what can be mended."""

from __future__ import annotations

import re
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app import __version__
from dialogue_app.domain.checks import Fault, Finding
from dialogue_app.domain.errors.store import StoreRefused, StoreUnreadable
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.columns import table_name
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.backing_up import back_up
from dialogue_app.services.called import called
from dialogue_app.services.case import Case
from dialogue_app.storage import audit, checking, schema
from dialogue_app.storage.aggregates import model_of
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.steps import Steps, Watch, unwatched

_ROW = re.compile(r"(?P<table>\w+) (?P<key>\d+)(?P<rest>(: .*)?)")


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
    backups: list[Path] = field(default_factory=list)  # made before something was mended

    @property
    def mendable(self) -> list[Finding]:
        """What can be put right without a loss."""
        return [one for one in self.findings if one.can_be_mended]


def check(case: Case, against: str = "", watch: Watch = unwatched) -> Checkup:
    """Look through the whole register; nothing is changed.

    `against` is a hash of its history noted earlier, on a paper or in the name of a backup: where
    the history does not hold it any more, it was cut or written anew. `watch` may raise to stop it.
    """
    try:
        steps = _steps(case, watch)
        found = checking.findings(case.store.path, against, case.clock(), steps)
        with case.reading() as session:
            head = audit.head(session)
            if not _is_damaged(found):
                found += checking.findings_in(session, steps)
        steps.take(steps.total)
    except StoreRefused as error:
        return refused(error)
    return Checkup(not found, found, head.sequence, head.hash)


def _steps(case: Case, watch: Watch) -> Steps:
    """As many as there are to count; of a damaged file nobody knows."""
    with suppress(StoreUnreadable), case.reading() as session:
        return Steps(watch, checking.count(session))
    return Steps(watch, 0)


def refused(error: StoreRefused) -> Checkup:
    """The check of a register that cannot be opened."""
    return Checkup(sound=False, findings=[Finding(Fault.REFUSED, explain(error))])


def mend(case: Case, against: str = "", watch: Watch = unwatched) -> Checkup:
    """Check, put right what can be, after a backup, and check again.

    Nothing is touched where pages are damaged, or nothing can be put right. Raises what a backup
    raises, and then nothing was changed.
    """
    found = check(case, against, watch)
    if _is_damaged(found.findings) or not found.mendable:
        return found
    made = [one.file for one in back_up(case.store.folder, case.clock())]
    case.store.drop_foreign_rules()
    with case.store.mending() as session:
        checking.mend_rows(session, watch)
    checking.remove_files_not_cited(case.store.folder, case.clock())
    case.store.clean()
    return replace(check(case, against, watch), backups=made)


def in_words(case: Case, found: Checkup) -> list[tuple[Fault, str]]:
    """What was found, with what it is about as people call it, where the file still says so."""
    told = [(one.fault, one.detail) for one in found.findings]
    if not found.hash or _is_damaged(found.findings):
        return told
    with case.reading() as session:
        return [(fault, _named(session, detail)) for fault, detail in told]


def _named(session: Session, detail: str) -> str:
    """A row, "issue 7: Note", by its code or name: "Issue KN-2026-0007: Note"."""
    row = _ROW.fullmatch(detail)
    if row is None or row["table"] not in whole_schema().tables:
        return detail
    model, key = model_of(row["table"]), int(row["key"])
    entity, attribute = model.__root__
    found = select(getattr(model, attribute)).where(model.__table__.c.id == key)
    root = session.scalar(found)
    name = called(session, [(entity, root)])[entity, root] if root is not None else ""
    return f"{table_name(row['table'])} {name or key}{row['rest']}"


def advice(found: Checkup) -> list[str]:
    """What can be done about what was found, in sentences."""
    n = len(found.mendable)
    others = len(found.findings) - n
    said = []
    if n and not _is_damaged(found.findings):
        can = ngettext(
            "{n} of these can be put right without a loss, after a backup.",
            "{n} of these can be put right without a loss, after a backup.",
            n,
        )
        said.append(can.format(n=number(n)))
    if others:
        said.append(_("What is not as it was written comes back only from a backup made before."))
    return said


def _is_damaged(found: list[Finding]) -> bool:
    return any(one.fault is Fault.DAMAGED for one in found)

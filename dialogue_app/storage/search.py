"""Search without marks over everything typed: one port, here on SQLite's FTS5.

Each index row holds its text twice: with marks (`marked`) and folded (`folded`), because FTS5
itself does not fold đ. Word beginnings are found through prefix indexes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Integer, column, select, table, text
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.text import fold, has_marks
from dialogue_app.storage.models import (
    Answer,
    AnswerIssue,
    Assignment,
    Body,
    Direction,
    DirectionIssue,
    Enterprise,
    Issue,
    Raiser,
    Topic,
    Verdict,
)

_WORDS = re.compile(r"\w+")
_CHUNK = 500


def ids_select(kind: str, typed: str, *, marked: bool = False):  # type: ignore[no-untyped-def]
    """A SELECT of the ids whose words begin with the typed words; None where nothing is typed."""
    wanted = _match_words(typed, marked=marked)
    if wanted is None:
        return None
    index = table(f"search_{kind}", column("rowid", Integer))
    name = "marked" if marked else "folded"
    matches = text(f"search_{kind} MATCH :wanted_{kind}_{name}")
    return select(index.c.rowid).where(matches.bindparams(**{f"wanted_{kind}_{name}": wanted}))


def marks_first(kind: str, typed: str) -> ColumnElement[bool] | None:
    """What to order by first: rows that hold the words with the very marks that were typed."""
    if not has_marks(typed):
        return None
    model = Issue if kind == "issue" else Enterprise
    return model.id.not_in(ids_select(kind, typed, marked=True))


def _match_words(typed: str, *, marked: bool) -> str | None:
    prepared = unicodedata.normalize("NFC", typed).lower() if marked else fold(typed)
    words = _WORDS.findall(prepared)
    if not words:
        return None
    name = "marked" if marked else "folded"
    return " AND ".join(f'{name} : "{word}"*' for word in words)


def refresh(
    session: Session, kind: str, ids: Sequence[int], new: Collection[int] = frozenset()
) -> None:
    """Write the index rows of these issues or enterprises; those of `new` stand nowhere yet."""
    gather = _issue_texts if kind == "issue" else _enterprise_texts
    connection = session.connection()
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        rows = [(key, whole.lower(), fold(whole)) for key, whole in gather(session, some)]
        old = [(key,) for key in some if key not in new]
        if old:
            connection.exec_driver_sql(f"DELETE FROM search_{kind} WHERE rowid = ?", old)
        if rows:
            insert = f"INSERT INTO search_{kind} (rowid, marked, folded) VALUES (?, ?, ?)"
            connection.exec_driver_sql(insert, rows)


def _enterprise_texts(session: Session, ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    e = Enterprise
    rows = session.execute(
        select(e.id, e.number, e.tax_code, e.name, e.address, e.representative, e.phone, e.email,
               e.note).where(e.id.in_(ids))
    )  # fmt: skip
    for key, number, *rest in rows:
        yield key, " ".join([enterprise_code(number), *(value for value in rest if value)])


def _issue_texts(session: Session, ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    more = _texts_around(session, ids)
    i = Issue
    rows = session.execute(
        select(i.id, i.year, i.number, i.text, i.raisers_text, i.note, i.number_elsewhere,
               i.outcome_note, i.waiting_for, i.reopen_reason).where(i.id.in_(ids))
    )  # fmt: skip
    for key, year, number, *rest in rows:
        texts = [issue_code(year, number), str(number), *rest, *more[key]]
        yield key, " ".join(value for value in texts if value)


def _texts_around(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """Everything typed about these issues in other tables."""
    r, a = Raiser, Answer
    statements = (
        select(r.issue_id, r.written_name, r.speaker, r.others_text).where(r.issue_id.in_(ids)),
        select(AnswerIssue.issue_id, a.text, a.person, a.letter_number, AnswerIssue.paragraph)
        .join(a, a.id == AnswerIssue.answer_id)
        .where(AnswerIssue.issue_id.in_(ids)),
        select(DirectionIssue.issue_id, Direction.text)
        .join(Direction, Direction.id == DirectionIssue.direction_id)
        .where(DirectionIssue.issue_id.in_(ids)),
        select(Assignment.issue_id, Body.name, Assignment.person, Assignment.ended_reason)
        .join(Body, Body.id == Assignment.body_id)
        .where(Assignment.issue_id.in_(ids)),
        select(Verdict.issue_id, Verdict.note).where(Verdict.issue_id.in_(ids)),
        select(Issue.id, Topic.name)
        .join(Topic, Topic.id == Issue.topic_id)
        .where(Issue.id.in_(ids)),
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for statement in statements:
        for key, *texts in session.execute(statement):
            found[key].extend(texts)
    return found

"""Keeps what `storage.search` finds by: texts are written, held against what is typed, removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from sqlalchemy import Connection, String, column, delete, func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.text import fold
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.audit import SearchDue
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.search import A_YEAR, INDEXES
from dialogue_app.storage.search_texts import TEXTS, Text

MOST_AT_ONCE = 500  # texts a use case writes itself
_BATCH = 1_500_000  # letters of one transaction: others wait so long for the write lock
_MOST_OF_A_BATCH = 10_000  # texts, which may be short
# Have FTS5 write the words of a batch as one piece, and merge no pieces until there are ten.
_SET = "INSERT INTO search_{kind} (search_{kind}, rank) VALUES (?, ?)"
_FOR_BATCHES = [("hashsize", 16_000_000), ("automerge", 10)]
_GIVEN = "(SELECT value FROM json_each(?))"  # as many ids as there are
_ADD_DUE = (
    f"INSERT OR IGNORE INTO {SearchDue.__tablename__} (entity, entity_id) "
    "SELECT ?, value FROM json_each(?)"
)
_END_DUE = f"DELETE FROM {SearchDue.__tablename__} WHERE entity = ? AND entity_id IN {_GIVEN}"


def write_texts(
    session: Session,
    touched: Mapping[str, Collection[int]],
    new: Mapping[str, Collection[int]],
    on_done: Callable[[int], None],
) -> bool:
    """Write the search texts of what may have others now; those of `new` have none yet.

    More than `MOST_AT_ONCE` of a kind are only noted as due, so that nobody waits for the write
    lock; gives whether any were: `write_some_due` writes them, batch by batch. `on_done` may raise
    meanwhile.
    """
    left = False
    for kind in TEXTS:
        ids = sorted(touched.get(kind, ()))
        if len(ids) > MOST_AT_ONCE:
            for some in chunks(ids):
                session.connection().exec_driver_sql(_ADD_DUE, (kind, json.dumps(some)))
                on_done(0)
            left = True
        elif ids:
            _write(session, kind, ids, new.get(kind, ()))
    return left


def make_all_due(connection: Connection) -> None:
    """Have every text written anew by whoever writes what is due; until then the old ones stand."""
    for kind in TEXTS:
        connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO {SearchDue.__tablename__} (entity, entity_id) "
            f"SELECT '{kind}', id FROM {kind}"
        )


def write_some_due(session: Session) -> bool:
    """Write the texts of the next wholes that are due, inside a transaction; whether any were."""
    kind = session.scalar(select(SearchDue.entity).limit(1))
    if kind is None:
        return False
    session.connection().exec_driver_sql(_SET.format(kind=kind), _FOR_BATCHES)
    of_kind = select(SearchDue.entity_id).where(SearchDue.entity == kind)
    letters = 0
    for ids in chunks(session.scalars(of_kind.limit(_MOST_OF_A_BATCH)).all()):
        letters += _write(session, kind, ids)
        session.connection().exec_driver_sql(_END_DUE, (kind, json.dumps(list(ids))))
        if letters >= _BATCH:
            break
    return True


def _write(
    session: Session, kind: str, ids: Sequence[int], new: Collection[int] = frozenset()
) -> int:
    """Write the texts of some wholes, but for those that are stored; how many letters they are."""
    texts = list(TEXTS[kind](session, ids))
    letters = sum(len(whole) for _row, _key, whole in texts)
    stored = _stored(session, kind, [row for row, key, _whole in texts if key not in new])
    if stored:
        texts = [text for text in texts if stored.get(text[0]) != text[2].lower()]
    _put(session, kind, texts, are_there=bool(stored or new))
    return letters


def _delete(session: Session, kind: str, rows: Sequence[int]) -> None:
    if rows:
        statement = f"DELETE FROM search_{kind} WHERE rowid = ?"
        session.connection().exec_driver_sql(statement, [(row,) for row in rows])


def _put(session: Session, kind: str, texts: Sequence[Text], *, are_there: bool = True) -> None:
    """Write them in place of what stands in their rows, which takes time to look for."""
    if texts:
        verb = "INSERT OR REPLACE" if are_there else "INSERT"
        statement = f"{verb} INTO search_{kind} (rowid, marked, folded) VALUES (?, ?, ?)"
        rows = [(row, whole.lower(), fold(whole)) for row, _key, whole in texts]
        session.connection().exec_driver_sql(statement, rows)


def forget(session: Session, kind: str, ids: Sequence[int]) -> None:
    """Remove the texts of wholes that are about to be removed, as long as their rows stand."""
    if kind not in TEXTS:
        return
    for some in chunks(ids):
        _delete(session, kind, [row for row, _key, _whole in TEXTS[kind](session, some)])
        due = (SearchDue.entity == kind) & SearchDue.entity_id.in_(some)
        session.execute(delete(SearchDue).where(due))


def _stored(session: Session, kind: str, rows: Sequence[int]) -> dict[int, str]:
    """The texts that stand in these rows of the index."""
    statement = f"SELECT rowid, marked FROM search_{kind} WHERE rowid IN {_GIVEN}"
    found = session.connection().exec_driver_sql(statement, (json.dumps(rows),))
    return dict(found.all())


def wrong_texts(session: Session, kind: str, ids: Sequence[int]) -> list[int]:
    """Those whose words in the index are not what was typed of them; what is due still is not."""
    texts = list(TEXTS[kind](session, ids))
    index, rows = INDEXES[kind].c, [row for row, _key, _whole in texts]
    folded = column("folded", String)
    found = session.execute(select(index.rowid, index.marked, folded).where(index.rowid.in_(rows)))
    stored = {row: (marked, bare) for row, marked, bare in found}
    due = set(session.scalars(select(SearchDue.entity_id).where(SearchDue.entity == kind)))
    return [
        key
        for row, key, whole in texts
        if stored.get(row) != (whole.lower(), fold(whole)) and key not in due
    ]


def write_anew(session: Session, kind: str, ids: Sequence[int]) -> None:
    """Write the texts of these wholes, whatever the index has of them."""
    _put(session, kind, list(TEXTS[kind](session, ids)))


def drop_strays(session: Session, kind: str) -> None:
    """Remove from the index what belongs to no whole."""
    row = INDEXES[kind].c.rowid
    known = Issue.year * A_YEAR + Issue.number if kind == "issue" else Enterprise.id
    strays = session.scalars(select(row).where(row.not_in(select(known)))).all()
    _delete(session, kind, strays)


def all_texts(session: Session) -> Iterator[str]:
    """All texts of all indexes, in small letters."""
    for index in INDEXES.values():
        yield from session.scalars(select(index.c.marked))


def count(session: Session, kind: str) -> int:
    """How many texts stand in an index."""
    return session.scalar(select(func.count()).select_from(INDEXES[kind])) or 0

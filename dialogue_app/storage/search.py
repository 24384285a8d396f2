"""Search without marks over everything typed, on SQLite's FTS5.

Each index row holds its text twice: with marks (`marked`) and folded (`folded`), because FTS5
itself does not fold đ. Word beginnings are found through prefix indexes. The index of issues is
numbered by their codes: FTS5 gives hits in that order, so a first page need not sort them all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import Integer, Select, String, column, select, table, text
from sqlalchemy.orm import Session

from dialogue_app.domain.text import fold, has_marks, says_something
from dialogue_app.domain.tones import tone_spellings
from dialogue_app.storage.models.audit import SearchDue
from dialogue_app.storage.models.issues import Issue

_WORDS = re.compile(r"[^\W_]+")
INDEXES = {
    kind: table(f"search_{kind}", column("rowid", Integer), column("marked", String))
    for kind in ("issue", "enterprise")
}
INDEX_NAMES = tuple(index.name for index in INDEXES.values())
A_YEAR = 10_000_000  # above the numbers of one year's codes


def ids_select(kind: str, typed: str) -> Select[int] | None:
    """A SELECT of the ids whose words begin with the typed words; None where nothing is typed."""
    return _hits(kind, typed, "folded")


def marked_ids_select(kind: str, typed: str) -> Select[int] | None:
    """As `ids_select`, of those that hold the words with the very marks that were typed.

    None where no marks were typed: they have no order of their own then.
    """
    return _hits(kind, typed, "marked") if has_marks(typed) else None


def in_code_order(typed: str, *, descending: bool) -> tuple[Select[int], ...]:
    """SELECTs of issues' ids in the order of their codes, which FTS5 gives without sorting.

    Where marks were typed those with the very marks come first, in a SELECT of their own. None
    where nothing is typed.
    """
    row = INDEXES["issue"].c.rowid
    order = row.desc() if descending else row.asc()
    all_hits, exact = ids_select("issue", typed), marked_ids_select("issue", typed)
    if all_hits is None:
        return ()
    if exact is None:
        return (all_hits.order_by(order),)
    others = all_hits.where(row.not_in(exact.with_only_columns(row).correlate(None)))
    return (exact.order_by(order), others.order_by(order))


def _hits(kind: str, typed: str, column_name: str) -> Select[int] | None:
    wanted = _match_words(typed, column_name)
    if wanted is None:
        return None
    index, parameter = INDEXES[kind], f"wanted_{kind}_{column_name}"
    matches = text(f"search_{kind} MATCH :{parameter}").bindparams(**{parameter: wanted})
    if kind != "issue":
        return select(index.c.rowid).where(matches)
    of_code = (Issue.year == index.c.rowid // A_YEAR) & (Issue.number == index.c.rowid % A_YEAR)
    return select(Issue.id).select_from(index.join(Issue.__table__, of_code)).where(matches)


def _match_words(typed: str, column_name: str) -> str | None:
    marked = column_name == "marked"
    prepared = unicodedata.normalize("NFC", typed).lower() if marked else fold(typed)
    words = dict.fromkeys(word for word in _WORDS.findall(prepared) if says_something(word))
    if not words:
        return None
    return " AND ".join(_one_of(column_name, tone_spellings(word)) for word in words)


def _one_of(column_name: str, spellings: Sequence[str]) -> str:
    """A word in any of its spellings, which people place the tone of differently."""
    return "(" + " OR ".join(f'{column_name} : "{word}"*' for word in spellings) + ")"


def kinds_due(session: Session) -> frozenset[str]:
    """The kinds of which search texts are still to be written."""
    return frozenset(session.scalars(select(SearchDue.__table__.columns.entity).distinct()))

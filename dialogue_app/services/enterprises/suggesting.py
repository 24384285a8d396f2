"""Enterprises as pickers offer them while a name is typed, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code
from dialogue_app.domain.ranking import enterprise_wanted
from dialogue_app.domain.text import enterprise_match_key, fold
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseRow
from dialogue_app.storage import search
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.search_texts import merged_words

MOST_LOOKED_AT = 1000  # of those whose words begin as typed
_NOT_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What is known of an enterprise that may fit."""

    id: int
    names: tuple[str, ...]
    beside: str
    name_sort: str


def suggest_enterprises(case: Case, text: str, limit: int = 20) -> list[EnterpriseRow]:
    """Enterprises that fit what is typed, marks or not: by name, then by what else is known.

    Nothing for an empty text.
    """
    with case.reading() as session:
        candidates = _candidates(session, text, limit)
    wanted = enterprise_wanted(text)
    best = wanted.best(candidates, lambda each: each.names, lambda each: each.beside)[:limit]
    found = {row.id: row for row in EnterpriseList(case).rows([each.id for each in best])}
    return [found[each.id] for each in best]


def _candidates(session: Session, text: str, limit: int) -> list[_Candidate]:
    """Those that may fit, in the order of the alphabet; each kind only so far as it is needed."""
    key, words = enterprise_match_key(text), fold(text).split()
    by_words = search.ids_select("enterprise", text)
    if not key or by_words is None:
        return []
    name = Enterprise.match_key
    begins = select(Enterprise.id).where(name >= key, name < f"{key}\uffff").order_by(name)
    ids = set(session.scalars(begins.limit(limit)))
    ids |= set(session.scalars(by_words.limit(MOST_LOOKED_AT)))
    exact = search.marked_ids_select("enterprise", text)
    if exact is not None:
        ids |= set(session.scalars(exact.limit(MOST_LOOKED_AT)))
    if len(ids) < limit:
        inside = and_(*(name.contains(word, autoescape=True) for word in words))
        ids |= set(session.scalars(select(Enterprise.id).where(inside).limit(limit)))
    return sorted(_read(session, list(ids)), key=lambda each: each.name_sort)


def _read(session: Session, ids: Sequence[int]) -> Iterator[_Candidate]:
    statement = select(
        Enterprise.id, Enterprise.name, Enterprise.match_key, Enterprise.name_sort,
        Enterprise.number, Enterprise.tax_code, Enterprise.address, Enterprise.representative,
        Enterprise.phone,
    )  # fmt: skip
    for some in chunks(ids):
        merged = merged_words(session, some)
        for row in session.execute(statement.where(Enterprise.id.in_(some))):
            key, name, match_key, name_sort, number, tax_code, address, person, phone = row
            digits = _NOT_DIGIT.sub("", phone)
            known = (enterprise_code(number), tax_code or "", address, person, phone, digits)
            beside = (*known, *merged[key])
            yield _Candidate(key, (name, match_key), " ".join(beside), name_sort)

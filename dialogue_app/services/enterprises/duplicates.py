"""Enterprises of the register that may be one, and what somebody said of them: they are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dialogue_app import without_garbage_collection
from dialogue_app.domain.duplicates import Duplicates
from dialogue_app.domain.errors.enterprises import (
    NotDistinct,
    OneAndTheSame,
    UnknownEnterprise,
)
from dialogue_app.domain.likeness import Described, Likeness
from dialogue_app.exchange.reading import Progress, ShouldStop, never_stop, no_progress, report
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, use_case
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseRow
from dialogue_app.services.roles import EDIT_REGISTER
from dialogue_app.storage.models.enterprises import DistinctPair, Enterprise


@dataclass(frozen=True, slots=True)
class LikePair:
    """Two that may be one, and why; of two somebody told apart without a reason."""

    first: EnterpriseRow
    second: EnterpriseRow
    likeness: Likeness | None = None


def like_pairs(
    case: Case, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
) -> list[LikePair]:
    """All that may be one and were not told apart, the surest first. Raises `Cancelled`."""
    with without_garbage_collection():
        with case.reading() as session:
            ids, described = described_enterprises(session)
            apart = told_apart(session)
        found = Duplicates(
            described, lambda done, total: report(done, total, progress, should_stop)
        ).pairs()
    pairs = [(ids[pair.first], ids[pair.second], pair.likeness) for pair in found]
    return _shown(case, [pair for pair in pairs if frozenset(pair[:2]) not in apart])


def distinct_pairs(case: Case) -> list[LikePair]:
    """All that somebody told apart, the latest first."""
    with case.reading() as session:
        pairs = session.execute(
            select(DistinctPair.first_id, DistinctPair.second_id).order_by(DistinctPair.id.desc())
        ).all()
    return _shown(case, [(first, second, None) for first, second in pairs])


def _shown(case: Case, pairs: Sequence[tuple[int, int, Likeness | None]]) -> list[LikePair]:
    ids = sorted({key for first, second, _likeness in pairs for key in (first, second)})
    rows = {row.id: row for row in EnterpriseList(case).rows(ids)}
    return [
        LikePair(rows[first], rows[second], likeness)
        for first, second, likeness in pairs
        if first in rows and second in rows
    ]


def described_enterprises(session: Session) -> tuple[list[int], list[Described]]:
    """The ids of the register, in the order of the codes, and what tells each from others."""
    rows = session.execute(
        select(
            Enterprise.id, Enterprise.name, Enterprise.tax_code, Enterprise.phone,
            Enterprise.address,
        ).order_by(Enterprise.number)
    ).all()  # fmt: skip
    described = [
        Described(name, code or "", phone, address) for _id, name, code, phone, address in rows
    ]
    return [row[0] for row in rows], described


def told_apart(session: Session) -> set[frozenset[int]]:
    """The pairs of which somebody said that they are two."""
    rows = session.execute(select(DistinctPair.first_id, DistinctPair.second_id))
    return {frozenset((first, second)) for first, second in rows}


@use_case("enterprise.distinct", EDIT_REGISTER, N_("noted that two are not one"), undoable=True)
def note_distinct(case: OpenCase, one_id: int, other_id: int) -> None:
    """Note that two are different enterprises; again it changes nothing.

    Raises `OneAndTheSame`, `UnknownEnterprise`.
    """
    if one_id == other_id:
        raise OneAndTheSame
    for key in (one_id, other_id):
        if case.session.get(Enterprise, key) is None:
            raise UnknownEnterprise(str(key))
    if _pair(case.session, one_id, other_id) is None:
        first, second = sorted((one_id, other_id))
        case.session.add(DistinctPair(first_id=first, second_id=second))


@use_case(
    "enterprise.distinct_withdraw",
    EDIT_REGISTER,
    N_("withdrew that two are not one"),
    undoable=True,
)
def withdraw_distinct(case: OpenCase, one_id: int, other_id: int) -> None:
    """No longer hold that two are different. Raises `NotDistinct`."""
    pair = _pair(case.session, one_id, other_id)
    if pair is None:
        rows = EnterpriseList(case).rows(sorted((one_id, other_id)))
        codes = [row.code for row in rows] or [str(one_id), str(other_id)]
        raise NotDistinct(codes[0], codes[-1])
    case.session.delete(pair)


def _pair(session: Session, one_id: int, other_id: int) -> DistinctPair | None:
    first, second = sorted((one_id, other_id))
    return session.scalar(
        select(DistinctPair).where(DistinctPair.first_id == first, DistinctPair.second_id == second)
    )


def move_pairs(session: Session, merged_id: int, remaining_id: int) -> None:
    """What was said of one holds for the one it is now; of both of them it says nothing."""
    of_merged = or_(DistinctPair.first_id == merged_id, DistinctPair.second_id == merged_id)
    for pair in session.scalars(select(DistinctPair).where(of_merged)).all():
        other = pair.second_id if pair.first_id == merged_id else pair.first_id
        if other == remaining_id or _pair(session, remaining_id, other) is not None:
            session.delete(pair)
        else:
            pair.first_id, pair.second_id = sorted((remaining_id, other))
        session.flush()

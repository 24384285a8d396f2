"""Two enterprises made one: chosen field by field, with all that pointed to the other.

One act that can be taken back at once, or later, when what was edited since stays and is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.errors.base import NotUndoable
from dialogue_app.domain.errors.enterprises import OneAndTheSame, UnknownEnterprise
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import names_of, with_edited
from dialogue_app.i18n import N_
from dialogue_app.services.case import OpenCase, Seen, require_seen, use_case
from dialogue_app.services.enterprises.duplicates import move_pairs
from dialogue_app.services.enterprises.editing import current_draft, fill_enterprise
from dialogue_app.services.roles import EDIT_REGISTER
from dialogue_app.services.sessions.away import require_office
from dialogue_app.services.undo import require_rules
from dialogue_app.storage import reversal, search_index
from dialogue_app.storage.aggregates import models
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.digests import Aggregate
from dialogue_app.storage.later_work import without_edited
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.enterprises import DistinctPair, Enterprise, MergedEnterprise
from dialogue_app.storage.models.issue_course import Verdict
from dialogue_app.storage.models.issues import Issue, Raiser, RaiserMember


@use_case("enterprise.merge", EDIT_REGISTER, N_("merged two into one"), undoable=True)
def merge_enterprises(case: OpenCase, kept: Seen, merged: Seen, form: EnterpriseDraft) -> None:
    """Make `merged` a part of `kept`, which gets what `form` says.

    Whatever pointed to the merged one points to the one that remains, and so does its code. Raises
    `OnlyInTheOffice`, `OneAndTheSame`, `UnknownEnterprise`, `ChangedSince`, and what registering
    one raises.
    """
    session = case.session
    require_office(session)
    if kept.id == merged.id:
        raise OneAndTheSame
    one, other = _looked_at(session, kept), _looked_at(session, merged)
    move_pairs(session, other.id, one.id)
    _move_raisers(session, other.id, one.id)
    _move_the_rest(session, other.id, one.id)
    left = MergedEnterprise(
        id=other.id,
        number=other.number,
        name=other.name,
        tax_code=other.tax_code,
        enterprise_id=one.id,
        sequence=Recorder.of(session).sequence,
    )
    left.shadow()
    session.add(left)
    search_index.forget(session, "enterprise", [other.id])
    session.delete(other)
    session.flush()
    before = current_draft(one)
    fill_enterprise(session, one, form)
    one.edited_fields = with_edited(one.edited_fields, before, current_draft(one))


def proposed_draft(kept: EnterpriseDraft, merged: EnterpriseDraft) -> EnterpriseDraft:
    """What is known of both: what the one that remains does not say the other one says."""
    names = names_of(EnterpriseDraft)
    empty = [name for name in names if getattr(kept, name) in (None, "")]
    return replace(kept, **{name: getattr(merged, name) for name in empty})


def _looked_at(session: Session, seen: Seen) -> Enterprise:
    row = session.get(Enterprise, seen.id)
    if row is None:
        raise UnknownEnterprise(str(seen.id))
    require_seen(session, row.version, seen, enterprise_code(row.number))
    return row


def _move_raisers(session: Session, merged_id: int, kept_id: int) -> None:
    """Let issues and associations name the one that remains, each once."""
    for raiser in session.scalars(select(Raiser).where(Raiser.enterprise_id == merged_id)).all():
        same = session.scalar(
            select(Raiser).where(
                Raiser.issue_id == raiser.issue_id, Raiser.enterprise_id == kept_id
            )
        )
        if same is not None and _says_no_more(raiser, same):
            for verdict in session.scalars(select(Verdict).where(Verdict.raiser_id == raiser.id)):
                verdict.raiser_id = same.id
            for told in session.scalars(select(Contact).where(Contact.raiser_id == raiser.id)):
                told.raiser_id = same.id
            session.flush()
            session.delete(raiser)
        else:
            raiser.enterprise_id = kept_id
    members = select(RaiserMember).where(RaiserMember.enterprise_id == merged_id)
    for member in session.scalars(members).all():
        of_kept = RaiserMember.enterprise_id == kept_id
        same_raiser = RaiserMember.raiser_id == member.raiser_id
        if session.scalar(select(RaiserMember.id).where(of_kept, same_raiser)) is None:
            member.enterprise_id = kept_id
        else:
            session.delete(member)
    session.flush()


_OF_A_RAISER = ("speaker", "members_count", "others_count", "others_text")


def _says_no_more(raiser: Raiser, same: Raiser) -> bool:
    """Whether all that is noted of the one is noted of the other."""
    return all(getattr(raiser, name) in (None, "", getattr(same, name)) for name in _OF_A_RAISER)


def _move_the_rest(session: Session, merged_id: int, kept_id: int) -> None:
    """Whatever else refers to an enterprise, of whichever table."""
    by_hand = (Raiser, RaiserMember, DistinctPair)
    for model, column in _references():
        if model not in by_hand:
            attribute = getattr(model, column)
            for row in session.scalars(select(model).where(attribute == merged_id)).all():
                setattr(row, column, kept_id)
    session.flush()


def _references() -> Iterator[tuple[Any, str]]:
    for model in models().values():
        for attribute in inspect(model).column_attrs:
            targets = {key.column.table.name for key in attribute.columns[0].foreign_keys}
            if Enterprise.__tablename__ in targets:
                yield model, attribute.key


# Taken back later -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Separated:
    """The code that is an enterprise of its own again, and what stayed as it was edited since."""

    code: str
    kept: tuple[tuple[str, str], ...]  # the code of a record, the name of a field


@use_case("enterprise.separate", EDIT_REGISTER, N_("separated what had been merged"))
def separate_enterprise(case: OpenCase, merged_id: int) -> Separated:
    """Take a merge back: both records and their issues stand as before it.

    What was edited since stays as it is and is named. Raises `UnknownEnterprise` where none of
    that id was merged, `NotUndoable` where its tax code is another's by now.
    """
    session = case.session
    left = session.get(MergedEnterprise, merged_id)
    if left is None:
        raise UnknownEnterprise(str(merged_id))
    code = enterprise_code(left.number)
    changes = reversal.changes_of(session, left.sequence)
    changes, edited = without_edited(session, changes, left.sequence)
    session.expunge_all()
    try:
        wholes = reversal.take_back(session, changes)
    except reversal.CannotReverse as error:
        raise NotUndoable from error
    require_rules(session, wholes)
    kept = dict.fromkeys(_named(session, edited))
    return Separated(code, tuple(kept))


def _named(session: Session, edited: list[tuple[Aggregate, str]]) -> Iterator[tuple[str, str]]:
    for (entity, key), column in edited:
        if entity == "issue":
            issue = session.get(Issue, key)
            if issue is not None:
                yield issue_code(issue.year, issue.number), "raisers"
        elif entity == "enterprise" and column in names_of(EnterpriseDraft):
            enterprise = session.get(Enterprise, key)
            if enterprise is not None:
                yield enterprise_code(enterprise.number), column

"""The raisers of an issue: as they are typed, and brought into its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.issues import RaiserHasVerdict, RaiserWasTold
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Verdict
from dialogue_app.storage.models.issues import Issue, Raiser, RaiserMember


def raisers_as_written(written: str) -> tuple[RaiserDraft, ...]:
    """Raisers typed as text: associations, and names to be identified later."""
    from dialogue_app.exchange.raisers import parse_raisers

    return tuple(
        RaiserDraft(
            raiser.kind if raiser.kind is RaiserKind.ASSOCIATION else RaiserKind.UNIDENTIFIED,
            written_name=raiser.name,
            members_count=raiser.members_count,
            others_count=raiser.others_count,
            others_text=raiser.others_text,
        )
        for raiser in parse_raisers(written, apart=False)
    )


def raiser_drafts(session: Session, issue: Issue) -> tuple[RaiserDraft, ...]:
    """The raisers of an issue as they would be typed."""
    members: dict[int, list[int]] = {raiser.id: [] for raiser in issue.raisers}
    associations = [raiser.id for raiser in issue.raisers if raiser.kind is RaiserKind.ASSOCIATION]
    if associations:
        rows = select(RaiserMember.raiser_id, RaiserMember.enterprise_id).where(
            RaiserMember.raiser_id.in_(associations)
        )
        for raiser_id, enterprise_id in session.execute(rows.order_by(RaiserMember.id)):
            members[raiser_id].append(enterprise_id)
    return tuple(
        RaiserDraft(
            raiser.kind,
            raiser.enterprise_id,
            raiser.written_name,
            raiser.speaker,
            raiser.members_count,
            raiser.others_count,
            raiser.others_text,
            tuple(members[raiser.id]),
            raiser.id,
        )
        for raiser in issue.raisers
    )


def fill_raisers(session: Session, issue: Issue, forms: Sequence[RaiserDraft]) -> None:
    """Bring the raisers of an issue to the forms, in their order.

    A raiser keeps its row, because opinions of the answer point at it, and what it was told. A new
    form of an enterprise takes the place of a raiser that was not identified yet: it now is. Raises
    `RaiserHasVerdict` and `RaiserWasTold` for a raiser that is left out, `UnknownEnterprise`.
    """
    left = list(issue.raisers)
    rows = [_take_same(left, form) for form in forms]
    for place, form in enumerate(forms):
        if rows[place] is None and form.enterprise_id is not None:
            rows[place] = _take(left, lambda raiser: raiser.kind is RaiserKind.UNIDENTIFIED)
    for gone in left:
        _require_unheard(session, gone)
        _name_members(session, gone, ())
    if left:
        session.flush()  # members go before the raisers they belong to
    kept = []
    for position, (row, form) in enumerate(zip(rows, forms, strict=True)):
        raiser = row or Raiser()
        _fill_raiser(session, raiser, position, form)
        kept.append(raiser)
    if issue.raisers != kept:
        issue.raisers = kept


def _take_same(left: list[Raiser], form: RaiserDraft) -> Raiser | None:
    by_id = _take(left, lambda raiser: raiser.id is not None and raiser.id == form.id)
    typed = (form.kind, form.enterprise_id, clean_line(form.written_name))
    return by_id or _take(
        left, lambda raiser: (raiser.kind, raiser.enterprise_id, raiser.written_name) == typed
    )


def _take(left: list[Raiser], fits: Callable[[Raiser], bool]) -> Raiser | None:
    found = next(filter(fits, left), None)
    if found is not None:
        left.remove(found)
    return found


def _require_unheard(session: Session, raiser: Raiser) -> None:
    """Nobody asked this raiser for an opinion, and nobody told it anything."""
    judged, told = (
        raiser.id is not None and session.scalar(of_raiser.where(key == raiser.id).limit(1))
        for of_raiser, key in (
            (select(Verdict.id), Verdict.raiser_id), (select(Contact.id), Contact.raiser_id),
        )
    )  # fmt: skip
    if judged or told:
        known = session.get(Enterprise, raiser.enterprise_id) if raiser.enterprise_id else None
        name = known.name if known else raiser.written_name
        raise RaiserHasVerdict(name) if judged else RaiserWasTold(name)


_RAISER_FIELDS = (
    "kind", "enterprise_id", "written_name", "speaker", "members_count", "others_count",
    "others_text",
)  # fmt: skip


def _fill_raiser(session: Session, row: Raiser, position: int, form: RaiserDraft) -> None:
    if form.enterprise_id is not None and session.get(Enterprise, form.enterprise_id) is None:
        raise Gone("raisers")
    for name, value in raiser_values(position, form).items():
        setattr(row, name, value)


def raiser_values(position: int, form: RaiserDraft) -> dict[str, Any]:
    """The columns of a raiser that follow from what was typed."""
    typed = {name: getattr(form, name) for name in _RAISER_FIELDS}
    lines = {name: clean_line(value) for name, value in typed.items() if type(value) is str}
    return {"position": position, **typed, **lines}


def fill_members(session: Session, issue: Issue, forms: Sequence[RaiserDraft]) -> None:
    """Name the members each association speaks for, once its row stands."""
    for raiser, form in zip(issue.raisers, forms, strict=True):
        if raiser.kind is RaiserKind.ASSOCIATION:
            _name_members(session, raiser, form.member_ids)


def _name_members(session: Session, raiser: Raiser, member_ids: Sequence[int]) -> None:
    known = session.scalars(select(RaiserMember).where(RaiserMember.raiser_id == raiser.id)).all()
    for member in known:
        if member.enterprise_id not in member_ids:
            session.delete(member)
    for new in set(member_ids) - {member.enterprise_id for member in known}:
        session.add(RaiserMember(raiser_id=raiser.id, enterprise_id=new))

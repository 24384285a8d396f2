"""Similar issues grouped, so that one answer serves them all; each keeps its own raisers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import false, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.issues import AloneInGroup
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import IssueState
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.moving import issue_seen
from dialogue_app.services.issues.together import require_some
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.chunks import among
from dialogue_app.storage.models.base import new_uid
from dialogue_app.storage.models.issues import Issue


@dataclass(frozen=True, slots=True)
class SimilarView:
    """Another issue that says the same."""

    id: int
    version: int
    code: str
    state: IssueState

    @property
    def seen(self) -> Seen:
        """What an act on it is built on."""
        return Seen(self.id, self.version)


@use_case("issue.group", EDIT_ISSUE, N_("grouped it with similar ones"), undoable=True)
def group(case: OpenCase, seen: Sequence[Seen]) -> int:
    """Group issues that say the same; groups that any of them is in become one.

    Gives how many the group has. Raises `AloneInGroup` for fewer than two, `MoveNotAllowed`,
    `IsComplaint`, `ChangedSince`.
    """
    chosen = [issue_seen(case, one, Move.GROUP) for one in dict.fromkeys(seen)]
    if len(chosen) < 2:
        raise AloneInGroup
    known = list(dict.fromkeys(issue.group_uid for issue in chosen if issue.group_uid))
    uid = known[0] if known else new_uid()
    members = _members(case.session, known[1:])
    for issue in (*chosen, *members):
        issue.group_uid = uid
    case.session.flush()
    return len(_members(case.session, [uid]))


@use_case("issue.ungroup", EDIT_ISSUE, N_("took it out of its group"), undoable=True)
def ungroup(case: OpenCase, seen: Sequence[Seen]) -> None:
    """Take issues out of their groups; one that is left alone is in no group any more.

    Raises `NothingChosen`, `ChangedSince`.
    """
    require_some(seen)
    chosen = [issue_seen(case, one, Move.UNGROUP) for one in dict.fromkeys(seen)]
    known = {issue.group_uid for issue in chosen if issue.group_uid}
    for issue in chosen:
        issue.group_uid = None
    case.session.flush()
    for uid in known:
        left = _members(case.session, [uid])
        if len(left) == 1:
            left[0].group_uid = None


def similar_to(session: Session, issue: Issue) -> tuple[SimilarView, ...]:
    """The others of its group, by code; a complaint goes its own way."""
    if issue.group_uid is None or issue.complaint:
        return ()
    others = (
        select(Issue.id, Issue.version, Issue.year, Issue.number, Issue.state)
        .where(
            Issue.group_uid == issue.group_uid,
            Issue.id != issue.id,
            Issue.complaint == false(),
        )
        .order_by(Issue.year, Issue.number)
    )
    return tuple(
        SimilarView(key, version, issue_code(year, number), state)
        for key, version, year, number, state in session.execute(others)
    )


def with_similar(case: Case, issue_ids: Sequence[int]) -> list[int]:
    """These issues and all that say the same, each once."""
    with case.reading() as session:
        found = [
            (key, *(one.id for one in similar_to(session, session.get_one(Issue, key))))
            for key in issue_ids
        ]
    return list(dict.fromkeys(key for keys in found for key in keys))


def _members(session: Session, uids: Sequence[str]) -> list[Issue]:
    return list(session.scalars(select(Issue).where(among(Issue.group_uid, uids))))

"""What all our letters to a body have in common: what one is about, and how it tells of issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import not_, or_, select
from sqlalchemy.orm import Session

from dialogue_app.documents.facts import FlagFacts, RaiserFacts
from dialogue_app.documents.transfer_facts import TransferredIssue
from dialogue_app.domain.codes import parse_issue_code
from dialogue_app.domain.errors.papers import BodyUnnamed
from dialogue_app.domain.fields.facts import read
from dialogue_app.domain.fields.letters import NOTHING_TYPED, LetterDraft
from dialogue_app.domain.text import fold
from dialogue_app.services.bodies.editing import body_called
from dialogue_app.services.case import Case
from dialogue_app.services.issues.intake import find_issue
from dialogue_app.services.issues.moving import code_of
from dialogue_app.services.papers.minutes_issues import raiser_facts
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.storage.chunks import among
from dialogue_app.storage.models.agency import OurAgency
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.sessions import DialogueSession


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter is about: issues, in the order of their codes, and the body it goes to.

    `typed` is what it says of us, proposed from the settings.
    """

    issue_ids: tuple[int, ...]
    body_id: int
    typed: LetterDraft


def letter_chosen(
    case: Case,
    codes: Sequence[str],
    body: str,
    of_session: Callable[[Case, int, str, int], Letter],
    of_issues: Callable[[Case, Sequence[int], int | None], Letter],
) -> Letter:
    """The letter about the issues with these codes, or about those of a session, to a body.

    The body of issues may be left out. Raises `UnknownIssue`, `UnknownSession`, `BodyUnnamed`,
    what `find_body` raises, and why there is no letter.
    """
    body_id = body_called(case, body, case.today()) if body else None
    if len(codes) == 1 and parse_issue_code(codes[0]) is None:
        session_id = find_session(case, codes[0])
        if body_id is None:
            raise BodyUnnamed(codes[0])
        return of_session(case, session_id, codes[0], body_id)
    ids = [find_issue(case, code) for code in dict.fromkeys(codes)]
    return of_issues(case, ids, body_id)


def letter_to(session: Session, body_id: int, issues: Sequence[Issue]) -> Letter:
    """A letter to the body about issues in the order of their codes."""
    ours = session.scalar(select(OurAgency))
    typed = read(LetterDraft, ours) if ours else NOTHING_TYPED
    return Letter(tuple(issue.id for issue in issues), body_id, typed)


def letter_codes(case: Case, about: Letter) -> str:
    """What files of a letter are named after: the first issue and the body."""
    with case.reading() as session:
        first = ordered_issues(session, about.issue_ids)[0]
        name = session.get_one(Body, about.body_id).name
        return f"{code_of(first)}-{fold(name)}"


def ordered_issues(session: Session, ids: Iterable[int]) -> Sequence[Issue]:
    """Issues as letters name them: by their codes."""
    chosen = select(Issue).where(among(Issue.id, ids)).order_by(Issue.year, Issue.number)
    return session.scalars(chosen).all()


def issue_in_letter(
    issue: Issue, raisers: Sequence[RaiserFacts], due: date | None = None
) -> TransferredIssue:
    """An issue as letters tell of it."""
    flags = FlagFacts(
        issue.withhold_name, issue.unsigned, issue.complaint, issue.name_when_transferring
    )
    return TransferredIssue(code_of(issue), issue.text, tuple(raisers), flags, issue.medium, due)


def unnamed_elsewhere(session: Session, issues: Sequence[Issue]) -> tuple[RaiserFacts, ...]:
    """Who asked not to be named in other issues of the sessions these come from."""
    sessions = {issue.session_id for issue in issues if issue.session_id is not None}
    others = select(Issue.id).where(
        among(Issue.session_id, sessions),
        not_(among(Issue.id, (issue.id for issue in issues))),
        or_(Issue.withhold_name, Issue.unsigned, Issue.complaint),
    )
    found = raiser_facts(session, session.scalars(others).all())
    return tuple(raiser for raisers in found.values() for raiser in raisers)


def meeting_of(session: Session, issues: Sequence[Issue]) -> DialogueSession | None:
    """The session all issues come from."""
    ids = {issue.session_id for issue in issues}
    only = ids.pop() if len(ids) == 1 else None
    return session.get(DialogueSession, only) if only is not None else None

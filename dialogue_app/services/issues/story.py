"""The story of an issue, line by line: what happened to it, in the words of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.vocabulary import (
    AssignmentState,
    PromiseState,
    Relation,
    StoryKind,
    WithdrawalCause,
)
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.attaching import AttachmentView
from dialogue_app.services.issues.views import (
    AnswerView,
    AssignmentView,
    ContactView,
    DirectionView,
    ExtensionView,
    PromiseView,
    RaiserView,
    StoryLine,
)
from dialogue_app.storage.models.issue_course import Reopening, Verdict, Waiting
from dialogue_app.storage.models.issues import Escalation, Issue
from dialogue_app.storage.models.people import Body


def happened(
    session: Session, issue: Issue, waitings: list[Waiting], reopenings: list[Reopening]
) -> Iterator[StoryLine]:
    """Received, waiting, ended and reopened, round by round, and what was sent up."""
    yield StoryLine(issue.received_on, StoryKind.RECEIVED)
    for waiting in waitings:
        yield StoryLine(waiting.since, StoryKind.WAITING, text=waiting.what)
        if waiting.until:
            yield StoryLine(waiting.until, StoryKind.RESUMED)
    rounds: tuple[Reopening | Issue, ...] = (*reopenings, issue)
    for ended in rounds:
        if ended.outcome is not None and ended.outcome_on is not None:
            yield StoryLine(
                ended.outcome_on, StoryKind.CLOSED, text=ended.outcome_note, outcome=ended.outcome
            )
    for reopening in reopenings:
        yield StoryLine(reopening.reopened_on, StoryKind.REOPENED, text=reopening.reason)
    escalations = session.execute(
        select(Escalation, Body.name)
        .outerjoin(Body, Body.id == Escalation.body_id)
        .where(Escalation.issue_id == issue.id)
    )
    for escalation, body in escalations:
        to = body or escalation.addressee
        yield StoryLine(escalation.sent_on, StoryKind.SENT_UP, to, escalation.paper)
        if escalation.came_back_on:
            yield StoryLine(escalation.came_back_on, StoryKind.CAME_BACK, to)
        if escalation.withdrawn_on:
            cause = word(WithdrawalCause.COMPLAINT)
            yield StoryLine(escalation.withdrawn_on, StoryKind.WITHDRAWN, to, cause)


def became_of(assignment: AssignmentView, issue: Issue) -> list[StoryLine]:
    """What became of the assignment: proposed, given, sent, withdrawn or sent back."""
    who = ", ".join(filter(None, [assignment.body, assignment.person]))
    extensions = assignment.extensions
    first = extensions[0].due_was if extensions else assignment.due_on
    state, limit = assignment.state, (assignment.due_text, first)
    if assignment.given_on is None:
        proposed = StoryLine(issue.received_on, StoryKind.PROPOSED, who, *limit)
        return [proposed] if state is AssignmentState.PROPOSED else []
    own = assignment.relation is Relation.OWN
    kind = StoryKind.ASSIGNED if own else StoryKind.TO_SEND
    lines = [StoryLine(assignment.given_on, kind, who, *limit)]
    if assignment.sent_on is not None:
        by = word(assignment.sent_kind) if assignment.sent_kind else ""
        text = " ".join(filter(None, [by, assignment.sent_number]))
        lines.append(StoryLine(assignment.sent_on, StoryKind.TRANSFERRED, who, text))
    lines += [
        StoryLine(each.extended_on, StoryKind.EXTENDED, who, extension_words(each), each.due_on)
        for each in extensions
    ]
    ended_on, cause = assignment.ended_on, assignment.ended_because
    if state is AssignmentState.WITHDRAWN and ended_on and cause:
        lines.append(StoryLine(ended_on, StoryKind.WITHDRAWN, who, word(cause)))
    if state is AssignmentState.RETURNED and ended_on:
        lines.append(StoryLine(ended_on, _way_back(assignment), who, assignment.ended_reason))
    return lines


def _way_back(assignment: AssignmentView) -> StoryKind:
    """Nobody sends back what was never sent to it, nor what we took away."""
    if assignment.ended_because is WithdrawalCause.REROUTED:
        return StoryKind.REROUTED
    return StoryKind.NOT_TRANSFERRED if assignment.was_never_sent else StoryKind.RETURNED


def extension_words(extension: ExtensionView) -> str:
    """Why a limit was extended, who allowed it, by which paper, and what moved with it."""
    promised = ""
    if extension.promised_on is not None:
        sentence = _("the date promised to the enterprise moved to {day}")
        promised = sentence.format(day=screen_date(extension.promised_on))
    allowed = _("allowed by {name}").format(name=extension.allowed_by)
    said = (extension.reason, allowed if extension.allowed_by else "", extension.paper, promised)
    return "; ".join(filter(None, said))


def said(
    directions: tuple[DirectionView, ...],
    answers: tuple[AnswerView, ...],
    promises: tuple[PromiseView, ...],
) -> Iterator[StoryLine]:
    """What the chair directed, what was answered and promised, and what became of promises."""
    for direction in directions:
        speaker, text = direction.speaker.written, direction.text
        yield StoryLine(direction.on, StoryKind.DIRECTED, speaker, text, direction.due_on)
    for answer in answers:
        yield StoryLine(answer.answered_on, StoryKind.ANSWERED, answer.answerer, answer.text)
    days = {answer.id: answer.answered_on for answer in answers}
    for one in promises:
        yield StoryLine(
            days[one.answer_id], StoryKind.PROMISED, one.who, one.what, due_on=one.due_on
        )
        if one.ended_on is not None:
            kept = one.state is PromiseState.KEPT
            proof = " · ".join(filter(None, [one.proof, one.file]))
            kind = StoryKind.KEPT if kept else StoryKind.BROKEN
            yield StoryLine(one.ended_on, kind, one.who, proof)


def attached(attachments: tuple[AttachmentView, ...]) -> Iterator[StoryLine]:
    """The files that were attached."""
    for file in attachments:
        yield StoryLine(file.added_on, StoryKind.ATTACHED, file.name)


def contacted(contacts: tuple[ContactView, ...]) -> Iterator[StoryLine]:
    """Who was reminded, told or spoken with; what one was told at once is one line."""
    seen = set()
    for contact in contacts:
        if contact not in seen:
            seen.add(contact)
            yield StoryLine(contact.on, StoryKind.CONTACT, contact.who, contact=contact)


def judged(verdicts: list[Verdict], raisers: tuple[RaiserView, ...]) -> Iterator[StoryLine]:
    """What the raisers thought of it."""
    names = {raiser.id: raiser.name for raiser in raisers}
    for verdict in verdicts:
        yield StoryLine(
            verdict.given_on,
            StoryKind.VERDICT,
            names.get(verdict.raiser_id, ""),
            verdict.note,
            verdict=verdict.level,
        )

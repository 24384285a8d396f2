"""Which issues minutes print, in which order, and which names stay out of which texts.

An issue of which nothing said at the meeting is known stands in the annex alone; complaints are
one sentence without name or content (design §4); what came in after the meeting is only counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dialogue_app.documents.facts import RaiserFacts
from dialogue_app.documents.minutes_counts import answers_of
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    DirectionFacts,
    IssueFacts,
    MinutesFacts,
)
from dialogue_app.documents.withholding import Withholding, unless_named
from dialogue_app.domain.vocabulary import AnswerKind, Moment


@dataclass(frozen=True, slots=True)
class PrintedIssue:
    """An issue with its number, the same in body and annex, and the names to hide in its text."""

    number: int
    issue: IssueFacts
    withholding: Withholding


@dataclass(frozen=True, slots=True)
class IssueBook:
    """The issues of one meeting in the order in which minutes number them: discussed ones first.

    The withholding of an answer or direction hides the raisers of every issue it serves.
    `withholding` is for the texts of the meeting as a whole (opening, reports, conclusions): it
    hides all raisers that no other issue names openly. Their whole names stand in no text.
    """

    issues: tuple[IssueFacts, ...]  # before or at the meeting, complaints included
    discussed: tuple[PrintedIssue, ...]
    printed: tuple[PrintedIssue, ...]
    left_to_annex: int  # sent in, but not spoken about
    unclear: int  # nobody said whether they were raised at the meeting
    complaints: int
    later: int
    first_answered: dict[int, int]  # key of an answer -> number of the first issue that has it
    answer_withholding: dict[int, Withholding]
    direction_withholding: dict[int, Withholding]
    withholding: Withholding

    @classmethod
    def of(cls, facts: MinutesFacts) -> IssueBook:
        """Sort and number the issues of one session and find which names each text hides."""
        issues = tuple(issue for issue in facts.issues if not _came_later(issue))
        shown = [issue for issue in issues if not issue.flags.complaint]
        ordered = sorted(shown, key=lambda issue: not was_discussed(issue))
        named = [raiser for issue in shown if not _is_hidden(issue) for raiser in issue.raisers]
        hidden = (raiser for issue in facts.issues for raiser in _hidden(issue))
        unnamed = unless_named(hidden, named)
        others = Withholding.elsewhere(unnamed)
        printed_issues = tuple(
            PrintedIssue(number, issue, _withholding_of(_hidden(issue), others))
            for number, issue in enumerate(ordered, start=1)
        )
        later = sum(_came_later(issue) and not issue.flags.complaint for issue in facts.issues)
        rest = [issue for issue in shown if not was_discussed(issue)]
        unclear = sum(_is_unclear(issue) for issue in rest)
        return cls(
            issues=issues,
            discussed=tuple(printed for printed in printed_issues if was_discussed(printed.issue)),
            printed=printed_issues,
            left_to_annex=len(rest) - unclear,
            unclear=unclear,
            complaints=len(issues) - len(shown),
            later=later,
            first_answered=_first_answered(printed_issues),
            answer_withholding=_shared_withholding(
                ((issue, issue.answers) for issue in facts.issues), others
            ),
            direction_withholding=_shared_withholding(
                ((issue, issue.directions) for issue in facts.issues), others
            ),
            withholding=Withholding(unnamed),
        )


def was_discussed(issue: IssueFacts) -> bool:
    """Whether anything about the issue is known to have been said at the meeting."""
    raised_here = issue.moment is Moment.AT_MEETING and not issue.carried_from
    said = issue.statements or issue.directions or answers_of(issue, AnswerKind.AT_MEETING)
    return bool(raised_here or said)


def _is_unclear(issue: IssueFacts) -> bool:
    """Whether nobody said if the issue was raised before or at the meeting."""
    return issue.moment is Moment.UNKNOWN and not issue.carried_from


def _came_later(issue: IssueFacts) -> bool:
    return issue.moment is Moment.AFTER and not issue.carried_from


def _is_hidden(issue: IssueFacts) -> bool:
    return issue.flags.withhold_name or issue.flags.unsigned or issue.flags.complaint


def _hidden(issue: IssueFacts) -> tuple[RaiserFacts, ...]:
    return issue.raisers if _is_hidden(issue) else ()


def _withholding_of(raisers: Sequence[RaiserFacts], others: Withholding) -> Withholding:
    return Withholding(raisers, others) if raisers else others


def _first_answered(printed_issues: Iterable[PrintedIssue]) -> dict[int, int]:
    first: dict[int, int] = {}
    for printed in printed_issues:
        for answer in answers_of(printed.issue, AnswerKind.AT_MEETING):
            first.setdefault(answer.key, printed.number)
    return first


def _shared_withholding(
    served: Iterable[tuple[IssueFacts, Sequence[AnswerFacts | DirectionFacts]]],
    others: Withholding,
) -> dict[int, Withholding]:
    hidden: defaultdict[int, list[RaiserFacts]] = defaultdict(list)
    for issue, texts in served:
        for text in texts:
            hidden[text.key] += (*_hidden(issue), *text.unnamed)
    return {key: _withholding_of(raisers, others) for key, raisers in hidden.items()}

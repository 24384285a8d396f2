"""What is typed of a rule for time limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact
from dialogue_app.domain.vocabulary import IssueKind, WaitingClock
from dialogue_app.domain.worded import N_


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """For which issues a rule is (all that are named must fit), and what it proposes for them.

    What is empty it does not say: a less narrow rule may.
    """

    topic_id: Annotated[int | None, Fact(N_("Topic"), refers="topic")] = None
    body_id: Annotated[int | None, Fact(N_("Lead body"), refers="body", wide=True)] = None
    kind: Annotated[IssueKind | None, Fact(N_("Kind"))] = None
    due_days: Annotated[
        int | None, Fact(N_("Time limit in working days"), option="days", together="due")
    ] = None
    due_on: Annotated[
        date | None, Fact(N_("Time limit, one day for all"), option="due", together="due")
    ] = None
    reminder_days: Annotated[
        int | None,
        Fact(N_("Due soon from so many working days before"), option="reminder"),
    ] = None
    supporter_ids: Annotated[
        tuple[int, ...], Fact(N_("Supporting bodies"), refers="body", wide=True)
    ] = ()
    waiting: Annotated[
        WaitingClock | None,
        Fact(N_("While the enterprise is to bring papers"), option="waiting"),
    ] = None

"""What is said of one session, in the same words in the window and by `session show`."""

from __future__ import annotations

from collections.abc import Iterable

from dialogue_app.domain.vocabulary import SessionGap
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word

OF_ISSUES = frozenset(
    {SessionGap.ISSUES_WITHOUT_BODY, SessionGap.ISSUES_UNIDENTIFIED, SessionGap.ISSUES_NOT_SENT}
)  # gaps that count issues


def gap_words(gaps: Iterable[tuple[SessionGap, int]]) -> str:
    """What a session lacks, in one line; empty where it lacks nothing."""
    return "; ".join(one_gap(gap, n) for gap, n in gaps)


def one_gap(gap: SessionGap, n: int) -> str:
    """One thing a session lacks, with the number of issues where it counts issues."""
    return f"{number(n)} {word(gap)}" if gap in OF_ISSUES else word(gap)

"""Links from what is counted of a session, and from what it lacks, to those issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.vocabulary import SessionGap, Standing
from dialogue_app.i18n import ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.lists import IssueQuery
from dialogue_app.services.sessions.lists import SessionRow
from dialogue_app.services.sessions.words import OF_ISSUES, carried_words, one_gap
from ui.places import Place
from ui.widgets.links import link

if TYPE_CHECKING:
    from dialogue_app.services.sessions.editing import SessionDetail
    from ui.rail import Rail


def counted(row: SessionRow, rail: Rail) -> list[QPushButton]:
    """How many issues of a session stand where, each a link to them; none for none."""
    return [
        link(
            f"{number(row.standing(one))} {word(one).lower()}",
            f"standing_{one.value}",
            partial(rail.go, Place("issues", query=IssueQuery(session_id=row.id, standing=one))),
        )
        for one in Standing
        if row.issue_count
    ]


def all_issues(row: SessionRow, rail: Rail) -> QPushButton:
    """All issues of a session."""
    n = row.issue_count
    said = ngettext("{n} issue", "{n} issues", n).format(n=number(n))
    place = Place("issues", query=IssueQuery(session_id=row.id))
    return link(said, "standing_all", partial(rail.go, place))


def carried_over(detail: SessionDetail, go: Callable[[], object]) -> list[QPushButton]:
    """How many issues came over from earlier sessions; none where none did."""
    n = detail.carried_over
    return [link(carried_words(n), "carried_over", go)] if n else []


def own_issues(detail: SessionDetail, go: Callable[[], object]) -> QPushButton:
    """Back from what came over to what was raised at the session."""
    n = detail.row.issue_count
    said = ngettext("{n} issue of this session", "{n} issues of this session", n)
    return link(said.format(n=number(n)), "own_issues", go)


def lacking(
    gaps: Iterable[tuple[SessionGap, int]],
    session_id: int,
    rail: Rail,
    fill_in: Callable[[SessionGap], object],
) -> list[QPushButton]:
    """What a session lacks: issues are gone to, all else is filled in."""
    links = []
    for gap, n in gaps:
        said = one_gap(gap, n)
        place = Place("issues", query=IssueQuery(session_id=session_id, gap=gap))
        go = partial(rail.go, place) if gap in OF_ISSUES else partial(fill_in, gap)
        links.append(link(said[:1].upper() + said[1:], f"gap_{gap.value}", go))
    return links

"""What is said of one session, in the same words in the window and by `session show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.domain.vocabulary import SessionGap
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date, screen_moment
from dialogue_app.i18n.words import word

if TYPE_CHECKING:
    from dialogue_app.domain.series import LastSessionReport
    from dialogue_app.services.sessions.away import Away
    from dialogue_app.services.sessions.bringing import Bringing, Counted
    from dialogue_app.services.sessions.duties import SessionDutyRow
    from dialogue_app.services.sessions.editing import SessionDetail

OF_ISSUES = frozenset(
    {SessionGap.ISSUES_WITHOUT_BODY, SessionGap.ISSUES_UNIDENTIFIED, SessionGap.ISSUES_NOT_SENT}
)  # gaps that count issues


def gap_words(gaps: Iterable[tuple[SessionGap, int]]) -> str:
    """What a session lacks, in one line; empty where it lacks nothing."""
    return "; ".join(one_gap(gap, n) for gap, n in gaps)


def one_gap(gap: SessionGap, n: int) -> str:
    """One thing a session lacks, with the number of issues where it counts issues."""
    return f"{number(n)} {word(gap)}" if gap in OF_ISSUES else word(gap)


def duty_words(row: SessionDutyRow, today: date) -> str:
    """What is to be done by when: "Công bố kết quả: 25/09/2026 (đề xuất)", or how late it is."""
    said = f"{word(row.duty)}: {screen_date(row.due_on)}"
    if not row.by_law:
        proposal = _("proposal")  # Babel finds no text inside an f-string
        said += f" ({proposal})"
    late = row.days_late(today)
    if late:
        days = ngettext("{n} day late", "{n} days late", late).format(n=number(late))
        said += f" · {days}"
    return said


def report_lines(report: LastSessionReport) -> list[str]:
    """The report on the last session: of which issues it tells, and what became of them."""
    said = report_heading(report)
    if report.total > report.received:
        said += f" ({', '.join(f'{word(source)} {number(n)}' for source, n in report.sources())})"
    lines = [said, " · ".join(f"{word(fate)} {number(n)}" for fate, n in report.fates)]
    if report.promises.total:
        kept = report.promises.counted()
        told = ", ".join(f"{word(fate)} {number(n)}" for fate, n in kept)
        lines.append(_("Promised in answers: {what}").format(what=told))
    return lines


def report_heading(report: LastSessionReport) -> str:
    """On which session the report is, as of which day, and of how many issues it tells."""
    return ngettext(
        "Report on {code} of {day}, as of {as_of}: {n} issue",
        "Report on {code} of {day}, as of {as_of}: {n} issues",
        report.total,
    ).format(
        code=report.session_code,
        day=screen_date(report.session_day),
        as_of=screen_date(report.as_of),
        n=number(report.total),
    )


def carried_words(n: int) -> str:
    """How many issues stand on an agenda from earlier sessions."""
    said = ngettext(
        "{n} issue carried over from earlier sessions",
        "{n} issues carried over from earlier sessions",
        n,
    )
    return said.format(n=number(n))


# A session on another computer ------------------------------------------------------------------


def away_lines(detail: SessionDetail) -> list[str]:
    """Where its copies are; in a copy what whoever works there must know."""
    if detail.carried:
        said = _(
            "This is a travelling copy, of the session {code}: what is typed here is brought back."
        )
        return [said.format(code=detail.carried)]
    return [_away_line(copy) for copy in detail.away]


def _away_line(copy: Away) -> str:
    since = screen_moment(copy.since)
    if copy.carrier:
        said = _("A copy is out since {since}: {carrier} (taken along by {name}).")
        return said.format(since=since, carrier=copy.carrier, name=copy.by)
    return _("A copy is out since {since}, taken along by {name}.").format(
        since=since, name=copy.by
    )


def bringing_words(told: Bringing) -> Iterator[str]:
    """What bringing a session back does, line by line."""
    said = _("The session {code}, taken along {since} by {name}.")
    yield said.format(code=told.session, since=screen_moment(told.taken_at), name=told.taken_by)
    if told.is_known:
        yield _("All of it is here already: there is nothing to bring back.")
        return
    yield from _counted(told.issues, _("New issues"), _("Changed issues"))
    yield from _counted(told.enterprises, _("New enterprises"), _("Changed enterprises"))
    if told.session_changes:
        yield _("The session itself changes.")
    if told.others:
        n = told.others
        said = ngettext("{n} other thing changes.", "{n} other things change.", n)
        yield said.format(n=number(n))
    for one in told.renumbered:
        said = _("{old} of the copy becomes {new}: its code was given here meanwhile.")
        yield said.format(old=one.old, new=one.new)
    if told.conflicts:
        n = len(told.conflicts)
        said = ngettext(
            "{n} thing was changed on both sides, each otherwise:",
            "{n} things were changed on both sides, each otherwise:",
            n,
        )
        yield said.format(n=number(n))


def _counted(counted: Counted, new: str, changed: str) -> Iterator[str]:
    for label, codes in ((new, counted.new), (changed, counted.changed)):
        if codes:
            yield f"{label} ({number(len(codes))}): {', '.join(codes)}"

"""A session as the list of sessions shows it, and what can be done there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.services.agency.reference import Choice
from dialogue_app.services.issues.lists import IssueQuery
from dialogue_app.services.series.editing import running_series
from dialogue_app.services.series.proposing import propose_session
from dialogue_app.services.sessions.editing import SessionDetail, session_detail
from dialogue_app.services.sessions.words import away_lines
from ui.acts import Act, Chosen, Takes
from ui.pages.history import HISTORY
from ui.pages.noun import Empty, Noun
from ui.pages.sessions.links import all_issues, carried_over, counted, lacking
from ui.places import Place
from ui.widgets.facts import Facts, paragraph, section
from ui.widgets.links import Links

if TYPE_CHECKING:
    from ui.pages.record_page import RecordPage


def _open(page: RecordPage, chosen: Chosen) -> None:
    """Lay the session in its five steps over the list."""
    over: Any = page
    over.lay_session_over(chosen.detail)


def _add(page: RecordPage, _chosen: Chosen) -> None:
    """Lay the form of a session over the list, with a proposed day, code and name.

    Where there is but one series, its next session is proposed.
    """
    case = page.context.case

    def proposed() -> tuple[SessionDraft, list[Choice]]:
        offered = running_series(case)
        only = offered[0].id if len(offered) == 1 else None
        new = propose_session(case, only)
        return SessionDraft(new.code, new.name, planned_on=new.day, series_id=only), offered

    page.read_beside(proposed, lambda found: _lay_form(page, *found))


def _lay_form(page: RecordPage, proposed: SessionDraft, series: Sequence[Choice]) -> None:
    from ui.pages.sessions.new_session import NewSessionPage

    rail = page.noun.rail

    def saved(detail: SessionDetail) -> None:
        rail.undoing.say_done(_("Added {what}.").format(what=detail.row.code))
        page.do("open", detail.id)

    form = NewSessionPage(page.context, proposed, series)
    form.panel.saved.connect(saved)
    rail.lay_over(form)
    form.panel.begin()
    rail.typing().begin(form.panel, "sessions", "add", (), _("Add a session"))


def _to_agency(page: RecordPage, _chosen: Chosen) -> None:
    page.noun.rail.go(Place("settings", query=0))


def _to_register(page: RecordPage, _chosen: Chosen) -> None:
    rail = page.noun.rail
    rail.go(Place("enterprises"))
    rail.open_enterprise_import()


def _take(page: RecordPage, chosen: Chosen) -> None:
    """Lay over the list what writes the session into a file."""
    from ui.pages.sessions.taking import TakePage

    page.noun.rail.lay_over(TakePage(page.context, chosen.detail))


def _bring(page: RecordPage, _chosen: Chosen) -> None:
    """Lay over the list what takes a session in again."""
    from ui.pages.sessions.bringing import BringPage

    page.noun.rail.lay_over(BringPage(page.context))


ACTS = (
    Act("agency", N_("Say who your agency is"), "agency.set", Takes.NOTHING, icon="settings",
        run=_to_agency),
    Act("register", N_("Import the list of enterprises"), "enterprise.import", Takes.NOTHING,
        icon="import", run=_to_register),
    Act("open", N_("Open"), "", icon="arrow", leads=lambda _session: True, run=_open),
    Act("bring", N_("Bring a session back"), "session.bring", Takes.NOTHING, icon="import",
        stands_out=True, run=_bring),
    Act("add", N_("Add a session"), "session.add", Takes.NOTHING, icon="add", shortcut="Ctrl+N",
        stands_out=True, leads=lambda _none: True, run=_add),
    Act("take", N_("Take to another computer"), "session.take", icon="export", run=_take),
    HISTORY,
)  # fmt: skip


class SessionNoun(Noun):
    """Dialogue sessions. They are edited in their steps, on a page of their own."""

    key = "session"
    acts = ACTS
    opens = "open"
    heard = ("session", "issue", "series")  # issues for their numbers

    def read(self, key: int) -> SessionDetail:
        """One session with the numbers of its issues."""
        return session_detail(self.context.case, key)

    def called(self, detail: Any) -> str:
        """Its code."""
        return str(detail.row.code)

    def count(self, n: int) -> str:
        """So many sessions."""
        return ngettext("{n} session", "{n} sessions", n).format(n=number(n))

    def empty(self, query: Any) -> Empty:
        """What to do first."""
        said = _("Three things to begin with, one after the other:")
        return Empty(said, ("agency", "register", "add"))

    def line(self, row: Any) -> tuple[str, str]:
        """Code and name."""
        return row.code, row.name

    def parts(self, detail: Any) -> Sequence[QWidget]:
        """When and where it is, where its issues stand, what it lacks."""
        form, row, rail = detail.form, detail.row, self.rail
        gaps = lacking(
            detail.gaps, detail.id, rail, lambda _gap: rail.go(Place("sessions", detail.id, 0))
        )
        facts = [
            (_("Formal name"), " ".join(form.name.split())),
            (_("Day of the session"), screen_date(row.day)),
            (_("Series"), row.series),
            (_("Place"), form.place),
        ]
        parts: list[QWidget] = [paragraph(line) for line in away_lines(detail)]
        parts += [Facts(facts), section(_("Issues"))]
        parts.append(Links([all_issues(row, rail), *counted(row, rail)]))
        carried = Place("issues", query=IssueQuery(carried_to=row.id))
        parts.append(Links(carried_over(detail, partial(rail.go, carried))))
        if gaps:
            parts += [section(_("Still missing")), Links(gaps)]
        return parts

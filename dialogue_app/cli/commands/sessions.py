"""`session`: dialogue sessions planned, filled in, listed and shown with what they still lack."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.listing import add_list_options, show_rows
from dialogue_app.cli.output import say, say_facts, say_json
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_day,
    add_json,
    add_noun,
    add_seen,
    choices_words,
    member_of,
    names_of,
)
from dialogue_app.cli.session_carrying import add_carrying
from dialogue_app.cli.session_options import add_fields, day_given, filled_draft, series_given
from dialogue_app.domain.series import Duty
from dialogue_app.domain.vocabulary import ParticipantRole, SessionView, Standing
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.domain.fields.sessions import (
        ParticipantDraft,
        SessionDraft,
        SpeechDraft,
        VenueDraft,
    )
    from dialogue_app.services.sessions.editing import SessionDetail


def add_to(nouns: Commands[Parser]) -> None:
    """Add `session add`, `edit`, `list`, `show`, and what takes one along."""
    verbs = add_noun(nouns, "session", _("dialogue sessions"))
    adding = add_command(
        verbs, "add", _("add a session; its code and name are proposed where not given"), add
    )
    add_fields(adding)
    editing = add_command(verbs, "edit", _("change a session; what is not given stays"), edit)
    # `--code` gives a new code, so the one that is meant has another name.
    editing.add_argument("session", metavar=_("CODE"), help=_("code of the session"))
    add_fields(editing)
    add_seen(editing)
    listing = add_command(verbs, "list", _("list sessions, the latest first"), show_list)
    add_list_options(listing, SessionView)
    doing = add_command(verbs, "done", _("something around a session was done"), note_done)
    doing.add_argument("session", metavar=_("CODE"), help=_("code of the session"))
    doing.add_argument(
        "duty",
        metavar=_("WHAT"),
        type=member_of(Duty, names_of(Duty)),
        help=choices_words(names_of(Duty)),
    )
    add_day(doing, _("the day; today where none is given"))
    doing.add_argument("--not-needed", action="store_true", help=_("it is not needed here"))
    showing = add_command(verbs, "show", _("show a session and what it still lacks"), show)
    showing.add_argument("session", metavar=_("CODE"), help=_("code of the session"))
    add_json(showing)
    add_carrying(verbs)


def add(options: Namespace) -> int:
    """Add a session."""
    from dialogue_app.domain.fields.sessions import SessionDraft
    from dialogue_app.services.series.proposing import propose_session
    from dialogue_app.services.sessions.editing import (
        add_session,
        session_detail,
    )

    with opened(options) as case:
        series_id, named = series_given(case, options), day_given(options)
        new = propose_session(case, series_id, named)
        day = new.day if series_id is not None else named
        form = filled_draft(case, SessionDraft("", new.name, planned_on=day), options)
        row = session_detail(case, add_session(case, form)).row
    say(_("Added: {code} {name}.").format(code=row.code, name=row.name))
    return 0


def edit(options: Namespace) -> int:
    """Change a session."""
    from dialogue_app.services.case import SeenDraft, require_seen_version
    from dialogue_app.services.sessions.editing import edit_session, session_detail
    from dialogue_app.services.sessions.finding import find_session

    with opened(options) as case:
        known = session_detail(case, find_session(case, options.session))
        form = filled_draft(case, known.form, options)
        require_seen_version(case, known.version, options.seen, known.form.code)
        edit_session(case, SeenDraft(known.id, known.version, known.form), form)
        row = session_detail(case, known.id).row
    say(_("Saved: {code} {name}.").format(code=row.code, name=row.name))
    return 0


def note_done(options: Namespace) -> int:
    """Note that something around a session was done, or is not needed."""
    from dialogue_app.i18n.words import word
    from dialogue_app.services.case import Seen
    from dialogue_app.services.sessions.duties import note_duty
    from dialogue_app.services.sessions.editing import session_detail
    from dialogue_app.services.sessions.finding import find_session

    with opened(options) as case:
        known = session_detail(case, find_session(case, options.session))
        day = None if options.not_needed else options.on or case.today()
        note_duty(case, Seen(known.id, known.version), options.duty, day)
    say(_("Noted of {code}: {what}.").format(code=known.row.code, what=word(options.duty)))
    return 0


def show_list(options: Namespace) -> int:
    """List sessions."""
    from dialogue_app.services.sessions.lists import SESSIONS, SessionList

    with opened(options) as case:
        records = SessionList(case)
        ids = records.ids(SESSIONS.shown_in(options.view, search=options.search))
        show_rows(options, records, ids, case.today())
    return 0


def show(options: Namespace) -> int:
    """Show one session and what it still lacks."""
    from dialogue_app.services.sessions.editing import session_detail
    from dialogue_app.services.sessions.finding import find_session

    with opened(options) as case:
        detail = session_detail(case, find_session(case, options.session))
        today = case.today()
    if options.json:
        say_json(detail)
    else:
        _say_whole(detail, today)
    return 0


def _say_whole(detail: SessionDetail, today: date) -> None:
    from dialogue_app.i18n.formats import number
    from dialogue_app.i18n.words import word
    from dialogue_app.services.sessions.words import (
        away_lines,
        carried_words,
        duty_words,
        report_lines,
    )

    form, row = detail.form, detail.row
    say(f"{row.code}  {row.name}")
    if detail.sample:
        say("(" + _("sample data") + ")")
    for line in away_lines(detail):
        say(line)
    say_facts([*_when_and_who(form, row.series), *_said(form)])
    counted = (
        (_("Issues"), row.issue_count),
        *((word(where), row.standing(where)) for where in Standing),
    )
    say(" · ".join(f"{label}: {number(n)}" for label, n in counted))
    if detail.gaps:
        from dialogue_app.services.sessions.words import gap_words

        say(_("Still missing: {gaps}.").format(gaps=gap_words(detail.gaps)))
    if detail.report:
        for line in report_lines(detail.report):
            say(line)
        say(carried_words(detail.carried_over) + ".")
    for duty in (duty for duty in detail.duties if duty.is_named(today)):
        say(_("To do: {what}.").format(what=duty_words(duty, today)))


def _when_and_who(form: SessionDraft, series: str) -> list[tuple[str, str]]:
    from dialogue_app.i18n.values import draft_words
    from dialogue_app.i18n.words import field_name, word

    return [
        *draft_words(form, {"series_id": series}, but=("code", "name")),
        (field_name("venues"), "\n".join(map(_venue, form.venues))),
        *((word(role), _people(form, role)) for role in ParticipantRole),
    ]


def _people(form: SessionDraft, role: ParticipantRole) -> str:
    named = (participant for participant in form.participants if participant.role is role)
    return "\n".join(map(_participant, named))


def _participant(participant: ParticipantDraft) -> str:
    written, note = participant.person.written, participant.note
    return f"{written} ({note})" if note else written


def _venue(venue: VenueDraft) -> str:
    from dialogue_app.i18n.formats import number

    if venue.present_count is None:
        return venue.name
    return f"{venue.name} ({number(venue.present_count)})"


def _said(form: SessionDraft) -> list[tuple[str, str]]:
    from dialogue_app.domain.vocabulary import AgendaKind
    from dialogue_app.i18n.words import word

    return [
        (word(AgendaKind.OPENING), _speeches(form.opening)),
        (word(AgendaKind.REPORT), _speeches(form.reports)),
        (word(AgendaKind.CONCLUSION), "\n".join(form.conclusions)),
    ]


def _speeches(speeches: tuple[SpeechDraft, ...]) -> str:
    lines = ([speech.speaker.written, speech.text] for speech in speeches)
    return "\n".join(": ".join(filter(None, line)) for line in lines)

"""What `session add` and `session edit` take: options, and the form they fill in."""

from __future__ import annotations

import re
from argparse import SUPPRESS, Namespace
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.parsing import Parser
from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.text import clean, fold
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.domain.fields.sessions import (
        ParticipantDraft,
        SpeechDraft,
        VenueDraft,
    )
    from dialogue_app.services.case import Case

_SPEAKER = re.compile(r"([^:]{1,120}):(?:\s+(.+))?", re.DOTALL)
_PEOPLE = {
    "chair": ParticipantRole.CHAIR,
    "co_chair": ParticipantRole.CO_CHAIR,
    "secretary": ParticipantRole.SECRETARY,
    "invited_delegate": ParticipantRole.INVITED,
    "own_unit": ParticipantRole.OWN_UNIT,
    "absent": ParticipantRole.ABSENT,
}
_GROUPS = (ParticipantRole.INVITED, ParticipantRole.OWN_UNIT, ParticipantRole.ABSENT)
_HONORIFICS = ("Ông ", "Bà ")  # a person's; a group is named without


def add_fields(parser: Parser) -> None:
    """The options of a session; an empty value empties its field."""
    add_options(parser, SessionDraft, editing=True)
    _add_people(parser)
    _add_speeches(parser)


def _add_people(parser: Parser) -> None:
    for option, about in (
        ("--chair", _("chair: “name; title; organisation”")),
        ("--co-chair", _("co-chair, written likewise")),
        ("--secretary", _("secretary, written likewise")),
        ("--invited-delegate", _("invited delegate, written likewise")),
        ("--own-unit", _("person or group of our own, written likewise")),
        ("--absent", _("who is absent: “name; why”")),
    ):
        parser.add_argument(
            option, action="append", metavar=_("PERSON"), default=SUPPRESS, help=_again(about)
        )
    parser.add_argument(
        "--venue",
        action="append",
        metavar=_("VENUE"),
        default=SUPPRESS,
        help=_again(_("further venue: “name”, “name=number present”, or “name=” for no number")),
    )


def _add_speeches(parser: Parser) -> None:
    for option, about in (
        ("--opening", _("what was said in the opening: “speaker: words”, or “speaker:” alone")),
        (
            "--report",
            _("report on the last session: “speaker: words”; of “speaker:” alone it is counted"),
        ),
        ("--conclusion", _("conclusion of the chair")),
    ):
        parser.add_argument(
            option, action="append", metavar=_("TEXT"), default=SUPPRESS, help=_again(about)
        )


def _again(about: str) -> str:
    more = _("may be repeated")  # Babel finds no text inside an f-string
    return f"{about} ({more})"


def series_given(case: Case, options: Namespace) -> int | None:
    """The series that was named. Raises `Invalid`."""
    named = {name: value for name, value in vars(options).items() if name == "series_id"}
    return with_given(case, SessionDraft("", ""), Namespace(**named)).series_id


def day_given(options: Namespace) -> date | None:
    """The day that was named, else that of a start or an end with its day."""
    from dialogue_app.i18n.formats import local

    day: date | None = getattr(options, "planned_on", None)
    moments = (getattr(options, name, None) for name in ("started_at", "ended_at"))
    named = (local(one).date() for one in moments if isinstance(one, datetime))
    return day or next(named, None)


def _on_the_day(form: SessionDraft, options: Namespace) -> Namespace:
    """The options, where a time without a day is of the day of the session. Raises `Missing`."""
    from dialogue_app.i18n.formats import local, stored

    began = local(form.started_at).date() if form.started_at else None
    day = day_given(options) or began or form.planned_on
    given = dict(vars(options))
    for name, value in given.items():
        if isinstance(value, time):
            if day is None:
                raise Missing("planned_on")
            given[name] = stored(datetime.combine(day, value))
    return Namespace(**given)


def filled_draft(case: Case, form: SessionDraft, options: Namespace) -> SessionDraft:
    """The session with what was given; the rest stays. Raises `Missing`, `Invalid`."""
    options = _on_the_day(form, options)
    given, changes = vars(options), dict[str, Any]()
    if any(option in given for option in _PEOPLE):
        changes["participants"] = _participants(form, given)
    if "venue" in given:
        changes["venues"] = tuple(_venue(text, form.venues) for text in given["venue"])
    if "opening" in given:
        changes["opening"] = tuple(_speech(text, form.opening) for text in given["opening"])
    if "report" in given:
        changes["reports"] = tuple(_speech(text, form.reports) for text in given["report"])
    if "conclusion" in given:
        changes["conclusions"] = tuple(given["conclusion"])
    return replace(with_given(case, form, options), **changes)


def _participants(form: SessionDraft, given: dict[str, Any]) -> tuple[ParticipantDraft, ...]:
    """Those of the roles given, the others as they were, in the order of the roles."""
    replaced = {role for option, role in _PEOPLE.items() if option in given}
    people = [participant for participant in form.participants if participant.role not in replaced]
    for option, role in _PEOPLE.items():
        people += [_participant(role, text, form.participants) for text in given.get(option, ())]
    order = list(ParticipantRole)
    return tuple(sorted(people, key=lambda participant: order.index(participant.role)))


def _participant(
    role: ParticipantRole, text: str, known: tuple[ParticipantDraft, ...]
) -> ParticipantDraft:
    """A person with title and organisation, or a group that is named as a whole.

    A name alone, of one who is `known` in that role, keeps what else is known of them.
    """
    from dialogue_app.domain.fields.sessions import ParticipantDraft

    for one in known:
        if one.role is role and fold(text) in (fold(one.person.name), fold(one.person.written)):
            return one
    parts = [part.strip() for part in text.split(";")]
    note = parts.pop() if role is ParticipantRole.ABSENT and len(parts) > 1 else ""
    if len(parts) == 1 and role in _GROUPS and not parts[0].startswith(_HONORIFICS):
        return ParticipantDraft(role, Person.typed("", body=parts[0]), note)
    name, title, organisation = parts[0], "".join(parts[1:2]), "; ".join(parts[2:])
    return ParticipantDraft(role, Person.typed(name, title, organisation), note)


def _venue(text: str, known: tuple[VenueDraft, ...]) -> VenueDraft:
    """A venue; without a number of those present it keeps the one that is known."""
    from dialogue_app.domain.fields.sessions import VenueDraft

    name, equals, number = text.rpartition("=")
    if not (name if equals else text).strip():
        raise Missing("venue")
    if equals and (not number.strip() or number.strip().isdecimal()):
        return VenueDraft(name.strip(), int(number) if number.strip() else None)
    present = {fold(venue.name): venue.present_count for venue in known}
    return VenueDraft(text.strip(), present.get(fold(text)))


def _speech(text: str, known: tuple[SpeechDraft, ...]) -> SpeechDraft:
    """What was said, by whom; the words alone keep the speaker who is known to have said them."""
    from dialogue_app.domain.fields.sessions import SpeechDraft

    for one in known:
        if one.text == clean(text):
            return one
    found = _SPEAKER.fullmatch(text.strip())
    return SpeechDraft(Person.typed(found[1]), found[2] or "") if found else SpeechDraft(text=text)

"""`calendar`: working days, the dates counted in them, and how each came about."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_json, say_table
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_json,
    add_noun,
    choices_words,
    count,
    member_of,
    names_of,
    whole,
)
from dialogue_app.cli.progress import watched
from dialogue_app.domain.calendar import EXCEPTIONAL, CalendarDay, DayKind, usual_kind
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.i18n.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialogue_app.domain.calendar import CountedDay
    from dialogue_app.services.calendar.explaining import ExplainedDue
    from dialogue_app.services.calendar.explaining_promises import ExplainedPromise
    from dialogue_app.services.case import Case

# An ordinary day again, worked or not as the day of the week says.
_USUAL = "usual"


def add_to(nouns: Commands[Parser]) -> None:
    """Add `calendar add`, `explain`, `list`, `set`, `import` and `move-dates`."""
    verbs = add_noun(nouns, "calendar", _("working days and the dates counted in them"))
    adding = add_command(verbs, "add", _("count working days from a day on"), add)
    adding.add_argument("day", type=adding.day, metavar=_("DATE"), help=_("day 0"))
    adding.add_argument("days", type=whole, metavar="N", help=_("number of working days"))
    add_json(adding)
    explaining = add_command(
        verbs, "explain", _("how the dates of an issue came about, day by day"), explain
    )
    explaining.add_argument("issue", metavar=_("CODE"), help=_("code of the issue"))
    add_json(explaining)
    listing = add_command(verbs, "list", _("days off, and days worked in exchange"), show_list)
    listing.add_argument("--year", type=count, metavar=_("YEAR"), help=_("only of this year"))
    add_json(listing)
    _add_set(verbs)
    taking = add_command(verbs, "import", _("enter the days of a file (ics, xlsx, csv)"), take)
    taking.add_argument("file", type=Path, metavar=_("FILE"), help=_("the calendar"))
    taking.add_argument(
        "--year", type=count, metavar=_("YEAR"), help=_("only its days of this year")
    )
    taking.add_argument("--dry-run", action="store_true", help=_("only show what would be done"))
    moving = add_command(
        verbs, "move-dates", _("move open time limits to what the calendar counts now"), move
    )
    moving.add_argument("--dry-run", action="store_true", help=_("only show what would be done"))


def _add_set(verbs: Commands[Parser]) -> None:
    named = {name: kind for name, kind in names_of(DayKind).items() if kind in EXCEPTIONAL}
    known = f"{choices_words(named)}; {_USUAL} = {_('an ordinary day again')}"
    setting = add_command(verbs, "set", _("say what a day is"), change)
    setting.add_argument("day", type=setting.day, metavar=_("DATE"), help=_("the day"))
    read = member_of(DayKind, named)
    setting.add_argument(
        "kind",
        type=lambda text: None if text == _USUAL else read(text),
        metavar=_("KIND"),
        help=known,
    )
    for option, about in (("--name", _("its name")), ("--source", _("who says so"))):
        setting.add_argument(option, metavar=_("TEXT"), help=about)
    setting.add_argument("--estimate", action="store_true", help=_("it is not decided yet"))


def add(options: Namespace) -> int:
    """Count working days from a day on."""
    from dialogue_app.services.calendar.counting import counted_days
    from dialogue_app.services.calendar.words import counted_words, day_words

    with opened(options) as case:
        due = counted_days(case.calendar(), options.day, options.days)
    if options.json:
        say_json({"date": due.date, "days": _as_rows(due.days)})
        return 0
    for day in due.days:
        say(day_words(day))
    say(counted_words(options.day, options.days, due.date))
    return 0


def explain(options: Namespace) -> int:
    """How the dates of an issue came about."""
    from dialogue_app.services.calendar.explaining import explained_dues
    from dialogue_app.services.calendar.explaining_promises import explained_promises
    from dialogue_app.services.calendar.words import explained, explained_promise
    from dialogue_app.services.issues.intake import find_issue

    with opened(options) as case:
        issue_id = find_issue(case, options.issue)
        dues, promised = explained_dues(case, issue_id), explained_promises(case, issue_id)
    if options.json:
        say_json([*map(_as_object, dues), *map(_as_promise, promised)])
        return 0
    if not dues and not promised:
        say(_("No body has a time limit for this issue."))
    for lines in (*map(explained, dues), *map(explained_promise, promised)):
        for line in lines:
            say(line)
    return 0


def _as_promise(explained: ExplainedPromise) -> dict[str, object]:
    promise, after = explained.promise, explained.days_after
    return {
        "promise": promise.what,
        "who": promise.who,
        "date": promise.due_on,
        "text": promise.due_text,
        "ends_on": promise.ends_on,
        "days_after": None if after is None else _as_rows(after),
    }


def _as_object(due: ExplainedDue) -> dict[str, object]:
    return {
        "body": due.body,
        "date": due.due_on,
        "original_date": due.original_due_on,
        "given_date": due.given_due_on,
        "extensions": due.extensions,
        "basis": due.basis,
        "start": due.start,
        "working_days": due.working_days,
        "revision": due.revision,
        "ends_on": due.ends_on,
        "pauses": due.pauses,
        "days": _as_rows(due.days),
    }


def _as_rows(days: Sequence[CountedDay]) -> list[dict[str, object]]:
    from dialogue_app.services.calendar.words import reason

    return [{"date": day.date, "counted": day.counted, "reason": reason(day)} for day in days]


def show_list(options: Namespace) -> int:
    """List the dated exceptions."""
    from dialogue_app.domain.calendar import Weekday

    with opened(options) as case:
        calendar = case.calendar()
    days = [day for day in calendar.exceptions.values() if options.year in (None, day.day.year)]
    if options.json:
        say_json(days)
        return 0
    say_table(
        (_("Day"), _("Weekday"), _("Kind"), _("Name"), _("Source"), ""),
        [
            (
                screen_date(day.day),
                word(Weekday.of(day.day)),
                word(day.kind),
                day.name,
                day.source,
                _("estimate, not confirmed yet") if day.is_estimate else "",
            )
            for day in days
        ],
    )
    return 0


def change(options: Namespace) -> int:
    """Say what a day is; of a day that is this already, what is not given stays."""
    from dialogue_app.services.calendar.changing import change_days

    kind = options.kind or usual_kind(options.day)
    with opened(options) as case:
        known = case.calendar().exceptions.get(options.day)
        if known is None or known.kind is not kind:
            known = CalendarDay(options.day, kind)
        name = known.name if options.name is None else options.name
        source = known.source if options.source is None else options.source
        day = CalendarDay(options.day, kind, name, source, options.estimate)
        change_days(case, [day])
        say(_("{day} is now: {kind}.").format(day=screen_date(day.day), kind=word(kind)))
        _say_moves(case)
    return 0


def take(options: Namespace) -> int:
    """Enter the days of a file."""
    from dialogue_app.services.calendar.changing import change_days
    from dialogue_app.services.calendar.importing import preview_calendar
    from dialogue_app.services.calendar.words import exception_words, left_out_words

    with opened(options) as case:
        found = preview_calendar(case, options.file, options.year)
        for day in found.changes:
            say(f"{screen_date(day.day)}  {exception_words(day)}")
        for line in left_out_words(found):
            say(line)
        if found.changes and not options.dry_run:
            change_days(case, found.changes)
            _say_moves(case)
    n = len(found.changes)
    done = ngettext("{n} day entered.", "{n} days entered.", n)
    would = ngettext("{n} day would be entered.", "{n} days would be entered.", n)
    say((would if options.dry_run else done).format(n=number(n)))
    return 0


def _say_moves(case: Case) -> None:
    """Which open dates the calendar moves now; none is moved unasked."""
    from dialogue_app.services.calendar.moving import moved_dues
    from dialogue_app.services.calendar.words import moved_words, moves_words

    moves = moved_dues(case)
    for moved in moves:
        say(moved_words(moved))
    say(moves_words(len(moves)))
    if moves:
        say(_("They stand as they are until “calendar move-dates” moves them."))


def move(options: Namespace) -> int:
    """Move open time limits to what the calendar counts now."""
    from dialogue_app.services.calendar.moving import move_dues, moved_dues
    from dialogue_app.services.calendar.words import moved_words, moves_words

    with opened(options) as case:
        moves = moved_dues(case)
        for moved in moves:
            say(moved_words(moved))
        if options.dry_run or not moves:
            say(moves_words(len(moves)))
            return 0
        with watched() as watch:
            n = move_dues(case, moves, watch)
    said = ngettext("{n} time limit was moved.", "{n} time limits were moved.", n)
    say(said.format(n=number(n)))
    return 0

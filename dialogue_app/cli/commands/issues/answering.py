"""`issue answer` and `issue direct`: what was answered, and what the chair directed."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import issues_of, say_now
from dialogue_app.cli.commands.issues.promising import by_when_words
from dialogue_app.cli.commands.issues.together import add_dry_run, done_together
from dialogue_app.cli.database import opened
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    WrongUse,
    add_choice,
    add_command,
    add_day,
    add_seen,
    filled,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import AnswerKind
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case
    from dialogue_app.services.issues.answering import AnswerDraft

_KINDS = {
    "before": AnswerKind.BEFORE_MEETING,
    "meeting": AnswerKind.AT_MEETING,
    "writing": AnswerKind.IN_WRITING,
    "above": AnswerKind.FROM_ABOVE,
}


def add_to(verbs: Commands[Parser]) -> None:
    """Add both commands."""
    _add_answer(verbs)
    directing = add_command(verbs, "direct", _("record a direction of the chair"), record_direction)
    directing.add_argument("codes", metavar=_("CODE"), nargs="*", help=_("codes of the issues"))
    directing.add_argument(
        "--text", metavar=_("TEXT"), required=True, help=_("what the chair directed")
    )
    directing.add_argument("--speaker", metavar=_("NAME"), required=True, help=_("who directed"))
    directing.add_argument(
        "--session",
        type=filled,
        metavar=_("CODE"),
        help=_("session (default: that of the first issue)"),
    )
    directing.add_argument(
        "--body",
        action="append",
        metavar=_("NAME"),
        default=[],
        help=_("body directed; may be repeated"),
    )
    add_seen(directing)
    directing.add_argument("--due", type=directing.day, metavar=_("DATE"), help=_("time limit"))


def _add_answer(verbs: Commands[Parser]) -> None:
    answering = add_command(
        verbs, "answer", _("record an answer to one or several issues"), record_answer
    )
    answering.add_argument("codes", metavar=_("CODE"), nargs="+", help=_("codes of the issues"))
    answering.add_argument("--text", metavar=_("TEXT"), required=True, help=_("the answer"))
    about = _("form of the answer; on the day of the session and without a letter it is at it")
    add_choice(answering, "--kind", AnswerKind, about, short=_KINDS)
    for option, metavar, help_text in (
        ("--body", _("NAME"), _("body that answers; its part then ends")),
        ("--person", _("NAME"), _("person who answers")),
        ("--title", _("TEXT"), _("position of that person")),
        ("--letter", _("NUMBER"), _("number of the letter")),
    ):
        answering.add_argument(option, metavar=metavar, default="", help=help_text)
    answering.add_argument(
        "--letter-date", type=answering.day, metavar=_("DATE"), help=_("day of the letter")
    )
    add_seen(answering)
    add_day(answering, _("day of the answer (default: the day of the session, or today)"))
    answering.add_argument(
        "--not-settled", action="store_true", help=_("answered, but the matter stays open")
    )
    answering.add_argument(
        "--also-in-writing", action="store_true", help=_("a written answer is still to come")
    )
    answering.add_argument(
        "--similar", action="store_true", help=_("also to all issues grouped with these")
    )
    add_dry_run(answering)
    answering.add_argument("--promise", metavar=_("TEXT"), help=_("what the answer promises"))
    answering.add_argument(
        "--promised-for",
        metavar=_("WHEN"),
        default="",
        help=_("and by when: {examples}").format(examples=by_when_words()),
    )


def record_answer(options: Namespace) -> int:
    """Record one answer for all these issues that can be answered."""
    from dialogue_app.services.issues.answering import (
        answer,
        answer_together,
        what_can_be_answered,
    )
    from dialogue_app.services.issues.grouping import with_similar
    from dialogue_app.services.issues.lists import seen_issues

    with opened(options) as case:
        seen = issues_of(case, options.codes, options.seen)
        if options.similar:
            named = {issue.id: issue for issue in seen}
            found = seen_issues(case, with_similar(case, list(named)))
            seen = [named.get(issue.id, issue) for issue in found]
        form = _answer(case, options, seen[0].id)
        if len(seen) > 1 or options.dry_run:
            return done_together(
                options,
                lambda: what_can_be_answered(case, seen),
                lambda: answer_together(case, seen, form),
                lambda: say_now(case, dict.fromkeys(issue.id for issue in seen)),
            )
        answer(case, seen, form)
        say_now(case, [seen[0].id])
    return 0


def _answer(case: Case, options: Namespace, first: int) -> AnswerDraft:
    """The answer as it was typed; `first` is the first issue it serves."""
    from dialogue_app.services.bodies.editing import find_body
    from dialogue_app.services.issues.answering import AnswerDraft
    from dialogue_app.services.issues.promises import PromiseDraft

    promise, on = options.promise, options.on or case.today()
    if promise is None and options.promised_for:
        raise WrongUse(_("--promised-for goes with --promise."))
    return AnswerDraft(
        kind=options.kind or _kind(case, options, first),
        text=options.text,
        answered_on=options.on,
        body_id=find_body(case, options.body, on) if options.body else None,
        person=Person.typed(options.person, options.title),
        letter_number=options.letter,
        letter_date=options.letter_date,
        settles=not options.not_settled,
        also_in_writing=options.also_in_writing,
        promise=None if promise is None else PromiseDraft(promise, options.promised_for),
    )


def _kind(case: Case, options: Namespace, first: int) -> AnswerKind:
    """At the session only where the answer can be of it: nobody said so."""
    from dialogue_app.services.issues.answering import proposed_day

    session_id = _session_of(case, first)
    if options.letter or options.letter_date or session_id is None:
        return AnswerKind.IN_WRITING
    held_on = proposed_day(case, AnswerKind.AT_MEETING, session_id)
    return AnswerKind.AT_MEETING if options.on in (None, held_on) else AnswerKind.IN_WRITING


def _session_of(case: Case, issue_id: int) -> int | None:
    from dialogue_app.services.issues.detail import issue_detail

    return issue_detail(case, issue_id).form.session_id


def record_direction(options: Namespace) -> int:
    """Record a direction of the chair on these issues, or on none of a session."""
    from dialogue_app.services.bodies.editing import find_body
    from dialogue_app.services.issues.answering import DirectionDraft, direct
    from dialogue_app.services.sessions.finding import find_session

    if not options.codes and not options.session:
        raise WrongUse(_("Name the issues, or the session with --session."))
    with opened(options) as case:
        seen = issues_of(case, options.codes, options.seen)
        if options.session:
            session_id: int | None = find_session(case, options.session)
        else:
            session_id = _session_of(case, seen[0].id)
        on = options.due or case.today()
        form = DirectionDraft(
            speaker=Person.typed(options.speaker),
            text=options.text,
            due_on=options.due,
            body_ids=tuple(find_body(case, name, on) for name in options.body),
        )
        direct(case, session_id, seen, form)
        say_now(case, [issue.id for issue in seen])
    return 0

"""`issue propose`, `give-out`, `assign`, `transfer` and `return`: who is to deal with an issue."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import day_of, issues_of, say_now, with_issue
from dialogue_app.cli.commands.issues.together import add_dry_run, done_together, say_left
from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    WrongUse,
    add_command,
    add_day,
    add_seen,
    filled,
    whole,
)
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState, View
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.services.case import Case, Seen
    from dialogue_app.services.issues.assigning import AssignmentDraft, Due, Rerouting
    from dialogue_app.services.issues.detail import IssueDetail
    from dialogue_app.services.issues.together import Done


def add_to(verbs: Commands[Parser]) -> None:
    """Add the five commands."""
    proposing = add_command(
        verbs, "propose", _("note who should get an issue; assigning comes later"), propose_bodies
    )
    _add_bodies(proposing)
    _add_due(proposing, _("time limit"))
    _add_give_out(verbs)
    for name, about, run in (
        ("assign", _("assign an issue to one of our own units, with a time limit"), assign_issue),
        ("transfer", _("transfer an issue to a body that is not ours"), transfer_issue),
    ):
        assigning = add_command(verbs, name, about, run)
        _add_bodies(assigning, several=True)
        add_dry_run(assigning)
        _add_due(assigning, _("time limit"))
        assigning.add_argument(
            "--person", metavar=_("NAME"), default="", help=_("person in charge there")
        )
        assigning.add_argument(
            "--instead-of", type=filled, metavar=_("NAME"),
            help=_("which body has it no more, with --reason"),
        )  # fmt: skip
        assigning.add_argument("--reason", metavar=_("TEXT"), default="", help=_("why"))
        add_day(assigning, _("day of assignment (default: today)"))
    returning = add_command(verbs, "return", _("a body sends an issue back"), return_issue_back)
    returning.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    returning.add_argument(
        "--body", type=filled, metavar=_("NAME"), required=True, help=_("which body")
    )
    returning.add_argument("--reason", metavar=_("TEXT"), required=True, help=_("why"))
    add_day(returning, _("day it came back (default: today)"))
    add_seen(returning)


def _add_give_out(verbs: Commands[Parser]) -> None:
    giving = add_command(
        verbs, "give-out", _("assign issues to the bodies proposed for them"), give_out_issues
    )
    giving.add_argument("codes", metavar=_("CODE"), nargs="*", help=_("codes of the issues"))
    giving.add_argument(
        "--session",
        type=filled,
        metavar=_("CODE"),
        help=_("instead: all issues of this session not assigned yet"),
    )
    add_day(giving, _("day of assignment"), required=True)
    add_seen(giving)
    _add_due(giving, _("for our own units that have no time limit yet"))
    giving.add_argument(
        "--by-rules",
        action="store_true",
        help=_("first what the rules of the office propose (see “policy list”)"),
    )


def _add_bodies(parser: Parser, *, several: bool = False) -> None:
    add_seen(parser)
    if several:
        parser.add_argument("codes", metavar=_("CODE"), nargs="+", help=_("codes of the issues"))
    else:
        parser.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    parser.add_argument(
        "--body", type=filled, metavar=_("NAME"), required=True, help=_("lead body")
    )
    parser.add_argument(
        "--supporting",
        action="append",
        metavar=_("NAME"),
        default=[],
        help=_("supporting body; may be repeated"),
    )


def _add_due(parser: Parser, about: str) -> None:
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--due", type=parser.day, metavar=_("DATE"), help=about)
    limit.add_argument(
        "--days",
        type=whole,
        metavar="N",
        help=_("or number of working days"),
    )


def _due(options: Namespace) -> Due:
    from dialogue_app.services.issues.assigning import Due

    return Due(on=options.due, working_days=options.days)


def _assignments(
    case: Case, options: Namespace, on: date
) -> tuple[AssignmentDraft, list[AssignmentDraft]]:
    """The lead with its time limit, and the supporting bodies."""
    from dialogue_app.services.bodies.editing import find_body
    from dialogue_app.services.issues.assigning import AssignmentDraft

    person = getattr(options, "person", "")
    lead = AssignmentDraft(find_body(case, options.body, on), due=_due(options), person=person)
    supporting = [
        AssignmentDraft(find_body(case, name, on), AssignmentRole.SUPPORTING)
        for name in options.supporting
    ]
    return lead, supporting


def propose_bodies(options: Namespace) -> int:
    """Note who should get an issue."""
    from dialogue_app.services.issues.assigning import propose
    from dialogue_app.services.issues.detail import issue_detail

    def act(case: Case, seen: Seen) -> None:
        known = issue_detail(case, seen.id)
        lead, supporting = _assignments(case, options, known.form.received_on or case.today())
        propose(case, seen, _with_proposed(known, lead, supporting))

    return with_issue(options, act)


def _with_proposed(
    known: IssueDetail, lead: AssignmentDraft, supporting: Sequence[AssignmentDraft]
) -> list[AssignmentDraft]:
    """These proposals; a limit or supporting bodies that were not given stay as proposed."""
    from dialogue_app.services.issues.assigning import AssignmentDraft, Due

    kept: list[AssignmentDraft] = []
    for one in known.assignments:
        if one.state is not AssignmentState.PROPOSED:
            continue
        counted = one.due_days is not None
        due = Due(None if counted else one.due_on, one.due_days, one.due_text)
        if one.role is AssignmentRole.SUPPORTING:
            kept.append(AssignmentDraft(one.body_id, one.role, due, one.person))
        elif lead.due == Due():
            lead = replace(lead, due=due)
    return [lead, *(supporting or kept)]


def assign_issue(options: Namespace) -> int:
    """Giao: to one of our own units."""
    return _assign(options, Move.ASSIGN)


def transfer_issue(options: Namespace) -> int:
    """Chuyển: to a body that is not ours to command."""
    return _assign(options, Move.TRANSFER)


def _assign(options: Namespace, move: Move) -> int:
    """Give one issue to the body, or all of several that can be given to it."""
    from dialogue_app.services.issues.assigning import assign
    from dialogue_app.services.issues.assigning_together import (
        assign_together,
        what_can_be_assigned,
    )

    on = day_of(options)
    if options.instead_of and (len(options.codes) > 1 or options.dry_run):
        raise WrongUse(_("--instead-of goes with one issue."))
    if options.reason and not options.instead_of:
        raise WrongUse(_("--reason goes with --instead-of."))
    with opened(options) as case:
        seen = issues_of(case, options.codes, options.seen)
        lead, supporting = _assignments(case, options, on)
        if len(seen) > 1 or options.dry_run:
            return done_together(
                options,
                lambda: what_can_be_assigned(case, seen, lead.body_id, on, move),
                lambda: assign_together(case, seen, lead, on, supporting, move=move),
            )
        rerouting = _rerouting(case, options, on)
        assign(case, seen[0], lead, on, supporting, move=move, instead_of=rerouting)
        say_now(case, [seen[0].id])
    return 0


def _rerouting(case: Case, options: Namespace, on: date) -> Rerouting | None:
    from dialogue_app.services.bodies.editing import body_called
    from dialogue_app.services.issues.assigning import Rerouting

    if not options.instead_of:
        return None
    return Rerouting(body_called(case, options.instead_of, on), options.reason)


def give_out_issues(options: Namespace) -> int:
    """Give out what is proposed, and say what was left and why."""
    from dialogue_app.services.issues.assigning import give_out
    from dialogue_app.services.sessions.finding import find_session

    if options.codes and options.session:
        raise WrongUse(_("Give codes of issues or --session, not both."))
    with opened(options) as case:
        if options.session:
            seen = _not_given(case, find_session(case, options.session))
            if not seen:
                say(_("There is nothing to assign."))
                return 2
        else:
            seen = issues_of(case, options.codes, options.seen)
        result = give_out(case, seen, options.on, _due(options), by_rules=options.by_rules)
    _say_given(result)
    return 0 if result.done else 2


def _not_given(case: Case, session_id: int) -> list[Seen]:
    """The session's issues that are to be given out, with or without a proposal, by code."""
    from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues

    query = IssueQuery(session_id=session_id, view=View.NOT_GIVEN, descending=False)
    return seen_issues(case, IssueList(case).ids(query))


def _say_given(result: Done) -> None:
    from dialogue_app.i18n.formats import number

    n = result.done
    if n or not result.left:
        sentence = ngettext("{n} issue was assigned.", "{n} issues were assigned.", n)
        say(sentence.format(n=number(n)))
    say_left(result.left)


def return_issue_back(options: Namespace) -> int:
    """A body sends an issue back."""
    from dialogue_app.services.bodies.editing import body_called
    from dialogue_app.services.issues.assigning import return_issue

    on = day_of(options)

    def act(case: Case, seen: Seen) -> None:
        body_id = body_called(case, options.body, on)
        return_issue(case, seen, body_id, on, options.reason)

    return with_issue(options, act)

"""One sentence for each error and each finding in a workbook, in the user's language.

A sentence says what is wrong and, where that is not plain, what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import shorten
from typing import Any

from dialogue_app.domain import errors as e
from dialogue_app.domain.life import Move
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import number, screen_date, screen_moment
from dialogue_app.i18n.words import FIELDS, field_name, word

_FEW_WORDS = 160  # letters of what nobody foresaw: a whole statement of SQL helps no one
_UNKNOWN = {
    "issue": N_("Issue {code} was not found."),
    "session": N_("Session {code} was not found."),
    "enterprise": N_("No enterprise “{code}” was found. Type its code, tax code or full name."),
    "body": N_("No body “{code}” was found."),
    "raiser": N_("This issue has no raiser {code}."),
    "sheet": N_("The workbook has no sheet “{code}”."),
}
_TAKEN = {
    "session": N_("Another session already has the code {code}."),
    "enterprise": N_("Another enterprise already has the tax code {code}."),
    "body": N_("There is already a body named “{code}”."),
    "reference": N_("“{code}” stands in the list twice."),
}
_NOTHING = {
    "issue": N_("No issue is chosen."),
    "body": N_("No body is proposed for this issue: choose one first."),
}
_ELSEWHERE = {
    "register": N_(
        "The register was changed while the workbook was being compared. Read the workbook again."
    ),
}
_PROBLEMS = {
    RowProblem.NAME_MISSING: N_("The name is missing."),
    RowProblem.TEXT_MISSING: N_("The text of the issue is missing."),
    RowProblem.TAX_CODE_INVALID: N_("{value} is not a tax code: 10, 10-3 or 12 digits are needed."),
    RowProblem.TAX_CODE_AMBIGUOUS: N_(
        "The number {value} lost its leading zeros and may be {readings}. Type the right code."
    ),
    RowProblem.TAX_CODE_LOST_DIGITS: N_(
        "{value} lost digits when it was opened in Excel. Type the code again."
    ),
    RowProblem.TAX_CODE_CHECK_DIGIT: N_("The check digit of tax code {value} is wrong."),
    RowProblem.TAX_CODE_MISSING: N_("There is no tax code."),
    RowProblem.TAX_CODE_TAKEN: N_("The tax code {value} already belongs to {holder}."),
    RowProblem.CODE_INVALID: N_("“{value}” is not one of our codes."),
    RowProblem.DATE_IMPOSSIBLE: N_("There is no date or time “{value}”."),
    RowProblem.DUE_UNCLEAR: N_(
        "No day can be read from the time limit “{value}”; the words are kept."
    ),
    RowProblem.NUMBER_INVALID: N_("“{value}” is not a number."),
    RowProblem.EMAIL_INVALID: N_("“{value}” is not an e-mail address."),
    RowProblem.CHANNEL_UNKNOWN: N_("The way of raising “{value}” is not known."),
    RowProblem.CHOICE_UNKNOWN: N_("“{value}” is not one of the choices."),
    RowProblem.RAISER_MISSING: N_("Nobody is named as the raiser."),
    RowProblem.REPEATED: N_("The same as row {row}."),
    RowProblem.SIMILAR: N_("The same name as {value}, which may be the same enterprise."),
    RowProblem.RAISER_UNKNOWN: N_("“{value}” is not in the register; to be identified later."),
    RowProblem.BODY_UNKNOWN: N_("No body “{value}” is known; the name is kept in the note."),
    RowProblem.BODY_SUCCEEDED: N_("“{value}” no longer exists; {body} is proposed instead."),
    RowProblem.VENUE_UNKNOWN: N_(
        "“{value}” is none of the session's venues; the way of raising is kept without it."
    ),
    RowProblem.CODE_UNKNOWN: N_(
        "Session {session} has no issue {value}; the row is taken in as a new one."
    ),
    RowProblem.GIVEN_OUT: N_(
        "The workbook says “{value}”, but the issue has been given out: “{here}” stays."
    ),
    RowProblem.ENDED: N_(
        "The workbook says “{value}”, but the follow-up has ended: “{here}” stays."
    ),
    RowProblem.CODE_REPEATED: N_("{value} already stands in row {row}."),
    RowProblem.NUMBER_NEW: N_("{value} is not in the register; it is added with this code."),
    RowProblem.CODE_OF_ANOTHER: N_("The tax code {value} belongs to {name}, named otherwise here."),
    RowProblem.ANSWER_SHARED: N_("The answer also serves other issues, so it stays as it is here."),
}


def _unknown(error: e.UnknownCode) -> str:
    return _(_UNKNOWN[error.noun]).format(code=error.code)


def _taken(error: e.CodeTaken) -> str:
    return _(_TAKEN[error.noun]).format(code=error.code)


def _nothing(error: e.NothingToDo) -> str:
    return _(_NOTHING[error.noun])


def _elsewhere(error: e.ChangedElsewhere) -> str:
    common = N_("Somebody else has just changed this. Look at it again before you save.")
    return _(_ELSEWHERE.get(error.noun, common))


def _missing(error: e.Missing) -> str:
    if error.field == "agency":
        return _("Our agency has not been named yet: do it in the settings or by “agency set”.")
    return _("Please fill in “{field}”.").format(field=field_name(error.field))


def _invalid(error: e.Invalid) -> str:
    value, field = error.value, error.field
    match field:
        case "tax_code":
            return _(_PROBLEMS[RowProblem.TAX_CODE_INVALID]).format(value=value)
        case "number":
            return _(_PROBLEMS[RowProblem.NUMBER_INVALID]).format(value=value)
        case "present_count":
            return _("More enterprises are present ({value}) than invited.").format(value=value)
        case "venues":
            return _("Issues were raised at the venue “{value}”, so it stays.").format(value=value)
        case "body":
            return _(
                "{value}: our own units are assigned, all other bodies are transferred to."
            ).format(value=value)
    name = field_name(field) if field in FIELDS else field
    return _("“{value}” cannot stand in “{field}”.").format(value=value, field=name)


def _not_allowed_now(error: e.MoveNotAllowed) -> str:
    return _("Issue {code} is in the state “{state}”: it is not possible to {move}.").format(
        code=error.code, state=word(error.state), move=word(Move(error.move))
    )


def _outcome(error: e.OutcomeNotAllowed) -> str:
    return _("Issue {code} cannot end as “{outcome}”: no fact behind it is recorded yet.").format(
        code=error.code, outcome=word(error.outcome)
    )


def _body_not_valid(error: e.BodyNotValid) -> str:
    said = _("{body} did not exist on {day}.").format(body=error.body, day=screen_date(error.on))
    if not error.successors:
        return said + " " + _("Choose the body that now does its work.")
    return said + " " + _("Choose one of: {bodies}.").format(bodies="; ".join(error.successors))


def _header(error: e.NoHeader) -> str:
    names = ", ".join(f"“{field_name(one)}”" for one in error.missing)
    return _("No row of {file} names the column {fields}.").format(
        file=error.path.name, fields=names
    )


def _too_large(error: e.SheetTooLarge) -> str:
    return _(
        "Sheet “{sheet}” of {file} has a cell far away (row {row}, column {column}): delete the "
        "blank rows and columns, then save it again."
    ).format(sheet=error.sheet, file=error.path.name, row=number(error.row), column=error.column)


def _bad_rows(error: e.BadRows) -> str:
    return ngettext(
        "{n} row cannot be taken in, so nothing was written. Mend it or leave it out.",
        "{n} rows cannot be taken in, so nothing was written. Mend them or leave them out.",
        error.count,
    ).format(n=error.count)


def _due_before(error: e.DueBeforeGiven) -> str:
    return _("The time limit {due} lies before the day it is given, {given}.").format(
        due=screen_date(error.due), given=screen_date(error.given)
    )


def _not_allowed(error: e.NotAllowed) -> str:
    return _("Your role “{role}” does not include this.").format(role=word(error.role))


_OF_FILES: dict[type[Exception], str] = {
    e.FileMissing: N_("There is no file {file}."),
    e.FileUnreadable: N_("{file} cannot be read: close it in other programs, then try again."),
    e.FileNotWritable: N_("{file} cannot be written: choose another place, or close the file."),
    e.NotAWorkbook: N_("{file} is no Excel workbook (xlsx, xls) and no csv file, or is damaged."),
    e.WorkbookProtected: N_("{file} asks for a password: remove it in Excel, then try again."),
    e.EmptyWorkbook: N_("{file} is empty."),
    e.StoreUnreadable: N_("The data file {file} is damaged or is not one of ours."),
    e.StoreNotWritable: N_("The data folder {file} cannot be written: choose another with --data."),
    e.StoreTooNew: N_("{file} was written by a newer version of the program: install that one."),
    e.StoreBusy: N_("Another program is writing to {file}: wait a moment, then try again."),
    e.DiskFull: N_("The disk of {file} is full: free some room, then try again."),
}
_WHOLE_PATH = (e.StoreNotWritable, e.StoreBusy, e.StoreUnreadable, e.StoreTooNew, e.DiskFull)
_EXPLAINED: dict[type[Exception], Callable[[Any], str]] = {
    e.UnknownCode: _unknown,
    e.CodeTaken: _taken,
    e.SeveralFound: lambda x: _(
        "Several enterprises are named “{name}”: {codes}. Type one of these codes."
    ).format(name=x.name, codes=", ".join(x.codes)),
    e.SeveralBodies: lambda x: _(
        "“{name}” may mean several bodies: {bodies}. Write the whole name."
    ).format(name=x.written, bodies="; ".join(x.names)),
    e.NothingToDo: _nothing,
    e.ChangedElsewhere: _elsewhere,
    e.Missing: _missing,
    e.Invalid: _invalid,
    e.ImpossibleDate: lambda x: _("There is no date or time “{value}”.").format(value=x.value),
    e.EndsBeforeStart: lambda x: _("The end must come after the start ({start}).").format(
        start=screen_moment(x.start)
    ),
    e.TooEarly: lambda x: _(
        "{day} lies before the day the issue was received or given out, {since}."
    ).format(day=screen_date(x.day), since=screen_date(x.since)),
    e.NotYet: lambda x: _("{day} is still to come.").format(day=screen_date(x.day)),
    e.DueBeforeGiven: _due_before,
    e.DueRequired: lambda x: _("{body} needs a time limit.").format(body=x.body),
    e.MoveNotAllowed: _not_allowed_now,
    e.OutcomeNotAllowed: _outcome,
    e.NoSuchAssignment: lambda x: _("{body} has no open part in issue {code}.").format(
        body=x.body, code=x.code
    ),
    e.AlreadyAssigned: lambda x: _("{body} already has a part in issue {code}.").format(
        body=x.body, code=x.code
    ),
    e.BodyNotValid: _body_not_valid,
    e.RaiserHasVerdict: lambda x: _(
        "The opinion of {raiser} on the answer is recorded, so it stays a raiser of this issue."
    ).format(raiser=x.raiser),
    e.DuplicateOfItself: lambda x: _("Issue {code} cannot be followed with itself.").format(
        code=x.code
    ),
    e.EmptySession: lambda x: _(
        "Session {code} has no start, no chair and no issue: there is nothing to put in minutes."
    ).format(code=x.code),
    e.NotAllowed: _not_allowed,
    e.Cancelled: lambda _x: _("Stopped. Nothing was changed."),
    e.SheetTooLarge: _too_large,
    e.UnclosedQuote: lambda x: _(
        "A quotation mark opened in row {row} of {file} is never closed: mend it, then try again."
    ).format(row=number(x.row), file=x.path.name),
    e.NoHeader: _header,
    e.BadRows: _bad_rows,
    e.LettersMissing: lambda _x: _("No font with every Vietnamese letter was found."),
    e.UnknownField: lambda x: _(
        "The template “{template}” of the paper {paper} names an unknown field {name}."
    ).format(template=x.template, paper=x.paper, name=f"{{{x.name}}}"),
}


def explain(error: Exception) -> str:
    """The sentence for an error; what the program did not foresee is called so, with its words."""
    kind = type(error)
    if kind in _OF_FILES:
        path: Path = error.path  # type: ignore[attr-defined]
        shown = str(path) if isinstance(error, _WHOLE_PATH) else path.name
        return _(_OF_FILES[kind]).format(file=shown)
    if kind in _EXPLAINED:
        return _EXPLAINED[kind](error)
    words = shorten(str(error), _FEW_WORDS, placeholder="…") or kind.__name__
    return _("Something unexpected went wrong; the data are as before. ({words})").format(
        words=words
    )


def problem(found: Problem) -> str:
    """What is wrong in a row of a workbook."""
    return _(_PROBLEMS[found.problem]).format(**found.values)

"""What is asked once for a whole file, what may be answered, and what an answer decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select

from dialogue_app.domain.rows import AGREEABLE, RowProblem
from dialogue_app.domain.vocabulary import AnswerKind, AuthorityLevel, IssueKind, Medium, Moment
from dialogue_app.domain.worded import Worded
from dialogue_app.exchange.header_words import TableKind, cell_words
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import legal_types, topics, units
from dialogue_app.services.case import Case
from dialogue_app.services.imports.decisions import Decisions
from dialogue_app.services.imports.profiles import Fit
from dialogue_app.services.imports.questions import OF_SHEETS, OFFERS, Question, questions
from dialogue_app.services.imports.words import question_words, taken_as
from dialogue_app.services.imports.workbooks import Preview, table_fields
from dialogue_app.storage.models.people import Body

Answers = tuple[tuple[str, str], ...]  # what may be said: the value and its words
Lists = Mapping[str, Answers]  # by field
NONE = "-"  # the answer that no field, or no column, is meant
_BODIES = ("lead_body", "supporting_bodies", "answered_by")
_VOCABULARIES: Mapping[str, type[Worded]] = {
    "kind": IssueKind,
    "moment": Moment,
    "medium": Medium,
    "authority": AuthorityLevel,
    "answer_kind": AnswerKind,
}


class About(StrEnum):
    """What a question is about."""

    WORDS = "words"  # what the file does not say, or a word of it that no list has
    OFFER = "offer"  # what may be done with all rows
    HIDDEN = "hidden"  # rows that nobody sees in Excel
    WARNING = "warning"  # a warning that is right as it is written, for all rows
    NEW_COLUMN = "new_column"  # that nobody knew when files of this shape were read
    MISSING = "missing"  # a field that had a column then


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the rows it is for, and the answers offered: the value and its words."""

    about: About
    field: str
    value: str
    rows: tuple[int, ...]
    words: str
    answers: Answers

    @property
    def is_free(self) -> bool:
        """Whether any other words may be said, too."""
        return self.about is About.WORDS


def asked_of_file(preview: Preview, decided: Decisions, lists: Lists) -> list[Asked]:
    """What is open, each once: rows that are hidden, what the file does not say, warnings."""
    hidden = _of_hidden(preview) if decided.hidden is None else None
    # Sheets are chosen from the list of sheets, which has those of one shape as one, too.
    asked = [question for question in questions(preview) if question.field not in OF_SHEETS]
    words = [asked_of_words(question, lists) for question in asked]
    warnings = [_of_warning(preview, warning) for warning in AGREEABLE]
    return [one for one in (hidden, *words, *warnings) if one is not None]


def asked_of_words(question: Question, lists: Lists) -> Asked:
    """A question about the words of a field, or about cells that say nothing of it; an offer."""
    words, answers = question_words(question), lists.get(question.field, ())
    about = About.WORDS
    if question.field in OFFERS:
        about, answers = About.OFFER, (("yes", _("Yes")), ("no", _("No")))
    return Asked(about, question.field, question.value, question.rows, words, answers)


def answered(decided: Decisions, asked: Asked, value: str) -> Decisions:
    """The decisions with an answer."""
    match asked.about:
        case About.NEW_COLUMN:
            return decided if value == NONE else decided.with_column(value, int(asked.value))
        case About.MISSING:
            return decided if value == NONE else decided.with_column(asked.field, int(value))
        case About.HIDDEN:
            return replace(decided, hidden=value == "take")
        case About.WARNING:
            return replace(decided, agreed=decided.agreed | {RowProblem(value)})
    return decided.with_said(asked.field, asked.value, value)


def lists_of(case: Case, kind: TableKind) -> Lists:
    """The words of each field that a list, a vocabulary or the bodies have."""
    if kind is TableKind.ENTERPRISES:
        lists = {"legal_type": legal_types(case), "unit": units(case)}
        return {name: _names(one.name for one in rows) for name, rows in lists.items()}
    with case.reading() as session:
        names = select(Body.name).where(Body.valid_to.is_(None)).order_by(Body.name_sort)
        bodies = _names(session.scalars(names))
    found = {name: _vocabulary(name, words) for name, words in _VOCABULARIES.items()}
    found["topic"] = _names(one.name for one in topics(case))
    return {**found, "channel": found["medium"], **dict.fromkeys(_BODIES, bodies)}


def _names(names: Iterable[str]) -> Answers:
    return tuple((name, name) for name in names)


def _vocabulary(name: str, words: type[Worded]) -> Answers:
    """What a cell may say of it, but not that nobody knows."""
    known = set(cell_words().choices[name].values()) - {"unknown"}
    return tuple((str(member), word(member)) for member in words if member in known)


def asked_of_fit(found: Fit, kind: TableKind, titles: Sequence[str]) -> list[Asked]:
    """What a profile leaves open: columns that are new, and fields that had a column then."""
    fields = tuple((name, taken_as(name)) for name in table_fields(kind))
    columns = tuple((str(at), title) for at, title in enumerate(titles) if title)
    none = ((NONE, taken_as(None)),)
    new = _("New column “{heading}”: what is it?")
    missing = _("No column for “{field}”: which one?")
    return [
        *(
            Asked(About.NEW_COLUMN, "", str(at), (), new.format(heading=title), none + fields)
            for at, title in found.new
        ),
        *(
            Asked(About.MISSING, name, "", (), missing.format(field=taken_as(name)), none + columns)
            for name in found.missing
        ),
    ]


def _of_hidden(preview: Preview) -> Asked | None:
    rows = tuple(row.row for row in preview.rows if row.row in preview.sheet.hidden_rows)
    if not rows:
        return None
    n = len(rows)
    sentence = ngettext(
        "{n} row is hidden in Excel. Is it to be taken?",
        "{n} rows are hidden in Excel. Are they to be taken?",
        n,
    )
    answers = (("take", _("Take them")), ("leave", _("Leave them out")))
    return Asked(About.HIDDEN, "", "", rows, sentence.format(n=number(n)), answers)


def _of_warning(preview: Preview, warning: RowProblem) -> Asked | None:
    rows = tuple(
        row.row for row in preview.rows if any(found.problem is warning for found in row.problems)
    )
    if not rows:
        return None
    n = len(rows)
    sentence = ngettext(
        "The check digit of {n} tax code is wrong. Is it right as it is written?",
        "The check digits of {n} tax codes are wrong. Are they right as they are written?",
        n,
    )
    answers = ((str(warning), _("Right as written")),)
    words = sentence.format(n=number(n))
    return Asked(About.WARNING, "tax_code", "", rows, words, answers)

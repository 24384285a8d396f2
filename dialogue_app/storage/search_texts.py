"""The words by which issues and enterprises are found: their own, and those of rows beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    func,
    literal,
    select,
    union_all,
)  # fmt: skip
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors

from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.storage.audit import column_of_key
from dialogue_app.storage.bulk import Statement, is_asked, rows_of
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.enterprises import Enterprise, MergedEnterprise
from dialogue_app.storage.models.issue_course import (
    Answer,
    AnswerIssue,
    Reopening,
    Verdict,
    Waiting,
)
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.promises import Promise
from dialogue_app.storage.models.reference import Topic
from dialogue_app.storage.models.sessions import Direction, DirectionIssue
from dialogue_app.storage.search import A_YEAR

_NOT_DIGIT = re.compile(r"\D")
Text = tuple[int, int, str]  # its row in the index, the id, all its words


def reads(changes: Iterable[str]) -> bool:
    """Whether any of these changed columns, `table:id.column`, can give a whole other words."""
    tables, columns = _read()
    return any(named[0] in tables or named in columns for named in map(column_of_key, changes))


@cache
def _read() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The tables of which any column is read for words, and the columns read of others."""
    tables = {model.__tablename__ for model in (Enterprise, MergedEnterprise, Raiser)}
    own = {(Issue.__tablename__, name) for name in ("year", "number", "outcome_note")}
    own |= {(Issue.__tablename__, name) for name in _searched(Issue)}
    related = {
        (part.table.name, part.name)
        for statement, _issue_id in _RELATED
        for part in visitors.iterate(statement)
        if isinstance(part, Column)
    }
    return frozenset(tables), frozenset(own | related)


def _enterprise_texts(session: Session, ids: Sequence[int]) -> Iterable[Text]:
    from dialogue_app.domain.fields.facts import Format, names_of

    phone_fields = names_of(Enterprise.draft(), format=Format.PHONE)
    phones = [at for at, name in enumerate(_searched(Enterprise)) if name in phone_fields]
    merged = merged_words(session, ids)
    for key, number, *rest in _enterprise_rows(session, ids):
        digits = [_NOT_DIGIT.sub("", rest[place]) for place in phones]  # typed without blanks
        texts = [enterprise_code(number), *rest, *digits, *merged.get(key, ())]
        yield key, key, " ".join(filter(None, texts))


@rows_of
def _enterprise_rows() -> Statement:
    searched = (getattr(Enterprise, name) for name in _searched(Enterprise))
    return select(Enterprise.id, Enterprise.number, *searched).where(is_asked(Enterprise.id))


def merged_words(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """Codes and names of those that were merged into some enterprises."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, number, name, code in _merged_rows(session, ids):
        found[key] += [enterprise_code(number), name, code or ""]
    return found


@rows_of
def _merged_rows() -> Statement:
    columns = (MergedEnterprise.number, MergedEnterprise.name, MergedEnterprise.tax_code)
    return (
        select(MergedEnterprise.enterprise_id, *columns)
        .where(is_asked(MergedEnterprise.enterprise_id))
        .order_by(MergedEnterprise.number)
    )


def _searched(model: type[Base]) -> tuple[str, ...]:
    from dialogue_app.domain.fields.facts import names_of

    draft = model.draft()
    assert draft is not None
    return names_of(draft, searched=True)


def _issue_texts(session: Session, ids: Sequence[int]) -> Iterable[Text]:
    related = _related_texts(session, ids)
    for key, year, number, *rest in _issue_rows(session, ids):
        texts = [issue_code(year, number), str(number), *rest, *related[key]]
        yield year * A_YEAR + number, key, " ".join(filter(None, texts))


@rows_of
def _issue_rows() -> Statement:
    typed = (getattr(Issue, name) for name in _searched(Issue))
    columns = (Issue.year, Issue.number, Issue.raisers_text, Issue.outcome_note, *typed)
    return select(Issue.id, *columns).where(is_asked(Issue.id))


# What is typed about an issue in other tables: the texts, and the column with its id.
_RELATED: Any = (  # pairs of a select of any number of texts and a column
    (select(Raiser.issue_id, Raiser.written_name, Raiser.speaker, Raiser.others_text),
     Raiser.issue_id),
    (select(Raiser.issue_id, Enterprise.representative, Enterprise.phone,
            func.replace(func.replace(Enterprise.phone, " ", ""), ".", ""))
     .join(Enterprise, Enterprise.id == Raiser.enterprise_id), Raiser.issue_id),
    (select(AnswerIssue.issue_id, Answer.text, Answer.person_name,
            Answer.person_title, Answer.letter_number)
     .join(Answer, Answer.id == AnswerIssue.answer_id), AnswerIssue.issue_id),
    (select(AnswerIssue.issue_id, Promise.what, Promise.person, Promise.due_text, Promise.proof)
     .join(Promise, Promise.answer_id == AnswerIssue.answer_id), AnswerIssue.issue_id),
    (select(DirectionIssue.issue_id, Direction.text, Direction.person_name, Direction.person_title)
     .join(Direction, Direction.id == DirectionIssue.direction_id), DirectionIssue.issue_id),
    (select(Assignment.issue_id, Body.name, Assignment.person, Assignment.due_text,
            Assignment.ended_reason)
     .join(Body, Body.id == Assignment.body_id), Assignment.issue_id),
    (select(Escalation.issue_id, Escalation.addressee, Escalation.paper, Body.name)
     .outerjoin(Body, Body.id == Escalation.body_id), Escalation.issue_id),
    (select(Verdict.issue_id, Verdict.note), Verdict.issue_id),
    (select(Contact.issue_id, Contact.person, Contact.number, Contact.said, Contact.came_back),
     Contact.issue_id),
    (select(Waiting.issue_id, Waiting.what), Waiting.issue_id),
    (select(Reopening.issue_id, Reopening.reason, Reopening.outcome_note), Reopening.issue_id),
    (select(Issue.id, Topic.name).join(Topic, Topic.id == Issue.topic_id), Issue.id),
)  # fmt: skip


def _related_texts(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """Everything typed about these issues in other tables, in one statement."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, whole in _all_related(session, ids):
        found[key].append(whole)
    return found


@rows_of
def _all_related() -> Statement:
    """All of `_RELATED` as one."""
    return union_all(
        *(_as_one_text(statement).where(is_asked(issue_id)) for statement, issue_id in _RELATED)
    )


def _as_one_text(statement: Select[Any]) -> Select[Any]:
    """The same rows with all their texts joined by blanks."""
    key, *texts = statement.selected_columns
    joined: ColumnElement[str] = literal("")
    for typed in texts:
        joined = joined + " " + func.coalesce(typed, "")
    columns = key.label("id"), joined.label("whole")
    return statement.with_only_columns(*columns, maintain_column_froms=True)


TEXTS: dict[str, Callable[[Session, Sequence[int]], Iterable[Text]]] = {
    "issue": _issue_texts,
    "enterprise": _enterprise_texts,
}

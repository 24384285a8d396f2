"""Which session each row of a workbook of issues belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.exchange.header_words import words_only
from dialogue_app.exchange.issue_rows import SheetIssue
from dialogue_app.services.imports.read_back import ReadBack
from dialogue_app.services.issues.lists import IssueRow
from dialogue_app.storage.models.sessions import DialogueSession


class SessionNames:
    """The sessions by what a cell may call them: their code, or a name only one of them has."""

    def __init__(self, session: Session) -> None:
        columns = select(DialogueSession.id, DialogueSession.code, DialogueSession.name)
        self.by_code: dict[str, int] = {}
        self._by_words: defaultdict[str, set[int]] = defaultdict(set)
        for key, code, name in session.execute(columns):
            self.by_code[code] = key
            self._by_words[words_only(code)].add(key)
            self._by_words[words_only(name)].add(key)

    def find(self, written: str) -> int | None:
        """The session a cell names."""
        found = self._by_words.get(words_only(written), set())
        return next(iter(found)) if len(found) == 1 else None


def by_session(
    names: SessionNames,
    drafts: Sequence[SheetIssue],
    told: Mapping[int, ReadBack[IssueRow]],
    chosen: int | None,
) -> dict[int | None, list[SheetIssue]]:
    """The rows of each session, and those of none: in the order of their first rows.

    An issue known by its code stays where it is; a row that names a session belongs there; any
    other goes to the one chosen.
    """
    found: defaultdict[int | None, list[SheetIssue]] = defaultdict(list)
    for draft in drafts:
        ours = told.get(draft.row)
        named = names.find(draft.session) if draft.session else None
        if ours is not None:
            here = names.by_code.get(ours.known.session_code)
            found[here].append(_staying(draft, ours.known) if named != here else draft)
        elif named is None and draft.session:
            found[chosen].append(_warned(draft, RowProblem.SESSION_UNKNOWN))
        else:
            found[chosen if named is None else named].append(draft)
    return dict(found)


def _staying(draft: SheetIssue, known: IssueRow) -> SheetIssue:
    """A row of a known issue whose cell says another session, or none that is known."""
    if not draft.session:
        return draft
    if not known.session_code:
        return _warned(draft, RowProblem.SESSION_OF_NONE, code=known.code)
    return _warned(draft, RowProblem.SESSION_KEPT, code=known.code, here=known.session_code)


def _warned(draft: SheetIssue, problem: RowProblem, **values: str) -> SheetIssue:
    said = Problem(problem, "session", {"value": draft.session, **values})
    return replace(draft, warnings=(*draft.warnings, said))

"""The minutes of the session: as parts, in any length, and as what their floors are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from bench.floors.minutes import Given
from dialogue_app.documents.faces import paper_face
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_facts import MinutesFacts
from dialogue_app.documents.parts import (
    AnnexHeading,
    Heading,
    LetterHead,
    Paper,
    Part,
    Section,
    SignatureColumns,
    Table,
    Title,
)
from dialogue_app.documents.reading import as_text
from dialogue_app.services.case import Case
from dialogue_app.services.papers.minutes import minutes_facts


def facts_of(case: Case, session_id: int, times: int = 1) -> MinutesFacts:
    """The facts of a session with its issues so many times, each under a code of its own."""
    facts = minutes_facts(case, session_id)
    again = [issue for _time in range(times) for issue in facts.issues]
    numbered = enumerate(again, start=1)
    return replace(
        facts, issues=tuple(replace(one, code=f"KN-2026-{n:04d}") for n, one in numbered)
    )


def paper_of(case: Case, session_id: int, times: int = 1) -> Paper:
    """The minutes of these facts."""
    return minutes_parts(facts_of(case, session_id, times))


def given_of(case: Case, session_id: int) -> Given:
    """The same paragraphs and rows for a renderer that knows nothing of ours."""
    paper = paper_of(case, session_id)
    body, annex = paper.sections
    (table,) = (part for part in annex.parts if isinstance(part, Table))
    return Given(
        files=[str(path) for path in paper_face().files],
        body=[line for part in body.parts for line in _lines(part)],
        annex=[line for part in annex.parts if part is not table for line in _lines(part)],
        heads=[escape(column.heading) for column in table.columns],
        shares=[column.share for column in table.columns],
        rows=[[escape(cell).replace("\n", "<br/>") for cell in row] for row in table.rows],
    )


def _lines(part: Part) -> Iterator[tuple[str, str]]:
    """The lines of a part, each with the style it is set in."""
    text = as_text(Paper("", (Section((part,)),)))
    for line in filter(None, text.splitlines()[1:]):
        yield _style(part, line), escape(line)


def _style(part: Part, line: str) -> str:
    if isinstance(part, Heading):
        return "heading"
    if isinstance(part, SignatureColumns) and line == "Nơi nhận:":
        return "label"
    if isinstance(part, AnnexHeading) and line == part.belongs_to:
        return "reference"
    centred = isinstance(part, LetterHead | Title | SignatureColumns | AnnexHeading)
    return "centred" if centred else "body"

"""The minutes of a session of forty issues: in a running process, and from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from xml.sax.saxutils import escape

from bench.database import CODE
from bench.floors import minutes as floor
from bench.timing import Result, alternate, timed, whole_process
from dialogue_app.documents.faces import paper_face
from dialogue_app.documents.minutes import minutes_parts
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
from dialogue_app.services.papers.minutes import SOURCE, minutes_facts
from dialogue_app.services.sessions.editing import find_session

_WARM_LIMIT, _COLD_LIMIT = 1.4, 1.5
_RUNS = 9


def in_process(case: Case) -> Result:
    """Time the minutes from the database to the PDF; the floor is given the paragraphs."""
    key = find_session(case, CODE)
    given = _given(case, key)
    times = alternate(
        lambda: timed(lambda: SOURCE.pdf(case, key).content),
        lambda: timed(lambda: floor.pdf(given)),
        _RUNS,
    )
    return Result(
        "minutes in process", *times, _WARM_LIMIT, _pages(SOURCE.pdf(case, key).content, given)
    )


def cold(case: Case) -> Result:
    """Time the command `minutes` in a new process; the floor reads the same rows, too."""
    given = case.store.folder / "paragraphs.json"
    given.write_text(json.dumps(asdict(_given(case, find_session(case, CODE)))), "utf-8")
    ours, bare = case.store.folder / "ours.pdf", case.store.folder / "floor.pdf"
    command = ("--data", str(case.store.folder), "minutes", CODE, "-o", str(ours))
    times = alternate(
        lambda: whole_process("-m", "dialogue_app", *command),
        lambda: whole_process(
            "-m", "bench.floors.minutes_cold", str(case.store.path), CODE, str(given), str(bare)
        ),
        _RUNS,
    )
    return Result("minutes cold", *times, _COLD_LIMIT)


def _pages(ours: bytes, given: floor.Given) -> str:
    from pypdfium2 import PdfDocument

    return f"{len(PdfDocument(ours))} pages, floor {len(PdfDocument(floor.pdf(given)))}"


def _given(case: Case, session_id: int) -> floor.Given:
    paper = minutes_parts(minutes_facts(case, session_id))
    body, annex = paper.sections
    (table,) = (part for part in annex.parts if isinstance(part, Table))
    return floor.Given(
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

"""The minutes of a session of forty issues: PDF and Word in a running process, and by a command.

All in time of the processor.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from bench.database import CODE, OF_SESSION
from bench.floors import minutes as floor
from bench.floors.minutes_word import docx
from bench.papers import given_of, paper_of
from bench.timing import Result, alternate, whole_process_worked, worked
from dialogue_app.documents.docx import render_docx
from dialogue_app.documents.pdf import render_pdf
from dialogue_app.services.case import Case
from dialogue_app.services.papers.minutes import SOURCE
from dialogue_app.services.sessions.finding import find_session

_WARM_LIMIT, _COLD_LIMIT, _WORD_LIMIT = 1.1, 1.5, 1.1
_WORD_TO_PDF = 2.0
_MANY, _LINEAR = 50, 1.1  # times forty issues, and what each forty may take of them
_RUNS = 9


def in_process(case: Case) -> Result:
    """Time the minutes from the database to the PDF; the floor is given the paragraphs."""
    key = find_session(case, CODE)
    given = given_of(case, key)
    times = alternate(
        lambda: worked(lambda: SOURCE.pdf(case, key).content),
        lambda: worked(lambda: floor.pdf(given)),
        _RUNS,
        min,
    )
    return Result(
        "minutes in process", *times, _WARM_LIMIT, _pages(SOURCE.pdf(case, key).content, given)
    )


def many(case: Case) -> Result:
    """Time 2,000 issues against forty: each forty of them takes no longer."""
    key = find_session(case, CODE)

    def long() -> object:
        return render_pdf(paper_of(case, key, _MANY))

    def short() -> object:
        return render_pdf(paper_of(case, key))

    worked(short)
    ours = worked(long) / _MANY
    note = f"each {OF_SESSION} of {OF_SESSION * _MANY:,} issues against {OF_SESSION}"
    return Result("minutes of many", ours, worked(short), _LINEAR, note)


def word(case: Case) -> Result:
    """Time the Word file of the same parts; the floor is plain python-docx."""
    key = find_session(case, CODE)
    paper, given = paper_of(case, key), given_of(case, key)
    times = alternate(
        lambda: worked(lambda: render_docx(paper)), lambda: worked(lambda: docx(given)), _RUNS, min
    )
    return Result("minutes in Word", *times, _WORD_LIMIT)


def word_to_pdf(case: Case) -> Result:
    """Time the Word file against the PDF of the same parts."""
    paper = paper_of(case, find_session(case, CODE))
    times = alternate(
        lambda: worked(lambda: render_docx(paper)),
        lambda: worked(lambda: render_pdf(paper)),
        _RUNS,
        min,
    )
    return Result("Word against PDF", *times, _WORD_TO_PDF)


def cold(case: Case) -> Result:
    """Time the command `minutes` in a new process; the floor reads the same rows, too."""
    given = case.store.folder / "paragraphs.json"
    given.write_text(json.dumps(asdict(given_of(case, find_session(case, CODE)))), "utf-8")
    ours, bare = case.store.folder / "ours.pdf", case.store.folder / "floor.pdf"
    command = ("--data", str(case.store.folder), "minutes", CODE, "-o", str(ours))
    times = alternate(
        lambda: whole_process_worked("-m", "dialogue_app", *command),
        lambda: whole_process_worked(
            "-m", "bench.floors.minutes_cold", str(case.store.path), CODE, str(given), str(bare)
        ),
        _RUNS,
        min,
    )
    return Result("minutes cold", *times, _COLD_LIMIT)


def _pages(ours: bytes, given: floor.Given) -> str:
    from pypdfium2 import PdfDocument

    return f"{len(PdfDocument(ours))} pages, floor {len(PdfDocument(floor.pdf(given)))}"

"""Reads the answers of a row: the text, who gives it, and whether it was spoken or written.

A citation of a letter is not the answer's text, and what form an answer had is not guessed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from dialogue_app.domain.dates import parse_date
from dialogue_app.domain.errors.base import ImpossibleDate
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.text import clean_line, says_something
from dialogue_app.domain.vocabulary import AnswerKind
from dialogue_app.exchange.answer_words import answer_words
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.cited_letters import (
    letter_at_end,
    letter_cited,
    letter_in_its_column,
    letter_named_in,
)
from dialogue_app.exchange.day_cells import read_day
from dialogue_app.exchange.header_words import (
    TableKind,
    heading_words_only,
    is_tick,
    section_words,
    table_words,
    words_only,
)
from dialogue_app.exchange.heading_match import ANSWERS, exact_field
from dialogue_app.exchange.no_answers import is_no_answer, is_passed_on
from dialogue_app.exchange.reading import shown
from dialogue_app.exchange.settling import answering_body

Apart = tuple[tuple[str, str], ...]  # of each body, its name and what it says
_TOGETHER: Apart = ()
_SENTENCE = re.compile(r"(?<=[.;])\s+")
_LONG_DAY = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_LONGEST_OPENING = 60  # letters
# "Trả lời Công văn số 12 của doanh nghiệp" names another letter than the answer.
_SAYS_HOW = re.compile(
    r"(?:da )?(?:tra loi|giai dap|giai trinh|phuc dap)(?: truc tiep| ngay)*"
    r" (?:bang|tai|trong|truoc) "
)
_KINDS = (
    (AnswerKind.IN_WRITING, re.compile(r"\b(?:van ban|cong van)\b")),
    (AnswerKind.BEFORE_MEETING, re.compile(r"\btruoc (?:hoi nghi|buoi doi thoai)\b")),
    (AnswerKind.AT_MEETING, re.compile(r"\b(?:tai|trong) (?:hoi nghi|cho|buoi|cuoc)\b|\bat the")),
)


def read_answer(row: RowReader, behind: str) -> dict[str, Any]:
    """The parts of a `SheetIssue` that are its answer, which may stand in two columns.

    `behind` is one that stands behind the text.

    The text is empty where a letter is only cited. Of its form see `form_of_answer`.
    """
    text, how_far, by, apart = _said(row, behind)
    number, day = row.line("answer_number"), read_day(row, "answer_date")
    number = number if any(map(str.isdigit, number)) else ""  # "x", "Có"
    if number and (letter := letter_in_its_column(number)):
        number, day = letter.number, day or _day(letter.day, row)
    text, cited = ("", text) if is_passed_on(text) else (text, "")
    if letter := letter_cited(text):
        number, day = number or letter.number, day or _day(letter.day, row)
        by = by or letter.by
        text, cited = ("", text) if letter.is_all else (text, "")
    elif not number and (letter := letter_at_end(text, _answering(row, by))):
        number, day = letter.number, day or _day(letter.day, row)
        by = by or letter.by
    if not says_something(text):
        text = ""  # "-"
    elif is_no_answer(text):
        text, cited = "", text
    if text and not by and not apart:
        apart = _opened_apart(row, text)
        behind = letter.behind if letter else ""
        if not apart and (opening := _opening(text) or _opening(behind)):
            by = _opener(row, opening)
            if not number and (letter := letter_named_in(opening[0].rpartition(by)[2])):
                number, day = letter.number, day or _day(letter.day, row)
    return {
        "answer": text,
        "answer_number": number,
        "answer_date": day,
        "answered_by": by,
        "answers_apart": apart,
        "answer_cited": "\n".join(filter(None, (cited, how_far)))
        or _said_beside(row, number, text),
    }


def _answering(row: RowReader, by: str) -> set[str]:
    """The bare words of who answers as far as the row says: the body that leads, too."""
    return {words_only(who) for who in (by, row.line("lead_body")) if who}


def _opening(text: str) -> re.Match[str] | None:
    return answer_words().opening.match(text)


def _said_beside(row: RowReader, number: str, text: str) -> str:
    """What columns say of an answer that is not told: "Đã trả lời: x", "Hình thức: Văn bản"."""
    names = [] if text else [name for name in ANSWERS if is_tick(row.written(name))]
    is_more = () if number else ("answer_number",) if text else ("answer_kind", "answer_number")
    names += [name for name in is_more if row.written(name) is not None]
    cells = ((row.heading(name), clean_line(shown(row.written(name)))) for name in names)
    said = (filter(None, some) for some in cells)
    return "; ".join(map(": ".join, said))


def _said(row: RowReader, behind: str) -> tuple[str, str, str, Apart]:
    """The text of the answer, how far it has come, and who gives it.

    Where several bodies answer each is named in the text, and what each says stands apart, too.
    """
    cells = (row.text(name) for name in ANSWERS if not is_tick(row.cell(name)))
    parts = list(dict.fromkeys(filter(None, (*cells, behind))))
    how_far = [part for part in parts if is_no_answer(part)] if len(parts) > 1 else []
    parts = [part for part in parts if part not in how_far]
    of_bodies = row.answers()
    by, apart = row.line("answered_by"), _TOGETHER
    if of_bodies and len(of_bodies) + len(parts) > 1:
        apart = (*[(by, "\n".join(parts))][: len(parts)], *of_bodies)
        by, parts = "", [f"{body}: {text}" if body else text for body, text in apart]
    elif of_bodies:
        by, parts = by or of_bodies[0][0], [of_bodies[0][1]]
    elif parts and not by:
        by = _headed_by(row.heading("answer")) if row.text("answer") else ""
    return "\n".join(parts), "\n".join(how_far), by, apart


def _headed_by(heading: str) -> str:
    """The body that the heading of the answers names, in whichever of its rows."""
    above, _dash, below = heading.rpartition(" - ")
    is_of_two_rows = bool(above) and exact_field(below, table_words(TableKind.ISSUES)) is not None
    parts = (above if is_of_two_rows else heading, below)
    return next(filter(None, map(answering_body, parts)), "")


def _opened_apart(row: RowReader, text: str) -> Apart:
    """What each body says where several open an answer of their own, each on a line: "Sở A: …"."""
    opening, found = answer_words().opening, list[tuple[str, str]]()
    for line in _lines(text):
        match = opening.match(line)
        if match is not None:
            found.append((clean_line(match["body"] or match["alone"]), line[match.end() :].strip()))
        elif found:
            found[-1] = found[-1][0], f"{found[-1][1]}\n{line}".strip()
        else:
            return ()
    bodies = {words_only(body) for body, _said in found}
    if len(bodies) < 2 or len(bodies) < len(found) or not all(said for _body, said in found):
        return ()
    for body, _said in found:
        row.warn(RowProblem.ANSWER_OPENED, "answered_by", value=body)
    return tuple(found)


def _lines(text: str) -> list[str]:
    """The lines of an answer, and the sentences with which a body begins: "… Sở B: …"."""
    begins = answer_words().opening
    lines: list[str] = []
    for line in text.split("\n"):
        first, *others = _SENTENCE.split(line)
        lines.append(first)
        for sentence in others:
            if begins.match(sentence):
                lines.append(sentence)
            else:
                lines[-1] = f"{lines[-1]} {sentence}"
    return lines


def _day(written: str | None, row: RowReader) -> date | None:
    if not written:
        return None
    try:
        return parse_date(_LONG_DAY.sub(r"\1/\2/\3", written.strip()), row.today)
    except ImpossibleDate:
        return None


def _opener(row: RowReader, opening: re.Match[str]) -> str:
    """The body that opens the answer: "Sở Mẫu xin phúc đáp như sau: …"."""
    body = _last_body(clean_line(opening["body"] or opening["alone"]))
    row.warn(RowProblem.ANSWER_OPENED, "answered_by", value=body)
    return body


def _last_body(named: str) -> str:
    """Of several bodies the one that speaks: "… của Bộ Tài chính, UBND phường trả lời"."""
    _before, _comma, last = named.rpartition(", ")
    return last if section_words().certain_body.match(words_only(last)) else named


def form_of_answer(row: RowReader, *, number: str, text: str) -> AnswerKind | None:
    """In which form it was given, by its letter's number, else as somebody said; None if nobody."""
    own = row.own_choice("answer_kind", AnswerKind)  # it tells of words that are no form, too
    if number:
        return AnswerKind.IN_WRITING
    if not text:
        return own
    names = [name for name in ANSWERS if row.text(name)]
    of_headings = {_kind_in(heading_words_only(row.heading(name))) for name in names}
    of_heading = of_headings.pop() if len(of_headings) == 1 else None
    own = own or of_heading or _kind_opening(text)
    return own or row.answered("answer_kind", AnswerKind)


def _kind_opening(text: str) -> AnswerKind | None:
    """The form that an answer says of itself: "Trả lời tại hội nghị: …"."""
    opening, colon, _rest = text.partition(":")
    said = words_only(opening) if colon and len(opening) <= _LONGEST_OPENING else ""
    return _kind_in(said) if _SAYS_HOW.match(said) else None


def _kind_in(said: str) -> AnswerKind | None:
    return next((kind for kind, words in _KINDS if words.search(said)), None)

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
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.header_words import cell_words, heading_words_only, is_one_of, words_only
from dialogue_app.exchange.settling import answering_body

_NUMBER_AND_DAY = (
    r"(?:số\s*:?\s*)?(?P<number>\d+[\w.-]*/[\w/.&-]*\w)"
    r"(?:\s*,?\s*(?:ngày\s*)?(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
)
_KIND_OF_LETTER = r"(?:công văn|văn bản|cv|vb|thông báo|báo cáo)\s*(?:trả lời\s*)?"
_LETTER = re.compile(
    r"\s*[(\[]?\s*(?:đã (?:có|trả lời (?:tại|bằng|theo))\s+|(?:tại|theo|xem)\s+)?"
    + _KIND_OF_LETTER
    + _NUMBER_AND_DAY,
    re.IGNORECASE,
)
# In a column of letters the number stands alone, too: "123/SXD-HT ngày 5/10/2026".
_LETTER_IN_ITS_COLUMN = re.compile(rf"\s*(?:{_KIND_OF_LETTER})?{_NUMBER_AND_DAY}", re.IGNORECASE)
# The name of a body goes on behind a comma with a capital: "Phòng Kinh tế, Hạ tầng và Đô thị".
_WRITER = re.compile(
    r"\s*(?:của\s+(?P<body>[^:;.,()\n]+(?:,\s+(?=[A-ZĐÁÀẢÃẠĂÂÉÈÊÍÌÓÒÔƠÚÙƯÝ])[^:;.,()\n]+)*))?\s*[)\]]?\s*[:;.,-]*\s*"
)
Apart = tuple[tuple[str, str], ...]  # of each body, its name and what it says
_TOGETHER: Apart = ()
# "Xem phụ lục 2": no answer, but where it stands.
_ELSEWHERE = re.compile(
    r"[\W_]*(?:(?:xem|theo|chi tiết|nội dung|như|tại|ở|trong|có) )*"
    r"(?:phụ lục|file|tệp|văn bản|bảng|báo cáo)(?: (?:đính kèm|kèm theo|riêng|số))*"
    r"[\s\d.IVX]*[\W_]*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;!?]\s+\w|\n")
_LONG_DAY = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_KINDS = (
    (AnswerKind.IN_WRITING, re.compile(r"\b(?:van ban|cong van)\b")),
    (AnswerKind.BEFORE_MEETING, re.compile(r"\btruoc (?:hoi nghi|buoi doi thoai)\b")),
    (AnswerKind.AT_MEETING, re.compile(r"\b(?:tai|trong) (?:hoi nghi|cho|buoi|cuoc)\b|\bat the")),
)


def read_answer(row: RowReader) -> dict[str, Any]:
    """The parts of a `SheetIssue` that are its answer, which may stand in two columns.

    The text is empty where a letter is only cited; the form None where the file does not say.
    """
    text, by, apart = _said(row)
    number, day = row.line("answer_number"), row.day("answer_date")
    if number and (letter := _LETTER_IN_ITS_COLUMN.match(number)):
        number, day = letter["number"], day or _day(letter["day"], row)
    cited = ""
    if text and (letter := _LETTER.match(text)):
        number, day = number or letter["number"], day or _day(letter["day"], row)
        behind = _WRITER.match(text, letter.end())
        assert behind is not None
        by = by or clean_line(behind["body"] or "")
        if not text[behind.end() :].strip():
            text, cited = "", text
    if not says_something(text):
        text = ""  # "-"
    if is_one_of(text, cell_words().no_answer) or _ELSEWHERE.fullmatch(text) or _passed_on(text):
        text, cited = "", text
    if text and not by and not apart:
        apart = _opened_apart(row, text)
        if not apart and (opening := cell_words().opening.match(text)):
            by = _opener(row, opening)
            if not number and (letter := _LETTER.search(opening[0])):
                number, day = letter["number"], day or _day(letter["day"], row)
    return {
        "answer": text,
        "answer_kind": _kind(row, number=number, text=text),
        "answer_number": number,
        "answer_date": day,
        "answered_by": by,
        "answers_apart": apart,
        "answer_cited": cited,
    }


def _passed_on(text: str) -> bool:
    """Whether one sentence says only to which body the issue was sent: "Đã chuyển Sở Xây dựng"."""
    is_one = _SENTENCE_END.search(text.rstrip(" .;")) is None
    return is_one and cell_words().passed_on.match(words_only(text)) is not None


def _said(row: RowReader) -> tuple[str, str, Apart]:
    """The text of the answer and who gives it; where several bodies answer, each is named in it.

    Then what each says stands apart, too.
    """
    parts = list(dict.fromkeys(filter(None, (row.text("answer"), row.text("result")))))
    of_bodies = row.answers()
    by, apart = row.line("answered_by"), _TOGETHER
    if of_bodies and len(of_bodies) + len(parts) > 1:
        apart = (*[(by, "\n".join(parts))][: len(parts)], *of_bodies)
        by, parts = "", [f"{body}: {text}" if body else text for body, text in apart]
    elif of_bodies:
        by, parts = by or of_bodies[0][0], [of_bodies[0][1]]
    elif parts and not by:
        by = answering_body(row.heading("answer")) if row.text("answer") else ""
    return "\n".join(parts), by, apart


def _opened_apart(row: RowReader, text: str) -> Apart:
    """What each body says where several open an answer of their own, each on a line: "Sở A: …"."""
    opening, found = cell_words().opening, list[tuple[str, str]]()
    for line in text.split("\n"):
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


def _day(written: str | None, row: RowReader) -> date | None:
    if not written:
        return None
    try:
        return parse_date(_LONG_DAY.sub(r"\1/\2/\3", written.strip()), row.today)
    except ImpossibleDate:
        return None


def _opener(row: RowReader, opening: re.Match[str]) -> str:
    """The body that opens the answer: "Sở Mẫu xin phúc đáp như sau: …"."""
    body = clean_line(opening["body"] or opening["alone"])
    row.warn(RowProblem.ANSWER_OPENED, "answered_by", value=body)
    return body


def _kind(row: RowReader, *, number: str, text: str) -> AnswerKind | None:
    if number:
        return AnswerKind.IN_WRITING
    if not text:
        return None
    names = [name for name in ("answer", "result") if row.text(name)]
    headings = (heading_words_only(row.heading(name)) for name in names)
    of_headings = {
        next((kind for kind, words in _KINDS if words.search(said)), None) for said in headings
    }
    of_heading = of_headings.pop() if len(of_headings) == 1 else None
    return row.choice("answer_kind", AnswerKind) or of_heading

"""What the cells below a header prove of its columns: whose codes they are, what is only ticked.

Headings alone are not enough: "Mã đơn vị" may be ours, the tax office's, or another office's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from dialogue_app.domain.errors.enterprises import NotATaxCode
from dialogue_app.domain.tax_codes import parse_tax_code
from dialogue_app.domain.text import clean_line, initial_upper
from dialogue_app.exchange.choice_columns import with_choices
from dialogue_app.exchange.columns import ColumnMapping, cells_below, filled_below, header_parts
from dialogue_app.exchange.header_words import (
    TableKind,
    cell_words,
    heading_words,
    heading_words_only,
    is_tick,
    section_words,
    table_words,
    words_only,
)
from dialogue_app.exchange.heading_match import ANSWERS, exact_field, field_meant
from dialogue_app.exchange.letter_columns import with_letters
from dialogue_app.exchange.our_codes import CODE_FIELD, is_certainly_ours
from dialogue_app.exchange.parts_columns import is_worded, with_parts_of_texts
from dialogue_app.exchange.people_columns import with_names_of_firms, with_people, with_sender
from dialogue_app.exchange.reading import Cell, Sheet

_NUMBERED = re.compile(r"(?P<words>\D+?) (?:so |thu )?\d{1,2}")
_IN_BRACKETS = re.compile(r"\s*\[[^\]]+\]\s*")
_ABOUT = re.compile(r"(?P<words>.+?) (?:ve|thuoc|linh vuc|trong linh vuc|khac)\b.*")
# "Sở, ngành, địa phương" is none of them.
_SEVERAL_BODIES = re.compile(
    r"(?:so|bo|ban|phong)(?: (?:so|ban|nganh|phong|doan the|dia phuong|don vi|co quan|chuyen mon"
    r"|lien quan|chuc nang|thanh pho|cac|va))*"
)
_DID = re.compile(
    r" (?:da )?(?:tra loi|phuc dap|giai trinh|giai dap|phan hoi|co y kien|tiep thu giai trinh)$"
)
NOT_TAKEN = "code_elsewhere"  # tells namesakes apart; nothing of an enterprise holds it
_TICKED = ("authority", "kind", "medium", "moment", "answer_kind")
# What headings of choices may mean where no cell is only ticked: "Sở, ngành", "Trả lời trực tiếp".
_TICKED_INSTEAD = {"authority": ("lead_body",), "answer_kind": ANSWERS}


def settled(sheet: Sheet, mapping: ColumnMapping, kind: TableKind) -> ColumnMapping:
    """The mapping, its columns put right by what stands in them."""
    if kind is TableKind.ENTERPRISES:
        mapping = with_names_of_firms(sheet, mapping)
    mapping = _with_numbers(sheet, _without_lonely_parts(mapping, kind))
    mapping = _with_codes(sheet, mapping, kind)
    if kind is TableKind.ENTERPRISES:
        return mapping
    mapping = with_parts_of_texts(sheet, _with_ticks(sheet, with_people(sheet, mapping)))
    mapping = _with_further_answer(sheet, _with_answers(sheet, mapping))
    mapping = _with_texts(sheet, with_letters(sheet, _with_request_beside(sheet, mapping)))
    return with_choices(sheet, with_sender(sheet, mapping))


def _with_numbers(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """A first column without a heading that counts the rows has their numbers."""
    first = min(mapping.by_column, default=0) - 1
    parts = header_parts(sheet, mapping)
    if "ordinal" in mapping.fields or not 0 <= first < len(parts) or parts[first]:
        return mapping
    numbers = [cell for cell in cells_below(sheet, mapping, first) if type(cell) is int]
    counts = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return mapping.with_field("ordinal", first) if counts else mapping


def _with_request_beside(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """What is asked for is the text, what stands to its left the matter: "Nội dung", "Đề xuất"."""
    parts, words = header_parts(sheet, mapping), table_words(TableKind.ISSUES)
    text = mapping.fields.get("text")
    if text is None or "matter" in mapping.fields or _asks(parts[text]):
        return mapping
    beside = mapping.fields.get("proposal", -1)
    for at in range(text + 1, len(parts)):
        is_free = at not in mapping.by_column and _asks(parts[at])
        if beside < 0 and is_free and exact_field(parts[at][-1], words) == "text":
            beside = at
    if beside < text:
        return mapping
    return mapping.with_field("text", beside).with_field("matter", text)


def _asks(heading: list[str]) -> bool:
    """Whether a heading says that something is asked for."""
    return any(heading_words().requests.search(heading_words_only(words)) for words in heading)


def _with_texts(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """Columns headed alike but for their number or what they are about, the text or a part of it.

    "Kiến nghị 1", "Kiến nghị 2"; "Vướng mắc về thuế", "Vướng mắc về đất đai", "Kiến nghị khác".
    """
    parts, text = header_parts(sheet, mapping), mapping.fields.get("text")
    if text is None or not parts[text]:
        return mapping
    headed = {at: _bare_heading(words[-1]) for at, words in enumerate(parts) if words}
    headed[text] = headed[text] or heading_words_only(parts[text][-1])
    wholes, fields = table_words(TableKind.ISSUES).parts, dict(mapping.fields)
    columns = [text]
    for name, at in mapping.fields.items():
        if name != "text" and wholes.get(name) != "text":
            continue
        alike = [
            other
            for other, words in headed.items()
            if words and words == headed.get(at) and other not in mapping.by_column
        ]
        columns += alike
        if alike and name != "text":
            columns.append(fields.pop(name))
    fields["text"], *further = sorted(columns)
    return replace(mapping, fields=fields, texts=tuple(further))


def _bare_heading(heading: str) -> str:
    """The words of a heading of texts without its number or what it is about; else empty."""
    if numbered := _NUMBERED.fullmatch(heading_words_only(heading)):
        return numbered["words"]
    said = heading_words_only(_IN_BRACKETS.sub("", heading))
    if _IN_BRACKETS.search(heading) is None:
        about = _ABOUT.fullmatch(said)
        said = about["words"] if about else ""
    words = table_words(TableKind.ISSUES)
    field = exact_field(said, words) if said else None
    return said if field and words.parts.get(field, field) == "text" else ""


def _without_lonely_parts(mapping: ColumnMapping, kind: TableKind) -> ColumnMapping:
    """A column for a part of a field is that field's where it has none; the last part first."""
    fields = dict(mapping.fields)
    for part, whole in reversed(table_words(kind).parts.items()):
        if part not in fields or part == "timestamp":
            continue
        if whole not in fields and whole in table_words(kind).required:
            fields[whole] = fields.pop(part)
        elif part == "person":
            column = fields.pop(part)
            fields.setdefault("representative", column)
    return replace(mapping, fields=fields)


def _with_codes(sheet: Sheet, mapping: ColumnMapping, kind: TableKind) -> ColumnMapping:
    """A column without one code of ours is another office's, or that of the tax codes."""
    field = CODE_FIELD[kind]
    column = mapping.fields.get(field)
    if column is None:
        return mapping
    cells = [cell for cell in cells_below(sheet, mapping, column) if _is_said(cell)]
    if not cells:
        return mapping
    if any(is_certainly_ours(kind, clean_line(str(cell))) for cell in cells):
        # Our own list writes how an issue ended, which is no answer.
        return mapping.with_field("result", None)
    fields = {name: at for name, at in mapping.fields.items() if name != field}
    if kind is TableKind.ISSUES:
        fields.setdefault("number_elsewhere", column)
    elif "tax_code" not in fields and sum(map(_is_tax_code, cells)) * 2 > len(cells):
        fields["tax_code"] = column
    else:
        fields[NOT_TAKEN] = column
    return replace(mapping, fields=fields)


def _with_ticks(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """Columns headed by the choices of one field, of which each row ticks some."""
    found: dict[str, dict[int, str]] = {}
    fields = {column: name for name, column in mapping.fields.items()}
    unknown: dict[int, str] = {}  # ticked, and headed by no choice we know
    unused: set[int] = set()  # of a group, without any cell
    for column, parts in enumerate(header_parts(sheet, mapping)):
        group = _group_of(parts)
        name = group or _choice_of(parts[-1]) if parts else None
        if name == "answer_kind" and not group and not _speaks_of_answers(mapping, parts[-1]):
            name = None
        if parts and not _is_ticked(sheet, mapping, column, or_bodies=name == "authority"):
            if group is None or any(True for _ in filled_below(sheet, mapping, column)):
                continue
            unused.add(column)
        if not parts:
            continue
        if name is None and (word := _topic_headed(parts[-1])):
            found.setdefault("topic", {})[column] = word
            continue
        if name is not None and fields.get(column, name) in (name, *_TICKED_INSTEAD.get(name, ())):
            found.setdefault(name, {})[column] = parts[-1]
        elif name is None and column not in fields:
            unknown[column] = parts[-1]
    for name, words in (("topic", section_words().topics), ("lead_body", section_words().body)):
        if name not in found and name not in fields.values():
            found[name] = _beside_known(unknown, words)
    # One column alone may be a mark of anything; one that says the field itself says more.
    ticked = {
        name: some
        for name, some in found.items()
        if len(some) > 1
        and not unused.issuperset(some)
        and mapping.fields.get(name, next(iter(some))) in some
    }
    taken = {at for some in ticked.values() for at in some}
    left = {
        name: at for name, at in mapping.fields.items() if name not in ticked and at not in taken
    }
    return replace(mapping, fields=left, ticked=ticked)


def _beside_known(columns: dict[int, str], words: re.Pattern[str]) -> dict[int, str]:
    """Those headed by such words, and those in one row with them."""
    found = {at: said for at, said in columns.items() if words.search(words_only(said))}
    for step in (1, -1):
        for start in list(found):
            at = start + step
            while at in columns and at not in found and len(found) > 1:
                found[at] = columns[at]
                at += step
    for at in found:
        del columns[at]
    return found


def _with_answers(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """Several columns of answers, each headed by the body whose they are."""
    answers: dict[int, str] = {}
    for column, parts in enumerate(header_parts(sheet, mapping)):
        body = _answerer(parts)
        if body and mapping.fields.get("answer", column) != column and column in _mapped(mapping):
            continue
        if body:
            answers[column] = body
    if len(answers) < 2:
        return mapping
    left = {name: at for name, at in mapping.fields.items() if at not in answers}
    return replace(mapping, fields=left, answers=answers)


def _with_further_answer(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """A second column of answers: what was said at the session, beside what was written.

    Or the first, where those that seemed to be it only tick in which way was answered.
    """
    fields = mapping.fields
    if mapping.answers or {"result", "issue_code"} & fields.keys():
        return mapping
    name = "result" if "answer" in fields else "answer"
    if name == "answer" and "answer_kind" not in mapping.ticked:
        return mapping
    words = table_words(TableKind.ISSUES)
    for column, parts in enumerate(header_parts(sheet, mapping)):
        is_answer = parts and field_meant(parts[-1], words) == "answer"
        if is_answer and column not in mapping.by_column and is_worded(sheet, mapping, column):
            return replace(mapping, fields={**fields, name: column})
    return mapping


def _mapped(mapping: ColumnMapping) -> set[int]:
    return {at for name, at in mapping.fields.items() if name != "answer"}


def _answerer(parts: list[str]) -> str:
    """The body whose answers stand in a column, by its heading or the one above."""
    if not parts:
        return ""
    group = heading_words_only(parts[0])
    is_group = len(parts) > 1 and _is_of_answers(group)
    if is_group and section_words().body.match(words_only(parts[-1])):
        return parts[-1]
    return answering_body(parts[-1])


def _speaks_of_answers(mapping: ColumnMapping, heading: str) -> bool:
    """Whether "Trực tiếp" is how an answer was given: else it may be how something was raised."""
    said = heading_words_only(heading)
    return _is_of_answers(said) or not mapping.fields.keys().isdisjoint(ANSWERS)


def _is_of_answers(group: str) -> bool:
    """Whether a heading over several columns is that of answers, or begins so."""
    fields = table_words(TableKind.ISSUES).fields
    words = group.split()
    begins = (" ".join(words[:length]) for length in range(len(words), 1, -1))
    return next((fields[begin] for begin in begins if begin in fields), None) == "answer"


def _group_of(parts: list[str]) -> str | None:
    """The field that a heading over several columns names."""
    fields = table_words(TableKind.ISSUES).fields
    names = (*_TICKED, "topic", "channel", "lead_body")
    field = fields.get(heading_words_only(parts[0])) if len(parts) > 1 else None
    return field if field in names else None


def _topic_headed(heading: str) -> str:
    """The topic in a heading that says so: "Lĩnh vực thuế"."""
    begin, rest = " ".join(heading.split()[:2]), " ".join(heading.split()[2:])
    is_topic = table_words(TableKind.ISSUES).fields.get(heading_words_only(begin)) == "topic"
    return initial_upper(rest) if is_topic else ""


def _choice_of(heading: str) -> str | None:
    choices = cell_words().choices
    return next((name for name in _TICKED if words_only(heading) in choices[name]), None)


def _is_ticked(
    sheet: Sheet, mapping: ColumnMapping, column: int, *, or_bodies: bool = False
) -> bool:
    """Whether the cells of a column only mark it; below a level of authority a body may stand."""

    def marks(cell: Cell) -> bool:
        return is_tick(cell) or (or_bodies and _is_body(cell))

    cells = filled_below(sheet, mapping, column)
    return any(map(marks, islice(cells, 1))) and all(map(marks, cells))


def _is_body(cell: Cell) -> bool:
    return isinstance(cell, str) and section_words().body.match(words_only(cell)) is not None


def _is_said(cell: Cell) -> bool:
    return cell is not None and words_only(str(cell)) not in cell_words().nothing


def _is_tax_code(cell: Cell) -> bool:
    if type(cell) is int:
        return len(str(cell)) >= 9
    try:
        return bool(parse_tax_code(clean_line(str(cell))))
    except NotATaxCode:
        return False


def answering_body(heading: str) -> str:
    """The body whose answers a heading announces: "Ý kiến của Phòng Kinh tế"; else empty.

    Or "Phòng Kinh tế trả lời".
    """
    said, written = heading_words_only(heading), heading.split()
    # The other words are as many in the folded heading as in the written one.
    if before := heading_words().answers_of.match(said):
        words = written[len(before[0].split()) :]
    elif (did := _DID.search(said)) and section_words().certain_body.match(said):
        words = written[: -len(did[0].split())]
    else:
        return ""
    body = " ".join(words).strip(" ()[]:-–")
    return "" if _SEVERAL_BODIES.fullmatch(words_only(body)) else body

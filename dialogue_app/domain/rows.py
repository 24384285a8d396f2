"""What is found in the rows of a workbook: problems, repairs and rows passed over, as types.

The sentences people read stand in `dialogue_app.i18n.words`, keyed by these enumerations.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum


class RowProblem(StrEnum):
    """What is wrong, or worth a look, in a row. `Problem.values` names what the sentence needs."""

    NAME_MISSING = "name_missing"
    TEXT_MISSING = "text_missing"
    TAX_CODE_INVALID = "tax_code_invalid"  # value
    TAX_CODE_AMBIGUOUS = "tax_code_ambiguous"  # value, readings
    TAX_CODE_LOST_DIGITS = "tax_code_lost_digits"  # value
    TAX_CODE_CHECK_DIGIT = "tax_code_check_digit"  # value
    TAX_CODE_MISSING = "tax_code_missing"
    TAX_CODE_TAKEN = "tax_code_taken"  # value, holder
    CODE_INVALID = "code_invalid"  # value
    DATE_IMPOSSIBLE = "date_impossible"  # value
    DUE_UNCLEAR = "due_unclear"  # value
    NUMBER_INVALID = "number_invalid"  # value
    EMAIL_INVALID = "email_invalid"  # value
    CHANNEL_UNKNOWN = "channel_unknown"  # value
    CHOICE_UNKNOWN = "choice_unknown"  # value
    RAISER_MISSING = "raiser_missing"
    REPEATED = "repeated"  # row
    SIMILAR = "similar"  # value: the code of one with the same name
    RAISER_UNKNOWN = "raiser_unknown"  # value
    BODY_UNKNOWN = "body_unknown"  # value
    BODY_SUCCEEDED = "body_succeeded"  # value, body
    VENUE_UNKNOWN = "venue_unknown"  # value
    CODE_UNKNOWN = "code_unknown"  # value, session
    GIVEN_OUT = "given_out"  # value, here
    ENDED = "ended"  # value, here
    CODE_REPEATED = "code_repeated"  # value, row
    NUMBER_NEW = "number_new"  # value
    CODE_OF_ANOTHER = "code_of_another"  # value, name
    ANSWER_SHARED = "answer_shared"


class RepairReason(StrEnum):
    """Why a value was taken in otherwise than it was written."""

    LOST_ZEROS = "lost_zeros"
    SPELLING = "spelling"  # "Cty", capitals only
    CODE_SPELLING = "code_spelling"  # blanks, dots, hyphens
    SPAN_END = "span_end"  # "trong tháng 10" ends on 31/10
    DATE_NUMBER = "date_number"  # a date that lost its format


class SkippedRow(StrEnum):
    """Rows of a sheet that are no entries."""

    BLANK = "blank"
    SECTION = "section"
    TOTAL = "total"
    HEADER = "header"  # repeated, or the numbers of the columns
    NOTE = "note"  # what stands below the list: signatures, where and when


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of one field of one row."""

    problem: RowProblem
    field: str
    values: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repair:
    """A value taken in otherwise than written; the preview shows both."""

    field: str
    before: str
    after: str
    reason: RepairReason

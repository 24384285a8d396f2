"""What is found in the rows of a workbook: problems, repairs and rows passed over, as types."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from dialogue_app.domain.worded import N_, Worded


class RowProblem(Worded):
    """What is wrong, or worth a look, in a row. `Problem.values` fills in its sentence."""

    NAME_MISSING = "name_missing", N_("The name is missing.")
    TEXT_MISSING = "text_missing", N_("The text of the issue is missing.")
    TAX_CODE_INVALID = (
        "tax_code_invalid",
        N_("{value} is not a tax code: 10, 10-3 or 12 digits are needed."),
    )
    TAX_CODE_AMBIGUOUS = (
        "tax_code_ambiguous",
        N_(
            "The number {value} lost its leading zeros and may be {readings}. Type the right one "
            "with ' before it."
        ),
    )
    TAX_CODE_LOST_DIGITS = (
        "tax_code_lost_digits",
        N_("{value} lost digits when it was opened in Excel. Type the code again."),
    )
    TAX_CODE_CHECK_DIGIT = (
        "tax_code_check_digit",
        N_("The check digit of tax code {value} is wrong."),
    )
    TAX_CODE_MISSING = "tax_code_missing", N_("There is no tax code.")
    TAX_CODE_TAKEN = "tax_code_taken", N_("The tax code {value} already belongs to {holder}.")
    CODE_INVALID = "code_invalid", N_("“{value}” is not one of our codes.")
    DATE_IMPOSSIBLE = "date_impossible", N_("There is no date or time “{value}”.")
    DUE_UNCLEAR = (
        "due_unclear",
        N_("No day can be read from the time limit “{value}”; the words are kept."),
    )
    DAY_UNCLEAR = "day_unclear", N_("“{value}” is no day; the words are kept in the note.")
    DAY_OF_NUMBER = (
        "day_of_number",
        N_("“{value}” is a number in Excel. Is the day {proposed} meant?"),
    )
    ERROR_VALUE = (
        "error_value",
        N_("Cell {cell} holds an error of Excel, {value}: it is taken for an empty one."),
    )
    ANSWER_IN_TEXT = (
        "answer_in_text",
        N_("“{value}” stands behind the text and is read as its answer."),
    )
    NUMBER_INVALID = "number_invalid", N_("“{value}” is not a number.")
    EMAIL_INVALID = "email_invalid", N_("“{value}” is not an e-mail address.")
    CHANNEL_UNKNOWN = "channel_unknown", N_("The way of raising “{value}” is not known.")
    CHOICE_UNKNOWN = "choice_unknown", N_("“{value}” is not one of the choices.")
    RAISER_MISSING = "raiser_missing", N_("Nobody is named as the raiser.")
    REPEATED = "repeated", N_("The same as row {row}.")
    ADDS = "adds", N_("The same as row {row}, to which it adds what changes.")
    # value: the code of one with the same name
    SIMILAR = "similar", N_("The same name as {value}, which may be the same enterprise.")
    # value: code and name of one of the register; reason: why it may be that
    MAY_BE = "may_be", N_("May be {value}. {reason}.")
    RAISER_IN_TEXT = (
        "raiser_in_text",
        N_("The text itself names “{value}”, who is proposed as the one who raises it."),
    )
    RAISER_UNKNOWN = (
        "raiser_unknown",
        N_("“{value}” is not in the register; to be identified later."),
    )
    BODY_UNKNOWN = "body_unknown", N_("No body “{value}” is known; the name is kept in the note.")
    BODY_SUCCEEDED = "body_succeeded", N_("“{value}” no longer exists; {body} is proposed instead.")
    VENUE_UNKNOWN = (
        "venue_unknown",
        N_("“{value}” is none of the session's venues; the way of raising is kept without it."),
    )
    FORMULA_WITHOUT_RESULT = (
        "formula_without_result",
        N_(
            "Cell {cell} is a formula without a result: open the workbook in Excel, save it, then "
            "import it."
        ),
    )
    LETTER_LOST = (
        "letter_lost",
        N_("A letter was broken in the file: it is kept as �. See what it should be."),
    )
    TEXT_TOO_LONG = "text_too_long", N_("This text is longer than {most} letters. Shorten it.")
    CODE_UNKNOWN = (
        "code_unknown",
        N_("There is no issue {value} here; the row is added as a new one."),
    )
    CODE_OF_OTHER_ISSUE = (
        "code_of_other_issue",
        N_(
            "{value} is another issue here, of other words and raisers. Is the row to be added as "
            "a new one, this code kept as its number in another system?"
        ),
    )
    SESSION_UNKNOWN = (
        "session_unknown",
        N_("No session “{value}” is known; the row goes where the others go that name none."),
    )
    SESSION_KEPT = (
        "session_kept",
        N_("The workbook says session “{value}”, but {code} belongs to {here}: it stays there."),
    )
    SESSION_OF_NONE = (
        "session_of_none",
        N_("The workbook says session “{value}”, but {code} stands outside a session: it stays."),
    )
    GIVEN_OUT = (
        "given_out",
        N_("The workbook says “{value}”, but the issue has been assigned: “{here}” stays."),
    )
    ENDED = "ended", N_("The workbook says “{value}”, but the follow-up has ended: “{here}” stays.")
    CODE_REPEATED = "code_repeated", N_("{value} already stands in row {row}.")
    SAME_BUT = (
        "same_but",
        N_("The same as row {row}, but for: {fields}. Should it be written all the same?"),
    )
    SAME_WORDS = (
        "same_words",
        N_("The same words as in row {row}; nothing else says that it is the same issue."),
    )
    OTHER_NAME = (
        "other_name",
        N_("The same code as {value}, which bears another name. Is it the same one?"),
    )
    OTHER_TEXT = (
        "other_text",
        N_(
            "{value} has the same number in its list and the same raiser, but other words: the "
            "row is added as a new one."
        ),
    )
    NAME_PROPOSED = (
        "name_proposed",
        N_("The name is missing; that of the owner is proposed: {value}."),
    )
    NAME_NEAR = "name_near", N_("Nearly the same name as {value}; check whether it is the same.")
    FROM_SECTION = "from_section", N_("“{value}” is taken from the heading in row {row}.")
    AS_ABOVE = (
        "as_above",
        N_("Nobody is named as the raiser. Is it the one of the row above, {value}?"),
    )
    FROM_PARENT = "from_parent", N_("“{value}” is taken from row {row}, of which this is a part.")
    UNDER_OTHER_HEADING = (
        "under_other_heading",
        N_("“{value}” stands below another heading, “{heading}”; it is not taken."),
    )
    KIND_SHORT = (
        "kind_short",
        N_("Does “{value}” mean a complaint or denunciation? It is written only when answered."),
    )
    WORDS_KEPT = "words_kept", N_("“{value}” is not in the list; the words are kept in the note.")
    DAY_IN_TEXT = (
        "day_in_text",
        N_("Cell {cell} is the day {value}: Excel may have made it of “{proposed}”."),
    )
    DAY_SWAPPED = (
        "day_swapped",
        N_(
            "The day {value}: other days of its column are left as text, so Excel may have taken "
            "{proposed} for it."
        ),
    )
    SEVERAL_ISSUES = (
        "several_issues",
        N_("This cell seems to hold {count} issues."),
    )
    NOTHING_RAISED = (
        "nothing_raised",
        N_("“{value}”: is that an issue? The row is written only if you say so."),
    )
    CODE_ELSEWHERE = (
        "code_elsewhere",
        N_("“{value}” is none of our codes; it is kept as the number in another system."),
    )
    ANSWER_OPENED = (
        "answer_opened",
        N_("The answer begins with “{value}”, who is proposed as the one who answers."),
    )
    NUMBER_NEW = "number_new", N_("{value} is not in the register; it is added with this code.")
    CODE_OF_ANOTHER = (
        "code_of_another",
        N_("The tax code {value} belongs to {name}, named otherwise here."),
    )
    BLANKS_ONLY = (
        "blanks_only",
        N_("The workbook says “{value}”; “{here}” stays, since only what is empty is filled in."),
    )
    ANSWER_SHARED = (
        "answer_shared",
        N_("The answer also serves other issues, so it stays as it is here."),
    )


# Warnings that can be answered once for all rows: it is right as it is written.
AGREEABLE = (RowProblem.TAX_CODE_CHECK_DIGIT,)


class RepairReason(Worded):
    """Why a value was read otherwise than it was written."""

    LOST_ZEROS = "lost_zeros", N_("Leading zeros restored")
    SPELLING = "spelling", N_("Name written out")  # "Cty"
    CAPITALS = "capitals", N_("Capitals changed")  # of a name written in capitals only
    CODE_SPELLING = "code_spelling", N_("Code in its usual form")  # blanks, dots, hyphens
    SPAN_END = "span_end", N_("Last day of the period")  # "trong tháng 10" ends on 31/10
    OLD_LETTERS = "old_letters", N_("Letters of an old font written in Unicode")  # TCVN3, VNI
    DATE_NUMBER = "date_number", N_("Number read as a date")  # a date that lost its format
    TAKEN_APART = "taken_apart", N_("Taken apart")  # names, or a name and what stands behind it


class SkippedRow(Worded):
    """Rows of a sheet that are no entries."""

    TITLE = "title", N_("rows above the header")
    BLANK = "blank", N_("blank rows")
    SECTION = "section", N_("section rows")
    TOTAL = "total", N_("total rows")
    HEADER = "header", N_("repeated headers")  # repeated, or the numbers of the columns
    # what stands below the list: signatures, where and when
    NOTE = "note", N_("notes and signatures below the list")
    ANSWER = "answer", N_("answers, read with the row above")  # "Trả lời: …" below its question
    HIDDEN = "hidden", N_("hidden rows")
    LEFT_OUT = "left_out", N_("rows left out by hand")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of one field of one row."""

    problem: RowProblem
    field: str
    values: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether the row is not written until somebody has answered."""
        return self.problem in _ASKED

    @property
    def needs_value(self) -> bool:
        """Whether a yes is no answer: nothing is proposed that could be written."""
        return self.problem is RowProblem.TAX_CODE_AMBIGUOUS

    @property
    def is_kept_word(self) -> bool:
        """Whether it only tells of words kept as they were written: the row needs no look."""
        return self.problem is RowProblem.WORDS_KEPT


_ASKED = frozenset(
    {
        RowProblem.SAME_BUT,
        RowProblem.OTHER_NAME,
        RowProblem.AS_ABOVE,
        RowProblem.KIND_SHORT,
        RowProblem.NOTHING_RAISED,
        RowProblem.CODE_OF_OTHER_ISSUE,
        RowProblem.TAX_CODE_AMBIGUOUS,
        RowProblem.DAY_OF_NUMBER,
    }
)


@dataclass(frozen=True, slots=True)
class Repair:
    """A value that was read otherwise than written; the preview shows both."""

    field: str
    before: str
    after: str
    reason: RepairReason

"""The options of `import`: which file and sheet, and what is decided of its columns and rows."""

from __future__ import annotations

from typing import Any

from dialogue_app.cli.parsing import Parser, filled
from dialogue_app.domain.rows import AGREEABLE
from dialogue_app.i18n import _


def add_options(parser: Parser) -> None:
    """All options that every kind of workbook takes."""
    parser.add_argument("file", type=filled, metavar=_("FILE"), help=_("xlsx, xls, ods or csv"))
    parser.add_argument(
        "--sheet",
        action="append",
        metavar=_("NAME"),
        default=[],
        help=_("another sheet than the one found; may be repeated; “*”: all of one shape"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("only show what would be done, row by row")
    )
    parser.add_argument(
        "--skip-bad", action="store_true", help=_("leave out rows with errors and write the others")
    )
    parser.add_argument(
        "--left-out",
        type=filled,
        metavar=_("FILE"),
        help=_("workbook for the rows left out (default: beside the one imported)"),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("with --dry-run: print the preview as JSON")
    )
    parser.add_argument(
        "--profile",
        type=filled,
        metavar=_("NAME"),
        help=_("read the file as it was decided under this name"),
    )
    _add_of_columns(parser)
    _add_of_rows(parser)


def _add_of_columns(parser: Parser) -> None:
    several: dict[str, Any] = {"action": "append", "default": []}
    parser.add_argument(
        "--heading-row",
        type=int,
        metavar=_("ROW"),
        help=_("the row of the headings, where it is another one than the one found"),
    )
    parser.add_argument(
        "--map",
        metavar=_("FIELD=HEADING"),
        help=_("column of a field, by its heading; nothing behind “=”: none; may be repeated"),
        **several,
    )
    parser.add_argument(
        "--say",
        metavar=_("FIELD[:WORDS]=VALUE"),
        help=_("what the file does not say, or what its words mean; for all rows; may be repeated"),
        **several,
    )
    parser.add_argument(
        "--clear",
        metavar=_("FIELD"),
        help=_("an empty cell of this field empties what is known here; may be repeated"),
        **several,
    )
    parser.add_argument(
        "--fill-blanks",
        action="store_true",
        help=_("change nothing that is known here, only fill in what is empty"),
    )
    parser.add_argument(
        "--agree",
        choices=[str(one) for one in AGREEABLE],
        help=_("answer a warning for all rows: it is right as it is written"),
        **several,
    )


def _add_of_rows(parser: Parser) -> None:
    rows: dict[str, Any] = {"action": "append", "metavar": _("ROW"), "type": int, "default": []}
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help=_("answer every question with the workbook's values"),
    )
    parser.add_argument(
        "--accept",
        help=_("take a row that asks, or that would be passed over; may be repeated"),
        **rows,
    )
    parser.add_argument("--leave-out", help=_("do not take a row; may be repeated"), **rows)
    parser.add_argument(
        "--without-hidden",
        action="store_true",
        help=_("do not take the rows that are hidden in Excel"),
    )
    parser.add_argument(
        "--mend",
        action="append",
        metavar=_("CELL=TEXT"),
        default=[],
        help=_("what a cell says instead, for example C5=0900000001; may be repeated"),
    )

"""`import enterprises` and `import issues`: a workbook shown row by row, then written or not."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, WrongUse, add_command, add_noun, filled
from dialogue_app.cli.progress import progress_line, stoppable
from dialogue_app.cli.workbook_options import add_options
from dialogue_app.domain.errors.workbooks import BadRows
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.services.imports.workbooks import (
        ImportResult,
        Preview,
        PreviewRow,
        ShouldStop,
        TableKind,
    )

Compare = Callable[..., "Preview"]
Write = Callable[..., "ImportResult"]
Values = Callable[["PreviewRow"], dict[str, Any]]


def add_to(nouns: Commands[Parser]) -> None:
    """Add both commands."""
    verbs = add_noun(nouns, "import", _("import an Excel workbook"))
    enterprises = add_command(
        verbs, "enterprises", _("import a register of enterprises"), open_enterprise_import
    )
    add_options(enterprises)
    issues = add_command(verbs, "issues", _("import issues"), open_issue_import)
    add_options(issues)
    issues.add_argument(
        "--session",
        type=filled,
        metavar=_("CODE"),
        help=_("session of the rows that name none (default: none)"),
    )


def open_enterprise_import(options: Namespace) -> int:
    """Import a register of enterprises."""
    from dialogue_app.services.enterprises.import_told import enterprise_values
    from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
    from dialogue_app.services.imports.workbooks import TableKind

    with opened(options) as case:
        compare = partial(preview_enterprises, case)
        write = partial(import_enterprises, case)
        return _import(options, TableKind.ENTERPRISES, compare, write, enterprise_values)


def open_issue_import(options: Namespace) -> int:
    """Import the issues of a session."""
    from dialogue_app.services.imports.workbooks import TableKind
    from dialogue_app.services.issues.import_told import issue_values
    from dialogue_app.services.issues.importing import import_issues, preview_issues
    from dialogue_app.services.sessions.finding import find_session

    with opened(options) as case:
        session_id = find_session(case, options.session) if options.session else None
        compare = partial(preview_issues, case, session_id=session_id)
        write = partial(import_issues, case)
        return _import(options, TableKind.ISSUES, compare, write, issue_values)


def _import(
    options: Namespace, kind: TableKind, compare: Compare, write: Write, values: Values
) -> int:
    from dialogue_app.cli.output import say_json
    from dialogue_app.cli.preview import say_asked
    from dialogue_app.services.imports.told import told
    from dialogue_app.services.imports.words import result_words

    if options.json and not options.dry_run:
        raise WrongUse(_("--json goes with --dry-run."))
    source = _path(options.file)
    target = _left_out_path(options, source)
    with stoppable() as stopped:
        preview = _compared(options, source, kind, compare, stopped)
        asked = frozenset(row.row for row in preview.rows if row.status is RowStatus.ASKED)
        accepted = asked if options.overwrite else asked.intersection(options.accept)
        if options.json:
            say_json(told(preview, values))
        elif asked - accepted:
            say_asked(len(asked - accepted))
        bad = preview.counts[RowStatus.REFUSED]
        if bad and not options.skip_bad:
            raise BadRows(bad)
        if options.dry_run:
            if not options.json:
                say(_("Nothing was written."))
            return 0
        if bad:
            _save_left_out(preview, target or _free_name(source))
        result = write(preview, skip_bad=options.skip_bad, accepted=accepted, should_stop=stopped)
    say(result_words(kind, result))
    return 0


def _compared(
    options: Namespace, source: Path, kind: TableKind, compare: Compare, stopped: ShouldStop
) -> Preview:
    """Read the workbook, compare it with the database and show every row."""
    from dialogue_app.cli.decisions import (
        chosen_sheet,
        read_decisions,
        read_headings,
        with_headings,
    )
    from dialogue_app.cli.preview import say_preview
    from dialogue_app.services.imports.workbooks import open_workbook, require_mapping

    headings, decided = read_headings(options.map, kind), read_decisions(options, kind)
    with progress_line() as progress:
        named = any(headings.values())  # columns of a header that would not be recognised
        book = open_workbook(source, kind, progress, stopped, guess=named)
        index = chosen_sheet(book, options.sheet)
        preview = compare(
            workbook=book,
            sheet_index=index,
            mapping=require_mapping(book, index),
            decisions=with_headings(decided, book, index, headings),
            progress=progress,
            should_stop=stopped,
        )
    if not options.json:
        say_preview(book, index, preview, stopped)
    return preview


def _path(typed: str) -> Path:
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)  # "~nobody/so.xlsx" is no file


def _left_out_path(options: Namespace, source: Path) -> Path | None:
    """Where rows that are left out are to be kept, if it was said; never the workbook itself."""
    if options.left_out is None:
        return None
    if not options.skip_bad:
        raise WrongUse(_("--left-out goes with --skip-bad."))
    target = _path(options.left_out)
    if target.is_dir() or (target.exists() and source.exists() and target.samefile(source)):
        raise WrongUse(_("The rows left out need a workbook of their own: name another file."))
    return target


def _free_name(source: Path) -> Path:
    """A workbook beside the imported one; one left out before, and perhaps mended, stays."""
    endings = ("" if n == 1 else f"-{n}" for n in count(1))
    names = (source.with_name(f"{source.stem}-bo-qua{ending}.xlsx") for ending in endings)
    return next(name for name in names if not name.exists())


def _save_left_out(preview: Preview, target: Path) -> None:
    from dialogue_app.i18n.formats import number
    from dialogue_app.i18n.sentences import problem
    from dialogue_app.services.imports.workbooks import write_left_out

    n = write_left_out(preview, target, problem, _("Reason"))
    sentence = ngettext(
        "{n} row left out was saved to {file}.", "{n} rows left out were saved to {file}.", n
    )
    say(sentence.format(n=number(n), file=target.absolute()))

"""`import enterprises` and `import issues`: a workbook shown row by row, then written or not."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_app.cli import past_imports
from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, WrongUse, add_command, add_noun, filled
from dialogue_app.cli.progress import progress_line, stoppable
from dialogue_app.cli.workbook_options import add_options
from dialogue_app.domain.deep_paths import typed_path
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.domain.errors.workbooks import BadRows
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _, ngettext
from dialogue_app.whole_files import refusals_of

if TYPE_CHECKING:
    from dialogue_app.services.case import Case
    from dialogue_app.services.imports.decisions import Decisions
    from dialogue_app.services.imports.profiles import Profile
    from dialogue_app.services.imports.workbooks import (
        ImportResult,
        OpenedWorkbook,
        Preview,
        PreviewRow,
        ShouldStop,
        TableKind,
    )

Compare = Callable[..., "Preview"]
Write = Callable[..., "ImportResult"]
Values = Callable[["PreviewRow"], dict[str, Any]]


def add_to(nouns: Commands[Parser]) -> None:
    """Add both commands, and those on what was imported."""
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
    past_imports.add_verbs(verbs)


def open_enterprise_import(options: Namespace) -> int:
    """Import a register of enterprises."""
    from dialogue_app.services.enterprises.import_told import enterprise_values
    from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
    from dialogue_app.services.imports.workbooks import TableKind

    with _refusal_as_json(options), opened(options) as case:
        compare = partial(preview_enterprises, case)
        write = partial(import_enterprises, case)
        noun = _Noun(TableKind.ENTERPRISES, compare, write, enterprise_values)
        return _import(options, case, noun)


def open_issue_import(options: Namespace) -> int:
    """Import the issues of a session."""
    from dialogue_app.services.imports.workbooks import TableKind
    from dialogue_app.services.issues.import_told import issue_values
    from dialogue_app.services.issues.importing import import_issues, preview_issues
    from dialogue_app.services.sessions.finding import find_session

    with _refusal_as_json(options), opened(options) as case:
        session_id = find_session(case, options.session) if options.session else None
        compare = partial(preview_issues, case, session_id=session_id)
        write = partial(import_issues, case)
        return _import(options, case, _Noun(TableKind.ISSUES, compare, write, issue_values))


@dataclass(frozen=True)
class _Noun:
    """What differs from kind to kind of rows."""

    kind: TableKind
    compare: Compare
    write: Write
    values: Values


@contextmanager
def _refusal_as_json(options: Namespace) -> Iterator[None]:
    """For `--json`: also what is refused whole is one object, with the sentence in it."""
    from dialogue_app.cli.output import say_json
    from dialogue_app.i18n.sentences import explain
    from dialogue_app.services.imports.told import refused

    try:
        yield
    except BadRows:  # all that is to be told was told, row by row
        raise
    except (DialogueError, WrongUse) as error:
        if options.json:
            say_json(refused(explain(error) if isinstance(error, DialogueError) else str(error)))
        raise


def _import(options: Namespace, case: Case, noun: _Noun) -> int:
    """Show what every row would do; write it, or nothing."""
    from dialogue_app.cli.output import say_json
    from dialogue_app.cli.preview import say_asked
    from dialogue_app.services.imports.told import told
    from dialogue_app.services.imports.words import result_words

    if options.json and not options.dry_run:
        raise WrongUse(_("--json goes with --dry-run."))
    source = typed_path(options.file)
    target = _left_out_path(options, source)
    with stoppable() as stopped:
        preview = _compared(options, case, noun, source, stopped)
        accepted = _accepted(options, preview)
        waiting = _asked(preview) - accepted
        if options.json:
            say_json(told(preview, noun.values))
        elif waiting:
            say_asked(len(waiting))
        bad = preview.counts[RowStatus.REFUSED]
        if bad and not options.skip_bad:
            raise BadRows(bad)
        if options.dry_run:
            if not options.json:
                say(_("Nothing was written."))
            return 0
        if bad or target is not None:
            _save_left_out(preview, target or _free_name(source), accepted)
        result = noun.write(
            preview, skip_bad=options.skip_bad, accepted=accepted, should_stop=stopped
        )
    say(result_words(noun.kind, result))
    return 0


def _compared(
    options: Namespace, case: Case, noun: _Noun, source: Path, stopped: ShouldStop
) -> Preview:
    """Read the workbook, compare it with the database as was decided, and show every row."""
    from dialogue_app.cli.decisions import chosen_sheets, read_headings
    from dialogue_app.cli.preview import say_preview
    from dialogue_app.services.imports.profiles import find_profile
    from dialogue_app.services.imports.workbooks import open_workbook, require_mapping

    headings = read_headings(options.map, noun.kind)
    profile = find_profile(case, noun.kind, options.profile) if options.profile else None
    # columns of a header that would not be recognised may be named
    named = any(headings.values()) or profile is not None or options.heading_row is not None
    with progress_line() as progress:
        book = open_workbook(source, noun.kind, progress, stopped, guess=named, by_hand=named)
        book = chosen_sheets(book, options.sheet)
        decided = _decisions(options, noun.kind, book, headings, profile)
        preview = noun.compare(
            workbook=book,
            sheet_index=book.chosen,
            mapping=require_mapping(book, book.chosen, decided.header),
            decisions=decided,
            progress=progress,
            should_stop=stopped,
        )
    if not options.json:
        say_preview(preview, stopped)
    return preview


def _decisions(
    options: Namespace,
    kind: TableKind,
    book: OpenedWorkbook,
    headings: Mapping[str, str],
    profile: Profile | None,
) -> Decisions:
    """What the options and the profile decide of the sheet that was chosen."""
    from dialogue_app.cli.decisions import read_decisions, with_headings
    from dialogue_app.services.imports.decisions import UNDECIDED
    from dialogue_app.services.imports.profiles import fit
    from dialogue_app.services.imports.workbooks import require_mapping

    index, sheet = book.chosen, book.sheets[book.chosen]
    of_rows = options.mend or options.accept or options.leave_out or options.heading_row
    if len(book.taken_with(index)) > 1 and of_rows:
        raise WrongUse(
            _("Rows and cells are named in one sheet only: import the sheets one by one.")
        )
    decided = read_decisions(options, kind).numbered_as(sheet)
    if options.heading_row is not None and not 0 < (decided.header or 0) <= len(sheet.rows):
        raise WrongUse(_("The sheet has no row {row}.").format(row=options.heading_row))
    mapping = require_mapping(book, index, decided.header)
    kept = fit(profile, sheet, mapping).decided if profile else UNDECIDED
    return with_headings(decided, sheet, mapping, headings).on_top_of(kept)


def _asked(preview: Preview) -> frozenset[int]:
    return frozenset(row.row for row in preview.rows if row.status is RowStatus.ASKED)


def _accepted(options: Namespace, preview: Preview) -> frozenset[int]:
    asked = _asked(preview)
    chosen = (row for row in asked if preview.sheet.origin(row).row in options.accept)
    return preview.accepted(asked if options.overwrite else frozenset(chosen))


def _left_out_path(options: Namespace, source: Path) -> Path | None:
    """Where rows that are left out are to be kept, if it was said; never the workbook itself."""
    if options.left_out is None:
        return None
    if not options.skip_bad:
        raise WrongUse(_("--left-out goes with --skip-bad."))
    target = typed_path(options.left_out)
    with refusals_of(target, FileNotWritable):
        is_source = target.exists() and source.exists() and target.samefile(source)
        is_taken = is_source or target.is_dir()
    if is_taken:
        raise WrongUse(_("The rows left out need a workbook of their own: name another file."))
    return target


def _free_name(source: Path) -> Path:
    """A workbook beside the imported one; one left out before, and perhaps mended, stays."""
    endings = ("" if n == 1 else f"-{n}" for n in count(1))
    names = (source.with_name(f"{source.stem}-bo-qua{ending}.xlsx") for ending in endings)
    return next(name for name in names if not name.exists())


def _save_left_out(preview: Preview, target: Path, accepted: frozenset[int]) -> None:
    from dialogue_app.i18n.formats import number
    from dialogue_app.i18n.sentences import problem
    from dialogue_app.services.imports.workbooks import write_left_out

    n = write_left_out(preview, target, problem, _("Reason"), accepted)
    if not n:
        return
    sentence = ngettext(
        "{n} row left out was saved to {file}.", "{n} rows left out were saved to {file}.", n
    )
    say(sentence.format(n=number(n), file=target.absolute()))

"""`paper`, `minutes` and `sample`: papers as files, and the session to try everything with."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_app.cli.database import opened
from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.output import say, say_json, say_table
from dialogue_app.cli.parsing import Commands, Parser, add_command, add_json, add_noun, filled
from dialogue_app.documents.kind import paper_kinds
from dialogue_app.domain.deep_paths import readable, typed_path
from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.i18n import _
from dialogue_app.whole_files import refusals_of

if TYPE_CHECKING:
    from dialogue_app.services.case import Case
    from dialogue_app.services.papers.source import PaperSource

_MINUTES = "minutes"


def add_to(nouns: Commands[Parser]) -> None:
    """Add the commands."""
    sample = add_command(
        nouns, "sample", _("fill in the sample session of “phường Mẫu”"), fill_in_sample
    )
    sample.add_argument(
        "--minutes", action="store_true", help=_("write its minutes into the data folder too")
    )
    minutes = add_command(
        nouns, "minutes", _("write the minutes of a session as PDF or Word"), write_minutes
    )
    minutes.add_argument("session", metavar=_("SESSION"), help=_("code of the session"))
    _add_output(minutes)
    verbs = add_noun(nouns, "paper", _("papers as PDF or Word files"))
    add_json(add_command(verbs, "list", _("list the kinds of paper"), list_kinds))
    for key, kind in paper_kinds().items():
        paper = add_command(verbs, key, _(kind.label), partial(write_kind, key))
        paper.add_argument(
            "codes",
            metavar=_("CODE"),
            nargs="+",
            help=_("code of the session, or codes of issues"),
        )
        if kind.addressed:
            paper.add_argument("--body", type=filled, metavar=_("NAME"), help=_("to which body"))
        else:
            paper.set_defaults(body=None)
        if kind.typed:
            add_options(paper, kind.typed)
        _add_output(paper)


def _add_output(parser: Parser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        metavar=_("FILE"),
        help=_("the .pdf or .docx file to write (default: a PDF in this folder, named after it)"),
    )


def fill_in_sample(options: Namespace) -> int:
    """Fill in the sample session; twice is the same as once."""
    from dialogue_app.services.opening import data_folder
    from dialogue_app.services.sample import fill_sample

    with opened(options) as case:
        code = fill_sample(case)
        folder = data_folder(options.data)
        said = _("The sample session {code} is ready in {folder}.")
        say(said.format(code=code, folder=readable(folder)))
        if options.minutes:
            _write_minutes(case, code, folder)
    return 0


def list_kinds(options: Namespace) -> int:
    """The kinds of paper, one a line."""
    from dialogue_app.services.papers.words import kind_names

    kinds = kind_names().items()
    if options.json:
        say_json([{"key": key, "name": name} for key, name in kinds])
    else:
        say_table((_("Kind"), _("Name")), kinds)
    return 0


def write_minutes(options: Namespace) -> int:
    """Write the minutes of a session."""
    with opened(options) as case:
        _write_minutes(case, options.session, _target(options))
    return 0


def _write_minutes(case: Case, code: str, target: Path) -> None:
    from dialogue_app.services.papers.source import source_of

    source = source_of(_MINUTES)
    _write(case, source, source.chosen(case, [code], ""), target)


def write_kind(key: str, options: Namespace) -> int:
    """Write a paper of a kind, with what was typed for this one."""
    from dialogue_app.services.papers.source import source_of

    source = source_of(key)
    with opened(options) as case:
        about = source.chosen(case, options.codes, options.body or "")
        if source.kind.typed:
            about = replace(about, typed=with_given(case, about.typed, options))
        _write(case, source, about, _target(options))
    return 0


def _target(options: Namespace) -> Path:
    return typed_path(options.output or ".")


def _write(case: Case, source: PaperSource[Any, Any], about: Any, target: Path) -> None:
    """Write a paper to a file, or into a folder under a name of its own; say what it lacks."""
    from dialogue_app.services.papers.words import lack_lines

    with refusals_of(target, FileNotWritable):
        is_folder = target.is_dir()
    if is_folder:
        target /= source.file_name(case, about)
    written = source.write(case, about, target)
    for line in lack_lines(written.lacks):
        say(line)
    say(_("The paper was saved to {file}.").format(file=target.absolute()))

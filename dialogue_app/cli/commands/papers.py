"""`minutes` and `sample`: the paper of a session, and the session to try everything with."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, WrongUse, add_command
from dialogue_app.i18n import _


def add_to(nouns: Commands[Parser]) -> None:
    """Add both commands."""
    sample = add_command(
        nouns, "sample", _("fill in the sample session of “phường Mẫu”"), fill_in_sample
    )
    sample.add_argument(
        "--minutes", action="store_true", help=_("write its minutes into the data folder too")
    )
    minutes = add_command(nouns, "minutes", _("write the minutes of a session as PDF"), write_pdf)
    minutes.add_argument("session", metavar=_("SESSION"), help=_("code of the session"))
    minutes.add_argument(
        "-o",
        "--output",
        metavar=_("FILE"),
        help=_("the PDF file to write (default: in this folder, named after the session)"),
    )


def fill_in_sample(options: Namespace) -> int:
    """Fill in the sample session; twice is the same as once."""
    from dialogue_app.services.opening import data_folder
    from dialogue_app.services.sample import fill_sample
    from dialogue_app.services.sessions.editing import find_session

    with opened(options) as case:
        code = fill_sample(case)
        folder = data_folder(options.data)
        say(_("The sample session {code} is ready in {folder}.").format(code=code, folder=folder))
        if options.minutes:
            from dialogue_app.services.papers.minutes import minutes_name, write_minutes

            session_id = find_session(case, code)
            target = folder / minutes_name(case, session_id)
            _say_written(write_minutes(case, session_id, target))
    return 0


def write_pdf(options: Namespace) -> int:
    """Write the minutes of a session."""
    from dialogue_app.services.papers.minutes import minutes_name, write_minutes
    from dialogue_app.services.sessions.editing import find_session

    with opened(options) as case:
        session_id = find_session(case, options.session)
        target = Path(options.output or ".").expanduser()
        if target.is_dir():
            target /= minutes_name(case, session_id)
        if target.suffix.lower() != ".pdf":
            raise WrongUse(_("Minutes are written as PDF: name a file that ends in .pdf."))
        _say_written(write_minutes(case, session_id, target))
    return 0


def _say_written(path: Path) -> None:
    say(_("The minutes lie in {file}.").format(file=path.absolute()))

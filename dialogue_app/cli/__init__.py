"""The command line: the same services as the window, for scripts and machines without a screen.

Exit codes: 0 done, 1 trouble of the machine or stopped, 2 wrong use or bad input. What went wrong
is one sentence on stderr; where it went wrong only ever stands in the log in the data folder.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from dialogue_app import machine
from dialogue_app.cli.parser import build_parser
from dialogue_app.cli.parsing import WrongUse, language_of
from dialogue_app.domain.calendar import Clock
from dialogue_app.domain.errors.base import BadInput, DialogueError
from dialogue_app.i18n import _, install

DONE, TROUBLE, BAD = 0, 1, 2


def main(argv: Sequence[str] | None = None, clock: Clock = machine.now) -> int:
    """Run one command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _write_utf8()
    install(language_of(arguments))
    options = Namespace(data=None, clock=clock)
    try:
        return _run(arguments, options)
    except BrokenPipeError:  # nobody reads on (`| head`)
        _forget_output()
        return TROUBLE
    except KeyboardInterrupt:
        return _print_error(_("Stopped."), TROUBLE)
    except OSError as error:
        if error.filename is not None:
            return _fail(error, options)
        _forget_output()  # files and the database have errors of their own: this is the output
        return _print_error(_("The result could not be shown: look whether it was done."), TROUBLE)
    except WrongUse as error:
        return _print_error(str(error), BAD)
    except Exception as error:
        return _fail(error, options)


def _run(arguments: list[str], options: Namespace) -> int:
    try:
        build_parser(options.clock).parse_args(arguments, options)
    except SystemExit:  # --help or --version, which argparse has printed
        return DONE
    code: int = options.run(options)
    if sys.stdout is not None:  # closed by whoever called us
        sys.stdout.flush()
    return code


def _forget_output() -> None:
    """What is left to flush goes nowhere: tried again at the end, it would take the exit code."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_utf8() -> None:
    """A terminal in the C locale must not stop a Vietnamese sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _print_error(sentence: str, code: int) -> int:
    """The sentence on stderr; gives the exit code, also where nobody can be told."""
    if sys.stderr is not None:
        try:
            print(sentence, file=sys.stderr, flush=True)
        except (OSError, ValueError):  # else it is tried again at the end, and the code is lost
            sys.stderr = None
    return code


def _fail(error: Exception, options: Namespace) -> int:
    from dialogue_app.i18n.sentences import explain

    if not isinstance(error, DialogueError):
        from dialogue_app import trouble_log
        from dialogue_app.services.opening import data_folder

        trouble_log.note(lambda: data_folder(options.data), options.clock, error)
    return _print_error(explain(error), BAD if isinstance(error, BadInput) else TROUBLE)

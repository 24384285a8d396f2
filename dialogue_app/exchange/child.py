"""The process that reads one file for the program (`exchange/outside.py`), and ends.

It is told a path and the limits on its input, and answers on its output: how far it is, at last the
sheets or the error. All are pickles.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from typing import BinaryIO

from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.workbooks import ReaderIncomplete
from dialogue_app.exchange.limits import Limits
from dialogue_app.exchange.parsing import parse


def main() -> None:
    """Read the file that is asked for; the limits of its memory and time hold from then on."""
    answers = _own_output()
    path, limits = pickle.load(sys.stdin.buffer)
    hold(limits)
    gc.disable()  # what is read stays

    def answer(said: object) -> None:
        pickle.dump(said, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

    try:
        answer(parse(path, limits, lambda done, total: answer((done, total))))
    except DialogueError as error:
        answer(error)
    except ImportError as error:
        answer(ReaderIncomplete(path, error.name or str(error)))


def _own_output() -> BinaryIO:
    """The output, kept from whatever a library may print."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return output


def hold(limits: Limits) -> None:
    """Let the system end this process beyond the limits, and write no image of its memory.

    On Linux. Elsewhere only the program outside looks at the time.
    """
    if sys.platform != "linux":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        held = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (held, held))


if __name__ == "__main__":
    main()

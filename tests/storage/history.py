"""The history replayed must give the register, and its hashes must hold."""

from __future__ import annotations

from contextlib import closing

from dialogue_app.services.case import Case
from dialogue_app.storage import replaying
from dialogue_app.storage.sqlite import look
from dialogue_app.storage.steps import Steps, unwatched


def assert_history_is_true(case: Case) -> None:
    """Every row is what its changes add up to, each change begins where the one before ended."""
    with closing(look(case.store.path)) as connection:
        connection.execute("BEGIN")
        steps = Steps(unwatched, 0)
        assert list(replaying.chain_findings(connection, "", steps)) == []
        assert list(replaying.row_findings(connection, steps)) == []

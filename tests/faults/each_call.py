"""An act with one of its calls failing: the old state or the new one, and a true sentence."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_app.domain.errors.backups import PutBackAtNextStart
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.domain.errors.store import DiskFull, StoreBusy, StoreNotWritable
from dialogue_app.i18n.sentences import explain
from tests.faults.acts import NotKept, Stage
from tests.faults.calls import BUSY, FULL, READ_ONLY, Kind, failing, fault_at

MANY = 1_000_000
# What may be said where it failed for that reason; a call that broke may be told in many ways.
TRUE = {
    FULL: (DiskFull, NotKept),
    READ_ONLY: (StoreNotWritable, FileNotWritable, NotKept),
    BUSY: (StoreBusy, NotKept),
}


@dataclass
class Told:
    """How the tries ended."""

    done: int = 0
    refused: int = 0
    refused_though_done: int = 0

    def line(self) -> str:
        """In words."""
        tries = self.done + self.refused
        return (
            f"{tries} calls failed in turn: {self.refused} refused, {self.done} done all the same, "
            f"{self.refused_though_done} refused though done"
        )


def calls_of(stage: Stage, kind: Kind) -> int:
    """How many calls of the act such a fault can hit."""
    stage.set_up()
    with fault_at(MANY, kind) as fault:
        stage.act.do(stage.place)
    return fault.passed


def fail_at(stage: Stage, n: int, kind: Kind, told: Told) -> None:
    """Do it with that call failing, and look what is there then."""
    stage.set_up()
    fault, raised = failing(n, kind, lambda: stage.act.do(stage.place))
    where = f"{stage.act.name}, {kind.name} at {n}: {fault.call}"
    if raised is not None:
        assert isinstance(raised, DialogueError | NotKept), f"{where}: {raised!r}"
        true = (*TRUE.get(kind, (Exception,)), PutBackAtNextStart)
        assert isinstance(raised, true), f"{where}: {explain(raised)}"
        assert kind in TRUE or not isinstance(raised, DiskFull), f"{where}: {explain(raised)}"
    found = stage.now()
    if isinstance(raised, PutBackAtNextStart):  # it is what `found` looked at
        assert found == stage.after, f"{where}: said to be ready, and is not"
        told.refused += 1
    elif raised is None:
        assert found == stage.after, f"{where}: said to be done, and is not"
        told.done += 1
    else:
        assert found in (stage.before, stage.after), f"{where}: half done"
        told.refused += 1
        told.refused_though_done += found == stage.after != stage.before

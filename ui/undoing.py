"""What was done last can be taken back: offered where it is said, and by Ctrl+Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dialogue_app.i18n import _
from ui import keys
from ui.messages import Action
from ui.tasks import Lane

if TYPE_CHECKING:
    from dialogue_app.services.undo import Undoable
    from ui.context import Context


class Undoing(QObject):
    """Says what was done, and takes it back as long as nobody built on it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._said: tuple[int, str] = (0, "")  # the number of the last act, and what was said of it

    def say_done(self, text: str) -> None:
        """Say what was done; where it can be taken back, a button beside it does so."""
        self._context.read(self, self._last, lambda act: self._say(text, act), lane=Lane.READ)

    def undo(self) -> None:
        """Take back what was done last, and say what that was."""
        from dialogue_app.domain.errors.base import NotUndoable
        from dialogue_app.services.undo import undo

        case = self._context.case

        def run() -> Undoable:
            act = self._last()
            if act is None:
                raise NotUndoable
            undo(case, act.sequence)
            return act

        self._context.write(self, run, self._say_undone)

    def _last(self) -> Undoable | None:
        from dialogue_app.services.undo import last_act

        return last_act(self._context.case)

    def _say(self, text: str, act: Undoable | None) -> None:
        if act is None:
            self._context.messages.done(text)
            return
        self._said = (act.sequence, text)
        offered = Action(_("Undo ({key})").format(key=keys.UNDO.shown), self.undo)
        self._context.messages.done(text, offered)

    def _say_undone(self, act: Undoable) -> None:
        sequence, text = self._said
        what = text.rstrip(".") if sequence == act.sequence else _(act.words)
        self._context.messages.done(_("Undone: {what}.").format(what=what))

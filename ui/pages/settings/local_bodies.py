"""Settings: what the bodies are called that every area has under a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dialogue_app.i18n import _
from dialogue_app.services.bodies.naming import NamedBody, name_bodies
from ui.context import Context
from ui.widgets.facts import paragraph
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import TextLine


class LocalBodiesPanel(FormPanel):
    """One input for each that nobody has named yet; what stays empty is not kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self._kinds: dict[str, str] = {}  # by the key of their input
        self._said = paragraph("")
        self.show_above(self._said)
        self.closed.connect(self._give_up)
        self.show_kinds([])

    def show_kinds(self, kinds: Sequence[str]) -> None:
        """Ask for the names of these; what is being typed stays."""
        if (self._kinds and self.is_dirty) or self.is_saving:
            return
        if list(self._kinds.values()) != list(kinds):
            self.form.remove(list(self._kinds))
            self._kinds = {f"body_{place}": kind for place, kind in enumerate(kinds, start=1)}
            for key, kind in self._kinds.items():
                self.form.add(key, kind, TextLine(), wide=True)
        self._said.setText(
            _("Their whole names, as on letters to them; what is left empty is not kept.")
            if kinds
            else _("All of them are named; more are added among the bodies.")
        )
        self.remember()

    def work(self) -> Callable[[], None]:
        """Keep those that were named."""
        named = [NamedBody(kind, self.value(key)) for key, kind in self._kinds.items()]
        return lambda: name_bodies(self.context.case, named)

    def _give_up(self) -> None:
        for key in self._kinds:
            self.put(key, "")
        self.remember()

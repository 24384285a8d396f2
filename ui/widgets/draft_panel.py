"""A form of one draft, new or known: filled from it, read into it, settled where two wrote."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dialogue_app.domain.errors.conflicts import EditConflict
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_moment
from dialogue_app.services.case import SeenDraft
from ui.context import Context
from ui.widgets.as_read import as_read
from ui.widgets.form_panel import FormPanel

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
Names = Mapping[str, Mapping[Any, str]]  # by the key of an input: what its ids are called
NO_NAMES: Names = {}


class DraftPanel(FormPanel, Generic[D]):
    """Base of the forms that edit: `known` is what the form is built on, None for a new thing.

    A subclass says what each input shows of a draft (`values`), reads the inputs (`typed`) and
    calls the service (`store`).
    """

    def __init__(
        self,
        context: Context,
        title: str,
        known: SeenDraft[D] | None = None,
        names: Names = NO_NAMES,
    ) -> None:
        super().__init__(context, title)
        self.known = known
        self.names = dict(names)

    def values(self, draft: D) -> dict[str, Any]:
        """What each input shows of a draft, by its key."""
        raise NotImplementedError

    def typed(self) -> D:
        """The draft as it was typed; what is not typed here is as in `known`."""
        raise NotImplementedError

    def store(self, known: SeenDraft[D] | None, draft: D) -> Any:
        """Save a draft on top of what is known; called on a worker."""
        raise NotImplementedError

    def read_names(self, draft: D) -> Names:
        """What the things are called that a draft names by id; called on a worker."""
        return NO_NAMES

    def work(self) -> Callable[[], Any]:
        """Read the draft; save it on a worker."""
        known, draft = self.known, self.typed()
        return lambda: self.store(known, draft)

    def show_draft(self, draft: D, keys: Collection[str] | None = None) -> None:
        """Show a draft in all inputs, or in those of `keys`."""
        for key, value in self.values(draft).items():
            if keys is None or key in keys:
                self.put(key, value, self._name(key, value))

    def take(
        self, seen: SeenDraft[D], names: Names = NO_NAMES, keys: Collection[str] | None = None
    ) -> None:
        """Show what is known now, in all inputs or those of `keys`; it counts as saved."""
        self.known = seen
        self.names |= names
        self.form.hide_theirs()
        self.show_draft(seen.draft, keys)
        self.remember()

    def hear(self, seen: SeenDraft[D], names: Names = NO_NAMES) -> None:
        """Show what was saved elsewhere; while something is being typed here, it stays."""
        if not self.is_dirty and seen != self.known:
            changed = self._differing(self.known.draft, seen.draft) if self.known else None
            self.take(seen, names, changed)

    def _name(self, key: str, value: Any) -> str:
        """What a single id is called; inputs of several things name them in their values."""
        return "" if isinstance(value, list) else self.names.get(key, {}).get(value, "")

    def _differing(self, first: D, second: D) -> set[str]:
        """The keys of the inputs that show two drafts otherwise."""
        values = self.values(second)
        return {key for key, value in self.values(first).items() if value != values[key]}

    # Two wrote the same -----------------------------------------------------------------------

    def _done(self, result: Any) -> None:
        self.form.hide_theirs()
        super()._done(result)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, EditConflict):
            super()._failed(error)
            return
        self.context.tasks.run(
            self,
            lambda: self.read_names(error.theirs.draft),
            lambda names: self._show_conflict(error, names),
            super()._failed,
        )

    def _show_conflict(self, error: EditConflict, names: Names) -> None:
        """Build the form on what the others saved, and show their text where it clashes."""
        self._end_saving()
        self.known = error.theirs
        self.names |= names
        taken = self._differing(error.mine, error.merged)
        self.show_draft(error.merged, taken)
        self._before = []  # even typing back what stood there before is something to save
        self.form.hide_theirs()
        theirs, clashing = self.values(error.theirs.draft), self._clashing(error)
        change = error.change
        said = _("{name} wrote ({moment}):").format(name=change.by, moment=screen_moment(change.at))
        for key in clashing:
            field, value = self.form.fields[key], theirs[key]
            text = as_read(field.editor, value, self._name(key, value))
            field.show_theirs(said, text, self._user(key, value))
        if clashing:
            self.form.go_to(clashing[0])
        self.context.messages.notice(self._told(error, clashing, bool(taken)), about=self)

    def _clashing(self, error: EditConflict) -> list[str]:
        """The inputs that show the fields both wrote, in their order on the form."""
        clashing: set[str] = set()
        for name in error.clashes:
            one_theirs = replace(error.merged, **{name: getattr(error.theirs.draft, name)})
            clashing |= self._differing(error.merged, one_theirs)
        return [key for key in self.form.fields if key in clashing]

    def _user(self, key: str, value: Any) -> Callable[[], None]:
        """What puts the other text into a field."""

        def use() -> None:
            field = self.form.fields[key]
            self.put(key, value, self._name(key, value))
            field.editor.setFocus()
            field.hide_theirs()

        return use

    def _told(self, error: EditConflict, clashing: list[str], taken: bool) -> str:
        """What happened, in words."""
        name, moment = error.change.by, screen_moment(error.change.at)
        if clashing:
            fields = ", ".join(f"“{self.form.fields[key].name}”" for key in clashing)
            said = _(
                "{name} changed the same meanwhile ({moment}): {fields}. Nothing of yours is "
                "lost: look at both texts, then save again."
            ).format(name=name, moment=moment, fields=fields)
        else:
            said = _(
                "{name} changed the same meanwhile ({moment}). Look at it again, then save again."
            ).format(name=name, moment=moment)
        if taken:
            said += " " + _("What they changed elsewhere now stands in this form, too.")
        return said

"""A form of one draft, new or known: filled from it, read into it, settled where two wrote."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from dialogue_app.domain.errors.conflicts import EditConflict
from dialogue_app.domain.fields.facts import Field, fields_of
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_moment
from dialogue_app.services.case import SeenDraft
from ui.context import Context
from ui.forms.state import Conflict, FormState
from ui.tasks import Lane
from ui.widgets.field_inputs import Options, make_input
from ui.widgets.form_panel import FormPanel

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
Names = Mapping[str, Mapping[Any, str]]  # by the key of an input: what its ids are called
NO_NAMES: Names = MappingProxyType({})
NOTHING_OFFERED: Mapping[str, Options] = MappingProxyType({})
NO_SPECIAL: Mapping[str, QWidget] = MappingProxyType({})


@dataclass(frozen=True)
class FormLists:
    """The pick-lists of a form, and what things are called that its draft names by id."""

    offered: Mapping[str, Options]  # by the key of an input
    names: Names


class DraftPanel(FormPanel, Generic[D]):
    """Base of the forms that edit: `known` is what the form is built on, None for a new thing.

    Inputs follow from the fields of the draft (`add_inputs`). A subclass calls the service
    (`store`) and says by hand what is special: inputs of its own, what they show of a draft
    (`values`), how they are read (`typed`).
    """

    def __init__(
        self,
        context: Context,
        title: str,
        known: SeenDraft[D] | None,
        new: D,
        names: Names = NO_NAMES,
    ) -> None:
        """`new` is what is proposed where nothing is known."""
        super().__init__(context, title)
        self.state: FormState[D] = FormState(known)
        self.names = dict(names)
        self._new = new
        self._plain: list[Field] = []  # the fields whose input holds the very value

    @property
    def known(self) -> SeenDraft[D] | None:
        """What the form is built on."""
        return self.state.before

    @property
    def base(self) -> D:
        """The draft that is shown and changed."""
        return self.known.draft if self.known else self._new

    def add_inputs(
        self,
        names: Iterable[str],
        offered: Mapping[str, Options] = NOTHING_OFFERED,
        special: Mapping[str, QWidget] = NO_SPECIAL,
    ) -> None:
        """Add the inputs of these fields of the draft, in this order.

        `offered` are the things an id may be of, `special` inputs made by hand, both by key.
        """
        fields, today = fields_of(type(self._new)), self.context.case.today
        for field in (fields[name] for name in names):
            key, fact = field.key, field.fact
            editor = special.get(key)
            if editor is None:
                editor = make_input(field, today, offered.get(key, ()), self.name_of(key))
                self._plain.append(field)
            self.form.add(
                key,
                _(field.words),
                editor,
                required=fact.required,
                hint=_(fact.hint) if fact.hint else "",
                wide=fact.wide,
                labelled=not fact.tick,
            )

    def values(self, draft: D) -> dict[str, Any]:
        """What each input shows of a draft, by its key."""
        return {field.key: getattr(draft, field.name) for field in self._plain}

    def typed(self) -> D:
        """The draft as it is typed; what is not typed here is as in `base`."""
        return replace(self.base, **{field.name: self.value(field.key) for field in self._plain})

    def store(self, known: SeenDraft[D] | None, draft: D) -> Any:
        """Save a draft on top of what is known; called on a worker."""
        raise NotImplementedError

    def read(self, result: Any) -> SeenDraft[D]:
        """What is stored now, from what `store` gave; called on a worker."""
        raise NotImplementedError

    def read_names(self, draft: D) -> Names:
        """What the things are called that a draft names by id; called on a worker."""
        return NO_NAMES

    def work(self) -> Callable[[], Any]:
        """Read the draft; save it on a worker, and read what is stored then."""
        known, draft = self.known, self.typed()

        def run() -> tuple[Any, SeenDraft[D], Names]:
            result = self.store(known, draft)
            seen = self.read(result)
            return result, seen, self.read_names(seen.draft)

        return run

    def show_draft(self, draft: D, keys: Collection[str] | None = None) -> None:
        """Show a draft in all inputs, or in those of `keys`."""
        self._show({k: v for k, v in self.values(draft).items() if keys is None or k in keys})

    def take(
        self, seen: SeenDraft[D], names: Names = NO_NAMES, keys: Collection[str] | None = None
    ) -> None:
        """Show what is known now, in all inputs or those of `keys`; it counts as saved."""
        self.state.before = seen
        self.names |= names
        self.form.hide_theirs()
        self.show_draft(seen.draft, keys)
        self.remember()

    def hear(self, seen: SeenDraft[D], names: Names = NO_NAMES) -> None:
        """Show what was saved elsewhere; while something is being typed here, it stays."""
        if not self.is_dirty and not self.is_saving and seen != self.known:
            changed = self._differing(self.known.draft, seen.draft) if self.known else None
            self.take(seen, names, changed)

    def name_of(self, key: str) -> Callable[[Any], str]:
        """What the ids of an input are called."""
        return lambda value: self.names.get(key, {}).get(value, "")

    def _show(self, values: Mapping[str, Any]) -> None:
        for key, value in values.items():
            if self.state.now[key] != value:  # else the cursor would leave its place
                self.put(key, value)

    def _differing(self, first: D, second: D) -> set[str]:
        """The keys of the inputs that show two drafts otherwise."""
        values = self.values(second)
        return {key for key, value in self.values(first).items() if value != values[key]}

    def _done(self, result: tuple[Any, SeenDraft[D], Names]) -> None:
        """The form is built on what is stored now, and shows it where nobody has typed since."""
        given, seen, names = result
        sent = self._end_saving()
        typed = self.state.typed_since(sent)
        self.state.before = seen
        self.names |= names
        self.form.hide_theirs()
        self.show_draft(seen.draft, self.state.now.keys() - typed - self.form.under_keyboard())
        self.state.keep({**self.state.now, **{key: sent[key] for key in typed}})
        self._tell_saved(given)

    # Two wrote the same -----------------------------------------------------------------------

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, EditConflict):
            super()._failed(error)
            return
        self.context.tasks.run(
            self,
            lambda: self.read_names(error.theirs.draft),
            lambda names: self._show_conflict(error, names),
            super()._failed,
            lane=Lane.EYE,
        )

    def _show_conflict(self, error: EditConflict, names: Names) -> None:
        """Build the form on what the others saved, and show their text where it clashes."""
        self.names |= names
        conflict = self.state.meet(error, self.values, self._end_saving())
        self._show(conflict.taken)
        self.form.hide_theirs()
        self.form.reveal(conflict.theirs)
        change = conflict.change
        said = _("{name} wrote ({moment}):").format(name=change.by, moment=screen_moment(change.at))
        for key, value in conflict.theirs.items():
            field = self.form.fields[key]
            field.show_theirs(said, field.input.words(value), self._user(key, value))
        if conflict.theirs:
            self.form.go_to(next(iter(conflict.theirs)))
        self.context.messages.notice(self._told(conflict), about=self)

    def _user(self, key: str, value: Any) -> Callable[[], None]:
        """What puts the other text into a field."""

        def use() -> None:
            field = self.form.fields[key]
            self.put(key, value)
            field.editor.setFocus()
            field.hide_theirs()

        return use

    def _told(self, conflict: Conflict) -> str:
        """What happened, in words."""
        name, moment = conflict.change.by, screen_moment(conflict.change.at)
        if conflict.theirs:
            fields = ", ".join(f"“{self.form.fields[key].name}”" for key in conflict.theirs)
            said = _(
                "{name} changed the same meanwhile ({moment}): {fields}. Nothing of yours is "
                "lost: look at both texts, then save again."
            ).format(name=name, moment=moment, fields=fields)
        else:
            said = _(
                "{name} changed the same meanwhile ({moment}). Look at it again, then save again."
            ).format(name=name, moment=moment)
        if conflict.taken:
            said += " " + _("What they changed elsewhere now stands in this form, too.")
        return said

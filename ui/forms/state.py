"""The state of a form, which its panel only shows: what was read, what is typed, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dialogue_app.domain.errors.conflicts import EditConflict, LastChange
from dialogue_app.i18n import _
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import SeenDraft
from ui.forms.input import Unread, is_empty
from ui.forms.plain import from_plain, to_plain

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
Values = Mapping[str, Any]  # by the key of an input


@dataclass(frozen=True)
class Conflict:
    """What others saved of the same thing: `theirs` where both wrote, `taken` elsewhere."""

    change: LastChange
    theirs: Values
    taken: Values


@dataclass
class FormState(Generic[D]):
    """A form while it is filled in.

    `before` is the draft it is built on, as it was read; None for a new thing or a form without
    one. `now` is what is typed, `errors` what is wrong with it, both by the key of an input.
    """

    before: SeenDraft[D] | None = None
    now: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    conflict: Conflict | None = None
    saved: Values | None = None  # what stands in the inputs and in the register; None: nothing

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.now != self.saved

    def type(self, key: str, value: Any) -> None:
        """Something is typed in an input: what was wrong there is being mended."""
        if key not in self.now or self.now[key] != value:
            self.errors.pop(key, None)
        self.now[key] = value

    def value(self, key: str) -> Any:
        """What is typed, None where it cannot be read."""
        value = self.now[key]
        return None if isinstance(value, Unread) else value

    def unread(self, key: str) -> str:
        """What is wrong with a text that cannot be read, else nothing."""
        value = self.now[key]
        texts = value if isinstance(value, tuple) else (value,)
        return next((explain(text.error) for text in texts if isinstance(text, Unread)), "")

    def check(self, required: Mapping[str, str]) -> None:
        """Note what is wrong: texts that cannot be read, `required` inputs (label by key) empty."""
        self.errors = {key: said for key in self.now if (said := self.unread(key))}
        for key, label in required.items():
            if is_empty(self.now[key]):
                self.errors[key] = please_fill(label)

    def keep(self, sent: Values | None = None) -> None:
        """Count as saved what was sent to be saved, or all that stands there now."""
        self.saved = dict(self.now if sent is None else sent)
        self.conflict = None

    def typed_since(self, sent: Values) -> set[str]:
        """The inputs that hold something else than when that was sent to be saved."""
        return {key for key, value in self.now.items() if sent.get(key) != value}

    def meet(self, error: EditConflict, values: Callable[[D], Values], sent: Values) -> Conflict:
        """Build on what others saved; mine stays wherever both wrote, `sent` or typed since.

        `values` says what each input shows of a draft. What is shown now is something to save,
        even what stood there before.
        """
        merged, mine, theirs = map(values, (error.merged, error.mine, error.theirs.draft))
        changed = {key for key, value in merged.items() if value != mine[key]}
        typed = self.typed_since(sent)
        both = _clashing(error, values) | (changed & typed)
        self.conflict = Conflict(
            error.change,
            {key: theirs[key] for key in self.now if key in both},
            {key: merged[key] for key in self.now if key in changed - typed},
        )
        self.before, self.saved = error.theirs, None
        return self.conflict

    def snapshot(self) -> dict[str, Any]:
        """All of it as plain JSON."""
        return {
            "before": to_plain(self.before),
            "now": to_plain(self.now),
            "errors": dict(self.errors),
            "conflict": to_plain(self.conflict),
            "saved": to_plain(self.saved),
        }

    @classmethod
    def restored(cls, snapshot: Mapping[str, Any]) -> FormState[D]:
        """The state of that snapshot. Raises `ValueError` where it holds what is not ours."""
        return cls(**{name: from_plain(snapshot[name]) for name in cls.__dataclass_fields__})


def please_fill(label: str) -> str:
    """What is said of a required input that is empty."""
    return _("Please fill in “{field}”.").format(field=label)


def _clashing(error: EditConflict, values: Callable[[D], Values]) -> set[str]:
    """The inputs that show the fields both wrote."""
    clashing: set[str] = set()
    merged = values(error.merged)
    for name in error.clashes:
        one_theirs = values(replace(error.merged, **{name: getattr(error.theirs.draft, name)}))
        clashing |= {key for key, value in merged.items() if one_theirs[key] != value}
    return clashing

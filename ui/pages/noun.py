"""What a record page needs to know of the kind of thing it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from dialogue_app.domain.life import Move
from dialogue_app.i18n import _
from dialogue_app.services.case import Seen
from ui import theme
from ui.acts import Act
from ui.messages import Told
from ui.widgets.facts import Facts, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.acts import Chosen
    from ui.pages.record_page import RecordPage
    from ui.rail import Rail

SHOWN_OF_SEVERAL = 50  # who chooses more knows what they have in common


@dataclass(frozen=True)
class Empty:
    """What an empty list says, and the acts it offers as buttons."""

    text: str
    acts: tuple[str, ...] = ()


class Noun:
    """One kind of thing. `read` and the functions of its acts that read or write run on workers."""

    key: ClassVar[str]
    acts: ClassVar[tuple[Act, ...]] = ()
    page: ClassVar[str] = ""  # of the rail, where its acts can be done
    opens: ClassVar[str] = "edit"  # the act of Enter
    heard: ClassVar[tuple[str, ...]]  # the kinds whose changes can be seen on its pages

    def __init__(self, rail: Rail) -> None:
        self.rail, self.context = rail, rail.context

    def read(self, key: int) -> Any:
        """One of them whole, with its `id`; called on a worker."""
        raise NotImplementedError

    def called(self, detail: Any) -> str:
        """What one is called where it is said what was done to it."""
        raise NotImplementedError

    def count(self, n: int) -> str:
        """So many of them, in words."""
        raise NotImplementedError

    def empty(self, query: Any) -> Empty:
        """What to say where a list has nothing and nothing was searched for."""
        return Empty(_("Nothing to list."))

    def moves(self, detail: Any) -> frozenset[Move]:
        """What its life allows, for nouns that have one."""
        return frozenset()

    def seen(self, ids: Sequence[int]) -> list[Seen]:
        """Several as they stand now; called on a worker, for nouns with acts on several."""
        raise NotImplementedError

    def say_done(self, page: RecordPage, act: Act, chosen: Chosen, result: Any) -> None:
        """Say what was done to what."""
        if act.told is not None:
            told = act.told(page, chosen, result)
        else:
            one = chosen.detail is not None
            what = self.called(chosen.detail) if one else self.count(len(chosen.ids))
            told = Told(_(act.done).format(what=what))
        if told.links:
            self.context.messages.links(told.text, told.links, about=page)
        else:
            self.rail.undoing.say_done(told.text)

    def heading(self, detail: Any) -> QWidget:
        """What stands above its buttons."""
        title = paragraph(self.called(detail))
        title.setFont(theme.title_font())
        return title

    def parts(self, detail: Any) -> Sequence[QWidget]:
        """All there is to read of it."""
        raise NotImplementedError

    def several(self, n: int, rows: Sequence[Any]) -> Sequence[QWidget]:
        """What there is to read of `n` of them, of which these rows are known."""
        texts = [self.line(row) for row in rows]
        return [Facts([*texts, ("", "…")] if n > len(rows) else texts)]

    def line(self, row: Any) -> tuple[str, str]:
        """One among several: what it is called, and what it is about."""
        raise NotImplementedError

    def reminder(self, detail: Any) -> Sequence[QWidget]:
        """What of it stays in sight above the form of an act; nothing for nouns that need none."""
        return ()

"""One field for everything: acts of what is in front, pages, and records found by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from dialogue_app.domain.text import fold
from dialogue_app.i18n import _
from ui import keys, theme
from ui.places import Hit, Place
from ui.tasks import Lane, Task, TaskRunner
from ui.widgets.plain import set_tip
from ui.widgets.search_field import SearchField

SHOWN_OF_A_KIND = 5
_DO = Qt.ItemDataRole.UserRole
_MARGIN = 8
WIDEST = 800  # pixels of the pop-up


@dataclass(frozen=True)
class Kind:
    """Pages or what one of them holds: its words, its icon, where it is, and what finds in it."""

    title: str
    icon: str
    place: Place
    find: Callable[[str], Sequence[Hit]] | None = None  # called on a worker


class Palette(SearchField):
    """Arrows move in the pop-up, Enter goes or does, Esc gives the keyboard back."""

    chosen = Signal(object)  # a Place

    def __init__(
        self, kinds: Sequence[Kind], acts: Callable[[], Sequence[QAction]], tasks: TaskRunner
    ) -> None:
        """`acts` gives what can be done now."""
        key = keys.FIND.shown
        super().__init__(_("Find everything, do everything ({key})").format(key=key))
        self.setObjectName("palette")
        self.setAccessibleName(_("Find everything"))
        set_tip(self, _("Issues, enterprises, sessions, pages, and what can be done ({key})")
                        .format(key=key))  # fmt: skip
        self._kinds, self._acts, self._tasks = kinds, acts, tasks
        self._asking: Task | None = None
        self._offered = ""  # the text for which the pop-up was filled
        self._came_from: QWidget | None = None
        self._go_at_once = False  # Enter was pressed before what it means was found
        self.popup = PalettePopup(self)
        self.popup.itemClicked.connect(self._take)
        self.searched.connect(self._look_for)

    def open(self) -> None:
        """Take the keyboard; what can be done now is offered before anything is typed."""
        before = QApplication.focusWidget()
        if before is not self:
            self._came_from = before
        self.setFocus()
        self.selectAll()
        self._look_for(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the pop-up, Enter takes, Esc leaves; all else is typing."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim Esc, before a form's shortcuts get it."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return bool(super().event(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the pop-up when the field loses the keyboard; nobody waits for hits any more."""
        self._stop_looking()
        super().focusOutEvent(event)

    def leave(self) -> None:
        """Empty the field and give the keyboard back to where it came from."""
        self._stop_looking()
        self.show_searched("")
        self.clear()
        before, self._came_from = self._came_from, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self.clearFocus()

    def _stop_looking(self) -> None:
        self.popup.hide()
        self._go_at_once = False
        if self._asking is not None:
            self._asking.cancel()

    def _enter(self) -> None:
        item = self.popup.currentItem()
        if self._offered != self.text():
            self._go_at_once = True
            self.ask_now()
        elif item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        does = item.data(_DO)
        if does is None:
            return
        self.leave()
        if isinstance(does, QAction):
            does.trigger()
        else:
            self.chosen.emit(does)

    def _look_for(self, text: str) -> None:
        """Show at once what needs no reading; records follow from a worker."""
        self._offer(text, [])
        finders = [(kind, kind.find) for kind in self._kinds if kind.find is not None]
        if not text.strip():
            return

        def read() -> list[tuple[Kind, Sequence[Hit]]]:
            return [(kind, find(text)[:SHOWN_OF_A_KIND]) for kind, find in finders]

        self._asking = self._tasks.run(
            self, read, lambda found: self._found(text, found), lane=Lane.EYE,
            instead_of=self._asking,
        )  # fmt: skip

    def _found(self, text: str, found: list[tuple[Kind, Sequence[Hit]]]) -> None:
        self._offer(text, found)
        self._offered = text
        item = self.popup.currentItem()
        at_once, self._go_at_once = self._go_at_once, False
        if at_once and item is not None and isinstance(item.data(_DO), Place):
            self._take(item)

    def _offer(self, text: str, found: list[tuple[Kind, Sequence[Hit]]]) -> None:
        self.popup.begin()
        wanted = fold(text).split()
        acts = [one for one in self._acts() if has_words(one.text(), wanted)]
        self.popup.add(_("What can be done"), [(act.text(), _key_of(act), act) for act in acts])
        pages = [kind for kind in self._kinds if has_words(kind.title, wanted)]
        self.popup.add(_("Pages"), [(kind.title, "", kind.place) for kind in pages])
        for kind, hits in found:
            self.popup.add(kind.title, [(hit.words, hit.detail, hit.place) for hit in hits])
        if not text.strip():
            self._offered = text
        if self.hasFocus():
            self.popup.end(_("Nothing was found for “{text}”.").format(text=text))


def has_words(text: str, wanted: Sequence[str]) -> bool:
    """Whether every word that was typed begins a word of the text, marks or not."""
    own = fold(text).split()
    return all(any(word.startswith(begun) for word in own) for begun in wanted)


def _key_of(action: QAction) -> str:
    return str(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))


class PalettePopup(QListWidget):
    """The list below the field, in groups; it never takes the keyboard."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "popup")
        self.setObjectName("palette_hits")
        self.setAccessibleName(_("Found"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._announce)
        self.hide()

    def _announce(self, item: QListWidgetItem | None) -> None:
        """The keyboard stays in the field, so screen readers are told where the arrows are."""
        if item is not None and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._field, item.text())
            QAccessible.updateAccessibility(event)

    def begin(self) -> None:
        """Empty it."""
        self.clear()

    def add(self, title: str, rows: Sequence[tuple[str, str, object]]) -> None:
        """A group: words, what stands behind them, and what is done or gone to."""
        if not rows:
            return
        heading = QListWidgetItem(title)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setFont(theme.label_font())
        self.addItem(heading)
        for words, detail, does in rows:
            item = QListWidgetItem("   ".join(filter(None, [words, detail])))
            item.setData(_DO, does)
            self.addItem(item)

    def end(self, nothing: str) -> None:
        """Show it below the field with the first row chosen, or that there is nothing."""
        if not self.count():
            self.addItem(QListWidgetItem(nothing))
            self.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        spot = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        needed = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * _MARGIN
        width = min(self._field.width(), WIDEST)
        self.setGeometry(spot.x(), spot.y(), width, min(needed, window.height() - spot.y() - 48))
        self.setCurrentRow(next(self._rows(), -1))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move by so many rows, from the last to the first and back; headings are passed."""
        rows = list(self._rows())
        if rows:
            at = rows.index(self.currentRow()) if self.currentRow() in rows else -1
            self.setCurrentRow(rows[(at + by) % len(rows)])

    def _rows(self) -> Iterator[int]:
        for row in range(self.count()):
            if self.item(row).data(_DO) is not None:
                yield row

"""The panel in which the columns of a list are chosen and ordered, by mouse or keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.list_columns import ListColumns
from ui.widgets.plain import Label, set_tip

_KEY = Qt.ItemDataRole.UserRole
_MOST_ROWS = 14


class ColumnsPanel(QFrame):
    """A tick a column, as each is shown; Ctrl+Up and Ctrl+Down move the one in hand."""

    def __init__(self, columns: ListColumns, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("columns_panel")
        self.setProperty("role", "popup")
        self._columns = columns
        self._filling = False
        self.names = QListWidget()
        self.names.setObjectName("columns")
        self.names.setAccessibleName(_("Columns of the list"))
        self.names.itemChanged.connect(self._tick)
        self.names.installEventFilter(self)
        hint = Label(_("Space shows or hides a column, Ctrl+↑ and Ctrl+↓ move it."))
        hint.setWordWrap(True)
        theme.set_role(hint, role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.addWidget(self.names)
        column.addWidget(hint)
        column.addLayout(self._make_buttons())
        self._fill(0)

    def open_at(self, spot: QPoint) -> None:
        """Show the panel there, within the screen, and give it the keyboard."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(spot.x(), screen.right() - self.width())
        top = min(spot.y(), screen.bottom() - self.height())
        self.move(max(screen.left(), left), max(screen.top(), top))
        self.show()
        self.names.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move a column on Ctrl+Up and Ctrl+Down; close on Enter, as on Esc."""
        pressed = watched is self.names and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            return False
        return True

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.STEP)
        for name, label, step in (
            ("column_up", _("Move up"), -1),
            ("column_down", _("Move down"), 1),
        ):
            button = QPushButton(label)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, step=step: self._move(step))
            row.addWidget(button)
        usual = QPushButton(_("Usual columns"))
        usual.setObjectName("columns_usual")
        usual.clicked.connect(self._reset)
        row.addStretch()
        row.addWidget(usual)
        return row

    def _fill(self, place: int) -> None:
        self._filling = True
        self.names.clear()
        for column in self._columns.all():
            item = QListWidgetItem(column.title())
            item.setData(_KEY, column.key)
            ticked = column.key in self._columns.chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            if column.fixed:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.names.addItem(item)
        self.names.setCurrentRow(min(place, self.names.count() - 1))
        rows = min(self.names.count(), _MOST_ROWS)
        self.names.setFixedHeight(rows * self.names.sizeHintForRow(0) + theme.STEP)
        self.names.setMinimumWidth(self.names.sizeHintForColumn(0) + 2 * theme.WIDE)
        self._filling = False

    def _tick(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        self._columns.choose(item.data(_KEY), shown=item.checkState() == Qt.CheckState.Checked)

    def _move(self, step: int) -> None:
        item = self.names.currentItem()
        if item is not None and item.data(_KEY) in self._columns.chosen:
            key = item.data(_KEY)
            self._columns.move(key, step)
            self._fill(self._columns.chosen.index(key))

    def _reset(self) -> None:
        self._columns.reset()
        self._fill(0)


class ColumnsButton(QToolButton):
    """Opens the panel of a list's columns."""

    def __init__(self, columns: ListColumns) -> None:
        super().__init__()
        self.setObjectName("choose_columns")
        self.setIcon(theme.icon("columns"))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Choose columns"))
        set_tip(self, _("Choose columns"))
        self.clicked.connect(lambda: self._open(columns))

    def _open(self, columns: ListColumns) -> None:
        ColumnsPanel(columns, self).open_at(self.mapToGlobal(self.rect().bottomLeft()))

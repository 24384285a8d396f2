"""The floor for the start: fifty issues in a table as soon as PySide6 and SQLAlchemy can."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy import create_engine, text

from bench.memory import most_held

ROWS = (
    "SELECT year, number, raisers_text, text, state, next_due_on "
    "FROM issue ORDER BY year DESC, number DESC LIMIT 50"
)


class PaintWatch(QObject):
    """Prints the work until the first paint and ends the program."""

    def eventFilter(self, viewport: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            viewport.removeEventFilter(self)
            app.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            print(time.process_time(), most_held())
            app.quit()
        return super().event(event)


app = QApplication([])
with create_engine(f"sqlite:///{sys.argv[1]}").connect() as connection:
    rows = connection.execute(text(ROWS)).all()
model = QStandardItemModel()
for row in rows:
    model.appendRow([QStandardItem(str(value)) for value in row])
view = QTableView()
view.setModel(model)
view.resize(1280, 760)  # as large as our window
watch = PaintWatch()
view.viewport().installEventFilter(watch)
view.show()
app.exec()

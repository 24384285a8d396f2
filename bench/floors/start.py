"""The floor for the start: fifty rows of the issues in a table, as soon as PySide6 can."""

import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy import create_engine, text


class Painted(QObject):
    def eventFilter(self, _widget, event):
        if event.type() == QEvent.Type.Paint:
            app.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event):
        if event.type() == QEvent.Type.User:
            print(time.time())
            app.quit()
        return super().event(event)


app = QApplication([])
engine = create_engine(f"sqlite:///{sys.argv[1]}/dialogue.db")
with engine.connect() as connection:
    rows = connection.execute(
        text("SELECT year, number, raisers_text, text, state FROM issue ORDER BY 1, 2 LIMIT 50")
    ).all()
model = QStandardItemModel()
for row in rows:
    model.appendRow([QStandardItem(str(value)) for value in row])
view = QTableView()
view.setModel(model)
painted = Painted()
view.viewport().installEventFilter(painted)
view.show()
app.exec()

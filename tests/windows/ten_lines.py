"""The least that opens a window: what the start of the program is measured against."""

import sys

from PySide6.QtWidgets import QApplication, QLabel

app = QApplication(sys.argv[:1])
label = QLabel("Ten lines")
label.setWindowTitle("Ten lines")
label.show()
sys.exit(app.exec())

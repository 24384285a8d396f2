"""The minutes as they will be printed: real pages, what they lack, and saving them as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from dialogue_app.i18n import _
from dialogue_app.services.papers.minutes import SOURCE
from dialogue_app.services.papers.source import Written
from dialogue_app.services.papers.words import lack_lines
from ui import theme
from ui.context import Context
from ui.tasks import Lane, Task
from ui.widgets.files import ask_where_to_save
from ui.widgets.flow import Flow

WIDEST, NARROWEST = 900, 320  # pixels of a page
_MARGIN = 32


@dataclass(frozen=True)
class PageImage:
    """A page drawn: rows of blue, green and red bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True)
class Drawn:
    """A paper as pictures, and in words what it lacks."""

    pages: list[PageImage]
    lacks: list[str]


def draw(paper: Written, width: float) -> Drawn:
    """All pages of a paper, `width` pixels wide.

    Only ever called on the worker of papers: pdfium knows one thread.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(paper.content)
    try:
        return Drawn([_image(page, width) for page in document], [*lack_lines(paper.lacks)])
    finally:
        document.close()


def _image(page: Any, width: float) -> PageImage:
    bitmap = page.render(scale=width / page.get_width())
    return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def _export_words() -> dict[str, str]:
    """What the button for each kind of file says, by its ending."""
    return {".pdf": _("Export PDF…"), ".docx": _("Export Word…")}


class MinutesView(QWidget):
    """Shows the pages of one session's minutes, drawn anew after every change while it is seen."""

    def __init__(self, context: Context, session_id: int) -> None:
        super().__init__()
        self.context, self._session_id = context, session_id
        self.pages: list[QLabel] = []
        self._drawing: Task | None = None
        self._stale = True
        self.said = QLabel()
        self.said.setWordWrap(True)
        theme.set_role(self.said, role="muted")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._area.setAccessibleName(_("Pages of the minutes"))
        self.lacks = QLabel()
        self.lacks.setObjectName("paper_lacks")
        self.lacks.setTextFormat(Qt.TextFormat.PlainText)
        self.lacks.setWordWrap(True)
        self.lacks.hide()
        self._save = {
            ending: self._button(words, ending) for ending, words in _export_words().items()
        }
        self._open = QPushButton(_("Open the file"))
        self._open.setObjectName("open_paper")
        self._open.clicked.connect(self._open_file)
        self._open.hide()
        self._written = Path()
        self._lay_out()
        context.changes.changed.connect(self._hear)

    def _lay_out(self) -> None:
        row = Flow(theme.STEP)
        for widget in (*self._save.values(), self._open):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.lacks)
        column.addWidget(self._area, 1)

    def _button(self, words: str, ending: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"save_{ending[1:]}")
        button.setIcon(theme.icon("save"))
        button.clicked.connect(lambda: self.choose_place(ending))
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """Pages that something changed behind, or that were never drawn, are drawn now."""
        super().showEvent(event)
        if self._stale:
            self._draw()

    def _hear(self, _changes: object) -> None:
        """The minutes name everything there is: whatever changed, they may have."""
        self._stale = True
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        """Draw the minutes as the register stands now; only the newest wish is drawn."""
        self._stale = False
        ratio = self.devicePixelRatioF()
        case, session_id = self.context.case, self._session_id
        room = self._area.viewport().width() - _MARGIN
        width = ratio * max(min(room, WIDEST), NARROWEST)
        self.said.setText(_("Drawing the pages…"))
        self._drawing = self.context.tasks.run(
            self,
            lambda: draw(SOURCE.pdf(case, session_id), width),
            lambda drawn: self._show(drawn, ratio),
            self._failed,
            lane=Lane.PAPER,
            instead_of=self._drawing,
        )

    def choose_place(self, ending: str) -> None:
        """Ask where to save a file with this ending."""
        case, session_id = self.context.case, self._session_id
        self.context.read(self, lambda: SOURCE.file_name(case, session_id, ending), self._ask_place)

    def save_to(self, path: Path) -> None:
        """Write the file, PDF or Word by its ending."""
        case, session_id = self.context.case, self._session_id
        self.context.tasks.run(
            self.context.messages,  # told even where this page is closed meanwhile
            lambda: SOURCE.write(case, session_id, path),
            lambda _written: self._tell_written(path),
            lane=Lane.PAPER,
        )

    def _tell_written(self, written: Path) -> None:
        """Said wherever the user is by then; here the file can be opened."""
        self.context.messages.done(_("Saved to {file}.").format(file=written))
        if not isValid(self):
            return
        self._written = written
        self._open.setToolTip(str(written))
        self._open.show()

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _ask_place(self, name: str) -> None:
        ending = Path(name).suffix
        kind = {".pdf": _("PDF file (*.pdf)"), ".docx": _("Word file (*.docx)")}[ending]
        title = _export_words()[ending]
        ask_where_to_save(self, self.context.messages, title, kind, name, self.save_to)

    def _failed(self, error: Exception) -> None:
        self.said.setText(self.context.messages.explain(error))
        self._allow_saving(False)
        self._tell_lacks("")
        self._fill([])

    def _show(self, drawn: Drawn, ratio: float) -> None:
        self._allow_saving(True)
        self.said.setText(_("{n} pages").format(n=len(drawn.pages)))
        self._tell_lacks("\n".join(drawn.lacks))
        self._fill([self._page(place, page, ratio) for place, page in enumerate(drawn.pages, 1)])

    def _allow_saving(self, allowed: bool) -> None:
        for button in self._save.values():
            button.setEnabled(allowed)

    def _tell_lacks(self, text: str) -> None:
        """What the paper lacks is told before it is saved."""
        self.lacks.setText(text)
        self.lacks.setVisible(bool(text))

    def _page(self, place: int, page: PageImage, ratio: float) -> QLabel:
        image = QImage(
            page.pixels, page.width, page.height, page.stride, QImage.Format.Format_BGR888
        )
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        label = QLabel()
        label.setPixmap(pixmap)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setAccessibleName(_("Page {n}").format(n=place))
        return label

    def _fill(self, pages: list[QLabel]) -> None:
        kept = self._area.verticalScrollBar().value()
        self.pages = pages
        controller = QWidget()
        controller.setProperty("role", "controller")
        column = QVBoxLayout(controller)
        column.setSpacing(theme.GAP)
        for page in pages:
            column.addWidget(page)
        column.addStretch()
        self._area.setWidget(controller)
        self._area.verticalScrollBar().setValue(kept)

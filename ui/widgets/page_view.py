"""A paper as real pages; only those in sight are drawn, however many there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from dialogue_app.i18n import _
from dialogue_app.services.papers.source import Written
from ui import theme
from ui.tasks import Lane, Task, TaskRunner

WIDEST, NARROWEST = 900, 320  # pixels of a page
KEPT = 3  # pages that stay drawn, where no more are in sight
PAUSE = 300  # milliseconds without a change before the paper is made anew
_LINE = 40  # pixels of one step of scrolling

Make = Callable[[Task], Written]  # makes the paper as PDF; called on a worker


@dataclass(frozen=True)
class PageImage:
    """A page drawn: rows of blue, green and red bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True)
class Rendered:
    """Height by width of every page of a paper, and pictures of some of them."""

    shapes: list[float]
    images: dict[int, PageImage]


def render(content: bytes, pages: Sequence[int], width: float) -> Rendered:
    """These pages of a PDF, `width` pixels wide, as far as there are so many.

    Only ever called in its own lane: pdfium knows one thread.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        sizes = [document.get_page_size(page) for page in range(len(document))]
        drawn = {page: _image(document[page], width) for page in pages if page < len(document)}
        return Rendered([height / across for across, height in sizes], drawn)
    finally:
        document.close()


def _image(page: Any, width: float) -> PageImage:
    bitmap = page.render(scale=width / page.get_width())
    return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


class PageView(QAbstractScrollArea):
    """Shows what `make` gives, made anew in each pause after a change while it is seen.

    Where one looks stays where it is; until new pages are drawn the old ones are shown.
    """

    making = Signal(int)  # the paper is being made anew, so many pages so far
    shown = Signal(object)  # the newest paper, as `Written`
    failed = Signal(object)

    def __init__(self, tasks: TaskRunner, make: Make, name: str) -> None:
        super().__init__()
        self.paper: Written | None = None
        self.images: dict[int, QPixmap] = {}
        self._tasks, self._make = tasks, make
        self._tops = [0]  # of each page, and where one more would be
        self._heights: list[int] = []
        self._shapes: list[float] = []
        self._fresh: dict[int, float] = {}  # how wide the pages of this paper were drawn, by page
        self._stale = True
        self._making: Task | None = None
        self._rendering: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._begin)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.verticalScrollBar().setSingleStep(_LINE)
        # Else the pages would be drawn twice: once before it comes and takes its room.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def renew(self) -> None:
        """Something changed: make the paper anew after the last of many changes, if it is seen."""
        self._stale = True
        if self.isVisible():
            self._pause.start()

    @property
    def is_waiting(self) -> bool:
        """Whether something changed and it waits for the last of the changes."""
        return self._pause.isActive()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._shapes)

    # What changed -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """A paper that something changed behind, or that was never made, is made now."""
        super().showEvent(event)
        if self._stale:
            self._begin()
        else:
            self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for it any more."""
        super().hideEvent(event)
        under_way = [task for task in (self._making, self._rendering) if task is not None]
        if under_way and not event.spontaneous():
            for task in under_way:
                task.cancel()
            self._making = self._rendering = None
            self._stale = True

    def _begin(self) -> None:
        """Make the paper as it stands now; only the newest wish is made."""
        self._pause.stop()
        self._stale = False
        if self._making is not None:
            self._making.cancel()
        self.making.emit(0)
        self._making = self._tasks.run_long(
            self,
            self._make,
            self._take,
            self._fail,
            on_progress=lambda pages, _of: self.making.emit(pages),
            lane=Lane.PAPER,
        )

    def _take(self, paper: Written) -> None:
        self._making = None
        self._render(paper, self._in_sight() or [0, 1])

    def _render(self, paper: Written, pages: Sequence[int]) -> None:
        width = self._page_width() * self.devicePixelRatioF()
        self._rendering = self._tasks.run(
            self,
            lambda: render(paper.content, pages, width),
            lambda rendered: self._show(paper, rendered, width),
            self._fail,
            lane=Lane.PAGE,
            instead_of=self._rendering,
        )

    def _fail(self, error: Exception) -> None:
        self._making = self._rendering = self.paper = None
        self.images.clear()
        self._lay_out([])
        self.failed.emit(error)

    def _show(self, paper: Written, rendered: Rendered, width: float) -> None:
        self._rendering = None
        is_new = paper is not self.paper
        if is_new:
            self.paper = paper
            self._fresh.clear()
            self._lay_out(rendered.shapes)
        for page, image in rendered.images.items():
            self.images[page] = self._pixmap(image)
            self._fresh[page] = width
        if is_new:
            self.shown.emit(paper)
        self.viewport().update()
        self._look()

    def _pixmap(self, image: PageImage) -> QPixmap:
        pixels, form = image.pixels, QImage.Format.Format_BGR888
        pixmap = QPixmap.fromImage(QImage(pixels, image.width, image.height, image.stride, form))
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        return pixmap

    # What is in sight -------------------------------------------------------------------------

    def _look(self) -> None:
        """Draw what is in sight and not drawn yet; forget what is far away."""
        seen = self._in_sight()
        middle = sum(seen) / len(seen) if seen else 0
        nearest = sorted(self.images, key=lambda page: abs(page - middle))
        for page in nearest[max(KEPT, len(seen)) :]:
            del self.images[page]
            self._fresh.pop(page, None)
        if seen:
            self.setAccessibleDescription(_("Page {n}").format(n=seen[0] + 1))
        width = self._page_width() * self.devicePixelRatioF()
        wanted = [page for page in seen if self._fresh.get(page) != width]
        if wanted and self._rendering is None and self.paper is not None:
            self._render(self.paper, wanted)

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        first = bisect_right(self._tops, top) - 1
        return [
            page
            for page in range(max(first, 0), self.page_count)
            if self._tops[page] < bottom and self._tops[page] + self._heights[page] > top
        ] if self.page_count else []  # fmt: skip

    def _page_width(self) -> int:
        return max(min(self.viewport().width() - 2 * theme.WIDE, WIDEST), NARROWEST)

    def _lay_out(self, shapes: list[float]) -> None:
        """Lay the pages below each other; the place at the top stays where it is."""
        bar = self.verticalScrollBar()
        page = max(bisect_right(self._tops, bar.value()) - 1, 0)
        known = page < self.page_count
        into = (bar.value() - self._tops[page]) / self._heights[page] if known else 0.0
        width = self._page_width()
        self._shapes = shapes
        self._heights = [round(width * shape) for shape in shapes]
        steps = (height + theme.GAP for height in self._heights)
        self._tops = list(accumulate(steps, initial=theme.GAP))
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(self._tops[-1] - self.viewport().height(), 0))
        across = self.horizontalScrollBar()
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(width + 2 * theme.WIDE - self.viewport().width(), 0))
        if known and page < self.page_count:
            bar.setValue(round(self._tops[page] + into * self._heights[page]))
        self.viewport().update()

    # Qt's interface ---------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages fit the room; what was drawn is stretched until it is drawn anew."""
        super().resizeEvent(event)
        self._lay_out(self._shapes)
        self._look()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Show the pages that come into sight."""
        self.viewport().update()
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last page, the rest scrolls."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White paper, and on it what is drawn of each page in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._in_sight():
            place = self._place(page, self.viewport())
            painter.fillRect(place, theme.paper())
            if page in self.images:
                painter.drawPixmap(place, self.images[page])
            painter.setPen(theme.color("border"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _place(self, page: int, room: QWidget) -> QRect:
        width = self._page_width()
        left = max((room.width() - width) // 2, theme.WIDE) - self.horizontalScrollBar().value()
        top = self._tops[page] - self.verticalScrollBar().value()
        return QRect(left, top, width, self._heights[page])

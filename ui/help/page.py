"""The help of a page, and the guides of all people, to read in the window and to print."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from dialogue_app.i18n import _, language
from dialogue_app.services.guides.reading import (
    GuideText,
    guide_pdf,
    guide_text,
    people_guides,
    picture,
    write_pdf,
)
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.tasks import Lane, TaskRunner
from ui.widgets.files import ask_where_to_save
from ui.widgets.page import LaidOverPage

_MARGIN = 48  # pixels a picture is narrower than the reader


def open_help(window: MainWindow, tasks: TaskRunner, messages: Messages) -> None:
    """Show the help of the page in front, laid over it."""
    page = window.current()
    if isinstance(page, HelpPage):
        page.leave()
        return
    topic = (page.help_topic if page is not None else "") or window.here().page
    window.lay_over(HelpPage(tasks, messages, topic))


class Reader(QTextBrowser):
    """Shows one guide; a link leads to another."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help_text")
        self.setAccessibleName(_("Help"))
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of a guide, not wider than the reader."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        image = QImage.fromData(picture(QUrl(name).fileName()))
        width = min(image.width(), self.viewport().width() - _MARGIN)
        return image.scaledToWidth(max(width, 1), Qt.TransformationMode.SmoothTransformation)


class HelpPage(LaidOverPage):
    """Esc or F1 leads back to where one was."""

    help_topic = "help"

    def __init__(self, tasks: TaskRunner, messages: Messages, topic: str) -> None:
        super().__init__(_("Help"))
        self._tasks, self._messages = tasks, messages
        self._shown: GuideText | None = None
        self.reader = Reader()
        self.reader.anchorClicked.connect(lambda link: self.show_guide(Path(link.fileName()).stem))
        self.add_action(_("All guides"), self.show_all).setObjectName("all_guides")
        self._save = self.add_action(_("Save as PDF…"), self._ask_where, icon="save")
        self._save.setObjectName("save_guide")
        self.add_action(_("Back to the work"), self.leave, icon="back").setObjectName("close")
        self.body.addWidget(self.reader, 1)
        self.show_guide(topic)

    def first_to_type(self) -> QWidget:
        """The text, which the arrows scroll."""
        return self.reader

    def show_guide(self, key: str) -> None:
        """Read a guide, or the help of a page."""
        self._shown = guide_text(key, language())
        self.reader.setMarkdown(self._shown.text)
        self._save.setEnabled(True)

    def show_all(self) -> None:
        """What there is to read, by its titles."""
        guides = people_guides(language())
        links = "\n".join(f"- [{guide.title}]({guide.key}.md)" for guide in guides)
        self.reader.setMarkdown(f"# {_('All guides')}\n\n{links}\n")
        self._shown = None
        self._save.setEnabled(False)

    def _ask_where(self) -> None:
        if self._shown is not None:
            save = partial(self.save_to, self._shown)
            name = f"{self._shown.title}.pdf"
            ask_where_to_save(self, self._messages, _("Save as PDF"), "PDF (*.pdf)", name, save)

    def save_to(self, guide: GuideText, path: Path) -> None:
        """Write a guide as PDF."""
        save_pdf(self._tasks, self._messages, partial(guide_pdf, guide.key, language()), path)


def save_pdf(tasks: TaskRunner, messages: Messages, make: Callable[[], bytes], path: Path) -> None:
    """Make a PDF and save it on a worker; say where it lies."""

    def told(_nothing: None) -> None:
        messages.done(_("Saved: {file}").format(file=path))

    work = partial(_make_and_save, make, path)
    tasks.run(messages, work, told, messages.error, lane=Lane.PAPER)


def _make_and_save(make: Callable[[], bytes], path: Path) -> None:
    write_pdf(path, make())

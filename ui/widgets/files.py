"""Asks for a file, or where to save one, in the system's dialog; keeps the ending it needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from dialogue_app.i18n import _
from ui.messages import Messages


def ask_for_file(parent: QWidget, title: str, take: Callable[[Path], None]) -> None:
    """Ask for a file that exists and call `take` with it."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    dialog = QFileDialog(parent, title, QStandardPaths.writableLocation(documents))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: take(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_for_folder(parent: QWidget, title: str, take: Callable[[Path], None]) -> None:
    """Ask for a folder that exists and call `take` with it."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: take(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_where_to_save(
    parent: QWidget,
    messages: Messages,
    title: str,
    kind: str,
    name: str,
    save: Callable[[Path], None],
) -> None:
    """Ask for a path and call `save` with it; `kind` is the dialog's filter, `name` is proposed.

    The ending is added behind the chosen name and never replaces what follows a dot, because names
    contain dates (“Biên bản 30.9.2026”). The dialog asks before it replaces the file it was given;
    where the added ending makes it another file that exists, we ask.
    """
    ending = Path(name).suffix
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents)
    dialog = QFileDialog(parent, title, folder, kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)

    def take(chosen: str) -> None:
        path = Path(chosen)
        if path.suffix.lower() == ending:
            save(path)
            return
        path = path.with_name(path.name + ending)
        if path.exists():
            question = _("There is already a file {file}.").format(file=path.name)
            messages.ask(question, _("Replace it"), lambda: save(path))
        else:
            save(path)

    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_where_to_save_paper(
    parent: QWidget, messages: Messages, title: str, name: str, save: Callable[[Path], None]
) -> None:
    """As `ask_where_to_save`; PDF or Word, as the ending of the name says."""
    kinds = {".pdf": _("PDF file (*.pdf)"), ".docx": _("Word file (*.docx)")}
    ask_where_to_save(parent, messages, title, kinds[Path(name).suffix], name, save)

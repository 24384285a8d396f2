"""Where to save a file: a name chosen in the system's dialog, with the ending its content has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from dialogue_app.i18n import _
from ui.messages import Messages


def ask_where_to_save(
    parent: QWidget,
    messages: Messages,
    title: str,
    kind: str,
    name: str,
    save: Callable[[Path], None],
) -> None:
    """Ask for a place and hand it to `save`; `kind` is the dialog's filter, `name` is proposed.

    Dates stand in names (“Biên bản 30.9.2026”), so the ending is put behind the name and never in
    place of what follows a dot. The dialog asks before it replaces the file named; where the
    ending makes it another one, the question is ours.
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

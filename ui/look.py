"""Language and colours of the whole program, at its start and whenever they are changed."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from dialogue_app import i18n
from ui import qt_translator, theme


def dress(app: QApplication, language: str, *, dark: bool) -> None:
    """Speak a language and show colours; what was built before is to be built anew."""
    i18n.install(language)
    qt_translator.install(app, language)
    app.setApplicationDisplayName(i18n._("Business Dialogue"))
    theme.apply(app, dark=dark)

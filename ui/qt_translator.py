"""Translates Qt's own texts (buttons, file dialogs, menus) by gettext: Qt has no Vietnamese."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from dialogue_app.i18n import catalogue

_QT_DOMAIN = "qt"
_LOCALES = {"vi": "vi_VN", "en": "en_GB"}


class QtCatalogue(QTranslator):
    """A translator over our catalogue, whose msgctxt is the name of Qt's class."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue(_QT_DOMAIN, language)

    def isEmpty(self) -> bool:
        """False: for an empty translator Qt would send no LanguageChange event."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803  (Qt's name)
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The translation; None where there is none, and Qt then keeps its own text."""
        found = self._catalogue.pgettext(context, sourceText)
        return None if found == sourceText else found


_in_use: list[QtCatalogue] = []  # at most one; Qt takes a while to look for it


def install(app: QApplication, language: str) -> QtCatalogue:
    """Set Qt's language, with its calendars and numbers; return the translator installed."""
    while _in_use:
        before = _in_use.pop()
        app.removeTranslator(before)
        before.deleteLater()
    QLocale.setDefault(QLocale(_LOCALES[language]))
    translator = QtCatalogue(language, app)
    app.installTranslator(translator)
    _in_use.append(translator)
    return translator

"""Qt's own strings (buttons, file dialogs, menus) from gettext: Qt ships no Vietnamese."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from dialogue_app.i18n import catalogue

DOMAIN = "qt"
_LOCALES = {"vi": "vi_VN", "en": "en_GB"}


class QtCatalogue(QTranslator):
    """Answers from the catalogue whose msgctxt is the name of Qt's class."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue(DOMAIN, language)

    def isEmpty(self) -> bool:
        """Never: an empty translator makes Qt send no LanguageChange."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803  (Qt's name)
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The text, or None so that Qt keeps its own."""
        found = self._catalogue.pgettext(context, sourceText)
        return None if found == sourceText else found


def install(app: QApplication, language: str) -> QtCatalogue:
    """Make Qt speak `language`, calendars and numbers included; give the translator to remove."""
    QLocale.setDefault(QLocale(_LOCALES[language]))
    translator = QtCatalogue(language, app)
    app.installTranslator(translator)
    return translator

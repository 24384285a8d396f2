"""Texts in the user's language: gettext on Babel's catalogues. Knows no Qt.

English sentences are the msgids. A translation whose {fields} differ from its msgid is refused
with a log line, so no catalogue can crash the program. `""` stays `""`.
"""

from __future__ import annotations

import gettext as _gettext
import logging
import string
from functools import cache
from importlib.resources import files

from dialogue_app.domain.worded import N_ as N_

DOMAIN = "dialogue"
LANGUAGES = ("vi", "en")

_log = logging.getLogger(__name__)


class _InUse:
    """The one language the program speaks at a time."""

    language = "vi"
    texts: _gettext.NullTranslations = _gettext.NullTranslations()


def install(language: str) -> None:
    """Make `language` ("vi" or "en") the language of every text from now on."""
    _InUse.language = language
    _InUse.texts = catalogue(DOMAIN, language)


def language() -> str:
    """The language in use."""
    return _InUse.language


def catalogue(domain: str, language: str) -> _gettext.NullTranslations:
    """The compiled catalogue of a domain, or an empty one where the build left none."""
    folder = files("resources") / "translations"
    return _gettext.translation(domain, str(folder), languages=[language], fallback=True)


def _(message: str) -> str:
    """The text in the user's language."""
    return _checked(message, _InUse.texts.gettext(message)) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The text for `n` things; format it with `n` yourself."""
    return _checked(plural, _InUse.texts.ngettext(singular, plural, n))


def pgettext(context: str, message: str) -> str:
    """The text of `message` where it means `context`."""
    return _checked(message, _InUse.texts.pgettext(context, message))


@cache
def _fields(text: str) -> frozenset[str]:
    return frozenset(
        name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name
    )


def _checked(message: str, translated: str) -> str:
    try:
        if _fields(translated) <= _fields(message):
            return translated
    except ValueError:
        pass
    _log.warning("translation refused: %r -> %r", message, translated)
    return message

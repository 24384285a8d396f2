"""What can go wrong when an import is looked for."""

from __future__ import annotations

from dialogue_app.domain.errors.base import UnknownCode
from dialogue_app.domain.worded import N_


class UnknownImport(UnknownCode):
    """No import has this number, or it was taken back."""

    sentence = N_("There is no import {code} to take back. Look at the list of imports.")

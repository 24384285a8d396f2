"""What is said of a merge that was taken back."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_app.i18n import _
from dialogue_app.i18n.words import field_name
from dialogue_app.services.enterprises.merging import Separated


def separated_words(separated: Separated) -> Iterator[str]:
    """What it is now, and each field that was edited since."""
    yield _("{code} is an enterprise of its own again.").format(code=separated.code)
    for code, field in separated.kept:
        said = _("Edited since and left as it is: {code}, {field}.")
        yield said.format(code=code, field=field_name(field))

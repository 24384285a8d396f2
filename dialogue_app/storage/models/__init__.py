"""The tables, in the words of the field; a table's module in this package is enough.

Each is mapped when its module is first imported: the first list needs a few of them. A model stands
below those it is related to, in its own module, so that mappers can be configured at any time.
"""

import sys
from functools import cache

from sqlalchemy import MetaData

from dialogue_app.discovery import load_all
from dialogue_app.storage.models.base import Base


@cache
def load_models() -> None:
    """Map all tables: whoever writes must know what refers to what, and what else changes."""
    load_all(sys.modules[__name__])


def whole_schema() -> MetaData:
    """All tables of a register."""
    load_models()
    return Base.metadata

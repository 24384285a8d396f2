"""The tables, in the words of the field; a table's module in this package is enough."""

import sys

from dialogue_app.discovery import modules_of

# All of them at once: a table that is not loaded would be missing from the whole.
tuple(modules_of(sys.modules[__name__]))

"""As `as_program`, by the Python of the Linux folder: the program is the folder's own.

Of this clone only the bench is taken, which stands behind what the folder brings.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
import_module("bench.as_program")

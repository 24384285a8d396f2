"""`python -m dialogue_app`: the command line only."""

import sys

from dialogue_app import collect_rarely
from dialogue_app.cli import main

if __name__ == "__main__":
    collect_rarely()
    sys.exit(main())

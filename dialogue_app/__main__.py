"""`python -m dialogue_app`: the command line only."""

import sys

from dialogue_app.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""Runs the command line: `python -m extractor PAGE`."""

import sys

from extractor.cli import main

if __name__ == "__main__":
    sys.exit(main())

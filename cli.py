"""Runs the command line from a checkout: `python cli.py PAGE`."""

import sys

from extractor.cli import main

if __name__ == "__main__":
    sys.exit(main())

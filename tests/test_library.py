"""The package as other programs use it: light to import, safe to send to other processes."""

from __future__ import annotations

import pickle
import subprocess
import sys

from extractor import Extractor, Options

SLOW = "lxml bs4 trafilatura nh3 markdown_it importlib.metadata argparse json tomllib".split()


def test_importing_loads_no_library():
    """What takes time is loaded with the first page; the package alone takes some 70 ms."""
    code = f"import sys, extractor; print([name for name in {SLOW} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


def test_an_extractor_and_its_results_can_be_pickled():
    extractor = Extractor(Options(min_confidence=0.25))
    sent = pickle.loads(pickle.dumps(extractor))
    assert sent == extractor
    page = sent.extract("Title: A Paper\nAuthors: Ana Lima, Bo Chen")
    assert (
        pickle.loads(pickle.dumps(page))
        == page
        == extractor.extract("Title: A Paper\nAuthors: Ana Lima, Bo Chen")
    )

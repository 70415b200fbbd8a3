"""Coverage-guided fuzzing of one target with atheris (`pip install -e '.[fuzz]'`).

    python tests/fuzz/run.py TARGET CORPUS [options of libFuzzer, such as -max_total_time=600]

The folder CORPUS is made from the fixtures when it is not there. What crashes is written to the
current folder as crash-HASH; each becomes a small fixture or test.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

import atheris

ELSEWHERE = ("extractor.__main__", "extractor.batch", "extractor.cli", "extractor.review")
"""What no target reaches."""

# What is imported before is not instrumented, nor what is imported later, with the first input.
with atheris.instrument_imports(include=["extractor"]):
    from corpus import first_inputs, fixture_pages
    from targets import TARGETS, refuses

    import extractor

    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if not module.name.startswith(ELSEWHERE):
            importlib.import_module(module.name)

MOST = 600
"""Bytes of an input that the fixtures give: small ones are read quickly."""


def main() -> None:
    """Runs libFuzzer, which does not return."""
    name, corpus = sys.argv[1], Path(sys.argv[2])
    if not corpus.exists():
        corpus.mkdir(parents=True)
        for number, data in enumerate(first_inputs(name, fixture_pages(), MOST)):
            (corpus / f"{number:04}").write_bytes(data)
    target = TARGETS[name]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: refuses(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()

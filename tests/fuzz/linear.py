"""Runs every regular expression of the package on texts made to slow it down.

    python tests/fuzz/linear.py [--size 2000] [--all]

Prints a line of JSON: how many expressions were tried, and those whose work grows faster than the
text when they search all of it (one that is only matched at a place, or only searches short texts,
does no harm: docs/security.md). The expressions are recorded while all modules are imported and the
fixtures are read. The texts are made of each expression's own letters: what a loop takes, and what
almost fits, repeated.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from re import _constants as codes
from re import _parser as parser

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = str(ROOT / "extractor")
SLOW = 0.01
"""Seconds at the given size that linear work is far below: 5 microseconds a letter."""
GROWTH = 3.0
"""Times that the work may grow when the text doubles; quadratic work grows 4 times."""
TOO_SLOW = 5.0
CATEGORIES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: " ",
}


def recorded() -> dict[tuple[str | bytes, int], re.Pattern]:
    """The expressions that code of the package compiles while it reads the fixtures."""
    found = {}
    compile_pattern = re._compile

    def record(pattern, flags):
        compiled = compile_pattern(pattern, flags)
        if sys._getframe(2).f_code.co_filename.startswith(PACKAGE):
            found[compiled.pattern, compiled.flags] = compiled
        return compiled

    re._compile = record
    import extractor

    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if "__main__" not in module.name and "parquet" not in module.name:
            importlib.import_module(module.name)
    for page in sorted(ROOT.glob("fixtures/*/page.*")):
        extractor.extract(page.read_bytes())
    re._compile = compile_pattern
    return found


def letters(tree: parser.SubPattern) -> Iterator[str]:
    """Letters that some part of the expression takes."""
    for code, value in tree:
        if code in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(value)
        elif code is codes.IN:
            yield one_of(value)
        elif code is codes.ANY:
            yield "a"
        for inner in branches(code, value):
            yield from letters(inner)


def one_of(members) -> str:
    """A letter of a set."""
    if members[0][0] is codes.NEGATE:
        taken = {chr(value) for code, value in members if code is codes.LITERAL}
        return next(char for char in "a1 ,(\n" if char not in taken)
    code, value = members[0]
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.RANGE:
        return chr(value[0])
    return CATEGORIES[value]


def branches(code, value) -> list[parser.SubPattern]:
    """The parts of a part."""
    if code is codes.BRANCH:
        return list(value[1])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [value[2]]
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code is codes.ATOMIC_GROUP:
        return [value]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    return []


def sample(tree: parser.SubPattern) -> str:
    """A text that fits, more or less."""
    text = ""
    for code, value in tree:
        if code in (codes.LITERAL, codes.NOT_LITERAL):
            text += chr(value)
        elif code is codes.IN:
            text += one_of(value)
        elif code is codes.ANY:
            text += "a"
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            text += sample(value[2]) * min(max(1, value[0]), 30)
        elif code is not codes.ASSERT_NOT:
            inner = branches(code, value)
            text += sample(inner[0]) if inner else ""
    return text


def texts(pattern: re.Pattern, *, every: bool) -> list[str]:
    """What is repeated."""
    source, flags = pattern.pattern, pattern.flags
    if isinstance(source, bytes):
        source, flags = source.decode("latin-1"), flags | re.UNICODE
    tree = parser.parse(source, flags & ~re.DEBUG)
    own = list(dict.fromkeys(islice(letters(tree), 4000)))
    some = own if every else own[:24]
    fitting = sample(tree)[:60]
    units = [*some, *map("".join, product(some[:8], repeat=2)), fitting, fitting[:-1], fitting[1:]]
    units += [fitting[: len(fitting) // 2], f"{fitting[:-1]}\n", f"{fitting} "]
    return [unit for unit in dict.fromkeys(units) if unit]


def seconds(pattern: re.Pattern, unit: str, size: int) -> float:
    """CPU seconds in which all matches are found in `unit`, repeated to `size` letters."""
    text = unit * (size // len(unit)) + "\0"
    start = time.process_time()
    searched = text.encode() if isinstance(pattern.pattern, bytes) else text
    pattern.match(searched)
    # Runs of white space are made one space before a text is searched.
    if not unit.isspace():
        for _ in pattern.finditer(searched):
            pass
    return time.process_time() - start


def grows(pattern: re.Pattern, unit: str, size: int) -> bool:
    """Whether work grows faster than the text; `size` letters are looked at first."""
    signal.setitimer(signal.ITIMER_PROF, TOO_SLOW)
    try:
        if seconds(pattern, unit, 60) > SLOW or seconds(pattern, unit, size) < SLOW:
            return seconds(pattern, unit, 60) > SLOW
        once = min(seconds(pattern, unit, size) for _ in range(3))
        twice = min(seconds(pattern, unit, 2 * size) for _ in range(3))
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return once > SLOW and twice > GROWTH * once


def give_up(*_):
    """The handler of the timer."""
    raise TimeoutError


def main() -> None:
    """Prints what was found."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--size", type=int, default=2000)
    arguments.add_argument("--all", action="store_true")
    given = arguments.parse_args()
    signal.signal(signal.SIGPROF, give_up)
    patterns = recorded()
    bad = {}
    tried = 0
    for pattern in patterns.values():
        for unit in texts(pattern, every=given.all):
            tried += 1
            if grows(pattern, unit, given.size):
                bad[str(pattern.pattern)] = unit
                break
    print(json.dumps({"patterns": len(patterns), "texts": tried, "bad": bad}, ensure_ascii=False))


if __name__ == "__main__":
    main()

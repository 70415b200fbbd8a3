"""Runs every regular expression of the package on texts made to slow it down.

    python tests/fuzz/linear.py [--repeats 2500] [--all] [--only TEXT]

Prints a line of JSON: how many expressions and texts were tried, those expressions whose work grows
faster than the text when they search all of it, with the text for each. The expressions are those
written out in the code, and those that are made while all modules are imported and the fixtures are
read: many are made from data files. One of which the code only asks
whether it fits at a place is asked only that. The texts are made of each
expression itself: its letters repeated, its beginning repeated without an end, and what its loops
take after what comes before them.

Work is CPU time, and only ratios count: a text of 16 times the length may take about as long as 16
texts, where a quadratic search takes 16 times as long. What seems to grow is measured three times.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice, product
from pathlib import Path
from re import _constants as codes
from re import _parser as parser

Work = tuple[re.Pattern, bool, bool]
"""An expression, whether it is only asked whether it fits at a place, and whether it sees markup
and archives as they come: the texts of a document hold no long run of white space."""
ROOT = Path(__file__).resolve().parents[2]
PACKAGE = str(ROOT / "extractor")
QUICK = 3e-7
"""Seconds a letter; in a quadratic search of thousands of letters each takes longer."""
LONGER = 16
"""Times that the long text is as long as the short one."""
GROWTH = 6.0
"""How much more its work may take than that on so many short ones; quadratic work takes 16 times
as long."""
TRIALS = 3
MEASURED = 0.05
"""Seconds of CPU that are told apart; the clock of a busy machine moves in steps."""
RAW = frozenset(("source", "document", "archives"))
SPACES = 20
"""White space in a row in the texts of a document, which bounds it (extractor.document.line)."""
TOO_SLOW = 2.0
"""Seconds of CPU after which work on the short text, or on the long one, is given up."""
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
CATEGORIES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: " ",
}


_AT_A_PLACE = frozenset(("match", "fullmatch"))


def asked_at_a_place(patterns: Iterable[re.Pattern]) -> set[re.Pattern]:
    """Those of which the code uses nothing but `match` and `fullmatch`, by name or written out."""
    uses = uses_of_names()
    names: dict[re.Pattern, set[tuple[str, str]]] = {}
    for name, module in list(sys.modules.items()):
        if name.startswith("extractor"):
            for key, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    names.setdefault(value, set()).add((str(module.__file__), key))
    called: dict[str | bytes, set[str]] = {}
    for function, source in written_out():
        called.setdefault(source, set()).add(function)

    def used(pattern: re.Pattern) -> set[str]:
        if pattern in names:
            return set().union(*(uses.get(name, set()) for name in names[pattern]))
        return called.get(pattern.pattern, {"passed on"})

    return {pattern for pattern in patterns if used(pattern) <= _AT_A_PLACE}


def uses_of_names() -> dict[tuple[str, str], set[str]]:
    """Of every name in a file, the attributes that are asked of it; `passed on` for other uses."""
    uses: dict[tuple[str, str], set[str]] = {}
    for path, tree in sources():
        owned = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                owned.add(node.value)
                uses.setdefault((str(path), node.value.id), set()).add(node.attr)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in owned:
                uses.setdefault((str(path), node.id), set()).add("passed on")
    return uses


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """The files of the package, parsed."""
    for path in sorted(Path(PACKAGE).rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def recorded() -> dict[re.Pattern, bool]:
    """The expressions that code of the package compiles while it reads the fixtures, and whether
    that code reads markup and archives."""
    found = {}
    compile_pattern = re._compile

    def record(pattern, flags):
        compiled = compile_pattern(pattern, flags)
        path = sys._getframe(2).f_code.co_filename
        if path.startswith(PACKAGE):
            raw = path.removeprefix(PACKAGE).split("/")[1] in RAW
            found[compiled] = raw or found.get(compiled, False)
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
    if code in _REPEATS:
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
        elif code in _REPEATS:
            text += sample(value[2]) * min(max(1, value[0]), 30)
        elif code is not codes.ASSERT_NOT:
            inner = branches(code, value)
            text += sample(inner[0]) if inner else ""
    return text


def parsed(pattern: re.Pattern) -> parser.SubPattern:
    """The parts of an expression."""
    source, flags = pattern.pattern, pattern.flags
    if isinstance(source, bytes):
        source, flags = source.decode("latin-1"), flags | re.UNICODE
    return parser.parse(source, flags & ~re.DEBUG)


def loops(tree: parser.SubPattern, before: str = "") -> Iterator[tuple[str, str]]:
    """What stands before each loop without an end, and what it takes."""
    for number, (code, value) in enumerate(tree):
        here = before + sample(tree[:number])
        if code in _REPEATS and value[1] is codes.MAXREPEAT:
            yield here, sample(value[2])
        for inner in branches(code, value):
            yield from loops(inner, here)


def texts(pattern: re.Pattern, *, every: bool) -> list[tuple[str, str]]:
    """What is repeated, after what."""
    tree = parsed(pattern)
    most = 400 if every else 5
    own = list(dict.fromkeys(islice(letters(tree), 4000)))[: 4 * most]
    fitting = sample(tree)[:60]
    starts = (sample(tree[:number])[:60] for number in range(1, min(len(tree), most) + 1))
    units = [
        *own[:most],
        *map("".join, product(own[: 3 if every else 2], repeat=2)),
        *starts,
        fitting[:-1],
    ]
    units += [f"{fitting[:-1]}\n", f"{fitting} "]
    found = [("", unit) for unit in units]
    found += islice(loops(tree), most)
    return [pair for pair in dict.fromkeys(found) if pair[1]]


def search(work: Work, unit: tuple[str, str], repeats: int) -> None:
    """Finds all matches in a text of so many units."""
    pattern, at_a_place, raw = work
    before, repeated = unit
    if repeated.isspace() and not raw:
        repeated = repeated * (SPACES // len(repeated)) + "\0"
        repeats //= SPACES // len(unit[1])
    text = before + repeated * repeats + "\0"
    searched = text.encode() if isinstance(pattern.pattern, bytes) else text
    pattern.match(searched)
    pattern.fullmatch(searched)
    if not at_a_place:
        for _ in pattern.finditer(searched):
            pass


def grows(work: Work, unit: tuple[str, str], repeats: int) -> bool:
    """Whether work grows faster than the text, of at most so many units."""
    signal.setitimer(signal.ITIMER_PROF, TOO_SLOW)
    try:
        # Exponential work is found on a short text, and does not end on a long one.
        search(work, unit, 30)
        search(work, unit, repeats // LONGER)
        start = time.process_time()
        search(work, unit, repeats)
        if time.process_time() - start < QUICK * repeats * len(unit[1]):
            return False
        signal.setitimer(signal.ITIMER_PROF, TOO_SLOW * TRIALS)
        return all(growth(work, unit, repeats) > GROWTH for _ in range(TRIALS))
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def growth(work: Work, unit: tuple[str, str], repeats: int) -> float:
    """Work on long texts in terms of that on short ones of the same length in all."""
    start, rounds = time.process_time(), 0
    while time.process_time() - start < MEASURED:
        search(work, unit, repeats)
        rounds += 1
    long, start = time.process_time() - start, time.process_time()
    for _ in range(rounds * LONGER):
        search(work, unit, repeats // LONGER)
    return long / max(time.process_time() - start, MEASURED / 100)


def give_up(*_):
    """The handler of the timer."""
    raise TimeoutError


def written_out() -> Iterator[tuple[str, str | bytes]]:
    """The functions of `re` that the code calls with an expression that is written out there."""
    for _, tree in sources():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner, first = node.func.value, node.args[0] if node.args else None
            written = isinstance(first, ast.Constant) and isinstance(first.value, str | bytes)
            if written and isinstance(owner, ast.Name) and owner.id == "re":
                yield node.func.attr, first.value


def main() -> None:
    """Prints what was found."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--repeats", type=int, default=2500)
    arguments.add_argument("--all", action="store_true", help="many more texts")
    arguments.add_argument("--only", default="", help="expressions that hold this")
    given = arguments.parse_args()
    signal.signal(signal.SIGPROF, give_up)
    patterns = recorded()
    seen = {pattern.pattern for pattern in patterns}
    # Some of the code makes its expressions only when it is asked.
    written = [source for _, source in written_out() if source not in seen]
    patterns.update((re.compile(source), True) for source in written)
    placed = asked_at_a_place(patterns)
    bad = {}
    tried = 0
    for pattern, raw in patterns.items():
        if given.only not in str(pattern.pattern):
            continue
        for unit in texts(pattern, every=given.all):
            tried += 1
            if grows((pattern, pattern in placed, raw), unit, given.repeats):
                bad[str(pattern.pattern)] = unit
                print(f"{unit}: {pattern.pattern!r:.200}", file=sys.stderr, flush=True)
                break
    counts = {"expressions": len(patterns), "at a place": len(placed), "texts": tried}
    print(json.dumps({**counts, "bad": bad}, ensure_ascii=False))


if __name__ == "__main__":
    main()

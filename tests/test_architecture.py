"""The rules of the design that a program can check, read off the source."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "extractor"
MODULES = sorted(PACKAGE.rglob("*.py"))
LAYERS = (
    {
        "records",
        "errors",
        "options",
        "registry",
        "beginnings",
        "joined",
        "lexicon",
        "making",
        "_version",
    },
    {"deadline"},
    {"source"},
    {"document"},
    {"boilerplate", "papers"},
    {"page"},
    {"settle"},
    {"content"},
    {"pipeline"},
    {"api", "corrections"},
    {"formats"},
    {"archives", "report"},
    {"batch"},
    {"review"},
    {"cli"},
    {"__init__", "__main__"},
)
"""A module imports from its own part of the package and from layers above its own in this table."""
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}
LAZY = {("records", "formats")}
"""`PageResult.to_json` reaches its format when called: convenience for users of the library."""
FORBIDDEN = set(
    "socket ssl asyncio socketserver http wsgiref xmlrpc ftplib smtplib poplib imaplib telnetlib "
    "nntplib webbrowser requests urllib3 httpx httpcore aiohttp websockets bottle starlette "
    "uvicorn pickle subprocess marshal".split()
)
SERVING = {"review/server.py": {"bottle", "socketserver", "wsgiref"}}
"""The one module that listens, on this machine's loopback address; it asks nothing of anybody."""
CONNECTING = {"batch/engines/_cluster.py": {"socket"}}
"""The one module that connects: to the cluster whose address the user gave."""
FORBIDDEN_FULL = {"urllib.request", "urllib.robotparser"}
LETTERS = re.compile(r"[\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
MUTABLE_CALLS = {
    "list",
    "dict",
    "set",
    "bytearray",
    "defaultdict",
    "Counter",
    "deque",
    "OrderedDict",
}
MUTABLE_NODES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports_of(tree: ast.Module):
    """Every imported module with whether it is imported inside a function."""
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in inner
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or "", id(node) in inner
            if node.module == "extractor":
                for alias in node.names:
                    yield f"extractor.{alias.name}", id(node) in inner


@pytest.fixture(params=MODULES, ids=name_of)
def module(request):
    return request.param


@pytest.fixture
def tree(module):
    return ast.parse(module.read_text("utf-8"))


def test_every_part_has_its_layer():
    assert {part_of(path) for path in MODULES} <= set(RANK)


def test_imports_follow_the_arrows(module, tree):
    part = part_of(module)
    for imported, lazy in imports_of(tree):
        if not imported.startswith("extractor."):
            continue
        target = imported.split(".")[1]
        if target == part or (lazy and (part, target) in LAZY):
            continue
        if target in RANK:
            assert RANK[target] < RANK[part], f"{part} imports {target}"


def test_nothing_reaches_the_network_or_other_programs(module, tree):
    forbidden = FORBIDDEN - (SERVING | CONNECTING).get(name_of(module), set())
    for imported, _ in imports_of(tree):
        assert imported.split(".")[0] not in forbidden
        assert imported not in FORBIDDEN_FULL


def test_the_module_that_listens_is_loaded_by_its_command_alone(module, tree):
    """And only when the command runs: no other way of using the package can open a socket."""
    found = {lazy for name, lazy in imports_of(tree) if name == "extractor.review.server"}
    assert found == ({True} if name_of(module) == "cli/commands/review.py" else set())
    if part_of(module) not in {"review", "cli"}:
        assert not any(name.startswith("extractor.review") for name, _ in imports_of(tree))


def test_phrases_live_in_data_files(module, tree):
    """No string of the code holds East Asian letters; docstrings and comments may."""
    docs = {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    strings = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
    found = [
        f"line {token.start[0]}: {token.string}"
        for token in tokenize.generate_tokens(io.StringIO(module.read_text("utf-8")).readline)
        if token.type in strings and token.start[0] not in docs and LETTERS.search(token.string)
    ]
    assert found == []


def is_mutable(value):
    called = value.func if isinstance(value, ast.Call) else None
    return isinstance(value, MUTABLE_NODES) or (
        isinstance(called, ast.Name) and called.id in MUTABLE_CALLS
    )


def is_read_only(node):
    """Whether the declared type has no methods that change it: mypy then refuses every change."""
    if not isinstance(node, ast.AnnAssign):
        return False
    declared = ast.unparse(node.annotation).partition("[")[0]
    return declared in {"Mapping", "Sequence", "AbstractSet"}


def test_no_module_keeps_mutable_state(tree):
    """Constants are tuples, frozensets and mappings; nothing is there to be filled later."""
    found = [
        f"line {node.lineno}: {ast.unparse(node)[:60]}"
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and is_mutable(node.value)
        and not is_read_only(node)
        and not ast.unparse(node).startswith("__all__ =")
    ]
    assert found == []


def test_nothing_changes_globals(tree):
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree))


def test_only_the_command_line_prints(module, tree):
    if part_of(module) == "cli":
        return
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert not any(isinstance(call, ast.Name) and call.id == "print" for call in calls)


def test_public_names_are_sorted():
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    (names,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    )
    assert names == sorted(names)

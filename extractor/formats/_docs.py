"""The docstrings of the record types and of their fields, read from the source of `records`."""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True, slots=True)
class RecordDocs:
    """What the source says about one record type; line breaks are spaces."""

    summary: str
    fields: dict[str, str]


def record_docs(module: ModuleType) -> dict[str, RecordDocs]:
    """The docstrings of every class of `module` by class name.

    A field's docstring is the string literal that follows it, as Sphinx reads them.
    """
    tree = ast.parse(inspect.getsource(module))
    return {node.name: _class_docs(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _class_docs(node: ast.ClassDef) -> RecordDocs:
    fields: dict[str, str] = {}
    name = ""
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif name and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            fields[name] = _one_line(str(statement.value.value))
            name = ""
        else:
            name = ""
    return RecordDocs(_one_line(ast.get_docstring(node) or ""), fields)


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""What each field is for, from the docstrings that stand below the fields of the model."""

from __future__ import annotations

import ast
import inspect
from functools import cache

from timeline.model.entries import actor, event, parts, place, source, vocabulary
from timeline.model.types import Part

_MODULES = (parts, event, actor, place, source, vocabulary)


@cache
def field_descriptions() -> dict[str, dict[str, str]]:
    """Return, for each class of the model, its keys as they stand in a file, each with its text.

    Reading the source keeps the cost out of the model itself, which every command imports.
    """
    return {
        node.name: _fields(node, getattr(module, node.name))
        for module in _MODULES
        for node in ast.parse(inspect.getsource(module)).body
        if isinstance(node, ast.ClassDef)
    }


def _fields(node: ast.ClassDef, model: type[Part]) -> dict[str, str]:
    found = {}
    for field, text in zip(node.body, node.body[1:], strict=False):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(docstring))),
            ):
                found[model.model_fields[name].alias or name] = inspect.cleandoc(docstring)
    return found

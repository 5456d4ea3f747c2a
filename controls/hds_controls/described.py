# SPDX-License-Identifier: Apache-2.0
"""Descriptions of a JSON Schema from the docstrings under the fields of its models.

Pydantic can do this when a class is made (``use_attribute_docstrings``), by parsing its source at every start of every program; here it is
done only when a schema is written.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["described"]


def described(schema: dict[str, Any], root: type[BaseModel], module: ModuleType) -> dict[str, Any]:
    """The schema with a description on each property that has none.

    Args:
        schema: of ``root``; it is changed.
        root: the model at its top.
        module: where the models of its ``$defs`` are defined.
    """
    models = {name: model for name, model in vars(module).items() if inspect.isclass(model) and issubclass(model, BaseModel)}
    _describe(schema, root)
    for name, part in schema.get("$defs", {}).items():
        if name in models:
            _describe(part, models[name])
    return schema


def _describe(part: dict[str, Any], model: type[BaseModel]) -> None:
    docs = {field: doc for base in reversed(model.__mro__) if base.__module__ == model.__module__ for field, doc in _docs(base).items()}
    for field, info in model.model_fields.items():
        shown = part.get("properties", {}).get(info.alias or field)
        if shown is not None and field in docs:
            shown.setdefault("description", docs[field])


def _docs(model: type) -> dict[str, str]:
    """The docstring that stands under each field."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    found: dict[str, str] = {}
    for field, under in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(under, ast.Expr):
            doc = ast.literal_eval(under.value) if isinstance(under.value, ast.Constant) else None
            if isinstance(doc, str):
                found[field.target.id] = inspect.cleandoc(doc)
    return found

# SPDX-License-Identifier: Apache-2.0
"""Make the argument classes of a provider's SDK one by one, when they are first asked for.

``pulumi_aws.wafv2._inputs`` defines two thousand classes, and a program uses ten. Reading the file's compiled code is cheap; running the
body of each class is not. docs/decisions/0009-lean-recording.md
"""

from __future__ import annotations

import importlib.machinery
import re
import sys
import types
from types import CodeType, ModuleType
from typing import Any, TypedDict, cast

import pulumi
from pulumi import _types  # pyright: ignore[reportPrivateUsage] - it alone knows where names of types are looked for

__all__ = ["ArgumentsLoader", "resolve_when_needed"]

_FIRST_CLASS = re.compile(r"^(?:@pulumi\.input_type\n)?class ", re.MULTILINE)
_FORWARD = re.compile(r"ForwardRef\('(\w+)'\)")
_LAZY = "__hds_one_by_one__"


class ArgumentsLoader(importlib.machinery.SourceFileLoader):
    """Runs what stands before the first class, and each class when it is asked for."""

    def exec_module(self, module: ModuleType) -> None:
        """Give the module a way to make its classes; a file of another shape is run as it is."""
        code, source = self.get_code(module.__name__), self.get_source(module.__name__)
        first = _FIRST_CLASS.search(source or "")
        if code is None or source is None or first is None:
            return super().exec_module(module)
        exec(compile(source[: first.start()], self.path, "exec"), module.__dict__)  # noqa: S102 - as every import does
        bodies = {part.co_name: part for part in code.co_consts if isinstance(part, CodeType)}
        names = module.__dict__.pop("__all__", ())
        if set(names) != bodies.keys():
            return super().exec_module(module)

        def find(name: str) -> Any:
            if name == "__all__" and not _asked_by_the_sdk():
                return names
            if name not in bodies:
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            module.__dict__[name] = made = _make(name, bodies.pop(name), module)
            return made

        module.__dict__.update({"__getattr__": find, _LAZY: True})
        return None


def resolve_when_needed() -> None:
    """Let the SDK, where it reads the types of a class, find the argument classes that they name."""
    given = _types._globals_for_cls  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

    def names(cls: type) -> dict[str, Any] | None:
        found = given(cls)
        arguments = sys.modules.get(f"{cls.__module__.rpartition('.')[0]}._inputs")
        if found is not None and arguments is not None and _LAZY in vars(arguments):
            found |= {name: getattr(arguments, name) for name in _referred(cls) if name not in found}
        return found

    _types._globals_for_cls = names  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def _referred(cls: type) -> set[str]:
    """The names of classes that are not there yet in the types of a class's properties."""
    getters = (value.fget for value in vars(cls).values() if isinstance(value, property) and value.fget)
    return {name for getter in getters for name in _FORWARD.findall(repr(getter.__annotations__.get("return")))}


def _make(name: str, body: CodeType, module: ModuleType) -> type:
    bases = (TypedDict,) if name.endswith("Dict") else ()
    made = types.new_class(name, bases, exec_body=lambda space: exec(body, module.__dict__, space))  # noqa: S102
    return made if bases else cast("Any", pulumi).input_type(made)


def _asked_by_the_sdk() -> bool:
    """True when a file of a resource takes all names: it needs none of them before its types are read; a module hands them on."""
    importer = cast("Any", sys)._getframe(2).f_globals  # noqa: SLF001
    return str(importer.get("__name__")).startswith("pulumi_aws.") and "__path__" not in importer

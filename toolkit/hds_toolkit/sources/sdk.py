# SPDX-License-Identifier: Apache-2.0
"""Load of a provider's SDK only the files a program names.

A module of a generated SDK (``pulumi_aws.ec2``) imports each of its files, two hundred for EC2, as soon as one class is used. Its files say
in ``__all__`` what they define, so a name can be found without running the others. docs/decisions/0009-lean-recording.md
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hds_toolkit.sources.sdk_arguments import ArgumentsLoader, resolve_when_needed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

__all__ = ["load_by_name"]

_MODULE = re.compile(r"pulumi_aws\.(?!config$)[a-z0-9_]+")
"""All but ``pulumi_aws.config``, which makes a class of itself to answer ``aws.config.region``."""
_ARGUMENTS = re.compile(r"pulumi_aws\.[a-z0-9_]+\._inputs")
_ALL = re.compile(rb"^__all__ = \[(.*?)\]", re.DOTALL | re.MULTILINE)
_NAME = re.compile(rb"'(\w+)'")


def load_by_name() -> None:
    """Make modules of the AWS SDK that are not loaded yet find their classes one by one; asking twice changes nothing."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
        resolve_when_needed()


class _Finder(importlib.abc.MetaPathFinder):
    """Gives the packages of one SDK, and their files of argument classes, a loader of our own."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The ordinary spec with another loader."""
        del target
        if path and _ARGUMENTS.fullmatch(fullname):
            file = str(Path(path[0], "_inputs.py"))
            return importlib.util.spec_from_file_location(fullname, file, loader=ArgumentsLoader(fullname, file))
        if not _MODULE.fullmatch(fullname) or not path:
            return None
        folder = Path(path[0], fullname.rpartition(".")[2])
        if not (folder / "__init__.py").exists():
            return None
        loader = _Loader(fullname, str(folder / "__init__.py"))
        return importlib.util.spec_from_file_location(fullname, loader.path, loader=loader, submodule_search_locations=[str(folder)])


class _Loader(importlib.machinery.SourceFileLoader):
    """Runs the module itself only for a name that none of its files defines."""

    def exec_module(self, module: ModuleType) -> None:
        """Give the module a way to find its names instead of running it."""
        folder = Path(self.path).parent
        index: dict[str, str] = {}

        def find(name: str) -> Any:
            if not index:
                index.update(_index(folder))
            if name in index:
                value = getattr(import_module(f"{module.__name__}.{index[name]}"), name)
            elif (folder / f"{name}.py").exists():
                value = import_module(f"{module.__name__}.{name}")
            elif name.startswith("__") and name != "__all__":
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            else:
                del module.__dict__["__getattr__"]
                super(_Loader, self).exec_module(module)
                value = getattr(module, name)
            setattr(module, name, value)
            return value

        module.__dict__["__getattr__"] = find


def _index(folder: Path) -> dict[str, str]:
    """The file of each name that the files of a module define."""
    found: dict[str, str] = {}
    for file in folder.glob("*.py"):
        listed = _ALL.search(file.read_bytes()) if file.name not in ("__init__.py", "outputs.py") else None
        found |= {name.decode(): file.stem for name in _NAME.findall(listed[1])} if listed else {}
    return found

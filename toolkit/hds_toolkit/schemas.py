# SPDX-License-Identifier: Apache-2.0
"""JSON Schemas that the wheel ships: the one of the report, generated here, and those of the data files of the other packages.

``python -m hds_toolkit.schemas`` writes the schema of the report again.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from hds_controls.described import described
from hds_toolkit.evidence import report
from hds_toolkit.evidence.report import Report

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["FILE", "names", "report_schema", "shipped"]

FILE = Path(__file__).parent / "schema" / "report.schema.json"
"""Where the schema of the report is kept."""
_PACKAGES = ("hds_toolkit", "hds_stacks", "hds_policies", "hds_controls")
_SUFFIX = ".schema.json"


def report_schema() -> str:
    """The text of the schema of ``--format json``."""
    schema = described(Report.model_json_schema(mode="serialization"), Report, report)
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "HDS report"}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def names() -> tuple[str, ...]:
    """The schemas there are, ``report`` first."""
    return tuple(item.name.removesuffix(_SUFFIX) for package in _PACKAGES for item in sorted(_folder(package), key=lambda item: item.name))


def shipped(name: str) -> str:
    """The text of a schema.

    Raises:
        KeyError: there is none of that name.
    """
    for package in _PACKAGES:
        for item in _folder(package):
            if item.name == f"{name}{_SUFFIX}":
                return item.read_text("utf-8")
    raise KeyError(name)


def _folder(package: str) -> list[Traversable]:
    return [item for item in (files(package) / "schema").iterdir() if item.name.endswith(_SUFFIX)]


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(report_schema(), "utf-8")

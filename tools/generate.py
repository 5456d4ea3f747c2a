# SPDX-License-Identifier: Apache-2.0
"""Write every generated file again: ``make docs``, or ``python -m tools.generate``."""

from __future__ import annotations

import re
from pathlib import Path

from hds_controls import schemas as data_schemas
from hds_controls.load import catalogue
from hds_policies import schemas as waiver_schemas
from hds_policies.rule import all_rules
from hds_stacks import schema as stack_schema
from hds_toolkit import schemas
from hds_toolkit.evidence import pages

__all__ = ["constraints", "generated", "main"]

_ROOT = Path(__file__).resolve().parents[1]


def generated() -> dict[Path, str]:
    """The text of each generated file; the schema of stack files has a writer of its own."""
    book, rules = catalogue(), all_rules()
    lock = (_ROOT / "requirements" / "run.lock").read_text("utf-8")
    return {
        **{data_schemas.FOLDER / name: text for name, text in data_schemas.schemas().items()},
        schemas.FILE: schemas.report_schema(),
        waiver_schemas.FILE: waiver_schemas.waivers_schema(),
        _ROOT / "requirements" / "run.constraints.txt": constraints(lock),
        _ROOT / "docs" / "coverage.md": pages.coverage(book, rules),
        **{_ROOT / "docs" / "controls" / f"{family.family}.md": pages.family_page(family, book, rules) for family in book.families},
    }


def constraints(lock: str) -> str:
    """The pins of a lock file without hashes, which pip refuses beside an editable project."""
    return "".join(f"{pin}\n" for pin in re.findall(r"^([\w.-]+==[^\\\n]*?) *\\?$", lock, re.MULTILINE))


def main() -> None:
    """Write what has changed, and say so."""
    for path, text in generated().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(path.relative_to(_ROOT))
    stack_schema.main()


if __name__ == "__main__":
    main()

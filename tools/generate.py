# SPDX-License-Identifier: Apache-2.0
"""Write every generated file again: ``make docs``, or ``python -m tools.generate``."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from hds_controls import schemas as data_schemas
from hds_controls.load import catalogue
from hds_policies import schemas as waiver_schemas
from hds_policies.judge import judge
from hds_policies.rule import all_rules
from hds_stacks import schema as stack_schema
from hds_toolkit import schemas
from hds_toolkit.evidence import builders, control_pages, pages
from hds_toolkit.sources.program import record_project
from hds_toolkit.sources.project import open_project

__all__ = ["CONTROLS", "constraints", "generated", "main"]

_ROOT = Path(__file__).resolve().parents[1]
CONTROLS = _ROOT / "docs" / "controls"
"""Where the pages of controls are: one each, and their index."""
_ZONE = "aws-prod"
"""The shipped stack that shows which component builds what a control asks."""


@functools.cache
def generated() -> dict[Path, str]:
    """The text of each generated file, once per process; the schema of stack files has a writer of its own."""
    book, rules = catalogue(), all_rules()
    zone = record_project(open_project(_ROOT, _ZONE))
    built = builders.builders(zone, judge(zone, rules), _ROOT)
    lock = (_ROOT / "requirements" / "run.lock").read_text("utf-8")
    return {
        **{data_schemas.FOLDER / name: text for name, text in data_schemas.schemas().items()},
        schemas.FILE: schemas.report_schema(),
        waiver_schemas.FILE: waiver_schemas.waivers_schema(),
        _ROOT / "requirements" / "run.constraints.txt": constraints(lock),
        _ROOT / "docs" / "coverage.md": pages.coverage(book, rules),
        _ROOT / "docs" / "beyond-a-plan.md": pages.beyond_a_plan(book),
        CONTROLS / "README.md": control_pages.index(book, rules),
        **{
            CONTROLS / f"{control.id}.md": control_pages.control_page(control, family, book, rules, built)
            for family in book.families
            for control in family.controls
        },
    }


def constraints(lock: str) -> str:
    """The pins of a lock file without hashes, which pip refuses beside an editable project."""
    return "".join(f"{pin}\n" for pin in re.findall(r"^([\w.-]+==[^\\\n]*?) *\\?$", lock, re.MULTILINE))


def main() -> None:
    """Write what has changed, and say so."""
    texts = generated()
    for path in set(CONTROLS.iterdir()) - set(texts):
        path.unlink()
        print(f"{path.relative_to(_ROOT)} (removed)")
    for path, text in texts.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(path.relative_to(_ROOT))
    stack_schema.main()


if __name__ == "__main__":
    main()

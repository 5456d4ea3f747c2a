# SPDX-License-Identifier: Apache-2.0
"""Write the regions of each service again from the resource types that CloudFormation publishes per region.

``python -m tools.services FOLDER VERSION DATE``: the folder ``cfnlint`` of an installed cfn-lint, its version, and the day it was read.
The list of services, and the types that stand for each, are in ``facts/services.yaml`` itself; only its regions and its source change.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hds_controls import load, schemas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["FILE", "main", "rewritten"]

FILE = schemas.FOLDER.parent / "facts" / "services.yaml"
_FULL = "us-east-1"
"""A type that only this list has is unknown elsewhere, not absent: the list is the most complete one."""
_FACT = re.compile(r"(?P<head>  - \{name: (?P<name>[\w.-]+), .*?types: \[(?P<types>[^\]]*)\], regions: \[)[^\]]*(?P<tail>\].*\})")
_SOURCE = re.compile(r"  cfn-lint: \{.*\}")
_ADDRESS = "https://github.com/aws-cloudformation/cfn-lint"


def rewritten(text: str, lists: Mapping[str, Iterable[str]], version: str, dated: str) -> str:
    """The text of the facts with the regions of each service, and the source, brought up to date.

    Args:
        text: the facts as they are.
        lists: CloudFormation types by region, ``us-east-1`` among them.
        version: of cfn-lint.
        dated: day of reading, ISO 8601.

    Raises:
        ValueError: the types of a service are in no list but that of us-east-1, so nothing can be said of it.
    """
    known = {region: frozenset(types) for region, types in lists.items()}

    def fact(match: re.Match[str]) -> str:
        patterns = [item.strip().strip('"') for item in match["types"].split(",")]
        regions = [region for region, types in known.items() if region != _FULL and any(_has(types, item) for item in patterns)]
        if not regions:
            raise ValueError(f"service {match['name']}: {patterns} is in no list but perhaps that of {_FULL}: choose another type")
        return f"{match['head']}{', '.join(regions)}{match['tail']}"

    title = f"Resource types that CloudFormation publishes per region, as shipped in cfn-lint {version}"
    source = f'  cfn-lint: {{title: "{title}", url: "{_ADDRESS}", dated: {dated}}}'
    return _SOURCE.sub(source, _FACT.sub(fact, text))


def main(arguments: list[str]) -> None:
    """Read the lists of the EEA regions of the partition ``aws`` and write the facts."""
    folder, version, dated = arguments
    wanted = [region.name for region in load.regions().values() if region.partition == "aws" and region.eea]
    providers = Path(folder) / "data" / "schemas" / "providers"
    lists = {region: json.loads((providers / f"{region}.json").read_text("utf-8")) for region in (*wanted, _FULL)}
    FILE.write_text(rewritten(FILE.read_text("utf-8"), lists, version, dated), "utf-8")


def _has(types: frozenset[str], pattern: str) -> bool:
    return any(name.startswith(pattern.removesuffix("*")) for name in types) if pattern.endswith("*") else pattern in types


if __name__ == "__main__":
    main(sys.argv[1:])

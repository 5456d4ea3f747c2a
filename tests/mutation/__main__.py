# SPDX-License-Identifier: Apache-2.0
"""Print what share of the mutants is found, by operator: ``python -m tests.mutation [--write | aws:kms/ ...]``.

Kinds, as they begin, ask for less: their open survivors and their shifts.
``--write`` lists the survivors without a reason in ``open.yaml``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import yaml

from tests.mutation.survivors import AIM, OPEN, explained, explanations, families, shifts, spelled

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = "# SPDX-License-Identifier: Apache-2.0\n# {}\n# Written by python -m tests.mutation --write.\n"


def main() -> None:
    """The table, then the survivors without a reason."""
    kinds = tuple(word for word in sys.argv[1:] if word.startswith(("aws:", "pulumi:")))
    known = explanations()
    left: list[str] = []
    _say(f"{'operator':<16}{'mutants':>8}{'found':>8}{'share':>8}{'no security':>13}{'as safe':>9}{'open':>7}{'of security':>13}")
    sums = [0, 0, 0, 0, 0]
    for name, family in families(kinds).items():
        counts = {"no_security": 0, "as_safe": 0, "open": 0}
        for kin, number in family.survivors.items():
            reason = explained(kin, known)
            counts[reason.meaning if reason else "open"] += number
            if not reason:
                left.append(spelled(kin))
        row = [family.tried, family.found, *counts.values()]
        sums = [total + number for total, number in zip(sums, row, strict=True)]
        _say(_line(name, row))
    _say(_line("all", sums), f"aim: {AIM:.0%} of the mutants of security, {1:.0%} of those that move")
    if "--write" in sys.argv[1:]:
        _write(OPEN, "Survivors that a rule has yet to kill, by operator and kind.", _by_kind(left))
    else:
        _say(*left, *sorted({"shift " + " | ".join(shift) for shift in shifts(kinds)}))


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _line(name: str, row: list[int]) -> str:
    tried, found, outside, safe, left = row
    security = tried - outside - safe
    return f"{name:<16}{tried:>8}{found:>8}{_share(found, tried)}{outside:>13}{safe:>9}{left:>7}{_share(found, security):>13}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 1:>8.1%}"


def _by_kind(survivors: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for operator, kind, rest in sorted(item.split(" ", 2) for item in survivors):
        found.setdefault(f"{operator} {kind}", []).append(rest)
    return found


def _write(path: Path, head: str, lines: dict[str, list[str]]) -> None:
    path.write_text(_HEAD.format(head) + yaml.safe_dump(lines, width=1000, allow_unicode=True), "utf-8")


if __name__ == "__main__":
    main()

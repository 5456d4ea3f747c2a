# SPDX-License-Identifier: Apache-2.0
"""``hds preview`` of a whole stack, judged and reported, against the same command run naively (``bench/naive.py``)."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from bench.timing import Run, run

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[1]
STACK = "aws-prod"
ROUNDS = 5
FASTER, SECONDS, MEGABYTES = 3.0, 3.0, 250


def main() -> bool:
    """Print both and their ratio; true when the targets are met."""
    hds = [str(Path(sys.executable).parent / "hds"), "preview", "--stack", STACK, "-C", str(ROOT)]
    naive = [sys.executable, str(ROOT / "bench" / "naive.py"), STACK]
    pairs = [(run(hds), run(naive)) for _ in range(ROUNDS + 1)][1:]
    ratio = median(other.seconds / own.seconds for own, other in pairs)
    own, other = _median(own for own, _ in pairs), _median(other for _, other in pairs)
    print(f"hds preview {STACK}: {own.seconds:.2f} s, {own.megabytes:.0f} MB; naive: {other.seconds:.2f} s, {other.megabytes:.0f} MB")
    print(f"  {ratio:.1f} x faster (target {FASTER:.0f}), under {SECONDS:.0f} s and {MEGABYTES} MB")
    return ratio >= FASTER and own.seconds < SECONDS and own.megabytes < MEGABYTES


def _median(runs: object) -> Run:
    found = list(runs)  # pyright: ignore[reportArgumentType, reportUnknownVariableType, reportUnknownArgumentType]
    return Run(median(item.seconds for item in found), median(item.megabytes for item in found))

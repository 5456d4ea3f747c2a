# SPDX-License-Identifier: Apache-2.0
"""``hds --help`` as a whole process."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from bench.timing import run

__all__ = ["main"]

ROUNDS, SECONDS = 7, 0.3


def main() -> bool:
    """Print the median time; true when the target is met."""
    took = median(run([str(Path(sys.executable).parent / "hds"), "--help"]).seconds for _ in range(ROUNDS))
    print(f"hds --help: {took:.2f} s (target {SECONDS})")
    return took < SECONDS

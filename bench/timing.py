# SPDX-License-Identifier: Apache-2.0
"""Time and peak memory of a whole process."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Run", "run"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall time in seconds, peak resident memory in MB."""

    seconds: float
    megabytes: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; its output is thrown away.

    Raises:
        RuntimeError: it ended with a code that is neither 0 nor 1 (1: findings).
    """
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(time.perf_counter() - began, usage.ru_maxrss / 1024)

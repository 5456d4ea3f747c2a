# SPDX-License-Identifier: Apache-2.0
"""``make bench``: every figure of one run, on this machine; exit code 1 when a target is missed."""

import gc
import sys

gc.set_threshold(200_000, 50, 1000)  # docs/decisions/0003-collector.md

from bench import help_text, judge, pack, preview  # noqa: E402 - the thresholds come first

results = [bench.main() for bench in (help_text, judge, preview, pack)]
sys.exit(0 if all(results) else 1)

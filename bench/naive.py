# SPDX-License-Identifier: Apache-2.0
"""``hds preview`` of a stack without the measures of decisions 3 and 9: the SDK as it comes, the default collector, an ordinary exit.

``python bench/naive.py STACK``; the baseline of ``bench/preview.py``.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from pathlib import Path

gc.set_threshold = lambda *_: None

from hds_toolkit.__main__ import app  # noqa: E402 - the collector stays as it is from the first import on
from hds_toolkit.sources import program, recording  # noqa: E402

recording.lean = contextlib.nullcontext
recording.stay_on_the_loop = lambda _: None
program.load_by_name = lambda: None

app(["preview", "--stack", sys.argv[1], "-C", str(Path(__file__).resolve().parents[1])])

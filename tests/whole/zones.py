# SPDX-License-Identifier: Apache-2.0
"""The recorded and judged zones of the shipped stacks, once per process."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from hds_policies.judge import judge
from hds_policies.rule import all_rules
from hds_toolkit.sources.program import record_project
from hds_toolkit.sources.project import open_project

if TYPE_CHECKING:
    from hds_policies.graph import Graph
    from hds_policies.judge import Judgement

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def zone(stack: str) -> Graph:
    """The recorded graph of a shipped stack."""
    return record_project(open_project(ROOT, stack))


@functools.cache
def judged(stack: str) -> Judgement:
    """Its judgement by every rule."""
    return judge(zone(stack), all_rules())

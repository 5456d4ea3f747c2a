# SPDX-License-Identifier: Apache-2.0
"""Registers of waivers as people write them."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hds_policies.waivers.read import read

__all__ = ["CONTROL", "GOOD", "TODAY", "entry", "written"]

TODAY = date(2026, 11, 24)
CONTROL = "HDS-KEY-02"
GOOD = {
    "control": CONTROL,
    "resource": "legacy-*",
    "reason": "material imported from the former host, replaced when its contract ends",
    "owner": "head of imaging",
    "approver": "security officer",
    "created": TODAY - timedelta(days=10),
    "expiry": TODAY + timedelta(days=100),
}


def entry(**changes):
    """One waiver as lines of YAML; a value of None leaves its key out."""
    lines = [f"{key}: {value}" for key, value in (GOOD | changes).items() if value is not None]
    return "  - " + "\n    ".join(lines) + "\n"


def written(*entries, text=None, day=TODAY):
    """The register of those waivers, or of a whole text, read on a day; its file is named ``waivers.yaml``."""
    content = text if text is not None else "waivers:\n" + "".join(entries)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "waivers.yaml")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path, day)

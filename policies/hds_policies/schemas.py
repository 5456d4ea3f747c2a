# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of the register of waivers, generated from its model for editors.

``python -m hds_policies.schemas`` writes it again.
"""

from __future__ import annotations

import json
from pathlib import Path

from hds_controls.described import described
from hds_policies.waivers import register
from hds_policies.waivers.register import RegisterFile

__all__ = ["FILE", "waivers_schema"]

FILE = Path(__file__).parent / "schema" / "waivers.schema.json"
"""Where the schema is kept."""


def waivers_schema() -> str:
    """The text of the schema of ``waivers.yaml``."""
    schema = described(RegisterFile.model_json_schema(), RegisterFile, register)
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "HDS waivers"}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(waivers_schema(), "utf-8")

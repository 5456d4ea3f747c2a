# SPDX-License-Identifier: Apache-2.0
"""JSON Schemas of the data files, generated from the models, for editors and CI.

``python -m hds_controls.schemas`` writes them again into ``schema/``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hds_controls.further_proofs import FurtherProofs
from hds_controls.model import (
    Activity,
    CountryGroup,
    Family,
    Framework,
    GlobalService,
    ProofNeed,
    Region,
    RetentionClass,
    Service,
    TlsPolicies,
    ZoneFact,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["FOLDER", "schemas"]

FOLDER = Path(__file__).parent / "schema"
"""Where the generated files are kept."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FACTS: dict[str, type[BaseModel]] = {
    "activities": Activity,
    "countries": CountryGroup,
    "global_services": GlobalService,
    "regions": Region,
    "retention": RetentionClass,
    "services": Service,
    "tls_policies": TlsPolicies,
    "zones": ZoneFact,
}


def schemas() -> dict[str, str]:
    """The text of each schema by file name: a family, a framework, the proof levels, the further proofs, and each file of facts."""
    documents = {"catalogue": Family.model_json_schema(), "framework": Framework.model_json_schema(), "proof_levels": _levels()}
    documents["further_proofs"] = FurtherProofs.model_json_schema()
    documents |= {name: _facts(model) for name, model in _FACTS.items()}
    return {f"{name}.schema.json": _text(document) for name, document in documents.items()}


def _levels() -> dict[str, Any]:
    level = ProofNeed.model_json_schema()
    definitions = level.pop("$defs")
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["levels"],
        "properties": {"levels": {"type": "array", "items": {"$ref": "#/$defs/ProofNeed"}}},
        "$defs": definitions | {"ProofNeed": level},
    }


def _facts(model: type[BaseModel]) -> dict[str, Any]:
    """A file of facts: named sources, then facts that name one of them where the model holds the source itself."""
    fact = model.model_json_schema()
    definitions = fact.pop("$defs")
    for field in {"source", "hds_source"} & fact["properties"].keys():
        fact["properties"][field] = {"type": "string", "description": "A key of sources."}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["sources", "facts"],
        "properties": {
            "sources": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Source"}},
            "facts": {"type": "array", "items": {"$ref": "#/$defs/Fact"}},
        },
        "$defs": definitions | {"Fact": fact},
    }


def _text(document: dict[str, Any]) -> str:
    return json.dumps({"$schema": _DIALECT, **document}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in schemas().items():
        (FOLDER / file).write_text(text, "utf-8")

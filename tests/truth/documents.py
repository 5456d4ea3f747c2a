# SPDX-License-Identifier: Apache-2.0
"""Every policy document of the zone in its parts: actions, resources, condition keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.values import is_list, is_map
from tests.mutation.places import documents
from tests.whole.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterator


def statements() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each statement of each document, with the name of the resource that carries it."""
    for resource in zone("aws-prod").resources:
        for _, document in documents(resource.inputs):
            yield from ((resource.name, statement) for statement in document["Statement"] if is_map(statement))


def actions() -> set[tuple[str, str]]:
    """Each action that a statement names, with the name of the resource."""
    return {
        (name, action)
        for name, statement in statements()
        for key in ("Action", "NotAction")
        for action in _listed(statement.get(key))
        if action != "*"
    }


def condition_keys() -> set[tuple[str, str, frozenset[str]]]:
    """Each condition key, with the name of the resource and the services of the statement's actions."""
    return {
        (name, key, frozenset(action.partition(":")[0] for action in _listed(statement.get("Action"))))
        for name, statement in statements()
        for keys in (statement.get("Condition") or {}).values()
        for key in keys
    }


def resources() -> set[tuple[str, str]]:
    """Each ARN that a statement is about, with the name of the resource."""
    return {
        (name, arn)
        for name, statement in statements()
        for key in ("Resource", "NotResource")
        for arn in _listed(statement.get(key))
        if isinstance(arn, str) and arn.startswith("arn:")
    }


def _listed(raw: Any) -> list[Any]:
    return raw if is_list(raw) else [] if raw is None else [raw]

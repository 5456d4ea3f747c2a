# SPDX-License-Identifier: Apache-2.0
"""Incidents find whom to call (HDS-OPS-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.due import due_once
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Known
from hds_policies.verdict import Verdict, all_of, decide

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["contact_can_be_reached", "security_contact_is_named"]

_CONTACT = "aws:account/alternativeContact:AlternativeContact"


@graph_rule("HDS-OPS-06", STACK)
def security_contact_is_named(_: Resource, graph: Graph) -> Verdict:
    """The account tells AWS whom to call about security."""
    kinds = [contact.get("alternateContactType") for contact in graph.of(_CONTACT)]
    named = True if Known("SECURITY") in kinds else False if all(isinstance(kind, Known) for kind in kinds) else None
    return due_once(graph, met=named, key="security_contact_due")


@resource_rule("HDS-OPS-06", _CONTACT)
def contact_can_be_reached(contact: Resource, _: Graph) -> Verdict:
    """A contact has an address and a telephone number."""
    return all_of(decide(contact, path, bool, "present") for path in ("emailAddress", "phoneNumber"))

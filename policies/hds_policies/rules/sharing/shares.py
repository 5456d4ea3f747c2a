# SPDX-License-Identifier: Apache-2.0
"""Resources are shared inside the organisation only (HDS-SHR-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import PASS, Verdict, fail, is_false, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["share_goes_to_own_principals", "share_stays_in_the_organisation"]


@resource_rule("HDS-SHR-04", "aws:ram/resourceShare:ResourceShare")
def share_stays_in_the_organisation(share: Resource, _: Graph) -> Verdict:
    """A share takes no principal from outside the organisation; the service lets them in when nothing is said."""
    return is_false(share, "allowExternalPrincipals")


@resource_rule("HDS-SHR-04", "aws:ram/principalAssociation:PrincipalAssociation")
def share_goes_to_own_principals(association: Resource, graph: Graph) -> Verdict:
    """What is shared goes to accounts of the program, to principals in them, or to an organisation or a unit of one."""
    principal = association.get("principal")
    if not isinstance(principal, Known):
        return (fail if isinstance(principal, Absent) else unknown)("principal", principal, "own_account")
    parsed = arn.parse(principal.value)
    account = parsed.account if parsed else principal.value
    if (parsed and parsed.service == "organizations") or (isinstance(account, str) and account in graph.accounts):
        return PASS
    return (fail if graph.accounts else unknown)("principal", principal, "own_account")

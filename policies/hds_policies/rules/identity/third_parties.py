# SPDX-License-Identifier: Apache-2.0
"""Access of third parties is named, bounded and seen (HDS-IAM-11)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, admits_named_others
from hds_policies.due import due_in_each_region
from hds_policies.graph import STACK
from hds_policies.roles import ROLE, trust
from hds_policies.rule import graph_rule
from hds_policies.tags import tags
from hds_policies.values import Absent, Known, walk
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, at_most, fail, unknown

if TYPE_CHECKING:
    from hds_policies.access.questions import Keys
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource

__all__ = ["outside_access_is_analysed_in_each_region", "third_party_role_is_bounded"]

_ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"
_EXTERNAL = ("ACCOUNT", "ORGANIZATION")
_LONGEST = 14400
_YEAR = timedelta(days=365)
_EXPIRY = "hds:expires"


@graph_rule("HDS-IAM-11", ROLE)
def third_party_role_is_bounded(role: Resource, graph: Graph) -> Verdict:
    """A role that an account of somebody else takes asks an external id, ends on a date, and has short sessions."""
    policy, found = role.get("assumeRolePolicy"), trust(role)
    if found is None:
        return unknown("assumeRolePolicy", policy, "readable_policy")
    outside = _taken(found, graph)
    if outside is Truth.NO:
        return NOT_APPLICABLE
    if outside is Truth.MAYBE or not graph.accounts:
        return unknown("assumeRolePolicy", policy, "known_account")
    without = _taken(found, graph, (("sts:externalid", ((),)),))
    external = PASS if without is Truth.NO else (fail if without is Truth.YES else unknown)("assumeRolePolicy", policy, "external_id")
    return all_of((external, _expires(role, graph), at_most(role, "maxSessionDuration", _LONGEST, absent=PASS)))


@graph_rule("HDS-IAM-11", STACK)
def outside_access_is_analysed_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """An analyser of what is open to others stands in each region with networks, machines or health data."""
    return due_in_each_region(graph, _ANALYZER, "analyzer_due", counts=_is_of_outside_access)


def _is_of_outside_access(analyzer: Resource) -> bool | None:
    """An analyser of the account, which it is when it does not say, or of the organisation; not of unused or internal access."""
    kind = analyzer.get("type")
    return None if not isinstance(kind, (Known, Absent)) else isinstance(kind, Absent) or kind.value in _EXTERNAL


def _taken(found: tuple[Statement, ...], graph: Graph, keys: Keys = ()) -> Truth:
    return admits_named_others(found, graph.accounts, Scope(("sts:AssumeRole",), keys=keys)).truth


def _expires(role: Resource, graph: Graph) -> Verdict:
    """A tag says until when, at most a year ahead."""
    carried = tags(role, graph)
    at = f"tags.{_EXPIRY}"
    if carried is None:
        return unknown("tags", role.get("tags"), "expiry_tag")
    _, given = walk(dict(carried), _EXPIRY, ())[0]
    if not isinstance(given, Known):
        return (fail if isinstance(given, Absent) else unknown)(at, given, "expiry_tag")
    today = datetime.now(UTC).date()
    end = _date(given.value)
    return PASS if end and today <= end <= today + _YEAR else fail(at, given, "expiry_tag")


def _date(raw: object) -> date | None:
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return None

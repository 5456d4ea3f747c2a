# SPDX-License-Identifier: Apache-2.0
"""Policies of resources let in nobody from outside (HDS-SHR-01, HDS-SHR-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import admits_deputies, admits_named_others, admits_public, admits_strangers, admits_to_everything
from hds_policies.granted import PERMISSIONS, RESOURCE_POLICIES, granted
from hds_policies.rule import resource_rule
from hds_policies.values import Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.access.evaluate import Admission
    from hds_policies.access.questions import Scope
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource

__all__ = [
    "policy_admits_no_stranger",
    "policy_admits_nobody_from_the_internet",
    "policy_names_no_other_account",
    "policy_names_what_it_gives",
    "service_acts_for_the_account_only",
]

_LOG_DELIVERY = frozenset({
    "009996457667",  # eu-west-3
    "054676820928",  # eu-central-1
    "156460612806",  # eu-west-1
    "635631232127",  # eu-south-1
    "897822967062",  # eu-north-1
})
"""Accounts of AWS itself that deliver the access logs of load balancers to a bucket, in regions of the EEA.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
"""


_TOPICS = ("aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy")
_WITHOUT_SOURCE = frozenset({"backup.amazonaws.com", "events.amazonaws.com"})
"""Services that tell a topic nothing of whom they act for, so that a condition would keep their messages out.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html and
https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html
"""


@resource_rule("HDS-SHR-01", *RESOURCE_POLICIES, *PERMISSIONS)
def policy_admits_nobody_from_the_internet(resource: Resource, graph: Graph) -> Verdict:
    """No policy of a resource lets anyone in from anywhere."""
    return _closed(resource, graph, admits_public, "closed_to_public")


@resource_rule("HDS-SHR-04", *RESOURCE_POLICIES, *PERMISSIONS)
def policy_admits_no_stranger(resource: Resource, graph: Graph) -> Verdict:
    """What a policy gives to everyone, it gives to the organisation or the account only, from whatever network they come."""
    return _closed(resource, graph, admits_strangers, "closed_to_strangers")


@resource_rule("HDS-SHR-04", *RESOURCE_POLICIES, *PERMISSIONS)
def service_acts_for_the_account_only(resource: Resource, graph: Graph) -> Verdict:
    """A service that a policy lets in acts for resources of the account or the organisation, and says so."""
    spared = _WITHOUT_SOURCE if resource.kind in _TOPICS else frozenset[str]()
    return _closed(resource, graph, lambda found, scope: admits_deputies(found, scope, spared), "own_source")


@resource_rule("HDS-SHR-04", *RESOURCE_POLICIES, *PERMISSIONS)
def policy_names_what_it_gives(resource: Resource, graph: Graph) -> Verdict:
    """A policy gives services the actions that they need, by name, and nobody every action of every service."""
    return _closed(resource, graph, admits_to_everything, "named_actions")


@resource_rule("HDS-SHR-04", *RESOURCE_POLICIES, *PERMISSIONS)
def policy_names_no_other_account(resource: Resource, graph: Graph) -> Verdict:
    """A policy lets in no account that it names, other than those of the program, unless it asks for the organisation too."""
    own = graph.accounts
    verdict = _closed(resource, graph, lambda found, scope: admits_named_others(found, own | _LOG_DELIVERY, scope), "own_accounts")
    return verdict if own or verdict.outcome is not Outcome.FAIL else Verdict(Outcome.UNKNOWN, verdict.evidence)


def _closed(resource: Resource, graph: Graph, ask: Callable[[tuple[Statement, ...], Scope], Admission], key: str) -> Verdict:
    at, value, found, scope = granted(resource, graph)
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if found is None:
        return unknown(at, value, "readable_policy")
    truth, statement = ask(found, scope)
    if truth is Truth.NO:
        return PASS
    name = statement and (statement.sid or f"Statement[{found.index(statement)}]")
    if truth is Truth.YES:
        return fail(at, value, key, name)
    return unknown(at, value, "readable_statement", name) if name else unknown(at, value, "readable_policy")

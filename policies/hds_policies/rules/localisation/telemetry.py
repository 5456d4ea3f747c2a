# SPDX-License-Identifier: Apache-2.0
"""Logs, findings and telemetry: they land in the EEA, and the provider learns nothing from the data (HDS-LOC-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies import places
from hds_policies.json_text import decoded
from hds_policies.rule import resource_rule
from hds_policies.rules.localisation.telemetry_targets import ALL_REGIONS, LINKING, REGIONS, TARGETS
from hds_policies.values import Known, is_map
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, fail, is_false, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "aggregator_names_its_regions",
    "ai_services_are_opted_out",
    "findings_are_linked_within_eea",
    "log_target_is_in_eea",
    "telemetry_region_is_in_eea",
]

_OPT_OUT = "AISERVICES_OPT_OUT_POLICY"


@resource_rule("HDS-LOC-07", *TARGETS)
def log_target_is_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """Each log, trace, notification or report is delivered to something in the EEA."""
    return places.target(resource, graph, *TARGETS[resource.kind])


@resource_rule("HDS-LOC-07", *REGIONS)
def telemetry_region_is_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """Each region that an aggregator, hub or lake names is in the EEA."""
    del graph
    return places.named_region(resource, *REGIONS[resource.kind])


@resource_rule("HDS-LOC-07", *ALL_REGIONS)
def aggregator_names_its_regions(resource: Resource, graph: Graph) -> Verdict:
    """An aggregator of all regions names none, and takes in those that AWS will open."""
    del graph
    return all_of(is_false(resource, path, absent=NOT_APPLICABLE) for path in ALL_REGIONS[resource.kind])


@resource_rule("HDS-LOC-07", *LINKING)
def findings_are_linked_within_eea(resource: Resource, graph: Graph) -> Verdict:
    """Findings come from regions named one by one, or from no other region; the list of a mode of all regions names what is left out."""
    del graph
    mode, regions = LINKING[resource.kind]
    verdict = one_of(resource, mode, "NO_REGIONS", "SPECIFIED_REGIONS")
    return places.named_region(resource, regions) if _specifies(resource, mode, verdict) else verdict


@resource_rule("HDS-LOC-07", "aws:organizations/policy:Policy")
def ai_services_are_opted_out(resource: Resource, graph: Graph) -> Verdict:
    """An opt-out policy opts out by default, and no service back in.

    Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
    """
    del graph
    if resource.get("type") != Known(_OPT_OUT):
        return NOT_APPLICABLE
    content = resource.get("content")
    services = _services(decoded(content))
    if services is None:
        return unknown("content", content, "opted_out")
    choices = {name: _choice(service) for name, service in services.items() if not name.startswith("@@")}
    out = choices.get("default") == "optOut" and all(choice == "optOut" for choice in choices.values())
    return PASS if out else fail("content", content, "opted_out")


def _specifies(resource: Resource, mode: str, verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.PASS and resource.get(mode) == Known("SPECIFIED_REGIONS")


def _services(policy: Any) -> dict[str, Any] | None:
    services = policy.get("services") if is_map(policy) else None
    return services if is_map(services) else None


def _choice(service: Any) -> Any:
    policy = service.get("opt_out_policy") if is_map(service) else None
    return policy.get("@@assign") if is_map(policy) else None

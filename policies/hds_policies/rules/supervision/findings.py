# SPDX-License-Identifier: Apache-2.0
"""What detectors find is told and kept, and they look where something runs (HDS-OPS-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.alerting import watched
from hds_policies.due import MACHINES
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import PASS, Outcome, Verdict, all_of, any_of, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_policies.graph import Graph, Resource

__all__ = ["findings_are_told_and_kept", "hub_watches_a_standard", "threats_at_run_time_are_looked_for"]

_DETECTOR = "aws:guardduty/detector:Detector"
_FEATURE = "aws:guardduty/detectorFeature:DetectorFeature"
_HUB = "aws:securityhub/account:Account"
_SEARCH = "aws:macie2/account:Account"
_CLUSTER = "aws:eks/cluster:Cluster"
_STANDARD = "aws:securityhub/standardsSubscription:StandardsSubscription"
_TOLD = {
    _DETECTOR: ("guardduty", "GuardDuty Finding"),
    _HUB: ("securityhub", "Security Hub Findings - Imported"),
    _SEARCH: ("macie", "Macie Finding"),
    "aws:inspector2/enabler:Enabler": ("inspector2", "Inspector2 Finding"),
}
"""How the findings of each are called as events. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event.html"""
_FORGETTING = (_DETECTOR, _SEARCH)
_AGENTS = (("EC2_AGENT_MANAGEMENT", MACHINES), ("EKS_ADDON_MANAGEMENT", (_CLUSTER,)))
_RUN_TIME = "RUNTIME_MONITORING"


@graph_rule("HDS-OPS-03", _DETECTOR)
def threats_at_run_time_are_looked_for(detector: Resource, graph: Graph) -> Verdict:
    """A detector of a region with machines or a cluster looks into what runs there; an agent that it does not manage is not seen."""
    here = graph.region(detector)
    agents = [name for name, kinds in _AGENTS if any(graph.region(item) == here for item in graph.of(*kinds))]
    features = graph.companions(detector, _FEATURE, "detectorId")
    found = [feature for feature in features if feature.get("name") == Known(_RUN_TIME)]
    on = [one_of(feature, "status", "ENABLED") for feature in found]
    settled = all(isinstance(feature.get("name"), (Known, Absent)) for feature in features)
    due = all_of(on) if on else (fail if settled else unknown)("", ABSENT, "detector_feature", _RUN_TIME)
    return all_of(verdict for name in agents for verdict in (due, _managed(found, name)))


@graph_rule("HDS-OPS-03", *_TOLD)
def findings_are_told_and_kept(source: Resource, graph: Graph) -> Verdict:
    """Findings go somewhere as events of their region, and those that are forgotten after 90 days into a bucket; not by another account."""
    service, kind = _TOLD[source.kind]
    here = graph.region(source)
    found = watched(graph)
    region = str(here.value) if isinstance(here, Known) else ""
    silent = fail if found.settled and found.silent(service, kind, region) else unknown
    told = PASS if found.findings(service, kind, region) else silent("", ABSENT, "finding_alert", kind)
    return all_of((
        told,
        *([PASS if _kept(source, graph) else unknown("", ABSENT, "finding_export")] if source.kind in _FORGETTING else []),
    ))


@graph_rule("HDS-OPS-03", _HUB)
def hub_watches_a_standard(hub: Resource, graph: Graph) -> Verdict:
    """Security Hub holds its region to a standard, its default ones when nothing is said, and to the controls that come to it."""
    own = is_true(hub, "enableDefaultStandards", absent=PASS)
    there, here = [graph.region(item) for item in graph.of(_STANDARD)], graph.region(hub)
    placed = not there or all(isinstance(region, Known) for region in (here, *there))
    elsewhere = own if placed or own.outcome is not Outcome.FAIL else Verdict(Outcome.UNKNOWN, own.evidence)
    chosen = isinstance(here, Known) and here in there
    return all_of((PASS if chosen else elsewhere, is_true(hub, "autoEnableControls", absent=PASS)))


def _kept(source: Resource, graph: Graph) -> bool:
    if source.kind == _DETECTOR:
        return bool(graph.companions(source, "aws:guardduty/publishingDestination:PublishingDestination", "detectorId"))
    exports = graph.of("aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration")
    return any(graph.region(item) == graph.region(source) for item in exports)


def _managed(features: Sequence[Resource], name: str) -> Verdict:
    """GuardDuty installs the agent of a kind of host itself."""
    places = [(feature, at) for feature in features for at, _ in feature.all("additionalConfigurations[*]")]
    outcome = any_of(all_of((one_of(item, f"{at}.name", name), one_of(item, f"{at}.status", "ENABLED"))) for item, at in places).outcome
    return PASS if outcome is Outcome.PASS else unknown("additionalConfigurations", ABSENT, "managed_agent", name)

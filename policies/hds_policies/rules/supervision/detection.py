# SPDX-License-Identifier: Apache-2.0
"""Threats, flaws and misplaced data are looked for in each region (HDS-OPS-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.services import available
from hds_policies.documents import covers
from hds_policies.due import due_in_each_region, due_regions
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_policies.graph import Graph, Resource

__all__ = [
    "detector_is_on_with_its_features",
    "flaws_are_looked_for_in_each_region",
    "image_tag_is_immutable",
    "images_are_scanned",
    "misplaced_health_data_are_looked_for",
    "posture_is_watched_in_each_region",
    "scanner_covers_machines_images_and_functions",
    "search_for_health_data_is_on",
    "threats_are_looked_for_in_each_region",
]

_DETECTOR = "aws:guardduty/detector:Detector"
_FEATURE = "aws:guardduty/detectorFeature:DetectorFeature"
_HUB = "aws:securityhub/account:Account"
_SCANNER = "aws:inspector2/enabler:Enabler"
_SEARCH = "aws:macie2/account:Account"
_REPOSITORY = "aws:ecr/repository:Repository"
_REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"
_CLUSTER = "aws:eks/cluster:Cluster"
_FEATURES = ("S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS")
_READ = ("rules[*].scanFrequency", "rules[*].repositoryFilters[*].filter")
_OFTEN = ("SCAN_ON_PUSH", "CONTINUOUS_SCAN")
_SCANNED = ("EC2", "ECR", "LAMBDA")


@graph_rule("HDS-OPS-03", STACK)
def threats_are_looked_for_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """Each region with networks, machines or health data has a GuardDuty detector."""
    return due_in_each_region(graph, _DETECTOR, "detector_due", service="guardduty")


@graph_rule("HDS-OPS-03", STACK)
def posture_is_watched_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """Each region with networks, machines or health data has Security Hub."""
    return due_in_each_region(graph, _HUB, "hub_due", service="securityhub")


@graph_rule("HDS-OPS-03", STACK)
def flaws_are_looked_for_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """Each region with networks, machines or health data has Inspector."""
    return due_in_each_region(graph, _SCANNER, "scanner_due", service="inspector2")


@graph_rule("HDS-OPS-03", STACK)
def misplaced_health_data_are_looked_for(_: Resource, graph: Graph) -> Verdict:
    """A region with networks, machines or health data has Macie, unless it exists in none of them."""
    owing = [region for region in due_regions(graph) if available("macie", region) is not False]
    if not owing:
        return NOT_APPLICABLE
    there = [graph.region(search) for search in graph.of(_SEARCH)]
    answer = fail if all(isinstance(place, Known) for place in there) else unknown
    return PASS if any(Known(region) in there for region in owing) else answer("", ABSENT, "search_due", *owing)


@graph_rule("HDS-OPS-03", _DETECTOR)
def detector_is_on_with_its_features(detector: Resource, graph: Graph) -> Verdict:
    """A detector is on, and looks into objects, disks, database sign-ins, functions and, where there is one, the cluster's audit log."""
    here = graph.region(detector)
    wanted = (*_FEATURES, *("EKS_AUDIT_LOGS" for cluster in graph.of(_CLUSTER)[:1] if graph.region(cluster) == here))
    features = graph.companions(detector, _FEATURE, "detectorId")
    return all_of((is_true(detector, "enable", absent=PASS), *(_enabled(features, name) for name in wanted)))


@resource_rule("HDS-OPS-03", _SCANNER)
def scanner_covers_machines_images_and_functions(scanner: Resource, _: Graph) -> Verdict:
    """Inspector looks at machines, images and functions."""
    path = "resourceTypes[*]"
    return all_of(any_of(one_of(scanner, at, name) for at, _ in scanner.all(path) or [(path, ABSENT)]) for name in _SCANNED)


@resource_rule("HDS-OPS-03", _SEARCH)
def search_for_health_data_is_on(search: Resource, _: Graph) -> Verdict:
    """Macie is not paused."""
    return one_of(search, "status", "ENABLED", absent=PASS)


@resource_rule("HDS-OPS-03", _REPOSITORY)
def image_tag_is_immutable(repository: Resource, _: Graph) -> Verdict:
    """An image that was scanned is the one that runs: nobody can move its tag."""
    return one_of(repository, "imageTagMutability", "IMMUTABLE")


@graph_rule("HDS-OPS-03", _REPOSITORY)
def images_are_scanned(repository: Resource, graph: Graph) -> Verdict:
    """A repository scans what is pushed, or the registry of its region does; enhanced scanning is the registry's to say alone."""
    here = [registry for registry in graph.of(_REGISTRY) if graph.region(registry) == graph.region(repository)]
    if any(_scans(registry, repository) for registry in here):
        return PASS
    own = is_true(repository, "imageScanningConfiguration.scanOnPush")
    enhanced = any_of(one_of(registry, "scanType", "ENHANCED") for registry in here).outcome
    if own.outcome is Outcome.FAIL or enhanced in {Outcome.FAIL, Outcome.NOT_APPLICABLE}:
        return own
    settled = enhanced is Outcome.PASS and all(
        isinstance(value, (Known, Absent)) for item in here for path in _READ for _, value in item.all(path)
    )
    return (fail if settled else unknown)("", ABSENT, "scanned_by_registry")


def _enabled(features: Sequence[Resource], name: str) -> Verdict:
    """One feature is enabled; one of unknown name may be it."""
    named = [feature for feature in features if feature.get("name") == Known(name)]
    if named:
        return all_of(one_of(feature, "status", "ENABLED") for feature in named)
    settled = all(isinstance(feature.get("name"), (Known, Absent)) for feature in features)
    return (fail if settled else unknown)("", ABSENT, "detector_feature", name)


def _scans(registry: Resource, repository: Resource) -> bool:
    """Whether a rule of the registry takes in a repository; a filter without a star is a part of the name."""
    name = repository.get("name")
    text = name.value if isinstance(name, Known) else ""
    rules = [at for at, _ in registry.all("rules[*]") if one_of(registry, f"{at}.scanFrequency", *_OFTEN).outcome is Outcome.PASS]
    filters = [
        str(value.value) for at in rules for _, value in registry.all(f"{at}.repositoryFilters[*].filter") if isinstance(value, Known)
    ]
    return any(covers(found if "*" in found else f"*{found}*", text) for found in filters)

# SPDX-License-Identifier: Apache-2.0
"""What a CloudTrail trail records: management events, and data events by its selectors.

Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies import arn
from hds_policies.memo import once_per_graph
from hds_policies.selectors import OBJECTS, READS, TABLES, WRITES, selectors
from hds_policies.values import Absent, Known
from hds_policies.verdict import PASS, Outcome, Verdict, all_of, any_of, best, fail, is_true, one_of, present, unknown, worst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["TABLE", "TRAIL", "Traced", "auditing", "audits_everything", "data_is_recorded", "feeds", "traced"]

TRAIL = "aws:cloudtrail/trail:Trail"
TABLE = "aws:dynamodb/table:Table"
_GROUP = "aws:cloudwatch/logGroup:LogGroup"
_BUCKET = "aws:s3/bucket:Bucket"


class Traced(NamedTuple):
    """What is to be traced: its type in the words of CloudTrail, the resource, and its ARN where the plan tells it."""

    type: str
    store: Resource
    arn: str | None


def audits_everything(trail: Resource) -> Verdict:
    """The trail runs, in every region, with proof against tampering, and records each management event."""
    return all_of((
        is_true(trail, "isMultiRegionTrail"),
        is_true(trail, "enableLogFileValidation"),
        is_true(trail, "includeGlobalServiceEvents", absent=PASS),
        is_true(trail, "enableLogging", absent=PASS),
        present(trail, "s3BucketName"),
        _management(trail),
    ))


@once_per_graph
def auditing(graph: Graph) -> list[Resource]:
    """The trails that audit everything, or may."""
    return [trail for trail in graph.of(TRAIL) if audits_everything(trail).outcome is not Outcome.FAIL]


def feeds(group: Resource, graph: Graph) -> bool | None:
    """Whether a trail writes to a log group; None where a trail writes to one that the program does not show, or stands elsewhere."""
    urns, shown = _fed(graph)
    return True if group.urn in urns else False if shown else None


@once_per_graph
def _fed(graph: Graph) -> tuple[frozenset[str], bool]:
    """URNs of the log groups that trails write to, and whether that is all there is to know."""
    written = [trail for trail in graph.of(TRAIL) if not isinstance(trail.get("cloudWatchLogsGroupArn"), Absent)]
    found = [_groups(trail, graph) for trail in written]
    return frozenset(group.urn for groups in found for group in groups), bool(graph.of(TRAIL)) and all(found)


def _groups(trail: Resource, graph: Graph) -> list[Resource]:
    """The log group of a trail: the one of that ARN, as far as the program shows ARNs, else that of the name in which the ARN ends."""
    value = trail.get("cloudWatchLogsGroupArn")
    if (found := graph.targets_of(value, _GROUP)) or not isinstance(value, Known):
        return found
    parsed = arn.parse(str(value.value).removesuffix(":*"))
    return graph.targets_of(Known(parsed.resource.removeprefix("log-group:")), _GROUP) if parsed else []


def traced(store: Resource, graph: Graph) -> list[Traced]:
    """A bucket, or a table with each of its replicas, as trails name them."""
    if store.kind == _BUCKET:
        name = store.get("bucket")
        return [Traced(OBJECTS, store, f"arn:aws:s3:::{name.value}/" if isinstance(name, Known) else None)]
    regions = [graph.region(store), *(value for _, value in store.all("replicas[*].regionName") if not isinstance(value, Absent))]
    name = store.get("name")
    return [Traced(TABLES, store, _table(region, name)) for region in regions]


def data_is_recorded(trails: Sequence[Resource], item: Traced, graph: Graph, modes: tuple[str, ...] = (READS, WRITES)) -> Outcome:
    """Whether one of the trails records each read and each write of something."""
    return best(_records(trail, item, graph, modes) for trail in trails)


def _records(trail: Resource, item: Traced, graph: Graph, modes: tuple[str, ...]) -> Outcome:
    found = [selector for selector in selectors(trail, graph) if selector.of(item.type) is not Outcome.FAIL]
    taken = [(selector.takes(item.type, item.arn, item.store.urn), selector) for selector in found]
    return worst(best(worst((took, selector.at(mode))) for took, selector in taken) for mode in modes)


def _table(region: Value, name: Value) -> str | None:
    """The part of the ARN of a table that a plan can tell: region and name, without the account."""
    return f"{region.value}/{name.value}" if isinstance(region, Known) and isinstance(name, Known) else None


def _management(trail: Resource) -> Verdict:
    if not isinstance(trail.get("advancedEventSelectors"), Absent):
        found = [_only_management(trail, at) for at, _ in trail.all("advancedEventSelectors[*]")]
    elif not isinstance(trail.get("eventSelectors"), Absent):
        found = [_basic_management(trail, at) for at, _ in trail.all("eventSelectors[*]")]
    else:
        return PASS
    outcome = any_of(found).outcome
    return PASS if outcome is Outcome.PASS else (unknown if outcome is Outcome.UNKNOWN else fail)("", Absent(), "management_events")


def _only_management(trail: Resource, at: str) -> Verdict:
    """A selector of management events with no other field."""
    fields = trail.all(f"{at}.fieldSelectors[*].field")
    if all(isinstance(value, Known) for _, value in fields) and [value for _, value in fields] != [Known("eventCategory")]:
        return fail(at, Absent(), "management_events")
    return one_of(trail, f"{at}.fieldSelectors[0].equals[0]", "Management")


def _basic_management(trail: Resource, at: str) -> Verdict:
    excluded = trail.get(f"{at}.excludeManagementEventSources[0]")
    every = PASS if isinstance(excluded, Absent) else fail(at, excluded, "management_events")
    included = is_true(trail, f"{at}.includeManagementEvents", absent=PASS)
    return all_of((included, one_of(trail, f"{at}.readWriteType", "All", absent=PASS), every))

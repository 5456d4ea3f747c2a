# SPDX-License-Identifier: Apache-2.0
"""What a CloudTrail trail records, by its selectors.

Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies import arn
from hds_policies.values import Absent, Known, Unknown
from hds_policies.verdict import PASS, Outcome, Verdict, all_of, any_of, fail, is_true, one_of, present, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["TABLE", "TRAIL", "Traced", "audits_everything", "data_is_recorded", "traced"]

TRAIL = "aws:cloudtrail/trail:Trail"
TABLE = "aws:dynamodb/table:Table"
_BUCKET = "aws:s3/bucket:Bucket"
_READS, _WRITES = "true", "false"
_ONLY = {"ReadOnly": _READS, "WriteOnly": _WRITES}
_OPERATORS = ("equals", "startsWiths", "endsWiths", "notEquals", "notStartsWiths", "notEndsWiths")


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


def traced(store: Resource, graph: Graph) -> list[Traced]:
    """A bucket, or a table with each of its replicas, as trails name them."""
    if store.kind == _BUCKET:
        name = store.get("bucket")
        return [Traced("AWS::S3::Object", store, f"arn:aws:s3:::{name.value}/" if isinstance(name, Known) else None)]
    regions = [graph.region(store), *(value for _, value in store.all("replicas[*].regionName") if not isinstance(value, Absent))]
    name = store.get("name")
    return [Traced("AWS::DynamoDB::Table", store, _table(region, name)) for region in regions]


def data_is_recorded(trail: Resource, item: Traced, modes: tuple[str, ...] = (_READS, _WRITES)) -> Outcome:
    """Whether the trail records each read (``true``) and each write (``false``) of something."""
    selectors = _basic if isinstance(trail.get("advancedEventSelectors"), Absent) else _advanced
    return all_of(any_of(map(Verdict, (Outcome.FAIL, *selectors(trail, item, mode)))) for mode in modes).outcome


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


def _basic(trail: Resource, item: Traced, mode: str) -> Iterator[Outcome]:
    for at, value in trail.all("eventSelectors[*].dataResources[*]"):
        if isinstance(value, Absent):
            continue
        kind = trail.get(f"{at}.type")
        half = trail.get(f"{at.partition('.')[0]}.readWriteType")
        if isinstance(kind, Known) and kind.value != item.type:
            continue
        if isinstance(half, Known) and _ONLY.get(str(half.value), mode) != mode:
            continue
        settled = isinstance(kind, Known) and isinstance(half, (Known, Absent))
        matched = any_of(Verdict(_names(value, item, prefix=True)) for _, value in trail.all(f"{at}.values[*]")).outcome
        yield matched if settled or matched is Outcome.FAIL else Outcome.UNKNOWN


def _advanced(trail: Resource, item: Traced, mode: str) -> Iterator[Outcome]:
    """What each selector says; its fields hold together, and one that is not asked about narrows it."""
    wanted = {"eventCategory": "Data", "resources.type": item.type, "readOnly": mode}
    for at, _ in trail.all("advancedEventSelectors[*]"):
        fields = [place for place, value in trail.all(f"{at}.fieldSelectors[*]") if not isinstance(value, Absent)]
        named = {value.value for place in fields if isinstance(value := trail.get(f"{place}.field"), Known)}
        told = {"eventCategory", "resources.type"} <= named or len(named) < len(fields)
        yield all_of([Verdict(Outcome.PASS if told else Outcome.FAIL), *(_field(trail, place, item, wanted) for place in fields)]).outcome


def _field(trail: Resource, at: str, item: Traced, wanted: dict[str, str]) -> Verdict:
    field = trail.get(f"{at}.field")
    if not isinstance(field, Known):
        return Verdict(Outcome.UNKNOWN)
    if any(not isinstance(trail.get(f"{at}.{operator}"), Absent) for operator in _OPERATORS[2:]):
        return Verdict(Outcome.FAIL)
    if field.value == "resources.ARN":
        given = ((operator, value) for operator in _OPERATORS[:2] for _, value in _given(trail, at, operator))
        return any_of(Verdict(_names(value, item, prefix=operator != "equals")) for operator, value in given)
    if field.value not in wanted:
        return Verdict(Outcome.FAIL)
    return any_of(one_of(trail, place, wanted[str(field.value)]) for place, _ in _given(trail, at, "equals"))


def _given(trail: Resource, at: str, operator: str) -> list[tuple[str, Value]]:
    path = f"{at}.{operator}"
    return [] if isinstance(trail.get(path), Absent) else trail.all(f"{path}[*]")


def _names(value: Value, item: Traced, *, prefix: bool) -> Outcome:
    """Whether a value of a selector takes everything in a store: by its ARN, or computed from the store itself."""
    if not isinstance(value, Known):
        proved = isinstance(value, Unknown) and item.store.urn in value.depends_on
        return Outcome.PASS if proved else Outcome.UNKNOWN
    text = str(value.value)
    if item.arn is None:
        every = text in {"arn:aws:s3", "arn:aws:s3:::", "arn:aws:dynamodb"} and prefix
        return Outcome.PASS if every else Outcome.UNKNOWN
    if item.type == "AWS::S3::Object":
        return Outcome.PASS if prefix and item.arn.startswith(text) else Outcome.FAIL
    parsed = arn.parse(text)
    whole = parsed is not None and f"{parsed.region}/{parsed.resource.removeprefix('table/')}" == item.arn
    return Outcome.PASS if whole or (prefix and text == "arn:aws:dynamodb") else Outcome.FAIL

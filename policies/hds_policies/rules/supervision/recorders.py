# SPDX-License-Identifier: Apache-2.0
"""The configuration of every resource is recorded (HDS-OPS-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.due import due_in_each_region, due_once
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import PASS, Verdict, absent, all_of, fail, is_true

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "configuration_is_delivered_in_each_region",
    "configuration_is_recorded_in_each_region",
    "global_types_are_recorded_once",
    "recorder_is_running",
    "recorder_records_every_type",
]

_RECORDER = "aws:cfg/recorder:Recorder"
_STATUS = "aws:cfg/recorderStatus:RecorderStatus"
_CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel"
_YES = (Known(True), Known("true"))


@graph_rule("HDS-OPS-04", STACK)
def configuration_is_recorded_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """Each region with networks, machines or health data has a recorder of AWS Config, and starts it."""
    return all_of((due_in_each_region(graph, _RECORDER, "recorder_due"), due_in_each_region(graph, _STATUS, "recorder_status_due")))


@graph_rule("HDS-OPS-04", STACK)
def configuration_is_delivered_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """Each region with networks, machines or health data has a channel that delivers what was recorded."""
    return due_in_each_region(graph, _CHANNEL, "channel_due")


@graph_rule("HDS-OPS-04", STACK)
def global_types_are_recorded_once(_: Resource, graph: Graph) -> Verdict:
    """One recorder, and only one, records the types that have no region."""
    stated = [(item, item.get("recordingGroup.includeGlobalResourceTypes")) for item in graph.of(_RECORDER)]
    found = [item for item, value in stated if value in _YES]
    if len(found) > 1:
        return fail("", ABSENT, "one_global_recorder", ", ".join(recorder.name for recorder in found))
    settled = all(isinstance(value, (Known, Absent)) for _, value in stated)
    return due_once(graph, met=bool(found) if settled else None, key="global_recorder_due")


@resource_rule("HDS-OPS-04", _RECORDER)
def recorder_records_every_type(recorder: Resource, _: Graph) -> Verdict:
    """A recorder leaves no type out, which it does not when nothing is said."""
    every = is_true(recorder, "recordingGroup.allSupported", absent=PASS)
    return all_of((every, absent(recorder, "recordingGroup.exclusionByResourceTypes"), absent(recorder, "recordingGroup.resourceTypes")))


@resource_rule("HDS-OPS-04", _STATUS)
def recorder_is_running(status: Resource, _: Graph) -> Verdict:
    """A recorder that is there is also started."""
    return is_true(status, "isEnabled")

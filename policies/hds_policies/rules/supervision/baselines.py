# SPDX-License-Identifier: Apache-2.0
"""Patches reach each machine, by a baseline made for it (HDS-OPS-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.due import MACHINES
from hds_policies.patching import reached
from hds_policies.rule import graph_rule
from hds_policies.rules.supervision.patches import BASELINE, is_replaced_by_image
from hds_policies.tags import tags
from hds_policies.values import ABSENT, Absent, Known, Unknown, is_map, is_unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, any_of, fail, one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.patching import Selector
    from hds_policies.values import Value

__all__ = [
    "baseline_is_in_use",
    "machine_has_a_baseline_of_its_system",
    "machine_is_in_reach_of_patches",
    "machine_is_managed",
]

_GROUP = "aws:ssm/patchGroup:PatchGroup"
_DEFAULT = "aws:ssm/defaultPatchBaseline:DefaultPatchBaseline"
_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
_INSTANCE = "aws:ec2/instance:Instance"
_SETTING = "aws:ssm/serviceSetting:ServiceSetting"
_SCALING = "aws:autoscaling/group:Group"
_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"
_SCALED = ("launchTemplate.id", "launchTemplate.name", "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId")
_DEFAULT_ROLE = "default-ec2-instance-management-role"
_SYSTEMS = {
    "ami-amazon-linux-latest/al2023-": "AMAZON_LINUX_2023",
    "ami-amazon-linux-latest/amzn2-": "AMAZON_LINUX_2",
    "ami-windows-latest/": "WINDOWS",
    "canonical/ubuntu/": "UBUNTU",
    "debian/release/": "DEBIAN",
    "suse/sles/": "SUSE",
}
"""Systems by what follows ``/aws/service/`` in the parameter of a public image."""


@graph_rule("HDS-OPS-02", BASELINE)
def baseline_is_in_use(baseline: Resource, graph: Graph) -> Verdict:
    """A baseline has a patch group, or is the default of its system; without, AWS goes on with a baseline of its own."""
    used = [item for kind in (_GROUP, _DEFAULT) for item in graph.companions(baseline, kind, "baselineId")]
    return PASS if used else fail("", ABSENT, "baseline_in_use")


@graph_rule("HDS-OPS-02", _TEMPLATE, _CONFIGURATION)
def machine_has_a_baseline_of_its_system(machine: Resource, graph: Graph) -> Verdict:
    """One baseline at least is for the system of a machine, as far as the name of its public image tells it."""
    system, baselines, image = _system(machine), graph.of(BASELINE), machine.get("imageId")
    if not baselines or is_replaced_by_image(machine, graph) or (system is None and not isinstance(image, Unknown)):
        return NOT_APPLICABLE
    if system is None:
        return unknown("imageId", image, "baseline_of_system", "?")
    windows = PASS if system == "WINDOWS" else None
    outcome = any_of(one_of(item, "operatingSystem", system, absent=windows) for item in baselines).outcome
    answer = fail if outcome is Outcome.FAIL else unknown
    return PASS if outcome is Outcome.PASS else answer("imageId", image, "baseline_of_system", system)


@graph_rule("HDS-OPS-02", *MACHINES)
def machine_is_in_reach_of_patches(machine: Resource, graph: Graph) -> Verdict:
    """What installs patches selects a machine by its tags or its id; one that a launch template describes is judged there."""
    selectors = reached(graph)
    if selectors is None or _is_described(machine) or is_replaced_by_image(machine, graph):
        return NOT_APPLICABLE
    given = list(_tags(machine, graph))
    found = any_of(_selects(selector, machine, given, graph) for selector in selectors)
    return found if selectors else _unreached(fail, machine)


@graph_rule("HDS-OPS-02", *MACHINES)
def machine_is_managed(machine: Resource, graph: Graph) -> Verdict:
    """A machine has a role by which Systems Manager patches it and opens sessions on it, its own or that of its account."""
    if _is_described(machine) or is_replaced_by_image(machine, graph):
        return NOT_APPLICABLE
    made = graph.companions(machine, _INSTANCE, "launchTemplate.id") if machine.kind == _TEMPLATE else ()
    named = any(not isinstance(holder.get("iamInstanceProfile"), Absent) for holder in (machine, *made))
    settings = [setting.get("settingId") for setting in graph.of(_SETTING)]
    of_account = any(isinstance(name, Known) and str(name.value).endswith(_DEFAULT_ROLE) for name in settings)
    return PASS if named or of_account else fail("", ABSENT, "managed_machine")


def _is_described(machine: Resource) -> bool:
    """Whether a machine follows a launch template, which is judged by itself."""
    return machine.kind not in (_TEMPLATE, _CONFIGURATION) and not isinstance(machine.get("launchTemplate"), Absent)


def _system(machine: Resource) -> str | None:
    value = machine.get("imageId")
    _, _, image = str(value.value).partition("/aws/service/") if isinstance(value, Known) else ("", "", "")
    return next((system for prefix, system in _SYSTEMS.items() if image.startswith(prefix)), None)


def _tags(machine: Resource, graph: Graph) -> Iterator[dict[str, Any] | None]:
    """The tags that instances get; None where they are not known: from the machine, its template or its groups."""
    if machine.kind not in (_TEMPLATE, _CONFIGURATION):
        own = tags(machine, graph)
        yield None if own is None else dict(own)
        return
    for at, value in () if machine.kind == _CONFIGURATION else machine.all("tagSpecifications[*]"):
        if isinstance(value, Unknown) or isinstance(machine.get(f"{at}.resourceType"), Unknown):
            yield None
        elif machine.get(f"{at}.resourceType") == Known("instance"):
            own = machine.get(f"{at}.tags")
            yield own.value if isinstance(own, Known) and is_map(own.value) else None if isinstance(own, Unknown) else {}
    scaled = _SCALED if machine.kind == _TEMPLATE else ("launchConfiguration",)
    for group in (group for path in scaled for group in graph.companions(machine, _SCALING, path)):
        for at, value in group.all("tags[*]"):
            key, text = group.get(f"{at}.key"), group.get(f"{at}.value")
            if isinstance(value, Known) and group.get(f"{at}.propagateAtLaunch") not in (Known(False), Known("false")):
                yield {str(key.value): text.value} if isinstance(key, Known) and isinstance(text, Known) else None


def _unreached(answer: Callable[[str, Value, str], Verdict], machine: Resource) -> Verdict:
    """What is said where a machine, or its template, gives its tags; a launch configuration gives none."""
    path = {_TEMPLATE: "tagSpecifications", _CONFIGURATION: ""}.get(machine.kind, "tags")
    return answer(path, machine.get(path) if path else ABSENT, "patch_target")


def _selects(selector: Selector, machine: Resource, given: list[dict[str, Any] | None], graph: Graph) -> Verdict:
    key = selector.key.value if isinstance(selector.key, Known) else None
    doubt = _unreached(unknown, machine)
    if key == "InstanceIds":
        values = selector.values
        return PASS if any(machine in graph.targets_of(value, machine.kind) or value == Known("*") for value in values) else doubt
    if not isinstance(key, str) or not key.startswith(("tag:", "tag-key")) or None in given:
        return doubt
    wanted = {str(value.value) for value in selector.values if isinstance(value, Known)}
    tagged = {one: text for one_map in given for one, text in (one_map or {}).items()}
    met = bool(wanted & set(tagged)) if key == "tag-key" else tagged.get(key.removeprefix("tag:")) in wanted
    settled = all(isinstance(value, Known) for value in selector.values) and not any(map(is_unknown, tagged.values()))
    return PASS if met else _unreached(fail, machine) if settled else doubt

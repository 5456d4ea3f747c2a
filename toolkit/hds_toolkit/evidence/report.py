# SPDX-License-Identifier: Apache-2.0
"""The report of one judgement, as data: what ``--format json`` prints and what the terminal shows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from hds_controls.model import Enforcement, Severity
from hds_controls.residency import global_service
from hds_policies.messages import message
from hds_policies.values import Known
from hds_policies.verdict import Outcome

if TYPE_CHECKING:
    from hds_controls.model import Catalogue, Language
    from hds_policies.graph import Graph, Resource
    from hds_policies.judge import Finding, Judgement
    from hds_policies.waivers.register import Waiver

__all__ = [
    "Capability",
    "CatalogueVersion",
    "ControlResult",
    "FindingResult",
    "Report",
    "Seen",
    "Source",
    "Tool",
    "WaiverResult",
    "build",
    "exit_code",
]

_SEVERITIES = ("critical", "high", "medium")
_COMPONENT = "hds:index:"
_Open = Literal["fail", "unknown", "error"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tool(_Model):
    """The program that judged."""

    name: Literal["hds"] = "hds"
    version: str


class CatalogueVersion(_Model):
    """The catalogue it judged by."""

    version: str


class Seen(_Model):
    """Something the source could not look into, and how often."""

    what: str
    token: str
    count: int


class Capability(_Model):
    """How many resources of one capability are placed in one region; without our components, the capability is the provider's module."""

    capability: str
    region: str
    """A region, ``global`` for services without one, or ``unknown``."""
    resources: int


class Source(_Model):
    """What was judged."""

    kind: str
    """How the graph was read: ``recording``, ``pulumi preview --json`` or ``pulumi stack export``."""
    name: str
    resources: int
    capabilities: tuple[Capability, ...]
    unseen: tuple[Seen, ...]


class ControlResult(_Model):
    """One control that has a rule; ``not_applicable`` means that no resource of this source was its concern.

    A waiver changes neither the verdict nor the other counts.
    """

    id: str
    title: str
    severity: Severity
    enforcement: Enforcement
    verdict: Literal["pass", "fail", "unknown", "error", "not_applicable"]
    judged: int
    passed: int
    failed: int
    unknown: int
    waived: int
    """How many of the failed and unknown resources are under a waiver."""


class WaiverResult(_Model):
    """Why a finding is accepted, until when and by whom, and where that is written."""

    reason: str
    owner: str
    approver: str
    created: date
    expiry: date
    file: str
    line: int


class FindingResult(_Model):
    """One verdict that is not a pass; under a waiver it does not count for the exit code."""

    control: str
    rule: str
    verdict: _Open
    severity: Severity
    enforcement: Enforcement
    urn: str
    property: str | None
    message: str
    remediation: str
    file: str | None
    line: int | None
    waiver: WaiverResult | None


class Report(_Model):
    """Tool, catalogue and source, then a result for each control and every finding, the worst first."""

    tool: Tool
    catalogue: CatalogueVersion
    source: Source
    controls: tuple[ControlResult, ...]
    findings: tuple[FindingResult, ...]
    not_judged_here: tuple[str, ...] = Field(default=())
    """Controls of the catalogue without a rule: a plan cannot prove them, or not yet."""


def build(graph: Graph, judgement: Judgement, catalogue: Catalogue, *, kind: str, name: str, language: Language) -> Report:
    """The report of a judged graph, its sentences in one language."""
    controls = catalogue.controls
    return Report(
        tool=Tool(version=version("hds")),
        catalogue=CatalogueVersion(version=catalogue.version),
        source=Source(
            kind=kind,
            name=name,
            resources=sum(resource.custom for resource in graph.resources),
            capabilities=_capabilities(graph),
            unseen=tuple(Seen(what=item.what, token=item.token, count=item.count) for item in graph.unseen),
        ),
        controls=tuple(_control(judgement, catalogue, control, language) for control in sorted(judgement.tallies)),
        findings=tuple(sorted(dict.fromkeys(_finding(finding, catalogue, language) for finding in judgement.findings), key=_worst_first)),
        not_judged_here=tuple(control for control in controls if control not in judgement.tallies),
    )


def exit_code(report: Report, *, strict: bool) -> int:
    """0 without a mandatory finding, else 1. A rule that broke always counts, unknown when ``strict``, what is waived never."""
    counts = {"fail", "unknown"} if strict else {"fail"}
    held = (item for item in report.findings if item.waiver is None)
    stopping = (item.verdict == "error" or (item.enforcement == "mandatory" and item.verdict in counts) for item in held)
    return int(any(stopping))


def _control(judgement: Judgement, catalogue: Catalogue, control_id: str, language: Language) -> ControlResult:
    control = catalogue.control(control_id)
    tally = judgement.tallies[control_id]
    accepted = {finding.resource.urn for finding in judgement.findings if finding.waiver and finding.rule.control == control_id}
    waived = [urn for urn in accepted if tally.worst[urn] is not Outcome.ERROR]
    return ControlResult(
        id=control_id,
        title=getattr(control.title, language),
        severity=control.severity,
        enforcement=control.enforcement,
        verdict=tally.outcome.value,
        judged=len(tally.worst),
        passed=tally.count(Outcome.PASS),
        failed=tally.count(Outcome.FAIL, Outcome.ERROR),
        unknown=tally.count(Outcome.UNKNOWN),
        waived=len(waived),
    )


def _finding(finding: Finding, catalogue: Catalogue, language: Language) -> FindingResult:
    control = catalogue.control(finding.rule.control)
    position = finding.resource.position
    return FindingResult(
        control=control.id,
        rule=finding.rule.name,
        verdict=cast("_Open", finding.outcome.value),
        severity=control.severity,
        enforcement=control.enforcement,
        urn=finding.resource.urn,
        property=finding.evidence.property or None,
        message=message(finding.evidence, language),
        remediation=getattr(control.remediation, language),
        file=position.file if position else None,
        line=position.line if position else None,
        waiver=_waiver(finding.waiver) if finding.waiver else None,
    )


def _waiver(waiver: Waiver) -> WaiverResult:
    return WaiverResult.model_validate(waiver.model_dump(include=set(WaiverResult.model_fields)))


def _worst_first(item: FindingResult) -> tuple[bool, int, int, str, str, str]:
    """Waived findings come after all others."""
    return (item.waiver is not None, *_by_gravity(item))


def _by_gravity(item: FindingResult) -> tuple[int, int, str, str, str]:
    return ("error", "fail", "unknown").index(item.verdict), _SEVERITIES.index(item.severity), item.control, item.urn, item.property or ""


def _capabilities(graph: Graph) -> tuple[Capability, ...]:
    placed = Counter((_capability(resource, graph), _region(resource, graph)) for resource in graph.resources if _is_built(resource))
    return tuple(
        Capability(capability=capability, region=region, resources=count) for (capability, region), count in sorted(placed.items())
    )


def _is_built(resource: Resource) -> bool:
    return resource.custom and not resource.type.startswith("pulumi:")


def _capability(resource: Resource, graph: Graph) -> str:
    """The component of ours a resource belongs to, else the module of its provider: ``keys``, ``aws:s3``."""
    above: Resource | None = resource
    while above is not None:
        if above.type.startswith(_COMPONENT):
            return above.type.removeprefix(_COMPONENT).removeprefix("Aws").lower()
        above = graph.by_urn.get(above.parent or "")
    return resource.type.partition("/")[0]


def _region(resource: Resource, graph: Graph) -> str:
    if global_service(resource.kind):
        return "global"
    region = graph.region(resource)
    return str(region.value) if isinstance(region, Known) else "unknown"

# SPDX-License-Identifier: Apache-2.0
"""Controls and findings as messages of the Analyzer protocol.

Source: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from pulumi.runtime.proto import analyzer_pb2 as wire

from hds_controls.problems import render
from hds_policies.messages import message, open_verdicts
from hds_policies.verdict import Outcome
from hds_policies.waivers.sentences import waived

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hds_controls.model import Catalogue, Control, Language, Severity
    from hds_controls.problems import Problem
    from hds_policies.judge import Finding
    from hds_policies.rule import Rule

__all__ = ["OPEN", "PACK", "VERSION", "WAIVERS", "diagnostic", "idle_diagnostic", "info", "level", "open_diagnostic", "policy"]

PACK = "hds"
VERSION = version("hds")
OPEN = "to-be-confirmed"
"""Name under which the one summary of open verdicts appears; it is no policy, and stays advisory."""
WAIVERS = "waivers"
"""Name under which a waiver that covers nothing appears; it is no policy either."""
_SEVERITIES: dict[Severity, wire.PolicySeverity.ValueType] = {
    "critical": wire.POLICY_SEVERITY_CRITICAL,
    "high": wire.POLICY_SEVERITY_HIGH,
    "medium": wire.POLICY_SEVERITY_MEDIUM,
}


def info(policies: Iterable[wire.PolicyInfo]) -> wire.AnalyzerInfo:
    """The pack with its policies."""
    return wire.AnalyzerInfo(name=PACK, displayName="HDS", version=VERSION, supportsConfig=True, policies=policies)


def policy(control: Control, catalogue: Catalogue, rules: Iterable[Rule], language: Language) -> wire.PolicyInfo:
    """A control as a policy; the framework is that of its first reference, all references are tags.

    A control that needs a graph for any of its rules is a stack policy: it is only decided there.
    """
    first = control.references[0]
    framework = catalogue.frameworks[first.framework]
    remediation = getattr(control.remediation, language)
    return wire.PolicyInfo(
        name=control.id,
        displayName=getattr(control.title, language),
        description=getattr(control.statement, language),
        message=remediation,
        remediation_steps=remediation,
        enforcementLevel=level(control),
        policy_type=wire.POLICY_TYPE_STACK if any(rule.shape == "graph" for rule in rules) else wire.POLICY_TYPE_RESOURCE,
        severity=_SEVERITIES[control.severity],
        framework=wire.PolicyComplianceFramework(
            name=framework.name,
            version=framework.version,
            reference=first.requirement,
            specification=getattr(framework.requirements[first.requirement], language),
        ),
        tags=[f"{reference.framework} {reference.requirement}" for reference in control.references],
        url=str(framework.source.url or ""),
    )


def level(control: Control) -> wire.EnforcementLevel.ValueType:
    """How a control is enforced when no configuration says otherwise."""
    return wire.MANDATORY if control.enforcement == "mandatory" else wire.ADVISORY


def diagnostic(
    finding: Finding, control: Control, enforcement: wire.EnforcementLevel.ValueType, language: Language
) -> wire.AnalyzeDiagnostic:
    """A finding as the engine shows it: a rule that broke always stops the run, a waived finding never does and says why first."""
    title = getattr(control.title, language)
    accepted = f"{waived(finding.waiver, language)}\n" if finding.waiver else ""
    return wire.AnalyzeDiagnostic(
        policyName=control.id,
        policyPackName=PACK,
        policyPackVersion=VERSION,
        description=title,
        message=f"{accepted}{title}: {message(finding.evidence, language)}\nhint: {getattr(control.remediation, language)}",
        enforcementLevel=wire.MANDATORY if finding.outcome is Outcome.ERROR else wire.ADVISORY if finding.waiver else enforcement,
        urn=finding.resource.urn,
        severity=_SEVERITIES[control.severity],
    )


def open_diagnostic(findings: Iterable[Finding], language: Language) -> wire.AnalyzeDiagnostic:
    """All verdicts that are still unknown, as one advisory diagnostic on the stack."""
    text = open_verdicts(findings, language)
    return wire.AnalyzeDiagnostic(
        policyName=OPEN,
        policyPackName=PACK,
        policyPackVersion=VERSION,
        description=text.partition("\n")[0],
        message=text,
        enforcementLevel=wire.ADVISORY,
    )


def idle_diagnostic(problem: Problem, enforcement: wire.EnforcementLevel.ValueType, language: Language) -> wire.AnalyzeDiagnostic:
    """A waiver that covers nothing, as a diagnostic on the stack."""
    return wire.AnalyzeDiagnostic(
        policyName=WAIVERS,
        policyPackName=PACK,
        policyPackVersion=VERSION,
        description=getattr(problem.message, language),
        message=render((problem,), language),
        enforcementLevel=enforcement,
    )

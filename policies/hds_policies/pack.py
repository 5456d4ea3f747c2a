# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ARG002 - the protocol gives every method its arguments
"""The policy pack: the rules served to the Pulumi engine over its public Analyzer protocol.

The engine asks about each resource before it is created (``Analyze``, inputs), and about all of them at the end (``AnalyzeStack``,
outputs and dependencies). Under ``up --skip-preview`` only the first can stop anything, so a rule that one resource decides is asked there.
"""

from __future__ import annotations

import os
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as wire
from pulumi.runtime.proto import plugin_pb2
from pulumi.runtime.proto.analyzer_pb2_grpc import AnalyzerServicer

from hds_controls import load
from hds_controls.problems import render
from hds_policies import announce
from hds_policies.graph import Graph, Resource
from hds_policies.judge import Finding, concerns, findings_of, judge, judge_resource
from hds_policies.rule import all_rules
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome
from hds_policies.waivers.read import locate, read
from hds_policies.waivers.register import NO_WAIVERS
from hds_policies.wire import plain

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Self

    from hds_controls.model import Catalogue, Language
    from hds_policies.judge import Judgement
    from hds_policies.rule import Rule
    from hds_policies.waivers.register import Register

__all__ = ["Pack"]

_EVERY = "all"
"""The name under which a configuration sets the level of every policy; the engine passes it on with the names."""
_REGION = "aws:region"
_BAD = (Outcome.FAIL, Outcome.ERROR)


class Pack(AnalyzerServicer):
    """One policy for each control that a rule judges.

    Args:
        catalogue: the controls and their frameworks.
        rules: the rules; each names a control of the catalogue.
        language: language of messages.
        ended: set when the engine cancels.
        waivers: reads the register; asked at the beginning of each run.

    Raises:
        ValueError: there is no rule, and such a pack would let everything through with a green mark; or a rule names no control.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        rules: Iterable[Rule],
        language: Language,
        ended: threading.Event,
        waivers: Callable[[], Register] = lambda: NO_WAIVERS,
    ) -> None:
        self._rules = tuple(rules)
        if not self._rules:
            raise ValueError("the policy pack found no rule; hint: install the project again")
        self._language: Language = language
        self._ended = ended
        self._read = waivers
        self._waivers = NO_WAIVERS
        self._preview = False
        judged = {rule.control for rule in self._rules}
        if unlisted := judged - catalogue.controls.keys():
            raise ValueError(f"rules name controls that the catalogue does not have: {', '.join(sorted(unlisted))}")
        self._controls = {name: control for name, control in catalogue.controls.items() if name in judged}
        self._policies = {
            name: announce.policy(control, catalogue, (rule for rule in self._rules if rule.control == name), language)
            for name, control in self._controls.items()
        }
        self._levels = {name: announce.level(control) for name, control in self._controls.items()}
        self._begin({})

    @classmethod
    def of_catalogue(cls, ended: threading.Event) -> Self:
        """The pack of the whole catalogue; ``HDS_LANG=fr`` makes it speak French."""
        language: Language = "fr" if os.environ.get("HDS_LANG", "").startswith("fr") else "en"
        return cls(load.catalogue(), all_rules(), language, ended, lambda: read(locate(Path.cwd())))

    def Handshake(self, request: wire.AnalyzerHandshakeRequest, context: grpc.ServicerContext) -> wire.AnalyzerHandshakeResponse:
        """Nothing to agree on."""
        return wire.AnalyzerHandshakeResponse()

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """The version of the project."""
        return plugin_pb2.PluginInfo(version=announce.VERSION)

    def GetAnalyzerInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> wire.AnalyzerInfo:
        """The policies with their default levels."""
        return announce.info(self._policies.values())

    def ConfigureStack(
        self, request: wire.AnalyzerStackConfigureRequest, context: grpc.ServicerContext
    ) -> wire.AnalyzerStackConfigureResponse:
        """Begin a run, or refuse it when a waiver is wrong. Of the configuration, which holds secrets in clear, only the region is kept."""
        self._waivers = self._read()
        self._preview = request.dry_run
        if self._waivers.problems:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, render(self._waivers.problems, self._language))
        self._begin({_REGION: request.config[_REGION]} if _REGION in request.config else {})
        return wire.AnalyzerStackConfigureResponse()

    def Configure(self, request: wire.ConfigureAnalyzerRequest, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Take the levels of ``--policy-pack-config``; a name or a setting that does not exist is refused."""
        for name, setting in request.policyConfig.items():
            if name not in self._policies and name != _EVERY:
                context.abort(grpc.StatusCode.INVALID_ARGUMENT, self._no_policy(name))
            if setting.properties.fields:
                given = ", ".join(sorted(setting.properties.fields))
                context.abort(grpc.StatusCode.INVALID_ARGUMENT, f"policy {name} has no setting {given}. allowed: enforcementLevel")
            if name != _EVERY:
                self._levels[name] = setting.enforcementLevel
        self._select()
        return empty_pb2.Empty()

    def Remediate(self, request: wire.AnalyzeRequest, context: grpc.ServicerContext) -> wire.RemediateResponse:
        """Never: a program that is changed behind its author's back is no longer what was reviewed, and loses secret marks."""
        return wire.RemediateResponse()

    def Analyze(self, request: wire.AnalyzeRequest, context: grpc.ServicerContext) -> wire.AnalyzeResponse:
        """Ask the rules that one resource decides; what stays unknown is asked again on the whole graph."""
        provider = self._provider(request.provider)
        resource = _resource(request, plain(request.properties))
        self._inputs[resource.urn] = resource.inputs
        graph = Graph((provider, resource) if provider else (resource,), config=self._config)
        findings: list[Finding] = []
        worst: dict[str, Outcome] = {}
        for rule in self._asked(resource):
            verdict = judge_resource(rule, resource, graph)
            if verdict.outcome in _BAD:
                findings += findings_of(verdict, rule, resource, self._waivers)
            if verdict.outcome is not Outcome.NOT_APPLICABLE and worst.get(rule.control) is not Outcome.UNKNOWN:
                worst[rule.control] = verdict.outcome
        decided = {name for name, outcome in worst.items() if outcome is not Outcome.UNKNOWN}
        return wire.AnalyzeResponse(diagnostics=self._told(findings), not_applicable=self._rest(wire.POLICY_TYPE_RESOURCE, decided))

    def AnalyzeStack(self, request: wire.AnalyzeStackRequest, context: grpc.ServicerContext) -> wire.AnalyzeResponse:
        """Ask every rule on the whole graph; report what ``Analyze`` has not, and one summary of what is still unknown."""
        graph = self._graph(request)
        judgement = judge(graph, self._active, self._waivers)
        diagnostics = self._told(finding for finding in judgement.findings if finding.outcome in _BAD or finding.waiver)
        open_findings = [finding for finding in judgement.findings if finding.outcome is Outcome.UNKNOWN and not finding.waiver]
        if open_findings:
            diagnostics.append(announce.open_diagnostic(open_findings, self._language))
        diagnostics += self._idle(graph, judgement)
        decided = {name for name, tally in judgement.tallies.items() if tally.outcome not in (Outcome.UNKNOWN, Outcome.NOT_APPLICABLE)}
        return wire.AnalyzeResponse(diagnostics=diagnostics, not_applicable=self._rest(wire.POLICY_TYPE_STACK, decided))

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """End the process."""
        self._ended.set()
        return empty_pb2.Empty()

    def _begin(self, config: Mapping[str, str]) -> None:
        self._config = config
        self._inputs: dict[str, Mapping[str, Any]] = {}
        self._said: set[tuple[str, str, str]] = set()
        self._providers: dict[str, Resource] = {}
        self._select()

    def _select(self) -> None:
        self._active = tuple(rule for rule in self._rules if self._levels[rule.control] != wire.DISABLED)
        self._asked_of: dict[tuple[str, bool], tuple[Rule, ...]] = {}

    def _asked(self, resource: Resource) -> tuple[Rule, ...]:
        key = (resource.type, resource.custom)
        if key not in self._asked_of:
            self._asked_of[key] = tuple(rule for rule in self._active if rule.shape == "resource" and concerns(rule, resource))
        return self._asked_of[key]

    def _told(self, findings: Iterable[Finding]) -> list[wire.AnalyzeDiagnostic]:
        """What no earlier answer of this run has said in the same words of the same control on the same resource."""
        told: list[wire.AnalyzeDiagnostic] = []
        for finding in findings:
            name = finding.rule.control
            said = announce.diagnostic(finding, self._controls[name], self._levels[name], self._language)
            words = (name, said.urn, said.message)
            if words not in self._said:
                self._said.add(words)
                told.append(said)
        return told

    def _idle(self, graph: Graph, judgement: Judgement) -> list[wire.AnalyzeDiagnostic]:
        """Waivers that cover nothing stop a preview. At the end of an ``up``, what was open may have become a pass: they are only told."""
        level = wire.MANDATORY if self._preview else wire.ADVISORY
        disabled = self._controls.keys() - judgement.tallies.keys()  # a policy that is not asked says nothing of its waivers
        asked = replace(self._waivers, waivers=tuple(waiver for waiver in self._waivers.waivers if waiver.control not in disabled))
        problems = asked.unmatched(judgement.findings, graph, judgement.tallies)
        return [announce.idle_diagnostic(problem, level, self._language) for problem in problems]

    def _rest(self, kind: wire.PolicyType.ValueType, decided: set[str]) -> list[wire.PolicyNotApplicable]:
        """Policies that this answer decides nothing about: without them the engine would count them as passed."""
        return [
            wire.PolicyNotApplicable(policy_name=name)
            for name, policy in self._policies.items()
            if policy.policy_type == kind and name not in decided
        ]

    def _graph(self, request: wire.AnalyzeStackRequest) -> Graph:
        """All resources, in the order of their URNs (the engine gives them in none), with the providers that it leaves out."""
        found: dict[str, Resource] = {}
        for item in sorted(request.resources, key=lambda item: item.urn):
            outputs = plain(item.properties)
            # A resource that this run did not register (``--target``) was not analyzed: its last outputs are all there is.
            found[item.urn] = _resource(item, self._inputs.get(item.urn, outputs), outputs)
            if provider := self._provider(item.provider):
                found.setdefault(provider.urn, provider)
        return Graph(found.values(), config=self._config)

    def _provider(self, message: wire.AnalyzerProviderResource) -> Resource | None:
        if message.urn and message.urn not in self._providers:
            self._providers[message.urn] = Resource(urn=message.urn, type=message.type, name=message.name, inputs=plain(message.properties))
        return self._providers.get(message.urn)

    def _no_policy(self, name: str) -> str:
        allowed = (_EVERY, *self._policies)
        near = get_close_matches(name, allowed, n=1)
        hint = f"\nhint: did you mean {near[0]}?" if near else ""
        return f'the pack has no policy "{name}". allowed: {", ".join(allowed)}{hint}'


def _resource(
    message: wire.AnalyzeRequest | wire.AnalyzerResource, inputs: Mapping[str, Any], outputs: Mapping[str, Any] | None = None
) -> Resource:
    """A resource of the protocol, which does not say whether it is custom: components have no provider."""
    outputs = outputs or {}
    identity = outputs.get("id")
    stated = isinstance(message, wire.AnalyzerResource)
    return Resource(
        urn=message.urn,
        type=message.type,
        name=message.name,
        inputs=inputs,
        outputs=outputs,
        id=identity if isinstance(identity, str) and identity != UNKNOWN_SENTINEL else None,
        custom=bool(message.provider.urn) or message.type.startswith("pulumi:providers:"),
        parent=message.options.parent or None,
        provider=f"{message.provider.urn}::{UNKNOWN_SENTINEL}" if message.provider.urn else None,
        dependencies=tuple(message.dependencies) if stated else (),
        property_dependencies={key: tuple(value.urns) for key, value in message.propertyDependencies.items()} if stated else {},
        protect=message.options.protect,
    )

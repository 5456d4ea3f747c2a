# SPDX-License-Identifier: Apache-2.0
"""The register of waivers: which of them covers a finding, and which covers nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from hds_controls.model import ControlId, Name, Text
from hds_controls.positions import Positions
from hds_controls.problems import Problem, nearest, report, spell
from hds_policies.verdict import Outcome
from hds_policies.waivers.sentences import SENTENCES, admitted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from hds_controls.positions import KeyPath
    from hds_policies.graph import Graph, Resource
    from hds_policies.judge import Finding

__all__ = ["MOST_DAYS", "NO_WAIVERS", "Entry", "Register", "RegisterFile", "Waiver", "is_too_broad"]

MOST_DAYS = 365
"""Longest time between creation and expiry, both days included once."""
_URN = "urn:pulumi:"
_SHOWN = 3
"""How many resources at fault a problem names."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Model):
    """One control that is knowingly not held on some resources, for a time."""

    control: ControlId
    """Control of the catalogue, such as HDS-KEY-02; some cannot be waived."""
    resource: Name
    """Name of a resource, type::name, or URN; * stands for any text, and a name is never * alone."""
    reason: Name
    """Why the risk is accepted, and what limits it meanwhile; without personal data."""
    owner: Name
    """Who mends it: a person or a function."""
    approver: Name
    """Who accepts the risk: a person or a function other than the owner."""
    created: date
    """Day of the approval."""
    expiry: date
    """Last day on which it holds: 365 days after its creation at most."""


class RegisterFile(_Model):
    """A register of waivers (waivers.yaml)."""

    waivers: tuple[Entry, ...] = Field(default=())


class Waiver(Entry):
    """An entry of a register, with its place."""

    file: str
    line: int
    index: int
    """Position in the register, from 0."""

    def matches(self, resource: Resource) -> bool:
        """Whether its pattern designates a resource."""
        return _glob(self.resource).fullmatch(_spelling(self.resource, resource)) is not None

    def days_left(self, today: date) -> int:
        """Days until it ends; 0 on its last day."""
        return (self.expiry - today).days


@dataclass(frozen=True)
class Register:
    """The waivers of one file.

    Args:
        where: the lines of the file.
        waivers: those without a mistake, in the order of the file.
        problems: what is wrong with the others, and with the file.
    """

    where: Positions
    waivers: tuple[Waiver, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def covering(self, control: str, resource: Resource, outcome: Outcome) -> Waiver | None:
        """The first waiver of a control on a resource.

        Who accepts a failure accepts what may turn out to be one: an unknown verdict is covered too. A rule that broke says nothing of
        the resource, so nobody can have accepted it.
        """
        if outcome not in (Outcome.FAIL, Outcome.UNKNOWN):
            return None
        return next((waiver for waiver in self.waivers if waiver.control == control and waiver.matches(resource)), None)

    def unmatched(self, findings: Iterable[Finding], graph: Graph, judged: Collection[str]) -> tuple[Problem, ...]:
        """A problem for each waiver that covers nothing.

        Args:
            findings: all that were found; a rule that broke on a resource leaves open whether its waiver is of use.
            graph: what was judged; a waiver whose URN names another stack is not its concern.
            judged: the controls that have a rule.
        """
        if not self.waivers:
            return ()
        at_fault: dict[str, dict[str, Resource]] = {}
        for finding in findings:
            at_fault.setdefault(finding.rule.control, {})[finding.resource.urn] = finding.resource
        stacks = {_stack(resource.urn) for resource in graph.resources}
        idle = (
            waiver
            for waiver in self.waivers
            if not _of_another_stack(waiver.resource, stacks)
            and not any(waiver.matches(resource) for resource in at_fault.get(waiver.control, {}).values())
        )
        return tuple(self._idle(waiver, graph, judged, list(at_fault.get(waiver.control, {}).values())) for waiver in idle)

    def _idle(self, waiver: Waiver, graph: Graph, judged: Collection[str], at_fault: list[Resource]) -> Problem:
        path = ("waivers", waiver.index)
        facts = {"control": waiver.control}
        if waiver.control not in judged:
            return self._say("not_judged", (*path, "control"), waiver.control, admitted("not_judged"))
        there = (*path, "resource")
        given = spell(waiver.resource)
        at_fault_names = [spell(_spelling(waiver.resource, resource)) for resource in at_fault[:_SHOWN]]
        named = ", ".join([*at_fault_names, *(["..."] if len(at_fault) > _SHOWN else [])])
        if any(map(waiver.matches, graph.resources)):
            return self._say("nothing_to_waive", there, given, named or admitted("nothing_to_waive", **facts), **facts)
        near = nearest(waiver.resource, [_spelling(waiver.resource, resource) for resource in graph.resources])
        return self._say("no_resource", there, given, spell(near) if near else named or admitted("nothing_to_waive", **facts))

    def _say(self, code: str, path: KeyPath, given: str, allowed: Text | str, **facts: str) -> Problem:
        return report(SENTENCES[code], code, path, self.where, given=given, allowed=allowed, facts=facts)


NO_WAIVERS = Register(Positions(file="waivers.yaml"))
"""What holds where there is no file."""


def is_too_broad(pattern: str) -> bool:
    """Whether a pattern leaves the name of the resource open."""
    return not pattern.rpartition("::")[2].strip("*")


def _spelling(pattern: str, resource: Resource) -> str:
    """A resource as the pattern spells it: without ``::`` the name, from ``urn:pulumi:`` on the URN, else type and name."""
    if "::" not in pattern:
        return resource.name
    return resource.urn if pattern.startswith(_URN) else f"{resource.type}::{resource.name}"


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """``*`` is any text; brackets and question marks stand for themselves, since names of resources hold them (``subnet[0]``)."""
    return re.compile(".*".join(map(re.escape, re.split(r"\*+", pattern))), re.DOTALL)


def _stack(urn: str) -> str:
    return urn.removeprefix(_URN).partition("::")[0]


def _of_another_stack(pattern: str, stacks: Collection[str]) -> bool:
    if not pattern.startswith(_URN) or "::" not in pattern:
        return False
    wanted = _glob(_stack(pattern))
    return not any(wanted.fullmatch(stack) for stack in stacks)

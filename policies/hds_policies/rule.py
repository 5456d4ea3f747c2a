# SPDX-License-Identifier: Apache-2.0
"""The two shapes of a rule, as decorators.

A rule is a pure function ``(resource, graph) -> Verdict`` named after what is true when the resource is compliant. It names one
control; title, severity and cure come from the catalogue.

- ``resource_rule``: one resource decides. More of the graph may turn *unknown* into a proof, never a failure into a pass, so the
  policy pack may stop the resource before it is created.
- ``graph_rule``: relations and existence, decided on the whole graph. A rule on the existence of something judges ``STACK``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from hds_controls.load import FAMILIES
from hds_policies.graph import Graph, Resource, normalise
from hds_policies.verdict import Verdict

__all__ = ["Check", "Rule", "all_rules", "graph_rule", "resource_rule"]

Check = Callable[[Resource, Graph], Verdict]
_RULES: dict[str, Rule] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with the control it judges and the kinds of resource it is asked about; the kind ``*`` is every cloud resource."""

    name: str
    control: str
    kinds: tuple[str, ...]
    shape: Literal["resource", "graph"]
    check: Check
    family: str

    @property
    def clouds(self) -> tuple[str, ...]:
        """The clouds whose resources it judges, from its kinds."""
        return tuple(sorted({"azure" if kind.startswith("azure") else "aws" for kind in self.kinds}))


def resource_rule(control: str, *kinds: str) -> Callable[[Check], Check]:
    """A rule that one resource decides."""
    return _register(control, kinds, "resource")


def graph_rule(control: str, *kinds: str) -> Callable[[Check], Check]:
    """A rule that only the whole graph decides."""
    return _register(control, kinds, "graph")


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the families."""
    for family in FAMILIES:
        import_module(f"hds_policies.rules.{family}")
    return tuple(_RULES.values())


def _register(control: str, kinds: tuple[str, ...], shape: Literal["resource", "graph"]) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        name = check.__name__
        if name in _RULES:
            raise ValueError(f"two rules are named {name}")
        family = check.__module__.removeprefix("hds_policies.rules.").partition(".")[0]
        _RULES[name] = Rule(name, control, tuple(dict.fromkeys(map(normalise, kinds))), shape, check, family)
        return check

    return keep

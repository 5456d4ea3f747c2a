# SPDX-License-Identifier: Apache-2.0
"""Recorded cases of each rule: small real Pulumi programs whose names carry the expected verdict.

A case class is named by ``rule`` and holds functions ``<situation>_<verdict>``; the last word is ``pass``, ``fail``, ``unknown`` or
``not_applicable`` and is what every resource of the rule's kinds must get in that program, unless the function's docstring starts with
``subject: <resource name>``, which narrows it to the resource of that name.
"""

from __future__ import annotations

import functools
import inspect
import pkgutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_controls import load
from hds_policies.verdict import Outcome
from hds_toolkit.sources.recording import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pulumi

    from hds_policies.graph import Graph

FAMILIES = tuple(family for family in load.FAMILIES if (Path(__file__).parent / family).is_dir())
REGION = "eu-west-3"


@dataclass(frozen=True)
class Case:
    """One program, the rule it is about, the verdict it must get and the resource judged (all of the rule's kinds when none)."""

    rule: str
    name: str
    program: Callable[[], None]
    expected: Outcome
    subject: str | None

    @functools.cached_property
    def graph(self) -> Graph:
        """The recorded graph; ``aws:region`` is the default region of the cases."""
        return record(self.program, config={"aws:region": REGION})


def unknown() -> pulumi.Output[str]:
    """A value that nothing proves: not known before ``up``, computed from a resource that is no key, bucket or region."""
    return aws.ssm.Parameter("elsewhere", type="String", value="x").arn


@functools.cache
def cases() -> tuple[Case, ...]:
    """Every case of every family; the cases of a family are a module, or the modules of a package."""
    return tuple(case for family in FAMILIES for module in _modules(f"tests.policies.cases.{family}") for case in _of_module(module))


def _modules(family: str) -> Iterator[str]:
    yield family
    for found in pkgutil.iter_modules(getattr(import_module(family), "__path__", ())):
        yield f"{family}.{found.name}"


def _of_module(module: str) -> list[Case]:
    found: list[Case] = []
    for rule, holder in vars(import_module(module)).items():
        if inspect.isclass(holder) and holder.__module__ == module:
            found += [_case(rule, name, function) for name, function in vars(holder).items() if inspect.isfunction(function)]
    return found


def _case(rule: str, name: str, program: Callable[[], None]) -> Case:
    expected = next(outcome for outcome in Outcome if name.endswith(f"_{outcome}"))
    first = (program.__doc__ or "").split("\n", 1)[0]
    subject = first.removeprefix("subject: ") if first.startswith("subject: ") else None
    return Case(rule, name, program, expected, subject)

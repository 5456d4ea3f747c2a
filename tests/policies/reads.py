# SPDX-License-Identifier: Apache-2.0
"""Which properties a rule reads, seen by running it."""

from __future__ import annotations

import contextlib
import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from hds_policies.graph import STACK, Graph, Resource
from hds_policies.judge import concerns, judge_resource
from tests.policies.cases import cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.rule import Rule

Reads = dict[str, set[str]]
_ANY = re.compile(r"\[\d+\]")


class _Everything(dict[str, Any]):
    """Properties that are all there and all empty, so that no rule stops looking."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, _: str) -> None:
        return None


def bare(kind: str, inputs: dict[str, Any] | None = None) -> Resource:
    """A resource of a kind with given properties."""
    return Resource(urn=f"urn:pulumi:test::hds::{kind}::subject", type=kind, name="subject", inputs={} if inputs is None else inputs)


@functools.cache
def read_by(rule: Rule) -> Reads:
    """Property paths by kind that a rule reads, on bare resources of its kinds and in all of its cases."""
    found: Reads = defaultdict(set)
    with _recording(found):
        for kind in rule.kinds:
            if kind not in ("*", STACK):
                subject = bare(kind, _Everything())
                judge_resource(rule, subject, Graph([subject]))
        for case in cases():
            if case.rule == rule.name:
                graph = Graph(case.graph.resources, config=case.graph.config)
                for resource in graph.resources:
                    if concerns(rule, resource):
                        judge_resource(rule, resource, graph)
    return {kind: paths for kind, paths in found.items() if kind != STACK}


@contextlib.contextmanager
def _recording(found: Reads) -> Iterator[None]:
    get, visit = Resource.get, Resource.all

    def recording_get(self: Resource, path: str) -> Any:
        found[self.kind].add(_ANY.sub("[*]", path))
        return get(self, path)

    def recording_all(self: Resource, path: str) -> Any:
        found[self.kind].add(_ANY.sub("[*]", path))
        return visit(self, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Resource, "get", recording_get)
        patch.setattr(Resource, "all", recording_all)
        yield

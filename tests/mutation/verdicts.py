# SPDX-License-Identifier: Apache-2.0
"""Mutants under every rule: what is found that was not there before.

A verdict is asked for again only where it can differ: while the zone is judged once, each rule is watched, and what it read of which
resource is noted. ``tests/mutation/test_mutation.py`` holds the short way equal to the long one.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from hds_policies.graph import Graph, Resource
from hds_policies.judge import concerns, judge_resource
from hds_policies.rule import all_rules
from hds_policies.values import Known
from hds_policies.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hds_policies.rule import Rule
    from hds_policies.values import Value
    from hds_policies.verdict import Verdict
    from tests.mutation.mutants import Mutant

LIKE = 3
"""Mutants that are tried of those that differ by the resource only: one break of 44 aliases says no more than of three."""
Pair = tuple[int, str]
"""A rule, by its place among all rules, and the URN of the resource it is asked about."""
_BAD = (Outcome.ERROR, Outcome.FAIL, Outcome.UNKNOWN)
_NAMES = ("arn", "bucket", "id", "identifier", "keyArn", "keyId", "name")
"""Arguments by which others may find a resource: a change there concerns whoever looked for the old or the new name."""
_KIND, _INDEX, _NAME = "kind ", "index ", "name "
"""What is read besides single resources: whether there are any of a kind, what all of a kind refer to, who goes by a name."""


def sample(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """The same few of each kin in every run."""
    kin: dict[tuple[str, ...], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        kin[mutant.kin].append(mutant)
    for alike in kin.values():
        yield from sorted(alike, key=lambda mutant: hashlib.sha256(mutant.resource.urn.encode()).digest())[:LIKE]


class Bench:
    """A graph with what every rule says of it, to compare mutants with."""

    def __init__(self, graph: Graph) -> None:
        """Judge the graph once, watching."""
        self.graph = graph
        self.rules = all_rules()
        self.before: dict[Pair, Verdict] = {}
        self._readers: dict[str, set[Pair]] = defaultdict(set)
        watched = _WatchedGraph(graph)
        for index, rule in enumerate(self.rules):
            for subject in _subjects(rule, watched):
                with watched.reader() as read:
                    verdict = judge_resource(rule, subject, watched)
                self.before[index, subject.urn] = verdict
                for place in read:
                    self._readers[place].add((index, subject.urn))

    def found(self, mutant: Mutant) -> Outcome | None:
        """The worst new finding on a mutant."""
        worst: set[Outcome] = set()
        for pair, verdict in self.after(mutant).items():
            known = self.before.get(pair)
            if verdict.outcome in _BAD and (known is None or known.outcome is not verdict.outcome or _more(verdict, known)):
                worst.add(verdict.outcome)
        return next((outcome for outcome in _BAD if outcome in worst), None)

    def after(self, mutant: Mutant, *, everything: bool = False) -> dict[Pair, Verdict]:
        """The verdicts on a mutant that can differ from those before, or all of them."""
        graph = mutant.of(self.graph)
        pairs = self.before if everything else self._concerned(mutant)
        return {
            (index, urn): judge_resource(self.rules[index], graph.by_urn[urn], graph) for index, urn in sorted(pairs) if urn in graph.by_urn
        }

    def _concerned(self, mutant: Mutant) -> Iterable[Pair]:
        found: set[Pair] = set()
        for urn, now in mutant.changed.items():
            before = self.graph.by_urn[urn]
            if not before.type.startswith("aws:"):
                return self.before
            found |= self._readers[urn] | self._readers[_INDEX + before.kind]
            if now is None:
                found |= self._readers[_KIND + before.kind]
            for name in _NAMES:
                for side in (before, now):
                    value = side.inputs.get(name) if side else None
                    if isinstance(value, str):
                        found |= self._readers[_NAME + value]
        return found


def _more(verdict: Verdict, known: Verdict) -> bool:
    """Whether a verdict has evidence on more places than before."""
    return len({item.property for item in verdict.evidence} - {item.property for item in known.evidence}) > 0


def _subjects(rule: Rule, graph: Graph) -> Sequence[Resource]:
    return [resource for resource in graph.resources if concerns(rule, resource)]


class _Watched(Resource):
    """A resource that tells who looks at it."""

    told: set[str]

    def __getattribute__(self, name: str) -> Any:
        if name not in ("urn", "told", "__class__"):
            object.__getattribute__(self, "told").add(object.__getattribute__(self, "urn"))
        return object.__getattribute__(self, name)


class _WatchedUrns(dict[str, Resource]):
    """Resources by URN; asking whether there is one counts as looking at it."""

    told: set[str]

    def __contains__(self, urn: object) -> bool:
        self.told.add(str(urn))
        return super().__contains__(urn)

    def get(self, urn: str, default: Any = None) -> Any:
        self.told.add(urn)
        return super().get(urn, default)


class _WatchedGraph(Graph):
    """A graph that notes what is read: the URNs of resources, and the kinds that are gone through as a whole."""

    def __init__(self, graph: Graph) -> None:
        self.told: set[str] = set()
        self._told_for: dict[tuple[object, str], frozenset[str]] = {}
        super().__init__((self._watch(resource) for resource in graph.resources), config=graph.config, unseen=graph.unseen)
        self.by_urn = _WatchedUrns(self.by_urn)
        self.by_urn.told = self.told
        for name, made in vars(Graph).items():
            if isinstance(made, functools.cached_property):
                getattr(self, name)

    def reader(self) -> _Reader:
        """Note what is read from here on."""
        return _Reader(self.told)

    def of(self, *kinds: str) -> Sequence[Resource]:
        self.told.update(_KIND + kind for kind in kinds)
        return super().of(*kinds)

    def companions(self, resource: Resource, kind: str, path: str) -> Sequence[Resource]:
        self.told.update((_INDEX + kind, _KIND + kind, resource.urn))
        return super().companions(resource, kind, path)

    def once(self, question: object, urn: str, answer: Callable[..., Any], *given: object) -> Any:
        """Whoever asks has read what was read for the answer, also when another asked before."""
        key = (question, urn)
        if key not in self._told_for:
            before = frozenset(self.told)
            self.told.clear()
            super().once(question, urn, answer, *given)
            self._told_for[key] = frozenset(self.told)
            self.told |= before
        self.told |= self._told_for[key]
        return super().once(question, urn, answer, *given)

    def region(self, resource: Resource) -> Value:
        self.told.add(resource.urn)
        return super().region(resource)

    def _referred(self, value: Value) -> Iterable[Resource]:
        if isinstance(value, Known) and isinstance(value.value, str):
            self.told.add(_NAME + value.value)
        return super()._referred(value)

    def _watch(self, resource: Resource) -> Resource:
        copy = object.__new__(_Watched)
        for field in fields(Resource):
            object.__setattr__(copy, field.name, getattr(resource, field.name))
        object.__setattr__(copy, "told", self.told)
        return copy


class _Reader:
    """What is read while it is open."""

    def __init__(self, told: set[str]) -> None:
        self._told = told
        self._read: set[str] = set()

    def __enter__(self) -> set[str]:
        self._told.clear()
        return self._read

    def __exit__(self, *_: object) -> None:
        self._read |= self._told

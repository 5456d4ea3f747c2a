# SPDX-License-Identifier: Apache-2.0
"""The resource graph every rule judges, whatever it was read from: a recorder, the engine, a plan or a state file.

Property names are the wire names (camelCase), as in ``pulumi preview --json``.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from hds_policies import arn
from hds_policies.json_text import decoded
from hds_policies.values import ABSENT, Absent, Known, Unknown, Value, is_list, is_unknown, reach, steps, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["STACK", "Graph", "Position", "Resource", "Unseen", "normalise"]

STACK = "pulumi:pulumi:Stack"
_Fact = TypeVar("_Fact")
_PROVIDER = "pulumi:providers:"
_LEGACY_MODULES = {"alb": "lb", "applicationloadbalancing": "lb", "elasticloadbalancingv2": "lb"}
_ALL_STREAMS = ":*"
"""What ends the ARN of a log group where all its streams are meant, as a trail names it once deployed."""
_IDENTITY = frozenset({"id", "arn", "bucket", "name", "keyId", "keyArn", "identifier"})


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the program a resource is declared: path as the source gives it, line from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something the source could not look into: a component in another language, a function or a read that needs an account."""

    what: str
    token: str
    count: int


@dataclass(slots=True, eq=False)
class Resource:
    """One resource: inputs as the program gave them, outputs where the source has them (a state, the end of an ``up``)."""

    urn: str
    type: str
    name: str
    inputs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    outputs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    id: str | None = None
    custom: bool = True
    parent: str | None = None
    provider: str | None = None
    """Reference of the provider, ``urn::id``; none when the engine would use its default provider."""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    protect: bool = False
    position: Position | None = None
    kind: str = field(init=False)
    """The type without its historical spelling: ``aws:s3/bucketV2:BucketV2`` is ``aws:s3/bucket:Bucket``."""
    _reached: dict[str, Value] = field(init=False, repr=False, default_factory=dict[str, Any])
    """What is at the paths that were asked for: several rules ask for the same."""
    _walked: dict[str, Sequence[tuple[str, Value]]] = field(init=False, repr=False, default_factory=dict[str, Any])
    """The same of paths with a ``*``."""

    def __post_init__(self) -> None:
        """Derive the kind."""
        self.kind = normalise(self.type)

    def get(self, path: str) -> Value:
        """The value at a path without ``*``, e.g. ``rules[0].status``; at a path with one, the first."""
        value = self._reached.get(path)
        if value is None:
            if "*" in path:
                found = self.all(path)
                value = found[0][1] if found else ABSENT
            else:
                value = reach(self.inputs, path)
                if isinstance(value, Unknown):
                    value = Unknown(self.depends_on(path))
            self._reached[path] = value
        return value

    def all(self, path: str) -> Sequence[tuple[str, Value]]:
        """Every value a path reaches with its concrete path; ``*`` visits each element (``rules[*].status``)."""
        if "*" not in path:
            return [(path, self.get(path))]
        found = self._walked.get(path)
        if found is None:
            found = self._walked[path] = walk(self.inputs, path, self.depends_on(path))
        return found

    def depends_on(self, path: str) -> tuple[str, ...]:
        """URNs that the top-level property of a path is computed from."""
        return self.property_dependencies.get(str(steps(path)[0]), ()) if self.property_dependencies else ()


class Graph:
    """Resources with an index by kind, by URN and by reference.

    ``config`` holds plain configuration values by full key (``aws:region``); it is only used to place resources of the default provider.
    ``unseen`` is what the source could not look into.
    """

    def __init__(self, resources: Iterable[Resource], *, config: Mapping[str, str] | None = None, unseen: Iterable[Unseen] = ()) -> None:
        """Index the resources once."""
        self.resources: tuple[Resource, ...] = tuple(resources)
        self.unseen: tuple[Unseen, ...] = tuple(unseen)
        self.config = dict(config or {})
        self.by_urn = {resource.urn: resource for resource in self.resources}
        self._by_kind: dict[str, list[Resource]] = {}
        for resource in self.resources:
            self._by_kind.setdefault(resource.kind, []).append(resource)
        self._referrers: dict[tuple[str, str], dict[str, list[Resource]]] = {}
        self._regions: dict[str, Value] = {}
        self._facts: dict[tuple[object, str], Any] = {}

    def of(self, *kinds: str) -> Sequence[Resource]:
        """Resources of those kinds, in the order of the source."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        return [resource for kind in kinds for resource in self._by_kind.get(kind, ())]

    @property
    def kinds(self) -> Iterable[str]:
        """The kinds that occur."""
        return self._by_kind

    @functools.cached_property
    def accounts(self) -> frozenset[str]:
        """Account numbers that the program shows to be its own: those its providers are held to, and those of what it has made."""
        held = {account for provider in self.of("pulumi:providers:aws") for account in _listed(provider.get("allowedAccountIds"))}
        arns = (arn.parse(resource.outputs.get("arn")) for resource in self.resources)
        made = {parsed.account for parsed in arns if parsed and parsed.account.isdigit()}
        return frozenset(held | made)

    def targets(self, resource: Resource, path: str, *kinds: str) -> list[Resource]:
        """The resources of those kinds that a property refers to, or, while it is unknown, is computed from."""
        return [target for _, value in resource.all(path) for target in self.targets_of(value, *kinds)]

    def targets_of(self, value: Value, *kinds: str) -> list[Resource]:
        """The resources of those kinds that a value identifies or, when unknown, depends on."""
        return [resource for resource in self._referred(value) if resource.kind in kinds]

    def companions(self, resource: Resource, kind: str, path: str) -> Sequence[Resource]:
        """Resources of a kind whose property refers to this one, by a known identifier or by dependency when it is unknown."""
        key = (kind, path)
        if key not in self._referrers:
            self._referrers[key] = self._index(kind, path)
        return self._referrers[key].get(resource.urn, ())

    def once(self, question: object, urn: str, answer: Callable[..., _Fact], *given: object) -> _Fact:
        """The answer to a question about the graph, or about the resource of a URN, which is asked once (``memo``)."""
        key = (question, urn)
        found = self._facts.get(key, self)  # the graph itself is no answer
        if found is self:
            found = self._facts[key] = answer(*given)
        return found

    def region(self, resource: Resource) -> Value:
        """Where a resource is placed: its own region, else its provider's, else, for a default provider, ``aws:region``.

        Absent where nothing sets it, so that the environment of the deployment decides, and for resources without a cloud (components,
        the stack). An explicit provider does not read the configuration of the default one. Source:
        https://www.pulumi.com/registry/packages/aws/how-to-guides/enhanced-region-support/
        """
        found = self._regions.get(resource.urn)
        if found is None:
            found = self._regions[resource.urn] = self._place(resource)
        return found

    def _place(self, resource: Resource) -> Value:
        if resource.type.startswith("aws:") and resource.custom:
            own = resource.get("region")
            return self._of_provider(resource.provider or "") if isinstance(own, Absent) else own
        if not resource.type.startswith(_PROVIDER):
            return ABSENT
        own = resource.get("region")
        return self._configured() if isinstance(own, Absent) and _is_default(resource.urn) else own

    def _of_provider(self, reference: str) -> Value:
        urn = _provider_urn(reference)
        if provider := self.by_urn.get(urn):
            return self.region(provider)
        return self._configured() if not urn or _is_default(urn) else Unknown()

    def _configured(self) -> Value:
        region = self.config.get("aws:region")
        return Known(region) if region else ABSENT

    def _index(self, kind: str, path: str) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for referrer in self.of(kind):
            for _, value in referrer.all(path):
                for target in self._referred(value):
                    peers = found.setdefault(target.urn, [])
                    if referrer not in peers:
                        peers.append(referrer)
        return found

    def _referred(self, value: Value) -> Iterable[Resource]:
        if isinstance(value, Known) and isinstance(value.value, str):
            return self._identified.get(value.value.removesuffix(_ALL_STREAMS), ())
        if isinstance(value, Unknown):
            return [self.by_urn[urn] for urn in value.depends_on if urn in self.by_urn]
        return ()

    @functools.cached_property
    def _identified(self) -> dict[str, list[Resource]]:
        """Resources by each identifier the source knows: id, ARN, and the physical names that references use."""
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            names = {resource.id}
            for side in (resource.inputs, resource.outputs):
                for key in side.keys() & _IDENTITY:
                    if isinstance(raw := side[key], str):
                        names.add(raw)
            for name in names:
                if name and not is_unknown(name):
                    found.setdefault(name, []).append(resource)
        return found


def _listed(value: Value) -> list[str]:
    """The texts of a list, which a provider property carries as JSON."""
    raw = decoded(value) or (value.value if isinstance(value, Known) else None)
    return [item for item in raw if isinstance(item, str) and not is_unknown(item)] if is_list(raw) else []


@functools.lru_cache(maxsize=1024)
def _provider_urn(reference: str) -> str:
    """The URN in the reference of a provider, ``urn::id``."""
    return reference.rpartition("::")[0]


@functools.lru_cache(maxsize=1024)
def _is_default(urn: str) -> bool:
    """True for a provider that the engine makes by itself, ``default_7_51_1``, from the configuration of the stack."""
    return urn.rpartition("::")[2].partition("_")[0] == "default"


@functools.cache
def normalise(token: str) -> str:
    """A type token without its historical spelling.

    pulumi-aws 7 keeps ``aws:s3/*V2`` and ``aws:alb/*`` beside ``aws:s3/*`` and ``aws:lb/*`` for the same resource.
    """
    if not token.startswith("aws:"):
        return token
    module, _, rest = token.removeprefix("aws:").partition("/")
    if module == "s3" and token.endswith("V2"):
        return re.sub(r"V2(?=:|$)", "", token)
    return f"aws:{_LEGACY_MODULES[module]}/{rest}" if module in _LEGACY_MODULES else token

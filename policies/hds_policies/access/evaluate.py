# SPDX-License-Identifier: Apache-2.0
"""Statements and a set of requests in, an answer out: whether one of them is allowed, whether all of them are refused.

A request is allowed when one Allow statement matches it and no Deny statement does; what the caller's own account adds or takes away, and
guardrails above, are other policies (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).

Nothing is tried at random. For each thing that a request is free in (its action, its resource, each condition key) a few values stand for
all of them, because the statements cannot tell the others apart. One pass over these keeps, for each Allow statement, how far it and each
Deny statement still match; what another way of asking does better is dropped at once.
"""

from __future__ import annotations

import functools
from itertools import chain
from operator import ge
from typing import TYPE_CHECKING, NamedTuple

from hds_policies.access.globs import Glob, Mode, Truth, classes
from hds_policies.access.operators import holds, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hds_policies.access.requests import Fixed, Request
    from hds_policies.documents import Statement

__all__ = ["Admission", "admission", "refused"]

_ALWAYS = frozenset({"aws:securetransport", "aws:currenttime", "aws:epochtime"})
"""Keys that every request carries."""
_WILD = "*?$"
_Vector = tuple[Truth, ...]
"""How far statements match, in their order."""


class Admission(NamedTuple):
    """Whether a request of the set is allowed, and by which statement."""

    truth: Truth
    statement: Statement | None = None


def admission(found: Sequence[Statement], request: Request) -> Admission:
    """Whether some request of the set is allowed: yes with the statement, no for certain, or perhaps."""
    named = {item: truth for item in _concerned(found, request.actions) if (truth := _names(item, request)) > Truth.NO}
    allowing = [statement for statement in named if statement.allows]
    if not allowing:
        return Admission(Truth.NO)
    denying = [statement for statement in named if not statement.allows]
    best = Admission(Truth.NO)
    for statement in allowing:
        ways = _ways((statement, *denying), named, request)
        truth = max((min((first, *map(Truth.negated, denied))) for first, *denied in ways), default=Truth.NO)
        if truth > best.truth:
            best = Admission(truth, statement)
        if truth is Truth.YES:
            break
    return best


def refused(found: Sequence[Statement], request: Request) -> Truth:
    """Whether every request of the set is denied, whatever another policy allows."""
    asked = _concerned(found, request.actions)
    denying = {item: truth for item in asked if not item.allows and (truth := _names(item, request)) > Truth.NO}
    return min((max(way, default=Truth.NO) for way in _ways(tuple(denying), denying, request)), default=Truth.NO)


def _concerned(found: Sequence[Statement], actions: tuple[str, ...]) -> Sequence[Statement]:
    """Statements about some of the actions, where all of those are single ones; the others match no request, and cost time."""
    if any(char in action for action in actions for char in _WILD):
        return found
    return [item for item in found if item.acts(*actions) or any("$" in pattern for pattern in (*item.actions, *item.not_actions))]


def _names(statement: Statement, request: Request) -> Truth:
    """Whether a statement is about the caller; a policy of an identity names nobody, as it is about its holder."""
    if request.caller is None or not (statement.principals or statement.not_principals):
        return Truth.YES
    listed = statement.not_principals or statement.principals
    named = max(map(request.caller.named, listed))
    return named.negated() if statement.not_principals else named


def _ways(found: tuple[Statement, ...], named: dict[Statement, Truth], request: Request) -> set[_Vector]:
    """How far statements match, for each way of asking that no other is better than; denials that match in no way are left out.

    An Allow statement, if there is one, comes first, and ways in which it does not match are left out too.
    """
    live = found
    frontier = {tuple(named[statement] for statement in live)}
    for look in _dimensions(found, request):
        frontier = _best({tuple(map(min, way, choice)) for way in frontier for choice in look(live)}, live)
        kept = [index for index, statement in enumerate(live) if statement.allows or any(way[index] for way in frontier)]
        live = tuple(live[index] for index in kept)
        frontier = {tuple(way[index] for index in kept) for way in frontier if not (live and live[0].allows) or way[0]}
    return frontier


def _best(ways: set[_Vector], found: tuple[Statement, ...]) -> set[_Vector]:
    """Ways that no other is at least as good as: more of what allows, less of what denies."""
    signs = [1 if statement.allows else -1 for statement in found]
    scored = {tuple(sign * truth for sign, truth in zip(signs, way, strict=True)): way for way in ways}
    return {way for score, way in scored.items() if not any(other != score and all(map(ge, other, score)) for other in scored)}


def _dimensions(found: tuple[Statement, ...], request: Request) -> list[Callable[[tuple[Statement, ...]], set[_Vector]]]:
    """What a request is free in, the cheapest to decide first."""
    fixed = request.fixed()
    named = {condition.key for statement in found for condition in statement.conditions}
    keys = sorted(named, key=lambda key: (key not in fixed, key))
    return [
        *(functools.partial(_keys, key, request, fixed) for key in keys),
        functools.partial(_actions, request),
        functools.partial(_resources, request),
    ]


def _keys(key: str, request: Request, fixed: Mapping[str, Fixed], live: tuple[Statement, ...]) -> set[_Vector]:
    on_key = [tuple(condition for condition in statement.conditions if condition.key == key) for statement in live]
    values = fixed.get(key) or samples(tuple(chain.from_iterable(on_key)), request.scope(key))
    if values is None:
        return {tuple(Truth.MAYBE if conditions else Truth.YES for conditions in on_key)}
    return {
        tuple(min((holds(condition, given) for condition in conditions), default=Truth.YES) for conditions in on_key)
        for given in values
        if given or key not in _ALWAYS
    }


def _actions(request: Request, live: tuple[Statement, ...]) -> set[_Vector]:
    return _texts([_lists(statement, fold=True) for statement in live], _globs(request.actions, True))


def _resources(request: Request, live: tuple[Statement, ...]) -> set[_Vector]:
    return _texts([_lists(statement, fold=False) for statement in live], tuple(Glob(pattern, Mode.ARN) for pattern in request.resources))


class _Lists(NamedTuple):
    """The patterns of one element: those listed, or everything but those."""

    globs: tuple[Glob, ...]
    others: bool

    def match(self, text: str) -> Truth:
        taken = max((glob.matches(text) for glob in self.globs), default=Truth.NO)
        return taken.negated() if self.others else taken


@functools.lru_cache(maxsize=4096)
def _globs(patterns: tuple[str, ...], fold: bool) -> tuple[Glob, ...]:  # noqa: FBT001 - a cache takes no keywords apart
    return tuple(Glob(pattern, fold=fold) for pattern in patterns)


def _lists(statement: Statement, *, fold: bool) -> _Lists:
    """Actions when case does not count, else resources; a trust policy has none, and is about its role."""
    listed, others = (statement.actions, statement.not_actions) if fold else (statement.resources, statement.not_resources)
    if not fold and not listed and not others:
        listed = ("*",)
    return _Lists(_globs(others or listed, fold), bool(others))


def _texts(lists: list[_Lists], scope: tuple[Glob, ...]) -> set[_Vector]:
    texts = classes(tuple(dict.fromkeys(chain.from_iterable(item.globs for item in lists))), scope)
    if texts is None:
        return {tuple(Truth.MAYBE for _ in lists)}
    return {tuple(item.match(text) for item in lists) for text in texts}

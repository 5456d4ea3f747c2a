# SPDX-License-Identifier: Apache-2.0
"""Whether a resource policy refuses requests that come without TLS, or with too old a version of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.documents import statements
from hds_policies.values import Absent
from hds_policies.verdict import PASS, Verdict, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.documents import Condition, Statement
    from hds_policies.values import Value

__all__ = ["bucket_resources", "refuses_old_tls", "refuses_plain_text"]

_TLS_1_2 = 1.2


def refuses_plain_text(at: str, policy: Value, actions: tuple[str, ...], resources: Callable[[tuple[str, ...]], bool] = bool) -> Verdict:
    """A statement denies actions to everyone when ``aws:SecureTransport`` is false, and asks nothing else.

    Args:
        at: path of the policy.
        policy: the document, as the resource carries it.
        actions: what stands for the service; a statement that leaves one of them out protects nothing.
        resources: whether the resources of a statement are all that matter.
    """
    return _refused(at, policy, lambda item: _denies(item, actions, _is_plain) and resources(item.resources), "refuses_plain_text")


def refuses_old_tls(at: str, policy: Value, actions: tuple[str, ...], resources: Callable[[tuple[str, ...]], bool] = bool) -> Verdict:
    """A statement denies actions to everyone when ``s3:TlsVersion`` is below 1.2; arguments as above."""
    return _refused(at, policy, lambda item: _denies(item, actions, _is_old) and resources(item.resources), "refuses_old_tls")


def bucket_resources(resources: tuple[str, ...]) -> bool:
    """Whether patterns cover a bucket and every object in it."""
    whole = any(pattern == "*" or ("/" not in pattern and pattern.endswith("*")) for pattern in resources)
    return whole or (any("/" not in pattern for pattern in resources) and any(pattern.partition("/")[2] == "*" for pattern in resources))


def _refused(at: str, policy: Value, refuses: Callable[[Statement], bool], key: str) -> Verdict:
    found = statements(policy)
    if found is None:
        return fail(at, policy, key) if isinstance(policy, Absent) else unknown(at, policy, key)
    return PASS if any(map(refuses, found)) else fail(at, policy, key)


def _denies(statement: Statement, actions: tuple[str, ...], when: Callable[[Condition], bool]) -> bool:
    """A denial to everyone under one condition: a second one would narrow it."""
    if statement.allows or not any(principal.everyone for principal in statement.principals):
        return False
    return all(map(statement.acts, actions)) and len(statement.conditions) == 1 and when(statement.conditions[0])


def _is_plain(condition: Condition) -> bool:
    return condition.operator in {"Bool", "BoolIfExists"} and condition.key == "aws:securetransport" and condition.values == ("false",)


def _is_old(condition: Condition) -> bool:
    if condition.operator not in {"NumericLessThan", "NumericLessThanIfExists"} or condition.key != "s3:tlsversion":
        return False
    try:
        return any(float(value) >= _TLS_1_2 for value in condition.values)
    except ValueError:
        return False

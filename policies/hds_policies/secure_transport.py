# SPDX-License-Identifier: Apache-2.0
"""Whether a resource policy refuses requests that come without TLS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.documents import statements
from hds_policies.values import Absent
from hds_policies.verdict import PASS, Verdict, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.documents import Statement
    from hds_policies.values import Value

__all__ = ["bucket_resources", "refuses_plain_text"]


def refuses_plain_text(at: str, policy: Value, action: str, resources: Callable[[tuple[str, ...]], bool] = bool) -> Verdict:
    """A statement denies an action to everyone when ``aws:SecureTransport`` is false, and asks nothing else.

    Args:
        at: path of the policy.
        policy: the document, as the resource carries it.
        action: an action that stands for the service; a statement that does not cover it protects nothing.
        resources: whether the resources of a statement are all that matter.
    """
    found = statements(policy)
    if found is None:
        return fail(at, policy, "refuses_plain_text") if isinstance(policy, Absent) else unknown(at, policy, "refuses_plain_text")
    return PASS if any(_refuses(item, action) and resources(item.resources) for item in found) else fail(at, policy, "refuses_plain_text")


def bucket_resources(resources: tuple[str, ...]) -> bool:
    """Whether patterns cover a bucket and every object in it."""
    whole = any(pattern == "*" or ("/" not in pattern and pattern.endswith("*")) for pattern in resources)
    return whole or (any("/" not in pattern for pattern in resources) and any(pattern.endswith("/*") for pattern in resources))


def _refuses(statement: Statement, action: str) -> bool:
    if statement.allows or not any(principal.everyone for principal in statement.principals) or not statement.acts(action):
        return False
    return len(statement.conditions) == 1 and all(
        condition.operator in {"Bool", "BoolIfExists"} and condition.key == "aws:securetransport" and condition.values == ("false",)
        for condition in statement.conditions
    )

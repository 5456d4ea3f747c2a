# SPDX-License-Identifier: Apache-2.0
"""Identity: roles of people, of the pipeline and of emergencies, and the limits none of them can lift (HDS-IAM-01 to 11)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.contracts.perimeter import Perimeter

__all__ = ["BREAK_GLASS", "PEOPLE", "PIPELINE", "Identity", "IdentityArgs", "Pipeline"]

PEOPLE = ("operator", "restorer", "auditor", "support")
"""Roles of people, no two of which one person should hold: runs workloads, restores backups, reads traces, looks and touches nothing."""
BREAK_GLASS, PIPELINE = "break-glass", "pipeline"
"""The role of emergencies, and the role that deploys."""


@dataclass(frozen=True, kw_only=True)
class Pipeline:
    """The one job of a continuous-integration platform that may deploy, known by its OpenID Connect token.

    Args:
        issuer: address of the issuer of tokens, ``https://…``.
        subject: the ``sub`` claim, whole: one repository, one branch or environment.
        audience: the ``aud`` claim.
    """

    issuer: str
    subject: str
    audience: str


@dataclass(frozen=True, kw_only=True)
class IdentityArgs:
    """Who may enter one environment, and as what.

    Args:
        perimeter: the environment.
        people: principals that may take each role of ``PEOPLE``; on AWS, names or ARNs of roles of the directory, ``*`` allowed at the
            end. A role that nobody may take is not made.
        federation: name of the SAML provider of the account whose assertions may give the roles of people too.
        emergency_group: group of the emergency accounts; without one there is no emergency role.
        pipeline: what may deploy; without it only people do.
        unused_access_days: days after which an access that nobody used is reported; None leaves it to reviews.
    """

    perimeter: Perimeter
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    federation: str | None = None
    emergency_group: str | None = None
    pipeline: Pipeline | None = None
    unused_access_days: int | None = 90


class Identity(Protocol):
    """``roles`` holds each role by its short name; ``workload_boundary`` is the limit that every role of a workload must carry."""

    roles: Mapping[str, pulumi.Output[str]]
    workload_boundary: pulumi.Output[str]

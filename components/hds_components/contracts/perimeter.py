# SPDX-License-Identifier: Apache-2.0
"""What every capability needs to know of the environment it is built in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

__all__ = ["EncryptionKey", "LogDestination", "Perimeter", "Phase", "bounded"]

Phase = Literal["draft", "governance", "locked"]
"""How far irreversible settings have gone: none, liftable by a privileged role, liftable by nobody before their term."""


@dataclass(frozen=True, kw_only=True)
class Perimeter:
    """One environment: one tenant and stage in one account, one region and its replica.

    Args:
        tenant: short lower-case name of the organisation served, e.g. ``chu-lyon``.
        stage: ``production``, ``test`` or ``development``.
        account: AWS account number (12 digits) or Azure subscription id.
        organisation: AWS organisation id (``o-…``) or Azure tenant id; without it, only the account itself is trusted.
        region: primary region.
        replica_region: region of copies, none for an environment that gives replication up.
        phase: of every irreversible setting.
        protected: stateful and guardrail resources refuse deletion (Pulumi ``protect``).
        rpo_minutes: most data that may be lost, promised for every store, in minutes.
        rto_minutes: longest time to be back in service, promised for every store, in minutes.
        tags: put on every resource that takes tags, beside the provider's own.
    """

    tenant: str
    stage: Literal["production", "test", "development"]
    account: str
    organisation: str | None = None
    region: str
    replica_region: str | None = None
    phase: Phase = "draft"
    protected: bool = True
    rpo_minutes: int | None = None
    rto_minutes: int | None = None
    tags: Mapping[str, str] = field(default_factory=dict[str, str])

    def name(self, *parts: str, limit: int = 63) -> str:
        """A physical name: tenant, stage and parts joined by hyphens, shortened to the provider's limit with a digest."""
        return bounded("-".join((self.tenant, self.stage, *parts)), limit)


@dataclass(frozen=True, kw_only=True)
class EncryptionKey:
    """A customer key: identifiers in the primary region and, where it is replicated, in the replica region."""

    id: pulumi.Output[str]
    alias: str
    replica_id: pulumi.Output[str] | None = None


@dataclass(frozen=True, kw_only=True)
class LogDestination:
    """Where a capability sends its traces.

    ``access_logs``: store of object-access logs, ``replica_access_logs`` its peer for the stores of the replica region, because a bucket
    only logs inside its own region; ``delivery``: store where services deliver, copied to the archive; names and identifiers are the
    cloud's (bucket names and ARNs on AWS). ``encryption_key`` and ``retention_days`` are for the log groups the capability opens.
    """

    access_logs: pulumi.Output[str]
    delivery: pulumi.Output[str]
    delivery_id: pulumi.Output[str]
    encryption_key: EncryptionKey
    retention_days: int
    replica_access_logs: pulumi.Output[str] | None = None


def bounded(name: str, limit: int) -> str:
    """The name itself, or its beginning and eight digits of its SHA-256 when it exceeds the limit: deterministic, so never renamed."""
    if len(name) <= limit:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: limit - 9].rstrip('-')}-{digest}"

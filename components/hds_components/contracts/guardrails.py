# SPDX-License-Identifier: Apache-2.0
"""Guardrails: settings of the account that make the safe way the default (HDS-ENC-02, HDS-SHR-01, HDS-SHR-03, HDS-LOC-04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import EncryptionKey, Perimeter

__all__ = ["Guardrails", "GuardrailsArgs"]


@dataclass(frozen=True, kw_only=True)
class GuardrailsArgs:
    """Account-wide settings.

    Args:
        perimeter: the environment.
        volume_key: key of every disk that names none, in the primary and the replica region.
        closed_regions: opt-in regions to keep disabled, by name.
        egress: some outbound traffic is allowed (through the network's relay); inbound traffic never is.
    """

    perimeter: Perimeter
    volume_key: EncryptionKey
    closed_regions: tuple[str, ...] = ()
    egress: bool = False


class Guardrails(Protocol):
    """Nothing comes back: guardrails hold by themselves."""

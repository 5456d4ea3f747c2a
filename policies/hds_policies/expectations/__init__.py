# SPDX-License-Identifier: Apache-2.0
"""Sentences about what was expected, by family of rules; ``messages`` holds those that several families share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.expectations.archiving import ARCHIVING
from hds_policies.expectations.backup import BACKUP
from hds_policies.expectations.encryption import ENCRYPTION
from hds_policies.expectations.governance import GOVERNANCE
from hds_policies.expectations.identity import IDENTITY
from hds_policies.expectations.logging import LOGGING
from hds_policies.expectations.network import NETWORK
from hds_policies.expectations.resilience import RESILIENCE
from hds_policies.expectations.sharing import SHARING
from hds_policies.expectations.supervision import SUPERVISION

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["BY_KEY"]

BY_KEY: dict[str, dict[Language, str]] = {
    **RESILIENCE,
    **GOVERNANCE,
    **ARCHIVING,
    **BACKUP,
    **ENCRYPTION,
    **IDENTITY,
    **LOGGING,
    **NETWORK,
    **SUPERVISION,
    **SHARING,
}

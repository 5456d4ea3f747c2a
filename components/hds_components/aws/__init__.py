# SPDX-License-Identifier: Apache-2.0
"""AWS: the module that satisfies ``hds_components.contracts.cloud.Cloud``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws

from hds_components.aws.archive import Archive
from hds_components.aws.backup import Backup
from hds_components.aws.compute import Compute
from hds_components.aws.containers import Containers
from hds_components.aws.database import Database
from hds_components.aws.guardrails import Guardrails
from hds_components.aws.identity import Identity
from hds_components.aws.keys import Keys
from hds_components.aws.logs import Logs
from hds_components.aws.monitoring import Monitoring
from hds_components.aws.naming import role_name, store_name, table_name, zone_names
from hds_components.aws.network import Network
from hds_components.aws.storage import Storage

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.perimeter import Perimeter

__all__ = [
    "Archive",
    "Backup",
    "Compute",
    "Containers",
    "Database",
    "Guardrails",
    "Identity",
    "Keys",
    "Logs",
    "Monitoring",
    "Network",
    "Storage",
    "provider",
    "role_name",
    "store_name",
    "table_name",
    "zone_names",
]


def provider(perimeter: Perimeter) -> pulumi.ProviderResource:
    """The one provider of an environment: it refuses credentials of another account, and tags all that takes tags."""
    tags = {
        **perimeter.tags,
        "hds:tenant": perimeter.tenant,
        "hds:stage": perimeter.stage,
        "hds:managed-by": "pulumi",
    }
    return pulumi_aws.Provider(
        "aws", region=perimeter.region, allowed_account_ids=[perimeter.account], default_tags=pulumi_aws.ProviderDefaultTagsArgs(tags=tags)
    )

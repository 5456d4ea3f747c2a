# SPDX-License-Identifier: Apache-2.0
"""Macie: the search for health and identity data where none belong, in the primary region (HDS-OPS-03, HDS-LOG-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.monitoring.identifiers import IDENTIFIERS

if TYPE_CHECKING:
    from hds_components.aws.monitoring.site import Site
    from hds_components.contracts.monitoring import MonitoringArgs

__all__ = ["search_health_data"]

_DISTANCE = 50
_NAME_LIMIT = 128
_SAMPLE_PERCENT = 20
"""Macie is billed by the gigabyte it reads: a fifth of the new objects each week finds what is spread, not each single file."""


def search_health_data(site: Site, args: MonitoringArgs) -> None:
    """Turn Macie on with the French identifiers; each week, search the stores that must hold no health data.

    Results say where a match stands, never what it is; they go to the delivery store, which the archive copies.
    """
    perimeter = args.perimeter
    session = aws.macie2.Account(
        f"{site.name}-health-data", finding_publishing_frequency="FIFTEEN_MINUTES", status="ENABLED", opts=site.options
    )
    results = aws.macie2.ClassificationExportConfiguration(
        f"{site.name}-health-data-results",
        s3_destination={
            "bucket_name": args.log_destination.delivery,
            "key_prefix": f"AWSLogs/{perimeter.account}/macie/",
            "kms_key_arn": args.log_destination.encryption_key.id,
        },
        opts=site.after(session),
    )
    identifiers = [
        aws.macie.CustomDataIdentifier(
            f"{site.name}-health-data-{identifier.name}",
            name=perimeter.name(identifier.name, limit=_NAME_LIMIT),
            description=identifier.description,
            regex=identifier.regex,
            keywords=list(identifier.keywords),
            maximum_match_distance=_DISTANCE,
            tags=dict(perimeter.tags),
            opts=site.after(session),
        )
        for identifier in IDENTIFIERS
    ]
    if args.unclassed_stores:
        aws.macie2.ClassificationJob(
            f"{site.name}-health-data-search",
            name=perimeter.name("health-data-search", limit=_NAME_LIMIT),
            job_type="SCHEDULED",
            schedule_frequency={"weekly_schedule": "SUNDAY"},
            initial_run=True,
            sampling_percentage=_SAMPLE_PERCENT,
            s3_job_definition={"bucket_definitions": [{"account_id": perimeter.account, "buckets": list(args.unclassed_stores)}]},
            custom_data_identifier_ids=[identifier.id for identifier in identifiers],
            tags=dict(perimeter.tags),
            opts=site.after(results),
        )

# SPDX-License-Identifier: Apache-2.0
"""Object stores on S3: one bucket per store with every companion, copied to the replica region (HDS-ENC-01, HDS-LOG-02, HDS-SHR-01)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.buckets import BucketSpec, safe_bucket
from hds_components.aws.naming import bucket_arn, replica_name, store_name
from hds_components.aws.policies import deny_other_keys
from hds_components.aws.replication import End, replicate
from hds_components.aws.stateful import replica_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.storage import StorageArgs, Store

__all__ = ["Storage", "noncurrent_steps"]

_TIERING_DAYS = 30
_STEPS = ((30, 90, "GLACIER_IR"), (365, 180, "DEEP_ARCHIVE"))


class Storage(pulumi.ComponentResource):
    """The object stores of one environment.

    By default every version is kept until it has not been current for the store's retention, and a deletion never reaches the copy, so
    that neither a mistake nor an intruder empties both regions at once. The price: data whose term has come are erased in both.

    Args:
        name: Pulumi name.
        args: what to build.
        opts: carries the provider.

    Raises:
        ValueError: a store is replicated and its key has no replica.
    """

    stores: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: StorageArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("hds:index:AwsStorage", name, None, opts)
        self.stores = {store.name: _store(f"{name}-{store.name}", args, store, self) for store in args.stores}
        self.register_outputs({"stores": self.stores})


def noncurrent_steps(retention_days: int) -> tuple[tuple[int, str], ...]:
    """Days after which a version that stopped being current moves, and where to, as far as its retention lets it.

    First to Glacier Instant Retrieval, after a year to Deep Archive, which takes hours to read; each step is taken only when the version
    stays there the 90 or 180 days that are billed in any case (https://aws.amazon.com/s3/pricing/).
    """
    return tuple((after, storage_class) for after, minimum, storage_class in _STEPS if retention_days >= after + minimum)


def _store(name: str, args: StorageArgs, store: Store, parent: pulumi.Resource) -> pulumi.Output[str]:
    perimeter, logs = args.perimeter, args.log_destination
    spec = BucketSpec(
        perimeter=perimeter,
        bucket=store_name(perimeter, store.name),
        encryption_key=store.encryption_key.id,
        access_logs=logs.access_logs,
        expiration_days=store.retention_days if store.erased else None,
        noncurrent_days=max(store.retention_days, 1),
        tiering_days=_TIERING_DAYS,
        noncurrent_steps=noncurrent_steps(store.retention_days),
        lock_days=store.retention_days if store.immutable else None,
        tags=tags_of(perimeter, data_class=store.data_class, health=store.health, backed_up=store.backed_up),
    )
    source = _end(name, spec, perimeter.region, parent)
    replica = replica_of(perimeter, store.encryption_key, replicated=store.replicated)
    if replica:
        copy = replace(
            spec,
            bucket=replica_name(spec.bucket),
            encryption_key=replica.key_arn,
            access_logs=logs.replica_access_logs,
            region=replica.region,
        )
        replicate(name, store.name, source, _end(f"{name}-replica", copy, replica.region, parent), parent)
    return source.made.name


def _end(name: str, spec: BucketSpec, region: str, parent: pulumi.Resource) -> End:
    spec = replace(spec, statements=deny_other_keys(spec.perimeter, region, [f"{bucket_arn(spec.perimeter, spec.bucket)}/*"]))
    return End(safe_bucket(name, spec, parent), spec)

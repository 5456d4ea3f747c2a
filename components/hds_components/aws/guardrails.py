# SPDX-License-Identifier: Apache-2.0
"""Guardrails on AWS: account and region settings that make the safe way the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.stateful import leaf, replica_of

if TYPE_CHECKING:
    from hds_components.contracts.guardrails import GuardrailsArgs

__all__ = ["Guardrails"]


class Guardrails(pulumi.ComponentResource):
    """Settings of the account and of both regions (HDS-ENC-02, HDS-SHR-01, HDS-SHR-03, HDS-LOC-04).

    All are protected, because most of them open the account when they are deleted: removing ``VpcBlockPublicAccessOptions`` sets its mode
    to ``off``, removing the encryption default lets disks be made in clear.
    """

    def __init__(self, name: str, args: GuardrailsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Set the guardrails.

        Raises:
            ValueError: there is a replica region, and the volume key has no replica in it.
        """
        super().__init__("hds:index:AwsGuardrails", name, None, opts)
        perimeter = args.perimeter
        guard = leaf(self, perimeter)
        aws.s3.AccountPublicAccessBlock(
            f"{name}-public-access",
            account_id=perimeter.account,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=guard,
        )
        for region in args.closed_regions:
            aws.account.Region(f"{name}-{region}", region_name=region, enabled=False, opts=guard)
        # Ingress only where a relay goes out: the bidirectional mode would also stop the network's filtered way out.
        self._region(name, args.volume_key.id, "block-ingress" if args.egress else "block-bidirectional", guard)
        if replica := replica_of(perimeter, args.volume_key, replicated=True):
            self._region(f"{name}-replica", replica.key_arn, "block-bidirectional", guard, replica.region)
        self.register_outputs({})

    @staticmethod
    def _region(name: str, volume_key: pulumi.Output[str], internet: str, guard: pulumi.ResourceOptions, region: str | None = None) -> None:
        aws.ebs.DefaultKmsKey(f"{name}-volume-key", key_arn=volume_key, region=region, opts=guard)
        aws.ebs.EncryptionByDefault(f"{name}-volume-encryption", enabled=True, region=region, opts=guard)
        aws.ebs.SnapshotBlockPublicAccess(f"{name}-snapshots", state="block-all-sharing", region=region, opts=guard)
        aws.ec2.ImageBlockPublicAccess(f"{name}-images", state="block-new-sharing", region=region, opts=guard)
        aws.ec2.InstanceMetadataDefaults(
            f"{name}-metadata", http_tokens="required", http_put_response_hop_limit=1, region=region, opts=guard
        )
        aws.ec2.SerialConsoleAccess(f"{name}-serial-console", enabled=False, region=region, opts=guard)
        aws.ec2.VpcBlockPublicAccessOptions(f"{name}-internet", internet_gateway_block_mode=internet, region=region, opts=guard)

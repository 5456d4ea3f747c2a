# SPDX-License-Identifier: Apache-2.0
"""Flow logs of the network, delivered beside every other trace (HDS-LOG-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_aws import ec2

if TYPE_CHECKING:
    from hds_components.aws.network.scope import Scope

__all__ = ["nat_flow_log", "network_flow_log"]

_AGGREGATION_SECONDS = 60
_FORMAT = (
    "${version} ${account-id} ${vpc-id} ${subnet-id} ${az-id} ${instance-id} ${interface-id} ${flow-direction} ${traffic-path}"
    " ${srcaddr} ${srcport} ${dstaddr} ${dstport} ${pkt-srcaddr} ${pkt-dstaddr} ${protocol} ${tcp-flags} ${packets} ${bytes}"
    " ${start} ${end} ${action} ${log-status} ${encryption-status}"
)
"""https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html"""


def network_flow_log(scope: Scope, vpc: ec2.Vpc) -> None:
    """Every flow of the VPC, accepted or refused, with its state of encryption (HDS-ENC-07)."""
    ec2.FlowLog(
        f"{scope.name}-flows",
        vpc_id=vpc.id,
        traffic_type="ALL",
        log_destination_type="s3",
        log_destination=scope.args.log_destination.delivery_id,
        log_format=_FORMAT,
        destination_options=_partitioned(),
        max_aggregation_interval=_AGGREGATION_SECONDS,
        tags=scope.tags("flows"),
        opts=scope.options(guarded=True),
    )


def nat_flow_log(scope: Scope, nat: ec2.NatGateway) -> None:
    """Flows of the regional NAT gateway, which stands in no subnet: what left, and under which address."""
    ec2.FlowLog(
        f"{scope.name}-nat-flows",
        regional_nat_gateway_id=nat.id,
        traffic_type="ALL",
        log_destination_type="s3",
        log_destination=scope.args.log_destination.delivery_id,
        destination_options=_partitioned(),
        max_aggregation_interval=_AGGREGATION_SECONDS,
        tags=scope.tags("nat-flows"),
        opts=scope.options(guarded=True),
    )


def _partitioned() -> ec2.FlowLogDestinationOptionsArgs:
    """Files that a query engine reads without a crawl of everything."""
    return ec2.FlowLogDestinationOptionsArgs(file_format="parquet", hive_compatible_partitions=True, per_hour_partition=True)

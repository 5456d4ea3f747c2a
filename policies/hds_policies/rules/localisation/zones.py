# SPDX-License-Identifier: Apache-2.0
"""Zones: local and wavelength zones may lie in another country than their region (HDS-LOC-01).

Every property of pulumi-aws 7.51.1 that names a zone and can be set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.residency import eea_regions
from hds_policies import places
from hds_policies.checks import unused
from hds_policies.graph import STACK
from hds_policies.rule import resource_rule
from hds_policies.values import Known
from hds_policies.verdict import NOT_APPLICABLE, Verdict, any_of, is_false, one_of

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "border_group_is_an_eea_region",
    "no_carrier_network_is_used",
    "region_outside_the_eea_is_not_opted_in",
    "zone_group_is_not_opted_in",
    "zone_is_in_eea",
]

_ATTACHMENT = "aws:lb/targetGroupAttachment:TargetGroupAttachment"
_ZONES: dict[str, tuple[str, ...]] = {
    "aws:autoscaling/group:Group": ("availabilityZones[*]",),
    "aws:cloudhsmv2/hsm:Hsm": ("availabilityZone",),
    "aws:dax/cluster:Cluster": ("availabilityZones[*]",),
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": ("policyDetails.schedules[*].fastRestoreRule.availabilityZones[*]",),
    "aws:dms/instanceProfile:InstanceProfile": ("availabilityZone",),
    "aws:dms/replicationConfig:ReplicationConfig": ("computeConfig.availabilityZone",),
    "aws:dms/replicationInstance:ReplicationInstance": ("availabilityZone",),
    "aws:docdb/cluster:Cluster": ("availabilityZones[*]",),
    "aws:docdb/clusterInstance:ClusterInstance": ("availabilityZone",),
    "aws:ebs/fastSnapshotRestore:FastSnapshotRestore": ("availabilityZone",),
    "aws:ebs/volume:Volume": ("availabilityZone",),
    "aws:ec2/capacityReservation:CapacityReservation": ("availabilityZone",),
    "aws:ec2/dedicatedHost:DedicatedHost": ("availabilityZone",),
    "aws:ec2/defaultSubnet:DefaultSubnet": ("availabilityZone",),
    "aws:ec2/fleet:Fleet": (
        "launchTemplateConfigs[*].overrides[*].availabilityZone",
        "onDemandOptions.singleAvailabilityZone",
        "spotOptions.singleAvailabilityZone",
    ),
    "aws:ec2/instance:Instance": ("availabilityZone",),
    "aws:ec2/launchTemplate:LaunchTemplate": ("placement.availabilityZone",),
    "aws:ec2/natGateway:NatGateway": (
        "availabilityZoneAddresses[*].availabilityZone",
        "availabilityZoneAddresses[*].availabilityZoneId",
    ),
    "aws:ec2/secondarySubnet:SecondarySubnet": ("availabilityZone", "availabilityZoneId"),
    "aws:ec2/spotFleetRequest:SpotFleetRequest": (
        "launchSpecifications[*].availabilityZone",
        "launchTemplateConfigs[*].overrides[*].availabilityZone",
    ),
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ("availabilityZone",),
    "aws:ec2/subnet:Subnet": ("availabilityZone", "availabilityZoneId"),
    "aws:ec2/vpnGateway:VpnGateway": ("availabilityZone",),
    "aws:ec2clientvpn/endpoint:Endpoint": (
        "transitGatewayConfiguration.availabilityZoneIds[*]",
        "transitGatewayConfiguration.availabilityZones[*]",
    ),
    "aws:efs/fileSystem:FileSystem": ("availabilityZoneName",),
    "aws:efs/replicationConfiguration:ReplicationConfiguration": ("destination.availabilityZoneName",),
    "aws:elasticache/cluster:Cluster": ("availabilityZone", "preferredAvailabilityZones[*]"),
    "aws:elasticache/replicationGroup:ReplicationGroup": (
        "preferredCacheClusterAzs[*]",
        "nodeGroupConfigurations[*].primaryAvailabilityZone",
        "nodeGroupConfigurations[*].replicaAvailabilityZones[*]",
    ),
    "aws:elb/loadBalancer:LoadBalancer": ("availabilityZones[*]",),
    "aws:finspace/kxCluster:KxCluster": ("availabilityZoneId",),
    "aws:finspace/kxDataview:KxDataview": ("availabilityZoneId",),
    "aws:finspace/kxScalingGroup:KxScalingGroup": ("availabilityZoneId",),
    "aws:finspace/kxVolume:KxVolume": ("availabilityZones[*]",),
    "aws:glue/connection:Connection": ("physicalConnectionRequirements.availabilityZone",),
    "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": ("placement.availabilityZone",),
    _ATTACHMENT: ("availabilityZone",),
    "aws:lightsail/database:Database": ("availabilityZone",),
    "aws:lightsail/disk:Disk": ("availabilityZone",),
    "aws:lightsail/instance:Instance": ("availabilityZone",),
    "aws:medialive/multiplex:Multiplex": ("availabilityZones[*]",),
    "aws:neptune/cluster:Cluster": ("availabilityZones[*]",),
    "aws:neptune/clusterInstance:ClusterInstance": ("availabilityZone",),
    "aws:networkfirewall/firewall:Firewall": ("availabilityZoneMappings[*].availabilityZoneId",),
    "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": ("availabilityZone", "availabilityZoneId"),
    "aws:odb/network:Network": ("availabilityZone", "availabilityZoneId"),
    "aws:rds/cluster:Cluster": ("availabilityZones[*]",),
    "aws:rds/clusterInstance:ClusterInstance": ("availabilityZone",),
    "aws:rds/instance:Instance": ("availabilityZone",),
    "aws:rds/snapshotCopy:SnapshotCopy": ("targetCustomAvailabilityZone",),
    "aws:redshift/cluster:Cluster": ("availabilityZone",),
    "aws:s3/directoryBucket:DirectoryBucket": ("location.name",),
}
_BORDER_GROUPS: dict[str, str] = {
    "aws:ec2/defaultVpc:DefaultVpc": "ipv6CidrBlockNetworkBorderGroup",
    "aws:ec2/eip:Eip": "networkBorderGroup",
    "aws:ec2/vpc:Vpc": "ipv6CidrBlockNetworkBorderGroup",
}
_CARRIER = "aws:ec2/carrierGateway:CarrierGateway"


@resource_rule("HDS-LOC-01", *_ZONES)
def zone_is_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """A zone is an availability zone of an EEA region, by its exact name or id; ``all`` attaches a target for its whole region."""
    if resource.kind == _ATTACHMENT and resource.get("availabilityZone") == Known("all"):
        return NOT_APPLICABLE
    return places.zone(resource, graph, *_ZONES[resource.kind])


@resource_rule("HDS-LOC-01", *_BORDER_GROUPS)
def border_group_is_an_eea_region(resource: Resource, graph: Graph) -> Verdict:
    """Addresses are announced from the region itself, not from the zone group of a local or wavelength zone."""
    del graph
    return places.named_region(resource, _BORDER_GROUPS[resource.kind])


@resource_rule("HDS-LOC-01", "aws:ec2/availabilityZoneGroup:AvailabilityZoneGroup")
def zone_group_is_not_opted_in(resource: Resource, graph: Graph) -> Verdict:
    """Local and wavelength zones stay closed to the account."""
    del graph
    return one_of(resource, "optInStatus", "not-opted-in")


@resource_rule("HDS-LOC-01", "aws:account/region:Region")
def region_outside_the_eea_is_not_opted_in(resource: Resource, graph: Graph) -> Verdict:
    """The account opts into regions of the EEA only; one that stays closed is named here to be held closed."""
    del graph
    return any_of((is_false(resource, "enabled"), one_of(resource, "regionName", *eea_regions("aws"))))


@resource_rule("HDS-LOC-01", _CARRIER, STACK)
def no_carrier_network_is_used(resource: Resource, graph: Graph) -> Verdict:
    """A carrier gateway only serves wavelength zones."""
    return unused(resource, graph, _CARRIER)

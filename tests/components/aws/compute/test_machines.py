# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hds_components.aws.machine_template import architecture
from hds_policies.values import ABSENT
from tests.components.aws.compute.builds import GROUP, TEMPLATE, built
from tests.components.aws.samples import DEVELOPMENT, PRODUCTION, one, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

LIMITS = {
    TEMPLATE: ("name", 128),
    GROUP: ("name", 255),
    "aws:iam/role:Role": ("name", 64),
    "aws:iam/instanceProfile:InstanceProfile": ("name", 128),
    "aws:lb/loadBalancer:LoadBalancer": ("name", 32),
    "aws:lb/targetGroup:TargetGroup": ("name", 32),
    "aws:ec2/securityGroup:SecurityGroup": ("name", 255),
    "aws:wafv2/webAcl:WebAcl": ("name", 128),
    "aws:ssm/patchBaseline:PatchBaseline": ("name", 128),
    "aws:ssm/maintenanceWindow:MaintenanceWindow": ("name", 128),
    "aws:cloudwatch/logGroup:LogGroup": ("name", 512),
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """One group of machines in production."""
    return built()


def test_machines_have_no_key_pair_and_no_public_address(graph: Graph):
    """Nobody reaches a machine by SSH or from the Internet."""
    template = one(graph, TEMPLATE)
    assert template.get("keyName") == ABSENT
    assert value(template, "networkInterfaces[0].associatePublicIpAddress") == "false"
    assert len(template.all("networkInterfaces[*]")) == 1


def test_metadata_need_a_token_and_stay_on_the_machine(graph: Graph):
    """IMDSv2 only, one hop, no tags in it."""
    options = value(one(graph, TEMPLATE), "metadataOptions")
    assert options["httpTokens"] == "required"
    assert options["httpPutResponseHopLimit"] == 1
    assert options["instanceMetadataTags"] == "disabled"


def test_disks_are_encrypted_with_the_workloads_key(graph: Graph):
    """The root disk names the key given, and encryption is on."""
    template = one(graph, TEMPLATE)
    assert value(template, "blockDeviceMappings[0].ebs.encrypted") == "true"
    assert [target.name for target in graph.targets(template, "blockDeviceMappings[0].ebs.kmsKeyId", "aws:kms/key:Key")] == ["disks"]


def test_what_starts_is_classified(graph: Graph):
    """Instances, disks and interfaces carry the data class, and the tag by which patches find them."""
    found = {item["resourceType"]: item["tags"] for item in value(one(graph, TEMPLATE), "tagSpecifications")}
    assert found.keys() == {"instance", "volume", "network-interface"}
    for tags in found.values():
        assert (tags["hds:data-class"], tags["hds:dscp"], tags["PatchGroup"]) == ("medical-record", "yes", "chu-lyon-production-machines")


def test_a_group_spans_the_zones_and_replaces_its_machines(graph: Graph):
    """Every private subnet, the health that the gateway sees, thirty days at most."""
    group = one(graph, GROUP)
    assert len(group.all("vpcZoneIdentifiers[*]")) == 3
    assert value(group, "healthCheckType") == "ELB"
    assert value(group, "maxInstanceLifetime") == 30 * 86400
    assert (value(group, "minSize"), value(group, "maxSize")) == (2, 4)
    assert value(group, "instanceRefresh")["strategy"] == "Rolling"


def test_the_image_is_the_providers_hardened_linux_unless_given():
    """The parameter of the latest image for the processor of the size; another image is taken as it is."""
    default = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-"
    assert value(one(built(), TEMPLATE), "imageId") == f"{default}x86_64"
    assert value(one(built(size="m7g.large"), TEMPLATE), "imageId") == f"{default}arm64"
    assert value(one(built(image="ami-0123456789abcdef0"), TEMPLATE), "imageId") == "ami-0123456789abcdef0"


@pytest.mark.parametrize(
    ("size", "processor"),
    [
        ("m6i.large", "x86_64"),
        ("g4dn.xlarge", "x86_64"),
        ("m7g.large", "arm64"),
        ("c7gn.large", "arm64"),
        ("t4g.small", "arm64"),
        ("im4gn.large", "arm64"),
        ("x2gd.medium", "arm64"),
        ("a1.medium", "arm64"),
    ],
)
def test_the_processor_is_read_from_the_size(size: str, processor: str):
    """A g after the generation is Graviton; before it, it is a graphics machine."""
    assert architecture(size) == processor


def test_every_role_takes_the_boundary():
    """Where the identity capability gives a limit, no role is without it."""
    roles = built(args={"boundary": "arn:aws:iam::123456789012:policy/boundary"}).of("aws:iam/role:Role")
    assert {value(role, "permissionsBoundary") for role in roles} == {"arn:aws:iam::123456789012:policy/boundary"}
    assert len(roles) == 2


def test_what_guards_is_protected_in_production_only():
    """Gateway, web firewall, session preferences, baseline and logs refuse deletion; machines themselves come and go."""
    guards = (
        "aws:lb/loadBalancer:LoadBalancer",
        "aws:lb/listener:Listener",
        "aws:wafv2/webAcl:WebAcl",
        "aws:wafv2/webAclAssociation:WebAclAssociation",
        "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        "aws:ssm/document:Document",
        "aws:ssm/patchBaseline:PatchBaseline",
        "aws:cloudwatch/logGroup:LogGroup",
    )
    production = built()
    assert all(production.of(kind) for kind in guards)
    assert all(resource.protect for resource in production.of(*guards))
    assert not one(production, GROUP).protect
    development = built(perimeter=DEVELOPMENT)
    assert not any(resource.protect for resource in development.resources)
    assert value(one(development, "aws:lb/loadBalancer:LoadBalancer"), "enableDeletionProtection") is False


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_regex(r"\A[a-z](-?[a-z0-9]){1,19}\Z"), st.from_regex(r"\A[a-z](-?[a-z0-9]){1,23}\Z"))
def test_names_are_within_the_limits_of_their_services(tenant: str, name: str):
    """Whatever the tenant and the workload are called."""
    graph = built(name, perimeter=replace(PRODUCTION, tenant=tenant))
    for kind, (path, limit) in LIMITS.items():
        assert graph.of(kind)
        for resource in graph.of(kind):
            physical = value(resource, path)
            assert 0 < len(physical) <= limit, (kind, physical)
            assert not physical.startswith(("internal-", "sg-", "-")), physical
            assert not physical.endswith("-"), physical

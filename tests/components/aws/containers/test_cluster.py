# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
from dataclasses import replace
from ipaddress import IPv4Network
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hds_components.aws.containers.cluster import service_range
from hds_policies.values import ABSENT
from tests.components.aws.containers.builds import CLIENTS, CLUSTER, NODES, built
from tests.components.aws.samples import DEVELOPMENT, PRODUCTION, one, statements, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

ADD_ON, ROLE, POLICY = "aws:eks/addon:Addon", "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"
TEMPLATE, LOGS = "aws:ec2/launchTemplate:LaunchTemplate", "aws:cloudwatch/logGroup:LogGroup"
ENTRY, ACCESS = "aws:eks/accessEntry:AccessEntry", "aws:eks/accessPolicyAssociation:AccessPolicyAssociation"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS, EGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
LIMITS = {CLUSTER: ("name", 100), NODES: ("nodeGroupName", 63), ROLE: ("name", 64), TEMPLATE: ("name", 128), LOGS: ("name", 512)}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """One cluster in production."""
    return built()


def test_the_api_is_reached_from_inside_only(graph: Graph):
    """No public endpoint, three zones."""
    cluster = one(graph, CLUSTER)
    assert value(cluster, "vpcConfig.endpointPublicAccess") is False
    assert value(cluster, "vpcConfig.endpointPrivateAccess") is True
    assert len(cluster.all("vpcConfig.subnetIds[*]")) == 3


def test_secrets_are_encrypted_with_the_clusters_key(graph: Graph):
    """Envelope encryption of secrets under the key given."""
    cluster = one(graph, CLUSTER)
    assert value(cluster, "encryptionConfig.resources") == ["secrets"]
    assert [key.name for key in graph.targets(cluster, "encryptionConfig.provider.keyArn", "aws:kms/key:Key")] == ["secrets"]


def test_the_control_plane_logs_everything_into_a_group_of_ours(graph: Graph):
    """All five kinds; the group has a key and a term, and is there before the cluster that would open one without."""
    cluster, log = one(graph, CLUSTER), one(graph, LOGS)
    assert set(value(cluster, "enabledClusterLogTypes")) == {"api", "audit", "authenticator", "controllerManager", "scheduler"}
    assert value(log, "name") == "/aws/eks/chu-lyon-production-care/cluster"
    assert value(log, "retentionInDays") == 365
    assert [key.name for key in graph.targets(log, "kmsKeyId", "aws:kms/key:Key")] == ["logs"]
    assert log.urn in cluster.dependencies


def test_only_named_principals_administer(graph: Graph):
    """Access entries only, none for whoever made the cluster."""
    assert value(one(graph, CLUSTER), "accessConfig") == {
        "authenticationMode": "API",
        "bootstrapClusterCreatorAdminPermissions": False,
    }
    assert value(one(graph, ENTRY), "principalArn") == "arn:aws:iam::123456789012:role/hds-cluster-administrator"
    access = one(graph, ACCESS)
    assert value(access, "policyArn") == "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
    assert value(access, "accessScope") == {"type": "cluster"}


def test_the_cluster_stays_supported_and_present(graph: Graph):
    """It upgrades itself in time, can leave an ill zone, and is not deleted by accident."""
    cluster = one(graph, CLUSTER)
    assert value(cluster, "upgradePolicy") == {"supportType": "STANDARD"}
    assert value(cluster, "zonalShiftConfig") == {"enabled": True}
    assert value(cluster, "deletionProtection") is True
    assert cluster.protect
    development = one(built(perimeter=DEVELOPMENT), CLUSTER)
    assert value(development, "deletionProtection") is False
    assert not development.protect


def test_nodes_are_hardened(graph: Graph):
    """Token for metadata and one hop, so that no pod reads them; encrypted disk; no key pair; the service brings image and profile."""
    template = one(graph, TEMPLATE)
    assert value(template, "metadataOptions")["httpTokens"] == "required"
    assert value(template, "metadataOptions")["httpPutResponseHopLimit"] == 1
    assert [key.name for key in graph.targets(template, "blockDeviceMappings[0].ebs.kmsKeyId", "aws:kms/key:Key")] == ["disks"]
    assert value(template, "networkInterfaces[0].associatePublicIpAddress") == "false"
    for brought in ("keyName", "imageId", "iamInstanceProfile"):
        assert template.get(brought) == ABSENT


def test_nodes_start_from_the_template_over_the_zones(graph: Graph):
    """Every private subnet, on demand, repaired by themselves, without SSH."""
    nodes = one(graph, NODES)
    assert graph.targets(nodes, "launchTemplate.id", TEMPLATE) == [one(graph, TEMPLATE)]
    assert len(nodes.all("subnetIds[*]")) == 3
    assert value(nodes, "amiType") == "AL2023_x86_64_STANDARD"
    assert value(nodes, "scalingConfig") == {"desiredSize": 2, "minSize": 2, "maxSize": 4}
    assert value(nodes, "nodeRepairConfig.enabled") is True
    assert nodes.get("remoteAccess") == ABSENT
    assert value(one(built(size="m7g.large"), NODES), "amiType") == "AL2023_ARM_64_STANDARD"


def test_nodes_may_join_and_pull_and_nothing_else(graph: Graph):
    """Two policies of AWS; network rights and sessions are not theirs."""
    attached = {
        value(item, "policyArn")
        for item in graph.of("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
        if item.name.startswith("containers-care-nodes")
    }
    assert attached == {
        "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    }
    assert "containers-care-nodes" not in {item.name for item in graph.of(POLICY)}


def test_add_ons_get_their_rights_by_pod_identity(graph: Graph):
    """The agent is there, and each role is taken by one service account of one cluster only."""
    found = {value(item, "addonName"): item for item in graph.of(ADD_ON)}
    assert found.keys() == {
        "eks-pod-identity-agent",
        "vpc-cni",
        "kube-proxy",
        "coredns",
        "aws-ebs-csi-driver",
        "eks-node-monitoring-agent",
    }
    holders = {"vpc-cni": "aws-node", "aws-ebs-csi-driver": "ebs-csi-controller-sa"}
    for name, add_on in found.items():
        assert add_on.get("serviceAccountRoleArn") == ABSENT
        if name in holders:
            assert value(add_on, "podIdentityAssociations[0].serviceAccount") == holders[name]
            (role,) = graph.targets(add_on, "podIdentityAssociations[0].roleArn", ROLE)
            (trust,) = json.loads(value(role, "assumeRolePolicy"))["Statement"]
            assert trust["Principal"] == {"Service": "pods.eks.amazonaws.com"}
            assert trust["Action"] == ["sts:AssumeRole", "sts:TagSession"]
            assert trust["Condition"]["StringEquals"] == {
                "aws:RequestTag/eks-cluster-name": "chu-lyon-production-care",
                "aws:RequestTag/kubernetes-namespace": "kube-system",
                "aws:RequestTag/kubernetes-service-account": holders[name],
                "aws:SourceAccount": "123456789012",
            }
        else:
            assert add_on.get("podIdentityAssociations") == ABSENT


def test_what_nodes_need_comes_before_them_and_the_rest_after(graph: Graph):
    """Network, proxy and agent first; names and disks once nodes run."""
    found = {value(item, "addonName"): item for item in graph.of(ADD_ON)}
    nodes = one(graph, NODES)
    assert {found[name].urn for name in ("eks-pod-identity-agent", "vpc-cni", "kube-proxy")} <= set(nodes.dependencies)
    assert all(nodes.urn in found[name].dependencies for name in ("coredns", "aws-ebs-csi-driver"))


def test_the_control_plane_serves_this_cluster_only(graph: Graph):
    """Its role names the cluster, stands under the path the key's policy knows, and opens the secrets' key by alias."""
    role = one(graph, ROLE, "containers-care-plane")
    assert value(role, "path") == "/hds/cluster/"
    (trust,) = json.loads(value(role, "assumeRolePolicy"))["Statement"]
    assert trust["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": "arn:aws:eks:eu-west-3:123456789012:cluster/chu-lyon-production-care"},
    }
    secrets = statements(one(graph, POLICY, "containers-care-plane"))["EncryptSecrets"]
    assert secrets["Condition"] == {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/secrets"}}


def test_disks_of_pods_use_the_clusters_key_only(graph: Graph):
    """The driver opens one key, named by alias."""
    disks = statements(one(graph, POLICY, "containers-care-disks"))
    assert disks.keys() == {"EncryptDisks"}
    assert disks["EncryptDisks"]["Condition"] == {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/disks"}}


def test_addresses_reach_the_api_only(graph: Graph):
    """CIDR blocks stand on the control plane, on 443; everything else is between the two groups."""
    plane, nodes = one(graph, GROUP, "containers-care-plane"), one(graph, GROUP, "containers-care-nodes")
    named = [rule for rule in graph.of(INGRESS, EGRESS) if rule.get("cidrIpv4") != ABSENT]
    assert {value(rule, "cidrIpv4") for rule in named} == set(CLIENTS)
    for rule in named:
        assert rule.kind == INGRESS
        assert graph.targets(rule, "securityGroupId", GROUP) == [plane]
        assert (value(rule, "fromPort"), value(rule, "toPort")) == (443, 443)
    everything = [rule for rule in graph.of(INGRESS, EGRESS) if value(rule, "ipProtocol") == "-1"]
    assert len(everything) == 2
    for rule in everything:
        assert graph.targets(rule, "securityGroupId", GROUP) == graph.targets(rule, "referencedSecurityGroupId", GROUP) == [nodes]


def test_every_role_takes_the_boundary():
    """Where the identity capability gives a limit, no role is without it."""
    roles = built(args={"boundary": "arn:aws:iam::123456789012:policy/boundary"}).of(ROLE)
    assert len(roles) == 4
    assert {value(role, "permissionsBoundary") for role in roles} == {"arn:aws:iam::123456789012:policy/boundary"}


def test_services_get_a_range_nobody_has(graph: Graph):
    """The first of the three that overlaps neither the network nor its clients."""
    assert value(one(graph, CLUSTER), "kubernetesNetworkConfig.serviceIpv4Cidr") == "172.20.0.0/16"
    assert service_range(("172.16.0.0/12",)) == "10.100.0.0/16"
    assert service_range(("172.16.0.0/12", "10.0.0.0/8")) == "192.168.240.0/20"
    with pytest.raises(ValueError, match="no range is left for Kubernetes services"):
        service_range(("172.16.0.0/12", "10.0.0.0/8", "192.168.0.0/16"))


@given(st.lists(st.sampled_from(["172.20.0.0/20", "10.64.0.0/10", "10.100.5.0/24", "192.168.0.0/18", "172.31.0.0/16"])))
def test_the_range_of_services_overlaps_nothing(taken: list[str]):
    """For any mix of ranges that leaves one."""
    found = IPv4Network(service_range(taken))
    assert not any(found.overlaps(IPv4Network(block)) for block in taken)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_regex(r"\A[a-z](-?[a-z0-9]){1,19}\Z"), st.from_regex(r"\A[a-z](-?[a-z0-9]){1,23}\Z"))
def test_names_are_within_the_limits_of_their_services(tenant: str, name: str):
    """Whatever the tenant and the cluster are called."""
    graph = built(name=name, perimeter=replace(PRODUCTION, tenant=tenant))
    for kind, (path, limit) in LIMITS.items():
        assert graph.of(kind)
        for resource in graph.of(kind):
            assert 0 < len(value(resource, path)) <= limit

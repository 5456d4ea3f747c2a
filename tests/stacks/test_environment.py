# SPDX-License-Identifier: Apache-2.0
"""The environment program, on the shipped stacks."""

from __future__ import annotations

import inspect
import re

import pulumi
import pytest

from hds_policies.graph import STACK
from hds_policies.values import is_list, is_map, is_unknown
from hds_stacks import contract, environment
from hds_stacks.contract import EXPORT, Contract, WorkloadsContract
from tests.whole.zones import zone

STATEFUL = (
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:rds/instance:Instance",
    "aws:dynamodb/table:Table",
    "aws:efs/fileSystem:FileSystem",
    "aws:cloudtrail/trail:Trail",
    "aws:eks/cluster:Cluster",
    "aws:ecr/repository:Repository",
    "aws:lb/loadBalancer:LoadBalancer",
)
GUARDRAILS = (
    "aws:ebs/encryptionByDefault:EncryptionByDefault",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
    "aws:account/region:Region",
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "aws:ssm/document:Document",
)


def filled(raw):
    """An exported value with its unknowns replaced, as it would read after ``up``."""
    if is_map(raw):
        return {key: filled(item) for key, item in raw.items()}
    if is_list(raw):
        return [filled(item) for item in raw]
    return "known-after-up" if is_unknown(raw) else raw


def exported(stack):
    """The contract a stack exports."""
    return zone(stack).of(STACK)[0].outputs[EXPORT]


@pytest.mark.parametrize("stack", ["aws-prod", "aws-dev", "aws-minimal"])
def test_the_exported_contract_has_the_typed_shape(stack):
    """What an environment exports validates as version 1 of the contract, field by field, with nothing more."""
    read = Contract.model_validate(filled(exported(stack)))
    assert read.version == 1
    assert read.cloud == "aws"
    assert len(read.network.data_subnets) == len(read.network.private_subnets)


def test_the_contract_names_keys_by_purpose_and_data_class():
    """An editor's stack finds the key of its own data class."""
    keys = Contract.model_validate(filled(exported("aws-prod"))).keys
    assert {"logs", "archive", "secrets", "storage-medical-record", "relational-medical-record", "table-medical-record"} <= keys.keys()
    assert all(key.replica_id for key in keys.values())


def test_the_contract_names_what_runs():
    """Gateway, groups, clusters and repositories of the full stack; a stack without workloads has none, and no key for them."""
    prod, dev = (Contract.model_validate(filled(exported(stack))) for stack in ("aws-prod", "aws-dev"))
    assert prod.workloads.entry
    assert prod.workloads.machines.keys() == {"portal"}
    assert prod.workloads.clusters.keys() == {"care"}
    assert prod.workloads.repositories.keys() == {"appointments", "records"}
    assert {"sessions", "images", "machines-medical-record", "cluster-medical-record"} <= prod.keys.keys()
    assert dev.workloads == WorkloadsContract()
    assert not [name for name in dev.keys if name.startswith(("sessions", "images", "machines", "cluster"))]


def test_another_version_of_the_contract_is_refused():
    """A stack built on version 1 does not read version 2 by chance."""
    with pytest.raises(ValueError, match="version"):
        Contract.model_validate(filled(exported("aws-dev")) | {"version": 2})


def test_the_contract_is_read_through_a_stack_reference():
    """``read`` asks for the export by its name and gives it back typed."""
    stored = filled(exported("aws-dev"))

    class Reference:
        def require_output(self, name):
            assert name == EXPORT
            return pulumi.Output.from_input(stored)

    seen = []
    from hds_toolkit.sources.recording import record  # noqa: PLC0415

    record(lambda: contract.read(Reference()).apply(seen.append) and None)  # pyright: ignore[reportArgumentType]
    assert isinstance(seen[0], Contract)


@pytest.mark.parametrize("kind", [*STATEFUL, *GUARDRAILS])
def test_stateful_and_guardrail_leaves_are_protected(kind):
    """What holds data or a guardrail in production refuses deletion; each of these kinds is really built."""
    built = zone("aws-prod").of(kind)
    assert built
    assert all(resource.protect for resource in built), [resource.name for resource in built if not resource.protect]


def test_a_development_zone_can_be_deleted():
    """Nothing of a development environment is protected."""
    assert not [resource.name for resource in zone("aws-dev").resources if resource.protect]


def test_the_program_has_no_cloud_word():
    """The environment is the same program on every cloud."""
    assert not re.findall(r"(?i)\b(aws|azure|s3|kms|vpc|bucket|arn)\b", inspect.getsource(environment))


def test_the_same_settings_give_the_same_zone():
    """Names and inputs are deterministic: a second recording is equal, resource by resource."""
    from hds_toolkit.sources.program import record_project  # noqa: PLC0415
    from hds_toolkit.sources.project import open_project  # noqa: PLC0415
    from tests.whole.zones import ROOT  # noqa: PLC0415

    again = record_project(open_project(ROOT, "aws-dev"))
    assert {item.urn: item.inputs for item in again.resources} == {item.urn: item.inputs for item in zone("aws-dev").resources}

# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hds_components.aws.guardrails import Guardrails
from hds_components.contracts.guardrails import GuardrailsArgs
from hds_policies.values import ABSENT
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, key, one, value

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

EVERYWHERE = {
    "aws:ebs/encryptionByDefault:EncryptionByDefault": {"enabled": True},
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": {"state": "block-all-sharing"},
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": {"state": "block-new-sharing"},
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": {"httpTokens": "required", "httpPutResponseHopLimit": 1},
    "aws:ec2/serialConsoleAccess:SerialConsoleAccess": {"enabled": False},
}
VOLUME_KEY = "aws:ebs/defaultKmsKey:DefaultKmsKey"
INTERNET = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions"
ACCOUNT = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
REGION = "aws:account/region:Region"
GUARDRAILS = (*EVERYWHERE, VOLUME_KEY, INTERNET, ACCOUNT, REGION)


def built(perimeter: Perimeter = PRODUCTION, **changes: Any) -> Graph:
    """The guardrails of an environment, with what a test changes of their arguments."""

    def program() -> None:
        Guardrails("guardrails", replace(GuardrailsArgs(perimeter=perimeter, volume_key=key("volumes", perimeter)), **changes))

    return record(program, config=CONFIG)


@pytest.fixture(scope="module")
def production() -> Graph:
    """The guardrails of a replicated environment that closes two regions."""
    return built(closed_regions=("eu-central-2", "me-south-1"))


@pytest.mark.parametrize("kind", EVERYWHERE)
def test_a_setting_holds_in_both_regions(production, kind):
    """Once in the primary region, once in the replica region, with the safe value."""
    found = production.of(kind)
    assert [None if resource.get("region") == ABSENT else value(resource, "region") for resource in found] in (
        [None, "eu-central-1"],
        ["eu-central-1", None],
    )
    for resource in found:
        assert {name: value(resource, name) for name in EVERYWHERE[kind]} == EVERYWHERE[kind]


def test_disks_are_encrypted_with_the_key_of_their_region(production):
    """The default key of the replica region is the replica of the primary's."""
    found = {setting.get("region") == ABSENT: setting for setting in production.of(VOLUME_KEY)}
    assert [target.name for target in production.targets(found[True], "keyArn", "aws:kms/key:Key")] == ["volumes"]
    assert [target.name for target in production.targets(found[False], "keyArn", "aws:kms/replicaKey:ReplicaKey")] == ["volumes-replica"]


def test_the_account_blocks_public_objects(production):
    """All four switches, on the environment's account."""
    block = one(production, ACCOUNT)
    switches = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    assert all(value(block, switch) is True for switch in switches)
    assert value(block, "accountId") == "123456789012"


@pytest.mark.parametrize(("egress", "mode"), [(False, "block-bidirectional"), (True, "block-ingress")])
def test_networks_meet_the_internet_as_little_as_the_way_out_needs(egress, mode):
    """Ingress is always blocked; egress too, but in the primary region of an environment with a filtered way out."""
    graph = built(egress=egress)
    modes = {option.get("region") == ABSENT: value(option, "internetGatewayBlockMode") for option in graph.of(INTERNET)}
    assert modes == {True: mode, False: "block-bidirectional"}


def test_closed_regions_are_disabled(production):
    """Each named region, and no other."""
    assert {value(region, "regionName"): value(region, "enabled") for region in production.of(REGION)} == {
        "eu-central-2": False,
        "me-south-1": False,
    }


def test_every_guardrail_refuses_deletion(production):
    """Removing one can switch it off, so all are protected; an unprotected environment can be taken down."""
    assert all(resource.protect for resource in production.of(*GUARDRAILS))
    assert {resource.kind for resource in production.of(*GUARDRAILS)} == set(GUARDRAILS)
    assert not any(resource.protect for resource in built(DEVELOPMENT).of(*GUARDRAILS))


def test_without_a_replica_region_only_the_primary_region_is_set():
    """Nothing is placed elsewhere."""
    graph = built(DEVELOPMENT)
    assert not [resource.name for resource in graph.of(*GUARDRAILS) if "region" in resource.inputs]
    assert len(graph.of(INTERNET)) == 1


def test_a_volume_key_without_a_replica_is_refused():
    """Disks of the replica region could not be encrypted with it."""

    def program() -> None:
        volume_key = replace(key("volumes"), replica_id=None)
        Guardrails("guardrails", GuardrailsArgs(perimeter=PRODUCTION, volume_key=volume_key))

    with pytest.raises(ValueError, match="no replica in eu-central-1"):
        record(program, config=CONFIG)

# SPDX-License-Identifier: Apache-2.0
"""The arrows between the packages."""

from __future__ import annotations

import re

import pytest

from tests.repository.tree import PACKAGES, imports, modules

OURS = {
    "hds_controls": {"hds_controls"},
    "hds_components": {"hds_components", "hds_controls"},
    "hds_policies": {"hds_policies", "hds_controls"},
    "hds_stacks": {"hds_stacks", "hds_components", "hds_controls"},
    "hds_toolkit": set(PACKAGES),
}
SDKS = ("pulumi", "pulumi_aws", "pulumi_azure_native", "boto3", "botocore", "azure", "google", "grpc")
ENGINE = {"hds_policies.announce", "hds_policies.pack", "hds_policies.serve", "hds_policies.wire"}
"""Modules of the rules' package that speak the engine's protocol; the rules themselves know no SDK."""
MODULES = [(package, name) for package in PACKAGES for name in modules(package)]


def roots(names):
    """The packages that dotted names belong to."""
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(("package", "name"), MODULES)
def test_arrows_only_point_down(package, name):
    """A package imports none of ours but those below it: rules never see components, components and stacks never see rules."""
    ours = {root for root in roots(imports(modules(package)[name])) if root.startswith("hds_")}
    assert ours <= OURS[package]


@pytest.mark.parametrize(("package", "name"), MODULES)
def test_cloud_sdks_stay_where_they_belong(package, name):
    """The catalogue has no SDK, the rules only the engine's protocol, and only the implementations of a cloud import that cloud."""
    found = {item for item in imports(modules(package)[name]) if item.partition(".")[0] in SDKS}
    clouds = {root for root in roots(found) if root not in ("pulumi", "google", "grpc")}
    if package == "hds_controls":
        assert not found
    elif package == "hds_policies":
        assert not found or name in ENGINE
        assert not clouds
        assert all(item.startswith(("pulumi.runtime.proto", "google.protobuf", "grpc")) for item in found)
    elif name.startswith("hds_components.aws."):
        assert clouds <= {"pulumi_aws"}
    else:
        assert not clouds


def test_the_arrows_are_really_seen():
    """The scan finds what is known to be there, so that an empty scan cannot pass."""
    assert "pulumi_aws" in roots(imports(modules("hds_components")["hds_components.aws.keys.__init__"]))
    assert {"hds_controls", "hds_components"} <= roots(imports(modules("hds_stacks")["hds_stacks.environment"]))
    assert "hds_policies" in roots(imports(modules("hds_toolkit")["hds_toolkit.commands.common"]))


@pytest.mark.parametrize("name", ["hds_stacks.environment", "hds_stacks.program", "hds_stacks.entry"])
def test_a_program_names_no_cloud(name):
    """What is built is said once, for every cloud."""
    text = modules("hds_stacks")[name].read_text("utf-8")
    assert not re.findall(
        r"(?i)(?<![a-z])(aws|amazon|azure|microsoft|arn|kms|s3|iam|vpc|rds)(?![a-z])", re.sub(r"\barn=|\.arn\b|\"arn\"", "", text)
    )

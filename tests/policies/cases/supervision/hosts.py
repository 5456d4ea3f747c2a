# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Hardening of machines, functions and containers."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown


def instance(metadata: object = None, **properties: object) -> None:
    """An instance."""
    aws.ec2.Instance("instance", ami="ami-1", instance_type="m7g.large", metadata_options=metadata, **properties)


def defaults(tokens: object = "required", region: str | None = None, hops: object = None) -> None:
    """Defaults of the metadata service."""
    aws.ec2.InstanceMetadataDefaults("defaults", http_tokens=tokens, region=region, http_put_response_hop_limit=hops)


def nodes(**template: object) -> None:
    """Managed nodes."""
    scaling = {"desired_size": 1, "max_size": 1, "min_size": 1}
    aws.eks.NodeGroup(
        "nodes", cluster_name="c", node_role_arn="r", subnet_ids=["s"], scaling_config=scaling, launch_template=template or None
    )


def function(**properties: object) -> None:
    """A function."""
    aws.lambda_.Function("function", role="arn:aws:iam::123456789012:role/f", **properties)


def signing(**policies: object) -> aws.lambda_.CodeSigningConfig:
    """Who may sign code."""
    return aws.lambda_.CodeSigningConfig("signing", allowed_publishers={"signing_profile_version_arns": ["arn"]}, policies=policies or None)


def task(*containers: object) -> None:
    """A definition of a task."""
    aws.ecs.TaskDefinition("task", family="f", container_definitions=json.dumps(containers))


def pod(**containers: object) -> None:
    """A job that runs in a pod."""
    aws.batch.JobDefinition("job", type="container", eks_properties={"pod_properties": containers})


class machine_asks_a_token_for_metadata:
    """HDS-OPS-07."""

    def required_pass():
        instance({"http_tokens": "required", "http_put_response_hop_limit": 1})

    def hops_absent_pass():
        instance({"http_tokens": "required"})

    def optional_fail():
        instance({"http_tokens": "optional"})

    def two_hops_fail():
        instance({"http_tokens": "required", "http_put_response_hop_limit": 2})

    def absent_fail():
        instance()

    def by_the_region_absent_pass():
        instance()
        defaults()

    def by_another_region_absent_fail():
        instance()
        defaults(region="eu-central-1")

    def optional_in_the_region_absent_fail():
        instance()
        defaults("optional")

    def optional_against_the_region_fail():
        instance({"http_tokens": "optional"})
        defaults()

    def by_its_template_absent_pass():
        instance(launch_template={"id": "lt-1"})

    def optional_against_its_template_fail():
        instance({"http_tokens": "optional"}, launch_template={"id": "lt-1"})

    def template_absent_fail():
        aws.ec2.LaunchTemplate("template")

    def image_factory_fail():
        aws.imagebuilder.InfrastructureConfiguration(
            "factory", instance_profile_name="p", instance_metadata_options={"http_tokens": "optional"}
        )

    def computed_unknown():
        instance({"http_tokens": unknown()})


class metadata_defaults_ask_a_token:
    """HDS-OPS-07."""

    def required_pass():
        defaults()

    def one_hop_pass():
        defaults(hops=1)

    def ten_hops_fail():
        defaults(hops=10)

    def optional_fail():
        defaults("optional")

    def absent_fail():
        defaults(None)

    def computed_unknown():
        defaults(unknown())


class nodes_follow_a_launch_template:
    """HDS-OPS-07."""

    def named_pass():
        nodes(name="nodes", version="1")

    def of_the_program_pass():
        nodes(id=unknown(), version="1")

    def absent_fail():
        nodes()

    def version_alone_fail():
        nodes(version="1")

    def computed_unknown():
        """A template that nothing shows may be none."""
        scaling = {"desired_size": 1, "max_size": 1, "min_size": 1}
        template = unknown().apply(lambda name: {"id": name, "version": "1"})
        aws.eks.NodeGroup("nodes", cluster_name="c", node_role_arn="r", subnet_ids=["s"], scaling_config=scaling, launch_template=template)


class metadata_defaults_are_set_in_each_region:
    """HDS-OPS-07."""

    def set_pass():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        defaults()

    def absent_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


class function_code_is_signed:
    """HDS-OPS-07."""

    def signed_pass():
        function(code_signing_config_arn=signing().arn)

    def absent_fail():
        function()

    def archive_fail():
        function(package_type="Zip")

    def image_not_applicable():
        function(package_type="Image")

    def kind_unknown():
        function(package_type=unknown())


class signature_is_enforced:
    """HDS-OPS-07."""

    def enforced_pass():
        signing(untrusted_artifact_on_deployment="Enforce")

    def warned_fail():
        signing(untrusted_artifact_on_deployment="Warn")

    def absent_fail():
        signing()

    def computed_unknown():
        signing(untrusted_artifact_on_deployment=unknown())


class container_has_no_privileges:
    """HDS-OPS-07."""

    def absent_pass():
        task({"name": "a", "image": "i"})

    def off_pass():
        task({"name": "a", "privileged": False})

    def one_of_two_fail():
        task({"name": "a"}, {"name": "b", "privileged": True})

    def of_a_job_fail():
        properties = json.dumps({"image": "i", "privileged": True})
        aws.batch.JobDefinition("job", type="container", container_properties=properties)

    def of_a_job_pass():
        aws.batch.JobDefinition("job", type="container", container_properties=json.dumps({"image": "i"}))

    def of_a_pod_not_applicable():
        pod(containers=[{"image": "i"}])

    def computed_unknown():
        aws.ecs.TaskDefinition("task", family="f", container_definitions=unknown())


class pod_container_has_no_privileges:
    """HDS-OPS-07."""

    def absent_pass():
        pod(containers=[{"image": "i"}])

    def on_fail():
        pod(containers=[{"image": "i", "security_context": {"privileged": True}}])

    def before_the_others_fail():
        pod(containers=[{"image": "i"}], init_containers=[{"image": "i", "security_context": {"privileged": True}}])

    def without_a_pod_not_applicable():
        aws.batch.JobDefinition("job", type="container", container_properties="{}")

    def computed_unknown():
        pod(containers=[{"image": "i", "security_context": {"privileged": unknown().apply(bool)}}])

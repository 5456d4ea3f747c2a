# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Secrets in vaults, passwords and leaks; the credentials here are invented and their shape is all that counts."""

from __future__ import annotations

import base64
import json

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import arn_elsewhere, key

ACCESS_KEY = "AKIA" + "Z" * 16
ROLE = "arn:aws:iam::123456789012:role/r"
REFERENCE = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:s"


def function(**variables: object) -> None:
    """A function with an environment."""
    aws.lambda_.Function("function", role=ROLE, environment={"variables": variables})


def build(**variable: object) -> None:
    """A build with one variable."""
    environment = {"compute_type": "c", "image": "i", "type": "LINUX_CONTAINER", "environment_variables": [variable]}
    aws.codebuild.Project("build", artifacts={"type": "NO_ARTIFACTS"}, environment=environment, service_role=ROLE, source={"type": "S3"})


def task(definition: object) -> None:
    """A task."""
    aws.ecs.TaskDefinition("task", family="f", container_definitions=definition)


def container(**variables: object) -> str:
    """A container definition with an environment."""
    return json.dumps([{"name": "c", "environment": [{"name": name, "value": value} for name, value in variables.items()]}])


def machine(script: object) -> None:
    """An instance with a start-up script."""
    aws.ec2.Instance("machine", ami="ami-1", instance_type="t3.micro", user_data=script)


def database(**properties: object) -> None:
    """A database."""
    aws.rds.Instance("database", engine="postgres", instance_class="db.t4g.micro", **properties)


class secret_uses_a_customer_key:
    """HDS-KEY-06."""

    def customer_key_pass():
        aws.secretsmanager.Secret("secret", kms_key_id=key().arn)

    def replica_pass():
        own = key()
        there = aws.kms.ReplicaKey("there", primary_key_arn=own.arn, region="eu-central-1")
        aws.secretsmanager.Secret("secret", kms_key_id=own.arn, replicas=[{"region": "eu-central-1", "kms_key_id": there.arn}])

    def absent_fail():
        aws.secretsmanager.Secret("secret")

    def key_of_aws_fail():
        aws.secretsmanager.Secret("secret", kms_key_id="alias/aws/secretsmanager")

    def replica_without_a_key_fail():
        aws.secretsmanager.Secret("secret", kms_key_id=key().arn, replicas=[{"region": "eu-central-1"}])

    def replica_with_the_key_of_the_first_region_fail():
        own = key().arn
        aws.secretsmanager.Secret("secret", kms_key_id=own, replicas=[{"region": "eu-central-1", "kms_key_id": own}])

    def key_outside_the_program_unknown():
        aws.secretsmanager.Secret("secret", kms_key_id=arn_elsewhere())


class secret_can_be_recovered:
    """HDS-KEY-06."""

    def a_week_pass():
        aws.secretsmanager.Secret("secret", recovery_window_in_days=7)

    def absent_pass():
        aws.secretsmanager.Secret("secret")

    def at_once_fail():
        aws.secretsmanager.Secret("secret", recovery_window_in_days=0)

    def window_unknown():
        aws.secretsmanager.Secret("secret", recovery_window_in_days=unknown().apply(int))


class secret_rotates:
    """HDS-KEY-06."""

    def rotation_pass():
        own = aws.secretsmanager.Secret("secret").id
        aws.secretsmanager.SecretRotation("rotation", secret_id=own, rotation_rules={"automatically_after_days": 30})

    def rotation_absent_fail():
        aws.secretsmanager.Secret("secret")

    def rotation_of_another_secret_fail():
        """subject: still"""
        aws.secretsmanager.Secret("still")
        own = aws.secretsmanager.Secret("secret").id
        aws.secretsmanager.SecretRotation("rotation", secret_id=own, rotation_rules={"automatically_after_days": 30})

    def rotation_switched_off_fail():
        own = aws.secretsmanager.Secret("secret").id
        rules = {"automatically_after_days": 30}
        aws.secretsmanager.SecretRotation("rotation", secret_id=own, rotation_rules=rules, rotation_enabled=False)

    def switch_unknown():
        own = aws.secretsmanager.Secret("secret").id
        rules = {"automatically_after_days": 30}
        aws.secretsmanager.SecretRotation("rotation", secret_id=own, rotation_rules=rules, rotation_enabled=unknown().apply(bool))


class parameter_with_a_secret_is_sealed:
    """HDS-KEY-06."""

    def sealed_pass():
        aws.ssm.Parameter("parameter", type="SecureString", value="x", key_id=key().arn)

    def setting_pass():
        aws.ssm.Parameter("parameter", type="String", insecure_value="eu-west-3")

    def key_absent_fail():
        aws.ssm.Parameter("parameter", type="SecureString", value="x")

    def secret_by_its_name_fail():
        aws.ssm.Parameter("parameter", type="String", name="/app/db-password", insecure_value="x")

    def secret_by_its_form_fail():
        aws.ssm.Parameter("parameter", type="StringList", insecure_value=f"a,{ACCESS_KEY}")

    def setting_with_an_unknown_name_pass():
        """subject: parameter"""
        aws.ssm.Parameter("parameter", type="String", name=aws.sqs.Queue("queue").name, insecure_value="x")

    def list_of_settings_pass():
        aws.ssm.Parameter("parameter", type="StringList", insecure_value="a,b")

    def value_that_may_not_be_read_beside_a_setting_unknown():
        aws.ssm.Parameter("parameter", type="String", value_wo="x", insecure_value="y")

    def type_without_meaning_fail():
        aws.ssm.Parameter("parameter", type="Secret", value="x")

    def value_that_may_not_be_read_unknown():
        aws.ssm.Parameter("parameter", type="String", value="x")

    def type_unknown():
        """subject: parameter"""
        aws.ssm.Parameter("parameter", type=aws.sqs.Queue("queue").arn, value="x")

    def key_from_nowhere_unknown():
        aws.ssm.Parameter("parameter", type="SecureString", value="x", key_id=aws.sqs.Queue("queue").arn)


class managed_password_uses_a_customer_key:
    """HDS-KEY-06."""

    def customer_key_pass():
        database(manage_master_user_password=True, master_user_secret_kms_key_id=key().arn)

    def absent_fail():
        database(manage_master_user_password=True)

    def warehouse_absent_fail():
        aws.redshift.Cluster("warehouse", cluster_identifier="w", node_type="ra3.large", manage_master_password=True)

    def key_from_nowhere_unknown():
        database(manage_master_user_password=True, master_user_secret_kms_key_id=unknown())

    def password_that_is_not_managed_not_applicable():
        database(password="x")


class password_is_managed_by_the_service:
    """HDS-KEY-06."""

    def managed_pass():
        database(manage_master_user_password=True)

    def warehouse_without_any_password_pass():
        aws.redshiftserverless.Namespace("warehouse", namespace_name="n")

    def absent_fail():
        database()

    def password_fail():
        database(password="x")

    def password_marked_secret_fail():
        database(password=pulumi.Output.secret("x"))

    def write_only_password_fail():
        database(password_wo="x", password_wo_version=1)

    def password_beside_the_managed_one_fail():
        aws.redshift.Cluster("warehouse", cluster_identifier="w", node_type="ra3.large", manage_master_password=True, master_password="x")

    def replica_with_a_password_fail():
        database(replicate_source_db="s", password="x")

    def switch_unknown():
        database(manage_master_user_password=unknown().apply(bool))

    def replica_pass():
        database(replicate_source_db="s")

    def restored_cluster_pass():
        aws.docdb.Cluster("documents", snapshot_identifier="s")

    def member_of_a_global_cluster_pass():
        aws.rds.Cluster("cluster", engine="aurora-postgresql", global_cluster_identifier="g")


class password_stays_out_of_the_program:
    """HDS-KEY-06."""

    def absent_pass():
        aws.elasticache.ReplicationGroup("cache", description="d")

    def token_fail():
        aws.elasticache.ReplicationGroup("cache", description="d", auth_token="x" * 16)

    def migration_password_fail():
        aws.dms.Endpoint("endpoint", endpoint_id="e", endpoint_type="source", engine_name="postgres", password="x")

    def search_password_fail():
        options = {"enabled": True, "master_user_options": {"master_user_password": "x"}}
        aws.opensearch.Domain("search", advanced_security_options=options)

    def search_by_role_pass():
        options = {"enabled": True, "master_user_options": {"master_user_arn": ROLE}}
        aws.opensearch.Domain("search", advanced_security_options=options)

    def token_unknown():
        options = {"enabled": True, "master_user_options": {"master_user_password": unknown()}}
        aws.opensearch.Domain("search", advanced_security_options=options)


class environment_holds_no_secret:
    """HDS-KEY-06."""

    def settings_pass():
        function(STAGE="prod", PASSWORD_LENGTH="16", TOKEN_URL="https://example.org")

    def reference_to_a_secret_pass():
        function(DB_PASSWORD=REFERENCE, API_KEY="{{resolve:secretsmanager:s}}")

    def name_of_a_bucket_pass():
        function(BUCKET=aws.s3.Bucket("bucket").id)

    def secret_by_its_name_fail():
        function(DB_PASSWORD="hunter22")

    def secret_by_its_form_fail():
        function(SETTING=ACCESS_KEY)

    def marked_secret_fail():
        function(SETTING=pulumi.Output.secret("x"))

    def password_in_an_address_fail():
        function(DATABASE="postgres://app:hunter22@db.internal/app")

    def service_secret_fail():
        image = {"image_identifier": "i", "image_repository_type": "ECR"}
        image["image_configuration"] = {"runtime_environment_variables": {"API_TOKEN": "abc"}}
        aws.apprunner.Service("service", service_name="s", source_configuration={"image_repository": image})

    def computed_from_a_secret_unknown():
        version = aws.secretsmanager.SecretVersion("version", secret_id="s", secret_string="x")
        function(SETTING=version.version_id)

    def computed_from_a_bucket_and_a_secret_unknown():
        version = aws.secretsmanager.SecretVersion("version", secret_id="s", secret_string="x")
        function(SETTING=pulumi.Output.concat(aws.s3.Bucket("bucket").id, version.version_id))

    def computed_from_an_access_key_unknown():
        function(SETTING=aws.iam.AccessKey("key", user="u").ses_smtp_password_v4.apply(lambda text: text))

    def one_secret_among_settings_fail():
        function(STAGE="prod", DB_PASSWORD="hunter22")

    def computed_from_nowhere_unknown():
        function(SETTING=pulumi.StackReference("contract", stack_name="organization/hds/prod").get_output("value"))

    def environment_absent_not_applicable():
        aws.lambda_.Function("function", role=ROLE)

    def several_absent_values_not_applicable():
        aws.apprunner.Service("service", service_name="s", source_configuration={})


class variable_holds_no_secret:
    """HDS-KEY-06."""

    def setting_pass():
        build(name="STAGE", value="prod")

    def one_secret_among_variables_fail():
        variables = [{"name": "STAGE", "value": "prod"}, {"name": "API_KEY", "value": "abc"}]
        environment = {"compute_type": "c", "image": "i", "type": "LINUX_CONTAINER", "environment_variables": variables}
        aws.codebuild.Project(
            "build", artifacts={"type": "NO_ARTIFACTS"}, environment=environment, service_role=ROLE, source={"type": "S3"}
        )

    def reference_not_applicable():
        build(name="DB_PASSWORD", value="s:key", type="SECRETS_MANAGER")

    def secret_fail():
        build(name="DB_PASSWORD", value="hunter22")

    def secret_by_its_form_fail():
        build(name="SETTING", value=ACCESS_KEY, type="PLAINTEXT")

    def type_absent_marked_secret_fail():
        build(name="SETTING", value=pulumi.Output.secret("x"))

    def value_unknown():
        build(name="SETTING", value=unknown())

    def application_fail():
        setting = {"namespace": "aws:elasticbeanstalk:application:environment", "name": "API_KEY", "value": "abc"}
        aws.elasticbeanstalk.Environment("application", application="a", settings=[setting])


class definition_holds_no_secret:
    """HDS-KEY-06."""

    def settings_pass():
        task(container(STAGE="prod"))

    def no_environment_pass():
        task(json.dumps([{"name": "c", "secrets": [{"name": "DB_PASSWORD", "valueFrom": REFERENCE}]}]))

    def computed_from_an_image_pass():
        image = aws.ecr.Repository("images").repository_url
        task(image.apply(lambda url: json.dumps([{"name": "c", "image": url}])))

    def secret_fail():
        task(container(DB_PASSWORD="hunter22"))

    def marked_secret_fail():
        task(pulumi.Output.secret(container(STAGE="prod")))

    def job_fail():
        aws.batch.JobDefinition("job", type="container", container_properties=json.dumps(json.loads(container(TOKEN="abc"))[0]))

    def secret_of_a_node_fail():
        nodes = {"nodeRangeProperties": [{"container": {"environment": [{"name": "TOKEN", "value": "abc"}]}}]}
        aws.batch.JobDefinition("job", type="multinode", node_properties=json.dumps(nodes))

    def odd_environment_pass():
        task(json.dumps([{"environment": {"name": "TOKEN"}}, {"environment": ["TOKEN"]}]))

    def broken_definition_unknown():
        task("[")

    def definition_unknown():
        task(unknown())

    def definition_absent_not_applicable():
        aws.batch.JobDefinition("job", type="container")


class script_holds_no_secret:
    """HDS-KEY-06."""

    def settings_pass():
        machine("#!/bin/sh\nexport STAGE=prod\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value)\n")

    def computed_from_a_bucket_pass():
        machine(aws.s3.Bucket("bucket").id.apply(lambda name: f"aws s3 cp s3://{name} ."))

    def assignment_fail():
        machine("export DB_PASSWORD='hunter22'")

    def private_key_fail():
        machine("cat > key <<E\n-----BEGIN RSA PRIVATE KEY-----\nE")

    def assignment_in_base_64_fail():
        aws.ec2.LaunchTemplate("template", user_data=base64.b64encode(b"export API_TOKEN=abcdef123").decode())

    def harmless_script_beside_a_leak_fail():
        aws.ec2.Instance(
            "machine",
            ami="ami-1",
            instance_type="t3.micro",
            user_data="#!/bin/sh",
            user_data_base64=base64.b64encode(b"export API_TOKEN=abcdef123").decode(),
        )

    def marked_secret_fail():
        machine(pulumi.Output.secret("#!/bin/sh"))

    def script_unknown():
        machine(unknown())

    def script_absent_not_applicable():
        aws.ec2.Instance("machine", ami="ami-1", instance_type="t3.micro")


class request_log_leaves_out_credentials:
    """HDS-KEY-06."""

    def both_headers_pass():
        request_log("Authorization", "cookie", "x-trace")

    def one_header_fail():
        request_log("authorization")

    def absent_fail():
        request_log()

    def computed_unknown():
        request_log("cookie", unknown())


def request_log(*headers: object) -> None:
    """The log of a web ACL."""
    left_out = [*({"single_header": {"name": name}} for name in headers), {"query_string": {}}] if headers else None
    aws.wafv2.WebAclLoggingConfiguration("log", resource_arn="arn", log_destination_configs=["arn"], redacted_fields=left_out)

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Destinations of logs, aggregators of findings, and the AI opt-out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pulumi_aws as aws

from tests.policies.cases import unknown

if TYPE_CHECKING:
    import pulumi

ACCOUNT = "111122223333"


def flow_log(destination: pulumi.Input[str] | None) -> aws.ec2.FlowLog:
    """Flow logs of a network that exists elsewhere."""
    return aws.ec2.FlowLog("flows", vpc_id="vpc-0", traffic_type="ALL", log_destination=destination, log_destination_type="s3")


def opt_out(content: pulumi.Input[str], policy_type: str = "AISERVICES_OPT_OUT_POLICY") -> aws.organizations.Policy:
    """A policy of the organisation."""
    return aws.organizations.Policy("policy", type=policy_type, content=content)


def services(**choices: str) -> str:
    """The content of an opt-out policy."""
    return json.dumps({"services": {name: {"opt_out_policy": {"@@assign": choice}} for name, choice in choices.items()}})


class log_target_is_in_eea:
    """HDS-LOC-07."""

    def bucket_of_the_program_pass():
        """subject: flows"""
        flow_log(aws.s3.Bucket("logs").arn)

    def prefix_in_a_bucket_of_the_program_pass():
        """subject: flows"""
        aws.s3.Bucket("logs", bucket="logs-fr")
        flow_log("arn:aws:s3:::logs-fr/flows")

    def log_group_by_arn_pass():
        flow_log(f"arn:aws:logs:eu-west-3:{ACCOUNT}:log-group:flows")

    def firewall_pass():
        """subject: firewall"""
        aws.s3.Bucket("logs", bucket="logs-fr")
        destination = {"log_destination": {"bucketName": "logs-fr"}, "log_destination_type": "S3", "log_type": "FLOW"}
        logging = {"log_destination_configs": [destination]}
        aws.networkfirewall.LoggingConfiguration("firewall", firewall_arn="arn", logging_configuration=logging)

    def topic_by_name_in_its_own_region_pass():
        """subject: trail"""
        aws.s3.Bucket("logs", bucket="logs-fr")
        aws.cloudtrail.Trail("trail", s3_bucket_name="logs-fr", sns_topic_name="alerts")

    def destination_absent_not_applicable():
        flow_log(None)

    def bucket_elsewhere_fail():
        """subject: flows"""
        flow_log(aws.s3.Bucket("logs", region="us-east-1").arn)

    def prefix_in_a_bucket_elsewhere_fail():
        """subject: flows"""
        aws.s3.Bucket("logs", bucket="logs-us", region="us-east-1")
        flow_log("arn:aws:s3:::logs-us/flows")

    def log_group_elsewhere_fail():
        flow_log(f"arn:aws:logs:eu-west-2:{ACCOUNT}:log-group:flows")

    def trail_bucket_elsewhere_fail():
        """subject: trail"""
        aws.cloudtrail.Trail("trail", s3_bucket_name=aws.s3.Bucket("logs", region="us-east-1").id)

    def address_of_a_bucket_elsewhere_fail():
        """subject: probe"""
        aws.s3.Bucket("logs", bucket="logs-us", region="us-east-1")
        aws.synthetics.Canary(
            "probe",
            artifact_s3_location="s3://logs-us/probes",
            execution_role_arn="arn",
            handler="h",
            runtime_version="r",
            schedule={"expression": "rate(0 hour)"},
        )

    def access_logs_elsewhere_fail():
        """subject: source"""
        logs = aws.s3.Bucket("logs", region="us-east-1")
        aws.s3.BucketLogging("source", bucket="source", target_bucket=logs.id, target_prefix="s")

    def inline_access_logs_elsewhere_fail():
        """subject: source"""
        logs = aws.s3.Bucket("logs", region="us-east-1")
        aws.s3.Bucket("source", logging={"target_bucket": logs.id})

    def inline_access_logs_of_the_old_twin_fail():
        """subject: source"""
        logs = aws.s3.Bucket("logs", region="us-east-1")
        aws.s3.BucketV2("source", loggings=[{"target_bucket": logs.id}])

    def old_load_balancer_twin_fail():
        """subject: front"""
        aws.s3.Bucket("logs", bucket="logs-us", region="us-east-1")
        aws.alb.LoadBalancer("front", access_logs={"bucket": "logs-us", "enabled": True})

    def bucket_of_another_program_unknown():
        flow_log("arn:aws:s3:::logs-of-another-program")

    def computed_unknown():
        flow_log(unknown())


class telemetry_region_is_in_eea:
    """HDS-LOC-07."""

    def aggregator_pass():
        source = {"account_ids": [ACCOUNT], "regions": ["eu-west-3", "eu-central-1"]}
        aws.cfg.ConfigurationAggregator("aggregator", account_aggregation_source=source)

    def regions_absent_not_applicable():
        aws.cfg.ConfigurationAggregator("aggregator", account_aggregation_source={"account_ids": [ACCOUNT]})

    def aggregator_fail():
        source = {"role_arn": "arn", "regions": ["eu-west-3", "us-east-1"]}
        aws.cfg.ConfigurationAggregator("aggregator", organization_aggregation_source=source)

    def notification_hub_fail():
        aws.notifications.NotificationHub("hub", notification_hub_region="us-east-1")

    def lake_fail():
        configuration = {"region": "eu-west-2"}
        aws.securitylake.DataLake("lake", meta_store_manager_role_arn="arn", configuration=configuration)

    def lake_replica_fail():
        configuration = {"region": "eu-west-3", "replication_configuration": {"regions": ["us-east-1"], "role_arn": "arn"}}
        aws.securitylake.DataLake("lake", meta_store_manager_role_arn="arn", configuration=configuration)

    def replication_set_fail():
        aws.ssmincidents.ReplicationSet("incidents", regions=[{"name": "eu-west-3"}, {"name": "eu-west-2"}])

    def centralisation_fail():
        rule = {"source": {"regions": ["eu-west-3"]}, "destination": {"account": ACCOUNT, "region": "us-east-1"}}
        aws.observabilityadmin.CentralizationRuleForOrganization("rule", rule_name="r", rule=rule)

    def computed_unknown():
        aws.notifications.NotificationHub("hub", notification_hub_region=unknown())


class aggregator_names_its_regions:
    """HDS-LOC-07."""

    def listed_pass():
        source = {"account_ids": [ACCOUNT], "all_regions": False, "regions": ["eu-west-3"]}
        aws.cfg.ConfigurationAggregator("aggregator", account_aggregation_source=source)

    def switch_absent_not_applicable():
        source = {"account_ids": [ACCOUNT], "regions": ["eu-west-3"]}
        aws.cfg.ConfigurationAggregator("aggregator", account_aggregation_source=source)

    def accounts_of_all_regions_fail():
        aws.cfg.ConfigurationAggregator("aggregator", account_aggregation_source={"account_ids": [ACCOUNT], "all_regions": True})

    def organisation_of_all_regions_fail():
        aws.cfg.ConfigurationAggregator("aggregator", organization_aggregation_source={"role_arn": "arn", "all_regions": True})

    def computed_unknown():
        source = {"account_ids": [ACCOUNT], "all_regions": unknown().apply(bool)}
        aws.cfg.ConfigurationAggregator("aggregator", account_aggregation_source=source)


class findings_are_linked_within_eea:
    """HDS-LOC-07."""

    def listed_pass():
        aws.securityhub.FindingAggregator("findings", linking_mode="SPECIFIED_REGIONS", specified_regions=["eu-central-1"])

    def no_other_region_pass():
        aws.securityhub.FindingAggregator("findings", linking_mode="NO_REGIONS")

    def all_regions_fail():
        aws.securityhub.FindingAggregator("findings", linking_mode="ALL_REGIONS")

    def all_but_some_regions_fail():
        aws.securityhub.FindingAggregator("findings", linking_mode="ALL_REGIONS_EXCEPT_SPECIFIED", specified_regions=["us-east-1"])

    def listed_elsewhere_fail():
        aws.securityhub.FindingAggregator("findings", linking_mode="SPECIFIED_REGIONS", specified_regions=["us-east-1"])

    def new_aggregator_fail():
        aws.securityhub.AggregatorV2("findings", region_linking_mode="SPECIFIED_REGIONS", linked_regions=["eu-west-2"])

    def mode_absent_fail():
        aws.securityhub.FindingAggregator("findings", linking_mode="")

    def computed_unknown():
        aws.securityhub.FindingAggregator("findings", linking_mode=unknown())


class ai_services_are_opted_out:
    """HDS-LOC-07."""

    def default_pass():
        opt_out(services(default="optOut"))

    def other_kind_of_policy_not_applicable():
        opt_out("{}", "SERVICE_CONTROL_POLICY")

    def default_absent_fail():
        opt_out(services(rekognition="optOut"))

    def default_in_fail():
        opt_out(services(default="optIn"))

    def one_service_in_fail():
        opt_out(services(default="optOut", rekognition="optIn"))

    def wrong_case_fail():
        opt_out(services(default="OptOut"))

    def inheritance_operators_are_no_service_pass():
        policy = json.loads(services(default="optOut"))
        policy["services"]["@@operators_allowed_for_child_policies"] = ["@@none"]
        opt_out(json.dumps(policy))

    def no_json_unknown():
        opt_out("optOut")

    def no_services_unknown():
        opt_out("{}")

    def computed_unknown():
        opt_out(unknown())

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""What writes logs."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

PLANE = ("api", "audit", "authenticator", "controllerManager", "scheduler")


def network() -> aws.ec2.Vpc:
    """A network."""
    return aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


def gateway(**properties: object) -> aws.ec2.NatGateway:
    """A gateway."""
    return aws.ec2.NatGateway("gateway", **properties)


def cluster(*logs: object, **properties: object) -> None:
    """A cluster that logs some parts of its control plane."""
    listed = {"enabled_cluster_log_types": list(logs)} if logs else {}
    aws.eks.Cluster("cluster", role_arn="r", vpc_config={"subnet_ids": ["a", "b"]}, **listed, **properties)


def balancer(**properties: object) -> None:
    """A load balancer."""
    aws.lb.LoadBalancer("balancer", **properties)


def firewall_logging(*kinds: object) -> None:
    """A firewall that logs some things."""
    firewall = aws.networkfirewall.Firewall("firewall", firewall_policy_arn="p", subnet_mappings=[{"subnet_id": "s"}], vpc_id="v")
    configs = [{"log_type": kind, "log_destination_type": "S3", "log_destination": {"bucketName": "log"}} for kind in kinds]
    aws.networkfirewall.LoggingConfiguration(
        "logging", firewall_arn=firewall.arn, logging_configuration={"log_destination_configs": configs}
    )


class network_logs_its_flows:
    """HDS-LOG-03."""

    def all_flows_pass():
        aws.ec2.FlowLog("flows", vpc_id=network().id, traffic_type="ALL", log_destination="arn:aws:s3:::log")

    def no_log_fail():
        network()

    def refusals_only_fail():
        aws.ec2.FlowLog("flows", vpc_id=network().id, traffic_type="REJECT", log_destination="arn:aws:s3:::log")

    def traffic_absent_fail():
        aws.ec2.FlowLog("flows", vpc_id=network().id, log_destination="arn:aws:s3:::log")

    def computed_unknown():
        aws.ec2.FlowLog("flows", vpc_id=network().id, traffic_type=unknown(), log_destination="arn:aws:s3:::log")


class regional_gateway_logs_its_flows:
    """HDS-LOG-03."""

    def all_flows_pass():
        aws.ec2.FlowLog("flows", regional_nat_gateway_id=gateway(availability_mode="regional").id, traffic_type="ALL")

    def no_log_absent_fail():
        gateway(availability_mode="regional")

    def refusals_only_fail():
        aws.ec2.FlowLog("flows", regional_nat_gateway_id=gateway(availability_mode="regional").id, traffic_type="REJECT")

    def computed_unknown():
        aws.ec2.FlowLog("flows", regional_nat_gateway_id=gateway(availability_mode="regional").id, traffic_type=unknown())

    def zonal_not_applicable():
        gateway(subnet_id="s")

    def mode_unknown():
        gateway(availability_mode=unknown())


class network_logs_its_name_queries:
    """HDS-LOG-03."""

    def logged_pass():
        aws.route53.ResolverQueryLogConfigAssociation("queries", resolver_query_log_config_id="q", resource_id=network().id)

    def another_network_fail():
        network()
        aws.route53.ResolverQueryLogConfigAssociation("queries", resolver_query_log_config_id="q", resource_id="vpc-1")

    def no_log_fail():
        network()


class database_exports_its_audit_log:
    """HDS-LOG-03."""

    def postgres_pass():
        aws.rds.Instance("db", instance_class="c", engine="postgres", enabled_cloudwatch_logs_exports=["upgrade", "postgresql"])

    def aurora_pass():
        aws.rds.Cluster("db", engine="aurora-postgresql", enabled_cloudwatch_logs_exports=["postgresql"])

    def mysql_pass():
        aws.rds.Instance("db", instance_class="c", engine="mysql", enabled_cloudwatch_logs_exports=["audit"])

    def documents_pass():
        aws.docdb.Cluster("db", enabled_cloudwatch_logs_exports=["audit"])

    def graph_pass():
        aws.neptune.Cluster("db", enable_cloudwatch_logs_exports=["audit"])

    def replica_pass():
        aws.rds.Instance("db", instance_class="c", replicate_source_db="db-1", enabled_cloudwatch_logs_exports=["postgresql"])

    def absent_fail():
        aws.rds.Instance("db", instance_class="c", engine="postgres")

    def another_log_fail():
        aws.rds.Instance("db", instance_class="c", engine="postgres", enabled_cloudwatch_logs_exports=["upgrade", "audit"])

    def replica_absent_fail():
        aws.rds.Instance("db", instance_class="c", replicate_source_db="db-1")

    def mysql_errors_only_fail():
        aws.rds.Cluster("db", engine="aurora-mysql", enabled_cloudwatch_logs_exports=["error"])

    def computed_unknown():
        aws.rds.Instance("db", instance_class="c", engine="postgres", enabled_cloudwatch_logs_exports=[unknown()])

    def computed_engine_unknown():
        aws.rds.Instance("db", instance_class="c", engine=unknown(), enabled_cloudwatch_logs_exports=["postgresql"])


class cluster_logs_its_control_plane:
    """HDS-LOG-03."""

    def all_parts_pass():
        cluster(*PLANE)

    def absent_fail():
        cluster()

    def one_part_missing_fail():
        cluster(*PLANE[1:])

    def computed_unknown():
        cluster(*PLANE[1:], unknown())


class load_balancer_logs_its_requests:
    """HDS-LOG-03."""

    def application_pass():
        balancer(access_logs={"bucket": "log", "enabled": True})

    def old_twin_pass():
        aws.alb.LoadBalancer("balancer", access_logs={"bucket": "log", "enabled": True})

    def classic_pass():
        listener = {"instance_port": 443, "instance_protocol": "ssl", "lb_port": 443, "lb_protocol": "ssl"}
        aws.elb.LoadBalancer("balancer", listeners=[listener], access_logs={"bucket": "log"})

    def classic_absent_fail():
        listener = {"instance_port": 443, "instance_protocol": "ssl", "lb_port": 443, "lb_protocol": "ssl"}
        aws.elb.LoadBalancer("balancer", listeners=[listener])

    def absent_fail():
        balancer()

    def switch_absent_fail():
        balancer(access_logs={"bucket": "log"})

    def off_fail():
        balancer(access_logs={"bucket": "log", "enabled": False}, load_balancer_type="network")

    def computed_unknown():
        balancer(access_logs={"bucket": "log", "enabled": unknown().apply(bool)})

    def for_appliances_not_applicable():
        balancer(load_balancer_type="gateway")


class web_filter_is_logged:
    """HDS-LOG-03."""

    def logged_pass():
        web_acl = aws.wafv2.WebAcl(
            "filter",
            scope="REGIONAL",
            default_action={"allow": {}},
            visibility_config={
                "cloudwatch_metrics_enabled": True,
                "metric_name": "m",
                "sampled_requests_enabled": True,
            },
        )
        aws.wafv2.WebAclLoggingConfiguration("logging", resource_arn=web_acl.arn, log_destination_configs=["arn:aws:s3:::aws-waf-logs-x"])

    def no_configuration_fail():
        aws.wafv2.WebAcl(
            "filter",
            scope="REGIONAL",
            default_action={"allow": {}},
            visibility_config={
                "cloudwatch_metrics_enabled": True,
                "metric_name": "m",
                "sampled_requests_enabled": True,
            },
        )


class firewall_logs_alerts_and_flows:
    """HDS-LOG-03."""

    def both_pass():
        firewall_logging("ALERT", "FLOW")

    def alerts_only_fail():
        firewall_logging("ALERT")

    def no_configuration_absent_fail():
        aws.networkfirewall.Firewall("firewall", firewall_policy_arn="p", subnet_mappings=[{"subnet_id": "s"}], vpc_id="v")

    def computed_unknown():
        firewall_logging("ALERT", unknown())


class api_stage_logs_its_requests:
    """HDS-LOG-03."""

    def logged_pass():
        settings = {"destination_arn": "arn:aws:logs:eu-west-3:123456789012:log-group:g", "format": "$context.requestId"}
        aws.apigateway.Stage("stage", rest_api="a", deployment="d", stage_name="s", access_log_settings=settings)

    def second_version_pass():
        settings = {"destination_arn": "arn:aws:logs:eu-west-3:123456789012:log-group:g", "format": "$context.requestId"}
        aws.apigatewayv2.Stage("stage", api_id="a", access_log_settings=settings)

    def absent_fail():
        aws.apigateway.Stage("stage", rest_api="a", deployment="d", stage_name="s")

    def computed_unknown():
        aws.apigatewayv2.Stage("stage", api_id="a", access_log_settings={"destination_arn": unknown(), "format": "$context.requestId"})


class search_domain_publishes_its_audit_log:
    """HDS-LOG-03."""

    def published_pass():
        options = [{"log_type": kind, "cloudwatch_log_group_arn": "g"} for kind in ("INDEX_SLOW_LOGS", "AUDIT_LOGS")]
        aws.opensearch.Domain("domain", log_publishing_options=options)

    def older_service_pass():
        aws.elasticsearch.Domain("domain", log_publishing_options=[{"log_type": "AUDIT_LOGS", "cloudwatch_log_group_arn": "g"}])

    def absent_fail():
        aws.opensearch.Domain("domain")

    def off_fail():
        options = [{"log_type": "AUDIT_LOGS", "cloudwatch_log_group_arn": "g", "enabled": False}]
        aws.opensearch.Domain("domain", log_publishing_options=options)

    def slow_queries_only_fail():
        aws.opensearch.Domain("domain", log_publishing_options=[{"log_type": "INDEX_SLOW_LOGS", "cloudwatch_log_group_arn": "g"}])

    def computed_unknown():
        aws.opensearch.Domain("domain", log_publishing_options=[{"log_type": unknown(), "cloudwatch_log_group_arn": "g"}])


class warehouse_is_logged:
    """HDS-LOG-03."""

    def logged_pass():
        aws.redshift.Logging("logging", cluster_identifier=aws.redshift.Cluster("w", cluster_identifier="w", node_type="n").id)

    def no_logging_fail():
        aws.redshift.Cluster("w", cluster_identifier="w", node_type="n")


class firewall_reports_what_it_drops:
    """HDS-LOG-03."""

    def established_pass():
        firewall_policy("aws:drop_established", "aws:alert_established")

    def strict_pass():
        firewall_policy("aws:drop_strict", "aws:alert_strict")

    def only_drops_fail():
        firewall_policy("aws:drop_strict")

    def absent_fail():
        firewall_policy()

    def computed_unknown():
        firewall_policy("aws:drop_strict", unknown())


def firewall_policy(*actions: object) -> None:
    """A firewall policy with default actions."""
    stateless = {"stateless_default_actions": ["aws:forward_to_sfe"], "stateless_fragment_default_actions": ["aws:forward_to_sfe"]}
    aws.networkfirewall.FirewallPolicy("policy", firewall_policy={**stateless, "stateful_default_actions": list(actions) or None})

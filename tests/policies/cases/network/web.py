# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Load balancers, APIs, sign-in pages and their web ACLs."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown

SHOWN = {"cloudwatch_metrics_enabled": True, "metric_name": "m", "sampled_requests_enabled": False}
MANAGED = {"managed_rule_group_statement": {"name": "AWSManagedRulesCommonRuleSet", "vendor_name": "AWS"}}
RATE = {"rate_based_statement": {"limit": 1000, "aggregate_key_type": "IP"}}


def rule(statement: object, **action: object) -> dict[str, object]:
    """A rule of a web ACL."""
    return {"name": "r", "priority": 1, "statement": statement, "visibility_config": SHOWN, **action}


def web_acl(*rules: object, default: str = "allow", **others: object) -> aws.wafv2.WebAcl:
    """A regional web ACL."""
    return aws.wafv2.WebAcl(
        "filter", scope="REGIONAL", default_action={default: {}}, visibility_config=SHOWN, rules=list(rules) or None, **others
    )


def balancer(name: str = "balancer", **properties: object) -> aws.lb.LoadBalancer:
    """A load balancer."""
    return aws.lb.LoadBalancer(name, **properties)


def filtered(arn: object, acl: object = None) -> None:
    """The web ACL of something."""
    aws.wafv2.WebAclAssociation("association", resource_arn=arn, web_acl_arn=web_acl(rule(RATE)).arn if acl is None else acl)


def stage(**endpoint: object) -> aws.apigateway.Stage:
    """A stage of a REST API."""
    api = aws.apigateway.RestApi("api", endpoint_configuration=endpoint or None)
    return aws.apigateway.Stage("stage", rest_api=api.id, deployment="d", stage_name="s")


def graph_api(**properties: object) -> aws.appsync.GraphQLApi:
    """A GraphQL API."""
    return aws.appsync.GraphQLApi("api", authentication_type="AWS_IAM", **properties)


class balancer_is_filtered:
    """HDS-NET-06."""

    def on_the_internet_pass():
        filtered(balancer(internal=False).arn)

    def rate_rule_of_its_own_pass():
        acl = web_acl()
        aws.wafv2.WebAclRule("rule", web_acl_arn=acl.arn, name="r", priority=1, statement=RATE, visibility_config=SHOWN)
        filtered(balancer().arn, acl.arn)

    def rate_rule_in_json_pass():
        text = json.dumps([{"Name": "r", "Priority": 1, "Statement": {"RateBasedStatement": {"Limit": 1000}}}])
        filtered(balancer().arn, web_acl(rule_json=text).arn)

    def let_through_when_the_filter_fails_fail():
        filtered(balancer(enable_waf_fail_open=True).arn)

    def without_a_rate_rule_fail():
        filtered(balancer().arn, web_acl(rule(MANAGED)).arn)

    def filter_absent_fail():
        balancer(internal=False)

    def internal_absent_fail():
        balancer()

    def filter_of_another_fail():
        """subject: balancer"""
        balancer()
        filtered(balancer("other").arn)

    def internal_not_applicable():
        balancer(internal=True)

    def internal_with_health_data_fail():
        balancer(internal=True, tags={"hds:dscp": "yes"})

    def internal_with_health_data_pass():
        filtered(balancer(internal=True, tags={"hds:dscp": "yes"}).arn, web_acl(rule(MANAGED)).arn)

    def internal_with_unknown_tags_unknown():
        balancer(internal=True, tags=unknown().apply(lambda _: {}))

    def network_balancer_not_applicable():
        balancer(load_balancer_type="network")

    def computed_unknown():
        balancer(internal=unknown().apply(bool))

    def filter_elsewhere_unknown():
        filtered(balancer().arn, "arn:aws:wafv2:eu-west-3:123456789012:regional/webacl/w/1")

    def rules_unknown():
        acl = aws.wafv2.WebAcl(
            "filter", scope="REGIONAL", default_action={"block": {}}, visibility_config=SHOWN, rules=unknown().apply(list)
        )
        filtered(balancer().arn, acl.arn)


class web_traffic_enters_by_one_gateway:
    """HDS-NET-06."""

    def one_pass():
        balancer(internal=False)
        balancer("inside", internal=True)

    def none_pass():
        aws.sqs.Queue("queue")

    def one_in_each_region_pass():
        balancer()
        balancer("far", region="eu-central-1")

    def two_fail():
        balancer()
        aws.elb.LoadBalancer("classic", listeners=[])

    def virtual_appliance_pass():
        balancer()
        balancer("appliance", load_balancer_type="gateway")

    def nothing_on_aws_not_applicable():
        pass


class api_on_the_internet_is_filtered:
    """HDS-NET-06."""

    def filtered_pass():
        filtered(stage(types="REGIONAL").arn)

    def regional_fail():
        stage(types="REGIONAL")

    def endpoint_absent_fail():
        stage()

    def private_not_applicable():
        stage(types="PRIVATE")

    def of_an_api_elsewhere_fail():
        aws.apigateway.Stage("stage", rest_api="a", deployment="d", stage_name="s")


class user_pool_is_filtered:
    """HDS-NET-06."""

    def filtered_pass():
        filtered(aws.cognito.UserPool("pool").arn)

    def filter_absent_fail():
        aws.cognito.UserPool("pool")


class web_api_has_a_filter:
    """HDS-NET-06."""

    def filtered_pass():
        filtered(graph_api().arn)

    def private_pass():
        graph_api(visibility="PRIVATE")

    def public_fail():
        graph_api(visibility="GLOBAL")

    def absent_fail():
        graph_api()

    def computed_unknown():
        graph_api(visibility=unknown())


class balancer_without_filter_is_internal:
    """HDS-NET-06."""

    def network_balancer_pass():
        balancer(load_balancer_type="network", internal=True)

    def network_balancer_absent_fail():
        balancer(load_balancer_type="network")

    def classic_balancer_fail():
        aws.elb.LoadBalancer("balancer", listeners=[], internal=False)

    def application_balancer_not_applicable():
        balancer()

    def virtual_appliance_not_applicable():
        balancer(load_balancer_type="gateway")

    def computed_unknown():
        balancer(load_balancer_type="network", internal=unknown().apply(bool))


class balancer_drops_malformed_requests:
    """HDS-NET-06."""

    def dropped_pass():
        balancer(drop_invalid_header_fields=True)

    def strictest_pass():
        balancer(drop_invalid_header_fields=True, desync_mitigation_mode="strictest")

    def kept_fail():
        balancer(drop_invalid_header_fields=False)

    def absent_fail():
        balancer()

    def monitored_fail():
        balancer(drop_invalid_header_fields=True, desync_mitigation_mode="monitor")

    def network_balancer_not_applicable():
        balancer(load_balancer_type="network")

    def computed_unknown():
        balancer(drop_invalid_header_fields=unknown().apply(bool))


class web_filter_blocks:
    """HDS-NET-06."""

    def default_pass():
        web_acl(default="block")

    def managed_group_pass():
        web_acl(rule(MANAGED, override_action={"none": {}}))

    def managed_group_in_json_pass():
        text = [{"Statement": {"ManagedRuleGroupStatement": {"Name": "n", "VendorName": "AWS"}}, "OverrideAction": {"None": {}}}]
        web_acl(rule_json=json.dumps(text))

    def managed_group_from_outside_pass():
        group = {"name": "AWSManagedRulesCommonRuleSet", "vendor_name": "AWS"}
        aws.wafv2.WebAclRuleGroupAssociation("group", web_acl_arn=web_acl().arn, rule_name="r", priority=1, managed_rule_group=group)

    def managed_group_from_outside_fail():
        group = {"name": "AWSManagedRulesCommonRuleSet", "vendor_name": "AWS"}
        aws.wafv2.WebAclRuleGroupAssociation(
            "group", web_acl_arn=web_acl().arn, rule_name="r", priority=1, managed_rule_group=group, override_action="count"
        )

    def only_counts_fail():
        web_acl(rule(MANAGED, override_action={"count": {}}), default="block")

    def only_counts_in_json_fail():
        text = [{"Statement": {"ManagedRuleGroupStatement": {"Name": "n"}}, "OverrideAction": {"Count": {}}}]
        web_acl(rule_json=json.dumps(text))

    def rules_absent_fail():
        web_acl()

    def own_rule_only_fail():
        web_acl(rule(RATE, action={"block": {}}))

    def rules_unknown():
        aws.wafv2.WebAcl("filter", scope="REGIONAL", default_action={"allow": {}}, visibility_config=SHOWN, rules=unknown().apply(list))

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Remote access: the edge of the network, client VPN, geographic matches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pulumi_aws as aws

from tests.policies.cases import unknown

if TYPE_CHECKING:
    import pulumi

SHOWN = {"cloudwatch_metrics_enabled": True, "metric_name": "m", "sampled_requests_enabled": False}
EEA = {"geo_match_statement": {"country_codes": ["FR", "NO", "DE"]}}
WORLD = {"geo_match_statement": {"country_codes": ["FR", "US"]}}


def negated(statement: object) -> dict[str, object]:
    """The negation of a statement."""
    return {"not_statement": {"statement": statement}}


def rule(statement: object, action: str) -> dict[str, object]:
    """A rule of a web ACL."""
    return {"name": "r", "priority": 1, "statement": statement, "action": {action: {}}, "visibility_config": SHOWN}


def web_acl(*rules: object, default: str = "block", **others: object) -> aws.wafv2.WebAcl:
    """A regional web ACL."""
    return aws.wafv2.WebAcl(
        "filter", scope="REGIONAL", default_action={default: {}}, visibility_config=SHOWN, rules=list(rules) or None, **others
    )


def vpn(**log: pulumi.Input[object]) -> aws.ec2clientvpn.Endpoint:
    """A client VPN endpoint."""
    return aws.ec2clientvpn.Endpoint(
        "vpn", authentication_options=[{"type": "certificate-authentication"}], server_certificate_arn="arn", connection_log_options=log
    )


class internet_lets_nobody_in:
    """HDS-LOC-09."""

    def both_ways_pass():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode="block-bidirectional")

    def inwards_pass():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode="block-ingress")

    def off_fail():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode="off")

    def mode_absent_fail():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode="")

    def computed_unknown():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode=unknown())


class exclusion_lets_nobody_in:
    """HDS-LOC-09."""

    def outwards_pass():
        aws.ec2.VpcBlockPublicAccessExclusion("way", internet_gateway_exclusion_mode="allow-egress", vpc_id="vpc-0")

    def both_ways_fail():
        aws.ec2.VpcBlockPublicAccessExclusion("way", internet_gateway_exclusion_mode="allow-bidirectional", vpc_id="vpc-0")

    def mode_absent_fail():
        aws.ec2.VpcBlockPublicAccessExclusion("way", internet_gateway_exclusion_mode="", vpc_id="vpc-0")

    def computed_unknown():
        aws.ec2.VpcBlockPublicAccessExclusion("way", internet_gateway_exclusion_mode=unknown(), vpc_id="vpc-0")


class client_vpn_logs_its_connections:
    """HDS-LOC-09."""

    def logged_pass():
        vpn(enabled=True, cloudwatch_log_group="vpn")

    def log_group_of_the_program_pass():
        vpn(enabled=True, cloudwatch_log_group=aws.cloudwatch.LogGroup("vpn").name)

    def off_fail():
        vpn(enabled=False)

    def log_group_absent_fail():
        vpn(enabled=True)

    def computed_unknown():
        vpn(enabled=unknown().apply(bool), cloudwatch_log_group="vpn")


class geographic_match_admits_eea_only:
    """HDS-LOC-09."""

    def list_that_lets_in_pass():
        web_acl(rule(EEA, "allow"))

    def negated_list_that_blocks_pass():
        web_acl(rule(negated(EEA), "block"), default="allow")

    def combined_with_something_else_pass():
        other = {"label_match_statement": {"key": "k", "scope": "LABEL"}}
        web_acl(rule({"and_statement": {"statements": [EEA, other]}}, "allow"))

    def in_json_pass():
        match = {"NotStatement": {"Statement": {"GeoMatchStatement": {"CountryCodes": ["FR"]}}}}
        web_acl(rule_json=json.dumps([{"Name": "r", "Priority": 1, "Statement": match, "Action": {"Block": {}}}]), default="allow")

    def on_its_own_pass():
        aws.wafv2.WebAclRule(
            "rule", web_acl_arn="arn", name="r", priority=1, action={"block": {}}, statement=negated(EEA), visibility_config=SHOWN
        )

    def rules_absent_not_applicable():
        web_acl()

    def no_country_not_applicable():
        web_acl(rule({"label_match_statement": {"key": "k", "scope": "LABEL"}}, "allow"))

    def counting_lets_nobody_in_not_applicable():
        web_acl(rule(WORLD, "count"))

    def rate_limit_by_country_not_applicable():
        limit = {"rate_based_statement": {"limit": 100, "scope_down_statement": WORLD}}
        web_acl(rule(limit, "block"))

    def other_country_in_the_list_fail():
        web_acl(rule(WORLD, "allow"))

    def kingdom_and_confederation_are_not_eea_fail():
        web_acl(rule({"geo_match_statement": {"country_codes": ["GB", "CH"]}}, "allow"))

    def negated_list_with_another_country_fail():
        web_acl(rule(negated(WORLD), "block"), default="allow")

    def list_that_blocks_fail():
        web_acl(rule({"geo_match_statement": {"country_codes": ["US"]}}, "block"), default="allow")

    def negated_list_that_lets_in_fail():
        web_acl(rule(negated(EEA), "allow"))

    def twice_negated_fail():
        web_acl(rule(negated(negated(EEA)), "block"), default="allow")

    def all_others_are_let_in_too_fail():
        web_acl(rule(EEA, "allow"), default="allow")

    def nested_in_an_alternative_fail():
        web_acl(rule({"or_statement": {"statements": [EEA, WORLD]}}, "allow"))

    def in_json_fail():
        match = {"GeoMatchStatement": {"CountryCodes": ["US"]}}
        web_acl(rule_json=json.dumps([{"Name": "r", "Priority": 1, "Statement": match, "Action": {"Allow": {}}}]))

    def in_a_group_fail():
        aws.wafv2.RuleGroup("group", scope="REGIONAL", capacity=1, rules=[rule(WORLD, "allow")], visibility_config=SHOWN)

    def no_json_unknown():
        web_acl(rule_json="countries")

    def computed_list_unknown():
        web_acl(rule({"geo_match_statement": {"country_codes": [unknown()]}}, "allow"))

    def computed_rules_unknown():
        web_acl(unknown().apply(lambda name: rule({"geo_match_statement": {"country_codes": [name]}}, "allow")))

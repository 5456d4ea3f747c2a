# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Services and names of AWS that a network lets its workloads reach."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown


def endpoint(service: object) -> None:
    """An endpoint."""
    aws.ec2.VpcEndpoint("endpoint", vpc_id="vpc-1", vpc_endpoint_type="Interface", service_name=service)


def service(**properties: object) -> aws.ec2.VpcEndpointService:
    """A service of the program."""
    return aws.ec2.VpcEndpointService("service", acceptance_required=True, **properties)


def resolved(*domains: object, action: object = "ALLOW") -> None:
    """A list of names with a rule about it."""
    listed = aws.route53.ResolverFirewallDomainList("list", domains=list(domains))
    if action:
        aws.route53.ResolverFirewallRule("rule", action=action, firewall_domain_list_id=listed.id, firewall_rule_group_id="g", priority=1)


def listed(*targets: object, kind: object = "ALLOWLIST") -> None:
    """A rule group that lists names."""
    names = {"generated_rules_type": kind, "target_types": ["TLS_SNI"], "targets": list(targets)}
    aws.networkfirewall.RuleGroup("group", type="STATEFUL", capacity=9, rule_group={"rules_source": {"rules_source_list": names}})


class endpoint_leads_to_a_service_in_eea:
    """HDS-LOC-02."""

    def here_pass():
        endpoint("com.amazonaws.eu-west-3.kms")

    def of_somebody_else_pass():
        endpoint("com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0")

    def notebooks_pass():
        endpoint("aws.sagemaker.eu-west-3.notebook")

    def of_the_program_pass():
        endpoint(service().service_name)

    def outside_fail():
        endpoint("com.amazonaws.us-east-1.kms")

    def of_somebody_outside_fail():
        endpoint("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")

    def of_the_program_outside_fail():
        endpoint(service(region="us-east-1").service_name)

    def without_region_not_applicable():
        endpoint("com.amazonaws.s3-global.accesspoint")

    def absent_not_applicable():
        endpoint(None)

    def computed_unknown():
        endpoint(unknown())


class resolved_names_are_in_eea:
    """HDS-LOC-02."""

    def here_pass():
        resolved("*.eu-west-3.amazonaws.com.", "*.eu-west-3.compute.internal", "annuaire.example.org")

    def name_without_region_pass():
        resolved("iam.amazonaws.com")

    def name_of_others_pass():
        resolved("host.us-east-1.example.org")

    def outside_fail():
        resolved("*.us-east-1.amazonaws.com")

    def old_style_outside_fail():
        resolved("bucket.s3-us-west-2.amazonaws.com", action="ALERT")

    def only_blocked_pass():
        resolved("*.us-east-1.amazonaws.com", action="BLOCK")

    def rule_absent_not_applicable():
        resolved("*.us-east-1.amazonaws.com", action=None)

    def action_unknown():
        resolved("*.us-east-1.amazonaws.com", action=unknown())

    def name_unknown():
        resolved(unknown())


class listed_names_are_in_eea:
    """HDS-LOC-02."""

    def here_pass():
        listed(".eu-west-3.amazonaws.com", "annuaire.example.org")

    def outside_fail():
        listed(".us-east-1.amazonaws.com")

    def denied_not_applicable():
        listed(".us-east-1.amazonaws.com", kind="DENYLIST")

    def list_absent_not_applicable():
        aws.networkfirewall.RuleGroup("group", type="STATEFUL", capacity=9, rule_group={"rules_source": {"rules_string": "drop ip any"}})

    def kind_unknown():
        listed(".us-east-1.amazonaws.com", kind=unknown())

    def name_unknown():
        listed(unknown())

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Filters that resist change, and repositories that keep their images."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown


class filter_resists_change:
    """HDS-BCK-06."""

    def firewall_pass():
        network_firewall(firewall_policy_change_protection=True, subnet_change_protection=True)

    def policy_may_change_fail():
        network_firewall(firewall_policy_change_protection=False, subnet_change_protection=True)

    def subnets_may_change_fail():
        network_firewall(firewall_policy_change_protection=True, subnet_change_protection=False)

    def absent_fail():
        network_firewall()

    def names_pass():
        dns_firewall(mutation_protection="ENABLED")

    def names_may_change_fail():
        dns_firewall(mutation_protection="DISABLED")

    def names_absent_fail():
        dns_firewall()

    def computed_unknown():
        dns_firewall(mutation_protection=unknown())


def network_firewall(**properties: object) -> None:
    """A firewall."""
    aws.networkfirewall.Firewall("firewall", firewall_policy_arn="arn", vpc_id="vpc-1", subnet_mappings=[{"subnet_id": "s"}], **properties)


def dns_firewall(**properties: object) -> None:
    """A DNS firewall in its network."""
    aws.route53.ResolverFirewallRuleGroupAssociation("names", firewall_rule_group_id="g", vpc_id="vpc-1", priority=101, **properties)


class repository_is_not_emptied:
    """HDS-BCK-06."""

    def kept_pass():
        aws.ecr.Repository("images", force_delete=False)

    def absent_pass():
        aws.ecr.Repository("images")

    def emptied_fail():
        aws.ecr.Repository("images", force_delete=True)

    def computed_unknown():
        aws.ecr.Repository("images", force_delete=unknown().apply(bool))

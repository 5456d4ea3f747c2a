# SPDX-License-Identifier: Apache-2.0
"""Name resolution: only known names resolve, answers are validated, every question is logged (HDS-NET-05, HDS-LOG-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_aws import route53

from hds_components.aws.naming import dns_suffix

if TYPE_CHECKING:
    import pulumi
    from pulumi_aws import ec2

    from hds_components.aws.network.scope import Scope

__all__ = ["build", "resolvable_names"]

_NAME_LIMIT = 64
_GROUP_PRIORITY = 101
"""Groups associated by hand take a priority between 101 and 9900; ours comes first."""


def build(scope: Scope, vpc: ec2.Vpc) -> None:
    """A DNS firewall that refuses what it does not know, also when it fails; DNSSEC validation; the log of queries."""
    group = route53.ResolverFirewallRuleGroup(
        f"{scope.name}-dns",
        name=scope.physical("dns", _NAME_LIMIT),
        tags=scope.tags("dns"),
        opts=scope.options(guarded=True),
    )
    allowed = route53.ResolverFirewallRule(
        f"{scope.name}-dns-known",
        name=scope.physical("dns-known", _NAME_LIMIT),
        firewall_rule_group_id=group.id,
        firewall_domain_list_id=_names(scope, "known", resolvable_names(scope.args.perimeter.region, scope.args.egress_domains)),
        priority=100,
        action="ALLOW",
        # a listed name may lead anywhere by CNAME: its owner decides, and the network firewall still judges the connection
        firewall_domain_redirection_action="TRUST_REDIRECTION_DOMAIN",
        opts=scope.options(guarded=True),
    )
    refused = route53.ResolverFirewallRule(
        f"{scope.name}-dns-unknown",
        name=scope.physical("dns-unknown", _NAME_LIMIT),
        firewall_rule_group_id=group.id,
        firewall_domain_list_id=_names(scope, "unknown", ("*",)),
        priority=200,
        action="BLOCK",
        block_response="NXDOMAIN",
        opts=scope.options(guarded=True),
    )
    route53.ResolverFirewallConfig(f"{scope.name}-dns", resource_id=vpc.id, firewall_fail_open="DISABLED", opts=scope.options(guarded=True))
    route53.ResolverFirewallRuleGroupAssociation(
        f"{scope.name}-dns",
        name=scope.physical("dns", _NAME_LIMIT),
        firewall_rule_group_id=group.id,
        vpc_id=vpc.id,
        priority=_GROUP_PRIORITY,
        mutation_protection="ENABLED" if scope.args.perimeter.protected else "DISABLED",
        tags=scope.tags("dns"),
        opts=scope.options(guarded=True, after=(allowed, refused)),
    )
    route53.ResolverDnsSecConfig(f"{scope.name}-dnssec", resource_id=vpc.id, opts=scope.options(guarded=True))
    _query_log(scope, vpc)


def resolvable_names(region: str, egress_domains: tuple[str, ...]) -> tuple[str, ...]:
    """Names that resolve: the region's services, the network's own hosts, the egress list.

    Names of services outside the region are left out: their endpoints are in another region (HDS-LOC-01).
    """
    suffix = dns_suffix(region)
    services = (f"*.{region}.{suffix}", f"*.{region}.vpce.{suffix}", f"*.{region}.rds.{suffix}")
    return (*services, f"*.{region}.compute.internal", *egress_domains)


def _names(scope: Scope, what: str, domains: tuple[str, ...]) -> pulumi.Output[str]:
    """A list of domains, and its id."""
    return route53.ResolverFirewallDomainList(
        f"{scope.name}-dns-{what}",
        name=scope.physical(f"dns-{what}", _NAME_LIMIT),
        domains=list(domains),
        tags=scope.tags(f"dns-{what}"),
        opts=scope.options(guarded=True),
    ).id


def _query_log(scope: Scope, vpc: ec2.Vpc) -> None:
    config = route53.ResolverQueryLogConfig(
        f"{scope.name}-queries",
        name=scope.physical("queries", _NAME_LIMIT),
        destination_arn=scope.args.log_destination.delivery_id,
        tags=scope.tags("queries"),
        opts=scope.options(guarded=True),
    )
    route53.ResolverQueryLogConfigAssociation(
        f"{scope.name}-queries", resolver_query_log_config_id=config.id, resource_id=vpc.id, opts=scope.options(guarded=True)
    )

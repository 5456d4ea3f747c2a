# SPDX-License-Identifier: Apache-2.0
"""The firewall of web requests before the gateway: it blocks, and what it sees is logged (HDS-NET-06, HDS-LOG-03, HDS-LOG-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.log_groups import log_group
from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pulumi

    from hds_components.contracts.compute import ComputeArgs

__all__ = ["guard"]

_NAME_LIMIT = 128
_LOG_PREFIX = "aws-waf-logs-"
"""Every destination of these logs must begin so: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html."""
_REQUESTS_PER_FIVE_MINUTES = 2000
_MANAGED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("AWSManagedRulesAmazonIpReputationList", ()),
    # A body over 8 KB is no attack where documents are sent; its first 8 KB are inspected all the same.
    ("AWSManagedRulesCommonRuleSet", ("SizeRestrictions_BODY",)),
    ("AWSManagedRulesKnownBadInputsRuleSet", ()),
    ("AWSManagedRulesSQLiRuleSet", ()),
    ("AWSManagedRulesLinuxRuleSet", ()),
)
"""Rule groups of AWS, each with the rules of it that count only.

https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
"""
_SECRET_HEADERS = ("authorization", "cookie")


def guard(name: str, args: ComputeArgs, balancer: aws.lb.LoadBalancer, parent: pulumi.Resource) -> None:
    """Put the firewall before the balancer and log its decisions.

    Logs leave out credentials and query strings, where applications put names and numbers of patients; nothing is sampled, because a
    sample would show both to whoever opens the console.
    """
    perimeter = args.perimeter
    guarded = leaf(parent, perimeter)
    acl = aws.wafv2.WebAcl(
        name,
        name=perimeter.name("entry", limit=_NAME_LIMIT),
        description="Blocks known attacks and floods before the gateway",
        scope="REGIONAL",
        default_action={"allow": {}},
        rules=[*(_managed(place, group, counted) for place, (group, counted) in enumerate(_MANAGED, start=1)), _floods()],
        visibility_config=_metric("entry"),
        tags=dict(perimeter.tags),
        opts=guarded,
    )
    log = log_group(
        f"{name}-requests",
        f"{_LOG_PREFIX}{perimeter.name('entry', limit=_NAME_LIMIT)}",
        perimeter=perimeter,
        encryption_key=args.log_destination.encryption_key,
        retention_days=args.log_destination.retention_days,
        parent=parent,
    )
    aws.wafv2.WebAclLoggingConfiguration(
        name,
        resource_arn=acl.arn,
        log_destination_configs=[log.arn],
        redacted_fields=[*({"single_header": {"name": header}} for header in _SECRET_HEADERS), {"query_string": {}}],
        opts=guarded,
    )
    aws.wafv2.WebAclAssociation(name, resource_arn=balancer.arn, web_acl_arn=acl.arn, opts=guarded)


def _managed(place: int, group: str, counted: Sequence[str]) -> aws.wafv2.WebAclRuleArgsDict:
    overrides: list[aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgsDict] = [
        {"name": rule, "action_to_use": {"count": {}}} for rule in counted
    ]
    return {
        "name": group,
        "priority": place,
        "override_action": {"none": {}},
        "statement": {"managed_rule_group_statement": {"vendor_name": "AWS", "name": group, "rule_action_overrides": overrides}},
        "visibility_config": _metric(group),
    }


def _floods() -> aws.wafv2.WebAclRuleArgsDict:
    return {
        "name": "Floods",
        "priority": len(_MANAGED) + 1,
        "action": {"block": {}},
        "statement": {"rate_based_statement": {"limit": _REQUESTS_PER_FIVE_MINUTES, "aggregate_key_type": "IP"}},
        "visibility_config": _metric("Floods"),
    }


def _metric(name: str) -> aws.wafv2.WebAclVisibilityConfigArgsDict:
    return {"metric_name": name, "cloudwatch_metrics_enabled": True, "sampled_requests_enabled": False}

# SPDX-License-Identifier: Apache-2.0
"""The network firewall: TLS to a list of names passes, everything else is dropped and told (HDS-NET-05, HDS-ENC-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_aws import networkfirewall as nf

if TYPE_CHECKING:
    from hds_components.aws.network.scope import Scope
    from hds_components.aws.network.subnets import Subnets

__all__ = ["PROTOCOL_RULES", "build", "firewall_targets"]

_NAME_LIMIT = 128
_CAPACITY = 1000
"""Rules a group may hold; fixed at creation, so it leaves room to grow (a policy holds 30,000)."""

PROTOCOL_RULES = """\
drop ip $HOME_NET any -> any any (msg:"not TCP"; ip_proto:!TCP; sid:1; rev:1;)
drop tcp $HOME_NET any -> any !443 (msg:"not TLS port"; flow:to_server; sid:2; rev:1;)
"""
"""The default action only ends established connections: without these, single UDP or ICMP packets and handshakes to any port would leave.

https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
"""


def build(scope: Scope, subnets: Subnets) -> nf.Firewall:
    """The firewall with one endpoint per zone, its rules, and its logs in the delivery store."""
    protected = scope.args.perimeter.protected
    firewall = nf.Firewall(
        f"{scope.name}-firewall",
        name=scope.physical("firewall", _NAME_LIMIT),
        description="Only way out of the network",
        vpc_id=subnets.vpc.id,
        subnet_mappings=[nf.FirewallSubnetMappingArgs(subnet_id=subnet.id, ip_address_type="IPV4") for subnet in subnets.firewall],
        firewall_policy_arn=_policy(scope).arn,
        delete_protection=protected,
        firewall_policy_change_protection=protected,
        subnet_change_protection=protected,
        encryption_configuration=nf.FirewallEncryptionConfigurationArgs(type="CUSTOMER_KMS", key_id=scope.args.encryption_key.id),
        tags=scope.tags("firewall", tier="firewall"),
        # a VPC that enforces encryption refuses a firewall: the switch to monitoring must come first
        opts=scope.options(guarded=True, after=(subnets.encryption,)),
    )
    nf.LoggingConfiguration(
        f"{scope.name}-firewall",
        firewall_arn=firewall.arn,
        logging_configuration=nf.LoggingConfigurationLoggingConfigurationArgs(
            log_destination_configs=[
                nf.LoggingConfigurationLoggingConfigurationLogDestinationConfigArgs(
                    log_type=kind, log_destination_type="S3", log_destination={"bucketName": scope.args.log_destination.delivery}
                )
                for kind in ("ALERT", "FLOW")
            ]
        ),
        opts=scope.options(guarded=True),
    )
    return firewall


def firewall_targets(domains: tuple[str, ...]) -> list[str]:
    """Names as the firewall spells them: a leading dot where the contract has ``*.``; it then admits the bare domain too."""
    return [domain.removeprefix("*") for domain in domains]


def _policy(scope: Scope) -> nf.FirewallPolicy:
    groups = (
        _group(scope, "protocols", nf.RuleGroupRuleGroupRulesSourceArgs(rules_string=PROTOCOL_RULES)),
        _group(
            scope,
            "domains",
            nf.RuleGroupRuleGroupRulesSourceArgs(
                rules_source_list=nf.RuleGroupRuleGroupRulesSourceRulesSourceListArgs(
                    generated_rules_type="ALLOWLIST", target_types=["TLS_SNI"], targets=firewall_targets(scope.args.egress_domains)
                )
            ),
        ),
    )
    return nf.FirewallPolicy(
        f"{scope.name}-firewall",
        name=scope.physical("firewall", _NAME_LIMIT),
        description="TLS to listed names passes, everything else is dropped",
        firewall_policy=nf.FirewallPolicyFirewallPolicyArgs(
            stateless_default_actions=["aws:forward_to_sfe"],
            stateless_fragment_default_actions=["aws:forward_to_sfe"],
            stateful_default_actions=["aws:drop_established", "aws:alert_established"],
            stateful_engine_options=nf.FirewallPolicyFirewallPolicyStatefulEngineOptionsArgs(
                rule_order="STRICT_ORDER", stream_exception_policy="REJECT"
            ),
            stateful_rule_group_references=[
                nf.FirewallPolicyFirewallPolicyStatefulRuleGroupReferenceArgs(resource_arn=group.arn, priority=priority)
                for priority, group in enumerate(groups, start=1)
            ],
        ),
        encryption_configuration=nf.FirewallPolicyEncryptionConfigurationArgs(type="CUSTOMER_KMS", key_id=scope.args.encryption_key.id),
        tags=scope.tags("firewall"),
        opts=scope.options(guarded=True),
    )


def _group(scope: Scope, what: str, source: nf.RuleGroupRuleGroupRulesSourceArgs) -> nf.RuleGroup:
    return nf.RuleGroup(
        f"{scope.name}-{what}",
        name=scope.physical(what, _NAME_LIMIT),
        description=f"What the firewall judges by {what}",
        type="STATEFUL",
        capacity=_CAPACITY,
        rule_group=nf.RuleGroupRuleGroupArgs(
            rules_source=source, stateful_rule_options=nf.RuleGroupRuleGroupStatefulRuleOptionsArgs(rule_order="STRICT_ORDER")
        ),
        encryption_configuration=nf.RuleGroupEncryptionConfigurationArgs(type="CUSTOMER_KMS", key_id=scope.args.encryption_key.id),
        tags=scope.tags(what),
        opts=scope.options(guarded=True),
    )

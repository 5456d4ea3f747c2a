# SPDX-License-Identifier: Apache-2.0
"""The one inbound gateway: an internal load balancer, TLS on both sides (HDS-NET-06, HDS-ENC-05 to 07, HDS-LOG-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi
import pulumi_aws as aws

from hds_components.aws.naming import ENTRY_LOGS
from hds_components.aws.security_groups import Firewall, Ports
from hds_components.aws.stateful import leaf
from hds_components.contracts.perimeter import bounded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.compute import ComputeArgs, Machines

__all__ = ["TLS_POLICY", "Entry", "open_entry"]

TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
"""TLS 1.3 and, for older callers, 1.2 with forward secrecy; of the accepted policies of the dated facts, the one that resists recorded
traffic being read later by a quantum computer."""
_TLS = Ports(first=443)
_NAME_LIMIT = 32
_YEAR_SECONDS = 31_536_000


class Entry(NamedTuple):
    """The load balancer, and the ARN of the target group of each group of machines, once a rule leads to it."""

    balancer: aws.lb.LoadBalancer
    targets: Mapping[str, pulumi.Output[str]]


def open_entry(name: str, args: ComputeArgs, firewalls: Mapping[str, Firewall], parent: pulumi.Resource) -> Entry:
    """Make the gateway; it serves the names of ``hosts`` and answers 404 to any other, and has no port but 443.

    Headers it cannot parse are dropped, requests that two servers could read differently are refused (desync mitigation, strictest).
    When the firewall of requests cannot be asked, nothing passes.
    """
    perimeter = args.perimeter
    firewall = Firewall.open(name, "entry", "The inbound gateway", args.network_id, perimeter, parent)
    for block in args.client_ranges:
        firewall.admit(block, f"TLS from callers of {block}", _TLS, block)
    store = args.log_destination.access_logs
    balancer = aws.lb.LoadBalancer(
        name,
        # "internal-" must not begin a name, and a tenant may be called anything
        name=bounded(f"entry-{perimeter.tenant}-{perimeter.stage}", _NAME_LIMIT),
        load_balancer_type="application",
        internal=True,
        subnets=list(args.subnet_ids),
        security_groups=[firewall.group.id],
        drop_invalid_header_fields=True,
        desync_mitigation_mode="strictest",
        enable_waf_fail_open=False,
        enable_deletion_protection=perimeter.protected,
        enable_zonal_shift=True,
        preserve_host_header=True,
        access_logs={"bucket": store, "prefix": ENTRY_LOGS, "enabled": True},
        connection_logs={"bucket": store, "prefix": ENTRY_LOGS, "enabled": True},
        tags={**perimeter.tags, "hds:dscp": "yes" if any(machines.health for machines in args.machines) else "no"},
        opts=leaf(parent, perimeter),
    )
    listener = _listener(name, args, balancer, parent)
    targets = {
        machines.name: _target(name, args, machines, _Road(listener, firewall, firewalls[machines.name], place), parent)
        for place, machines in enumerate(args.machines, start=1)
    }
    return Entry(balancer, targets)


class _Road(NamedTuple):
    """From the listener to a group of machines; ``place`` orders the rules."""

    listener: aws.lb.Listener
    entry: Firewall
    machines: Firewall
    place: int


def _listener(name: str, args: ComputeArgs, balancer: aws.lb.LoadBalancer, parent: pulumi.Resource) -> aws.lb.Listener:
    perimeter = args.perimeter
    first, *more = dict.fromkeys(machines.certificate for machines in args.machines)
    listener = aws.lb.Listener(
        name,
        load_balancer_arn=balancer.arn,
        port=443,
        protocol="HTTPS",
        ssl_policy=TLS_POLICY,
        certificate_arn=first,
        default_actions=[{"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}],
        routing_http_response_server_enabled=False,
        routing_http_response_strict_transport_security_header_value=f"max-age={_YEAR_SECONDS}",
        tags=dict(perimeter.tags),
        opts=leaf(parent, perimeter),
    )
    for place, certificate in enumerate(more, start=2):
        aws.lb.ListenerCertificate(
            f"{name}-{place}", listener_arn=listener.arn, certificate_arn=certificate, opts=pulumi.ResourceOptions(parent=parent)
        )
    return listener


def _target(name: str, args: ComputeArgs, machines: Machines, road: _Road, parent: pulumi.Resource) -> pulumi.Output[str]:
    perimeter = args.perimeter
    opts = pulumi.ResourceOptions(parent=parent)
    port = Ports(first=machines.port)
    road.entry.release(machines.name, f"TLS to machines {machines.name}", port, road.machines)
    road.machines.admit("entry", "TLS from the inbound gateway", port, road.entry)
    group = aws.lb.TargetGroup(
        f"{name}-{machines.name}",
        name=perimeter.name(machines.name, limit=_NAME_LIMIT),
        target_type="instance",
        protocol="HTTPS",
        port=machines.port,
        vpc_id=args.network_id,
        deregistration_delay=60,
        health_check={"protocol": "HTTPS", "path": machines.health_path, "matcher": "200", "interval": 15, "timeout": 5},
        tags=dict(perimeter.tags),
        opts=opts,
    )
    rule = aws.lb.ListenerRule(
        f"{name}-{machines.name}",
        listener_arn=road.listener.arn,
        priority=road.place,
        conditions=[{"host_header": {"values": list(machines.hosts)}}],
        actions=[{"type": "forward", "target_group_arn": group.arn}],
        tags=dict(perimeter.tags),
        opts=opts,
    )
    # machines are only counted well once the balancer asks for their health, which it does when a rule leads to them
    return pulumi.Output.all(group.arn, rule.id).apply(lambda made: made[0])

# SPDX-License-Identifier: Apache-2.0
"""Who may speak to whom, and why: security groups and network ACLs (HDS-NET-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies.flows import DEFAULT_GROUP, GROUP, INGRESS, OWN_RULES, Demand, Ports, flow_paths, flows, ports, touches
from hds_policies.ranges import is_internet, is_narrow
from hds_policies.routing import VPC
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, decide, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "acl_admits_no_administration_from_the_internet",
    "default_group_is_adopted",
    "default_group_is_closed",
    "filtering_rule_is_described",
    "group_is_described",
    "internet_reaches_no_sensitive_port",
]

_SENSITIVE = (
    *((20, 23), (135, 135), (139, 139), (389, 389), (445, 445), (636, 636), (873, 873), (1433, 1433), (1521, 1521), (2049, 2049)),
    *((2375, 2380), (3306, 3306), (3389, 3389), (5432, 5432), (5439, 5439), (5601, 5601), (5900, 5900), (5985, 5986), (6379, 6379)),
    *((6443, 6443), (8182, 8182), (9042, 9042), (9092, 9098), (9200, 9200), (9300, 9300), (10250, 10250), (11211, 11211)),
    (27017, 27017),
)
"""Ports of administration, databases, file shares and cluster control."""
_OF_THE_TOOL = ("", "Managed by Pulumi", "Managed by Terraform")
"""What a provider writes when nobody described anything."""
_ACLS = ("aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl")
_ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule"
_ADMINISTRATION = (22, 3389)


@resource_rule("HDS-NET-02", *INGRESS)
def internet_reaches_no_sensitive_port(resource: Resource, graph: Graph) -> Verdict:
    """No rule admits the Internet on a port of administration or databases, nor on all protocols."""
    return flows(resource, graph, "ingress", Demand(_is_sensitive, is_narrow, "narrower_source"))


@graph_rule("HDS-NET-02", *_ACLS, _ACL_RULE)
def acl_admits_no_administration_from_the_internet(acl: Resource, graph: Graph) -> Verdict:
    """The first entry of an ACL that speaks of 22 or 3389 and of the whole Internet does not allow; narrower entries decide nothing."""
    if acl.kind == _ACL_RULE and graph.targets(acl, "networkAclId", *_ACLS):
        return NOT_APPLICABLE
    entries = sorted(_entries(acl, graph), key=lambda entry: entry.rank)
    return all_of(_first(entries, port, block) for port in _ADMINISTRATION for block in ("cidrBlock", "ipv6CidrBlock"))


@graph_rule("HDS-NET-02", DEFAULT_GROUP)
def default_group_is_closed(group: Resource, graph: Graph) -> Verdict:
    """The default group, which AWS gives to whatever names none, lets nothing in or out, inline or by rules of their own."""
    more = [rule for kind in OWN_RULES for rule in graph.companions(group, kind, "securityGroupId")]
    return all_of((absent(group, "ingress"), absent(group, "egress"), *(fail("", ABSENT, "not_used", rule.name) for rule in more)))


@graph_rule("HDS-NET-02", VPC)
def default_group_is_adopted(network: Resource, graph: Graph) -> Verdict:
    """The program has taken over the default group of a network, and gives it no rule through the network either."""
    more = [rule for kind in OWN_RULES for rule in graph.companions(network, kind, "securityGroupId")]
    adopted = graph.companions(network, DEFAULT_GROUP, "vpcId")
    return all_of((
        PASS if adopted else fail("", ABSENT, "default_group"),
        *(fail("", ABSENT, "not_used", rule.name) for rule in more if rule.depends_on("securityGroupId") == (network.urn,)),
    ))


@resource_rule("HDS-NET-02", GROUP)
def group_is_described(group: Resource, _: Graph) -> Verdict:
    """A security group says what it is for."""
    return _described(group, "description")


@resource_rule("HDS-NET-02", GROUP, *OWN_RULES)
def filtering_rule_is_described(resource: Resource, _: Graph) -> Verdict:
    """Each rule says what it is for, inline or on its own."""
    paths = {at for direction in ("ingress", "egress") for at in flow_paths(resource, direction)}
    return all_of(_described(resource, f"{at}description") for at in sorted(paths))


class _Entry(NamedTuple):
    """An inbound entry of an ACL, at a path prefix; ``number`` is its rank, and ``ports`` are None when not known."""

    acl: Resource
    at: str
    number: Value
    action: Value
    ports: Ports | None

    @property
    def rank(self) -> float:
        """Where it comes in the order of evaluation; first when it is not known."""
        raw = self.number.value if isinstance(self.number, Known) else None
        return raw if isinstance(raw, (int, float)) else 0


def _is_sensitive(found: Ports) -> bool:
    return any(found.first <= last and first <= found.last for first, last in _SENSITIVE)


def _described(resource: Resource, path: str) -> Verdict:
    return decide(resource, path, lambda text: text not in _OF_THE_TOOL, "own_description")


def _entries(acl: Resource, graph: Graph) -> Iterator[_Entry]:
    """The inbound entries of an ACL; of one outside the program, those of all rules that name it alike."""
    if acl.kind == _ACL_RULE:
        rules = [rule for rule in graph.of(_ACL_RULE) if rule.get("networkAclId") == acl.get("networkAclId")]
    else:
        rules = graph.companions(acl, _ACL_RULE, "networkAclId")
        for at, value in acl.all("ingress[*]"):
            if not isinstance(value, Absent):
                yield _Entry(acl, f"{at}.", acl.get(f"{at}.ruleNo"), acl.get(f"{at}.action"), ports(acl, f"{at}."))
    for rule in rules:
        if rule.get("egress") not in (Known(True), Known("true")):
            yield _Entry(rule, "", rule.get("ruleNumber"), rule.get("ruleAction"), ports(rule, ""))


def _first(entries: list[_Entry], port: int, block: str) -> Verdict:
    """What the first entry about a port and the whole Internet says, ``block`` naming the range in one family of addresses."""
    doubt = False
    for entry in entries:
        at = f"{entry.at}{block}"
        wide = entry.acl.get(at)
        if (entry.ports and not touches(entry.ports, port)) or _is_narrow(wide):
            continue
        settled = entry.ports is not None and isinstance(wide, Known) and isinstance(entry.number, Known)
        if not isinstance(entry.action, Known) or entry.action.value == "allow":
            sure = settled and not doubt and isinstance(entry.action, Known)
            return (fail if sure else unknown)(at, wide, "narrower_source", port)
        if settled:
            break
        doubt = True
    return PASS


def _is_narrow(block: Value) -> bool:
    return isinstance(block, Absent) or (isinstance(block, Known) and (block.value == "" or not is_internet(block.value)))

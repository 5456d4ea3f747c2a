# SPDX-License-Identifier: Apache-2.0
"""What the rules of network expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["NETWORK"]

NETWORK: dict[str, dict[Language, str]] = {
    "narrower_source": {
        "en": "a source that is not the Internet for port {0}, or a port that is neither of administration nor of a database",
        "fr": "une source qui n'est pas Internet pour le port {0}, ou un port qui n'est ni d'administration ni de base de données",
    },
    "named_ports": {
        "en": "the ports that are needed towards the Internet, rather than {0}",
        "fr": "les ports nécessaires vers Internet, plutôt que {0}",
    },
    "session_broker": {
        "en": "port {0} closed to addresses: sessions go through the broker, or come from a security group",
        "fr": "le port {0} fermé aux adresses : les sessions passent par le courtier, ou viennent d'un groupe de sécurité",
    },
    "ports_by_name": {
        "en": "the ports that the other group needs, rather than {0}, which takes in SSH or RDP",
        "fr": "les ports dont l'autre groupe a besoin, plutôt que {0}, qui comprend SSH ou RDP",
    },
    "own_description": {
        "en": "a description of its own that says why it exists",
        "fr": "une description propre qui dit sa raison d'être",
    },
    "default_group": {
        "en": "the default group of this network adopted and emptied (DefaultSecurityGroup): AWS gives it to whatever names none",
        "fr": "le groupe par défaut de ce réseau repris et vidé (DefaultSecurityGroup) : AWS le donne à ce qui n'en nomme pas",
    },
    "subnet_group": {
        "en": "a group of subnets by name: without one AWS takes the default subnets, which lead to the Internet",
        "fr": "un groupe de sous-réseaux nommé : sans lui, AWS prend les sous-réseaux par défaut, qui mènent à Internet",
    },
    "named_subnet": {
        "en": "a subnet by name: without one AWS takes a default subnet, which gives machines a public address",
        "fr": "un sous-réseau nommé : sans lui, AWS prend un sous-réseau par défaut, qui donne aux machines une adresse publique",
    },
    "public_access_block": {
        "en": "a block of public access (VpcBlockPublicAccessOptions) in {0}, because this network is there",
        "fr": "un blocage d'accès public (VpcBlockPublicAccessOptions) en {0}, car ce réseau s'y trouve",
    },
    "no_public_collection": {
        "en": "AllowFromPublic false, and named endpoints of networks",
        "fr": "AllowFromPublic à false, et des points de terminaison de réseaux nommés",
    },
    "endpoint_due": {
        "en": "a private endpoint of type {0} for {1}, which workloads of this network call",
        "fr": "un point de terminaison privé de type {0} pour {1}, que les charges de ce réseau appellent",
    },
    "bounded_endpoint": {
        "en": "a policy whose statements for everyone lead to resources of the organisation or the account, or to named ones",
        "fr": "une politique dont les instructions pour tous mènent à des ressources de l'organisation ou du compte, ou nommées",
    },
    "placed_endpoint": {
        "en": "a route table (gateway) or a subnet (interface) from which this endpoint is reached",
        "fr": "une table de routage (passerelle) ou un sous-réseau (interface) d'où ce point est joint",
    },
    "no_way_out": {
        "en": "subnets without a route to the Internet or to a NAT gateway; {0} has one, or cannot be read",
        "fr": "des sous-réseaux sans route vers Internet ni vers une passerelle NAT ; {0} en a une, ou ne se lit pas",
    },
    "one_tenant": {
        "en": "the same hds:tenant on both sides: {0}",
        "fr": "le même hds:tenant des deux côtés : {0}",
    },
    "tag_on_both_sides": {
        "en": "the tag {0} on both sides of what is joined, to be compared",
        "fr": "l'étiquette {0} des deux côtés de ce qui est joint, à comparer",
    },
    "one_stage": {"en": "the same hds:stage on both sides: {0}", "fr": "le même hds:stage des deux côtés : {0}"},
    "filtering_relay": {
        "en": "a firewall endpoint, a transit gateway or a load balancer endpoint; a NAT gateway only from the subnets of the firewall",
        "fr": "un point de pare-feu ou de répartiteur, une passerelle de transit ; une NAT depuis les seuls sous-réseaux du pare-feu",
    },
    "name_firewall": {
        "en": "a DNS firewall on this network whose last rule blocks every name (*)",
        "fr": "un pare-feu DNS sur ce réseau dont la dernière règle bloque tout nom (*)",
    },
    "web_filter": {
        "en": "a web ACL associated with it, because it is reached from the Internet or carries health data",
        "fr": "une liste WAF qui lui est associée, car il est joint depuis Internet ou porte des données de santé",
    },
    "rate_limit": {
        "en": "a rate-based rule in its web ACL, because it is on the Internet",
        "fr": "une règle de débit dans sa liste WAF, car il est sur Internet",
    },
    "blocks_requests": {
        "en": "a default that blocks or a managed group of rules, and no group that only counts",
        "fr": "un défaut qui bloque ou un groupe de règles managé, et aucun groupe qui ne fait que compter",
    },
    "entry_gateway": {
        "en": "one load balancer on the Internet in a region, rather than {all}",
        "fr": "un seul répartiteur sur Internet dans une région, plutôt que {all}",
    },
}

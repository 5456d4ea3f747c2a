# SPDX-License-Identifier: Apache-2.0
"""Secrets are in a vault, under a customer key, recoverable and rotating (HDS-KEY-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.at_rest import AtRest, encrypted
from hds_policies.checks import customer_key
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.secrets import reads_like_a_secret, suggests_a_secret
from hds_policies.values import ABSENT, SECRET, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, at_least, fail, is_true, unknown

if TYPE_CHECKING:
    from hds_policies.at_rest import Demands
    from hds_policies.graph import Graph, Resource

__all__ = [
    "managed_password_uses_a_customer_key",
    "parameter_with_a_secret_is_sealed",
    "secret_can_be_recovered",
    "secret_rotates",
    "secret_uses_a_customer_key",
]

_SECRET = "aws:secretsmanager/secret:Secret"
_ROTATION = "aws:secretsmanager/secretRotation:SecretRotation"
_KEPT_DAYS = 7
_CLEAR = ("String", "StringList")
_MANAGED: Demands = {
    "aws:rds/instance:Instance": (AtRest("masterUserSecretKmsKeyId", when="manageMasterUserPassword"),),
    "aws:rds/cluster:Cluster": (AtRest("masterUserSecretKmsKeyId", when="manageMasterUserPassword"),),
    "aws:redshift/cluster:Cluster": (AtRest("masterPasswordSecretKmsKeyId", when="manageMasterPassword"),),
    "aws:redshiftserverless/namespace:Namespace": (AtRest("adminPasswordSecretKmsKeyId", when="manageAdminPassword"),),
}


@resource_rule("HDS-KEY-06", _SECRET)
def secret_uses_a_customer_key(secret: Resource, graph: Graph) -> Verdict:
    """A secret and each of its replicas name a customer key."""
    replicas = [(at, secret.get(f"{at}.region")) for at, value in secret.all("replicas[*]") if not isinstance(value, Absent)]
    copies = [customer_key(secret, f"{at}.kmsKeyId", graph, region=region) for at, region in replicas]
    return all_of((customer_key(secret, "kmsKeyId", graph), *copies))


@resource_rule("HDS-KEY-06", _SECRET)
def secret_can_be_recovered(secret: Resource, _: Graph) -> Verdict:
    """A deleted secret can be recovered for seven days or more; AWS keeps it 30 when nothing is said."""
    return at_least(secret, "recoveryWindowInDays", _KEPT_DAYS, absent=PASS)


@graph_rule("HDS-KEY-06", _SECRET)
def secret_rotates(secret: Resource, graph: Graph) -> Verdict:
    """A secret has a rotation that is not switched off."""
    rotations = graph.companions(secret, _ROTATION, "secretId")
    return (
        any_of(is_true(rotation, "rotationEnabled", absent=PASS) for rotation in rotations) if rotations else fail("", ABSENT, "rotation")
    )


@resource_rule("HDS-KEY-06", "aws:ssm/parameter:Parameter")
def parameter_with_a_secret_is_sealed(parameter: Resource, graph: Graph) -> Verdict:
    """A parameter that holds a secret is a ``SecureString`` under a customer key; ``insecureValue`` is how a program says that none is."""
    kind = parameter.get("type")
    if kind == Known("SecureString"):
        return customer_key(parameter, "keyId", graph)
    if not (isinstance(kind, Known) and kind.value in _CLEAR):
        return (
            unknown("type", kind, "one_of", "SecureString") if not isinstance(kind, Known) else fail("type", kind, "one_of", "SecureString")
        )
    name = parameter.get("name")
    if isinstance(name, Known) and suggests_a_secret(name.value):
        return fail("type", kind, "one_of", "SecureString")
    return all_of(_in_clear(parameter, path) for path in ("value", "insecureValue", "valueWo"))


@resource_rule("HDS-KEY-06", *_MANAGED)
def managed_password_uses_a_customer_key(database: Resource, graph: Graph) -> Verdict:
    """The secret in which a service keeps a master password is under a customer key."""
    return encrypted(database, graph, _MANAGED[database.kind])


def _in_clear(parameter: Resource, path: str) -> Verdict:
    """A value that is stored readable: nothing in it may be a secret; one that cannot be read here stays open."""
    value = parameter.get(path)
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if not isinstance(value, Known):
        return unknown(path, value, "no_secret")
    return fail(path, SECRET, "no_secret") if reads_like_a_secret(value.value) else PASS

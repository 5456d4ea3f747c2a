# SPDX-License-Identifier: Apache-2.0
"""The shapes of short texts in a stack file, each with the words that describe it."""

from __future__ import annotations

import ipaddress
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from hds_controls.model import Text

__all__ = [
    "RANGE",
    "SHAPES",
    "Account",
    "AddressRange",
    "AttributeName",
    "Audience",
    "CertificateId",
    "Domain",
    "GroupName",
    "HealthPath",
    "ImageId",
    "InstanceClass",
    "Issuer",
    "KubernetesVersion",
    "MachineSize",
    "Mailbox",
    "OrganisationId",
    "Principal",
    "PrivateRange",
    "Resource",
    "Role",
    "ServiceName",
    "Subject",
    "TagKey",
    "TagValue",
    "Telephone",
    "Tenant",
    "VaultId",
]

_TENANT = r"^[a-z](-?[a-z0-9]){1,19}$"
_RESOURCE = r"^[a-z](-?[a-z0-9]){1,23}$"
_ACCOUNT = r"^[0-9]{12}$"
_ORGANISATION = r"^o-[a-z0-9]{10,32}$"
_DOMAIN = r"^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$"
_MAILBOX = r"^[A-Za-z0-9._+-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$"
_PRINCIPAL = r"^(arn:aws[a-z-]*:iam::[0-9]{12}:role/([A-Za-z0-9_+=,.@-]+/)*)?[A-Za-z0-9_][A-Za-z0-9_+=,.@-]{2,62}\*?$"
_SERVICE = r"^[a-z][a-z0-9]*([.-][a-z0-9]+)*$"
_TAG_KEY = r"^[A-Za-zÀ-ÿ0-9 _.:/=+@-]{1,128}$"
_TAG_VALUE = r"^[A-Za-zÀ-ÿ0-9 _.:/=+@-]{0,256}$"
_INSTANCE_CLASS = r"^db\.[a-z0-9-]+\.[a-z0-9]+$"
_MACHINE_SIZE = r"^[a-z][a-z0-9-]*\.[a-z0-9-]+$"
_CERTIFICATE = r"^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}$"
_IMAGE = r"^(ami-[0-9a-f]{8,17}|resolve:ssm:[A-Za-z0-9_./-]+)$"
_KUBERNETES = r"^1\.[0-9]{2}$"
_HEALTH_PATH = r"^/[A-Za-z0-9_.~/-]{0,200}$"
_ROLE = r"^(arn:aws[a-z-]*:iam::[0-9]{12}:role/([A-Za-z0-9_+=,.@-]+/)*)?[A-Za-z0-9_+=,.@-]{3,64}$"
_ATTRIBUTE = r"^[A-Za-z][A-Za-z0-9_.-]{0,254}$"
_GROUP = r"^[A-Za-z][A-Za-z0-9_.-]{1,63}$"
_ISSUER = r"^https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(/[A-Za-z0-9_.~-]+)*$"
_CLAIM = r"^[A-Za-z0-9_.:/@=+-]{1,255}$"
_AUDIENCE = r"^[A-Za-z0-9_.:/-]{1,255}$"
_TELEPHONE = r"^\+[1-9][0-9]{0,2}( ?[0-9]){6,14}$"
_VAULT = r"^arn:aws[a-z-]*:backup:[a-z0-9-]+:[0-9]{12}:backup-vault:[A-Za-z0-9_-]{2,50}$"
RANGE = r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$"
"""Pattern of an IPv4 address range in CIDR notation."""
_TENANT_LENGTH, _RESOURCE_LENGTH = 20, 24

_TENANT_SHAPE = Text(
    en="2 to 20 lower-case letters, digits and single hyphens, first a letter, last not a hyphen",
    fr="2 à 20 lettres minuscules, chiffres et tirets isolés, une lettre en premier, pas de tiret à la fin",
)
_RESOURCE_SHAPE = Text(
    en="2 to 24 lower-case letters, digits and single hyphens, first a letter, last not a hyphen",
    fr="2 à 24 lettres minuscules, chiffres et tirets isolés, une lettre en premier, pas de tiret à la fin",
)
SHAPES: dict[str | int, Text] = {
    _TENANT: _TENANT_SHAPE,
    _TENANT_LENGTH: _TENANT_SHAPE,
    _RESOURCE: _RESOURCE_SHAPE,
    _RESOURCE_LENGTH: _RESOURCE_SHAPE,
    _ACCOUNT: Text(en="12 digits between quotes", fr="12 chiffres entre guillemets"),
    _ORGANISATION: Text(en="o- and 10 to 32 lower-case letters and digits", fr="o- puis 10 à 32 lettres minuscules et chiffres"),
    _DOMAIN: Text(
        en="a host such as api.example.fr, or *. and a domain for every name under it, in lower case",
        fr="un hôte tel que api.example.fr, ou *. suivi d'un domaine pour tous les noms qu'il contient, en minuscules",
    ),
    _MAILBOX: Text(en="the e-mail address of a function's mailbox", fr="l'adresse électronique d'une boîte fonctionnelle"),
    _PRINCIPAL: Text(
        en="the name or the ARN of an IAM role, at least 3 characters before a final *",
        fr="le nom ou l'ARN d'un rôle IAM, au moins 3 caractères avant un * final",
    ),
    _SERVICE: Text(
        en="the short name of a cloud service, such as kms or ecr.api", fr="le nom court d'un service, par exemple kms ou ecr.api"
    ),
    _TAG_KEY: Text(en="1 to 128 letters, digits, spaces and _ . : / = + @ -", fr="1 à 128 lettres, chiffres, espaces et _ . : / = + @ -"),
    _TAG_VALUE: Text(
        en="up to 256 letters, digits, spaces and _ . : / = + @ -", fr="256 lettres, chiffres, espaces et _ . : / = + @ - au plus"
    ),
    _INSTANCE_CLASS: Text(en="an instance class such as db.r8g.large", fr="une classe d'instance, par exemple db.r8g.large"),
    _MACHINE_SIZE: Text(en="an instance type such as m6i.large", fr="un type d'instance, par exemple m6i.large"),
    _CERTIFICATE: Text(
        en="the ARN of a certificate of AWS Certificate Manager",
        fr="l'ARN d'un certificat d'AWS Certificate Manager",
    ),
    _IMAGE: Text(
        en="an image such as ami-0123456789abcdef0, or resolve:ssm: and the parameter that names one",
        fr="une image telle que ami-0123456789abcdef0, ou resolve:ssm: suivi du paramètre qui la nomme",
    ),
    _KUBERNETES: Text(en="a version between quotes, 1. and two digits", fr="une version entre guillemets, 1. suivi de deux chiffres"),
    _HEALTH_PATH: Text(en="a path that begins with /, without query", fr="un chemin qui commence par /, sans paramètres"),
    _ROLE: Text(en="the name or the ARN of one IAM role, without *", fr="le nom ou l'ARN d'un seul rôle IAM, sans *"),
    _ISSUER: Text(
        en="an address such as https://ci.example.fr, without a final /", fr="une adresse telle que https://ci.example.fr, sans / final"
    ),
    _CLAIM: Text(
        en="the whole subject, such as repo:organisation/repository:environment:production, without *",
        fr="le sujet entier, par exemple repo:organisation/depot:environment:production, sans *",
    ),
    _AUDIENCE: Text(en="an audience such as sts.amazonaws.com", fr="une audience telle que sts.amazonaws.com"),
    _TELEPHONE: Text(
        en="a number between quotes that begins with + and a country code",
        fr="un numéro entre guillemets qui commence par + et l'indicatif du pays",
    ),
    _ATTRIBUTE: Text(
        en="1 to 255 letters, digits and _ . -, first a letter",
        fr="1 à 255 lettres, chiffres et _ . -, une lettre en premier",
    ),
    _GROUP: Text(
        en="2 to 64 letters, digits and _ . -, first a letter",
        fr="2 à 64 lettres, chiffres et _ . -, une lettre en premier",
    ),
    _VAULT: Text(en="the ARN of a backup vault", fr="l'ARN d'un coffre de sauvegarde"),
    RANGE: Text(en="an IPv4 range such as 10.80.0.0/20", fr="une plage IPv4, par exemple 10.80.0.0/20"),
}
"""What each pattern or length asks, in words."""

_PRIVATE = tuple(ipaddress.IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
"""RFC 1918."""


def _network(text: str) -> str:
    try:
        network = ipaddress.IPv4Network(text, strict=False)
    except ValueError as error:
        raise PydanticCustomError("range_malformed", "not an IPv4 range") from error
    if str(network) != text:
        raise PydanticCustomError("range_host_bits", "host bits are set", {"network": str(network)})
    return text


def _private(text: str) -> str:
    if not any(ipaddress.IPv4Network(text).subnet_of(block) for block in _PRIVATE):
        raise PydanticCustomError("range_public", "not a private range", {"blocks": ", ".join(map(str, _PRIVATE))})
    return text


Tenant = Annotated[str, StringConstraints(pattern=_TENANT, max_length=_TENANT_LENGTH)]
"""Short enough for every physical name to hold it; RDS refuses two hyphens in a row (DBInstanceIdentifier)."""
Resource = Annotated[str, StringConstraints(pattern=_RESOURCE, max_length=_RESOURCE_LENGTH)]
"""Short name of a store, a data class or a workload."""
Account = Annotated[str, StringConstraints(pattern=_ACCOUNT)]
OrganisationId = Annotated[str, StringConstraints(pattern=_ORGANISATION)]
Domain = Annotated[str, StringConstraints(pattern=_DOMAIN)]
Mailbox = Annotated[str, StringConstraints(pattern=_MAILBOX)]
InstanceClass = Annotated[str, StringConstraints(pattern=_INSTANCE_CLASS)]
AttributeName = Annotated[str, StringConstraints(pattern=_ATTRIBUTE)]
MachineSize = Annotated[str, StringConstraints(pattern=_MACHINE_SIZE)]
CertificateId = Annotated[str, StringConstraints(pattern=_CERTIFICATE)]
ImageId = Annotated[str, StringConstraints(pattern=_IMAGE)]
KubernetesVersion = Annotated[str, StringConstraints(pattern=_KUBERNETES)]
HealthPath = Annotated[str, StringConstraints(pattern=_HEALTH_PATH)]
Role = Annotated[str, StringConstraints(pattern=_ROLE)]
GroupName = Annotated[str, StringConstraints(pattern=_GROUP)]
Principal = Annotated[str, StringConstraints(pattern=_PRINCIPAL)]
ServiceName = Annotated[str, StringConstraints(pattern=_SERVICE)]
TagKey = Annotated[str, StringConstraints(pattern=_TAG_KEY)]
TagValue = Annotated[str, StringConstraints(pattern=_TAG_VALUE)]
AddressRange = Annotated[str, Field(pattern=RANGE), AfterValidator(_network)]
PrivateRange = Annotated[AddressRange, AfterValidator(_private)]
Issuer = Annotated[str, StringConstraints(pattern=_ISSUER)]
Subject = Annotated[str, StringConstraints(pattern=_CLAIM)]
Audience = Annotated[str, StringConstraints(pattern=_AUDIENCE)]
Telephone = Annotated[str, StringConstraints(pattern=_TELEPHONE)]
VaultId = Annotated[str, StringConstraints(pattern=_VAULT)]

# SPDX-License-Identifier: Apache-2.0
"""Certificates and keys have the sizes ANSSI asks (HDS-ENC-08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import resource_rule
from hds_policies.verdict import PASS, Verdict, absent, all_of, one_of

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "authority_signs_with_strong_algorithms",
    "certificate_key_is_not_imported",
    "certificate_uses_a_strong_public_key",
    "issued_certificate_is_signed_with_sha_2",
    "key_has_a_strong_algorithm",
]

_PRIVATE = {
    "aws:acm/certificate:Certificate": ("certificateBody", "privateKey", "privateKeyWo"),
    "aws:iam/serverCertificate:ServerCertificate": ("privateKey",),
    "aws:apigateway/domainName:DomainName": ("certificatePrivateKey",),
    "aws:transfer/certificate:Certificate": ("privateKey",),
}
_CERTIFICATE = ("RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1")
_SIGNATURES = tuple(f"SHA{size}WITH{algorithm}" for size in (256, 384, 512) for algorithm in ("RSA", "ECDSA"))
_SPECS = {"aws:kms/key:Key": "customerMasterKeySpec", "aws:kms/externalKey:ExternalKey": "keySpec"}
_STRONG_SPECS = (
    "SYMMETRIC_DEFAULT",
    "RSA_3072",
    "RSA_4096",
    "ECC_NIST_P256",
    "ECC_NIST_P384",
    "ECC_NIST_P521",
    "HMAC_256",
    "HMAC_384",
    "HMAC_512",
)


@resource_rule("HDS-ENC-08", "aws:acm/certificate:Certificate")
def certificate_uses_a_strong_public_key(certificate: Resource, _: Graph) -> Verdict:
    """A certificate has a key of the accepted sizes, RSA of 2,048 bits when nothing is said, and is logged in public."""
    return all_of((
        one_of(certificate, "keyAlgorithm", *_CERTIFICATE, absent=PASS),
        one_of(certificate, "options.certificateTransparencyLoggingPreference", "ENABLED", absent=PASS),
    ))


@resource_rule("HDS-ENC-08", *_PRIVATE)
def certificate_key_is_not_imported(certificate: Resource, _: Graph) -> Verdict:
    """The private key is made by the service and never passes through the program."""
    return all_of(absent(certificate, path) for path in _PRIVATE[certificate.kind])


@resource_rule("HDS-ENC-08", "aws:acmpca/certificateAuthority:CertificateAuthority")
def authority_signs_with_strong_algorithms(authority: Resource, _: Graph) -> Verdict:
    """A private authority has a key of the accepted sizes and signs with SHA-2."""
    return all_of((
        one_of(authority, "certificateAuthorityConfiguration.keyAlgorithm", *_CERTIFICATE),
        one_of(authority, "certificateAuthorityConfiguration.signingAlgorithm", *_SIGNATURES),
    ))


@resource_rule("HDS-ENC-08", "aws:acmpca/certificate:Certificate")
def issued_certificate_is_signed_with_sha_2(certificate: Resource, _: Graph) -> Verdict:
    """A private authority signs its certificates with SHA-2."""
    return one_of(certificate, "signingAlgorithm", *_SIGNATURES)


@resource_rule("HDS-ENC-08", *_SPECS)
def key_has_a_strong_algorithm(key: Resource, _: Graph) -> Verdict:
    """A key is of an accepted algorithm and size; left out, it is symmetric of 256 bits."""
    return one_of(key, _SPECS[key.kind], *_STRONG_SPECS, absent=PASS)

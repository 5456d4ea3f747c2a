# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Sizes and algorithms of certificates and keys."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown

BODY = "-----BEGIN CERTIFICATE-----"


def authority(algorithm: object, signature: object) -> None:
    """A private authority."""
    own = {"key_algorithm": algorithm, "signing_algorithm": signature, "subject": {"common_name": "c"}}
    aws.acmpca.CertificateAuthority("authority", certificate_authority_configuration=own)


def issued(signature: object) -> None:
    """A certificate of a private authority."""
    aws.acmpca.Certificate(
        "certificate",
        certificate_authority_arn="arn",
        certificate_signing_request="csr",
        signing_algorithm=signature,
        validity={"type": "DAYS", "value": "365"},
    )


class certificate_uses_a_strong_public_key:
    """HDS-ENC-08."""

    def absent_pass():
        aws.acm.Certificate("certificate", domain_name="example.org")

    def curve_logged_pass():
        options = {"certificate_transparency_logging_preference": "ENABLED"}
        aws.acm.Certificate("certificate", domain_name="example.org", key_algorithm="EC_prime256v1", options=options)

    def short_key_fail():
        aws.acm.Certificate("certificate", domain_name="example.org", key_algorithm="RSA_1024")

    def hidden_from_the_log_fail():
        options = {"certificate_transparency_logging_preference": "DISABLED"}
        aws.acm.Certificate("certificate", domain_name="example.org", options=options)

    def algorithm_unknown():
        aws.acm.Certificate("certificate", domain_name="example.org", key_algorithm=unknown())


class certificate_key_is_not_imported:
    """HDS-ENC-08."""

    def absent_pass():
        aws.acm.Certificate("certificate", domain_name="example.org")

    def imported_fail():
        aws.acm.Certificate("certificate", certificate_body=BODY, private_key="k")

    def imported_as_a_secret_fail():
        aws.acm.Certificate("certificate", certificate_body=BODY, private_key=pulumi.Output.secret("k"))

    def imported_write_only_fail():
        aws.acm.Certificate("certificate", certificate_body=BODY, private_key_wo="k", private_key_wo_version=1)

    def imported_into_the_directory_fail():
        aws.iam.ServerCertificate("certificate", certificate_body=BODY, private_key="k")

    def name_without_its_key_pass():
        aws.apigateway.DomainName("api", domain_name="api.example.org")

    def name_with_its_key_fail():
        aws.apigateway.DomainName("api", domain_name="api.example.org", certificate_private_key="k")

    def body_unknown():
        aws.acm.Certificate("certificate", certificate_body=unknown())


class authority_signs_with_strong_algorithms:
    """HDS-ENC-08."""

    def strong_pass():
        authority("EC_secp384r1", "SHA384WITHECDSA")

    def short_key_fail():
        authority("RSA_1024", "SHA256WITHRSA")

    def absent_fail():
        authority("", "SHA256WITHRSA")

    def old_signature_fail():
        authority("RSA_2048", "SHA1WITHRSA")

    def signature_unknown():
        authority("RSA_2048", unknown())


class issued_certificate_is_signed_with_sha_2:
    """HDS-ENC-08."""

    def strong_pass():
        issued("SHA256WITHRSA")

    def old_fail():
        issued("SHA1WITHRSA")

    def absent_fail():
        issued("")

    def signature_unknown():
        issued(unknown())


class key_has_a_strong_algorithm:
    """HDS-ENC-08."""

    def absent_pass():
        aws.kms.Key("key")

    def curve_pass():
        aws.kms.Key("key", customer_master_key_spec="ECC_NIST_P256", key_usage="SIGN_VERIFY")

    def short_key_fail():
        aws.kms.Key("key", customer_master_key_spec="RSA_2048", key_usage="SIGN_VERIFY")

    def curve_of_currencies_fail():
        aws.kms.ExternalKey("key", key_spec="ECC_SECG_P256K1")

    def spec_unknown():
        aws.kms.Key("key", customer_master_key_spec=unknown())

# SPDX-License-Identifier: Apache-2.0
"""Tables of the encryption rules, line by line: each line is asked, and each value it accepts is accepted."""

from __future__ import annotations

from typing import Any

import pytest
from tests.policies.reads import bare
from tests.policies.test_at_rest import put

from hds_controls.load import tls_policies
from hds_policies.graph import Graph
from hds_policies.rules.encryption.certificates import (
    authority_signs_with_strong_algorithms,
    certificate_key_is_not_imported,
    certificate_uses_a_strong_public_key,
    key_has_a_strong_algorithm,
)
from hds_policies.rules.encryption.databases import CLUSTERS, cluster_refuses_plain_text
from hds_policies.rules.encryption.internal import INTERNAL, internal_traffic_is_encrypted, tunnel_negotiates_ikev2_with_strong_algorithms
from hds_policies.rules.encryption.plain_text import SWITCHES, migration_endpoint_verifies_its_server, service_refuses_plain_text
from hds_policies.rules.encryption.tls import POLICIES, endpoint_names_a_strong_tls_policy
from hds_policies.values import SIGNATURE, UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome

SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}
SWITCHED = [
    *((service_refuses_plain_text, kind, switch) for kind, switch in SWITCHES.items()),
    *((internal_traffic_is_encrypted, kind, switch) for kind, switch in INTERNAL.items()),
]
STRONG: dict[str, list[Any]] = {
    "IkeVersions": ["ikev2"],
    "Phase1DhGroupNumbers": [14, 15, 16, 17, 18, 19, 20, 21],
    "Phase2DhGroupNumbers": [14, 15, 16, 17, 18, 19, 20, 21],
    "Phase1EncryptionAlgorithms": ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"],
    "Phase2EncryptionAlgorithms": ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"],
    "Phase1IntegrityAlgorithms": ["SHA2-256", "SHA2-384", "SHA2-512"],
    "Phase2IntegrityAlgorithms": ["SHA2-256", "SHA2-384", "SHA2-512"],
}


def judged(rule: Any, kind: str, **values: Any) -> Outcome:
    """The outcome of a rule on a resource with values at paths; ``__`` in a name is a dot."""
    inputs: dict[str, Any] = {}
    for path, value in values.items():
        put(inputs, path.replace("__", "."), value)
    subject = bare(kind, inputs)
    return rule(subject, Graph([subject])).outcome


@pytest.mark.parametrize(("rule", "kind", "switch"), SWITCHED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_switch_accepts_its_values_and_no_other(rule: Any, kind: str, switch: Any):
    """Each value of a line passes, another one fails, absence does what the line says, and an unknown or secret value stays open."""
    path = switch.path.removesuffix("[*]")
    many = path != switch.path
    for value in switch.comply:
        assert judged(rule, kind, **{path: [value] if many else value}) is Outcome.PASS
    assert judged(rule, kind, **{path: ["other"] if many else "other"}) is Outcome.FAIL
    assert judged(rule, kind) is (Outcome.PASS if switch.by_default else Outcome.FAIL)
    assert judged(rule, kind, **{path: UNKNOWN_SENTINEL}) is Outcome.UNKNOWN
    assert judged(rule, kind, **{path: SECRET}) is Outcome.UNKNOWN


@pytest.mark.parametrize("kind", POLICIES)
def test_an_endpoint_takes_the_policies_of_its_service(kind: str):
    """Every listed policy of the service passes where the kind names it; a policy of another service or none fails."""
    path, service = POLICIES[kind]
    for policy in tls_policies()[service].accepted:
        assert judged(endpoint_names_a_strong_tls_policy, kind, **{path: policy}) is Outcome.PASS
    assert judged(endpoint_names_a_strong_tls_policy, kind, **{path: "ELBSecurityPolicy-2016-08"}) is Outcome.FAIL
    assert judged(endpoint_names_a_strong_tls_policy, kind) is Outcome.FAIL


@pytest.mark.parametrize("engine", ["s3", "dynamodb", "kinesis", "opensearch", "elasticsearch", "kafka", "redis", "neptune", "timestream"])
def test_some_migration_engines_have_no_mode(engine: str):
    """Engines that are reached over HTTPS, or have settings of their own, are not asked for a mode."""
    assert judged(migration_endpoint_verifies_its_server, "aws:dms/endpoint:Endpoint", engineName=engine) is Outcome.NOT_APPLICABLE


def test_both_tunnels_are_asked_for_every_list():
    """A weak value in one list of one tunnel fails, whichever it is; every strong value together passes."""
    strong = {f"tunnel{number}{name}": values for number in (1, 2) for name, values in STRONG.items()}
    kind = "aws:ec2/vpnConnection:VpnConnection"
    assert judged(tunnel_negotiates_ikev2_with_strong_algorithms, kind, **strong) is Outcome.PASS
    for path, values in strong.items():
        weak = strong | {path: [*values, "weak"]}
        assert judged(tunnel_negotiates_ikev2_with_strong_algorithms, kind, **weak) is Outcome.FAIL, path
        missing = {other: value for other, value in strong.items() if other != path}
        assert judged(tunnel_negotiates_ikev2_with_strong_algorithms, kind, **missing) is Outcome.FAIL, path


@pytest.mark.parametrize("algorithm", ["RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"])
def test_sizes_that_anssi_accepts_pass(algorithm: str):
    """Each accepted size is accepted for certificates and authorities."""
    assert judged(certificate_uses_a_strong_public_key, "aws:acm/certificate:Certificate", keyAlgorithm=algorithm) is Outcome.PASS
    own = {"certificateAuthorityConfiguration__keyAlgorithm": algorithm}
    for signature in ("SHA256WITHRSA", "SHA384WITHRSA", "SHA512WITHRSA", "SHA256WITHECDSA", "SHA384WITHECDSA", "SHA512WITHECDSA"):
        own["certificateAuthorityConfiguration__signingAlgorithm"] = signature
        kind = "aws:acmpca/certificateAuthority:CertificateAuthority"
        assert judged(authority_signs_with_strong_algorithms, kind, **own) is Outcome.PASS


@pytest.mark.parametrize(
    "spec",
    [
        "SYMMETRIC_DEFAULT",
        "RSA_3072",
        "RSA_4096",
        "ECC_NIST_P256",
        "ECC_NIST_P384",
        "ECC_NIST_P521",
        "HMAC_256",
        "HMAC_384",
        "HMAC_512",
    ],
)
def test_keys_that_anssi_accepts_pass(spec: str):
    """Each accepted algorithm is accepted, and the next smaller ones are not."""
    assert judged(key_has_a_strong_algorithm, "aws:kms/key:Key", customerMasterKeySpec=spec) is Outcome.PASS
    for weak in ("RSA_2048", "HMAC_224", "ECC_SECG_P256K1"):
        assert judged(key_has_a_strong_algorithm, "aws:kms/key:Key", customerMasterKeySpec=weak) is Outcome.FAIL


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("aws:acm/certificate:Certificate", "certificateBody"),
        ("aws:acm/certificate:Certificate", "privateKey"),
        ("aws:acm/certificate:Certificate", "privateKeyWo"),
        ("aws:iam/serverCertificate:ServerCertificate", "privateKey"),
        ("aws:apigateway/domainName:DomainName", "certificatePrivateKey"),
        ("aws:transfer/certificate:Certificate", "privateKey"),
    ],
)
def test_each_way_to_import_a_key_is_seen(kind: str, path: str):
    """A private key fails wherever it is given, in clear or as a secret."""
    assert judged(certificate_key_is_not_imported, kind) is Outcome.PASS
    assert judged(certificate_key_is_not_imported, kind, **{path: "k"}) is Outcome.FAIL
    assert judged(certificate_key_is_not_imported, kind, **{path: SECRET}) is Outcome.FAIL


@pytest.mark.parametrize("kind", CLUSTERS)
def test_each_value_that_forces_tls_is_taken(kind: str):
    """Every value of a cluster's parameter that forces TLS passes."""
    forced = CLUSTERS[kind]
    for name, values in forced.parameters.items():
        for value in (*values, "no"):
            group = bare(forced.group, {"name": "own", "parameters": [{"name": name, "value": value}]})
            cluster = bare(kind, {forced.path: "own"})
            expected = Outcome.FAIL if value == "no" else Outcome.PASS
            assert cluster_refuses_plain_text(cluster, Graph([cluster, group])).outcome is expected

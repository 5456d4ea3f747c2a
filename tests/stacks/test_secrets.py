# SPDX-License-Identifier: Apache-2.0
"""What no output may show: secrets, encrypted values, personal data."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hds_controls.plain_secrets import secret_by_name, secret_in
from hds_controls.problems import render
from hds_stacks.errors import SettingsError
from hds_stacks.load import from_config
from tests.stacks.samples import line_of, problem, problems, text
from tests.stacks.test_spaces import CONFIG

CANARY = "canaryZ7"
SECRETS = {
    "aws_key": "AKIAIOSFODNN7EXAMPLE",
    "aws_secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "pem": "-----BEGIN RSA PRIVATE KEY-----MIIEowIBAAKCAQEA",
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "forge": "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    "pulumi": "pul-" + "0123456789abcdef0123456789abcdef01234567",
    "url": f"postgres://admin:{CANARY}@db.example/records",
    "assignment": f"Server=db;Password={CANARY}",
}
PLACES = {
    "tenant": "{}",
    "region": "{}",
    "replicaRegion": "{}",
    "account": "{}",
    "tags": "{{owner: {}}}",
    "administrators": "[{}]",
    "network": "{{addressRange: {}}}",
    "stores": "[{{name: {}, kind: files, dataClass: medical-record}}]",
    "lock": "{{phase: locked, confirmation: {}}}",
    "unheardOf": "{}",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", SECRETS)
def test_a_plain_secret_is_found_and_never_printed(kind, place, tmp_path):
    """Wherever a secret stands, it is reported on its line, in both languages, and its value is in no output."""
    secret = SECRETS[kind]
    value = PLACES[place].format(f"'{secret}'")
    found = problems(tmp_path, text(**{place: value}))
    (of_secret,) = [item for item in found if item.code == "plain_secret"]
    assert of_secret.line == line_of(place, **{place: value})
    assert of_secret.given is None
    assert "in clear" in of_secret.message.en
    assert "hint: revoke it" in render([of_secret], "en")
    assert "conseil : révoquez-le" in render([of_secret], "fr")
    for output in (render(found, "en"), render(found, "fr"), repr(found)):
        assert secret not in output
        assert secret[:12] not in output
        assert CANARY not in output


@pytest.mark.parametrize("key", ["dbPassword", "api-key", "aws:secretKey", "github:token", "connectionString", "client_secret"])
def test_a_key_can_name_a_secret(key, tmp_path):
    """A plain value under a key that names a secret is one, in any namespace, whatever it looks like."""
    full = key if ":" in key else f"hds:{key}"
    found = problems(tmp_path, text() + f"  {full}: {CANARY}\n")
    assert "plain_secret" in {item.code for item in found}
    assert CANARY not in render(found, "en") + render(found, "fr") + repr(found)


def test_a_secret_as_a_key(tmp_path):
    """A secret written in the place of a key is not printed either."""
    secret = SECRETS["aws_key"]
    for content in (text() + f"  hds:{secret}: x\n", text(tags=f"{{{secret}: x}}"), text() + f"{secret}: x\n"):
        found = problems(tmp_path, content)
        assert secret not in render(found, "en") + render(found, "fr") + repr(found)


def test_an_encrypted_value_is_welcome_for_providers(tmp_path):
    """Values that Pulumi encrypted for a provider are left alone; hds settings take none."""
    (found,) = problems(tmp_path, text(tags="{owner: {secure: v1:x:y}}") + "  aws:secretKey:\n    secure: v1:x:y\n")
    assert (found.code, found.key) == ("secret_not_accepted", "hds:tags.owner")


def test_a_live_secret_is_not_read():
    """A value that the engine holds as secret is refused by its key, never shown."""
    with pytest.raises(SettingsError) as caught:
        from_config({**CONFIG, "hds:tenant": CANARY}, secret_keys=["hds:tenant"])
    assert [item.code for item in caught.value.problems] == ["secret_not_accepted"]
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize(
    ("key", "value", "en", "fr"),
    [
        ("tags", '{note: "1 84 12 76 451 089 46"}', "a French social security number", "un numéro de sécurité sociale"),
        ("tags", "{owner: jean.dupont@chu.example}", "an e-mail address", "une adresse électronique"),
        ("tags", '{call: "+33 6 12 34 56 78"}', "a telephone number", "un numéro de téléphone"),
        ("tags", '{note: "née le 12/03/1984"}', "a date of birth", "une date de naissance"),
        ("tenant", "patient-dupont", "a patient's name or number", "le nom ou le numéro d'un patient"),
        ("stores", "[{name: ipp-1234567, kind: files, dataClass: non-health}]", "a patient's name", "d'un patient"),
        ("tags", "{patient-durand: x}", "a patient's name", "d'un patient"),
        ("breakGlass", "{group: ipp-1234567}", "a patient's name", "d'un patient"),
    ],
)
def test_personal_data_is_found_and_not_printed(key, value, en, fr, tmp_path):
    """Personal data in a name or a tag is reported by its kind and line, and is not printed."""
    found = problem(tmp_path, **{key: value})
    assert (found.code, found.line) == ("personal_data", line_of(key, **{key: value}))
    assert en in found.message.en
    assert fr in found.message.fr
    assert "HDS-LOC-12" in found.hint.en
    for part in ("184", "dupont", "12 34", "1984", "1234567", "durand"):
        assert part not in render([found], "en") + render([found], "fr")


def test_mailboxes_of_contacts_are_not_personal_data(tmp_path):
    """Contacts are where addresses belong; one that is not an address is malformed."""
    found = problem(
        tmp_path, contacts="{security: a@b.example, incident: nobody, dataProtection: d@b.example, telephone: '+33 1 99 00 12 34'}"
    )
    assert (found.code, found.key) == ("malformed", "hds:contacts.incident")


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:secretsmanager:eu-west-3:111122223333:secret:records-AbCdEf",
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_HdsKeyAdmin_*",
        "0123456789abcdef0123456789abcdef01234567",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000036658351",
        "lock chu-exemple-production: archive for 1095 days, imaging for 7305 days",
        "hds-key-administrator",
        "secretsmanager",
        "information-systems-of-the-whole-hospital",
    ],
)
def test_what_is_no_secret(text):
    """ARNs, digests, addresses and sentences are not taken for secrets."""
    assert secret_in(text) is None


@pytest.mark.parametrize("key", ["partitionKey", "hds:region", "secretsprovider", "owner", "administrators", "keyring"])
def test_keys_that_name_no_secret(key):
    """Only a key that ends in the word for a secret names one."""
    assert secret_by_name(key) is None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secret=st.from_regex(r"\AAKIA[A-Z2-7]{16}\Z"), place=st.sampled_from(sorted(PLACES)))
def test_any_access_key_id(secret, place, tmp_path):
    """No access key id is ever printed."""
    assert secret not in render(problems(tmp_path, text(**{place: PLACES[place].format(secret)})), "en")

# SPDX-License-Identifier: Apache-2.0
"""What reads like a secret; every credential here is invented."""

from __future__ import annotations

from typing import Any

import pytest

from hds_policies.secrets import holds_a_secret, reads_like_a_secret, suggests_a_secret


@pytest.mark.parametrize(
    "name", ["DB_PASSWORD", "dbPassword", "API_KEY", "apiKey", "token", "GITHUB_TOKEN", "PRIVATE-KEY", "AWS_CREDENTIALS"]
)
def test_names_of_secrets_suggest_them(name: str):
    """A name that ends like that of a secret suggests one, in any case."""
    assert suggests_a_secret(name)


@pytest.mark.parametrize("name", ["PASSWORD_LENGTH", "TOKEN_URL", "SECRET_ARN", "STAGE", "KEY", "", None, 7, []])
def test_other_names_suggest_nothing(name: Any):
    """A name about a secret is not the name of one, and what is no text is no name."""
    assert not suggests_a_secret(name)


@pytest.mark.parametrize(
    "value",
    [
        "AKIA" + "A" * 16,
        "-----BEGIN EC PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----",
        "ghp_" + "a" * 36,
        "github_pat_" + "a" * 50,
        "glpat-" + "a" * 20,
        "xoxb-" + "1" * 10,
        f"eyJ{'a' * 12}.eyJ{'b' * 12}.signature",
        "postgres://app:hunter22@db/app",
    ],
)
def test_formats_of_credentials_are_known(value: str):
    """A credential is one whatever it is called."""
    assert reads_like_a_secret(value)
    assert reads_like_a_secret(f"before {value} after")


@pytest.mark.parametrize(
    "value", ["eu-west-3", "https://example.org/a", "postgres://db/app", "postgres://${USER}@db/app", "AKIA", "", 7, None, []]
)
def test_other_values_are_none(value: Any):
    """Plain settings and addresses without a password are no credentials."""
    assert not reads_like_a_secret(value)


@pytest.mark.parametrize(
    "value", ["arn:aws:secretsmanager:eu-west-3:1:secret:s", "{{resolve:secretsmanager:s}}", "${DB_PASSWORD}", "true", ""]
)
def test_a_reference_under_the_name_of_a_secret_is_none(value: str):
    """Saying where a secret is gives nothing away."""
    assert not reads_like_a_secret(value, "DB_PASSWORD")
    assert reads_like_a_secret("hunter22", "DB_PASSWORD")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export DB_PASSWORD=hunter22", True),
        ('{"api_key": "abcdef"}', True),
        ("token: 'abcdef123'", True),
        ("AKIA" + "A" * 16, True),
        ("export DB_PASSWORD=$(aws secretsmanager get-secret-value)", False),
        ("password: <from the vault>", False),
        ("token: {{ vault }}", False),
        ("secret=arn:aws:secretsmanager:eu-west-3:1:secret:s", False),
        ("passwords are in the vault", False),
        ("", False),
    ],
)
def test_a_script_holds_a_secret_when_it_assigns_one(text: str, expected: bool):  # noqa: FBT001
    """A value given to the name of a secret counts; a command, a placeholder or a reference does not."""
    assert holds_a_secret(text) is expected

# SPDX-License-Identifier: Apache-2.0
"""The policy documents of the zone against the IAM definitions of the services."""

from __future__ import annotations

import functools
import re

import pytest
import yaml

from tests.truth import documents
from tests.truth.provider import HERE, answers
from tests.whole.zones import zone

GLOBAL = yaml.safe_load((HERE / "global_keys.yaml").read_text("utf-8"))["keys"]
_GAP = re.compile(r"\$\{[^}]*\}|<[^>]*>")


def services():
    """The IAM definitions that the zone needs."""
    return answers()["services"]


@functools.cache
def spelled(template):
    """A template of the definitions, with anything in its gaps."""
    return re.compile(".+".join(map(re.escape, _GAP.split(template))), re.IGNORECASE)


def is_action(action):
    """Whether a service has the action, or one that the pattern takes."""
    service, _, name = action.partition(":")
    pattern = re.compile(re.escape(name).replace(r"\*", ".*").replace(r"\?", "."), re.IGNORECASE)
    return any(pattern.fullmatch(known) for known in services().get(service, {"actions": ()})["actions"])


def is_key(key):
    """Whether a service or all of them know a condition key; that of a token is named after the issuer the zone trusts."""
    issuers = [
        str(provider.inputs["url"]).removeprefix("https://")
        for provider in zone("aws-prod").of("aws:iam/openIdConnectProvider:OpenIdConnectProvider")
    ]
    known = [*GLOBAL, *(name for service in services().values() for name in service["conditions"])]
    return any(spelled(name).fullmatch(key) for name in known) or key.rpartition(":")[0] in issuers


def is_resource(arn):
    """Whether an ARN has the format of a resource of its service; wildcards stand for anything."""
    known = services().get(arn.split(":")[2], {"resources": ()})["resources"]
    return any(spelled(name).fullmatch(arn.replace("::", ":*:")) or spelled(name).fullmatch(arn) for name in known)


def test_every_action_exists():
    """An action that no service has grants or denies nothing."""
    assert sorted(f"{name}: {action}" for name, action in documents.actions() if not is_action(action)) == []


def test_every_condition_key_exists():
    """A key that is never in a request makes a condition that never holds, or always."""
    assert sorted(f"{name}: {key}" for name, key, _ in documents.condition_keys() if not is_key(key)) == []


def test_every_resource_has_a_format_of_its_service():
    """A misspelled ARN names nothing."""
    assert sorted(f"{name}: {arn}" for name, arn in documents.resources() if not is_resource(arn)) == []


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (is_action, "kms:DecryptAll"),
        (is_action, "s4:GetObject"),
        (is_key, "aws:PrincipalOrg"),
        (is_key, "kms:ViaServices"),
        (is_resource, "arn:aws:kms:eu-west-3:111122223333:keys/1"),
    ],
)
def test_what_does_not_exist_is_seen(known, text):
    """A wrong action, key or ARN is told apart from a right one."""
    assert not known(text)

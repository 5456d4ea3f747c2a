# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import inspect

import pulumi
import pytest

from hds_components import aws
from hds_components.contracts import cloud
from hds_components.contracts.guardrails import GuardrailsArgs
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import PRODUCTION, key, value

CAPABILITIES = (
    "Archive",
    "Backup",
    "Compute",
    "Containers",
    "Database",
    "Guardrails",
    "Identity",
    "Keys",
    "Logs",
    "Monitoring",
    "Network",
    "Storage",
)


def test_the_cloud_is_loaded_by_its_word():
    """A stack file says ``aws``, the program gets this module."""
    assert cloud.load("aws") is aws


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_a_capability_is_a_component_made_like_all_others(capability):
    """``(name, args, opts)``, and a class of Pulumi's."""
    made = getattr(aws, capability)
    assert issubclass(made, pulumi.ComponentResource)
    assert list(inspect.signature(made).parameters) == ["name", "args", "opts"]


def test_the_module_offers_what_the_protocol_asks_and_nothing_else():
    """Parity between clouds is the protocol's."""
    asked = {name for name in vars(cloud.Cloud) if not name.startswith("_")}
    assert set(aws.__all__) == asked


def test_the_provider_is_pinned_and_tags_everything():
    """One region, one account, and whose and what stage it is."""
    graph = record(lambda: aws.provider(PRODUCTION) and None)
    (made,) = graph.of("pulumi:providers:aws")
    assert value(made, "region") == "eu-west-3"
    assert value(made, "allowedAccountIds") == '["123456789012"]'
    assert value(made, "defaultTags") == (
        '{"tags": {"team": "platform", "hds:tenant": "chu-lyon", "hds:stage": "production", "hds:managed-by": "pulumi"}}'
    )


def test_children_use_the_provider_of_their_component():
    """The environment's provider reaches every resource through the component."""

    def program() -> None:
        made = aws.provider(PRODUCTION)
        aws.Guardrails(
            "guardrails",
            GuardrailsArgs(perimeter=PRODUCTION, volume_key=key("volumes")),
            pulumi.ResourceOptions(providers=[made]),
        )

    graph = record(program, config={"aws:region": "eu-west-3"})
    (made,) = [resource for resource in graph.of("pulumi:providers:aws") if resource.name == "aws"]
    guardrails = [resource for resource in graph.resources if resource.name.startswith("guardrails-")]
    assert guardrails
    assert all((resource.provider or "").startswith(made.urn) for resource in guardrails)

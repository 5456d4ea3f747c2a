# SPDX-License-Identifier: Apache-2.0
"""Each kind of the tables of encryption at rest, one by one: what is asked of it is really asked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hds_policies.at_rest import AtRest, encrypted, key_paths
from hds_policies.graph import Graph, Resource
from hds_policies.rules.encryption.copies import COPIES, FILE_COPIES
from hds_policies.rules.encryption.objects import OBJECTS
from hds_policies.rules.encryption.store_kinds import DATABASES, STORES
from hds_policies.rules.encryption.volumes import INSTANCES, TEMPLATES, VOLUMES
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome

TABLES = (STORES, DATABASES, COPIES, FILE_COPIES, VOLUMES, INSTANCES, TEMPLATES, OBJECTS)
DEMANDS = [(kind, demand) for table in TABLES for kind, demands in table.items() for demand in demands]
KEY = "urn:pulumi:test::hds::aws:kms/key:Key::key"
_STEP = re.compile(r"(\w+)((?:\[\*\])?)")


def put(into: dict[str, Any], path: str, value: Any) -> None:
    """Set a value at a path; a ``[*]`` is a list of one."""
    names = _STEP.findall(path)
    for name, many in names[:-1]:
        inner = into.setdefault(name, [{}] if many else {})
        into = inner[0] if many else inner
    into[names[-1][0]] = value


def outcome(kind: str, demand: AtRest, values: dict[str, Any], *, proved: bool = True) -> Outcome:
    """The outcome of one demand on a resource with values at paths; unknown values are computed from a key when proved."""
    inputs: dict[str, Any] = {}
    for path, value in values.items():
        put(inputs, path, value)
    depends = dict.fromkeys(inputs, (KEY,)) if proved else {}
    subject = Resource(urn="urn:pulumi:test::hds::x::subject", type=kind, name="subject", inputs=inputs, property_dependencies=depends)
    return encrypted(subject, Graph([subject, Resource(urn=KEY, type="aws:kms/key:Key", name="key")]), (demand,)).outcome


def met(demand: AtRest) -> dict[str, Any]:
    """Values that meet a demand, the key unknown as at a first preview."""
    prefix = f"{demand.block}." if demand.block else ""
    values: dict[str, Any] = {prefix + demand.key: UNKNOWN_SENTINEL}
    if demand.switch:
        values[prefix + demand.switch] = demand.on[0]
    if demand.when:
        values[demand.when] = True
    return values


def label(value: object) -> str:
    """How a parameter is named in reports."""
    return value.key_path if isinstance(value, AtRest) else str(value)


@pytest.mark.parametrize(("kind", "demand"), DEMANDS, ids=label)
def test_a_key_of_the_program_meets_the_demand(kind: str, demand: AtRest):
    """The switch on and the key computed from a key of the program pass, although its ARN is not known."""
    assert outcome(kind, demand, met(demand)) is Outcome.PASS


@pytest.mark.parametrize(("kind", "demand"), DEMANDS, ids=label)
def test_a_key_from_nowhere_stays_open(kind: str, demand: AtRest):
    """An unknown value that no key proves is unknown."""
    assert outcome(kind, demand, met(demand), proved=False) is Outcome.UNKNOWN


@pytest.mark.parametrize(("kind", "demand"), DEMANDS, ids=label)
def test_a_missing_key_fails(kind: str, demand: AtRest):
    """Without a key, AWS's own is used."""
    prefix = f"{demand.block}." if demand.block else ""
    without = {path: value for path, value in met(demand).items() if path != prefix + demand.key}
    assert outcome(kind, demand, without | {prefix + "other": 1}) is Outcome.FAIL


@pytest.mark.parametrize(("kind", "demand"), [item for item in DEMANDS if item[1].switch], ids=label)
def test_a_switch_that_is_off_or_missing_fails(kind: str, demand: AtRest):
    """The key alone encrypts nothing where encryption is a switch, unless it is on by default."""
    at = f"{demand.block}.{demand.switch}" if demand.block else str(demand.switch)
    without = {path: value for path, value in met(demand).items() if path != at}
    assert outcome(kind, demand, without) is (Outcome.PASS if demand.default else Outcome.FAIL)
    assert outcome(kind, demand, met(demand) | {at: "off"}) is Outcome.FAIL


@pytest.mark.parametrize(("kind", "demand"), [item for item in DEMANDS if item[1].block or item[1].when], ids=label)
def test_what_is_not_there_is_not_asked(kind: str, demand: AtRest):
    """An optional block that is absent, or a flag that is not set, asks for no key; one that is not known yet stays open."""
    assert outcome(kind, demand, {"name": "n"}) is Outcome.NOT_APPLICABLE
    narrowing = demand.when or str(demand.block)
    assert outcome(kind, demand, {narrowing.removesuffix("[*]"): UNKNOWN_SENTINEL}) is Outcome.UNKNOWN
    assert outcome(kind, demand, {narrowing.removesuffix("[*]"): False}) is Outcome.NOT_APPLICABLE


def test_a_kind_is_in_one_table_only():
    """Two tables on one kind would judge it under two controls, or hide one of the two from the keys' rules."""
    kinds = [kind for table in TABLES for kind in table]
    assert len(kinds) == len(set(kinds))


def test_the_paths_of_keys_include_their_block():
    """A key inside a block is looked up where it is; one with a flag is at the top."""
    paths = key_paths(STORES, DATABASES)
    assert paths["aws:dynamodb/table:Table"] == ("serverSideEncryption.kmsKeyArn", "replicas[*].kmsKeyArn")
    assert paths["aws:rds/instance:Instance"] == ("kmsKeyId", "performanceInsightsKmsKeyId")

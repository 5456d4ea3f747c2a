# SPDX-License-Identifier: Apache-2.0
"""Waivers in the policy pack: what the engine is told, and what it goes on with."""

from __future__ import annotations

import threading

import grpc
import pytest
from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2 as wire

from hds_controls import load
from hds_policies import announce
from hds_policies.pack import Pack
from hds_policies.rule import Rule
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import is_true
from tests.policies.waivers.registers import CONTROL, TODAY, entry, written

KEY = "aws:kms/key:Key"
SAID = "waived until 2027-03-04, approved by security officer, owner head of imaging: material imported"


class Refused(Exception):  # noqa: N818 - what the engine sees
    """The pack has ended the call."""


class Context:
    """The one thing of a call that the pack uses."""

    def abort(self, code, words):
        """End the call, as gRPC does."""
        raise Refused(code, words)


def _rotates(key, _):
    return is_true(key, "enableKeyRotation")


def _breaks(*_):
    raise RuntimeError


def pack(register, shape="resource", check=_rotates, language="en", *, preview=False):
    """A pack of one rule, in a run that has begun."""
    rule = Rule("key_rotates", CONTROL, (KEY,), shape, check, "keys")
    made = Pack(load.catalogue(), (rule,), language, threading.Event(), lambda: register)
    made.ConfigureStack(wire.AnalyzerStackConfigureRequest(stack="dev", dry_run=preview), Context())
    return made


def fill(message, name, value):
    """A key in a message of the protocol."""
    message.type, message.name, message.urn = KEY, name, f"urn:pulumi:dev::shop::{KEY}::{name}"
    message.properties.CopyFrom(struct_pb2.Struct())
    message.properties.update({"enableKeyRotation": value})
    return message


def alone(made, name):
    """What is told of one key before it is created."""
    return list(made.Analyze(fill(wire.AnalyzeRequest(), name, False), Context()).diagnostics)


def together(made, **keys):
    """What is told at the end."""
    request = wire.AnalyzeStackRequest()
    for name, value in keys.items():
        fill(request.resources.add(), name, value)
    return list(made.AnalyzeStack(request, Context()).diagnostics)


@pytest.mark.parametrize("preview", [True, False])
def test_a_waived_failure_is_advisory_and_says_why(preview):
    """The engine goes on with that key and stops at the other; each is told once."""
    made = pack(written(entry(resource="legacy")), preview=preview)
    (accepted,), (held,) = alone(made, "legacy"), alone(made, "main")
    assert (accepted.policyName, accepted.enforcementLevel, held.enforcementLevel) == (CONTROL, wire.ADVISORY, wire.MANDATORY)
    assert accepted.message.startswith(SAID)
    assert "enableKeyRotation is false; expected: true" in accepted.message
    assert "waived" not in held.message
    assert together(made, legacy=False, main=False) == []


def test_a_waived_relation_is_advisory_too():
    """What only the whole graph shows."""
    (accepted,) = together(pack(written(entry(resource="legacy")), "graph"), legacy=False)
    assert (accepted.enforcementLevel, accepted.message.startswith(SAID)) == (wire.ADVISORY, True)


def test_a_waived_unknown_is_told_apart():
    """It leaves the summary of what is open and says its waiver."""
    told = together(pack(written(entry(resource="legacy"))), legacy=UNKNOWN_SENTINEL, main=UNKNOWN_SENTINEL)
    assert [(item.policyName, item.enforcementLevel) for item in told] == [(CONTROL, wire.ADVISORY), (announce.OPEN, wire.ADVISORY)]
    assert told[0].message.startswith(SAID)
    assert told[1].message.startswith("1 verdicts")


def test_a_broken_rule_stops_the_run_under_a_waiver_too():
    """Nobody can have accepted what says nothing of the resource."""
    (told,) = alone(pack(written(entry(resource="legacy")), check=_breaks), "legacy")
    assert told.enforcementLevel == wire.MANDATORY


@pytest.mark.parametrize(("preview", "level"), [(True, wire.MANDATORY), (False, wire.ADVISORY)])
def test_a_waiver_that_covers_nothing_stops_a_preview(preview, level):
    """An update has built everything by then, and what was open may have become a pass: it is only told."""
    (told,) = together(pack(written(entry(resource="legacy")), preview=preview), legacy=True)
    assert (told.policyName, told.enforcementLevel, told.urn) == (announce.WAIVERS, level, "")
    assert "waivers.yaml:3: waivers[0].resource: no resource that" in told.message


def test_a_disabled_policy_says_nothing_of_its_waivers():
    """Its control is not asked, so nothing is known of them."""
    made = pack(written(entry(resource="legacy")), preview=True)
    request = wire.ConfigureAnalyzerRequest()
    request.policyConfig[CONTROL].enforcementLevel = wire.DISABLED
    made.Configure(request, Context())
    assert together(made, legacy=True) == []


@pytest.mark.parametrize(("language", "word"), [("en", "hint: mend"), ("fr", "conseil : corrigez")])
def test_a_wrong_waiver_ends_the_run_before_it_begins(language, word):
    """With every mistake, in the language of the pack."""
    register = written(entry(expiry=TODAY), entry(control="HDS-LOC-01"), day=TODAY.replace(day=25))
    with pytest.raises(Refused) as refused:
        pack(register, language=language)
    code, words = refused.value.args
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert [f"waivers.yaml:{line}: " in words for line in (8, 9)] == [True, True]
    assert word in words


def test_each_run_reads_the_register_again():
    """A waiver that was taken out between a preview and an update waives nothing."""
    registers = iter([written(entry(resource="legacy")), written()])
    rule = Rule("key_rotates", CONTROL, (KEY,), "resource", _rotates, "keys")
    made = Pack(load.catalogue(), (rule,), "en", threading.Event(), lambda: next(registers))
    levels = []
    for _ in range(2):
        made.ConfigureStack(wire.AnalyzerStackConfigureRequest(stack="dev"), Context())
        levels += [item.enforcementLevel for item in alone(made, "legacy")]
    assert levels == [wire.ADVISORY, wire.MANDATORY]

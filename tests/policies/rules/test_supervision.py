# SPDX-License-Identifier: Apache-2.0
"""The tables of the supervision rules, and schedules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policies import sdk
from tests.policies.reads import bare

from hds_policies.graph import Graph
from hds_policies.judge import judge_resource
from hds_policies.rule import all_rules
from hds_policies.rules.supervision import hosts, patches
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome

RULES = {rule.name: rule for rule in all_rules()}
MINOR_VERSIONS_ELSEWHERE = {
    "aws:docdb/clusterInstance:ClusterInstance": "the service ignores it",
    "aws:rds/cluster:Cluster": "its instances are judged, and a cluster of several zones follows them",
}


def verdict(rule: str, kind: str, **inputs: object) -> Outcome:
    """The verdict of a rule on a resource alone."""
    subject = bare(kind, inputs)
    return judge_resource(RULES[rule], subject, Graph([subject])).outcome


def test_every_engine_that_upgrades_itself_is_judged_or_left_out_for_a_reason():
    """No kind with the switch is forgotten."""
    found = {kind for kind, paths in sdk.properties().items() if "autoMinorVersionUpgrade" in paths}
    assert found == {*patches.UPGRADED, *MINOR_VERSIONS_ELSEWHERE}


def test_every_machine_with_a_metadata_service_is_judged():
    """Each kind that can ask for a token does."""
    found = {kind for kind, paths in sdk.properties().items() if any(path.endswith("etadataOptions.httpTokens") for path in paths)}
    assert found == hosts.METADATA.keys()


@pytest.mark.parametrize("kind", patches.UPGRADED)
def test_each_engine_decides(kind: str):
    """On passes and off fails, also as text; left out is what the service makes of it."""
    rule = "minor_versions_are_upgraded"
    assert verdict(rule, kind, autoMinorVersionUpgrade=True) is Outcome.PASS
    assert verdict(rule, kind, autoMinorVersionUpgrade="false") is Outcome.FAIL
    assert verdict(rule, kind, autoMinorVersionUpgrade=UNKNOWN_SENTINEL) is Outcome.UNKNOWN
    assert verdict(rule, kind) is (Outcome.FAIL if kind in patches._NOT_BY_DEFAULT else Outcome.PASS)


@pytest.mark.parametrize("kind", hosts.METADATA)
def test_each_machine_asks_for_a_token(kind: str):
    """A token over one hop passes; no token, two hops or nothing said fails."""
    rule, block = "machine_asks_a_token_for_metadata", hosts.METADATA[kind]
    assert verdict(rule, kind, **{block: {"httpTokens": "required", "httpPutResponseHopLimit": 1}}) is Outcome.PASS
    assert verdict(rule, kind, **{block: {"httpTokens": "required", "httpPutResponseHopLimit": 2}}) is Outcome.FAIL
    assert verdict(rule, kind, **{block: {"httpTokens": "optional"}}) is Outcome.FAIL
    assert verdict(rule, kind) is Outcome.FAIL


@given(st.integers(1, 2000), st.sampled_from(["minute", "hour", "day"]))
def test_a_rate_is_monthly_when_it_lasts_at_most_31_days(count: int, unit: str):
    """In whatever unit it is written."""
    minutes = count * {"minute": 1, "hour": 60, "day": 24 * 60}[unit]
    assert patches._is_monthly(f"rate({count} {unit}{'s' * (count > 1)})") is (minutes <= 31 * 24 * 60)


@given(st.sampled_from(["*", "1", "JAN-MAR"]), st.sampled_from(["*", "2026"]), st.booleans())
def test_a_cron_expression_is_monthly_when_it_leaves_no_month_and_no_year_out(month: str, year: str, seconds: bool):  # noqa: FBT001 - drawn
    """With seconds or without."""
    assert patches._is_monthly(f"cron({'0 ' * seconds}0 2 ? {month} SUN {year})") is (month == "*" and year == "*")


@given(st.one_of(st.text(), st.none(), st.integers()))
def test_any_other_schedule_is_not_monthly(raw: object):
    """What cannot be read does not pass."""
    assert not patches._is_monthly(raw)

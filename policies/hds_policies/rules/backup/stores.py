# SPDX-License-Identifier: Apache-2.0
"""Each store of health data is backed up, daily and to the moment, and copied to another region (HDS-BCK-01 to 03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.backups import SERVICES, VAULT, copy_accounts, is_copy, selecting, vault_name
from hds_policies.buckets import BUCKET
from hds_policies.data_classes import is_health, label
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.schedules import hours_between
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, at_least, at_most, decide, fail, is_true, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.buckets import Place
    from hds_policies.graph import Graph, Resource

__all__ = [
    "DATABASES",
    "backup_is_copied_to_another_region",
    "backup_is_copied_to_the_other_account",
    "bucket_can_be_restored_to_a_moment",
    "database_keeps_its_backups_a_week",
    "store_is_backed_up_daily",
    "store_is_in_a_backup_plan",
    "table_can_be_restored_to_a_moment",
]

DATABASES = ("aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster")
_DAY_HOURS, _WEEK_DAYS, _CONTINUOUS_DAYS = 24, 7, 35


@graph_rule("HDS-BCK-01", *SERVICES)
def store_is_in_a_backup_plan(store: Resource, graph: Graph) -> Verdict:
    """A store of health data is taken by a selection of a plan; a replica and a locked archive are kept safe otherwise."""
    due = _due(store, graph)
    if due is not PASS:
        return due
    return _answer(selecting(store, graph).outcome, "selection_due")


@graph_rule("HDS-BCK-02", *SERVICES)
def store_is_backed_up_daily(store: Resource, graph: Graph) -> Verdict:
    """A plan that takes a store of health data does so every day, and keeps it a week."""
    return _with_a_rule(store, graph, _daily, "daily_rule")


@graph_rule("HDS-BCK-02", BUCKET)
def bucket_can_be_restored_to_a_moment(bucket: Resource, graph: Graph) -> Verdict:
    """A plan that takes a bucket of health data does so continuously."""
    return _with_a_rule(bucket, graph, _continuous, "continuous_rule")


@resource_rule("HDS-BCK-02", *DATABASES)
def database_keeps_its_backups_a_week(database: Resource, _: Graph) -> Verdict:
    """A database keeps its own backups a week at least; the default is none, or a day; a replica follows its source."""
    if database.kind == DATABASES[0] and not isinstance(database.get("replicateSourceDb"), Absent):
        return NOT_APPLICABLE
    return at_least(database, "backupRetentionPeriod", _WEEK_DAYS)


@resource_rule("HDS-BCK-02", "aws:dynamodb/table:Table")
def table_can_be_restored_to_a_moment(table: Resource, _: Graph) -> Verdict:
    """A table has point-in-time recovery, and so has each of its replicas."""
    replicas = (at for at, value in table.all("replicas[*]") if not isinstance(value, Absent))
    return all_of((is_true(table, "pointInTimeRecovery.enabled"), *(is_true(table, f"{at}.pointInTimeRecovery") for at in replicas)))


@graph_rule("HDS-BCK-03", *SERVICES)
def backup_is_copied_to_the_other_account(store: Resource, graph: Graph) -> Verdict:
    """Where some plan of the program copies to another account, a plan that takes a store of health data does too."""
    accounts = copy_accounts(graph)
    return NOT_APPLICABLE if accounts is not None and not accounts else _with_a_rule(store, graph, _given_away, "account_copy")


@graph_rule("HDS-BCK-03", *SERVICES)
def backup_is_copied_to_another_region(store: Resource, graph: Graph) -> Verdict:
    """A plan that takes a store of health data copies it every week at least to a vault of another region, for no shorter time."""
    return _with_a_rule(store, graph, _copied, "copy_action")


def _due(store: Resource, graph: Graph) -> Verdict:
    """PASS when a store is to be backed up."""
    health = is_health(store, graph)
    if health is None:
        return unknown("tags", store.get("tags"), "selection_due")
    if not health or is_copy(store, graph):
        return NOT_APPLICABLE
    archive = label(store, graph, "hds:archive") if store.kind == BUCKET else ""
    if archive is None:
        return unknown("tags", store.get("tags"), "selection_due")
    return NOT_APPLICABLE if archive == "yes" else PASS


def _with_a_rule(store: Resource, graph: Graph, judge: Callable[[Place, Graph], Verdict], key: str) -> Verdict:
    """One of the rules that take a store is as wanted; a store that none takes is judged by the first rule."""
    due = _due(store, graph)
    if due is not PASS:
        return due
    taken = selecting(store, graph)
    if taken.outcome is Outcome.FAIL:
        return NOT_APPLICABLE
    return _answer(taken.by(lambda rule: graph.once((judge, rule.at), rule.holder.urn, judge, rule, graph)), key)


def _answer(outcome: Outcome, key: str) -> Verdict:
    return PASS if outcome is Outcome.PASS else (unknown if outcome is Outcome.UNKNOWN else fail)("", ABSENT, key)


def _daily(rule: Place, _: Graph) -> Verdict:
    often = decide(rule.holder, rule.path("schedule"), lambda text: hours_between(text) <= _DAY_HOURS, "daily_rule")
    return all_of((often, at_least(rule.holder, rule.path("lifecycle.deleteAfter"), _WEEK_DAYS, absent=PASS)))


def _continuous(rule: Place, _: Graph) -> Verdict:
    kept = at_most(rule.holder, rule.path("lifecycle.deleteAfter"), _CONTINUOUS_DAYS)
    return all_of((is_true(rule.holder, rule.path("enableContinuousBackup")), kept))


def _copied(rule: Place, graph: Graph) -> Verdict:
    places = [at for at, value in rule.holder.all(rule.path("copyActions[*]")) if not isinstance(value, Absent)]
    return all_of((_weekly(rule), any_of([fail("", ABSENT, "copy_action"), *(_elsewhere(rule, at, graph) for at in places)])))


def _weekly(rule: Place) -> Verdict:
    return decide(
        rule.holder, rule.path("schedule"), lambda text: hours_between(text) <= _WEEK_DAYS * _DAY_HOURS, "weekly_copy", absent=PASS
    )


def _elsewhere(rule: Place, at: str, graph: Graph) -> Verdict:
    """A copy in another region, kept as long as what it copies."""
    path = f"{at}.destinationVaultArn"
    value, here = rule.holder.get(path), graph.region(rule.holder)
    parsed = arn.parse(value.value) if isinstance(value, Known) else None
    if parsed and parsed.account in graph.accounts and not graph.targets_of(Known(vault_name(parsed)), VAULT):
        return unknown(path, value, "copy_action")
    regions = [Known(parsed.region)] if parsed else [graph.region(vault) for vault in graph.targets_of(value, VAULT)]
    there = [region for region in regions if isinstance(region, Known)]
    away = any(region != here for region in there) and isinstance(here, Known)
    if not away and not (parsed and isinstance(here, Known)):
        return unknown(path, value, "copy_action")
    place = PASS if away else fail(path, value, "copy_action")
    source, kept = rule.get("lifecycle.deleteAfter"), f"{at}.lifecycle.deleteAfter"
    term = at_least(rule.holder, kept, float(source.value), absent=PASS) if isinstance(source, Known) and _counts(source.value) else PASS
    return all_of((place, term))


def _given_away(rule: Place, graph: Graph) -> Verdict:
    path = "copyActions[*].destinationVaultArn"
    values = [value for _, value in rule.holder.all(rule.path(path)) if not isinstance(value, Absent)]
    accounts = {parsed.account for value in values if isinstance(value, Known) and (parsed := arn.parse(value.value))}
    others = copy_accounts(graph)
    if others and accounts & others:
        return _weekly(rule)
    return (fail if others is not None and all(isinstance(value, Known) for value in values) else unknown)(
        rule.path(path), ABSENT, "account_copy"
    )


def _counts(raw: object) -> bool:
    return isinstance(raw, (int, float)) and not isinstance(raw, bool)

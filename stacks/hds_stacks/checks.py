# SPDX-License-Identifier: Apache-2.0
"""What types cannot say: one function per check, which asks for the settings it judges by their names.

A check runs when all that it names is well-formed, whatever is wrong elsewhere.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from ipaddress import IPv4Network
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hds_components.contracts.addresses import LONGEST_PREFIX, SHORTEST_PREFIX, address_plan
from hds_components.contracts.backup import REPORTS
from hds_components.contracts.logs import ACCESS_LOGS, ARCHIVE, DELIVERY
from hds_controls import load, residency
from hds_controls.model import Text
from hds_controls.problems import dotted, spell
from hds_stacks.copy_checks import account_vault, archive_terms, copy_terms, restore_tests
from hds_stacks.issue import Issue
from hds_stacks.lock_checks import lock_confirmed, lock_in_production, lock_sentence
from hds_stacks.profiles import profile as profile_of
from hds_stacks.schema import full_path
from hds_stacks.service_checks import base_exists, copies_exist, detectors_exist, egress_exists, stores_exist, workloads_exist

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_controls.model import Region
    from hds_controls.positions import KeyPath
    from hds_controls.residency import Cloud
    from hds_stacks.copies import ArchiveStore
    from hds_stacks.settings import Archive, BreakGlass, Contacts, DataClass, Logs, NetworkSettings, Store
    from hds_stacks.workloads import Workload

__all__ = ["run"]


_RESERVED = (ACCESS_LOGS, DELIVERY, ARCHIVE, REPORTS)
"""Names of stores that capabilities make for themselves."""
_Check = Callable[..., Iterator[Issue]]
_LOG_GROUP_DAYS = {"aws": (180, 365)}
"""Terms of log groups between the legal floor and ceiling, of those in ``aws.cloudwatch.LogGroup.retention_in_days``."""

_REACHED = {
    "aws": {
        "machines": ("ec2messages", "kms", "logs", "ssm", "ssmmessages"),
        "containers": ("ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "sts"),
    }
}
"""Services that each kind of workload reaches by private endpoint, beside stores and tables.

https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
"""


def run(parts: Mapping[str, Any], *, exact: bool) -> Iterator[Issue]:
    """The issues of all checks that the well-formed settings allow to run.

    Args:
        parts: well-formed settings by field name, and ``class_names``: the names of all data classes, well-formed or not.
        exact: nothing is missing from stores, data classes and archive, so that the sentence that confirms a lock can be given.
    """
    asked = ("tenant", "stage", "stores", "data_classes", "archive", "archives", "backup")
    known = exact and all(name in parts for name in asked)
    parts = {**parts, "confirmation": lock_sentence(*(parts[name] for name in asked)) if known else None}
    for check, names in _CHECKS.items():
        if all(name in parts for name in names):
            yield from check(**{name: parts[name] for name in names})


def _primary(region: str, cloud: Cloud) -> Iterator[Issue]:
    yield from _place(region, cloud, "region")


def _replica(replica_region: str | None, cloud: Cloud) -> Iterator[Issue]:
    if replica_region is not None:
        yield from _place(replica_region, cloud, "replicaRegion")


def _place(region: str, cloud: Cloud, key: str) -> Iterator[Issue]:
    fact = load.regions().get(region)
    path, given, allowed = (key,), spell(region), ", ".join(residency.allowed_regions(cloud))
    if fact is None:
        yield Issue("region_unknown", path, given, allowed)
    elif fact.cloud != cloud:
        yield Issue("region_of_other_cloud", path, given, allowed, {"place": fact.place, "cloud": cloud})
    elif not fact.eea:
        yield Issue("region_outside", path, given, allowed, {"place": fact.place})
    elif fact.hds != "listed":
        yield Issue("region_unlisted", path, given, allowed, {"place": fact.place, "dated": _listed_on(fact)})


def _listed_on(fact: Region) -> str:
    """The day of the latest list of that cloud."""
    return max(
        region.hds_source.dated for region in load.regions().values() if region.cloud == fact.cloud and region.hds_source
    ).isoformat()


def _two_regions(region: str, replica_region: str | None, cloud: Cloud) -> Iterator[Issue]:
    if replica_region is None:
        return
    path, given = ("replicaRegion",), spell(replica_region)
    allowed = ", ".join(name for name in residency.allowed_regions(cloud) if name != region)
    if replica_region == region:
        yield Issue("replica_is_primary", path, given, allowed)
    primary, replica = load.regions().get(region), load.regions().get(replica_region)
    if primary and replica and primary.cloud == replica.cloud and primary.partition != replica.partition:
        yield Issue("replica_in_other_partition", path, given, allowed, {"partition": replica.partition, "primary": primary.partition})


def _replica_required(profile: str, replica_region: str | None, cloud: Cloud) -> Iterator[Issue]:
    yield from _require("replicaRegion", replica_region, profile, ", ".join(residency.allowed_regions(cloud)))


def _contacts_required(profile: str, contacts: Contacts | None) -> Iterator[Issue]:
    yield from _require("contacts", contacts, profile, "security, incident, dataProtection")


def _break_glass_required(profile: str, break_glass: BreakGlass | None) -> Iterator[Issue]:
    yield from _require("breakGlass", break_glass, profile, "group, roles")


def _require(key: str, value: object, profile: str, allowed: str) -> Iterator[Issue]:
    if value is None and key in profile_of(profile).required:
        yield Issue("required_by_profile", (key,), allowed=allowed, facts={"profile": profile})


def _profile_of_production(profile: str, stage: str) -> Iterator[Issue]:
    if stage == "production" and profile == "dev":
        controls = ", ".join(given_up.control for given_up in profile_of(profile).gives_up)
        yield Issue("profile_for_production", ("profile",), spell(profile), "standard, strict", {"gives_up": controls})


def _classes(data_classes: Mapping[str, DataClass]) -> Iterator[Issue]:
    for name, data_class in data_classes.items():
        path = ("dataClasses", name)
        if data_class.retention_class in load.retention():
            yield from _term(data_class.retention_days, data_class.retention_class, (*path, "retentionDays"))
        else:
            given, allowed = spell(data_class.retention_class), ", ".join(load.retention())
            yield Issue("unknown_retention_class", (*path, "retentionClass"), given, allowed)


def _terms_of_traces(logs: Logs, archive: Archive, cloud: Cloud) -> Iterator[Issue]:
    path = ("logs", "retentionDays")
    off_limits = [*_term(logs.retention_days, "technical-log", path)]
    yield from off_limits
    terms = _LOG_GROUP_DAYS[cloud]
    if not off_limits and logs.retention_days not in terms:
        yield Issue("log_group_days", path, str(logs.retention_days), ", ".join(map(str, terms)), {"cloud": cloud})
    yield from _term(archive.retention_days, "access-trace", ("archive", "retentionDays"))


def _term(days: int, retention_class: str, path: KeyPath) -> Iterator[Issue]:
    law = load.retention()[retention_class]
    facts: dict[str, Text | str | int] = {
        "retention_class": law.title,
        "source": law.source.title,
        "url": str(law.source.url),
        "text": law.text,
        "floor": law.minimum_days,
        "ceiling": law.maximum_days or 0,
    }
    allowed = Text(en=f"{law.minimum_days} or more", fr=f"{law.minimum_days} ou plus")
    if law.maximum_days:
        allowed = Text(en=f"{law.minimum_days} to {law.maximum_days}", fr=f"{law.minimum_days} à {law.maximum_days}")
    if days < law.minimum_days:
        yield Issue("under_floor", path, str(days), allowed, facts)
    elif law.maximum_days and days > law.maximum_days:
        yield Issue("over_ceiling", path, str(days), allowed, facts)


def _stores(stores: tuple[Store, ...], archives: tuple[ArchiveStore, ...], class_names: tuple[str, ...]) -> Iterator[Issue]:
    names: set[str] = set()
    placed = [("stores", index, store) for index, store in enumerate(stores)]
    for section, index, store in (*placed, *(("archives", index, archive) for index, archive in enumerate(archives))):
        if store.name in names:
            yield Issue("duplicate_name", (section, index, "name"), spell(store.name))
        if store.name in _RESERVED:
            yield Issue("reserved_name", (section, index, "name"), spell(store.name))
        names.add(store.name)
        if store.data_class not in class_names:
            yield Issue("unknown_data_class", (section, index, "dataClass"), spell(store.data_class), ", ".join(class_names))


def _workloads(workloads: tuple[Workload, ...], class_names: tuple[str, ...]) -> Iterator[Issue]:
    names: set[str] = set()
    for index, workload in enumerate(workloads):
        if workload.name in names:
            yield Issue("duplicate_workload", ("workloads", index, "name"), spell(workload.name))
        names.add(workload.name)
        if workload.data_class not in class_names:
            yield Issue("unknown_data_class", ("workloads", index, "dataClass"), spell(workload.data_class), ", ".join(class_names))
        if workload.most < workload.count:
            facts: dict[str, Text | str | int] = {"count": workload.count}
            allowed = Text(en=f"{workload.count} or more", fr=f"{workload.count} ou plus")
            yield Issue("count_over_maximum", ("workloads", index, "maximum"), str(workload.maximum), allowed, facts)


def _hosts(workloads: tuple[Workload, ...]) -> Iterator[Issue]:
    served: dict[str, str] = {}
    for index, workload in enumerate(workloads):
        for place, host in enumerate(workload.hosts if workload.kind == "machines" else ()):
            if host in served:
                yield Issue("duplicate_host", ("workloads", index, "hosts", place), spell(host), facts={"other": served[host]})
            served.setdefault(host, workload.name)


def _certificates(workloads: tuple[Workload, ...], region: str, account: str) -> Iterator[Issue]:
    for index, workload in enumerate(workloads):
        if workload.kind == "machines" and workload.certificate.split(":")[3:5] != [region, account]:
            yield Issue("certificate_elsewhere", ("workloads", index, "certificate"), spell(workload.certificate), f"{region}, {account}")


def _endpoints(workloads: tuple[Workload, ...], network: NetworkSettings, cloud: Cloud) -> Iterator[Issue]:
    for index, workload in enumerate(workloads):
        missing = [service for service in _REACHED[cloud][workload.kind] if service not in network.services]
        if missing:
            yield Issue("endpoint_missing", ("workloads", index, "kind"), workload.kind, facts={"missing": ", ".join(missing)})


def _ranges(network: NetworkSettings) -> Iterator[Issue]:
    own = [("network", "addressRange"), *(("network", "privateAccess", index) for index in range(len(network.private_access)))]
    placed = [*zip(own, (network.address_range, *network.private_access), strict=True)]
    for (first_path, first), (path, given) in combinations(placed, 2):
        if IPv4Network(first).overlaps(IPv4Network(given)):
            yield Issue("ranges_overlap", path, spell(given), facts={"other": first, "other_key": _key(first_path)})


def _key(path: KeyPath) -> str:
    return dotted(full_path(path))


def _plan(network: NetworkSettings) -> Iterator[Issue]:
    if not _can_plan(network.address_range, network.zones):
        start = IPv4Network(network.address_range).network_address
        sizes = [
            f"/{prefix}"
            for prefix in range(SHORTEST_PREFIX, LONGEST_PREFIX + 1)
            if _can_plan(str(IPv4Network(f"{start}/{prefix}", strict=False)), network.zones)
        ]
        yield Issue(
            "range_for_zones", ("network", "addressRange"), spell(network.address_range), ", ".join(sizes), {"zones": network.zones}
        )


def _can_plan(address_range: str, zones: int) -> bool:
    try:
        address_plan(address_range, zones)
    except ValueError:
        return False
    return True


def _tags(tags: Mapping[str, str]) -> Iterator[Issue]:
    for key in tags:
        if key.lower().startswith("aws:"):
            yield Issue("reserved_tag", ("tags", key), spell(key))


_CHECKS: dict[_Check, tuple[str, ...]] = {
    check: tuple(inspect.signature(check).parameters)
    for check in (
        _primary,
        _replica,
        _two_regions,
        _replica_required,
        _contacts_required,
        _break_glass_required,
        _profile_of_production,
        _classes,
        _terms_of_traces,
        _stores,
        copy_terms,
        restore_tests,
        account_vault,
        archive_terms,
        _workloads,
        _hosts,
        _certificates,
        _endpoints,
        _ranges,
        _plan,
        base_exists,
        egress_exists,
        stores_exist,
        workloads_exist,
        copies_exist,
        detectors_exist,
        _tags,
        lock_in_production,
        lock_confirmed,
    )
}

# SPDX-License-Identifier: Apache-2.0
"""What types cannot say: one function per check, which asks for the settings it judges by their names.

A check runs when all that it names is well-formed, whatever is wrong elsewhere.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from ipaddress import IPv4Network
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from hds_components.contracts.addresses import LONGEST_PREFIX, SHORTEST_PREFIX, address_plan
from hds_components.contracts.logs import ACCESS_LOGS, ARCHIVE, DELIVERY
from hds_controls import load, residency
from hds_controls.model import Text
from hds_controls.problems import dotted, spell
from hds_stacks.profiles import profile as profile_of
from hds_stacks.schema import full_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_controls.model import Region
    from hds_controls.positions import KeyPath
    from hds_controls.residency import Cloud
    from hds_stacks.settings import Archive, BreakGlass, Contacts, DataClass, Lock, Logs, NetworkSettings, Store, Workload

__all__ = ["Issue", "lock_sentence", "run"]


class Issue(NamedTuple):
    """A problem before it has a line: its code, its path in the settings, its value and facts."""

    code: str
    path: KeyPath
    given: str | None = None
    allowed: Text | str | None = None
    facts: Mapping[str, Text | str | int] = {}


_LOG_STORES = (ACCESS_LOGS, DELIVERY, ARCHIVE)
_Check = Callable[..., Iterator[Issue]]
_LOG_GROUP_DAYS = {"aws": (180, 365)}
"""Terms of log groups between the legal floor and ceiling, of those in ``aws.cloudwatch.LogGroup.retention_in_days``."""


def run(parts: Mapping[str, Any], *, exact: bool) -> Iterator[Issue]:
    """The issues of all checks that the well-formed settings allow to run.

    Args:
        parts: well-formed settings by field name, and ``class_names``: the names of all data classes, well-formed or not.
        exact: nothing is missing from stores, data classes and archive, so that the sentence that confirms a lock can be given.
    """
    asked = ("tenant", "stage", "stores", "data_classes", "archive")
    known = exact and all(name in parts for name in asked)
    parts = {**parts, "confirmation": lock_sentence(*(parts[name] for name in asked)) if known else None}
    for check, names in _CHECKS.items():
        if all(name in parts for name in names):
            yield from check(**{name: parts[name] for name in names})


def lock_sentence(tenant: str, stage: str, stores: tuple[Store, ...], data_classes: Mapping[str, DataClass], archive: Archive) -> str:
    """The sentence that confirms a lock: it names the environment, each thing that is locked and its term in days."""
    terms = {
        store.name: data_classes[store.data_class].retention_days
        for store in stores
        if store.kind == "objects" and store.immutable and store.data_class in data_classes
    }
    things = [f"archive for {archive.retention_days} days", *(f"{name} for {days} days" for name, days in sorted(terms.items()))]
    return f"lock {tenant}-{stage}: {', '.join(things)}"


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


def _stores(stores: tuple[Store, ...], class_names: tuple[str, ...]) -> Iterator[Issue]:
    names: set[str] = set()
    for index, store in enumerate(stores):
        if store.name in names:
            yield Issue("duplicate_name", ("stores", index, "name"), spell(store.name))
        if store.name in _LOG_STORES:
            yield Issue("reserved_name", ("stores", index, "name"), spell(store.name))
        names.add(store.name)
        if store.data_class not in class_names:
            yield Issue("unknown_data_class", ("stores", index, "dataClass"), spell(store.data_class), ", ".join(class_names))


def _workloads(workloads: tuple[Workload, ...]) -> Iterator[Issue]:
    for index, workload in enumerate(workloads):
        yield Issue("workload_not_available", ("workloads", index), workload.kind)


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


def _lock_in_production(lock: Lock, stage: str) -> Iterator[Issue]:
    if lock.phase == "locked" and stage != "production":
        yield Issue("lock_stage", ("lock", "phase"), "locked", "draft, governance", {"stage": stage})


def _lock_confirmed(lock: Lock, confirmation: str | None) -> Iterator[Issue]:
    if lock.phase != "locked":
        if lock.confirmation is not None:
            yield Issue("confirmation_without_lock", ("lock", "confirmation"), facts={"phase": lock.phase})
        return
    if lock.confirmation is None or lock.confirmation != confirmation:
        given = Text(en="none is given", fr="aucune n'est donnée")
        if lock.confirmation is not None:
            said = spell(lock.confirmation)
            given = Text(en=f"{said} is given", fr=f"{said} est donné")
        allowed = f'"{confirmation}"' if confirmation else None
        yield Issue("lock_confirmation", ("lock", "confirmation"), allowed=allowed, facts={"given": given})


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
        _workloads,
        _ranges,
        _plan,
        _tags,
        _lock_in_production,
        _lock_confirmed,
    )
}

# SPDX-License-Identifier: Apache-2.0
"""Services that a region does not have, of those that the settings ask for; see ``checks``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.contracts.services import SERVICES
from hds_controls import load, residency, services
from hds_controls.model import Text
from hds_controls.problems import spell
from hds_stacks.issue import Issue
from hds_stacks.profiles import profile as profile_of
from hds_stacks.service_messages import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_components.contracts.services import Part
    from hds_controls.residency import Cloud
    from hds_stacks.access import Contacts, Monitoring
    from hds_stacks.copies import ArchiveStore, Backup
    from hds_stacks.settings import NetworkSettings, Store
    from hds_stacks.workloads import Workload

__all__ = ["base_exists", "copies_exist", "detectors_exist", "egress_exists", "stores_exist", "workloads_exist"]

_BASE: tuple[Part, ...] = ("keys", "network", "network-encryption", "logs", "guardrails", "identity")
"""Built whatever the settings say."""


def base_exists(region: str, replica_region: str | None, cloud: Cloud) -> Iterator[Issue]:
    """What every environment stands on."""
    for part in _BASE:
        yield from _lost(part, region, replica_region, cloud)


def egress_exists(network: NetworkSettings, region: str, replica_region: str | None, cloud: Cloud) -> Iterator[Issue]:
    """The relay, where something may be reached through it."""
    if network.egress:
        yield from _lost("egress", region, replica_region, cloud, _written("hds:network.egress: []"))


def stores_exist(stores: tuple[Store, ...], region: str, replica_region: str | None, cloud: Cloud) -> Iterator[Issue]:
    """What each kind of store is made of."""
    kinds: list[Part] = [store.kind for store in stores]
    for kind in dict.fromkeys(kinds):
        yield from _lost(kind, region, replica_region, cloud, _left_out(kind, "hds:stores"))


def workloads_exist(workloads: tuple[Workload, ...], region: str, replica_region: str | None, cloud: Cloud) -> Iterator[Issue]:
    """What each kind of workload runs on."""
    kinds: list[Part] = [workload.kind for workload in workloads]
    for kind in dict.fromkeys(kinds):
        yield from _lost(kind, region, replica_region, cloud, _left_out(kind, "hds:workloads"))


def copies_exist(
    backup: Backup, archives: tuple[ArchiveStore, ...], region: str, replica_region: str | None, cloud: Cloud
) -> Iterator[Issue]:
    """Vaults with their tests, and archives."""
    vaults: tuple[Part, ...] = ("vaults", "restore-tests") if backup.vault else ()
    for part in vaults:
        yield from _lost(part, region, replica_region, cloud, _written("hds:backup.vault: false"))
    if archives:
        yield from _lost("archives", region, replica_region, cloud, _written("hds:archives: []"))


def detectors_exist(
    *, monitoring: Monitoring, contacts: Contacts | None, profile: str, region: str, replica_region: str | None, cloud: Cloud
) -> Iterator[Issue]:
    """Alarms and detectors, where there is somebody to tell or will have to be."""
    if contacts is None and "contacts" not in profile_of(profile).required:
        return
    without = Text(en="leave hds:contacts out where the profile allows it", fr="retirez hds:contacts là où le profil l'admet")
    yield from _lost("alarms", region, replica_region, cloud, without)
    for detector in dict.fromkeys(monitoring.detectors):
        way_out = Text(en=f"write hds:monitoring.detectors without {detector}", fr=f"écrivez hds:monitoring.detectors sans {detector}")
        yield from _lost(detector, region, replica_region, cloud, way_out)
        if detector == "posture" and replica_region is not None:
            yield from _lost("posture-gathering", region, replica_region, cloud, way_out)


def _lost(part: Part, region: str, replica_region: str | None, cloud: Cloud, way_out: Text | None = None) -> Iterator[Issue]:
    """One issue for each of the two regions that is known to lack a service of the part."""
    made = SERVICES[cloud][part]
    places = [("region", region, replica_region, made.primary)]
    if replica_region is not None:
        places.append(("replicaRegion", replica_region, region, made.replica))
    for key, place, other, needed in places:
        lacking = [name for name in needed if services.available(name, place) is False]
        if not lacking:
            continue
        facts: dict[str, Text | str | int] = {
            "place": load.regions()[place].place,
            "part": PARTS[part],
            "dated": max(load.services()[name].source.dated for name in lacking).isoformat(),
            "services": ", ".join(lacking),
            "controls": ", ".join(made.controls) or Text(en="none", fr="aucun"),
        }
        allowed = ", ".join(name for name in residency.allowed_regions(cloud) if name != other and _has(name, needed))
        if way_out:
            yield Issue("service_missing", (key,), spell(place), allowed, {**facts, "way_out": way_out})
        else:
            yield Issue("service_required", (key,), spell(place), allowed, facts)


def _has(region: str, needed: tuple[str, ...]) -> bool:
    return all(services.available(name, region) is not False for name in needed)


def _written(setting: str) -> Text:
    return Text(en=f"write {setting}", fr=f"écrivez {setting}")


def _left_out(kind: str, key: str) -> Text:
    return Text(en=f"leave what is of the kind {kind} out of {key}", fr=f"retirez de {key} ce qui est du genre {kind}")

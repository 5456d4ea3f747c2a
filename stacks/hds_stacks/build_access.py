# SPDX-License-Identifier: Apache-2.0
"""The part of an environment that people enter, and the part that watches: the same program on every cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.contracts.identity import BREAK_GLASS, IdentityArgs
from hds_components.contracts.identity import Pipeline as PipelineJob
from hds_components.contracts.monitoring import MonitoringArgs
from hds_stacks.settings import ObjectStore

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.cloud import Cloud
    from hds_components.contracts.identity import Identity
    from hds_components.contracts.monitoring import Owner
    from hds_components.contracts.perimeter import Perimeter
    from hds_components.contracts.storage import Storage
    from hds_stacks.build_copies import Topics
    from hds_stacks.build_workloads import Ground
    from hds_stacks.settings import Settings

__all__ = ["build_identity", "build_monitoring", "emergency_roles"]

_ROLES = {"operator": "operators", "restorer": "restorers", "auditor": "auditors", "support": "support"}
"""Setting that says who may take each role of people."""
_UNUSED_DAYS = {"production": 90}
"""Days after which unused access is reported; a stage that is not there leaves it to reviews, for analysers of it are paid."""


def emergency_roles(settings: Settings, cloud: Cloud, perimeter: Perimeter) -> tuple[str, ...]:
    """Roles of emergencies: the environment's own, and those that the stack file names; none without an emergency group."""
    if settings.break_glass is None:
        return ()
    return (cloud.role_name(perimeter, BREAK_GLASS), *settings.break_glass.roles)


def build_identity(settings: Settings, cloud: Cloud, perimeter: Perimeter, opts: pulumi.ResourceOptions) -> Identity:
    """Build roles, boundaries and settings of the account."""
    job = settings.pipeline
    args = IdentityArgs(
        perimeter=perimeter,
        people={role: getattr(settings.access, setting) for role, setting in _ROLES.items()},
        federation=settings.access.federation,
        emergency_group=settings.break_glass.group if settings.break_glass else None,
        pipeline=PipelineJob(issuer=job.issuer, subject=job.subject, audience=job.audience) if job else None,
        unused_access_days=_UNUSED_DAYS.get(settings.stage),
    )
    return cloud.Identity("identity", args, opts)


def build_monitoring(settings: Settings, cloud: Cloud, ground: Ground, storage: Storage, opts: pulumi.ResourceOptions) -> Topics:
    """Build what watches, and give the topics that incidents are told; none where the stack file names nobody to tell."""
    contacts = settings.contacts
    if contacts is None:
        return (None, None)
    mailboxes: dict[Owner, str] = {
        "security": contacts.security,
        "incident": contacts.incident,
        "data-protection": contacts.data_protection,
    }
    args = MonitoringArgs(
        perimeter=ground.perimeter,
        encryption_key=ground.keys.by_name["alerts"],
        log_destination=ground.logs.destination,
        trail=ground.logs.trail,
        mailboxes=mailboxes,
        telephone=contacts.telephone,
        detectors=settings.monitoring.detectors,
        emergency=emergency_roles(settings, cloud, ground.perimeter),
        unclassed_stores=tuple(storage.stores[name] for name in _without_health_data(settings)),
    )
    monitoring = cloud.Monitoring("monitoring", args, opts)
    return (monitoring.topics["incident"], monitoring.replica_topics.get("incident"))


def _without_health_data(settings: Settings) -> tuple[str, ...]:
    """Object stores that must hold no health data: those of other classes, and outside production all of them (HDS-GOV-09)."""
    objects = [store for store in settings.stores if isinstance(store, ObjectStore)]
    return tuple(store.name for store in objects if settings.stage != "production" or not settings.data_classes[store.data_class].health)

# SPDX-License-Identifier: Apache-2.0
"""What a stack file may ask to run."""

from typing import Annotated, Literal

from pydantic import Field

from hds_stacks.patterns import CertificateId, Domain, HealthPath, ImageId, KubernetesVersion, MachineSize, Resource, Role
from hds_stacks.section import Section

__all__ = ["Containers", "Machines", "Workload"]


class _Workload(Section):
    name: Resource
    """Short name, unique among workloads."""
    data_class: Resource
    """One of the keys of dataClasses: what the workload handles."""
    size: MachineSize
    """Size of a machine or node; it must exist in the region, and encrypt between hosts where the network enforces that."""
    count: Annotated[int, Field(ge=2, le=100)] = 2
    """Machines or nodes that always run, spread over the zones."""
    maximum: Annotated[int, Field(ge=2, le=200)] | None = None
    """Machines or nodes that may run; twice the count unless given."""
    disk_gb: Annotated[int, Field(ge=20, le=16384)] = 50
    """Size of the disk of each, in GiB."""

    @property
    def most(self) -> int:
        """How many may run."""
        return self.count * 2 if self.maximum is None else self.maximum


class Machines(_Workload):
    """A group of machines behind the environment's one gateway."""

    kind: Literal["machines"]
    """What runs the workload."""
    hosts: Annotated[tuple[Domain, ...], Field(strict=False, min_length=1)]
    """Names under which it is called; they must lead to the gateway, which serves no other name."""
    certificate: CertificateId
    """TLS certificate for those names, in the account and region of the environment."""
    image: ImageId | None = None
    """Image of the machines; the latest hardened Linux of the provider unless given."""
    port: Annotated[int, Field(ge=1024, le=65535)] = 8443
    """TCP port on which the machines serve TLS."""
    health_path: HealthPath = "/"
    """Path that answers 200 when a machine is well."""


class Containers(_Workload):
    """A private Kubernetes cluster and the repositories of its images."""

    kind: Literal["containers"]
    """What runs the workload."""
    administrators: Annotated[tuple[Role, ...], Field(strict=False, min_length=1)]
    """Roles that administer the cluster from inside the network: names or ARNs."""
    repositories: Annotated[tuple[Resource, ...], Field(strict=False)] = ()
    """Image repositories to make."""
    version: KubernetesVersion | None = None
    """Kubernetes version; the provider's default at creation unless given."""


Workload = Annotated[Machines | Containers, Field(discriminator="kind")]

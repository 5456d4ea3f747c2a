# SPDX-License-Identifier: Apache-2.0
"""What a stack file says of who enters, and of what watches."""

from typing import Annotated

from pydantic import Field

from hds_components.contracts.monitoring import Detector
from hds_stacks.patterns import Audience, GroupName, Issuer, Mailbox, Principal, Subject, Telephone
from hds_stacks.section import Section

__all__ = ["Access", "BreakGlass", "Contacts", "Monitoring", "Pipeline"]

_Principals = Annotated[tuple[Principal, ...], Field(strict=False)]


class Access(Section):
    """Who may take the roles of the environment: IAM roles of the directory's groups, names or ARNs, with * only at the end."""

    operators: _Principals
    """Start, stop and enter machines."""
    restorers: _Principals
    """Restore backups."""
    auditors: _Principals
    """Read traces and findings."""
    support: _Principals
    """See settings and health of the environment, and nothing that it holds."""
    federation: GroupName | None = None
    """SAML provider of the account that may give these roles too."""


class Pipeline(Section):
    """The job of a continuous-integration platform that deploys, by its OpenID Connect token."""

    issuer: Issuer
    """Address of the issuer of tokens."""
    subject: Subject
    """The whole sub claim: one repository, one branch or environment, no pattern."""
    audience: Audience = "sts.amazonaws.com"
    """The aud claim."""


class Monitoring(Section):
    """What watches by itself."""

    detectors: Annotated[tuple[Detector, ...], Field(strict=False)]
    """Attacks, weak settings, known flaws in software, health data where none belong."""


class Contacts(Section):
    """Mailboxes and telephone of functions, not of persons."""

    security: Mailbox
    """Receives security alerts."""
    incident: Mailbox
    """Is told of incidents, and tells the client."""
    data_protection: Mailbox
    """The data protection officer's function."""
    telephone: Telephone
    """Number on call, which the cloud provider is told."""


class BreakGlass(Section):
    """Who may enter when everything else is closed."""

    group: GroupName
    """Group of the emergency accounts: the value of their tag group."""
    roles: _Principals = ()
    """IAM roles that, beside the environment's emergency role, alone may disable or delete a key: names or ARNs, with * only at the end."""

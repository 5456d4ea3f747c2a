# SPDX-License-Identifier: Apache-2.0
"""Encrypted topics, one for each owner of alarms and region, that reach the owner's mailbox (HDS-OPS-01, HDS-ENC-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.naming import arn, root_arn
from hds_components.aws.policies import allow, allow_service, deny_insecure_transport, document, service

if TYPE_CHECKING:
    from hds_components.aws.monitoring.site import Site
    from hds_components.contracts.monitoring import MonitoringArgs, Owner
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["name_contacts", "open_topics"]

_TOPIC_NAME_LIMIT = 256
_DISPLAY_NAME_LIMIT = 100
_CALLED: dict[str, Owner] = {"SECURITY": "security", "OPERATIONS": "incident"}
"""Owner that answers each kind of call of the provider."""
_READ = ("sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:ListTagsForResource")


def open_topics(site: Site, args: MonitoringArgs) -> dict[str, pulumi.Output[str]]:
    """The ARN of the topic of each owner that has a mailbox, which comes only once its policy lets services publish.

    The owner confirms the subscription from the mailbox: until then nothing arrives, which the test page shows.
    """
    return {owner: _topic(site, args, owner, mailbox) for owner, mailbox in args.mailboxes.items()}


def name_contacts(site: Site, args: MonitoringArgs) -> None:
    """Tell AWS whom to call about security and operations (HDS-OPS-06): functions, for a person may be gone when it matters.

    https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html
    """
    for kind, owner in _CALLED.items():
        mailbox = args.mailboxes.get(owner)
        if args.telephone and mailbox:
            aws.account.AlternativeContact(
                f"{site.name}-{owner}-contact",
                alternate_contact_type=kind,
                name=f"{args.perimeter.tenant} {owner}",
                title=f"Function: {owner}",
                email_address=mailbox,
                phone_number=args.telephone,
                opts=site.options,
            )


def _topic(site: Site, args: MonitoringArgs, owner: Owner, mailbox: str) -> pulumi.Output[str]:
    perimeter = args.perimeter
    physical = perimeter.name("alerts", owner, limit=_TOPIC_NAME_LIMIT)
    topic = aws.sns.Topic(
        f"{site.name}-{owner}",
        name=physical,
        display_name=f"{perimeter.tenant} {perimeter.stage}: {owner}"[:_DISPLAY_NAME_LIMIT],
        kms_master_key_id=site.key_arn,
        signature_version=2,
        region=site.placed,
        tags={**perimeter.tags, "hds:owner": owner},
        opts=site.options,
    )
    policy = aws.sns.TopicPolicy(
        f"{site.name}-{owner}-policy",
        arn=topic.arn,
        policy=_policy(perimeter, arn(perimeter, "sns", physical, region=site.region)),
        region=site.placed,
        opts=site.options,
    )
    aws.sns.TopicSubscription(
        f"{site.name}-{owner}-mailbox", topic=topic.arn, protocol="email", endpoint=mailbox, region=site.placed, opts=site.options
    )
    return pulumi.Output.all(topic.arn, policy.id).apply(lambda made: made[0])


def _policy(perimeter: Perimeter, topic: str) -> str:
    """Services publish; the account reads settings here, and changes them by its own IAM rights.

    Only CloudWatch says for which account it publishes. EventBridge passes nothing that a condition could read, so with one every page
    would be lost in silence; what another account's rule could send here, if it knew this name, is a page, never a reading. AWS Backup
    tells topics of its own account only. A refusal of outsiders would read the same missing keys; nobody but these is admitted.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html
    """
    publish = ("sns:Publish",)
    return document(
        *deny_insecure_transport([topic], actions=publish),
        allow_service(perimeter, "PublishAlarms", "cloudwatch", publish, [topic]),
        allow("PublishEvents", publish, [topic], principal={"Service": [service("backup"), service("events")]}),
        allow("ReadSettings", _READ, [topic], principal={"AWS": root_arn(perimeter)}),
    )

# SPDX-License-Identifier: Apache-2.0
"""Alarms on calls to the provider's interface that weaken, blind or open the environment, in each region (HDS-LOG-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.monitoring.alarms import CALL, EventAlarm

if TYPE_CHECKING:
    from hds_components.aws.monitoring.alarms import Pattern

__all__ = ["CALLS"]


def _calls(**names: tuple[str, ...]) -> Pattern:
    """Calls of some services by name; two underscores stand for a hyphen in the name of a service."""
    sources = [f"{service.replace('__', '-')}.amazonaws.com" for service in names]
    return {"detail-type": [CALL], "detail": {"eventSource": sources, "eventName": [name for some in names.values() for name in some]}}


CALLS = (
    EventAlarm(
        name="key-destruction",
        title="A key was disabled or its deletion ordered",
        severity="critical",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(kms=("DeleteImportedKeyMaterial", "DisableKey", "DisableKeyRotation", "ScheduleKeyDeletion")),
    ),
    EventAlarm(
        name="key-policy",
        title="The policy of a key changed",
        severity="high",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(kms=("PutKeyPolicy", "UpdatePrimaryRegion")),
    ),
    EventAlarm(
        name="traces",
        title="Traces were stopped, deleted or narrowed",
        severity="critical",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(
            cloudtrail=("DeleteTrail", "PutEventSelectors", "PutInsightSelectors", "StopLogging", "UpdateTrail"),
            config=("DeleteConfigurationRecorder", "DeleteDeliveryChannel", "StopConfigurationRecorder"),
            ec2=("DeleteFlowLogs",),
            logs=("DeleteLogGroup", "DeleteLogStream", "DeleteMetricFilter", "DeleteRetentionPolicy", "PutRetentionPolicy"),
        ),
    ),
    EventAlarm(
        name="vaults-and-locks",
        title="A backup, a vault or a lock was touched",
        severity="critical",
        owner="incident",
        control="HDS-LOG-10",
        pattern=_calls(
            backup=(
                "DeleteBackupPlan",
                "DeleteBackupSelection",
                "DeleteBackupVault",
                "DeleteBackupVaultAccessPolicy",
                "DeleteBackupVaultLockConfiguration",
                "DeleteRecoveryPoint",
                "DisassociateRecoveryPoint",
                "PutBackupVaultAccessPolicy",
                "PutBackupVaultLockConfiguration",
                "UpdateRecoveryPointLifecycle",
            ),
            s3=("PutBucketObjectLockConfiguration",),
        ),
    ),
    EventAlarm(
        name="object-stores",
        title="The protection of an object store changed",
        severity="high",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(
            s3=(
                "DeleteAccountPublicAccessBlock",
                "DeleteBucket",
                "DeleteBucketEncryption",
                "DeleteBucketLifecycle",
                "DeleteBucketPolicy",
                "DeleteBucketPublicAccessBlock",
                "DeleteBucketReplication",
                "PutAccountPublicAccessBlock",
                "PutBucketAcl",
                "PutBucketEncryption",
                "PutBucketLifecycle",
                "PutBucketPolicy",
                "PutBucketPublicAccessBlock",
                "PutBucketReplication",
                "PutBucketVersioning",
            )
        ),
    ),
    EventAlarm(
        name="exposure",
        title="A snapshot, an image or a resource was shared, or data exported",
        severity="critical",
        owner="data-protection",
        control="HDS-LOG-10",
        pattern=_calls(
            dynamodb=("ExportTableToPointInTime", "PutResourcePolicy"),
            ec2=("ModifyImageAttribute", "ModifySnapshotAttribute"),
            ram=("AssociateResourceShare", "CreateResourceShare"),
            rds=("ModifyDBClusterSnapshotAttribute", "ModifyDBSnapshotAttribute", "StartExportTask"),
        ),
    ),
    EventAlarm(
        name="guardrails",
        title="A guardrail of the account was lifted",
        severity="critical",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(
            ec2=(
                "CreateVpcBlockPublicAccessExclusion",
                "DisableEbsEncryptionByDefault",
                "DisableImageBlockPublicAccess",
                "DisableSnapshotBlockPublicAccess",
                "EnableSerialConsoleAccess",
                "ModifyEbsDefaultKmsKeyId",
                "ModifyInstanceMetadataDefaults",
                "ModifyVpcBlockPublicAccessOptions",
                "ResetEbsDefaultKmsKeyId",
            )
        ),
    ),
    EventAlarm(
        name="detection",
        title="A detector was switched off or told to look away",
        severity="critical",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(
            access__analyzer=("CreateArchiveRule", "DeleteAnalyzer"),
            guardduty=("CreateFilter", "CreateIPSet", "DeleteDetector", "DeletePublishingDestination", "UpdateDetector"),
            inspector2=("CreateFilter", "Disable"),
            macie2=("CreateFindingsFilter", "DisableMacie", "UpdateClassificationJob"),
            securityhub=("BatchDisableStandards", "CreateAutomationRule", "DisableSecurityHub"),
        ),
    ),
    EventAlarm(
        name="alarms",
        title="An alarm or its way to its owner changed",
        severity="critical",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(
            events=("DeleteRule", "DisableRule", "PutRule", "PutTargets", "RemoveTargets"),
            monitoring=("DeleteAlarms", "DisableAlarmActions", "PutMetricAlarm"),
            sns=("DeleteTopic", "SetTopicAttributes", "Subscribe", "Unsubscribe"),
        ),
    ),
    EventAlarm(
        name="gateways",
        title="A way in or out of a network was made or changed",
        severity="critical",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(
            ec2=(
                "AcceptVpcPeeringConnection",
                "AssociateAddress",
                "AttachInternetGateway",
                "AttachVpnGateway",
                "CreateCustomerGateway",
                "CreateEgressOnlyInternetGateway",
                "CreateInternetGateway",
                "CreateNatGateway",
                "CreateTransitGateway",
                "CreateTransitGatewayVpcAttachment",
                "CreateVpcPeeringConnection",
                "CreateVpnConnection",
                "CreateVpnGateway",
                "DeleteNatGateway",
            ),
            network__firewall=("DeleteFirewall", "UpdateFirewallPolicy", "UpdateRuleGroup"),
        ),
    ),
    EventAlarm(
        name="network-rules",
        title="A filter or a route of a network changed",
        severity="medium",
        owner="security",
        control="HDS-LOG-10",
        pattern=_calls(
            ec2=(
                "AuthorizeSecurityGroupEgress",
                "AuthorizeSecurityGroupIngress",
                "CreateNetworkAclEntry",
                "CreateRoute",
                "DeleteNetworkAclEntry",
                "ModifySecurityGroupRules",
                "ModifyVpcEndpoint",
                "ReplaceNetworkAclEntry",
                "ReplaceRoute",
                "RevokeSecurityGroupEgress",
                "RevokeSecurityGroupIngress",
            )
        ),
    ),
)

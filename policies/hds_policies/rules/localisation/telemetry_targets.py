# SPDX-License-Identifier: Apache-2.0
"""The properties of pulumi-aws 7.51.1 that say where logs, findings and telemetry go or come from (HDS-LOC-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.places import bucket, by_arn, by_name

if TYPE_CHECKING:
    from hds_policies.places import Target

__all__ = ["ALL_REGIONS", "LINKING", "REGIONS", "TARGETS"]

ALL_REGIONS: dict[str, tuple[str, ...]] = {
    "aws:cfg/configurationAggregator:ConfigurationAggregator": (
        "accountAggregationSource.allRegions",
        "organizationAggregationSource.allRegions",
    ),
    "aws:observabilityadmin/telemetryEvaluation:TelemetryEvaluation": ("allRegions",),
    "aws:observabilityadmin/telemetryEvaluationForOrganization:TelemetryEvaluationForOrganization": ("allRegions",),
    "aws:observabilityadmin/telemetryRule:TelemetryRule": ("rule.allRegions",),
    "aws:observabilityadmin/telemetryRuleForOrganization:TelemetryRuleForOrganization": ("rule.allRegions",),
}
"""Switches that take in every region, by kind."""

LINKING: dict[str, tuple[str, str]] = {
    "aws:securityhub/aggregatorV2:AggregatorV2": ("regionLinkingMode", "linkedRegions[*]"),
    "aws:securityhub/findingAggregator:FindingAggregator": ("linkingMode", "specifiedRegions[*]"),
}
"""The mode of an aggregator and the list it reads, by kind."""

REGIONS: dict[str, tuple[str, ...]] = {
    "aws:cfg/aggregateAuthorization:AggregateAuthorization": ("authorizedAwsRegion",),
    "aws:cfg/configurationAggregator:ConfigurationAggregator": (
        "accountAggregationSource.regions[*]",
        "organizationAggregationSource.regions[*]",
    ),
    "aws:networkflowmonitor/scope:Scope": ("targets[*].region",),
    "aws:notifications/eventRule:EventRule": ("regions[*]",),
    "aws:notifications/notificationHub:NotificationHub": ("notificationHubRegion",),
    "aws:observabilityadmin/centralizationRuleForOrganization:CentralizationRuleForOrganization": (
        "rule.destination.destinationLogsConfiguration.backupConfiguration.region",
        "rule.destination.destinationMetricsConfiguration.backupConfiguration.region",
        "rule.destination.region",
        "rule.source.regions[*]",
    ),
    "aws:observabilityadmin/telemetryEvaluation:TelemetryEvaluation": ("regions[*]",),
    "aws:observabilityadmin/telemetryEvaluationForOrganization:TelemetryEvaluationForOrganization": ("regions[*]",),
    "aws:observabilityadmin/telemetryRule:TelemetryRule": ("rule.regions[*]",),
    "aws:observabilityadmin/telemetryRuleForOrganization:TelemetryRuleForOrganization": ("rule.regions[*]",),
    "aws:route53/healthCheck:HealthCheck": ("cloudwatchAlarmRegion",),
    "aws:securitylake/awsLogSource:AwsLogSource": ("source.regions[*]",),
    "aws:securitylake/dataLake:DataLake": ("configuration.region", "configuration.replicationConfiguration.regions[*]"),
    "aws:ssmincidents/replicationSet:ReplicationSet": ("regions[*].name",),
}
"""Properties that name a region, by kind."""

_DELIVERY = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
_LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
_STREAM = "aws:kinesis/stream:Stream"
_TOPIC = "aws:sns/topic:Topic"
_FUNCTION = "aws:lambda/function:Function"


def _any(path: str) -> tuple[Target, ...]:
    """A log destination that may be a bucket, a log group or a delivery stream, whatever the type beside it says."""
    return (by_arn(path, "aws:s3/bucket:Bucket", _DELIVERY, _LOG_GROUP),)


TARGETS: dict[str, tuple[Target, ...]] = {
    "aws:amp/scraper:Scraper": (by_arn("destination.amp.workspaceArn", "aws:amp/workspace:Workspace"),),
    "aws:amp/workspace:Workspace": (by_arn("loggingConfiguration.logGroupArn", _LOG_GROUP),),
    "aws:apigateway/stage:Stage": (by_arn("accessLogSettings.destinationArn", _LOG_GROUP, _DELIVERY),),
    "aws:apigatewayv2/stage:Stage": (by_arn("accessLogSettings.destinationArn", _LOG_GROUP, _DELIVERY),),
    "aws:backup/vaultNotifications:VaultNotifications": (by_arn("snsTopicArn", _TOPIC),),
    "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration": (
        bucket("loggingConfig.cloudwatchConfig.largeDataDeliveryS3Config.bucketName"),
        bucket("loggingConfig.s3Config.bucketName"),
    ),
    "aws:cfg/conformancePack:ConformancePack": (bucket("deliveryS3Bucket"),),
    "aws:cfg/deliveryChannel:DeliveryChannel": (bucket("s3BucketName"), by_arn("snsTopicArn", _TOPIC)),
    "aws:cfg/organizationConformancePack:OrganizationConformancePack": (bucket("deliveryS3Bucket"),),
    "aws:cloudtrail/trail:Trail": (
        bucket("s3BucketName"),
        by_arn("cloudWatchLogsGroupArn", _LOG_GROUP),
        by_name("snsTopicName", _TOPIC),
    ),
    "aws:cloudwatch/internetMonitor:InternetMonitor": (bucket("internetMeasurementsLogDelivery.s3Config.bucketName"),),
    "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": _any("deliveryDestinationConfiguration.destinationResourceArn"),
    "aws:cloudwatch/logDestination:LogDestination": (by_arn("targetArn", _DELIVERY, _STREAM),),
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": (
        by_arn("destinationArn", "aws:cloudwatch/logDestination:LogDestination", _DELIVERY, _FUNCTION, _STREAM),
    ),
    "aws:cloudwatch/metricStream:MetricStream": (by_arn("firehoseArn", _DELIVERY),),
    "aws:datasync/task:Task": (by_arn("cloudwatchLogGroupArn", _LOG_GROUP), bucket("taskReportConfig.s3Destination.s3BucketArn")),
    "aws:ec2/flowLog:FlowLog": _any("logDestination"),
    "aws:ec2/vpnConnection:VpnConnection": (
        by_arn("tunnel1LogOptions.cloudwatchLogOptions.bgpLogGroupArn", _LOG_GROUP),
        by_arn("tunnel1LogOptions.cloudwatchLogOptions.logGroupArn", _LOG_GROUP),
        by_arn("tunnel2LogOptions.cloudwatchLogOptions.bgpLogGroupArn", _LOG_GROUP),
        by_arn("tunnel2LogOptions.cloudwatchLogOptions.logGroupArn", _LOG_GROUP),
    ),
    "aws:ecs/cluster:Cluster": (bucket("configuration.executeCommandConfiguration.logConfiguration.s3BucketName"),),
    "aws:elb/loadBalancer:LoadBalancer": (bucket("accessLogs.bucket"),),
    "aws:emr/cluster:Cluster": (bucket("logUri"),),
    "aws:guardduty/publishingDestination:PublishingDestination": (bucket("destinationArn"),),
    "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": (bucket("logging.s3Logs.s3BucketName"),),
    "aws:lb/loadBalancer:LoadBalancer": (bucket("accessLogs.bucket"), bucket("connectionLogs.bucket"), bucket("healthCheckLogs.bucket")),
    "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration": (bucket("s3Destination.bucketName"),),
    "aws:msk/cluster:Cluster": (bucket("loggingInfo.brokerLogs.s3.bucket"),),
    "aws:mskconnect/connector:Connector": (bucket("logDelivery.workerLogDelivery.s3.bucket"),),
    "aws:networkfirewall/loggingConfiguration:LoggingConfiguration": (
        bucket("loggingConfiguration.logDestinationConfigs[*].logDestination.bucketName"),
    ),
    "aws:oam/link:Link": (by_arn("sinkIdentifier", "aws:oam/sink:Sink"),),
    "aws:opensearch/domain:Domain": (by_arn("logPublishingOptions[*].cloudwatchLogGroupArn", _LOG_GROUP),),
    "aws:pipes/pipe:Pipe": (
        bucket("logConfiguration.s3LogDestination.bucketName"),
        by_arn("logConfiguration.cloudwatchLogsLogDestination.logGroupArn", _LOG_GROUP),
        by_arn("logConfiguration.firehoseLogDestination.deliveryStreamArn", _DELIVERY),
    ),
    "aws:redshift/logging:Logging": (bucket("bucketName"),),
    "aws:route53/queryLog:QueryLog": (by_arn("cloudwatchLogGroupArn", _LOG_GROUP),),
    "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": _any("destinationArn"),
    "aws:s3/bucket:Bucket": (bucket("logging.targetBucket"), bucket("loggings[*].targetBucket")),
    "aws:s3/bucketLogging:BucketLogging": (bucket("targetBucket"),),
    "aws:sfn/stateMachine:StateMachine": (by_arn("loggingConfiguration.logDestination", _LOG_GROUP),),
    "aws:ssm/association:Association": (bucket("outputLocation.s3BucketName"),),
    "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": (bucket("taskInvocationParameters.runCommandParameters.outputS3Bucket"),),
    "aws:ssm/resourceDataSync:ResourceDataSync": (bucket("s3Destination.bucketName"),),
    "aws:synthetics/canary:Canary": (bucket("artifactS3Location"),),
    "aws:verifiedaccess/instanceLoggingConfiguration:InstanceLoggingConfiguration": (bucket("accessLogs.s3.bucketName"),),
    "aws:vpclattice/accessLogSubscription:AccessLogSubscription": _any("destinationArn"),
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": _any("logDestinationConfigs[*]"),
}
"""Properties that say where something is delivered, by kind."""

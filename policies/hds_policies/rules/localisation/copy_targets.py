# SPDX-License-Identifier: Apache-2.0
"""The properties of pulumi-aws 7.51.1 through which data leave the region of their resource (HDS-LOC-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.places import bucket, by_arn, by_name

if TYPE_CHECKING:
    from hds_policies.places import Target

__all__ = ["COPIES", "REGIONS", "TARGETS"]

COPIES: tuple[str, ...] = (
    "aws:dynamodb/tableReplica:TableReplica",
    "aws:ebs/snapshotCopy:SnapshotCopy",
    "aws:ec2/amiCopy:AmiCopy",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
)
"""Resources that are a copy of something elsewhere: their own region is its destination."""

REGIONS: dict[str, tuple[str, ...]] = {
    "aws:appsync/api:Api": ("eventConfig.authProviders[*].cognitoConfig.awsRegion",),
    "aws:appsync/dataSource:DataSource": (
        "dynamodbConfig.region",
        "elasticsearchConfig.region",
        "httpConfig.authorizationConfig.awsIamConfig.signingRegion",
        "opensearchserviceConfig.region",
        "relationalDatabaseConfig.httpEndpointConfig.region",
    ),
    "aws:appsync/graphQLApi:GraphQLApi": ("userPoolConfig.awsRegion", "additionalAuthenticationProviders[*].userPoolConfig.awsRegion"),
    "aws:arcregionswitch/plan:Plan": (
        "primaryRegion",
        "regions[*]",
        "triggers[*].targetRegion",
        "workflows[*].steps[*].arcRoutingControlConfigs[*].regionAndRoutingControls[*].region",
        "workflows[*].steps[*].lambdaEventSourceMappingConfigs[*].regionEventSourceMappings[*].region",
        "workflows[*].steps[*].parallelConfigs[*].steps[*].arcRoutingControlConfigs[*].regionAndRoutingControls[*].region",
        "workflows[*].steps[*].parallelConfigs[*].steps[*].lambdaEventSourceMappingConfigs[*].regionEventSourceMappings[*].region",
        "workflows[*].steps[*].parallelConfigs[*].steps[*].route53HealthCheckConfigs[*].recordSets[*].region",
        "workflows[*].steps[*].route53HealthCheckConfigs[*].recordSets[*].region",
        "workflows[*].workflowTargetRegion",
    ),
    "aws:auditmanager/frameworkShare:FrameworkShare": ("destinationRegion",),
    "aws:backup/reportPlan:ReportPlan": ("reportSetting.regions[*]",),
    "aws:bcmdata/export:Export": ("export.destinationConfigurations[*].s3Destinations[*].s3Region",),
    "aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget": (
        "credentialProviderConfiguration.callerIamCredentials.region",
        "credentialProviderConfiguration.gatewayIamRole.region",
    ),
    "aws:budgets/budgetAction:BudgetAction": ("definition.ssmActionDefinition.region",),
    "aws:chime/sdkvoiceSipMediaApplication:SdkvoiceSipMediaApplication": ("awsRegion",),
    "aws:chime/sdkvoiceSipRule:SdkvoiceSipRule": ("targetApplications[*].awsRegion",),
    "aws:chime/voiceConnector:VoiceConnector": ("awsRegion",),
    "aws:cloudformation/stackInstances:StackInstances": ("regions[*]",),
    "aws:cloudformation/stackSetInstance:StackSetInstance": ("stackSetInstanceRegion",),
    "aws:cloudwatch/eventEndpoint:EventEndpoint": ("routingConfig.failoverConfig.secondary.route",),
    "aws:codepipeline/pipeline:Pipeline": (
        "artifactStores[*].region",
        "stages[*].actions[*].region",
        "stages[*].beforeEntry.condition.rules[*].region",
        "stages[*].onFailure.condition.rules[*].region",
        "stages[*].onSuccess.condition.rules[*].region",
    ),
    "aws:cognito/userPool:UserPool": ("smsConfiguration.snsRegion",),
    "aws:connect/botAssociation:BotAssociation": ("lexBot.lexRegion",),
    "aws:cur/reportDefinition:ReportDefinition": ("s3Region",),
    "aws:datazone/environment:Environment": ("accountRegion",),
    "aws:datazone/environmentBlueprintConfiguration:EnvironmentBlueprintConfiguration": ("enabledRegions[*]",),
    "aws:datazone/environmentProfile:EnvironmentProfile": ("awsAccountRegion",),
    "aws:directoryservice/serviceRegion:ServiceRegion": ("regionName",),
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": (
        "policyDetails.action.crossRegionCopies[*].target",
        "policyDetails.schedules[*].crossRegionCopyRules[*].target",
        "policyDetails.schedules[*].crossRegionCopyRules[*].targetRegion",
    ),
    "aws:dsql/cluster:Cluster": ("multiRegionProperties.witnessRegion",),
    "aws:dsql/clusterPeering:ClusterPeering": ("witnessRegion",),
    "aws:dynamodb/globalTable:GlobalTable": ("replicas[*].regionName",),
    "aws:dynamodb/table:Table": ("replicas[*].regionName", "globalTableWitness.regionName"),
    "aws:ebs/snapshotCopy:SnapshotCopy": ("sourceRegion",),
    "aws:ec2/amiCopy:AmiCopy": ("sourceAmiRegion",),
    "aws:ec2/vpcEndpoint:VpcEndpoint": ("serviceRegion",),
    "aws:ec2/vpcEndpointService:VpcEndpointService": ("supportedRegions[*]",),
    "aws:ec2/vpcIpam:VpcIpam": ("operatingRegions[*].regionName",),
    "aws:ec2/vpcIpamPool:VpcIpamPool": ("locale", "sourceResource.resourceRegion"),
    "aws:ec2/vpcIpamResourceDiscovery:VpcIpamResourceDiscovery": ("operatingRegions[*].regionName",),
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": ("peerRegion",),
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": ("peerRegion",),
    "aws:ecr/replicationConfiguration:ReplicationConfiguration": ("replicationConfiguration.rules[*].destinations[*].region",),
    "aws:efs/replicationConfiguration:ReplicationConfiguration": ("destination.region",),
    "aws:eks/capability:Capability": ("configuration.argoCd.awsIdc.idcRegion",),
    "aws:globalaccelerator/crossAccountAttachment:CrossAccountAttachment": ("resources[*].region",),
    "aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup": ("endpointGroupRegion",),
    "aws:globalaccelerator/endpointGroup:EndpointGroup": ("endpointGroupRegion",),
    "aws:glue/catalogDatabase:CatalogDatabase": ("targetDatabase.region",),
    "aws:glue/catalogTable:CatalogTable": ("targetTable.region",),
    "aws:imagebuilder/distributionConfiguration:DistributionConfiguration": ("distributions[*].region",),
    "aws:keyspaces/keyspace:Keyspace": ("replicationSpecification.regionLists[*]",),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (
        "extendedS3Configuration.dataFormatConversionConfiguration.schemaConfiguration.region",
    ),
    "aws:networkmanager/coreNetwork:CoreNetwork": ("basePolicyRegions[*]",),
    "aws:opensearch/outboundConnection:OutboundConnection": ("localDomainInfo.region", "remoteDomainInfo.region"),
    "aws:rds/cluster:Cluster": ("sourceRegion",),
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": ("destinationRegion",),
    "aws:rds/snapshotCopy:SnapshotCopy": ("destinationRegion",),
    "aws:redshift/dataShareConsumerAssociation:DataShareConsumerAssociation": ("consumerRegion",),
    "aws:redshift/snapshotCopy:SnapshotCopy": ("destinationRegion",),
    "aws:resiliencehub/v2Service:V2Service": ("regions[*]",),
    "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization": ("vpcRegion",),
    "aws:route53/zone:Zone": ("vpcs[*].vpcRegion",),
    "aws:route53/zoneAssociation:ZoneAssociation": ("vpcRegion",),
    "aws:s3control/multiRegionAccessPointRoutes:MultiRegionAccessPointRoutes": ("routes[*].region",),
    "aws:secretsmanager/secret:Secret": ("replicas[*].region",),
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct": ("stackSetProvisioningPreferences.regions[*]",),
    "aws:sesv2/multiRegionEndpoint:MultiRegionEndpoint": ("details.routesDetails.region",),
    "aws:ssm/association:Association": ("outputLocation.s3Region",),
    "aws:ssm/resourceDataSync:ResourceDataSync": ("s3Destination.region",),
    "aws:ssoadmin/region:Region": ("regionName",),
    "aws:storagegateway/nfsFileShare:NfsFileShare": ("bucketRegion",),
    "aws:storagegateway/smbFileShare:SmbFileShare": ("bucketRegion",),
    "pulumi:providers:aws": ("stsRegion",),
}
"""Properties that name a region, by kind."""

_CLUSTER = "aws:rds/cluster:Cluster"
_DELIVERY = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
_DSQL = "aws:dsql/cluster:Cluster"
_EVENT_BUS = "aws:cloudwatch/eventBus:EventBus"
_FUNCTION = "aws:lambda/function:Function"
_INSTANCE = "aws:rds/instance:Instance"
_KAFKA = ("aws:msk/cluster:Cluster", "aws:msk/serverlessCluster:ServerlessCluster")
_KEY = "aws:kms/key:Key"
_QUEUE = "aws:sqs/queue:Queue"
_REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
_STATE_MACHINE = "aws:sfn/stateMachine:StateMachine"
_STREAM = "aws:kinesis/stream:Stream"
_TABLE = "aws:dynamodb/table:Table"
_TABLE_BUCKET = "aws:s3tables/tableBucket:TableBucket"
_TOPIC = "aws:sns/topic:Topic"
_TRANSIT_GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway"
_VAULT = "aws:backup/vault:Vault"
_WAREHOUSE = ("aws:redshift/cluster:Cluster", "aws:redshiftserverless/namespace:Namespace")
_ASYNCHRONOUS = (_EVENT_BUS, _FUNCTION, _QUEUE, _TOPIC)
_EVENT_TARGETS = (
    "aws:cloudwatch/eventApiDestination:EventApiDestination",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:ecs/cluster:Cluster",
    _DELIVERY,
    _EVENT_BUS,
    _FUNCTION,
    _QUEUE,
    _STATE_MACHINE,
    _STREAM,
    _TOPIC,
)

TARGETS: dict[str, tuple[Target, ...]] = {
    "aws:backup/plan:Plan": (
        by_arn("rules[*].copyActions[*].destinationVaultArn", _VAULT, "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"),
        by_arn("rules[*].targetLogicallyAirGappedBackupVaultArn", "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"),
    ),
    "aws:backup/reportPlan:ReportPlan": (bucket("reportDeliveryChannel.s3BucketName"),),
    "aws:bcmdata/export:Export": (bucket("export.destinationConfigurations[*].s3Destinations[*].s3Bucket"),),
    "aws:cloudwatch/eventEndpoint:EventEndpoint": (by_arn("eventBuses[*].eventBusArn", _EVENT_BUS),),
    "aws:cloudwatch/eventTarget:EventTarget": (by_arn("arn", *_EVENT_TARGETS), by_arn("deadLetterConfig.arn", _QUEUE)),
    "aws:cur/reportDefinition:ReportDefinition": (bucket("s3Bucket"),),
    "aws:datasync/s3Location:S3Location": (bucket("s3BucketArn"),),
    "aws:dms/s3Endpoint:S3Endpoint": (bucket("bucketName"),),
    "aws:docdb/globalCluster:GlobalCluster": (by_arn("sourceDbClusterIdentifier", "aws:docdb/cluster:Cluster"),),
    "aws:dsql/cluster:Cluster": (by_arn("multiRegionProperties.clusters[*]", _DSQL),),
    "aws:dsql/clusterPeering:ClusterPeering": (by_arn("clusters[*]", _DSQL),),
    "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination": (by_arn("streamArn", _STREAM),),
    "aws:dynamodb/table:Table": (by_arn("restoreSourceTableArn", _TABLE), bucket("importTable.s3BucketSource.bucket")),
    "aws:dynamodb/tableExport:TableExport": (bucket("s3Bucket"),),
    "aws:dynamodb/tableReplica:TableReplica": (by_arn("globalTableArn", _TABLE),),
    "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": (by_name("primaryReplicationGroupId", _REPLICATION_GROUP),),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (
        bucket("elasticsearchConfiguration.s3Configuration.bucketArn"),
        bucket("extendedS3Configuration.bucketArn"),
        bucket("extendedS3Configuration.s3BackupConfiguration.bucketArn"),
        bucket("httpEndpointConfiguration.s3Configuration.bucketArn"),
        bucket("icebergConfiguration.s3Configuration.bucketArn"),
        bucket("opensearchConfiguration.s3Configuration.bucketArn"),
        bucket("opensearchserverlessConfiguration.s3Configuration.bucketArn"),
        bucket("redshiftConfiguration.s3Configuration.bucketArn"),
        bucket("redshiftConfiguration.s3BackupConfiguration.bucketArn"),
        bucket("snowflakeConfiguration.s3Configuration.bucketArn"),
        bucket("splunkConfiguration.s3Configuration.bucketArn"),
        by_arn("elasticsearchConfiguration.domainArn", "aws:elasticsearch/domain:Domain"),
        by_arn("kinesisSourceConfiguration.kinesisStreamArn", _STREAM),
        by_arn("mskSourceConfiguration.mskClusterArn", *_KAFKA),
        by_arn("opensearchConfiguration.domainArn", "aws:opensearch/domain:Domain"),
    ),
    "aws:kms/replicaExternalKey:ReplicaExternalKey": (by_arn("primaryKeyArn", "aws:kms/externalKey:ExternalKey"),),
    "aws:kms/replicaKey:ReplicaKey": (by_arn("primaryKeyArn", _KEY),),
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (
        by_arn("destinationConfig.onFailure.destination", *_ASYNCHRONOUS),
        by_arn("destinationConfig.onSuccess.destination", *_ASYNCHRONOUS),
    ),
    "aws:msk/replicator:Replicator": (
        by_arn("kafkaClusters[*].amazonMskCluster.mskClusterArn", *_KAFKA),
        by_arn("replicationInfoList.sourceKafkaClusterArn", *_KAFKA),
        by_arn("replicationInfoList.targetKafkaClusterArn", *_KAFKA),
    ),
    "aws:neptune/cluster:Cluster": (by_name("replicationSourceIdentifier", "aws:neptune/cluster:Cluster"),),
    "aws:neptune/globalCluster:GlobalCluster": (by_arn("sourceDbClusterIdentifier", "aws:neptune/cluster:Cluster"),),
    "aws:networkmanager/transitGatewayPeering:TransitGatewayPeering": (by_arn("transitGatewayArn", _TRANSIT_GATEWAY),),
    "aws:networkmanager/transitGatewayRegistration:TransitGatewayRegistration": (by_arn("transitGatewayArn", _TRANSIT_GATEWAY),),
    "aws:networkmanager/vpcAttachment:VpcAttachment": (by_arn("vpcArn", "aws:ec2/vpc:Vpc"),),
    "aws:pipes/pipe:Pipe": (by_arn("source", *_KAFKA, _QUEUE, _STREAM, _TABLE), by_arn("target", *_EVENT_TARGETS)),
    "aws:rds/cluster:Cluster": (by_name("replicationSourceIdentifier", _CLUSTER, _INSTANCE), bucket("s3Import.bucketName")),
    "aws:rds/exportTask:ExportTask": (bucket("s3BucketName"),),
    "aws:rds/globalCluster:GlobalCluster": (by_arn("sourceDbClusterIdentifier", _CLUSTER),),
    "aws:rds/instance:Instance": (
        by_name("replicateSourceDb", _INSTANCE, _CLUSTER),
        by_arn("restoreToPointInTime.sourceDbInstanceAutomatedBackupsArn", _INSTANCE),
        bucket("s3Import.bucketName"),
    ),
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": (by_arn("sourceDbInstanceArn", _INSTANCE),),
    "aws:rds/integration:Integration": (by_arn("sourceArn", _CLUSTER, _INSTANCE), by_arn("targetArn", *_WAREHOUSE)),
    "aws:redshift/integration:Integration": (by_arn("sourceArn", _TABLE, *_WAREHOUSE), by_arn("targetArn", *_WAREHOUSE)),
    "aws:s3/analyticsConfiguration:AnalyticsConfiguration": (
        bucket("storageClassAnalysis.dataExport.destination.s3BucketDestination.bucketArn"),
    ),
    "aws:s3/bucket:Bucket": (
        bucket("replicationConfiguration.rules[*].destination.bucket"),
        bucket("replicationConfigurations[*].rules[*].destinations[*].bucket"),
    ),
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": (bucket("rules[*].destination.bucket"),),
    "aws:s3/inventory:Inventory": (bucket("destination.bucket.bucketArn"),),
    "aws:s3/objectCopy:ObjectCopy": (bucket("bucket"), bucket("source")),
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": (bucket("details.regions[*].bucket"),),
    "aws:s3control/storageLensConfiguration:StorageLensConfiguration": (
        bucket("storageLensConfiguration.dataExport.s3BucketDestination.arn"),
    ),
    "aws:s3tables/tableBucketReplication:TableBucketReplication": (
        by_arn("rule.destinations[*].destinationTableBucketArn", _TABLE_BUCKET),
    ),
    "aws:s3tables/tableReplication:TableReplication": (by_arn("rule.destinations[*].destinationTableBucketArn", _TABLE_BUCKET),),
    "aws:scheduler/schedule:Schedule": (by_arn("target.arn", *_EVENT_TARGETS), by_arn("target.deadLetterConfig.arn", _QUEUE)),
}
"""Properties that refer to something which may lie in another region, by kind."""

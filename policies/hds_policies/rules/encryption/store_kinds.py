# SPDX-License-Identifier: Apache-2.0
"""What is asked of each kind of managed store (HDS-ENC-03).

Where AWS encrypts with a key of its own unless told otherwise, the key alone is asked; where encryption is a switch, the switch too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.at_rest import AtRest

if TYPE_CHECKING:
    from hds_policies.at_rest import Demands

__all__ = ["DATABASES", "INSIGHTS", "STORES"]

INSIGHTS = AtRest("performanceInsightsKmsKeyId", when="performanceInsightsEnabled")
"""What watches a database keeps its queries."""
_SEARCH = (AtRest("encryptAtRest.kmsKeyId", switch="encryptAtRest.enabled"),)
_STORED = AtRest("kmsKeyId", switch="storageEncrypted")
_SEALED = AtRest("encryptionConfiguration.kmsKeyId", switch="encryptionConfiguration.type", on=("CUSTOMER_MANAGED_KMS_KEY",))
_FILE_SHARE = (AtRest("kmsKeyArn", switch="kmsEncrypted"),)
_OWN = (AtRest("kmsKeyId"),)

DATABASES: Demands = dict.fromkeys(("aws:rds/instance:Instance", "aws:rds/cluster:Cluster"), (_STORED, INSIGHTS))
"""A database and what watches it; a replica is judged by its source."""

STORES: Demands = {
    "aws:rds/clusterInstance:ClusterInstance": (INSIGHTS,),
    "aws:docdb/cluster:Cluster": (_STORED,),
    "aws:docdb/clusterInstance:ClusterInstance": (AtRest("performanceInsightsKmsKeyId", when="enablePerformanceInsights"),),
    "aws:docdb/elasticCluster:ElasticCluster": _OWN,
    "aws:neptune/cluster:Cluster": (AtRest("kmsKeyArn", switch="storageEncrypted"),),
    "aws:neptunegraph/graph:Graph": (AtRest("kmsKeyIdentifier"),),
    "aws:dsql/cluster:Cluster": (AtRest("kmsEncryptionKey"),),
    "aws:dynamodb/table:Table": (
        AtRest("serverSideEncryption.kmsKeyArn", switch="serverSideEncryption.enabled"),
        AtRest("kmsKeyArn", block="replicas[*]"),
    ),
    "aws:dynamodb/tableReplica:TableReplica": (AtRest("kmsKeyArn"),),
    "aws:keyspaces/table:Table": (
        AtRest("encryptionSpecification.kmsKeyIdentifier", switch="encryptionSpecification.type", on=("CUSTOMER_MANAGED_KMS_KEY",)),
    ),
    "aws:timestreamwrite/database:Database": _OWN,
    "aws:qldb/ledger:Ledger": (AtRest("kmsKey"),),
    "aws:efs/fileSystem:FileSystem": (AtRest("kmsKeyId", switch="encrypted"),),
    "aws:fsx/fileCache:FileCache": _OWN,
    "aws:fsx/lustreFileSystem:LustreFileSystem": _OWN,
    "aws:fsx/ontapFileSystem:OntapFileSystem": _OWN,
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": _OWN,
    "aws:fsx/windowsFileSystem:WindowsFileSystem": _OWN,
    "aws:s3/filesFileSystem:FilesFileSystem": _OWN,
    "aws:storagegateway/nfsFileShare:NfsFileShare": _FILE_SHARE,
    "aws:storagegateway/smbFileShare:SmbFileShare": _FILE_SHARE,
    "aws:elasticache/replicationGroup:ReplicationGroup": (AtRest("kmsKeyId", switch="atRestEncryptionEnabled"),),
    "aws:elasticache/serverlessCache:ServerlessCache": _OWN,
    "aws:memorydb/cluster:Cluster": (AtRest("kmsKeyArn"),),
    "aws:opensearch/domain:Domain": _SEARCH,
    "aws:elasticsearch/domain:Domain": _SEARCH,
    "aws:opensearch/serverlessCollection:ServerlessCollection": (AtRest("kmsKeyArn", block="encryptionConfigs[*]"),),
    "aws:opensearchingest/pipeline:Pipeline": (AtRest("encryptionAtRestOptions.kmsKeyArn"),),
    "aws:kendra/index:Index": (AtRest("serverSideEncryptionConfiguration.kmsKeyId"),),
    "aws:redshift/cluster:Cluster": (AtRest("kmsKeyId", switch="encrypted", default=True),),
    "aws:redshiftserverless/namespace:Namespace": _OWN,
    "aws:athena/workgroup:Workgroup": (
        AtRest(
            "encryptionConfiguration.kmsKeyArn",
            switch="encryptionConfiguration.encryptionOption",
            on=("SSE_KMS", "CSE_KMS"),
            block="configuration.resultConfiguration",
        ),
        AtRest("encryptionConfiguration.kmsKey", block="configuration.managedQueryResultsConfiguration"),
    ),
    "aws:athena/database:Database": (
        AtRest("encryptionConfiguration.kmsKey", switch="encryptionConfiguration.encryptionOption", on=("SSE_KMS", "CSE_KMS")),
    ),
    "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings": (
        AtRest(
            "dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId",
            switch="dataCatalogEncryptionSettings.encryptionAtRest.catalogEncryptionMode",
            on=("SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE"),
        ),
        AtRest(
            "dataCatalogEncryptionSettings.connectionPasswordEncryption.awsKmsKeyId",
            switch="dataCatalogEncryptionSettings.connectionPasswordEncryption.returnConnectionPasswordEncrypted",
        ),
    ),
    "aws:glue/securityConfiguration:SecurityConfiguration": (
        AtRest(
            "encryptionConfiguration.s3Encryption.kmsKeyArn",
            switch="encryptionConfiguration.s3Encryption.s3EncryptionMode",
            on=("SSE-KMS",),
        ),
        AtRest(
            "encryptionConfiguration.cloudwatchEncryption.kmsKeyArn",
            switch="encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode",
            on=("SSE-KMS",),
        ),
        AtRest(
            "encryptionConfiguration.jobBookmarksEncryption.kmsKeyArn",
            switch="encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode",
            on=("CSE-KMS",),
        ),
    ),
    "aws:sqs/queue:Queue": (AtRest("kmsMasterKeyId"),),
    "aws:sns/topic:Topic": (AtRest("kmsMasterKeyId"),),
    "aws:mq/broker:Broker": (AtRest("encryptionOptions.kmsKeyId", switch="encryptionOptions.useAwsOwnedKey", on=(False, "false")),),
    "aws:msk/cluster:Cluster": (AtRest("encryptionInfo.encryptionAtRestKmsKeyArn"),),
    "aws:kinesis/stream:Stream": (AtRest("kmsKeyId", switch="encryptionType", on=("KMS",)),),
    "aws:kinesis/videoStream:VideoStream": _OWN,
    "aws:cloudwatch/eventBus:EventBus": (AtRest("kmsKeyIdentifier"),),
    "aws:cloudwatch/eventArchive:EventArchive": (AtRest("kmsKeyIdentifier"),),
    "aws:pipes/pipe:Pipe": (AtRest("kmsKeyIdentifier"),),
    "aws:scheduler/schedule:Schedule": (AtRest("kmsKeyArn"),),
    "aws:sfn/stateMachine:StateMachine": (_SEALED,),
    "aws:sfn/activity:Activity": (_SEALED,),
    "aws:appflow/flow:Flow": (AtRest("kmsArn"),),
    "aws:appflow/connectorProfile:ConnectorProfile": (AtRest("kmsArn"),),
    "aws:dms/replicationInstance:ReplicationInstance": (AtRest("kmsKeyArn"),),
    "aws:dms/replicationConfig:ReplicationConfig": (AtRest("computeConfig.kmsKeyId"),),
    "aws:dms/endpoint:Endpoint": (AtRest("kmsKeyArn"),),
    "aws:ecr/repository:Repository": (
        AtRest("encryptionConfigurations[*].kmsKey", switch="encryptionConfigurations[*].encryptionType", on=("KMS", "KMS_DSSE")),
    ),
    "aws:eks/cluster:Cluster": (AtRest("encryptionConfig.provider.keyArn"),),
    "aws:ecs/cluster:Cluster": (
        AtRest("kmsKeyId", block="configuration.executeCommandConfiguration"),
        AtRest("fargateEphemeralStorageKmsKeyId", block="configuration.managedStorageConfiguration"),
    ),
    "aws:apprunner/service:Service": (AtRest("encryptionConfiguration.kmsKey"),),
    "aws:mwaa/environment:Environment": (AtRest("kmsKey"),),
    "aws:codebuild/project:Project": (AtRest("encryptionKey"),),
    "aws:codepipeline/pipeline:Pipeline": (
        AtRest("artifactStores[*].encryptionKey.id", switch="artifactStores[*].encryptionKey.type", on=("KMS",)),
    ),
    "aws:codeartifact/domain:Domain": (AtRest("encryptionKey"),),
    "aws:codecommit/repository:Repository": _OWN,
    "aws:sagemaker/domain:Domain": _OWN,
    "aws:sagemaker/notebookInstance:NotebookInstance": _OWN,
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": (
        AtRest("kmsKeyArn"),
        AtRest("kmsKeyId", block="dataCaptureConfig"),
        AtRest("kmsKeyId", block="asyncInferenceConfig.outputConfig"),
    ),
    "aws:sagemaker/featureGroup:FeatureGroup": (
        AtRest("s3StorageConfig.kmsKeyId", block="offlineStoreConfig"),
        AtRest("securityConfig.kmsKeyId", block="onlineStoreConfig"),
    ),
    "aws:sagemaker/trainingJob:TrainingJob": (AtRest("outputDataConfig.kmsKeyId"), AtRest("resourceConfig.volumeKmsKeyId")),
    "aws:bedrock/agentAgent:AgentAgent": (AtRest("customerEncryptionKeyArn"),),
    "aws:bedrock/customModel:CustomModel": (AtRest("customModelKmsKeyId"),),
    "aws:bedrock/guardrail:Guardrail": (AtRest("kmsKeyArn"),),
    "aws:comprehend/documentClassifier:DocumentClassifier": (AtRest("modelKmsKeyId"), AtRest("volumeKmsKeyId")),
    "aws:comprehend/entityRecognizer:EntityRecognizer": (AtRest("modelKmsKeyId"), AtRest("volumeKmsKeyId")),
    "aws:connect/instanceStorageConfig:InstanceStorageConfig": (
        AtRest("encryptionConfig.keyId", block="storageConfig.s3Config"),
        AtRest("encryptionConfig.keyId", block="storageConfig.kinesisVideoStreamConfig"),
    ),
    "aws:customerprofiles/domain:Domain": (AtRest("defaultEncryptionKey"),),
    "aws:location/tracker:Tracker": _OWN,
    "aws:location/geofenceCollection:GeofenceCollection": _OWN,
}

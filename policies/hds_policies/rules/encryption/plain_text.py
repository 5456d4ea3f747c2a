# SPDX-License-Identifier: Apache-2.0
"""Plain-text protocols are refused by buckets, listeners, caches, brokers and transfers (HDS-ENC-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.bucket_policies import bucket_policies
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.secure_transport import bucket_resources, refuses_old_tls, refuses_plain_text
from hds_policies.switches import OFF, Switch, switched
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "SWITCHES",
    "bucket_refuses_old_tls",
    "bucket_refuses_plain_text",
    "cache_group_refuses_plain_text",
    "cache_refuses_plain_text",
    "classic_listener_is_not_plain_text",
    "listener_is_not_plain_text",
    "listener_rule_forwards_no_plain_text",
    "message_policy_refuses_plain_text",
    "migration_endpoint_verifies_its_server",
    "service_refuses_plain_text",
    "viewers_are_sent_to_https",
]

_BUCKET = "aws:s3/bucket:Bucket"
_LISTENER = "aws:lb/listener:Listener"
_SECURE = ("HTTPS", "TLS", "QUIC")
_WITHOUT_TLS_OPTION = ("s3", "dynamodb", "kinesis", "opensearch", "elasticsearch", "kafka", "redis", "neptune", "timestream")
"""Migration engines whose transport is no matter of ``sslMode``."""
_SUBSCRIPTIONS = ("sqs", "sms", "lambda", "firehose", "application", "email", "email-json", "https")

SWITCHES = {
    "aws:rds/proxy:Proxy": Switch("requireTls"),
    "aws:memorydb/cluster:Cluster": Switch("tlsEnabled", by_default=True),
    "aws:memorydb/multiRegionCluster:MultiRegionCluster": Switch("tlsEnabled"),
    "aws:dax/cluster:Cluster": Switch("clusterEndpointEncryptionType", ("TLS",)),
    "aws:appsync/apiCache:ApiCache": Switch("transitEncryptionEnabled"),
    "aws:opensearch/domain:Domain": Switch("domainEndpointOptions.enforceHttps"),
    "aws:elasticsearch/domain:Domain": Switch("domainEndpointOptions.enforceHttps"),
    "aws:cloudsearch/domain:Domain": Switch("endpointOptions.enforceHttps"),
    "aws:msk/cluster:Cluster": Switch("encryptionInfo.encryptionInTransit.clientBroker", ("TLS",), by_default=True),
    "aws:mskconnect/connector:Connector": Switch("kafkaClusterEncryptionInTransit.encryptionType", ("TLS",)),
    "aws:ses/configurationSet:ConfigurationSet": Switch("deliveryOptions.tlsPolicy", ("Require",)),
    "aws:sesv2/configurationSet:ConfigurationSet": Switch("deliveryOptions.tlsPolicy", ("REQUIRE",)),
    "aws:ses/receiptRule:ReceiptRule": Switch("tlsPolicy", ("Require",)),
    "aws:quicksight/dataSource:DataSource": Switch("sslProperties.disableSsl", OFF, by_default=True),
    "aws:sns/topicSubscription:TopicSubscription": Switch("protocol", _SUBSCRIPTIONS),
    "aws:transfer/server:Server": Switch("protocols[*]", ("SFTP", "FTPS", "AS2"), by_default=True),
}
"""What keeps plain text out of a service."""
_VIEWERS = {
    "aws:cloudfront/distribution:Distribution": ("defaultCacheBehavior", "orderedCacheBehaviors[*]"),
    "aws:cloudfront/multitenantDistribution:MultitenantDistribution": ("defaultCacheBehavior", "cacheBehaviors[*]"),
}
_BUCKET_ACTIONS = ("s3:GetObject", "s3:PutObject", "s3:ListBucket")
_MESSAGES = {
    "aws:sqs/queue:Queue": ("sqs:SendMessage", "sqs:ReceiveMessage"),
    "aws:sqs/queuePolicy:QueuePolicy": ("sqs:SendMessage", "sqs:ReceiveMessage"),
    "aws:sns/topic:Topic": ("sns:Publish",),
    "aws:sns/topicPolicy:TopicPolicy": ("sns:Publish",),
}


@graph_rule("HDS-ENC-06", _BUCKET)
def bucket_refuses_plain_text(bucket: Resource, graph: Graph) -> Verdict:
    """A policy of the bucket, inline or of its own, denies every request without TLS, on the bucket and on its objects."""
    return any_of(refuses_plain_text("policy", value, _BUCKET_ACTIONS, bucket_resources) for value in bucket_policies(bucket, graph))


@graph_rule("HDS-ENC-05", _BUCKET)
def bucket_refuses_old_tls(bucket: Resource, graph: Graph) -> Verdict:
    """A policy of the bucket denies every request over TLS below 1.2."""
    return any_of(refuses_old_tls("policy", value, _BUCKET_ACTIONS, bucket_resources) for value in bucket_policies(bucket, graph))


@resource_rule("HDS-ENC-06", *_MESSAGES)
def message_policy_refuses_plain_text(queue: Resource, _: Graph) -> Verdict:
    """A policy on a queue or a topic, where there is one, denies messages sent without TLS."""
    policy = queue.get("policy")
    if isinstance(policy, Absent):
        return NOT_APPLICABLE
    return refuses_plain_text("policy", policy, _MESSAGES[queue.kind])


@resource_rule("HDS-ENC-06", _LISTENER)
def listener_is_not_plain_text(listener: Resource, _: Graph) -> Verdict:
    """A listener speaks HTTPS or TLS; one that speaks HTTP only sends its callers to HTTPS. A gateway's has neither port nor protocol."""
    protocol = listener.get("protocol")
    if isinstance(protocol, Absent) and isinstance(listener.get("port"), Absent):
        return NOT_APPLICABLE
    if isinstance(protocol, Absent) or protocol == Known("HTTP"):
        return _redirects(listener, "defaultActions[*]")
    return one_of(listener, "protocol", *_SECURE)


@graph_rule("HDS-ENC-06", "aws:lb/listenerRule:ListenerRule")
def listener_rule_forwards_no_plain_text(rule: Resource, graph: Graph) -> Verdict:
    """A rule of an HTTP listener only sends its callers to HTTPS."""
    protocols = [listener.get("protocol") for listener in graph.targets(rule, "listenerArn", _LISTENER)]
    plain = [protocol for protocol in protocols if isinstance(protocol, Absent) or protocol == Known("HTTP")]
    return _redirects(rule, "actions[*]") if plain else NOT_APPLICABLE


@resource_rule("HDS-ENC-06", "aws:elb/loadBalancer:LoadBalancer")
def classic_listener_is_not_plain_text(balancer: Resource, _: Graph) -> Verdict:
    """Every listener of a classic balancer speaks HTTPS or TLS."""
    return one_of(balancer, "listeners[*].lbProtocol", "https", "ssl", "HTTPS", "SSL")


@resource_rule("HDS-ENC-06", *SWITCHES)
def service_refuses_plain_text(service: Resource, _: Graph) -> Verdict:
    """The service takes TLS and nothing else."""
    return switched(service, SWITCHES[service.kind])


@resource_rule("HDS-ENC-06", "aws:elasticache/replicationGroup:ReplicationGroup")
def cache_group_refuses_plain_text(group: Resource, _: Graph) -> Verdict:
    """A cache group encrypts its transport and requires it, as it does unless told to prefer it."""
    required = one_of(group, "transitEncryptionMode", "required", absent=PASS)
    return all_of((is_true(group, "transitEncryptionEnabled"), required))


@resource_rule("HDS-ENC-06", "aws:elasticache/cluster:Cluster")
def cache_refuses_plain_text(cache: Resource, _: Graph) -> Verdict:
    """A cache encrypts its transport; the members of a group follow the group."""
    return is_true(cache, "transitEncryptionEnabled") if isinstance(cache.get("replicationGroupId"), Absent) else NOT_APPLICABLE


@resource_rule("HDS-ENC-06", "aws:dms/endpoint:Endpoint")
def migration_endpoint_verifies_its_server(endpoint: Resource, _: Graph) -> Verdict:
    """A database endpoint of a migration uses TLS and verifies the name of its server."""
    engine = endpoint.get("engineName")
    if isinstance(engine, Known) and engine.value in _WITHOUT_TLS_OPTION:
        return NOT_APPLICABLE
    return one_of(endpoint, "sslMode", "verify-full")


@resource_rule("HDS-ENC-06", *_VIEWERS)
def viewers_are_sent_to_https(distribution: Resource, _: Graph) -> Verdict:
    """A distribution serves HTTPS, or sends its viewers there."""
    default, more = _VIEWERS[distribution.kind]
    ordered = [at for at, value in distribution.all(more) if not isinstance(value, Absent)]
    return all_of(one_of(distribution, f"{at}.viewerProtocolPolicy", "https-only", "redirect-to-https") for at in (default, *ordered))


def _redirects(resource: Resource, actions: str) -> Verdict:
    found = resource.all(actions) or [(actions, ABSENT)]
    return all_of(_redirect(resource, at) for at, _ in found)


def _redirect(resource: Resource, at: str) -> Verdict:
    kind = resource.get(f"{at}.type")
    if kind == Known("redirect"):
        return one_of(resource, f"{at}.redirect.protocol", "HTTPS")
    verdict = fail if isinstance(kind, (Known, Absent)) else unknown
    return verdict(f"{at}.type", kind, "https_redirect")

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Protocols in clear."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.encryption.tls import FORWARD, classic

REDIRECT = [{"type": "redirect", "redirect": {"protocol": "HTTPS", "port": "443", "status_code": "HTTP_301"}}]
BOTH = ("arn:aws:s3:::health", "arn:aws:s3:::health/*")
INSECURE = {"Bool": {"aws:SecureTransport": "false"}}


def document(**changes: object) -> str:
    """A policy that refuses plain text, with changes to its statement."""
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": BOTH, "Condition": INSECURE, **changes}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def bucket(policy: object) -> None:
    """A bucket with its policy as a resource."""
    aws.s3.BucketPolicy("policy", bucket=aws.s3.Bucket("bucket").id, policy=policy)


def listener(protocol: object, actions: object, port: int | None = 80) -> aws.lb.Listener:
    """A listener."""
    return aws.lb.Listener("listener", load_balancer_arn="arn", port=port, protocol=protocol, default_actions=actions)


def rule(of: object, actions: object) -> None:
    """A rule of a listener."""
    aws.lb.ListenerRule("rule", listener_arn=of, conditions=[{"path_pattern": {"values": ["/"]}}], actions=actions)


def group(**properties: object) -> None:
    """A cache group."""
    aws.elasticache.ReplicationGroup("cache", description="d", **properties)


def endpoint(engine: object = "postgres", **properties: object) -> None:
    """An endpoint of a migration."""
    aws.dms.Endpoint("endpoint", endpoint_id="e", endpoint_type="source", engine_name=engine, **properties)


def site(policy: object, ordered: object = None) -> None:
    """A distribution."""
    behavior = {"target_origin_id": "o", "viewer_protocol_policy": policy, "allowed_methods": ["GET"], "cached_methods": ["GET"]}
    more = {**behavior, "path_pattern": "/x", "viewer_protocol_policy": ordered}
    aws.cloudfront.Distribution(
        "site",
        enabled=True,
        default_cache_behavior=behavior,
        ordered_cache_behaviors=[more] if ordered else None,
        origins=[{"domain_name": "d", "origin_id": "o"}],
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate={"minimum_protocol_version": "TLSv1.2_2021"},
    )


class bucket_refuses_plain_text:
    """HDS-ENC-06."""

    def denied_pass():
        bucket(document())

    def denied_by_an_inline_policy_pass():
        aws.s3.Bucket("bucket", policy=document())

    def denied_beside_other_statements_pass():
        allow = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "s3:GetObject", "Resource": BOTH[1]}
        bucket(json.dumps({"Statement": [allow, *json.loads(document())["Statement"]]}))

    def old_twin_pass():
        aws.s3.BucketPolicy("policy", bucket=aws.s3.BucketV2("bucket").id, policy=document())

    def everything_pass():
        bucket(document(Action="*", Resource="*", Principal={"AWS": "*"}))

    def one_pattern_for_bucket_and_objects_pass():
        bucket(document(Resource="arn:aws:s3:::health*"))

    def absent_fail():
        aws.s3.Bucket("bucket")

    def policy_of_another_bucket_fail():
        """subject: bare"""
        aws.s3.Bucket("bare")
        bucket(document())

    def only_allowed_with_tls_fail():
        bucket(document(Effect="Allow", Condition={"Bool": {"aws:SecureTransport": "true"}}))

    def denied_to_one_principal_fail():
        bucket(document(Principal={"AWS": "arn:aws:iam::123456789012:role/r"}))

    def denied_with_another_condition_fail():
        bucket(document(Condition={**INSECURE, "StringEquals": {"aws:PrincipalAccount": "123456789012"}}))

    def condition_absent_fail():
        bucket(document(Condition={}))

    def denied_with_tls_fail():
        bucket(document(Condition={"Bool": {"aws:SecureTransport": "true"}}))

    def denied_on_writing_only_fail():
        bucket(document(Action="s3:PutObject"))

    def denied_on_reading_only_fail():
        bucket(document(Action=["s3:Get*", "s3:List*"]))

    def denied_on_objects_without_listing_fail():
        bucket(document(Action=["s3:GetObject", "s3:PutObject"]))

    def denied_without_reading_fail():
        bucket(document(Action=["s3:PutObject", "s3:ListBucket"]))

    def denied_on_the_bucket_only_fail():
        bucket(document(Resource=BOTH[0]))

    def denied_on_objects_only_fail():
        bucket(document(Resource=BOTH[1]))

    def policy_unknown():
        bucket(unknown())

    def broken_policy_unknown():
        bucket("{")


class bucket_refuses_old_tls:
    """HDS-ENC-05."""

    def denied_pass():
        bucket(document(Condition={"NumericLessThan": {"s3:TlsVersion": "1.2"}}))

    def only_the_newest_pass():
        aws.s3.Bucket("bucket", policy=document(Condition={"NumericLessThan": {"s3:TlsVersion": [1.3]}}))

    def absent_fail():
        aws.s3.Bucket("bucket")

    def only_plain_text_denied_fail():
        bucket(document())

    def older_limit_fail():
        bucket(document(Condition={"NumericLessThan": {"s3:TlsVersion": "1.1"}}))

    def limit_without_a_meaning_fail():
        bucket(document(Condition={"NumericLessThan": {"s3:TlsVersion": "old"}}))

    def denied_above_fail():
        bucket(document(Condition={"NumericGreaterThan": {"s3:TlsVersion": "1.2"}}))

    def policy_unknown():
        bucket(unknown())


class message_policy_refuses_plain_text:
    """HDS-ENC-06."""

    def queue_pass():
        aws.sqs.QueuePolicy("policy", queue_url="q", policy=document(Action="sqs:*", Resource="*"))

    def inline_topic_pass():
        aws.sns.Topic("topic", policy=document(Action="sns:Publish", Resource="*"))

    def statement_absent_fail():
        aws.sqs.Queue("queue", policy=json.dumps({"Statement": []}))

    def queue_that_denies_only_sending_fail():
        aws.sqs.QueuePolicy("policy", queue_url="q", policy=document(Action="sqs:SendMessage", Resource="*"))

    def queue_that_denies_only_receiving_fail():
        aws.sqs.Queue("queue", policy=document(Action="sqs:ReceiveMessage", Resource="*"))

    def topic_that_denies_only_reading_fail():
        aws.sns.TopicPolicy("policy", arn="t", policy=document(Action="sns:GetTopicAttributes", Resource="*"))

    def policy_unknown():
        aws.sns.TopicPolicy("policy", arn="t", policy=unknown())

    def policy_absent_not_applicable():
        aws.sqs.Queue("queue")


class listener_is_not_plain_text:
    """HDS-ENC-06."""

    def https_pass():
        listener("HTTPS", FORWARD)

    def redirect_pass():
        listener("HTTP", REDIRECT)

    def old_twin_redirect_pass():
        aws.alb.Listener("listener", load_balancer_arn="arn", port=80, protocol="HTTP", default_actions=REDIRECT)

    def forward_fail():
        listener("HTTP", FORWARD)

    def protocol_absent_fail():
        listener(None, FORWARD)

    def redirect_to_the_same_protocol_fail():
        listener("HTTP", [{"type": "redirect", "redirect": {"status_code": "HTTP_301"}}])

    def actions_absent_fail():
        listener("HTTP", [])

    def redirect_where_the_protocol_is_absent_pass():
        listener(None, REDIRECT)

    def redirect_beside_a_forward_fail():
        listener("HTTP", [*REDIRECT, *FORWARD])

    def tls_pass():
        listener("TLS", FORWARD)

    def quic_pass():
        listener("QUIC", FORWARD)

    def tcp_without_a_port_fail():
        listener("TCP", FORWARD, None)

    def tcp_fail():
        listener("TCP", FORWARD)

    def protocol_unknown():
        listener(unknown(), FORWARD)

    def action_unknown():
        listener("HTTP", [{"type": unknown()}])

    def gateway_not_applicable():
        listener(None, FORWARD, None)


class listener_rule_forwards_no_plain_text:
    """HDS-ENC-06."""

    def redirect_pass():
        rule(listener("HTTP", REDIRECT).arn, REDIRECT)

    def forward_fail():
        rule(listener("HTTP", REDIRECT).arn, FORWARD)

    def forward_where_the_protocol_is_absent_fail():
        rule(listener(None, REDIRECT).arn, FORWARD)

    def action_unknown():
        rule(listener("HTTP", REDIRECT).arn, [{"type": unknown()}])

    def forward_of_an_https_listener_not_applicable():
        rule(listener("HTTPS", FORWARD).arn, FORWARD)

    def listener_outside_the_program_not_applicable():
        rule("arn", FORWARD)


class classic_listener_is_not_plain_text:
    """HDS-ENC-06."""

    def secure_pass():
        classic({"lb_port": 443, "lb_protocol": "https"}, {"lb_port": 8443, "lb_protocol": "SSL"})

    def one_in_clear_fail():
        classic({"lb_port": 443, "lb_protocol": "https"}, {"lb_port": 80, "lb_protocol": "http"})

    def listeners_absent_fail():
        classic()

    def protocol_unknown():
        classic({"lb_port": 443, "lb_protocol": unknown()})


class service_refuses_plain_text:
    """HDS-ENC-06."""

    def proxy_pass():
        aws.rds.Proxy("proxy", auths=[], engine_family="POSTGRESQL", role_arn="arn", vpc_subnet_ids=[], require_tls=True)

    def search_pass():
        aws.opensearch.Domain("search", domain_endpoint_options={"enforce_https": True})

    def cache_by_default_pass():
        aws.memorydb.Cluster("cache", acl_name="a", node_type="db.t4g.small")

    def brokers_by_default_absent_pass():
        nodes = {"client_subnets": [], "instance_type": "kafka.m5.large", "security_groups": []}
        aws.msk.Cluster("brokers", broker_node_group_info=nodes, kafka_version="3.6.0", number_of_broker_nodes=3)

    def transfer_over_ssh_pass():
        aws.transfer.Server("files", protocols=["SFTP", "AS2"])

    def absent_fail():
        aws.rds.Proxy("proxy", auths=[], engine_family="POSTGRESQL", role_arn="arn", vpc_subnet_ids=[])

    def cache_switched_off_fail():
        aws.memorydb.Cluster("cache", acl_name="a", node_type="db.t4g.small", tls_enabled=False)

    def brokers_that_take_both_fail():
        nodes = {"client_subnets": [], "instance_type": "kafka.m5.large", "security_groups": []}
        transit = {"encryption_in_transit": {"client_broker": "TLS_PLAINTEXT"}}
        aws.msk.Cluster("brokers", broker_node_group_info=nodes, encryption_info=transit, kafka_version="3.6.0", number_of_broker_nodes=3)

    def search_absent_fail():
        aws.opensearch.Domain("search")

    def file_transfer_in_clear_fail():
        aws.transfer.Server("files", protocols=["SFTP", "FTP"])

    def subscription_in_clear_fail():
        aws.sns.TopicSubscription("subscription", topic="t", endpoint="http://example.org", protocol="http")

    def switch_unknown():
        aws.opensearch.Domain("search", domain_endpoint_options={"enforce_https": unknown().apply(bool)})


class cache_group_refuses_plain_text:
    """HDS-ENC-06."""

    def required_pass():
        group(transit_encryption_enabled=True, transit_encryption_mode="required")

    def mode_by_default_pass():
        group(transit_encryption_enabled=True)

    def absent_fail():
        group()

    def preferred_fail():
        group(transit_encryption_enabled=True, transit_encryption_mode="preferred")

    def switch_unknown():
        group(transit_encryption_enabled=unknown().apply(bool))


class cache_refuses_plain_text:
    """HDS-ENC-06."""

    def encrypted_pass():
        aws.elasticache.Cluster("cache", transit_encryption_enabled=True)

    def absent_fail():
        aws.elasticache.Cluster("cache", engine="memcached")

    def switch_unknown():
        aws.elasticache.Cluster("cache", transit_encryption_enabled=unknown().apply(bool))

    def member_of_a_group_not_applicable():
        aws.elasticache.Cluster("cache", replication_group_id="group")


class migration_endpoint_verifies_its_server:
    """HDS-ENC-06."""

    def verified_pass():
        endpoint(ssl_mode="verify-full")

    def absent_fail():
        endpoint()

    def encrypted_to_anybody_fail():
        endpoint(ssl_mode="require")

    def mode_unknown():
        endpoint(ssl_mode=unknown())

    def engine_unknown():
        other = unknown()
        endpoint(other, ssl_mode=other)

    def bucket_as_endpoint_not_applicable():
        endpoint("s3")


class viewers_are_sent_to_https:
    """HDS-ENC-06."""

    def https_pass():
        site("https-only", "redirect-to-https")

    def all_protocols_fail():
        site("allow-all")

    def one_path_in_clear_fail():
        site("https-only", "allow-all")

    def tenants_absent_fail():
        behavior = {"target_origin_id": "o", "allowed_methods": {"items": ["GET"], "cached_methods": ["GET"]}}
        aws.cloudfront.MultitenantDistribution(
            "sites",
            comment="c",
            enabled=True,
            default_cache_behavior={**behavior, "viewer_protocol_policy": ""},
            tenant_config={},
            viewer_certificate={"minimum_protocol_version": "TLSv1.2_2021"},
        )

    def policy_unknown():
        site(unknown())

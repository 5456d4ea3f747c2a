# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Global and edge services."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown


def web_acl(scope: object) -> aws.wafv2.WebAcl:
    """A web ACL without rules."""
    shown = {"cloudwatch_metrics_enabled": True, "metric_name": "m", "sampled_requests_enabled": False}
    return aws.wafv2.WebAcl("filter", scope=scope, default_action={"block": {}}, visibility_config=shown)


class global_service_carries_no_data:
    """HDS-LOC-05."""

    def identity_pass():
        aws.iam.User("user")

    def zone_of_names_pass():
        aws.route53.Zone("zone", name="example.org")

    def regional_service_not_applicable():
        aws.sqs.Queue("queue")

    def accelerator_fail():
        aws.globalaccelerator.Accelerator("accelerator")

    def classic_global_filter_fail():
        aws.waf.IpSet("addresses")

    def content_network_of_small_sites_fail():
        behavior = {"behavior": "cache"}
        origin = {"name": "o", "region_name": "eu-west-3"}
        aws.lightsail.Distribution("site", bundle_id="small_1_0", default_cache_behavior=behavior, origin=origin)

    def hosted_application_fail():
        aws.amplify.App("application", name="a")

    def content_network_fail():
        aws.cloudfront.OriginAccessIdentity("reader")


class transfer_acceleration_is_off:
    """HDS-LOC-05."""

    def suspended_pass():
        aws.s3.BucketAccelerateConfiguration("fast", bucket="b", status="Suspended")

    def inline_suspended_pass():
        aws.s3.Bucket("bucket", acceleration_status="Suspended")

    def inline_absent_not_applicable():
        aws.s3.Bucket("bucket")

    def enabled_fail():
        aws.s3.BucketAccelerateConfiguration("fast", bucket="b", status="Enabled")

    def old_twin_fail():
        aws.s3.BucketAccelerateConfigurationV2("fast", bucket="b", status="Enabled")

    def inline_fail():
        aws.s3.Bucket("bucket", acceleration_status="Enabled")

    def inline_of_the_old_twin_fail():
        aws.s3.BucketV2("bucket", acceleration_status="Enabled")

    def computed_unknown():
        aws.s3.BucketAccelerateConfiguration("fast", bucket="b", status=unknown())


class web_filter_is_regional:
    """HDS-LOC-05."""

    def regional_pass():
        web_acl("REGIONAL")

    def edge_fail():
        web_acl("CLOUDFRONT")

    def address_set_at_the_edge_fail():
        aws.wafv2.IpSet("addresses", scope="CLOUDFRONT", ip_address_version="IPV4")

    def scope_absent_fail():
        web_acl("")

    def computed_unknown():
        web_acl(unknown())


class api_is_not_edge_optimised:
    """HDS-LOC-05."""

    def regional_pass():
        aws.apigateway.RestApi("api", endpoint_configuration={"types": "REGIONAL"})

    def private_pass():
        aws.apigateway.RestApi("api", endpoint_configuration={"types": "PRIVATE"})

    def absent_means_edge_fail():
        aws.apigateway.RestApi("api")

    def edge_fail():
        aws.apigateway.RestApi("api", endpoint_configuration={"types": "EDGE"})

    def domain_at_the_edge_fail():
        aws.apigateway.DomainName("domain", domain_name="api.example.org", endpoint_configuration={"types": "EDGE"})

    def computed_unknown():
        aws.apigateway.RestApi("api", endpoint_configuration={"types": unknown()})

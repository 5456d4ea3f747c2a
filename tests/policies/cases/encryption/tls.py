# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""What endpoints negotiate."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

FORWARD = [{"type": "forward", "target_group_arn": "arn:aws:elasticloadbalancing:eu-west-3:123456789012:targetgroup/t/1"}]
STRONG = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"


def listener(protocol: object = "HTTPS", policy: object = None) -> None:
    """A listener."""
    aws.lb.Listener("listener", load_balancer_arn="arn", port=443, protocol=protocol, ssl_policy=policy, default_actions=FORWARD)


def search(**options: object) -> None:
    """A search domain."""
    aws.opensearch.Domain("search", domain_endpoint_options=options)


def site(minimum: str | None = None, protocols: list[object] | None = None) -> None:
    """A distribution with one origin."""
    sites([protocols], minimum)


def sites(origins: list[list[object] | None], minimum: str | None = "TLSv1.2_2021") -> None:
    """A distribution with the protocols of its origins; None is a bucket."""
    behavior = {"target_origin_id": "o", "viewer_protocol_policy": "https-only", "allowed_methods": ["GET"], "cached_methods": ["GET"]}
    custom = {"http_port": 80, "https_port": 443, "origin_protocol_policy": "https-only"}
    own = [None if protocols is None else {**custom, "origin_ssl_protocols": protocols} for protocols in origins]
    aws.cloudfront.Distribution(
        "site",
        enabled=True,
        default_cache_behavior=behavior,
        origins=[{"domain_name": "d", "origin_id": "o", "custom_origin_config": config} for config in own],
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate={"minimum_protocol_version": minimum},
    )


def classic(*listeners: dict[str, object]) -> aws.elb.LoadBalancer:
    """A classic balancer."""
    return aws.elb.LoadBalancer("classic", listeners=[{"instance_port": 443, "instance_protocol": "https", **own} for own in listeners])


def negotiation(balancer: object = "classic", port: int = 443, **attributes: object) -> None:
    """A negotiation policy with attributes; names are written as in Python."""
    own = {name.replace("__", ".").replace("_", "-"): value for name, value in attributes.items()}
    listed = [{"name": name, "value": value} for name, value in own.items()]
    aws.elb.SslNegotiationPolicy("policy", lb_port=port, load_balancer=balancer, attributes=listed or None)


class listener_names_a_strong_tls_policy:
    """HDS-ENC-05; trap T9: left out, the policy is the one of 2016."""

    def restricted_pass():
        listener(policy=STRONG)

    def tls_listener_of_a_network_balancer_pass():
        listener("TLS", "ELBSecurityPolicy-TLS13-1-3-2021-06")

    def old_twin_pass():
        aws.alb.Listener("listener", load_balancer_arn="arn", port=443, protocol="HTTPS", ssl_policy=STRONG, default_actions=FORWARD)

    def absent_fail():
        listener()

    def old_twin_absent_fail():
        aws.alb.Listener("listener", load_balancer_arn="arn", port=443, protocol="HTTPS", default_actions=FORWARD)

    def policy_of_2016_fail():
        listener(policy="ELBSecurityPolicy-2016-08")

    def block_chaining_suites_fail():
        listener(policy="ELBSecurityPolicy-TLS13-1-2-2021-06")

    def policy_unknown():
        listener(policy=unknown())

    def protocol_unknown():
        listener(unknown(), STRONG)

    def plain_listener_not_applicable():
        listener("HTTP")

    def protocol_absent_not_applicable():
        listener(None)


class endpoint_names_a_strong_tls_policy:
    """HDS-ENC-05."""

    def search_pass():
        search(tls_security_policy="Policy-Min-TLS-1-2-PFS-2023-10")

    def api_pass():
        aws.apigateway.DomainName("api", domain_name="api.example.org", security_policy="SecurityPolicy_TLS13_1_3_2025_09")

    def distribution_pass():
        site("TLSv1.2_2021")

    def absent_fail():
        aws.opensearch.Domain("search")

    def search_without_forward_secrecy_fail():
        search(tls_security_policy="Policy-Min-TLS-1-2-2019-07")

    def http_api_that_admits_no_forward_secrecy_fail():
        domain = {"certificate_arn": "arn", "endpoint_type": "REGIONAL", "security_policy": "TLS_1_2"}
        aws.apigatewayv2.DomainName("api", domain_name="api.example.org", domain_name_configuration=domain)

    def distribution_absent_fail():
        site()

    def devices_with_the_default_fail():
        aws.iot.DomainConfiguration("devices", tls_config={"security_policy": "IoTSecurityPolicy_TLS13_1_2_2022_10"})

    def policy_unknown():
        search(tls_security_policy=unknown())


class default_endpoint_names_a_strong_tls_policy:
    """HDS-ENC-05."""

    def strong_pass():
        aws.apigateway.RestApi("api", security_policy="SecurityPolicy_TLS13_1_3_2025_09")

    def absent_fail():
        aws.apigateway.RestApi("api")

    def old_fail():
        aws.apigateway.RestApi("api", security_policy="TLS_1_2")

    def policy_unknown():
        aws.apigateway.RestApi("api", security_policy=unknown())

    def switched_off_not_applicable():
        aws.apigateway.RestApi("api", disable_execute_api_endpoint=True)


class origin_is_reached_over_tls_1_2:
    """HDS-ENC-05."""

    def only_tls_1_2_pass():
        site("TLSv1.2_2021", ["TLSv1.2"])

    def one_old_origin_of_two_fail():
        sites([["TLSv1.2"], ["TLSv1"]])

    def one_old_protocol_fail():
        site("TLSv1.2_2021", ["TLSv1.1", "TLSv1.2"])

    def absent_fail():
        site("TLSv1.2_2021", [])

    def protocol_unknown():
        site("TLSv1.2_2021", [unknown()])

    def bucket_as_origin_not_applicable():
        site("TLSv1.2_2021")


class file_transfer_names_a_strong_policy:
    """HDS-ENC-05."""

    def files_over_ssh_pass():
        aws.transfer.Server("files", security_policy_name="TransferSecurityPolicy-2025-03", protocols=["SFTP"])

    def absent_fail():
        aws.transfer.Server("files")

    def signatures_with_sha_1_fail():
        aws.transfer.Server("files", security_policy_name="TransferSecurityPolicy-2020-06")

    def policy_unknown():
        aws.transfer.Server("files", security_policy_name=unknown())

    def files_over_tls_unknown():
        aws.transfer.Server("files", security_policy_name="TransferSecurityPolicy-2025-03", protocols=["SFTP", "FTPS"])


class classic_listener_has_a_negotiation_policy:
    """HDS-ENC-05."""

    def covered_pass():
        balancer = classic({"lb_port": 443, "lb_protocol": "https"}, {"lb_port": 80, "lb_protocol": "http"})
        negotiation(balancer.id, Protocol_TLSv1__2="true")

    def absent_fail():
        classic({"lb_port": 443, "lb_protocol": "HTTPS"})

    def another_port_fail():
        balancer = classic({"lb_port": 443, "lb_protocol": "https"}, {"lb_port": 8443, "lb_protocol": "ssl"})
        negotiation(balancer.id)

    def protocol_unknown():
        classic({"lb_port": 443, "lb_protocol": unknown()})

    def plain_not_applicable():
        classic({"lb_port": 80, "lb_protocol": "http"})


class classic_negotiation_policy_is_strong:
    """HDS-ENC-05."""

    def strong_suites_pass():
        negotiation(Protocol_TLSv1__2="true", Server_Defined_Cipher_Order="true", ECDHE_RSA_AES256_GCM_SHA384="true")

    def weak_suite_switched_off_pass():
        negotiation(Protocol_TLSv1__2="true", Protocol_TLSv1="false", AES128_SHA="false")

    def absent_fail():
        negotiation()

    def old_protocol_fail():
        negotiation(Protocol_TLSv1__2="true", Protocol_TLSv1="true")

    def tls_1_2_switched_off_fail():
        negotiation(Protocol_TLSv1__2="false")

    def block_chaining_suite_fail():
        negotiation(Protocol_TLSv1__2="true", ECDHE_RSA_AES128_SHA256="true")

    def suite_without_forward_secrecy_fail():
        negotiation(Protocol_TLSv1__2="true", AES128_GCM_SHA256="true")

    def policy_of_aws_fail():
        negotiation(Reference_Security_Policy="ELBSecurityPolicy-TLS-1-2-2017-01")

    def value_unknown():
        negotiation(Protocol_TLSv1__2=unknown())

    def suite_unknown():
        negotiation(Protocol_TLSv1__2="true", ECDHE_RSA_AES128_SHA256=unknown())

    def name_unknown():
        aws.elb.SslNegotiationPolicy("policy", lb_port=443, load_balancer="c", attributes=[{"name": unknown(), "value": "true"}])

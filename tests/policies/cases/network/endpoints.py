# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Private endpoints."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown

INTERFACES = ("kms", "logs", "secretsmanager", "sts")
ORGANISATION = {"StringEquals": {"aws:PrincipalOrgID": "o-1", "aws:ResourceOrgID": "o-1"}}
CALLERS = {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}


def name(service: str) -> str:
    """The full name of a service."""
    return f"com.amazonaws.eu-west-3.{service}"


def network(*missing: str, s3: str | None = "Gateway", service: object = "", **first: object) -> None:
    """A network with the endpoints that every zone uses, but for some; ``service`` is one more."""
    own = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
    for wanted in INTERFACES:
        if wanted not in missing:
            aws.ec2.VpcEndpoint(wanted, vpc_id=own.id, vpc_endpoint_type="Interface", service_name=name(wanted), **first)
    if "s3" not in missing:
        aws.ec2.VpcEndpoint("s3", vpc_id=own.id, vpc_endpoint_type=s3, service_name=name("s3"))
    if service:
        aws.ec2.VpcEndpoint("more", vpc_id=own.id, vpc_endpoint_type="Interface", service_name=service)


def interface(service: object = "com.amazonaws.eu-west-3.kms", kind: object = "Interface", **properties: object) -> aws.ec2.VpcEndpoint:
    """An interface endpoint."""
    return aws.ec2.VpcEndpoint("endpoint", vpc_id="vpc-1", vpc_endpoint_type=kind, service_name=service, **properties)


def policy(*statements: dict[str, object]) -> str:
    """A policy of statements for everyone."""
    return json.dumps({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", **item} for item in statements]})


class network_reaches_services_in_private:
    """HDS-NET-03."""

    def all_pass():
        network()

    def gateway_by_default_pass():
        network(s3=None)

    def fips_name_pass():
        network("kms", service=name("kms-fips"))

    def in_another_partition_pass():
        network("kms", service="eu.amazonaws.eusc-de-east-1.kms")

    def key_service_absent_fail():
        network("kms")

    def objects_absent_fail():
        network("s3")

    def objects_by_interface_only_fail():
        network(s3="Interface")

    def similar_name_fail():
        network("kms", service=name("kms.other"))

    def of_another_network_fail():
        """subject: network"""
        network("sts")
        other = aws.ec2.Vpc("other", cidr_block="10.1.0.0/16")
        aws.ec2.VpcEndpoint("sts", vpc_id=other.id, vpc_endpoint_type="Interface", service_name=name("sts"))

    def service_unknown():
        network("kms", service=unknown())


class endpoint_answers_to_usual_names:
    """HDS-NET-03."""

    def private_names_pass():
        interface(private_dns_enabled=True)

    def own_names_fail():
        interface(private_dns_enabled=False)

    def absent_fail():
        interface()

    def gateway_not_applicable():
        interface(kind="Gateway")

    def service_of_somebody_else_not_applicable():
        interface("com.amazonaws.vpce.eu-west-3.vpce-svc-0123456789abcdef0")

    def computed_unknown():
        interface(private_dns_enabled=unknown().apply(bool))

    def type_unknown():
        interface(kind=unknown(), private_dns_enabled=True)


class endpoint_stands_in_its_network:
    """HDS-NET-03."""

    def subnet_pass():
        interface(subnet_ids=["subnet-1"])

    def address_in_a_subnet_pass():
        interface(subnet_configurations=[{"subnet_id": "subnet-1", "ipv4": "10.0.0.9"}])

    def computed_subnets_pass():
        interface(subnet_ids=unknown().apply(lambda name: [name]))

    def association_pass():
        aws.ec2.VpcEndpointSubnetAssociation("association", vpc_endpoint_id=interface().id, subnet_id="subnet-1")

    def subnet_absent_fail():
        interface()

    def route_table_pass():
        interface(kind="Gateway", route_table_ids=["rtb-1"])

    def route_table_by_association_pass():
        own = interface(kind="Gateway")
        aws.ec2.VpcEndpointRouteTableAssociation("association", vpc_endpoint_id=own.id, route_table_id="rtb-1")

    def route_table_absent_fail():
        interface(kind=None)

    def no_route_table_fail():
        interface(kind="Gateway", route_table_ids=[], subnet_ids=["subnet-1"])

    def service_of_somebody_else_not_applicable():
        interface("com.amazonaws.vpce.eu-west-3.vpce-svc-0123456789abcdef0")

    def type_unknown():
        interface(kind=unknown(), subnet_ids=["subnet-1"])


class endpoint_serves_the_organisation_only:
    """HDS-NET-03."""

    def organisation_pass():
        interface(policy=policy({"Condition": ORGANISATION}))

    def callers_of_the_organisation_that_read_pass():
        interface(policy=policy({"Condition": CALLERS, "Action": ["ecr:BatchGetImage", "ssm:Describe*"]}))

    def callers_of_the_organisation_that_write_fail():
        """They could put data in the bucket of anyone."""
        interface(policy=policy({"Condition": CALLERS, "Action": "s3:*"}))

    def documents_of_systems_manager_pass():
        interface(policy=policy({"Action": "ssm:SendCommand", "Resource": "arn:aws:ssm:eu-west-3::document/*"}))

    def resources_of_the_account_pass():
        interface(policy=policy({"Condition": {"StringEquals": {"aws:ResourceAccount": "123456789012"}}}))

    def resources_by_name_pass():
        interface(policy=policy({"Resource": ["arn:aws:s3:::al2023-repos-eu-west-3/*", "arn:aws:kms:eu-west-3:123456789012:key/*"]}))

    def named_callers_pass():
        interface(policy=policy({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}))

    def denial_for_everyone_pass():
        interface(policy=policy({"Condition": ORGANISATION}, {"Effect": "Deny"}))

    def gateway_pass():
        interface(kind=None, policy=policy({"Condition": ORGANISATION}))

    def policy_of_its_own_pass():
        own = interface()
        aws.ec2.VpcEndpointPolicy("policy", vpc_endpoint_id=own.id, policy=policy({"Condition": ORGANISATION}))

    def policy_of_its_own_fail():
        own = interface(policy=policy({"Condition": ORGANISATION}))
        aws.ec2.VpcEndpointPolicy("policy", vpc_endpoint_id=own.id, policy=policy({}))

    def everything_fail():
        interface(policy=policy({}))

    def one_open_statement_fail():
        interface(policy=policy({"Condition": ORGANISATION}, {"Action": "kms:Decrypt"}))

    def endpoint_itself_fail():
        interface(policy=policy({"Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}}))

    def any_organisation_fail():
        interface(policy=policy({"Condition": {"StringLike": {"aws:PrincipalOrgID": "*"}}}))

    def if_there_is_one_fail():
        interface(policy=policy({"Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}}))

    def any_bucket_fail():
        interface(policy=policy({"Resource": "arn:aws:s3:::*/*"}))

    def keys_of_any_account_fail():
        interface(policy=policy({"Resource": "arn:aws:kms:eu-west-3:*:key/*"}))

    def absent_fail():
        interface()

    def balancer_endpoint_not_applicable():
        interface("com.amazonaws.vpce.eu-west-3.vpce-svc-0123456789abcdef0", kind="GatewayLoadBalancer")

    def computed_unknown():
        interface(policy=unknown())

    def type_unknown():
        interface(kind=unknown(), policy=policy({"Condition": ORGANISATION}))

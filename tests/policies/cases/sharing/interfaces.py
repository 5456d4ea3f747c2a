# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Interfaces of programs, and how they know their callers."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown


def method(**more: Any) -> None:
    """A method of a REST interface."""
    aws.apigateway.Method("method", **{"http_method": "GET", "resource_id": "r", "rest_api": "a", **more})


class route_knows_its_caller:
    """HDS-SHR-07."""

    def tokens_pass():
        aws.apigatewayv2.Route("route", api_id="a", route_key="GET /patients", authorization_type="JWT")

    def connection_pass():
        aws.apigatewayv2.Route("route", api_id="a", route_key="$connect", authorization_type="AWS_IAM")

    def route_of_a_connection_not_applicable():
        aws.apigatewayv2.Route("route", api_id="a", route_key="sendMessage")

    def end_of_a_connection_not_applicable():
        aws.apigatewayv2.Route("route", api_id="a", route_key="$disconnect")

    def nobody_fail():
        aws.apigatewayv2.Route("route", api_id="a", route_key="GET /patients", authorization_type="NONE")

    def absent_fail():
        aws.apigatewayv2.Route("route", api_id="a", route_key="$default")

    def connection_absent_fail():
        aws.apigatewayv2.Route("route", api_id="a", route_key="$connect")

    def authorisation_unknown():
        aws.apigatewayv2.Route("route", api_id="a", route_key="GET /patients", authorization_type=unknown())


def described(operation: Any, **more: Any) -> None:
    """A REST interface made from a description with one operation."""
    aws.apigateway.RestApi("api", body=json.dumps({"swagger": "2.0", "paths": {"/patients": operation}, **more}))


class described_operation_knows_its_caller:
    """HDS-SHR-07."""

    def signed_pass():
        described({"get": {"x-amazon-apigateway-auth": {"type": "AWS_IAM"}}})

    def authorizer_pass():
        scheme = {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "custom"}
        described({"x-amazon-apigateway-any-method": {"security": [{"people": []}]}}, securityDefinitions={"people": scheme})

    def tokens_of_the_whole_document_pass():
        schemes = {"tokens": {"type": "oauth2"}}
        body = {"openapi": "3.0.1", "security": [{"tokens": []}], "components": {"securitySchemes": schemes}}
        aws.apigatewayv2.Api("api", protocol_type="HTTP", body=json.dumps({**body, "paths": {"/patients": {"post": {}}}}))

    def question_of_a_browser_not_applicable():
        described({"options": {}})

    def absent_not_applicable():
        aws.apigateway.RestApi("api")

    def nobody_fail():
        described({"x-amazon-apigateway-any-method": {}})

    def none_fail():
        described({"get": {"x-amazon-apigateway-auth": {"type": "NONE"}}})

    def key_alone_fail():
        described(
            {"get": {"security": [{"key": []}]}}, securityDefinitions={"key": {"type": "apiKey", "name": "x-api-key", "in": "header"}}
        )

    def one_way_in_for_anybody_fail():
        described({"get": {"security": [{"tokens": []}, {}]}}, securityDefinitions={"tokens": {"type": "oauth2"}})

    def scheme_nobody_defines_fail():
        described({"get": {"security": [{"tokens": []}]}})

    def one_operation_of_two_fail():
        described({"get": {"x-amazon-apigateway-auth": {"type": "AWS_IAM"}}, "put": {}})

    def text_that_is_no_json_unknown():
        aws.apigateway.RestApi("api", body="openapi: 3.0.1")

    def body_unknown():
        aws.apigateway.RestApi("api", body=unknown())


class method_knows_its_caller:
    """HDS-SHR-07."""

    def signed_pass():
        method(authorization="AWS_IAM")

    def question_of_a_browser_not_applicable():
        method(http_method="OPTIONS", authorization="NONE")

    def key_alone_fail():
        method(authorization="NONE", api_key_required=True)

    def absent_fail():
        method(authorization="")

    def authorisation_unknown():
        method(authorization=unknown())


class function_address_knows_its_caller:
    """HDS-SHR-07."""

    def signed_pass():
        aws.lambda_.FunctionUrl("address", function_name="f", authorization_type="AWS_IAM")

    def nobody_fail():
        aws.lambda_.FunctionUrl("address", function_name="f", authorization_type="NONE")

    def absent_fail():
        aws.lambda_.FunctionUrl("address", function_name="f", authorization_type="")

    def authorisation_unknown():
        aws.lambda_.FunctionUrl("address", function_name="f", authorization_type=unknown())


class graph_interface_knows_its_caller:
    """HDS-SHR-07."""

    def pool_pass():
        aws.appsync.GraphQLApi("interface", authentication_type="AMAZON_COGNITO_USER_POOLS")

    def two_ways_pass():
        more = [{"authentication_type": "AWS_IAM"}]
        aws.appsync.GraphQLApi("interface", authentication_type="OPENID_CONNECT", additional_authentication_providers=more)

    def shared_key_fail():
        aws.appsync.GraphQLApi("interface", authentication_type="API_KEY")

    def shared_key_beside_fail():
        more = [{"authentication_type": "API_KEY"}]
        aws.appsync.GraphQLApi("interface", authentication_type="AWS_IAM", additional_authentication_providers=more)

    def absent_fail():
        aws.appsync.GraphQLApi("interface", authentication_type="")

    def way_unknown():
        aws.appsync.GraphQLApi("interface", authentication_type=unknown())

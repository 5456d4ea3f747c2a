# SPDX-License-Identifier: Apache-2.0
"""Interfaces know who calls them (HDS-SHR-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.json_text import decoded
from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known, is_list, is_map
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, decide, fail, one_of, unknown

if TYPE_CHECKING:
    from typing import Any

    from hds_policies.graph import Graph, Resource

__all__ = [
    "described_operation_knows_its_caller",
    "function_address_knows_its_caller",
    "graph_interface_knows_its_caller",
    "method_knows_its_caller",
    "route_knows_its_caller",
]

_CONNECT = "$connect"
_OPERATIONS = {"get", "put", "post", "delete", "patch", "head", "trace", "x-amazon-apigateway-any-method"}
"""Operations of a path, but for the questions that browsers ask beforehand (OPTIONS)."""
_KINDS = "x-amazon-apigateway-authtype"
"""What a scheme of type ``apiKey`` says when it is no key: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html."""


@resource_rule("HDS-SHR-07", "aws:apigatewayv2/route:Route")
def route_knows_its_caller(route: Resource, _: Graph) -> Verdict:
    """A route authorises its callers; on a WebSocket the connection does it for every route."""
    name = route.get("routeKey")
    socket = isinstance(name, Known) and isinstance(name.value, str) and _is_of_a_socket(name.value)
    return NOT_APPLICABLE if socket else decide(route, "authorizationType", _authorises, "authorised")


@resource_rule("HDS-SHR-07", "aws:apigateway/method:Method")
def method_knows_its_caller(method: Resource, _: Graph) -> Verdict:
    """A method authorises its callers; only the questions that browsers ask beforehand go without."""
    if method.get("httpMethod") == Known("OPTIONS"):
        return NOT_APPLICABLE
    return decide(method, "authorization", _authorises, "authorised")


@resource_rule("HDS-SHR-07", "aws:apigateway/restApi:RestApi", "aws:apigatewayv2/api:Api")
def described_operation_knows_its_caller(interface: Resource, _: Graph) -> Verdict:
    """An interface that is made from an OpenAPI description authorises the callers of each operation in it."""
    text = interface.get("body")
    if isinstance(text, Absent):
        return NOT_APPLICABLE
    described = decoded(text)
    paths = described.get("paths") if is_map(described) else None
    if not is_map(paths):
        return unknown("body", text, "authorised")
    return all_of(
        PASS if _is_authorised(operation, described) else fail(f"body.paths.{path}.{name}", Known(operation.get("security")), "authorised")
        for path, item in paths.items()
        if is_map(item)
        for name, operation in item.items()
        if name.lower() in _OPERATIONS and is_map(operation)
    )


@resource_rule("HDS-SHR-07", "aws:lambda/functionUrl:FunctionUrl")
def function_address_knows_its_caller(address: Resource, _: Graph) -> Verdict:
    """The address of a function takes signed requests only."""
    return one_of(address, "authorizationType", "AWS_IAM")


@resource_rule("HDS-SHR-07", "aws:appsync/graphQLApi:GraphQLApi")
def graph_interface_knows_its_caller(interface: Resource, _: Graph) -> Verdict:
    """A GraphQL interface knows its callers, in each way in which it lets them in; a key that all share names nobody."""
    more = [at for at, value in interface.all("additionalAuthenticationProviders[*]") if not isinstance(value, Absent)]
    paths = ("authenticationType", *(f"{at}.authenticationType" for at in more))
    return all_of(decide(interface, path, _names_somebody, "authorised") for path in paths)


def _is_of_a_socket(route: str) -> bool:
    """Routes of an HTTP interface are ``$default`` or start with a method, ``GET /patients``."""
    return route not in {"$default", _CONNECT} and " " not in route


def _is_authorised(operation: dict[str, Any], described: dict[str, Any]) -> bool:
    """Signed requests, or a scheme that names somebody in each way in; what the whole document asks counts where there is none."""
    if is_map(auth := operation.get("x-amazon-apigateway-auth")):
        return _authorises(auth.get("type"))
    ways = operation.get("security", described.get("security"))
    components = described.get("components")
    schemes = components.get("securitySchemes") if is_map(components) else described.get("securityDefinitions")
    if not is_list(ways) or not ways or not is_map(schemes):
        return False
    return all(is_map(way) and any(_is_somebody(schemes.get(name)) for name in way) for way in ways)


def _is_somebody(scheme: Any) -> bool:
    return is_map(scheme) and (scheme.get("type") != "apiKey" or _KINDS in scheme)


def _authorises(value: Any) -> bool:
    return isinstance(value, str) and value not in {"", "NONE"}


def _names_somebody(value: Any) -> bool:
    return isinstance(value, str) and value not in {"", "API_KEY"}

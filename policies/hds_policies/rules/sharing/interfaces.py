# SPDX-License-Identifier: Apache-2.0
"""Interfaces know who calls them (HDS-SHR-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, Verdict, all_of, decide, one_of

if TYPE_CHECKING:
    from typing import Any

    from hds_policies.graph import Graph, Resource

__all__ = [
    "function_address_knows_its_caller",
    "graph_interface_knows_its_caller",
    "method_knows_its_caller",
    "route_knows_its_caller",
]

_CONNECT = "$connect"


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


def _authorises(value: Any) -> bool:
    return isinstance(value, str) and value not in {"", "NONE"}


def _names_somebody(value: Any) -> bool:
    return isinstance(value, str) and value not in {"", "API_KEY"}

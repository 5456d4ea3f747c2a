# SPDX-License-Identifier: Apache-2.0
"""The rules of web ACLs and rule groups, whichever way a program writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.json_text import decoded
from hds_policies.values import Absent, Known, Value, is_list, is_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_policies.graph import Resource

__all__ = ["JSON_RULES", "RULE", "WEB_ACL", "web_rules"]

WEB_ACL = "aws:wafv2/webAcl:WebAcl"
RULE = "aws:wafv2/webAclRule:WebAclRule"
JSON_RULES = {"aws:wafv2/ruleGroup:RuleGroup": "rulesJson", WEB_ACL: "ruleJson"}


def web_rules(resource: Resource) -> Sequence[tuple[str, Value]]:
    """Every rule of a web ACL or rule group, in its block form and in its JSON form; a rule on its own is its resource."""
    if resource.kind == RULE:
        return [("", Known(resource.inputs))]
    name = JSON_RULES[resource.kind]
    text = resource.get(name)
    if isinstance(text, Absent):
        return resource.all("rules[*]")
    rules = _camel(decoded(text))
    return [(f"{name}[{index}]", Known(rule)) for index, rule in enumerate(rules)] if is_list(rules) else [(name, text)]


def _camel(raw: Any) -> Any:
    """The JSON of the API with the property names of the provider: ``GeoMatchStatement`` is ``geoMatchStatement``."""
    if is_map(raw):
        return {key[:1].lower() + key[1:]: _camel(item) for key, item in raw.items()}
    return [_camel(item) for item in raw] if is_list(raw) else raw

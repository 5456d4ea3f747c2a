# SPDX-License-Identifier: Apache-2.0
"""Names, tags and descriptions: providers copy them to consoles, bills and support (HDS-LOC-12)."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from hds_controls.personal_data import find_personal_data
from hds_policies.json_text import decoded
from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known, is_map, is_secret, is_unknown, walk
from hds_policies.verdict import PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hds_policies.graph import Graph, Resource

__all__ = ["metadata_hold_no_personal_data"]

_TEXTS = frozenset({"comment", "description", "displayName", "identifier", "name", "namePrefix"})
_OF_A_BUCKET = _TEXTS | {"bucket", "bucketPrefix"}
"""Elsewhere ``bucket`` is a reference."""
_BUCKET = "aws:s3/bucket:Bucket"
_MASKED = Known("•••")
"""What is shown in place of the text: a report must not repeat the personal data that it finds."""
_HINT = re.compile(r"\d.?\d.?\d|@|patient|malade", re.IGNORECASE)
"""Every kind of personal data has one of these; most names have none, and are not read further."""


@resource_rule("HDS-LOC-12", "*")
def metadata_hold_no_personal_data(resource: Resource, graph: Graph) -> Verdict:
    """No name, tag or description looks like a person's."""
    del graph
    inputs, told = resource.inputs, [_text(resource, "", resource.name)]
    read = _OF_A_BUCKET if resource.kind == _BUCKET else _TEXTS
    told += [_text(resource, name, inputs[name]) for name in sorted(inputs.keys() & read)]
    if "tags" in inputs and not _is_clean(tags := _tags(inputs["tags"])):
        told += [_text(resource, "tags", text) for text in tags]
    if "defaultTags" in inputs:
        told += [_text(resource, "defaultTags", text) for text in _default_tags(inputs["defaultTags"])]
    return PASS if all(verdict is PASS for verdict in told) else all_of(told)


def _is_clean(texts: tuple[Any, ...]) -> bool:
    """Whether tags are plain text without personal data: most resources have the same few."""
    return all(isinstance(text, str) for text in texts) and _are_clean(texts)


@functools.lru_cache(maxsize=4096)
def _are_clean(texts: tuple[str, ...]) -> bool:
    return not any(is_unknown(text) or _found(text) for text in texts)


def _tags(raw: Any) -> tuple[Any, ...]:
    """The keys and the values of tags, for the key of a tag may itself be the data; what is no map is one text."""
    return (*raw, *raw.values()) if is_map(raw) and not is_secret(raw) else (raw,)


def _default_tags(raw: Any) -> Iterable[Any]:
    """Tags of a provider, whose nested properties are JSON text."""
    default = decoded(Known(raw))
    return _tags(default.get("tags")) if is_map(default) else (raw,)


def _text(resource: Resource, at: str, raw: Any) -> Verdict:
    if isinstance(raw, str) and not is_unknown(raw):
        return fail(at, _MASKED, f"no_{found}") if (found := _found(raw)) else PASS
    _, value = walk({"text": raw}, "text", resource.depends_on(at))[0]
    return PASS if isinstance(value, (Known, Absent)) else unknown(at, value, "no_personal_data")


@functools.lru_cache(maxsize=8192)
def _found(text: str) -> str | None:
    return find_personal_data(text) if _HINT.search(text) else None

# SPDX-License-Identifier: Apache-2.0
"""Names, tags and descriptions: providers copy them to consoles, bills and support (HDS-LOC-12)."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from hds_controls.personal_data import find_personal_data
from hds_policies.json_text import decoded
from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known, Value, is_map, walk
from hds_policies.verdict import PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource

__all__ = ["metadata_hold_no_personal_data"]

_TEXTS = ("comment", "description", "displayName", "identifier", "name", "namePrefix")
_BUCKET = "aws:s3/bucket:Bucket"
_MASKED = Known("•••")
"""What is shown in place of the text: a report must not repeat the personal data that it finds."""
_HINT = re.compile(r"\d.?\d.?\d|@|patient|malade", re.IGNORECASE)
"""Every kind of personal data has one of these; most names have none, and are not read further."""


@resource_rule("HDS-LOC-12", "*")
def metadata_hold_no_personal_data(resource: Resource, graph: Graph) -> Verdict:
    """No name, tag or description looks like a person's."""
    del graph
    return all_of(_text(at, value) for at, value in _texts(resource))


def _texts(resource: Resource) -> Iterator[tuple[str, Value]]:
    """The texts of a resource by property; the key of a tag may itself be the data, so a tag is told as ``tags``."""
    yield "", Known(resource.name)
    for path in (*_TEXTS, "bucket", "bucketPrefix") if resource.kind == _BUCKET else _TEXTS:
        if path in resource.inputs:
            yield path, resource.get(path)
    if "tags" in resource.inputs:
        yield from (("tags", text) for text in _tags(resource.get("tags")))
    if "defaultTags" in resource.inputs:
        yield from (("defaultTags", text) for text in _default_tags(resource.get("defaultTags")))


def _default_tags(value: Value) -> Iterator[Value]:
    """Tags of a provider, whose nested properties are JSON text."""
    default = decoded(value)
    yield from _tags(Known(default.get("tags", {})) if is_map(default) else value)


def _tags(value: Value) -> Iterator[Value]:
    """The keys and the values of tags; what is not known as a whole is one unknown text."""
    if not isinstance(value, Known) or not is_map(value.value):
        yield value
        return
    for key, text in value.value.items():
        yield Known(key)
        yield walk({"tag": text}, "tag", ())[0][1]


def _text(at: str, value: Value) -> Verdict:
    if not isinstance(value, (Known, Absent)):
        return unknown(at, value, "no_personal_data")
    found = _found(value.value) if isinstance(value, Known) and isinstance(value.value, str) else None
    return fail(at, _MASKED, f"no_{found}") if found else PASS


@functools.lru_cache(maxsize=8192)
def _found(text: str) -> str | None:
    return find_personal_data(text) if _HINT.search(text) else None

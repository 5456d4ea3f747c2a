# SPDX-License-Identifier: Apache-2.0
"""Type tokens of components: part of the URN of everything beneath them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.repository.tree import modules, parsed

PINNED = Path(__file__).with_name("component_types.txt")


def tokens():
    """Each token with the class that registers itself under it, from the source."""
    found = {}
    for path in modules("hds_components").values():
        for holder in ast.walk(parsed(path)):
            if isinstance(holder, ast.ClassDef):
                for node in ast.walk(holder):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("hds:index:"):
                        found[node.value] = (path, holder.name)
    return found


def test_tokens_are_frozen():
    """Another token replaces every resource of a zone that runs; a new component is added to the list, none leaves it."""
    assert PINNED.read_text("utf-8").splitlines() == sorted(tokens()), f"changing a token replaces resources; see {PINNED.name}"


def test_a_token_is_the_cloud_and_the_capability():
    """`hds:index:<Cloud><Capability>`, the class being named by the capability alone and the module by the cloud."""
    for token, (path, name) in tokens().items():
        cloud = re.fullmatch(rf"hds:index:([A-Z][a-z]+){name}", token)
        assert cloud, token
        assert cloud[1].lower() in path.parts

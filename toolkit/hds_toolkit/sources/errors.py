# SPDX-License-Identifier: Apache-2.0
"""What can go wrong when a graph is read."""

from __future__ import annotations

__all__ = ["DuplicateURN", "NoProvider", "SourceError"]


class SourceError(Exception):
    """A graph cannot be had; the message is for the user: what is wrong, where, and the cure."""


class DuplicateURN(SourceError):  # noqa: N818 - the engine's own word for it
    """Two resources of one type have the same name under the same parent."""


class NoProvider(SourceError):  # noqa: N818 - the engine's own word for it
    """A resource has no explicit provider while default providers are disabled for its package."""

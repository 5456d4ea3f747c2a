# SPDX-License-Identifier: Apache-2.0
"""Profiles: data files that set defaults, each in the keys of the stack file, so that a reader can look them up."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from hds_controls import yaml
from hds_controls.model import ControlId, Text

__all__ = ["GivenUp", "Profile", "merge", "profile"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel)


class GivenUp(_Model):
    """A control that a profile does without, and why."""

    control: ControlId
    reason: Text


class Profile(_Model):
    """One set of defaults.

    ``defaults`` hold for every cloud, ``clouds`` for one; the stack file's own values go over both. ``required`` are keys that have no
    possible default and must be in the stack file.
    """

    name: Literal["dev", "standard", "strict"]
    title: Text
    required: tuple[str, ...]
    gives_up: tuple[GivenUp, ...]
    defaults: dict[str, Any]
    clouds: dict[Literal["aws"], dict[str, Any]]

    def values(self, cloud: Literal["aws"]) -> dict[str, Any]:
        """All the defaults on one cloud."""
        return merge(self.defaults, self.clouds[cloud])


@cache
def profile(name: str) -> Profile:
    """The profile of that name.

    Raises:
        FileNotFoundError: there is no such profile.
    """
    return Profile.model_validate(yaml.parse((files("hds_stacks") / "profiles" / f"{name}.yaml").read_bytes()))


def merge(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """The values of both; where both have one, maps are merged and anything else is taken from ``over``."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = merge(cast("dict[str, Any]", below), cast("dict[str, Any]", value)) if _are_maps(below, value) else value
    return merged


def _are_maps(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)

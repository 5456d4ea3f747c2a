# SPDX-License-Identifier: Apache-2.0
"""Descriptions of schemas from docstrings."""

from __future__ import annotations

import sys

from pydantic import BaseModel, Field

from hds_controls.described import described


class Inner(BaseModel):
    """An inner model."""

    length: int
    """In days."""


class Base(BaseModel):
    """A base."""

    first: str
    """Of the base."""


class Outer(Base):
    """A model."""

    second: Inner | None = Field(default=None, alias="secondPart")
    third: str = Field(default="", description="Its own.")
    """Not this one."""
    fourth: int = 0
    fifth: list[Inner] = []
    """Several
    lines."""


def test_a_property_is_described_by_the_docstring_under_its_field():
    """By alias where there is one, from base classes and in inner models; a description that is there stays, none is made up."""
    schema = described(Outer.model_json_schema(), Outer, sys.modules[__name__])
    described_as = {name: part.get("description") for name, part in schema["properties"].items()}
    assert described_as == {
        "first": "Of the base.",
        "secondPart": None,
        "third": "Its own.",
        "fourth": None,
        "fifth": "Several\nlines.",
    }
    assert schema["$defs"]["Inner"]["properties"]["length"]["description"] == "In days."

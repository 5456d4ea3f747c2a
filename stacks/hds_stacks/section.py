# SPDX-License-Identifier: Apache-2.0
"""What every section of a stack file has in common."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

__all__ = ["Section"]


class Section(BaseModel):
    """A closed, frozen set of keys, camelCase in the file; its values never show in an error of pydantic."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, alias_generator=to_camel, hide_input_in_errors=True)

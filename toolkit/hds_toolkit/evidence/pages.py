# SPDX-License-Identifier: Apache-2.0
"""Pages of documentation on the whole catalogue, in Markdown and English: the coverage, and what a plan cannot prove."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, get_args

from hds_controls.further_proofs import Place, further_proofs
from hds_toolkit.evidence.coverage import LEVELS, matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hds_controls.model import Catalogue, Control
    from hds_policies.rule import Rule
    from hds_toolkit.evidence.coverage import Cell

__all__ = ["GENERATED", "PLACES", "bearers", "beyond_a_plan", "coverage", "row", "spelled"]

GENERATED = "<!-- Written by `make docs`; do not edit. -->"
"""The line that says where a page comes from."""
PLACES: dict[Place, str] = {
    "organisation": "The organisation",
    "state": "The live account",
    "host": "The running system",
    "drill": "An exercise",
    "document": "People and their documents",
}
"""Where a proof comes from that no plan gives, as headings."""


def coverage(book: Catalogue, rules: Sequence[Rule]) -> str:
    """The coverage matrix: for each control and cloud, what is said of each proof level, and the rules that decide on a plan."""
    lines = [
        "# Coverage",
        GENERATED,
        "",
        "What each control says of itself, per cloud and proof level: `judged` by rules of this project, `planned` where it can be",
        "automated and is not yet, `not_applicable` where there is nothing to decide, and `-` where the level is not one of its proofs.",
        "Rules read a graph of inputs, so they prove the level `plan`; who proves the rest: [what a plan cannot prove](beyond-a-plan.md).",
        "The same as data: `hds controls --matrix --format json`.",
    ]
    cells = {key: list(found) for key, found in groupby(matrix(book, rules), lambda cell: (cell.control, cell.cloud))}
    for family in book.families:
        lines += ["", f"## {family.title.en}", "", row("control", "cloud", *LEVELS, "rules"), row(*["---"] * (len(LEVELS) + 3))]
        for control in family.controls:
            link = f"[{control.id}](controls/{control.id}.md) {control.title.en}"
            lines += [_coverage_row(link, cloud, cells.get((control.id, cloud), [])) for cloud in control.clouds]
    return "\n".join(lines) + "\n"


def beyond_a_plan(book: Catalogue) -> str:
    """Every control, or part of one, whose proof needs more than the plan of a zone: why, and who brings it."""
    proofs = further_proofs()
    parts = [(control, part) for control in book.controls.values() for part in proofs.of(control)]
    none = [control for control in book.controls.values() if all(state.plan != "judged" for state in control.clouds.values())]
    lines = [
        "# What a plan cannot prove",
        GENERATED,
        "",
        f"Of {len(book.controls)} controls, {len(book.controls) - len(none)} are judged on the plan of a zone. What is below is beyond it:",
        f"a part of most of them, and the whole of {len(none)}: {', '.join(map(_link, none))}.",
        "A report never claims a level that was not reached.",
    ]
    for place in get_args(Place):
        gap = proofs.levels[place]
        own = [(control, part) for control, part in parts if part.place == place and part.why != gap.why]
        general = [control for control, part in parts if part.place == place and part.why == gap.why]
        lines += ["", f"## {PLACES[place]}", "", gap.why.en.strip()]
        if own:
            lines += ["", row("control", "why a plan does not prove it", "who brings the proof"), row(*["---"] * 3)]
            lines += [row(f"{_link(control)} {control.title.en}", part.why.en.strip(), bearers(part.by)) for control, part in own]
        if general:
            lines += ["", f"For that reason alone, and brought by {bearers(gap.by)}, also: {', '.join(map(_link, general))}."]
    return "\n".join(lines) + "\n"


def bearers(names: Iterable[str]) -> str:
    """Who brings a proof, in words."""
    known = further_proofs().bearers
    return " and ".join(known[name].en for name in names)


def spelled(kind: str) -> str:
    """A kind as programs write it: ``aws:s3/bucket:Bucket`` is ``aws.s3.Bucket``."""
    package, _, rest = kind.partition(":")
    module, _, name = rest.rpartition(":")
    return ".".join([package, *module.split("/")[:1], name]) if module else kind


def row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def _link(control: Control) -> str:
    return f"[{control.id}](controls/{control.id}.md)"


def _coverage_row(link: str, cloud: str, cells: list[Cell]) -> str:
    stated = {cell.level: cell.stated for cell in cells}
    names = [f"`{rule}`" for cell in cells for rule in cell.rules]
    return row(link, cloud, *(stated.get(level, "-") for level in LEVELS), " ".join(names) or "-")

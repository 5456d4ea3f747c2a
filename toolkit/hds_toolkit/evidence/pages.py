# SPDX-License-Identifier: Apache-2.0
"""Pages of documentation made from the catalogue and the rules, in Markdown and English."""

from __future__ import annotations

import inspect
from itertools import groupby
from typing import TYPE_CHECKING

from hds_controls.load import proof_needs
from hds_toolkit.evidence.coverage import LEVELS, matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hds_controls.model import Catalogue, Control, Family
    from hds_policies.rule import Rule
    from hds_toolkit.evidence.coverage import Cell

__all__ = ["coverage", "family_page", "spelled"]

_GENERATED = "<!-- Written by `make docs`; do not edit. -->"
_SHAPES = {"resource": "one resource", "graph": "the whole graph"}
_SHOWN = 12


def coverage(book: Catalogue, rules: Sequence[Rule]) -> str:
    """The coverage matrix: for each control and cloud, what is said of each proof level, and the rules that decide on a plan."""
    lines = [
        "# Coverage",
        _GENERATED,
        "",
        "What each control says of itself, per cloud and proof level: `judged` by rules of this project, `planned` where it can be",
        "automated and is not yet, `not_applicable` where there is nothing to decide, and `-` where the level is not one of its proofs.",
        "Rules read a graph of inputs, so they prove the level `plan`. The same as data: `hds controls --matrix --format json`.",
    ]
    cells = {key: list(found) for key, found in groupby(matrix(book, rules), lambda cell: (cell.control, cell.cloud))}
    for family in book.families:
        lines += ["", f"## {family.title.en}", "", _row("control", "cloud", *LEVELS, "rules"), _row(*["---"] * (len(LEVELS) + 3))]
        for control in family.controls:
            link = f"[{control.id}](controls/{family.family}.md#{control.id.lower()}) {control.title.en}"
            lines += [_coverage_row(link, cloud, cells.get((control.id, cloud), [])) for cloud in control.clouds]
    return "\n".join(lines) + "\n"


def family_page(family: Family, book: Catalogue, rules: Sequence[Rule]) -> str:
    """The controls of a family: what must be true, why, how to comply, from which text, and which rules decide."""
    lines = [f"# {family.title.en}", _GENERATED]
    for control in family.controls:
        lines += ["", *_control(control, book, [rule for rule in rules if rule.control == control.id])]
    return "\n".join(lines) + "\n"


def spelled(kind: str) -> str:
    """A kind as programs write it: ``aws:s3/bucket:Bucket`` is ``aws.s3.Bucket``."""
    package, _, rest = kind.partition(":")
    module, _, name = rest.rpartition(":")
    return ".".join([package, *module.split("/")[:1], name]) if module else kind


def _coverage_row(link: str, cloud: str, cells: list[Cell]) -> str:
    stated = {cell.level: cell.stated for cell in cells}
    names = [f"`{rule}`" for cell in cells for rule in cell.rules]
    return _row(link, cloud, *(stated.get(level, "-") for level in LEVELS), " ".join(names) or "-")


def _control(control: Control, book: Catalogue, rules: Sequence[Rule]) -> Iterable[str]:
    waivable = "can be waived" if control.waivable else "cannot be waived"
    yield from (f"## {control.id}", "", f"**{control.title.en}** ({control.severity}, {control.enforcement}, {waivable})")
    for heading, text in (("", control.statement), ("Why. ", control.rationale), ("How to comply. ", control.remediation)):
        yield from ("", heading + text.en.strip())
    yield from ("", "Sources:", "")
    for reference in control.references:
        framework = book.frameworks[reference.framework]
        source = f"[{framework.source.title}]({framework.source.url})" if framework.source.url else framework.source.title
        requirement = framework.requirements[reference.requirement].en.strip()
        yield f"- {reference.framework} {reference.requirement}: {requirement} ({source}, {framework.source.dated:%Y-%m-%d})"
    yield from ("", "Rules:" if rules else "No rule of this project decides it.")
    if rules:
        yield ""
    for rule in rules:
        what = (inspect.getdoc(rule.check) or "").split("\n\n")[0].replace("\n", " ")
        yield f"- `{rule.name}` ({_SHAPES[rule.shape]}): {what} Asked about {_kinds(rule.kinds)}."
    yield from ("", "How it is proved:", "")
    yield from (f"- `{level}`, {need.shows}: {need.needs.en}" for level, need in proof_needs().items() if level in control.proof)
    notes = {cloud: state.note.en for cloud, state in control.clouds.items() if state.note}
    yield from (f"- On {cloud}: {note}" for cloud, note in notes.items())


def _kinds(kinds: tuple[str, ...]) -> str:
    if kinds == ("*",):
        return "every resource"
    more = [f"{len(kinds) - _SHOWN} more kinds"] if len(kinds) > _SHOWN else []
    return ", ".join([*(f"`{spelled(kind)}`" for kind in kinds[:_SHOWN]), *more])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"

# SPDX-License-Identifier: Apache-2.0
"""One page of documentation for each control, and their index, made from the catalogue, the rules and a judged zone."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Literal

from hds_controls.further_proofs import further_proofs
from hds_controls.load import proof_needs
from hds_toolkit.evidence.builders import expected
from hds_toolkit.evidence.pages import GENERATED, PLACES, bearers, row, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hds_controls.model import Catalogue, Control, Enforcement, Family
    from hds_policies.rule import Rule

__all__ = ["control_page", "index"]

_SHAPES = {"resource": "one resource, before it is created", "graph": "the whole program, at the end of a preview"}
_STOPS: dict[Enforcement, str] = {"mandatory": "stops the deployment", "advisory": "is reported and stops nothing"}
_CLOUDS: dict[Literal["aws", "azure"], str] = {"aws": "AWS", "azure": "Azure"}


def index(book: Catalogue, rules: Sequence[Rule]) -> str:
    """All controls by family, with a link to the page of each."""
    counts = {control_id: sum(rule.control == control_id for rule in rules) for control_id in book.controls}
    lines = [
        "# Controls",
        GENERATED,
        "",
        f"{len(book.controls)} controls in {len(book.families)} families. The same in a terminal, in English or French: `hds controls`.",
    ]
    for family in book.families:
        head = row("control", "what is true", "severity", "enforcement", "proved by", "rules")
        lines += ["", f"## {family.title.en}", "", head, row(*["---"] * 6)]
        lines += [
            row(
                f"[{control.id}]({control.id}.md)",
                control.title.en,
                control.severity,
                control.enforcement,
                ", ".join(level for level in proof_needs() if level in control.proof),
                str(counts[control.id]),
            )
            for control in family.controls
        ]
    return "\n".join(lines) + "\n"


def control_page(control: Control, family: Family, book: Catalogue, rules: Sequence[Rule], built: Mapping[str, Sequence[str]]) -> str:
    """What must be true, why, from which texts, by which rules and levels it is proved, and how to comply.

    Args:
        control: the subject of the page.
        family: to which it belongs.
        book: where its sources are.
        rules: all, of which those of the control are described.
        built: for each control, the files of components that build what it asks.
    """
    own = [rule for rule in rules if rule.control == control.id]
    anchor = family.title.en.lower().replace(" ", "-").replace(",", "")
    about = f"severity **{control.severity}** · **{control.enforcement}** · {_waivers(control)}"
    lines = [
        f"# {control.id}: {control.title.en}",
        GENERATED,
        "",
        f"Family [{family.title.en}](README.md#{anchor}) · {about}",
        *_section("What must be true", control.statement.en),
        *_section("Why", control.rationale.en, *([f"No waiver. {control.waiver_refused.en}"] if control.waiver_refused else [])),
        *_section("Sources", *_sources(control, book)),
        *_section("Rules", *_rules(control, own)),
        *_section("How it is proved", *_proof(control)),
        *_section("What a plan cannot show", *_beyond(control)),
        *_section("How to fix", *_cure(control, own, built.get(control.id, ()))),
        *_section("En français", f"**{control.title.fr}**", control.statement.fr),
        *("", f"Pourquoi. {control.rationale.fr}", "", f"Comment s'y conformer. {control.remediation.fr}"),
        *(("", f"Aucune dérogation. {control.waiver_refused.fr}") if control.waiver_refused else ()),
    ]
    return "\n".join(lines) + "\n"


def _section(title: str, *paragraphs: str) -> Iterator[str]:
    yield from ("", f"## {title}")
    for paragraph in paragraphs:
        yield from ("", paragraph.strip())


def _waivers(control: Control) -> str:
    return "can be waived" if control.waivable else "cannot be waived"


def _sources(control: Control, book: Catalogue) -> Iterator[str]:
    lines = [row("text", "version", "requirement", "what it asks, in our words"), row(*["---"] * 4)]
    for reference in control.references:
        framework = book.frameworks[reference.framework]
        title = f"[{framework.title.en}]({framework.source.url})" if framework.source.url else framework.title.en
        asked = framework.requirements[reference.requirement].en.strip().replace("|", r"\|")
        lines.append(row(title, f"{framework.version}, {framework.source.dated:%Y-%m-%d}", reference.requirement, asked))
    yield "\n".join(lines)


def _rules(control: Control, own: Sequence[Rule]) -> Iterator[str]:
    if not own:
        yield "No rule of this project decides it."
        return
    yield f"Each is of severity {control.severity} and {control.enforcement}: a finding {_STOPS[control.enforcement]}."
    for rule in own:
        what = (inspect.getdoc(rule.check) or "").split("\n\n")[0].replace("\n", " ")
        yield f"### `{rule.name}`"
        yield what
        yield "\n".join([
            f"- severity: {control.severity}, {control.enforcement}",
            f"- decides on: {_SHAPES[rule.shape]}",
            f"- asked about: {_kinds(rule.kinds)}",
        ])


def _kinds(kinds: tuple[str, ...]) -> str:
    return "every resource" if kinds == ("*",) else ", ".join(f"`{spelled(kind)}`" for kind in kinds)


def _proof(control: Control) -> Iterator[str]:
    clouds: list[Literal["aws", "azure"]] = [cloud for cloud in _CLOUDS if cloud in control.clouds]
    head = row("level", "shows that it is", *(f"on {_CLOUDS[cloud]}" for cloud in clouds), "what a report needs")
    lines = [head, row(*["---"] * (3 + len(clouds)))]
    for level, need in proof_needs().items():
        if level in control.proof:
            states = [getattr(control.clouds[cloud], level) or "-" for cloud in clouds]
            lines.append(row(f"`{level}`", need.shows, *(state.replace("_", " ") for state in states), need.needs.en))
    yield "\n".join(lines)
    yield from (f"On {_CLOUDS[cloud]}: {note.en}" for cloud in clouds if (note := control.clouds[cloud].note))


def _beyond(control: Control) -> Iterator[str]:
    parts = further_proofs().of(control)
    lines = [f"- **{PLACES[part.place]}**, brought by {bearers(part.by)}: {part.why.en.strip()}" for part in parts]
    yield "\n".join(lines) if lines else "Nothing: a plan proves all of it."
    yield "All controls in one list: [what a plan cannot prove](../beyond-a-plan.md)."


def _cure(control: Control, own: Sequence[Rule], files: Sequence[str]) -> Iterator[str]:
    yield control.remediation.en
    asked = [(rule, texts) for rule in own if (texts := expected(rule))]
    if asked:
        yield "What a finding asks for, by rule:"
        yield "\n".join(f"- `{rule.name}`: {'; '.join(texts)}." for rule, texts in asked)
    if files:
        yield "In this project it is built by:"
        yield "\n".join(_linked(files))
    elif own:
        yield "The zones of this project make nothing of the kind."


def _linked(files: Iterable[str]) -> Iterator[str]:
    for file in files:
        yield f"- [{file}](../../{file})"

# SPDX-License-Identifier: Apache-2.0
"""``hds controls``: what must be true, why, from which text, which rules decide it, and which controls a text asks for."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated

import typer

from hds_toolkit.commands.common import Format, LangOption, as_json, language, put

if TYPE_CHECKING:
    from hds_controls.model import Catalogue, Control, Framework, Language, Reference
    from hds_policies.rule import Rule

__all__ = ["controls"]

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "cited": "Cited by", "uncited": "no control: it asks nothing that can be checked",
        "statement": "Statement", "why": "Why", "cure": "How to comply", "sources": "Sources", "proof": "Proof", "rules": "Rules",
        "resource": "one resource", "graph": "whole graph", "none": "no rule yet",
        "waivable": "can be waived", "unwaivable": "cannot be waived", "because": ": ",
    },
    "fr": {
        "cited": "Cité par", "uncited": "aucun contrôle : elle ne demande rien de vérifiable",
        "statement": "Énoncé", "why": "Pourquoi", "cure": "Comment s'y conformer", "sources": "Sources", "proof": "Preuve",
        "rules": "Règles", "resource": "une ressource", "graph": "graphe entier", "none": "pas encore de règle",
        "waivable": "dérogation possible", "unwaivable": "sans dérogation possible", "because": " : ",
    },
}  # fmt: skip


def controls(
    control: Annotated[str | None, typer.Argument(help="Id of one control, e.g. HDS-KEY-02.", metavar="[ID]")] = None,
    *,
    requirement: Annotated[
        str | None, typer.Option("--requirement", help="The controls that cite a requirement, e.g. 'EXI 28' or iso-27001-2022:A.8.24.")
    ] = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="The coverage matrix: control, cloud, proof level, rules.")] = False,
    output: Annotated[Format, typer.Option("--format", help="Readable text, or JSON.")] = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print the controls, or one with its sources and the rules that judge it, or those that cite a requirement."""
    from hds_controls.load import catalogue  # noqa: PLC0415 - a command imports what it uses
    from hds_policies.rule import all_rules  # noqa: PLC0415

    book, rules, words = catalogue(), all_rules(), language(lang)
    if sum(asked is not None for asked in (control, requirement, matrix or None)) > 1:
        raise typer.BadParameter("a control, --requirement and --matrix are three questions: ask one")
    if matrix:
        _matrix(book, rules, output)
    elif requirement is not None:
        _requirement(requirement, book, output, words)
    elif control is None:
        _list(book, output, words)
    else:
        found = book.controls.get(control.upper())
        if found is None:
            near = difflib.get_close_matches(control.upper(), book.controls, 3, 0)
            raise typer.BadParameter(f'no control "{control}". allowed: {", ".join(near)}, ... (hds controls lists them)')
        _one(found, book, rules, output, words)


def _list(book: Catalogue, output: Format, lang: Language) -> None:
    if output is Format.JSON:
        put(as_json(book.model_dump(mode="json")))
        return
    for family in book.families:
        put(f"{getattr(family.title, lang)}\n")
        for item in family.controls:
            put(f"  {item.id}  {item.severity:8}  {item.enforcement:9}  {getattr(item.title, lang)}\n")


def _requirement(asked: str, book: Catalogue, output: Format, lang: Language) -> None:
    from hds_controls import requirements  # noqa: PLC0415

    found = requirements.find(book, asked)
    if not found:
        raise typer.BadParameter(f'no requirement "{asked}". allowed: {", ".join(requirements.near(book, asked))}, ...')
    answers = [(item, book.frameworks[item.framework], requirements.citing(book, item)) for item in found]
    if output is Format.JSON:
        put(as_json([_answer(*answer) for answer in answers]))
        return
    words, lines = _WORDS[lang], list[str]()
    for reference, framework, cited in answers:
        lines += [*_source(reference, framework, lang, ""), f"  {words['cited']}:"]
        lines += [f"    {item.id}  {item.severity:8}  {item.enforcement:9}  {getattr(item.title, lang)}" for item in cited]
        lines += [] if cited else [f"    {words['uncited']}"]
    put("\n".join(lines) + "\n")


def _answer(reference: Reference, framework: Framework, cited: tuple[Control, ...]) -> dict[str, object]:
    controls = [control.model_dump(mode="json", include={"id", "title", "severity", "enforcement", "proof"}) for control in cited]
    text = framework.requirements[reference.requirement].model_dump()
    return {**reference.model_dump(), "text": text, "source": framework.source.model_dump(mode="json"), "controls": controls}


def _source(reference: Reference, framework: Framework, lang: Language, indent: str) -> list[str]:
    requirement = getattr(framework.requirements[reference.requirement], lang)
    dated = f"{framework.source.title} ({framework.source.dated:%Y-%m-%d}) {framework.source.url or ''}"
    return [f"{indent}{reference.framework} {reference.requirement}: {requirement.strip()}", f"{indent}  {dated}".rstrip()]


def _one(control: Control, book: Catalogue, rules: tuple[Rule, ...], output: Format, lang: Language) -> None:
    from hds_controls.load import proof_needs  # noqa: PLC0415

    own = [rule for rule in rules if rule.control == control.id]
    if output is Format.JSON:
        judged_by = [{"name": rule.name, "shape": rule.shape, "kinds": rule.kinds} for rule in own]
        put(as_json({**control.model_dump(mode="json"), "rules": judged_by}))
        return
    words = _WORDS[lang]
    waivable = words["waivable" if control.waivable else "unwaivable"]
    refused = f"{words['because']}{getattr(control.waiver_refused, lang)}" if control.waiver_refused else ""
    lines = [f"{control.id}  {getattr(control.title, lang)}", f"{control.severity}, {control.enforcement}, {waivable}{refused}"]
    for heading, text in (("statement", control.statement), ("why", control.rationale), ("cure", control.remediation)):
        lines += ["", words[heading], f"  {getattr(text, lang).strip()}"]
    lines += ["", words["sources"]]
    for reference in control.references:
        lines += _source(reference, book.frameworks[reference.framework], lang, "  ")
    lines += ["", words["proof"]]
    for cloud, state in control.clouds.items():
        levels = ", ".join(f"{level} {value}" for level, value in state.model_dump(exclude={"note"}, exclude_none=True).items())
        lines.append(f"  {cloud}: {levels}" + (f" ({getattr(state.note, lang)})" if state.note else ""))
    needs = proof_needs()
    lines += [f"  {level}: {getattr(needs[level].needs, lang)}" for level in control.proof]
    lines += ["", words["rules"], *(f"  {rule.name} ({words[rule.shape]}): {_kinds(rule)}" for rule in own)]
    put("\n".join(lines if own else [*lines, f"  {words['none']}"]) + "\n")


def _kinds(rule: Rule) -> str:
    from hds_toolkit.evidence.pages import spelled  # noqa: PLC0415

    return ", ".join(map(spelled, rule.kinds))


def _matrix(book: Catalogue, rules: tuple[Rule, ...], output: Format) -> None:
    from dataclasses import asdict  # noqa: PLC0415

    from hds_toolkit.evidence.coverage import matrix  # noqa: PLC0415

    cells = matrix(book, rules)
    if output is Format.JSON:
        put(as_json([asdict(cell) for cell in cells]))
        return
    for cell in cells:
        put(f"{cell.control}  {cell.cloud:5}  {cell.level:8}  {cell.stated:14}  {', '.join(cell.rules)}".rstrip() + "\n")

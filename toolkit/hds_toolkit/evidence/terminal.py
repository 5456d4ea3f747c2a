# SPDX-License-Identifier: Apache-2.0
"""A report for a person at a terminal; every mark is a word, so nothing is lost without colour."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from hds_controls.model import Language
    from hds_toolkit.evidence.report import FindingResult, Report

__all__ = ["page"]

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "pass": "PASS", "fail": "FAIL", "unknown": "UNKNOWN", "error": "ERROR", "waived": "WAIVED",
        "not_applicable": "NONE HERE",
        "critical": "critical", "high": "high", "medium": "medium", "mandatory": "mandatory", "advisory": "advisory",
        "built": "What will be built", "capability": "capability", "resources": "resources", "regions": "regions",
        "controls": "Controls", "control": "control", "verdict": "verdict", "severity": "severity", "judged": "judged",
        "title": "what must be true", "findings": "Findings", "cure": "cure:",
        "recording": "recording", "unseen": "Not visible from this source",
        "elsewhere": "Not decided by these rules (deployed state, host, drill or document prove them, or a later one): {ids}",
        "summary": "{mandatory} mandatory and {advisory} advisory failures, {unknown} to confirm at `pulumi up`, {errors} rule errors.",
        "sum_waived": "{waived} of the findings are waived and not counted here.",
        "accepted": "{verdict} until {expiry}, approved by {approver}, owner {owner} ({file}:{line}): {reason}",
        "from": "{kind} of {name}: {resources} resources, catalogue {catalogue}",
    },
    "fr": {
        "pass": "CONFORME", "fail": "ÉCART", "unknown": "INCONNU", "error": "ERREUR", "waived": "DÉROGATION",
        "not_applicable": "SANS OBJET",
        "critical": "critique", "high": "élevée", "medium": "moyenne", "mandatory": "obligatoire", "advisory": "conseillé",
        "built": "Ce qui sera construit", "capability": "capacité", "resources": "ressources", "regions": "régions",
        "controls": "Contrôles", "control": "contrôle", "verdict": "verdict", "severity": "gravité", "judged": "jugées",
        "title": "ce qui doit être vrai", "findings": "Constats", "cure": "remède :",
        "recording": "enregistrement", "unseen": "Non visible depuis cette source",
        "elsewhere": "Non tranchés par ces règles (prouvés par l'état déployé, l'hôte, un exercice ou un document, ou plus tard) : {ids}",
        "summary": "{mandatory} écarts obligatoires et {advisory} conseillés, {unknown} à confirmer lors de `pulumi up`, "
        "{errors} erreurs de règle.",
        "sum_waived": "{waived} des constats font l'objet d'une dérogation et ne sont pas comptés ici.",
        "accepted": "{verdict} jusqu'au {expiry}, approuvé par {approver}, responsable {owner} ({file}:{line}) : {reason}",
        "from": "{kind} de {name}, ressources : {resources}, catalogue {catalogue}",
    },
}  # fmt: skip
_STYLES = {"pass": "green", "fail": "bold red", "unknown": "yellow", "error": "bold magenta", "waived": "cyan", "not_applicable": "dim"}
_WIDTH_WITHOUT_TERMINAL = 140


def page(report: Report, stream: TextIO, language: Language) -> str:
    """A report for a stream: what will be built, each control, each finding with its place and its cure, what was not seen, the sum.

    It wraps to the width of a terminal, or to 140 columns when the stream is none; colours only go to a terminal.
    """
    words = _WORDS[language]
    source = report.source
    out = Console(file=stream, highlight=False, markup=False, emoji=False, width=None if stream.isatty() else _WIDTH_WITHOUT_TERMINAL)
    with out.capture() as printed:
        kind = words.get(source.kind, source.kind)
        first = words["from"].format(kind=kind, name=source.name, resources=source.resources, catalogue=report.catalogue.version)
        out.print(_text(first, "bold"))
        out.print(_built(report, words))
        out.print(_controls(report, words))
        if report.findings:
            out.print(_text(f"\n{words['findings']}", "bold"))
        for item in report.findings:
            _finding(out, item, words)
        if source.unseen:
            out.print(_text(f"\n{words['unseen']}", "bold"))
        for seen in source.unseen:
            out.print(_text(f"  {seen.what} {seen.token} ({seen.count})"))
        if report.not_judged_here:
            out.print(_text(f"\n{words['elsewhere'].format(ids=', '.join(report.not_judged_here))}", "dim"))
        counts = _sum(report)
        if counts["waived"]:
            out.print(_text(f"\n{words['sum_waived'].format(**counts)}"))
        out.print(_text(f"\n{words['summary'].format(**counts)}", "bold"))
    return printed.get()


def _text(text: str, style: str = "") -> Text:
    """Text without control characters: names and values come from files of others, and a terminal obeys what it prints."""
    return Text("".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text), style)


def _built(report: Report, words: dict[str, str]) -> Table:
    regions: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for item in report.source.capabilities:
        regions[item.capability].append((item.region, item.resources))
    table = Table(title=words["built"], title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(words["capability"])
    table.add_column(words["resources"], justify="right")
    table.add_column(words["regions"])
    for capability, places in regions.items():
        spread = ", ".join(f"{region} {count}" for region, count in places)
        table.add_row(_text(capability), str(sum(count for _, count in places)), _text(spread))
    return table


def _controls(report: Report, words: dict[str, str]) -> Table:
    table = Table(title=f"\n{words['controls']}", title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("verdict", "control", "severity"):
        table.add_column(words[heading], no_wrap=True)
    table.add_column(words["judged"], justify="right")
    table.add_column(words["title"])
    for item in report.controls:
        judged = f"{item.passed}/{item.judged}" if item.judged else "0"
        word = "waived" if item.waived and item.waived == item.judged - item.passed else item.verdict
        table.add_row(Text(words[word], _STYLES[word]), item.id, words[item.severity], judged, item.title)
    return table


def _finding(out: Console, item: FindingResult, words: dict[str, str]) -> None:
    place = f"{item.file}:{item.line}: " if item.file else ""
    _, _, types, name = item.urn.split("::", 3)
    word = "waived" if item.waiver else item.verdict
    head = Text(words[word], _STYLES[word])
    out.print(head.append(f" {item.control} ({words[item.severity]}, {words[item.enforcement]})", "bold"))
    out.print(_text(f'  {place}{types.rpartition("$")[2]} "{name}"'))
    out.print(_text(f"  {item.rule}: {item.message}"))
    if item.waiver:
        out.print(_text(f"  {words['accepted'].format(verdict=words[item.verdict], **item.waiver.model_dump())}"))
    out.print(_text(f"  {words['cure']} {item.remediation}"))


def _sum(report: Report) -> dict[str, int]:
    held = [item for item in report.findings if item.waiver is None]
    failed = [item.enforcement for item in held if item.verdict == "fail"]
    return {
        "mandatory": failed.count("mandatory"),
        "advisory": failed.count("advisory"),
        "unknown": sum(item.verdict == "unknown" for item in held),
        "errors": sum(item.verdict == "error" for item in held),
        "waived": len(report.findings) - len(held),
    }

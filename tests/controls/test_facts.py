# SPDX-License-Identifier: Apache-2.0
"""Dated facts: each has a source, none is from the future, and they agree with one another and with the provider."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml as pyyaml
from pydantic import ValidationError

from hds_controls import load, residency, schemas, yaml
from hds_controls.model import Fact, Region, Source

ROOT = schemas.FOLDER.parent
TODAY = date(2026, 11, 24)
FACTS: list[tuple[str, Fact]] = [
    (f"{kind}-{name}", fact)
    for kind, facts in (
        ("country", load.countries()),
        ("region", load.regions()),
        ("zone", load.zones()),
        ("service", {service.name: service for service in load.global_services()}),
        ("retention", load.retention()),
        ("tls", load.tls_policies()),
        ("activity", load.activities()),
        ("cloud service", load.services()),
    )
    for name, fact in facts.items()
]
SOURCES: list[tuple[str, Source]] = [
    *((name, fact.source) for name, fact in FACTS),
    *((name, region.hds_source) for name, region in load.regions().items() if region.hds_source),
    *((name, framework.source) for name, framework in load.catalogue().frameworks.items()),
]
# Their provider class takes no region of its own, but the service is regional: the region of the provider decides.
REGIONAL_WITHOUT_ARGUMENT = {"aws:rolesanywhere/profile:Profile", "aws:rolesanywhere/trustAnchor:TrustAnchor"}


def sdk() -> Path:
    """Where pulumi-aws is installed; importing it would take a second."""
    spec = find_spec("pulumi_aws")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@pytest.mark.parametrize(("name", "source"), SOURCES, ids=[name for name, _ in SOURCES])
def test_sources_are_public_and_dated(name: str, source: Source) -> None:
    """Every source has a title, a public https address, and a date that is not in the future."""
    assert source.title, name
    assert source.url is not None
    assert source.url.scheme == "https"
    assert date(2010, 1, 1) < source.dated <= TODAY


@pytest.mark.parametrize("path", sorted(ROOT.glob("facts/*.yaml")), ids=lambda path: path.stem)
def test_sources_are_used_and_names_are_unique(path: Path) -> None:
    """A source that no fact names is dead; a name given twice would hide a fact."""
    document = yaml.read(path)
    names = [fact["name"] for fact in document["facts"]]
    assert len(set(names)) == len(names)
    used = {fact[field] for fact in document["facts"] for field in ("source", "hds_source") if field in fact}
    assert used == set(document["sources"])


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_key_is_given_twice(path: Path) -> None:
    """A YAML key given twice silently hides the first value."""
    pending = [yaml.compose(path.read_text("utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, pyyaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(set(keys)) == len(keys), f"{path.name}:{node.start_mark.line + 1}: {keys}"
            pending += [value for _, value in node.value]
        elif isinstance(node, pyyaml.SequenceNode):
            pending += node.value


def test_norway_stays_text() -> None:
    """NO is Norway in the files as written, where YAML 1.1 would read false."""
    text = (ROOT / "facts" / "countries.yaml").read_text("utf-8")
    assert re.search(r"[\[ ]NO,", text)
    assert "NO" in load.countries()["eea"].countries
    assert load.regions()["norwayeast"].country == "NO"
    assert yaml.parse("[NO, no, on, 12:30, true]") == ["NO", "no", "on", "12:30", True]


@pytest.mark.parametrize("region", load.regions().values(), ids=load.regions())
def test_regions_agree_with_the_countries(region: Region) -> None:
    """A region is EEA or EU exactly when its country is; it is listed only inside the EEA."""
    assert region.eea == (region.country in residency.country_codes_eea())
    assert region.eu == (region.country in load.countries()["eu"].countries)
    assert region.eea or region.hds == "outside"


def test_zone_prefixes_and_parents() -> None:
    """Zone id prefixes are unique, and a zone of the facts has a known parent and lies in another country."""
    prefixes = [region.zone_id_prefix for region in load.regions().values() if region.zone_id_prefix]
    assert len(set(prefixes)) == len(prefixes)
    for zone in load.zones().values():
        assert zone.country != load.regions()[zone.parent].country
        assert zone.eea == (zone.country in residency.country_codes_eea())


@pytest.mark.parametrize(
    "change",
    [{"hds": "listed", "hds_source": None}, {"hds": "unconfirmed"}, {"hds": "outside", "hds_source": None}, {"country": "fr"}],
    ids=["listed without a source", "a source without listing", "outside in the EEA", "small letters"],
)
def test_the_model_refuses_an_unproved_region(change: dict[str, object]) -> None:
    """A region is listed only with its source, and outside only when not in the EEA."""
    data = load.regions()["eu-west-3"].model_dump() | change
    with pytest.raises(ValidationError):
        Region.model_validate(data)


def test_retention_bounds() -> None:
    """Floors and ceilings are those of the texts, in days."""
    bounds = {name: (item.minimum_days, item.maximum_days, item.health) for name, item in load.retention().items()}
    assert bounds == {
        "medical-record": (7305, None, True),
        "transfusion": (10958, None, True),
        "private-practice": (7305, None, True),
        "access-trace": (180, 1095, False),
        "technical-log": (180, 365, False),
        "non-health": (0, None, False),
    }


def test_tokens_of_global_services_exist() -> None:
    """Every type named by a fact is a resource of the installed provider, and every module named has some."""
    register = (sdk() / "__init__.py").read_text("utf-8")
    tokens = set(re.findall(r'"(aws:[^"]+:[A-Z]\w*)"', register))
    assert len(tokens) > 1500
    modules = {token.partition("/")[0] for token in tokens}
    for service in load.global_services():
        for token in service.types:
            assert token in tokens or (token.endswith("/*") and token.removesuffix("/*") in modules), token


def test_no_resource_without_a_region_is_forgotten() -> None:
    """Each resource class of the provider that takes no region belongs to a global service of the facts."""
    forgotten: set[str] = set()
    for path in sdk().rglob("*.py"):
        text = path.read_text("utf-8")
        token = re.search(r"'(aws:\w+/\w+:[A-Z]\w*)',\s*\n\s*resource_name,", text)
        if token is None:
            continue
        arguments = re.search(r"^class \w+Args:\n.*?(?=^class )", text, re.DOTALL | re.MULTILINE)
        assert arguments is not None, path
        if "    def region(self)" not in arguments[0] and residency.global_service(token[1]) is None:
            forgotten.add(token[1])
    assert forgotten == REGIONAL_WITHOUT_ARGUMENT


def test_facts_survive_json() -> None:
    """Facts can be printed as JSON, countries included."""
    for _, fact in FACTS:
        assert json.loads(fact.model_dump_json())["source"]["title"]

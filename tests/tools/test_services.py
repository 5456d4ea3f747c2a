# SPDX-License-Identifier: Apache-2.0
"""The regions of services, written again from lists."""

from __future__ import annotations

import json

import pytest
from tools import services

from hds_controls import load

TEXT = """\
sources:
  cfn-lint: {title: "old", url: "https://example.org", dated: 2020-01-01}
facts:
  - {name: macie, cloud: aws, types: ["AWS::Macie::Session"], regions: [eu-west-1], source: cfn-lint}
  - {name: dms, cloud: aws, types: ["AWS::DMS::*", "AWS::Old::Thing"], regions: [], source: cfn-lint}
"""
LISTS = {
    "eu-west-3": ["AWS::Macie::Session", "AWS::DMS::Endpoint"],
    "eu-south-2": ["AWS::Macie::SessionLike", "AWS::Old::Thing"],
    "us-east-1": ["AWS::Macie::Session", "AWS::DMS::Endpoint", "AWS::New::Thing"],
}


def test_regions_follow_the_lists():
    """An exact type, all of a namespace, and any of several; the source carries version and day; nothing else changes."""
    text = services.rewritten(TEXT, LISTS, "9.9.9", "2026-11-24")
    assert 'types: ["AWS::Macie::Session"], regions: [eu-west-3], source: cfn-lint}' in text
    assert 'types: ["AWS::DMS::*", "AWS::Old::Thing"], regions: [eu-west-3, eu-south-2], source: cfn-lint}' in text
    assert "cfn-lint 9.9.9" in text
    assert "dated: 2026-11-24}" in text
    assert len(text.splitlines()) == len(TEXT.splitlines())


def test_a_type_of_the_fullest_list_only_says_nothing():
    """Absence elsewhere would be a guess, so the service is refused."""
    with pytest.raises(ValueError, match=r"service macie.*choose another type"):
        services.rewritten(TEXT.replace("AWS::Macie::Session", "AWS::New::Thing"), LISTS, "9.9.9", "2026-11-24")


def test_the_facts_are_written_from_a_folder(tmp_path, monkeypatch):
    """The shipped facts, rewritten from lists that hold every type, have every region."""
    file = tmp_path / "services.yaml"
    file.write_text(services.FILE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(services, "FILE", file)
    providers = tmp_path / "data" / "schemas" / "providers"
    providers.mkdir(parents=True)
    facts, regions = load.services(), load.regions()  # read before the file changes

    types = {name.replace("*", "Any"): "hash" for fact in facts.values() for name in fact.types}
    names = [region.name for region in regions.values() if region.partition == "aws" and region.eea]
    for name in (*names, "us-east-1"):
        (providers / f"{name}.json").write_text(json.dumps(types))
    services.main([str(tmp_path), "1.58.0", "2026-11-24"])
    rows = [line for line in file.read_text("utf-8").splitlines() if line.startswith("  - {")]
    assert len(rows) == len(facts)
    assert all(f"regions: [{', '.join(names)}]" in row for row in rows)

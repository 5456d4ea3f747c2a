# SPDX-License-Identifier: Apache-2.0
"""Services that a region does not have are told before anything is built, in both languages."""

from __future__ import annotations

from typing import get_args

import pytest

from hds_components.contracts.services import Part
from hds_controls import services
from hds_controls.problems import render
from hds_stacks.service_messages import PARTS
from tests.stacks.samples import accepted_or_problems, line_of, listed, machines, problem, problems, text

WITHOUT_MACIE = {"monitoring": "{detectors: [threats, vulnerabilities]}"}
CONTAINERS = "{name: care, kind: containers, dataClass: non-health, size: m6i.large, administrators: [hds-cluster-administrator]}"
SETTINGS = {
    "egress": ("network-firewall", {"network": "{addressRange: 10.80.0.0/20, egress: [api.example.fr]}"}),
    "objects": ("s3", {"stores": "[{name: store, kind: objects, dataClass: non-health}]"}),
    "relational": ("rds", {"stores": "[{name: store, kind: relational, dataClass: non-health}]"}),
    "table": ("dynamodb", {"stores": "[{name: store, kind: table, dataClass: non-health}]"}),
    "files": ("efs", {"stores": "[{name: store, kind: files, dataClass: non-health}]"}),
    "machines": ("autoscaling", {"workloads": listed(machines())}),
    "containers": ("eks", {"workloads": listed(CONTAINERS)}),
    "archives": ("s3", {"archives": "[{name: closed, dataClass: medical-record}]"}),
    "vaults": ("backup", {"backup": "{vault: true}"}),
    "restore-tests": ("backup-restore-testing", {"backup": "{vault: true}"}),
    "alarms": ("sns", {"monitoring": "{detectors: []}"}),
    "threats": ("guardduty", {"monitoring": "{detectors: [threats]}"}),
    "posture": ("securityhub", {"monitoring": "{detectors: [posture]}"}),
    "posture-gathering": ("securityhub-finding-aggregator", {"monitoring": "{detectors: [posture]}"}),
    "vulnerabilities": ("inspector2", {"monitoring": "{detectors: [vulnerabilities]}"}),
    "health-data": ("macie", {"monitoring": "{detectors: [health-data]}"}),
}
"""A service of each part that a setting asks for, and the setting."""
ABSENT = {
    "egress": {"network": "{addressRange: 10.80.0.0/20}"},
    "machines": {"workloads": "[]"},
    "containers": {"workloads": "[]"},
    "vaults": {"backup": "{vault: false}"},
    "restore-tests": {"backup": "{vault: false}"},
    "alarms": {"profile": "dev", "stage": "development", "contacts": None},
    **{part: {"monitoring": "{detectors: []}"} for part in ("threats", "posture", "posture-gathering", "vulnerabilities", "health-data")},
    **{part: {"stores": "[]"} for part in ("relational", "table", "files")},
}
"""The same settings without that part; the log chain is of the same service as objects and archives."""


@pytest.fixture
def without(monkeypatch):
    """Take services away from regions, whatever the facts say."""

    def take(*lacking: tuple[str, str]) -> None:
        monkeypatch.setattr(services, "available", lambda service, region: (service, region) not in lacking)

    return take


def test_spain_loses_macie(tmp_path):
    """No list names Spain, and the same run tells what would be lost there: Macie, the gathering of findings, encryption control."""
    found = problems(tmp_path, text(region="eu-south-2"))
    assert {(item.code, item.line, item.key) for item in found} == {
        (code, line_of("region"), "hds:region") for code in ("region_unlisted", "service_missing", "service_required")
    }
    en, fr = render(found, "en"), render(found, "fr")
    for part in (
        'region "eu-south-2" is in the EEA (Aragón, Spain), but the public list of 2024-09-03 does not name it',
        "allowed: eu-west-1, eu-west-3, eu-central-1, eu-north-1, eu-south-1\n",
        'region "eu-south-2" (Aragón, Spain) loses the search for health data: the public list of 2026-11-24 does not know macie, ',
        "hint: write one of the allowed regions, or write hds:monitoring.detectors without health-data; controls lost with it: HDS-GOV-01",
        "does not know securityhub-finding-aggregator there",
        "does not know ec2-vpc-encryption-control there",
        "no environment is built without it, for these controls would be lost: HDS-ENC-07",
    ):
        assert part in en
    for part in (
        'la région "eu-south-2" est dans l\'EEE (Aragon, Espagne), mais la liste publique du 2024-09-03 ne la nomme pas',
        'la région "eu-south-2" (Aragon, Espagne) perd la recherche de données de santé : la liste publique du 2026-11-24 n\'y',
        "n'y connaît pas macie, macie-custom-identifiers.",
        "ou écrivez hds:monitoring.detectors sans health-data ; contrôles perdus alors : HDS-GOV-01, HDS-LOG-12, HDS-OPS-03",
        "n'y connaît pas ec2-vpc-encryption-control",
        "aucun environnement ne se fait sans cela, car ces contrôles seraient perdus : HDS-ENC-07",
    ):
        assert part in fr
    assert "{" not in en + fr


def test_milan_loses_the_identifiers_of_macie(tmp_path):
    """A region that the list names is refused for what the settings ask of it and it lacks, with the regions that have it."""
    found = problem(tmp_path, region="eu-south-1", monitoring="{detectors: [threats, vulnerabilities, health-data]}")
    assert (found.code, found.line, found.key, found.given) == ("service_missing", line_of("region"), "hds:region", '"eu-south-1"')
    assert found.allowed
    assert found.allowed.en == "eu-west-1, eu-west-3, eu-north-1"
    assert "(Milan, Italy) loses the search for health data" in found.message.en
    assert "does not know macie-custom-identifiers there" in found.message.en
    assert "(Milan, Italie) perd la recherche de données de santé" in found.message.fr
    assert "n'y connaît pas macie-custom-identifiers" in found.message.fr


def test_milan_gathers_no_findings_of_a_second_region(tmp_path):
    """Posture is watched in Milan alone, or from a region that gathers."""
    found = problem(tmp_path, region="eu-south-1", monitoring="{detectors: [posture]}")
    assert "loses the gathering of weak settings of both regions" in found.message.en
    assert "perd le rassemblement des réglages faibles des deux régions" in found.message.fr
    assert "hds:monitoring.detectors without posture" in found.hint.en
    alone = {"profile": "standard", "replicaRegion": None, "monitoring": "{detectors: [posture]}"}
    assert accepted_or_problems(tmp_path, text(region="eu-south-1", **alone)) == ()


def test_milan_is_a_region_for_what_it_has(tmp_path):
    """Without what it lacks it is accepted, and as a replica region with everything."""
    assert accepted_or_problems(tmp_path, text(region="eu-south-1", **WITHOUT_MACIE)) == ()
    assert accepted_or_problems(tmp_path, text(replicaRegion="eu-south-1")) == ()


def test_the_replica_region_is_asked_for_its_own_part(tmp_path, without):
    """What stands there too is missed on the line of the replica region; what stands in the primary alone is not."""
    without(("guardduty", "eu-central-1"), ("macie", "eu-central-1"), ("network-firewall", "eu-central-1"))
    found = problem(tmp_path, network="{addressRange: 10.80.0.0/20, egress: [api.example.fr]}")
    assert (found.code, found.line, found.key) == ("service_missing", line_of("replicaRegion"), "hds:replicaRegion")
    assert found.allowed
    assert found.allowed.en == "eu-west-1, eu-north-1, eu-south-1"
    assert 'region "eu-central-1" (Frankfurt, Germany) loses the detection of attacks' in found.message.en
    assert 'la région "eu-central-1" (Francfort, Allemagne) perd la détection des attaques' in found.message.fr


def test_both_regions_are_told_in_one_run(tmp_path, without):
    """Each on its own line."""
    without(("kms", "eu-west-3"), ("kms", "eu-central-1"))
    found = problems(tmp_path, text())
    assert [(item.code, item.key) for item in found] == [("service_required", "hds:region"), ("service_required", "hds:replicaRegion")]


@pytest.mark.parametrize("part", SETTINGS)
def test_a_setting_asks_for_its_part(part, tmp_path, without):
    """A missing service is told in the words of the part that the setting asks for, with the way to do without."""
    service, changes = SETTINGS[part]
    without((service, "eu-west-3"))
    found = problems(tmp_path, text(**changes))
    said = [item for item in found if f" loses {PARTS[part].en}: " in item.message.en]
    assert [item.code for item in said] == ["service_missing"]
    assert f" perd {PARTS[part].fr} : " in said[0].message.fr
    assert said[0].hint.en != said[0].hint.fr


@pytest.mark.parametrize("part", ABSENT)
def test_what_no_setting_asks_for_is_not_missed(part, tmp_path, without):
    """A region may lack what nobody uses."""
    without((SETTINGS[part][0], "eu-west-3"))
    assert accepted_or_problems(tmp_path, text(**ABSENT[part])) == ()


def test_a_profile_that_requires_contacts_asks_for_its_detectors(tmp_path, without):
    """Leaving the contacts out does not hide what will be missed once they are there."""
    without(("macie", "eu-west-3"))
    assert {item.code for item in problems(tmp_path, text(contacts=None))} == {"required_by_profile", "service_missing"}


def test_every_part_has_words():
    """In both languages, and not the same ones."""
    assert set(PARTS) == set(get_args(Part))
    assert all(words.en != words.fr for words in PARTS.values())

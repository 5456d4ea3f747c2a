# SPDX-License-Identifier: Apache-2.0
"""What may be wrong with workloads, in both languages."""

from __future__ import annotations

import pytest

from hds_controls.problems import render
from tests.stacks.samples import CERTIFICATE, CLASS, Case, check, line_of, listed, machines, problem

CASES = {
    "workload_named_twice": Case(
        "duplicate_workload",
        "workloads",
        listed(machines(), machines(hosts="[other.chu.example]")),
        ('hds:workloads[1].name is "portal", already the name of another workload', "hint: give each workload"),
        ('hds:workloads[1].name vaut "portal", déjà le nom', "conseil : donnez"),
    ),
    "workload_of_no_class": Case(
        "unknown_data_class",
        "workloads",
        listed(machines(dataClass="genome")),
        ('hds:workloads[0].dataClass is "genome", which is not one of dataClasses', f"allowed: {CLASS}"),
        ('hds:workloads[0].dataClass vaut "genome", absent de dataClasses',),
    ),
    "host_served_twice": Case(
        "duplicate_host",
        "workloads",
        listed(machines(), machines(name="other")),
        ('hds:workloads[1].hosts[0] is "portal.chu.example", which portal serves already', "hint: the gateway leads"),
        ('hds:workloads[1].hosts[0] vaut "portal.chu.example", déjà servi par portal', "conseil : la passerelle"),
    ),
    "fewer_at_most_than_always": Case(
        "count_over_maximum",
        "workloads",
        listed(machines(count="4", maximum="3")),
        ("hds:workloads[0].maximum is 3, less than the 4 that always run", "allowed: 4 or more", "hint: raise the maximum"),
        ("hds:workloads[0].maximum vaut 3, moins que les 4", "valeurs admises : 4 ou plus", "conseil : relevez"),
    ),
    "certificate_of_another_region": Case(
        "certificate_elsewhere",
        "workloads",
        listed(machines(certificate=CERTIFICATE.replace("eu-west-3", "eu-central-1"))),
        ("a certificate of another account or region", "allowed: eu-west-3, 111122223333", "hint: ask for the certificate"),
        ("certificat d'un autre compte ou d'une autre région", "conseil : demandez le certificat"),
    ),
    "machines_without_certificate": Case(
        "missing",
        "workloads",
        "[{name: portal, kind: machines, dataClass: non-health, size: m6i.large, hosts: [portal.chu.example]}]",
        ("hds:workloads[0].certificate is missing",),
        ("hds:workloads[0].certificate manque",),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name, tmp_path):
    """Each mistake is one problem, on the line of the workloads, with what would be right and a hint."""
    check(CASES[name], tmp_path)


def test_a_workload_needs_private_endpoints(tmp_path):
    """Machines whose services have no endpoint are told which, on the line of the workload: their profile's list was replaced."""
    portal = listed(machines())
    changes = {"network": "{addressRange: 10.80.0.0/20, services: [kms, logs, ssm]}", "workloads": portal}
    found = problem(tmp_path, **changes)
    assert (found.code, found.line) == ("endpoint_missing", line_of("workloads", **changes))
    assert "have no private endpoint here: ec2messages, ssmmessages" in render([found], "en")
    assert "sans point d'accès privé ici : ec2messages, ssmmessages" in render([found], "fr")

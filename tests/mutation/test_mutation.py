# SPDX-License-Identifier: Apache-2.0
"""The zone is broken in every way the provider's types allow; each break is found, or the reason why not is written down."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from hds_policies.verdict import Outcome
from tests.mutation.mutants import OPERATORS, hide, move
from tests.mutation.survivors import AIM, bench, explained, explanations, families, matches, shifts, spelled, still_open
from tests.mutation.verdicts import sample

pytestmark = pytest.mark.xdist_group("mutation")
NAMES = [operator.__name__ for operator in OPERATORS]


@pytest.mark.parametrize("name", NAMES)
def test_each_survivor_has_a_reason_or_is_open(name):
    """Nothing that a rule should see is lost without a word."""
    known, waiting = explanations(), still_open()
    silent = [spelled(kin) for kin in families()[name].survivors if not explained(kin, known) and spelled(kin) not in waiting]
    assert silent == [], "hint: write a rule, a reason in survivors/, or run python -m tests.mutation --write"


@pytest.mark.parametrize("pattern", [pattern for item in explanations() for pattern in item.patterns])
def test_each_reason_has_a_survivor(pattern):
    """A reason for what does not survive hides the next hole."""
    assert any(matches(pattern, kin) for family in families().values() for kin in family.survivors)


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_breaks_on_a_mutant(name):
    """A rule that raises has found nothing."""
    assert families()[name].tried
    assert families()[name].errors == []


def test_all_that_moves_out_of_the_eea_fails():
    """Each kind of resource that can be placed, placed outside: a failure of localisation, not a doubt."""
    lost = []
    for mutant in sample(move(bench().graph)):
        rules = {bench().rules[index].family for (index, _), verdict in bench().after(mutant).items() if verdict.outcome is Outcome.FAIL}
        if "localisation" not in rules:
            lost.append(spelled(mutant.kin))
    assert lost == []


def test_nearly_all_mutants_of_security_are_found():
    """Of what is left beside those that protect nothing or are as safe, the share found reaches the aim."""
    known = explanations()
    found = sum(family.found for family in families().values())
    survivors = Counter({kin: number for family in families().values() for kin, number in family.survivors.items()})
    missed = sum(number for kin, number in survivors.items() if not explained(kin, known))
    assert found / (found + missed) >= AIM


def test_a_hidden_value_makes_a_verdict_unknown_and_nothing_else():
    """What a preview cannot show yet neither fails nor passes by itself."""
    assert set(map(" | ".join, shifts())) == set()


def test_the_short_way_finds_what_the_long_way_finds():
    """Asking only the rules that read what is broken gives the verdicts of asking all of them."""
    every = [mutant for operator in (*OPERATORS, hide) for mutant in sample(operator(bench().graph))]
    for mutant in random.Random(4).sample(every, 30):  # noqa: S311 - the same few in every run
        short, long = bench().after(mutant), bench().after(mutant, everything=True)
        missed = {pair for pair, verdict in long.items() if pair not in short and verdict != bench().before[pair]}
        assert missed == set(), spelled(mutant.kin)

# SPDX-License-Identifier: Apache-2.0
"""Waivers on the command line: ``hds waivers``, and what ``preview`` and ``check`` make of a register."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

import hds_policies.rule
from hds_policies.rule import Rule
from hds_policies.waivers.read import VARIABLE, today
from tests.policies.waivers.registers import entry
from tests.toolkit.conftest import QUEUE, name_is_approved
from tests.toolkit.documents import PLAN, changed, encoded

DAY = timedelta(days=1)
CONTROL = "HDS-KEY-02"
BAD = encoded(changed(PLAN, "steps", 1, "newState", "inputs", to={"name": "bad"}))
PROGRAM = 'import pulumi_aws as aws\naws.sqs.Queue("q", name="bad")\n'


@pytest.fixture(autouse=True)
def one_rule(monkeypatch):
    """One rule of a mandatory control that can be waived, and no register of whoever runs the tests."""
    rule = Rule("name_is_approved", CONTROL, (QUEUE,), "resource", name_is_approved, "keys")
    monkeypatch.setattr(hds_policies.rule, "all_rules", lambda: (rule,))
    monkeypatch.delenv(VARIABLE, raising=False)


def current(**changes):
    """A waiver that holds today."""
    return entry(**{"created": today() - 10 * DAY, "expiry": today() + 100 * DAY, "resource": "q"} | changes)


@pytest.fixture
def register(tmp_path):
    """Writes a register away from any project and answers its path."""

    def write(*entries):
        path = tmp_path / "accepted.yaml"
        path.write_text("waivers:\n" + "".join(entries))
        return path

    return write


def test_check_takes_the_register_that_it_is_given(hds, register, monkeypatch):
    """By option or by variable; a file belongs to no project, so without them nothing is waived."""
    path = register(current())
    assert hds("check", "-", stdin=BAD).code == 1
    named = hds("check", "-", "--waivers", path, stdin=BAD)
    assert (named.code, named.err) == (0, "")
    assert f"WAIVED {CONTROL}" in named.out
    monkeypatch.setenv(VARIABLE, str(path))
    assert hds("check", "-", stdin=BAD).code == 0


def test_check_shows_the_waiver_in_json(hds, register):
    """The verdict stays a failure."""
    ran = hds("check", "-", "--format", "json", "--waivers", register(current()), stdin=BAD)
    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.code, finding["verdict"], finding["waiver"]["approver"]) == (0, "fail", "security officer")


def test_preview_takes_the_register_of_the_project(hds, project):
    """``waivers.yaml`` beside ``Pulumi.yaml``, also when the command runs elsewhere."""
    folder = project(PROGRAM)
    assert hds("preview", "-C", folder).code == 1
    (folder / "waivers.yaml").write_text(f"waivers:\n{current()}")
    ran = hds("preview", "-C", folder)
    assert (ran.code, f"WAIVED {CONTROL}" in ran.out) == (0, True)


def test_preview_prefers_the_register_that_it_is_given(hds, project, register):
    """Another one may be tried without touching the project's."""
    folder = project(PROGRAM)
    (folder / "waivers.yaml").write_text(f"waivers:\n{current()}")
    assert hds("preview", "-C", folder, "--waivers", register()).code == 1


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_mistake_is_told_in_one_run(hds, register, lang):
    """Wrong waivers and those that cover nothing, in the order of the file; exit code 2, after the report."""
    path = register(current(expiry=today() - DAY), current(resource="gone"), current(approver="head of imaging"))
    ran = hds("check", "-", "--waivers", path, "--lang", lang, stdin=BAD)
    assert ran.code == 2
    told = [line for line in ran.err.splitlines() if not line.startswith("  ")]
    assert [line.partition(".yaml:")[2].partition(":")[0] for line in told] == ["8", "10", "20"]
    assert [word in ran.err for word in ("hint: ", "conseil : ")] == [lang == "en", lang == "fr"]


@pytest.mark.parametrize("command", ["preview", "check"])
@pytest.mark.parametrize(
    "wrong",
    [
        {"expiry": today() - DAY},
        {"expiry": today() + 356 * DAY},
        {"approver": "head of imaging"},
        {"control": "HDS-LOC-01"},
        {"resource": "gone"},
    ],
    ids=["ended", "too long", "approved by its owner", "never waivable", "of nothing"],
)
def test_what_a_wrong_waiver_was_to_cover_counts_again(hds, project, register, command, wrong):
    """The report shows it as a failure, in text and JSON, beside the error; a good waiver of the same register still holds."""
    source = ("check", "-") if command == "check" else ("preview", "-C", project(PROGRAM))
    ran = hds(*source, "--waivers", register(current(**wrong)), stdin=BAD)
    assert ran.code == 2
    assert f"\nFAIL {CONTROL} (" in ran.out
    assert "1 mandatory and 0 advisory failures" in ran.out
    assert "WAIVED" not in ran.out
    assert ".yaml:" in ran.err
    assert "hint: " in ran.err
    ran = hds(*source, "--format", "json", "--waivers", register(current(**wrong)), stdin=BAD)
    assert (ran.code, [item["waiver"] for item in json.loads(ran.out)["findings"]]) == (2, [None])
    ran = hds(*source, "--format", "json", "--waivers", register(current(**wrong), current()), stdin=BAD)
    assert (ran.code, [item["waiver"]["line"] for item in json.loads(ran.out)["findings"]]) == (2, [9])


def test_a_register_that_is_missing_is_told(hds, tmp_path):
    """A path that leads nowhere is not an empty register: the report waives nothing."""
    for command in (("check", "-"), ("waivers",)):
        ran = hds(*command, "--waivers", tmp_path / "nowhere.yaml", stdin=BAD)
        assert (ran.code, "WAIVED" in ran.out) == (2, False)
        assert "nowhere.yaml: there is no register of waivers" in ran.err


def test_waivers_are_listed_the_first_to_end_first(hds, register):
    """With days left, last day, control, resource, place, people and reason."""
    path = register(current(resource="later"), current(resource="sooner", expiry=today() + 60 * DAY))
    ran = hds("waivers", "--waivers", path)
    first, second, third, _ = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert first == f"60 days left, until {today() + 60 * DAY}: {CONTROL} on sooner ({path}:9)"
    assert second.startswith(f"  owner head of imaging, approved by security officer on {today() - 10 * DAY}: material imported")
    assert third.startswith("100 days left, ")


@pytest.mark.parametrize(("days", "warned"), [(30, False), (29, True), (0, True)])
def test_a_waiver_that_ends_soon_is_named_apart(hds, register, days, warned):
    """On standard error, so that data stays data; it still holds."""
    path = register(current(expiry=today() + days * DAY))
    for form in ("text", "json"):
        ran = hds("waivers", "--waivers", path, "--format", form)
        assert ran.code == 0
        assert (f'{path}:2: the waiver of {CONTROL} on "q" ends in {days} days' in ran.err) is warned


def test_waivers_are_data(hds, register):
    """Every field, the place and the days left."""
    ran = hds("waivers", "--waivers", register(current()), "--format", "json")
    (item,) = json.loads(ran.out)["waivers"]
    assert {key: item[key] for key in ("control", "resource", "owner", "days_left", "line")} == {
        "control": CONTROL,
        "resource": "q",
        "owner": "head of imaging",
        "days_left": 100,
        "line": 2,
    }


def test_waivers_speak_french(hds, register):
    """The list and the warning."""
    ran = hds("waivers", "--waivers", register(current(expiry=today())), "--lang", "fr")
    assert ran.out.startswith("encore 0 jours, jusqu'au ")
    assert "finit dans 0 jours" in ran.err


def test_a_project_without_a_register_has_no_waiver(hds, project):
    """It is said, and is no mistake."""
    folder = project(PROGRAM)
    assert (hds("waivers", "-C", folder).out, hds("waivers", "-C", folder).code) == ("no waiver\n", 0)
    (folder / "waivers.yaml").write_text(f"waivers:\n{current()}")
    assert "100 days left" in hds("waivers", "-C", folder).out


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_wrong_waiver_is_not_listed(hds, register, form):
    """Its mistakes are told instead, beside the list of those that hold."""
    ran = hds("waivers", "--format", form, "--waivers", register(current(), current(expiry=today() - DAY)))
    assert ran.code == 2
    assert ran.out.count(CONTROL) == 1
    assert ":15: waivers[1].expiry: the waiver ended on " in ran.err

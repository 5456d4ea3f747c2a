# SPDX-License-Identifier: Apache-2.0
"""Every other kind of bad input: its line, the value given, the values allowed and the cure, in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

from hds_controls.problems import Problem, nearest, render
from hds_stacks.messages import SENTENCES
from tests.stacks.samples import CLASS, Case, check, problem, problems, text

CASES = {
    "unknown_key": Case(
        "unknown_key",
        "stroes",
        "[]",
        ("hds:stroes is not a known key", "allowed: layer, cloud,", 'hint: did you mean "stores"?'),
        ("hds:stroes n'est pas une clé connue", "valeurs admises : layer", "conseil : vouliez-vous dire « stores » ?"),
    ),
    "unknown_inner_key": Case(
        "unknown_key",
        "network",
        "{addressRange: 10.80.0.0/20, zone: 3}",
        ("hds:network.zone is not a known key", "allowed: addressRange, zones,", '"zones"'),
        ("hds:network.zone n'est pas une clé connue", "« zones »"),
    ),
    "key_of_another_kind": Case(
        "foreign_key",
        "stores",
        "[{name: scans, kind: objects, dataClass: medical-record, storageGb: 20}]",
        ("hds:stores[0].storageGb is not a known key", "allowed: name, dataClass, kind, immutable"),
        ("hds:stores[0].storageGb n'est pas une clé connue", "valeurs admises : name, dataClass, kind, immutable"),
    ),
    "wrong_type": Case(
        "wrong_type",
        "network",
        "{addressRange: 10.80.0.0/20, zones: three}",
        ('hds:network.zones is "three", which is not a whole number', "hint: write a whole number"),
        ('hds:network.zones vaut "three", qui n\'est pas un nombre entier', "conseil : écrivez un nombre entier"),
    ),
    "account_number": Case(
        "quote_it",
        "account",
        "111122223333",
        ("hds:account is 111122223333, a number, where text is expected", "hint: put it between quotes"),
        ("hds:account vaut 111122223333, un nombre", "conseil : mettez-le entre guillemets"),
    ),
    "account_with_leading_zero": Case(
        "unquoted_number",
        "account",
        "011122223333",
        ("hds:account is a number with a leading zero", "hint: put it between quotes"),
        ("hds:account est un nombre qui commence par zéro", "conseil : mettez-le entre guillemets"),
    ),
    "account_too_short": Case(
        "malformed",
        "account",
        '"1111"',
        ('hds:account is "1111"', "allowed: 12 digits between quotes"),
        ('hds:account vaut "1111"', "valeurs admises : 12 chiffres entre guillemets"),
    ),
    "tenant_too_long": Case(
        "malformed",
        "tenant",
        "centre-hospitalier-universitaire",
        ('"centre-hospitalier-universitaire"', "allowed: 2 to 20 lower-case letters"),
        ("valeurs admises : 2 à 20 lettres minuscules",),
    ),
    "out_of_bounds": Case(
        "out_of_bounds",
        "backup",
        "{retentionDays: 36}",
        ("hds:backup.retentionDays is 36, out of bounds", "allowed: 35 or less"),
        ("hds:backup.retentionDays vaut 36, hors des bornes", "valeurs admises : 35 ou moins"),
    ),
    "nobody_administers": Case(
        "too_few_or_many",
        "administrators",
        "[]",
        ("hds:administrators has 0 items", "allowed: 1 or more"),
        ("hds:administrators compte 0 éléments", "valeurs admises : 1 ou plus"),
    ),
    "everybody_administers": Case(
        "malformed",
        "administrators",
        '["*"]',
        ('hds:administrators[0] is "*"', "allowed: the name or the ARN of an IAM role"),
        ('hds:administrators[0] vaut "*"', "valeurs admises : le nom ou l'ARN d'un rôle IAM"),
    ),
    "azure": Case(
        "cloud_not_available",
        "cloud",
        "azure",
        ('hds:cloud is "azure", a cloud that this version does not build on yet', "allowed: aws"),
        ("un cloud sur lequel cette version ne construit pas encore", "valeurs admises : aws"),
    ),
    "not_a_profile": Case(
        "not_allowed",
        "profile",
        "paranoid",
        ('hds:profile is "paranoid"', "allowed: dev, standard, strict"),
        ('hds:profile vaut "paranoid"', "valeurs admises : dev, standard, strict"),
    ),
    "dev_in_production": Case(
        "profile_for_production",
        "profile",
        "dev",
        ('hds:profile is "dev", and hds:stage is production', "allowed: standard, strict", "HDS-BCK-03"),
        ('hds:profile vaut "dev", et hds:stage vaut production', "valeurs admises : standard, strict", "HDS-BCK-03"),
    ),
    "not_a_kind": Case(
        "not_allowed",
        "stores",
        "[{name: scans, kind: bucket, dataClass: medical-record}]",
        ('hds:stores[0].kind is "bucket"', "allowed: objects, relational, table, files"),
        ('hds:stores[0].kind vaut "bucket"', "valeurs admises : objects, relational, table, files"),
    ),
    "no_kind": Case(
        "missing",
        "stores",
        "[{name: scans, dataClass: medical-record}]",
        ("hds:stores[0].kind is missing", "hint: add it"),
        ("hds:stores[0].kind manque", "conseil : ajoutez-la"),
    ),
    "not_a_data_class": Case(
        "unknown_data_class",
        "stores",
        "[{name: scans, kind: objects, dataClass: images}]",
        ('dataClass is "images", which is not one of dataClasses', f"allowed: {CLASS}"),
        ('dataClass vaut "images", absent de dataClasses', f"valeurs admises : {CLASS}"),
    ),
    "same_name": Case(
        "duplicate_name",
        "stores",
        "[{name: scans, kind: files, dataClass: non-health}, {name: scans, kind: table, dataClass: non-health}]",
        ('hds:stores[1].name is "scans", already the name', "hint: give each store its own name"),
        ('hds:stores[1].name vaut "scans", déjà le nom', "conseil : donnez"),
    ),
    "name_of_the_log_chain": Case(
        "reserved_name",
        "stores",
        "[{name: log-archive, kind: objects, dataClass: non-health}]",
        ('hds:stores[0].name is "log-archive", the name of a store that the environment makes', "hint: give the store another name"),
        ('hds:stores[0].name vaut "log-archive"', "conseil : donnez"),
    ),
    "tag_of_aws": Case(
        "reserved_tag",
        "tags",
        '{"aws:owner": x}',
        ("hds:tags.aws:owner begins with aws:", "hint: choose another prefix"),
        ("hds:tags.aws:owner commence par aws:", "conseil : choisissez"),
    ),
    "encrypted": Case(
        "secret_not_accepted",
        "tenant",
        "{secure: v1:abcdefgh:ijklmnop}",
        ("hds:tenant is an encrypted value, and no hds setting takes one", "hint: write the value in clear"),
        ("hds:tenant est une valeur chiffrée", "conseil : écrivez la valeur en clair"),
    ),
    "alias": Case(
        "alias",
        "tags",
        "{a: &x one, b: *x}",
        ("hds:tags.b is a YAML alias or merge", "hint: write the value out"),
        ("hds:tags.b est un alias ou une fusion YAML", "conseil : écrivez la valeur"),
    ),
    "foreign_tag": Case(
        "foreign_tag",
        "tags",
        "{a: !!binary aGVsbG8=}",
        ("hds:tags.a has a YAML tag", "hint: write plain text"),
        ("hds:tags.a porte une étiquette YAML", "conseil : écrivez des textes"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name, tmp_path):
    """Each mistake is one problem, with its line, the value, the values allowed and a hint, in both languages."""
    check(CASES[name], tmp_path)


def test_missing_key(tmp_path):
    """A required key that is left out is named, on the line of config."""
    found = problem(tmp_path, tenant=None)
    assert (found.code, found.line, found.key) == ("missing", 1, "hds:tenant")


@pytest.mark.parametrize("key", ["replicaRegion", "contacts", "breakGlass"])
def test_strict_requires(key, tmp_path):
    """The strict profile requires a replica region, contacts and a break-glass group, and says that it is the profile that does."""
    found = problem(tmp_path, **{key: None})
    assert (found.code, found.key) == ("required_by_profile", f"hds:{key}")
    assert "the profile strict requires it" in found.message.en
    assert "le profil strict l'exige" in found.message.fr


def test_bare_key(tmp_path):
    """A key of config without namespace is refused, and the hint writes it out."""
    found = problems(tmp_path, text() + "  tags: {}\n")
    assert [item.code for item in found] == ["no_namespace"]
    assert 'write "hds:tags"' in found[0].hint.en


def test_everything_is_reported_in_one_run(tmp_path):
    """Mistakes of form do not hide mistakes of sense, nor one line another; problems come in the order of the lines."""
    content = text(
        region="eu-west-2",
        account='"12"',
        network='{addressRange: 10.80.0.0/20, zones: "3", privateAccess: [nowhere, 10.80.0.0/24], egres: []}',
        stores="[{name: BAD, kind: files, dataClass: non-health}, {name: scans, kind: files, dataClass: nope}]",
        logs="{retentionDays: 20}",
        profil="dev",
    )
    found = problems(tmp_path, content)
    assert {(item.code, item.key) for item in found} == {
        ("malformed", "hds:account"),
        ("region_outside", "hds:region"),
        ("wrong_type", "hds:network.zones"),
        ("malformed", "hds:network.privateAccess[0]"),
        ("ranges_overlap", "hds:network.privateAccess[1]"),
        ("unknown_key", "hds:network.egres"),
        ("malformed", "hds:stores[0].name"),
        ("unknown_data_class", "hds:stores[1].dataClass"),
        ("under_floor", "hds:logs.retentionDays"),
        ("unknown_key", "hds:profil"),
    }
    lines = [int(line.split(":")[1]) for line in render(found, "en").splitlines() if not line.startswith("  hint: ")]
    assert lines == sorted(lines)
    assert len(lines) == len(found)


def test_every_sentence_is_in_both_languages():
    """English and French sentences name the same facts and are not the same words."""
    for code, sentence in SENTENCES.items():
        for said in sentence:
            assert said.en != said.fr, code
            facts = [{name for _, name, _, _ in Formatter().parse(words) if name} for words in (said.en, said.fr)]
            assert facts[0] == facts[1], code


def test_nearest_is_near():
    """A word is matched whatever its case, and not at all when nothing is like it."""
    assert nearest("replicaregion", ("region", "replicaRegion")) == "replicaRegion"
    assert nearest("xyz", ("region", "tenant")) is None


def test_problem_is_data():
    """A problem carries the value and the values allowed apart from its sentence."""
    assert {"file", "line", "key", "code", "message", "given", "allowed", "hint"} == set(Problem.__dataclass_fields__)

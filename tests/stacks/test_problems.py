# SPDX-License-Identifier: Apache-2.0
"""Every kind of bad input: its line, the value given, the values allowed and the cure, in both languages."""

from __future__ import annotations

from string import Formatter
from typing import NamedTuple

import pytest

from hds_controls.problems import Problem, nearest, render
from hds_stacks.messages import SENTENCES
from tests.stacks.samples import line_of, problem, problems, text

REGIONS = "eu-west-1, eu-west-3, eu-central-1, eu-north-1, eu-south-1"
OTHERS = "eu-west-1, eu-central-1, eu-north-1, eu-south-1"
CLASS = "medical-record, transfusion, private-practice, access-trace, technical-log, non-health"
ADDRESS = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000036658351"


class Case(NamedTuple):
    """A change to a right stack file, and parts of what must be said in English and in French."""

    code: str
    key: str
    value: str
    en: tuple[str, ...]
    fr: tuple[str, ...]


CASES = {
    "london": Case(
        "region_outside",
        "region",
        "eu-west-2",
        ('region "eu-west-2" is not in the EEA (London, United Kingdom)', f"allowed: {REGIONS}", "hint: health data are stored"),
        ("n'est pas dans l'EEE (Londres, Royaume-Uni)", f"valeurs admises : {REGIONS}", "conseil : les données de santé"),
    ),
    "zurich": Case(
        "region_outside",
        "region",
        "eu-central-2",
        ("(Zurich, Switzerland)", f"allowed: {REGIONS}", "EXI 28"),
        ("(Zurich, Suisse)", f"valeurs admises : {REGIONS}", "EXI 28"),
    ),
    "virginia": Case(
        "region_outside",
        "region",
        "us-east-1",
        ("(Northern Virginia, United States)", f"allowed: {REGIONS}", "EXI 28"),
        ("(Virginie du Nord, États-Unis)", f"valeurs admises : {REGIONS}", "EXI 28"),
    ),
    "replica_in_ohio": Case(
        "region_outside",
        "replicaRegion",
        "us-east-2",
        ('region "us-east-2" is not in the EEA (Ohio, United States)', f"allowed: {REGIONS}"),
        ("(Ohio, États-Unis)", f"valeurs admises : {REGIONS}"),
    ),
    "nowhere": Case(
        "region_unknown",
        "region",
        "eu-west-9",
        ('region "eu-west-9" is not in the dated facts', f"allowed: {REGIONS}"),
        ('la région "eu-west-9" est absente des faits datés', f"valeurs admises : {REGIONS}"),
    ),
    "azure_region": Case(
        "region_of_other_cloud",
        "region",
        "francecentral",
        ('region "francecentral" (Paris, France) is not a region of aws', f"allowed: {REGIONS}"),
        ("n'est pas une région de aws", f"valeurs admises : {REGIONS}"),
    ),
    "replica_is_primary": Case(
        "replica_is_primary",
        "replicaRegion",
        "eu-west-3",
        ('the replica region "eu-west-3" is the primary region itself', f"allowed: {OTHERS}", "hint: a copy in the same region"),
        ('la région de réplique "eu-west-3" est la région principale elle-même', f"valeurs admises : {OTHERS}"),
    ),
    "retention": Case(
        "under_floor",
        "dataClasses",
        "{medical-record: {retentionDays: 3650}}",
        (
            "3650 days, under the floor of 7305 days",
            "R.1112-7",
            ADDRESS,
            "allowed: 7305 or more",
            "hint: keep them 7305 days",
            "Twenty years",
        ),
        ("3650 jours, sous le plancher de 7305 jours", "R.1112-7", ADDRESS, "7305 ou plus", "conseil : conservez-les", "Vingt ans"),
    ),
    "retention_too_long": Case(
        "over_ceiling",
        "archive",
        "{retentionDays: 2000}",
        ("2000 days, over the ceiling of 1095 days", "2021-122", "allowed: 180 to 1095", "three years"),
        ("2000 jours, au-dessus du plafond de 1095 jours", "2021-122", "180 à 1095", "trois ans"),
    ),
    "log_floor": Case(
        "under_floor",
        "logs",
        "{retentionDays: 30}",
        ("hds:logs.retentionDays is 30 days, under the floor of 180 days", "allowed: 180 to 365"),
        ("hds:logs.retentionDays vaut 30 jours, sous le plancher de 180 jours", "180 à 365"),
    ),
    "log_term": Case(
        "log_group_days",
        "logs",
        "{retentionDays: 200}",
        ("200 days, a term that log groups of aws do not have", "allowed: 180, 365"),
        ("200 jours, une durée que les groupes de journaux de aws ne proposent pas", "valeurs admises : 180, 365"),
    ),
    "unknown_retention_class": Case(
        "unknown_retention_class",
        "dataClasses",
        "{scans: {retentionClass: medical-records, retentionDays: 8000}}",
        ('"medical-records", which is not a retention class', f"allowed: {CLASS}"),
        ("n'est pas une classe de conservation", f"valeurs admises : {CLASS}"),
    ),
    "overlap": Case(
        "ranges_overlap",
        "network",
        "{addressRange: 10.80.0.0/20, privateAccess: [10.80.8.0/24]}",
        ('privateAccess[0] is "10.80.8.0/24", which overlaps 10.80.0.0/20 (hds:network.addressRange)', "hint: traffic between"),
        ('privateAccess[0] vaut "10.80.8.0/24", qui recouvre 10.80.0.0/20', "conseil : le trafic"),
    ),
    "overlap_of_access": Case(
        "ranges_overlap",
        "network",
        "{addressRange: 10.80.0.0/20, privateAccess: [10.20.0.0/16, 10.20.1.0/24]}",
        ("privateAccess[1]", "overlaps 10.20.0.0/16 (hds:network.privateAccess[0])"),
        ("privateAccess[1]", "recouvre 10.20.0.0/16"),
    ),
    "too_small": Case(
        "range_for_zones",
        "network",
        "{addressRange: 10.80.0.0/26}",
        ('"10.80.0.0/26", which cannot hold the subnets of 3 zones', "allowed: /16, /17, /18, /19, /20, /21, /22", "fewer zones"),
        ("ne peut pas contenir les sous-réseaux de 3 zones", "valeurs admises : /16", "moins de zones"),
    ),
    "host_bits": Case(
        "range_host_bits",
        "network",
        "{addressRange: 10.80.0.1/20}",
        ('"10.80.0.1/20", an address inside a range', "allowed: 10.80.0.0/20", "hint: write 10.80.0.0/20"),
        ("une adresse dans une plage", "valeurs admises : 10.80.0.0/20"),
    ),
    "public_range": Case(
        "range_public",
        "network",
        "{addressRange: 8.8.0.0/16}",
        ('"8.8.0.0/16", which is not a private range', "allowed: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"),
        ("n'est pas une plage privée", "valeurs admises : 10.0.0.0/8"),
    ),
    "not_a_range": Case(
        "range_malformed",
        "network",
        "{addressRange: 10.80.0.0/33}",
        ('"10.80.0.0/33", which is not an IPv4 range', "allowed: an IPv4 range", "prefix from 0 to 32"),
        ("n'est pas une plage IPv4", "valeurs admises : une plage IPv4"),
    ),
    "unlocked": Case(
        "lock_confirmation",
        "lock",
        "{phase: locked}",
        (
            "locked without its confirmation: none is given",
            'allowed: "lock chu-exemple-production: archive for 1095 days, backups for up to 366 days, scans for 7305 days"',
            "nobody, not even the provider",
        ),
        (
            "locked sans sa confirmation : aucune n'est donnée",
            'valeurs admises : "lock chu-exemple-production: archive for 1095 days, backups for up to 366 days, scans for 7305 days"',
            "pas même le fournisseur",
        ),
    ),
    "wrongly_confirmed": Case(
        "lock_confirmation",
        "lock",
        '{phase: locked, confirmation: "yes"}',
        ('"yes" is given', 'allowed: "lock chu-exemple-production'),
        ('"yes" est donné', 'valeurs admises : "lock chu-exemple-production'),
    ),
    "confirmed_for_nothing": Case(
        "confirmation_without_lock",
        "lock",
        "{phase: governance, confirmation: lock it}",
        ("confirms a lock, and hds:lock.phase is governance", "hint: write phase: locked"),
        ("confirme un verrouillage, et hds:lock.phase vaut governance", "conseil : écrivez aussi"),
    ),
    "locked_test": Case(
        "lock_stage",
        "stage",
        "test\n  hds:backup: {vault: false}"
        "\n  hds:lock: {phase: locked, confirmation: 'lock chu-exemple-test: archive for 1095 days, scans for 7305 days'}",
        ("hds:lock.phase is locked, and hds:stage is test", "allowed: draft, governance", "hint: what nobody can undo"),
        ("hds:lock.phase vaut locked, et hds:stage vaut test", "valeurs admises : draft, governance"),
    ),
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
    case = CASES[name]
    found = problem(tmp_path, **{case.key: case.value})
    assert found.code == case.code
    line = line_of(case.key, **{case.key: case.value}) + case.value.count("\n")
    for language, parts in (("en", case.en), ("fr", case.fr)):
        said = render([found], language)
        assert f"Pulumi.sample.yaml:{line}: " in said
        for part in parts:
            assert part in said
        assert "\n  hint: " in said or "\n  conseil : " in said
        assert "{" not in said


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


def test_replica_in_other_partition(tmp_path):
    """A replica in another partition is refused for that, beside not being listed."""
    found = {item.code: item for item in problems(tmp_path, text(replicaRegion="eusc-de-east-1"))}
    assert set(found) == {"region_unlisted", "replica_in_other_partition"}
    assert '"eusc-de-east-1" is in the partition aws-eusc, the primary region in aws' in found["replica_in_other_partition"].message.en
    assert "dans la partition aws-eusc" in found["replica_in_other_partition"].message.fr


def test_region_is_said_once(tmp_path):
    """A provider region that differs from hds:region is a problem, on its own line."""
    found = problems(tmp_path, text() + "  aws:region: eu-west-1\n")
    assert [(item.code, item.line) for item in found] == [("provider_region", line_of("breakGlass") + 1)]
    assert 'aws:region is "eu-west-1", and hds:region is "eu-west-3"' in found[0].message.en


def test_bare_key(tmp_path):
    """A key of config without namespace is refused, and the hint writes it out."""
    found = problems(tmp_path, text() + "  tags: {}\n")
    assert [item.code for item in found] == ["no_namespace"]
    assert 'write "hds:tags"' in found[0].hint.en


def test_confirmed_lock_loads(tmp_path):
    """The sentence that the error message gives is the one that is accepted."""
    sentence = problem(tmp_path, lock="{phase: locked}").allowed
    assert sentence
    again = problem(tmp_path, lock=f"{{phase: locked, confirmation: {sentence.en}}}", region="eu-west-2")
    assert again.code == "region_outside"


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

# SPDX-License-Identifier: Apache-2.0
"""Read ``waivers.yaml``: the waivers that hold, and every mistake with its line.

The file is read as nodes rather than as values, so that a key written twice is seen and each value has its line.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from hds_controls import load, yaml
from hds_controls.model import Text
from hds_controls.personal_data import find_personal_data
from hds_controls.plain_secrets import secret_in
from hds_controls.positions import KeyPath, Positions
from hds_controls.problems import Problem, nearest, report, spell
from hds_controls.sentence import TYPES
from hds_policies.waivers.register import MOST_DAYS, NO_WAIVERS, Entry, Register, Waiver, is_too_broad
from hds_policies.waivers.sentences import ADMITTED, SENTENCES, admitted

if TYPE_CHECKING:
    from hds_controls.model import Catalogue

__all__ = ["FILE", "VARIABLE", "locate", "read", "today"]

FILE = "waivers.yaml"
"""Name of the register at the root of a Pulumi project."""
VARIABLE = "HDS_WAIVERS"
"""Environment variable that names a register elsewhere."""
_PROJECTS = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")
_KEYS = tuple(Entry.model_fields)
_DAYS = tuple(name for name, info in Entry.model_fields.items() if info.annotation is date)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAG = "tag:yaml.org,2002:"


def today() -> date:
    """The day, in UTC: one register gives one answer wherever it is read."""
    return datetime.now(UTC).date()


def locate(folder: Path | None) -> Path | None:
    """The register that applies: the file that ``HDS_WAIVERS`` names, else the one at the root of the project of a folder, if it has one.

    Args:
        folder: in the project, or anywhere below it; without it only the variable counts.
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if folder is None:
        return None
    folder = folder.resolve()
    root = next((place for place in (folder, *folder.parents) if any((place / name).is_file() for name in _PROJECTS)), None)
    return root / FILE if root and (root / FILE).is_file() else None


def read(path: Path | None, day: date | None = None, catalogue: Catalogue | None = None) -> Register:
    """The register of a file; whatever its bytes, what is wrong comes back as its problems. No path is no waiver.

    Args:
        path: the file.
        day: the day to judge by; otherwise ``today``.
        catalogue: the controls; otherwise those of this project.
    """
    if path is None:
        return NO_WAIVERS
    where = Positions(file=_shown(path), lines={(): 1})
    try:
        node = yaml.compose(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        return _failed("no_file", Positions(file=where.file))
    except UnicodeDecodeError:
        return _failed("not_utf8", where)
    except (YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return _failed("broken_yaml", Positions(file=where.file, lines={(): line}), column=column)
    return _Reader(where.file, day or today(), catalogue or load.catalogue()).register(node)


def _shown(path: Path) -> str:
    """The path from the current folder when the file is under it."""
    path = Path(os.path.normpath(Path.cwd() / path))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _failed(code: str, where: Positions, **facts: int) -> Register:
    return Register(where, problems=(report(SENTENCES[code], code, (), where, facts=facts),))


@dataclass
class _Reader:
    """Turns nodes into waivers, keeping lines and problems on the way."""

    file: str
    day: date
    catalogue: Catalogue
    lines: dict[KeyPath, int] = field(default_factory=lambda: {(): 1})
    problems: list[Problem] = field(default_factory=list[Problem])

    def register(self, node: Node | None) -> Register:
        found: list[Waiver] = []
        for index, item in enumerate(self._items(node)):
            path = ("waivers", index)
            self.lines[path] = _line(item)
            before = len(self.problems)
            values = self._values(item, path)
            self._check(values, path)
            if len(self.problems) == before:
                found.append(Waiver.model_validate(values | {"file": self.file, "line": _line(item), "index": index}))
        return Register(self._where, tuple(found), tuple(self.problems))

    @property
    def _where(self) -> Positions:
        return Positions(file=self.file, lines=self.lines)

    def _items(self, node: Node | None) -> list[Node]:
        top = {} if node is None or _is_null(node) else self._map(node, (), ("waivers",))
        listed = top.get("waivers")
        if listed is None or _is_null(listed):
            return []
        if not isinstance(listed, SequenceNode):
            self._say("wrong_type", ("waivers",), given=_given(listed), expected=TYPES["list"])
            return []
        return listed.value

    def _map(self, node: Node, path: KeyPath, known: tuple[str, ...]) -> dict[str, Node]:
        """The values of a map by key, its unknown and repeated keys reported."""
        if not isinstance(node, MappingNode):
            self._say("wrong_type", path or ("waivers",), given=_given(node), expected=TYPES["map"])
            return {}
        values: dict[str, Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else spell([])
            inner = (*path, key)
            if key in values:
                self._say("duplicate_key", inner, line=_line(key_node), first=self.lines[inner])
                continue
            self.lines[inner] = _line(key_node)
            if key in known:
                values[key] = value
            else:
                self._say("unknown_key", inner, allowed=nearest(key, known) or ", ".join(known))
        return values

    def _values(self, item: Node, path: KeyPath) -> dict[str, Any]:
        """The well-formed values of one waiver."""
        nodes = self._map(item, path, _KEYS)
        if not isinstance(item, MappingNode):
            return {}
        texts = {key: self._text(nodes.get(key), (*path, key)) for key in _KEYS}
        values: dict[str, Any] = {key: text for key, text in texts.items() if text is not None}
        for key in values.keys() & set(_DAYS):
            values[key] = self._as_day(values[key], (*path, key))
        return {key: value for key, value in values.items() if value is not None}

    def _text(self, node: Node | None, path: KeyPath) -> str | None:
        if node is None or _is_null(node):
            return self._say("missing", path, keys=", ".join(_KEYS))
        if not isinstance(node, ScalarNode) or node.tag != f"{_TAG}str":
            return self._say("wrong_type", path, given=_given(node), expected=TYPES["text"])
        text = " ".join(str(node.value).split())
        return self._fit(text, path) if text else self._say("missing", path, keys=", ".join(_KEYS))

    def _fit(self, text: str, path: KeyPath) -> str | None:
        """Text that reports may print."""
        if not text.isprintable():
            return self._say("unprintable", path)
        if kind := secret_in(text):
            return self._say("secret", path, kind=kind)
        if path[-1] == "reason" and find_personal_data(text):
            return self._say("personal_data", path)
        return text

    def _as_day(self, text: str, path: KeyPath) -> date | None:
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            return self._say("not_a_date", path, given=spell(text), allowed=ADMITTED["not_a_date"])

    def _check(self, values: dict[str, Any], path: KeyPath) -> None:
        """What a well-formed waiver may still get wrong; a value that is not there is not looked at."""
        if control := values.get("control"):
            self._control(control, (*path, "control"))
        if is_too_broad(values.get("resource", "-")):
            self._say("too_broad", (*path, "resource"), given=spell(values["resource"]), allowed=ADMITTED["too_broad"])
        if "approver" in values and _person(values["approver"]) == _person(values.get("owner", "")):
            self._say("self_approved", (*path, "approver"), given=spell(values["approver"]), allowed=ADMITTED["self_approved"])
        self._term(values.get("created"), values.get("expiry"), path)

    def _control(self, name: str, path: KeyPath) -> None:
        control = self.catalogue.controls.get(name)
        if control is None:
            known = tuple(self.catalogue.controls)
            self._say("unknown_control", path, given=spell(name), allowed=nearest(name, known) or ", ".join(known))
        elif control.waiver_refused:
            refused = ", ".join(item.id for item in self.catalogue.controls.values() if not item.waivable)
            why = Text(en=control.waiver_refused.en.removesuffix("."), fr=control.waiver_refused.fr.removesuffix("."))
            self._say("not_waivable", path, given=name, allowed=admitted("not_waivable", controls=refused), title=control.title, why=why)

    def _term(self, created: date | None, expiry: date | None, path: KeyPath) -> None:
        there = (*path, "expiry")
        if created and created > self.day:
            self._say("created_later", (*path, "created"), given=created.isoformat(), allowed=admitted("created_later", today=self.day))
        if created and expiry and expiry < created:
            self._say("expiry_first", there, given=expiry.isoformat(), allowed=_between(created))
        elif expiry and expiry < self.day:
            left = self._left(created) if created else None
            self._say("expired", there, given=expiry.isoformat(), allowed=left, days=(self.day - expiry).days)
        if created and expiry and (days := (expiry - created).days) > MOST_DAYS:
            self._say("too_long", there, given=expiry.isoformat(), allowed=_between(created), days=days, most=MOST_DAYS)

    def _left(self, created: date) -> Text:
        """The days on which a waiver of that creation may still end."""
        last = _last(created)
        if last < self.day:
            return admitted("expired_for_good", created=created, most=MOST_DAYS)
        return admitted("expired", first=max(created, self.day), last=last)

    def _say(
        self, code: str, path: KeyPath, *, given: str | None = None, allowed: Text | str | None = None, line: int = 0, **facts: Any
    ) -> None:
        where = Positions(file=self.file, lines={(): line}) if line else self._where
        self.problems.append(report(SENTENCES[code], code, path, where, given=given, allowed=allowed, facts=facts))


def _line(node: Node) -> int:
    return node.start_mark.line + 1


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == f"{_TAG}null"


def _given(node: Node) -> str:
    return spell([] if isinstance(node, SequenceNode) else {} if isinstance(node, MappingNode) else node.value)


def _person(name: str) -> str:
    """A name as one compares it: "RSSI ", "rssi" and its full-width spelling are one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _between(created: date) -> str:
    """The days on which a waiver may end."""
    return f"{created.isoformat()} ... {_last(created).isoformat()}"


def _last(created: date) -> date:
    """The last day on which a waiver may end; the calendar of Python ends with the year 9999."""
    return created + min(timedelta(days=MOST_DAYS), date.max - created)

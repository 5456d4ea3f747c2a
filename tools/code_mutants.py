# SPDX-License-Identifier: Apache-2.0
"""What share of the mutants of the rules' own code the tests kill: ``python tools/code_mutants.py FILE... -- TEST...``.

The mutants are those of mutmut, which has to be in the environment (``pip install mutmut`` in one of its own). mutmut itself leaves out
what is decorated, so every rule and every cached function; here each mutant is a fork of one pytest that has collected the tests, in
which the code of one function is replaced, whatever wraps it. Only tests that call the function are run, the quickest first.
Constants of modules and what runs on import only are no part of it. Survivors are printed as a diff.
"""

from __future__ import annotations

import ast
import difflib
import functools
import gc
import json
import os
import signal
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "hds_policies"
EXAMPLES = int(os.environ.get("EXAMPLES", "20"))
"""Of each property, at most."""
_KILLED, _SURVIVED, _LATE, _UNTESTED = "killed", "survived", "timeout", "untested"


class Mutant(NamedTuple):
    """One changed file: the function that differs, and the whole source."""

    file: str
    function: str
    source: str


def mutants(file: str) -> Iterator[Mutant]:
    """Every mutant of a file, inside its functions and methods."""
    source = Path(file).read_text()
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    module = MetadataWrapper(cst.parse_module(source)).visit(visitor)
    names = {node: name for name, node in _functions(module)}
    for mutation in visitor.mutations:
        name = names.get(mutation.contained_by_top_level_function) if mutation.contained_by_top_level_function else None
        if name:
            yield Mutant(file, name, module.deep_replace(mutation.original_node, mutation.mutated_node).code)


def _functions(module: cst.Module) -> Iterator[tuple[str, cst.CSTNode]]:
    for node in module.body:
        if isinstance(node, cst.FunctionDef):
            yield node.name.value, node
        elif isinstance(node, cst.ClassDef):
            yield from ((f"{node.name.value}.{child.name.value}", child) for child in node.body.body if isinstance(child, cst.FunctionDef))


class _Visitor(MutationVisitor):
    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        """What is no place for a mutant, as mutmut has it, but for decorated functions."""
        return super()._skip_node_and_children(node) and not (isinstance(node, cst.FunctionDef) and node.decorators)


def codes(code: CodeType) -> Iterator[CodeType]:
    """A code object and all inside it, in order."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def apply(mutant: Mutant) -> None:
    """Replace the code, and the defaults, of every living function of the file that the mutant changes."""
    path = str(Path(mutant.file).resolve())
    new, old = _by_name(mutant.source, path), _by_name(Path(path).read_text(), path)
    for function in living(path):
        name = function.__code__.co_qualname
        if not (name == mutant.function or name.startswith(f"{mutant.function}.<locals>")):
            continue
        places = [code.co_firstlineno for code in old[name]]
        if len(new[name]) == len(places) and function.__code__.co_firstlineno in places:
            index = places.index(function.__code__.co_firstlineno)
            lost = set(function.__code__.co_freevars) - set(new[name][index].co_freevars)
            kept = _by_name(_with_names(mutant.source, new[name][index], lost), path) if lost else new
            if kept[name][index].co_freevars == function.__code__.co_freevars:
                function.__code__ = kept[name][index]
        if name == mutant.function:
            _set_defaults(function, mutant)
    forget()


def _by_name(source: str, path: str) -> dict[str, list[CodeType]]:
    found: dict[str, list[CodeType]] = defaultdict(list)
    for code in codes(compile(source, path, "exec")):
        found[code.co_qualname].append(code)
    return found


def _with_names(source: str, code: CodeType, names: set[str]) -> str:
    """The source, in which a function inside another still holds on to what the mutant no longer reads: a closure keeps its size."""
    tree = ast.parse(source)
    unread: ast.expr = ast.Tuple([ast.Name(name, ast.Load()) for name in sorted(names)], ast.Load())
    for node in ast.walk(tree):
        if isinstance(node, (ast.Lambda, ast.FunctionDef)) and node.lineno == code.co_firstlineno:
            if isinstance(node, ast.Lambda):
                node.body = ast.IfExp(ast.Constant(True), node.body, unread)
            elif node.name == code.co_name:
                node.body.append(ast.Expr(unread))
    return ast.unparse(ast.fix_missing_locations(tree))


def _set_defaults(function: FunctionType, mutant: Mutant) -> None:
    name = mutant.function.rpartition(".")[2]
    args = next(node.args for node in ast.walk(ast.parse(mutant.source)) if isinstance(node, ast.FunctionDef) and node.name == name)
    simple = (ast.Constant, ast.Name)
    if args.defaults and function.__defaults__ and all(isinstance(node, simple) for node in args.defaults):
        function.__defaults__ = tuple(eval(ast.unparse(node), function.__globals__) for node in args.defaults)  # noqa: S307 - our own source
    for arg, node in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        if isinstance(node, simple) and function.__kwdefaults__:
            function.__kwdefaults__[arg.arg] = eval(ast.unparse(node), function.__globals__)  # noqa: S307


@functools.cache
def living(path: str) -> list[FunctionType]:
    """Functions made from a file."""
    return [item for item in gc.get_objects() if isinstance(item, FunctionType) and item.__code__.co_filename == path]


@functools.cache
def _caches() -> list[Any]:
    kind = type(_caches)
    return [item for item in gc.get_objects() if isinstance(item, kind) and (item.__module__ or "").startswith(PACKAGE)]


def forget() -> None:
    """Empty the caches of the package."""
    for cache in _caches():
        cache.cache_clear()


class Runner:
    """A pytest plugin that runs the collected tests once for each mutant, each time in a fork."""

    def __init__(self, files: list[str]) -> None:
        self.files = files
        self.failed = False
        self.called: set[str] = set()

    def pytest_collection(self) -> None:
        """Draw the same examples each time, and shrink none."""
        from hypothesis import Phase, settings  # noqa: PLC0415 - pytest rewrites its plugins before anyone imports them

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", derandomize=True, database=None, deadline=None, max_examples=EXAMPLES, phases=phases)
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed."""
        self.failed |= report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant of every file, and print the table."""
        for item in session.items:
            _record(item)
            _shorten(item)
        if session.testsfailed:
            return False
        _caches()
        for file in self.files:
            living(str(Path(file).resolve()))
        gc.freeze()
        calls, spent = self.baseline(session.items)
        results: dict[str, dict[str, int]] = {}
        for file in self.files:
            path = str(Path(file).resolve())
            source = Path(file).read_text().splitlines()
            counts = results[file] = dict.fromkeys((_KILLED, _LATE, _SURVIVED, _UNTESTED), 0)
            for mutant in mutants(file):
                chosen = sorted(calls.get(f"{path}:{mutant.function}", ()), key=spent.__getitem__)
                outcome = self.fate(mutant, [session.items[index] for index in chosen], sum(spent[index] for index in chosen))
                counts[outcome] += 1
                if outcome in {_SURVIVED, _UNTESTED}:
                    diff = list(difflib.unified_diff(source, mutant.source.splitlines(), n=0, lineterm=""))[2:]
                    say(f"{outcome} {file} {mutant.function}", *diff)
            say(_row(file, counts))
        for file, counts in results.items():
            say(_row(file, counts))
        say(_row("all", {key: sum(counts[key] for counts in results.values()) for key in (_KILLED, _LATE, _SURVIVED, _UNTESTED)}))
        return True

    def baseline(self, items: list[pytest.Item]) -> tuple[dict[str, list[int]], list[float]]:
        """Which tests call which function, and how many seconds each test takes; they all have to pass."""
        with tempfile.NamedTemporaryFile() as kept:
            child = os.fork()
            if not child:
                _hush()
                paths = {str(Path(file).resolve()) for file in self.files}
                calls: dict[str, list[int]] = defaultdict(list)
                spent: list[float] = []
                for index, item in enumerate(items):
                    forget()
                    seen: set[CodeType] = set()

                    def note(frame: Any, event: str, _: Any, seen: set[CodeType] = seen) -> None:
                        if event == "call":
                            seen.add(frame.f_code)

                    start = time.perf_counter()
                    sys.setprofile(note)
                    self.run(item)
                    sys.setprofile(None)
                    spent.append(time.perf_counter() - start)
                    for name in {
                        f"{code.co_filename}:{code.co_qualname.split('.<locals>')[0]}" for code in seen if code.co_filename in paths
                    }:
                        calls[name].append(index)
                    if self.failed:
                        say(f"fails without a mutant: {item.nodeid}")
                        os._exit(1)
                Path(kept.name).write_text(json.dumps([calls, spent]))
                os._exit(0)
            if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
                raise SystemExit(1)
            return tuple(json.loads(Path(kept.name).read_text()))

    def fate(self, mutant: Mutant, items: list[pytest.Item], seconds: float) -> str:
        """What becomes of a mutant."""
        if not items:
            return _UNTESTED
        child = os.fork()
        if not child:
            _hush()
            signal.alarm(int(10 + 4 * seconds))
            try:
                apply(mutant)
                for item in items:
                    self.run(item)
                    if self.failed:
                        os._exit(1)
            except BaseException:  # noqa: BLE001 - also what breaks pytest itself is found
                os._exit(1)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return _SURVIVED if status == 0 else _LATE if status == -signal.SIGALRM else _KILLED

    def run(self, item: pytest.Item) -> None:
        """One test."""
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _record(item: pytest.Item) -> None:
    """Record the program of a case before the forks, and read the SDK: a recorded graph has judged nothing yet."""
    case = getattr(item, "callspec", None) and item.callspec.params.get("case")
    if case is not None:
        _ = getattr(case, "graph", None)
        if "tests.policies.sdk" in sys.modules:
            sys.modules["tests.policies.sdk"].names()


def _shorten(item: pytest.Item) -> None:
    """Draw few examples of a property: a mutant that lives is asked every test."""
    from hypothesis import settings  # noqa: PLC0415

    test: Any = getattr(item, "obj", None)
    own = getattr(test, "_hypothesis_internal_use_settings", None)
    if own is not None and own.max_examples > EXAMPLES:
        test._hypothesis_internal_use_settings = settings(own, max_examples=EXAMPLES)  # noqa: SLF001 - hypothesis has no other place for it


def _row(name: str, counts: dict[str, int]) -> str:
    tried = sum(counts.values())
    killed = counts[_KILLED] + counts[_LATE]
    return f"TABLE {name:<60}{tried:>6}{killed:>6}{killed / max(tried, 1):>8.1%}  untested {counts[_UNTESTED]}"


def say(*lines: str) -> None:
    """Print, also from a fork that is hushed."""
    os.write(_OUT, "".join(f"{line}\n" for line in lines).encode())


def _hush() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


_OUT = os.dup(1)

if __name__ == "__main__":
    split = sys.argv.index("--")
    options = ["-qs", "-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider", "-n0"]
    raise SystemExit(pytest.main([*options, *sys.argv[split + 1 :]], plugins=[Runner(sys.argv[1:split])]))

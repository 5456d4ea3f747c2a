# SPDX-License-Identifier: Apache-2.0
"""Argument classes are made one by one, and are those of the SDK."""

from __future__ import annotations

import subprocess
import sys

HEAD = """
import sys
from hds_toolkit.sources.sdk import load_by_name
load_by_name()
import pulumi_aws as aws
from pulumi import _types
"""


def run(program):
    """The words a program prints in a process that has loaded nothing yet."""
    return subprocess.run([sys.executable, "-c", HEAD + program], capture_output=True, text=True, check=True).stdout.split()


def test_only_what_is_named_is_made():
    """Making one rule of a web ACL leaves the other classes of its module unmade."""
    said = run("""
aws.wafv2.WebAclRuleArgs(name="n", priority=1, statement={}, visibility_config={})
made = [name for name in vars(sys.modules["pulumi_aws.wafv2._inputs"]) if name.endswith(("Args", "ArgsDict"))]
print(*made)
""")
    assert said == ["WebAclRuleArgs"]


def test_a_program_may_take_all_names():
    """A star import by a program gives every class, as the SDK does."""
    said = run("""
from pulumi_aws.sns._inputs import *
print(*sorted(name for name in dir() if name.endswith(("Args", "ArgsDict"))))
print(*sorted(set(sys.modules["pulumi_aws.sns._inputs"].__all__)))
""")
    names = [word for word in said if word.endswith(("Args", "ArgsDict"))]
    half = len(names) // 2
    assert half
    assert names[:half] == names[half:]


def test_a_module_that_is_run_as_a_whole_hands_all_of_them_on():
    """A name that no file of a module defines runs the module itself, and the argument classes are still its own."""
    said = run("""
try:
    aws.ec2.NothingOfTheKind
except AttributeError:
    print(aws.ec2.NetworkAclIngressArgs.__name__)
""")
    assert said == ["NetworkAclIngressArgs"]


def test_types_are_those_of_the_sdk():
    """The types of a class's properties are found by name, in the module and across a base of typed dictionaries."""
    said = run("""
types = _types.input_type_types(aws.wafv2.WebAclRuleArgs)
print(types["statement"].__name__, types["visibilityConfig"].__name__, issubclass(aws.wafv2.WebAclRuleArgsDict, dict))
print(_types.input_type_types(aws.wafv2.WebAclArgs)["defaultAction"].__name__)
""")
    assert said == ["WebAclRuleStatementArgs", "WebAclRuleVisibilityConfigArgs", "True", "WebAclDefaultActionArgs"]


def test_an_unknown_name_is_an_attribute_error():
    """A name that the file does not define is reported as for any module."""
    said = run("""
try:
    sys.modules.get("pulumi_aws.sns._inputs") or __import__("pulumi_aws.sns._inputs")
    sys.modules["pulumi_aws.sns._inputs"].NothingArgs
except AttributeError as problem:
    print(problem)
""")
    assert " ".join(said) == "module 'pulumi_aws.sns._inputs' has no attribute 'NothingArgs'"

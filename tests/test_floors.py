"""The floors of the house, and its rails: who may import whom, and how long anything may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drafting import ROOT

# From the ground up. A module imports only from rooms on floors below its own, so two rooms on one
# floor never import each other; within a room, its modules never import in a circle.
FLOORS = (
    ("__init__", "finding", "kept", "money", "remembered", "whole"),
    ("document", "reading"),
    ("schema",),
    ("library",),
    ("term_sheet",),
    ("choice",),
    ("answers",),
    ("duties",),
    ("assembly",),
    ("lint", "proof", "standards", "word"),
    ("inspect", "verdict"),
    ("batch", "beside"),
    ("desk",),
    ("cli",),
)
MOST_LINES, MOST_OF_FUNCTION, MOST_PARAMETERS, MOST_NESTING, LONGEST_LINE = 220, 35, 5, 3, 100
MODULES = tuple(sorted((ROOT / "agreement").rglob("*.py")))
PACKAGES = tuple(name for floor in FLOORS[1:] for name in floor)
NAMED = re.compile("`([a-z_]+)`")
NESTS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path: Path) -> str:
    """The dotted name of a module below the package: "word.runs", "lint", "plain"."""
    parts = path.relative_to(ROOT / "agreement").with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def room(name: str) -> str:
    """The sub-package a module belongs to, or the module itself."""
    return name.partition(".")[0]


TREES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}


def imports(name: str) -> Iterator[str]:
    """Every module of the package that a module imports, inside its functions too."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if room(alias.name) == "agreement":
                    yield alias.name.partition(".")[2] or "__init__"
        elif isinstance(node, ast.ImportFrom) and room(node.module or "") == "agreement":
            yield from _from(node)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by a relative name"


def _from(node: ast.ImportFrom) -> Iterator[str]:
    below = (node.module or "").partition(".")[2]
    for alias in node.names:
        inner = f"{below}.{alias.name}" if below else alias.name
        yield inner if inner in TREES else below or "__init__"


each_module = pytest.mark.parametrize("name", TREES)
each_file = pytest.mark.parametrize("path", MODULES, ids=name_of)


def test_every_module_has_its_floor_and_every_floor_its_modules():
    assert {room(name) for name in TREES} == set(FLOOR)
    assert len(FLOOR) == sum(map(len, FLOORS))


@each_module
def test_a_module_imports_only_from_lower_floors(name):
    for other in imports(name):
        if room(other) != room(name):
            assert FLOOR[room(other)] < FLOOR[room(name)], f"{name} imports {other}"


def test_the_page_for_contributors_names_every_room_from_the_ground_up():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = page.partition("rooms of `agreement/` |")[2].partition("\n\n")[0]
    rows = [set(NAMED.findall(row.split("|")[1])) for row in table.splitlines()[2:]]
    assert rows == [set(floor) - {"__init__"} for floor in FLOORS]


@pytest.mark.parametrize("package", ["desk", "word"])
def test_the_page_of_a_package_names_each_of_its_rooms_and_no_other(package):
    page = (ROOT / "docs" / f"{package}.md").read_text(encoding="utf-8")
    table = page.partition(f"of `agreement/{package}/` |")[2].partition("\n\n")[0]
    told = {name for row in table.splitlines()[2:] for name in NAMED.findall(row.split("|")[1])}
    modules = {name.partition(".")[2] for name in TREES if name.startswith(f"{package}.")}
    assert told == modules


@pytest.mark.parametrize("package", PACKAGES)
def test_the_modules_of_one_room_never_import_in_a_circle(package):
    below = {
        name: {other for other in imports(name) if room(other) == package}
        for name in TREES
        if room(name) == package
    }
    while below:
        free = {name for name, others in below.items() if not others & set(below)}
        assert free, f"these import each other: {sorted(below)}"
        below = {name: others for name, others in below.items() if name not in free}


@each_file
def test_a_module_is_no_longer_than_a_reader_can_hold(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


@each_module
def test_no_function_is_long_and_none_takes_many_parameters(name):
    for node in ast.walk(TREES[name]):
        if isinstance(node, FUNCTIONS):
            assert node.end_lineno - node.lineno + 1 <= MOST_OF_FUNCTION, node.name
            arguments = node.args
            count = len(arguments.posonlyargs + arguments.args + arguments.kwonlyargs)
            assert count <= MOST_PARAMETERS or (room(name) == "cli" and _is_command(node)), (
                node.name
            )


def _is_command(node: ast.FunctionDef) -> bool:
    return any(
        "option" in ast.dump(mark) or "command" in ast.dump(mark) for mark in node.decorator_list
    )


@each_module
def test_no_statement_lies_deep(name):
    for node in ast.walk(TREES[name]):
        if isinstance(node, FUNCTIONS):
            assert _depth(node.body) <= MOST_NESTING, node.name


def _depth(statements: list[ast.stmt]) -> int:
    return max((_depth_of(statement) for statement in statements), default=0)


def _depth_of(statement: ast.stmt) -> int:
    if not isinstance(statement, NESTS):
        return 0
    inner = [statement.body] if hasattr(statement, "body") else []
    inner += [part.body for part in getattr(statement, "handlers", ())]
    inner += [part.body for part in getattr(statement, "cases", ())]
    inner.append(getattr(statement, "finalbody", []))
    deepest = max(1 + _depth(body) for body in inner)
    # An elif stands beside its if and not inside it.
    return max(deepest, _beside(getattr(statement, "orelse", [])))


def _beside(orelse: list[ast.stmt]) -> int:
    is_elif = len(orelse) == 1 and isinstance(orelse[0], ast.If)
    return _depth_of(orelse[0]) if is_elif else 1 + _depth(orelse) if orelse else 0


@each_module
def test_every_public_name_says_what_it_is_in_a_docstring(name):
    tree = TREES[name]
    assert ast.get_docstring(tree), f"{name} has no docstring"
    for node in _public(tree):
        assert ast.get_docstring(node), f"{name}.{node.name} has no docstring"


def _public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def test_a_statement_within_four_others_is_known_as_deep():
    deep = "if a:\n for b in c:\n  while d:\n   with e:\n    pass\n"
    beside = "if a:\n pass\nelif b:\n pass\nelif c:\n pass\nelse:\n pass\n"
    assert (_depth(ast.parse(deep).body), _depth(ast.parse(beside).body)) == (4, 1)

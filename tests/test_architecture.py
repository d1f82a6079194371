"""The shape of the package: who may import whom, one door per library, sizes, names.

Everything is read with `ast`, nothing is imported or run, so imports inside functions count too.
Each check is a function from modules to complaints, and is itself tried on made-up sources below.
"""

from __future__ import annotations

import ast
import graphlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

PACKAGE = "generator"
ROOT = Path(__file__).parents[1]

# Each layer may import itself and those to its right.
LAYERS = (
    "cli",
    "commands",
    "publish",
    "review",
    "compile",
    "report",
    "check",
    "rules",
    "sop",
    "load",
    "git",
    "diagnostic",
)

# Import name -> the modules it may be imported in. A library that is not here may not be used.
DOORS = {
    "_ruamel_yaml": {"generator.load.source"},
    "babel": {"generator.publish.format"},
    "click": {
        "generator.cli",
        "generator.cli.authenticity",
        "generator.cli.documents",
        "generator.cli.exchange",
        "generator.cli.options",
        "generator.cli.proof",
        "generator.cli.publication",
        "generator.cli.review",
        "generator.commands.indonesian",
    },
    "cryptography": {"generator.publish.attestation"},
    "fontTools": {"generator.publish.fonts"},
    "in_toto": {"generator.publish.attestation"},
    "jinja2": {"generator.publish.render"},
    "jsonschema_rs": {"generator.load.schema"},
    "markupsafe": {"generator.publish.render"},
    "material": {"generator.publish.site"},
    "mkdocs": {"generator.publish.site"},
    "pyhanko": {"generator.publish.signature"},
    "python_calamine": {"generator.load.workbook"},
    "rich": {"generator.report.progress"},
    "ruamel": {"generator.load.source"},
    "securesystemslib": {"generator.publish.attestation"},
    "segno": {"generator.publish.qr"},
    "weasyprint": {"generator.publish.pdf"},
    "xlsxwriter": {"generator.publish.sheet"},
}

# The same for modules of the standard library that start processes or ask the network.
GUARDED = {
    "ftplib": set[str](),
    "http.client": set[str](),
    "multiprocessing": set[str](),
    "smtplib": set[str](),
    "socket": set[str](),
    "subprocess": {"generator.git.process", "generator.publish.press", "generator.publish.site"},
    "urllib.request": set[str](),
}

# Only these may ask for the time: everyone else is told what day it is.
CLOCKS = {"cli", "commands"}
CLOCK_CALLS = {"now", "today", "utcnow"}

# Only these may write files.
WRITERS = {"commands", "publish"}
WRITE_CALLS = {
    "mkdir",
    "rmdir",
    "rmtree",
    "symlink_to",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}

VAGUE_NAMES = {"common", "core", "helper", "helpers", "manager", "service", "util", "utils"}

MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 40


@dataclass(frozen=True)
class Module:
    """One source file, parsed."""

    name: str
    text: str
    is_package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def layer(self) -> str:
        """The part below the package: `load` of `generator.load.tree`, empty for the root."""
        part = self.name.partition(".")[2].partition(".")[0]
        return "cli" if part == "__main__" else part

    @property
    def folder(self) -> str:
        return self.name if self.is_package else self.name.rpartition(".")[0]


def read_modules(root: Path) -> list[Module]:
    return [read_module(root, path) for path in sorted((root / PACKAGE).rglob("*.py"))]


def read_module(root: Path, path: Path) -> Module:
    parts = path.relative_to(root).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name, path.read_text("utf-8"), is_package)


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the full dotted name of everything imported, wherever it stands."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(names=names):
                base = import_base(module, node)
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in names)
            case ast.Call(args=[ast.Constant(value=str(name)), *_]) if is_dynamic_import(node):
                yield node.lineno, name


def import_base(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.folder.split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, node.module] if node.module else parts)


def is_dynamic_import(call: ast.Call) -> bool:
    return called_name(call) in {"__import__", "import_module"}


def called_name(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def complain_of_direction(modules: list[Module]) -> list[str]:
    complaints = []
    for module in modules:
        if not module.layer:
            continue
        allowed = LAYERS[LAYERS.index(module.layer) :] if module.layer in LAYERS else ()
        for line, name in imports(module):
            layer = Module(name, "").layer
            if is_within(name, PACKAGE) and layer not in allowed:
                complaints.append(f"{module.name}:{line}: {module.layer} imports {layer}")
    return complaints


def complain_of_layers(modules: list[Module]) -> list[str]:
    return [
        f"{module.name}: in no layer" for module in modules if module.layer not in {"", *LAYERS}
    ]


def complain_of_doors(modules: list[Module]) -> list[str]:
    return [
        f"{module.name}:{line}: imports {name}"
        for module in modules
        for line, name in imports(module)
        if module.name not in open_to(name)
        and not is_within(name, PACKAGE)
        and (is_guarded(name) or name.partition(".")[0] not in sys.stdlib_module_names)
    ]


def is_guarded(name: str) -> bool:
    return any(is_within(name, guarded) for guarded in GUARDED)


def open_to(name: str) -> set[str]:
    return {
        module
        for package, doors in {**DOORS, **GUARDED}.items()
        if is_within(name, package)
        for module in doors
    }


def complain_of_cycles(modules: list[Module]) -> list[str]:
    known = {module.name for module in modules}
    graph = {
        module.name: {found for _, name in imports(module) if (found := resolve(name, known))}
        - {module.name}
        for module in modules
    }
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return [" -> ".join(error.args[1])]
    return []


def resolve(name: str, known: set[str]) -> str | None:
    """Return the module that a dotted name lies in: `a.b.c` may be a name of `a.b`."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def complain_of_calls(modules: list[Module]) -> list[str]:
    return [
        f"{module.name}:{node.lineno}: {called_name(node)}()"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (
            (module.layer not in CLOCKS and asks_the_time(node))
            or (module.layer not in WRITERS and writes(node))
        )
    ]


def asks_the_time(call: ast.Call) -> bool:
    return called_name(call) in CLOCK_CALLS or ast.unparse(call.func) == "time.time"


def writes(call: ast.Call) -> bool:
    name = called_name(call)
    return name in WRITE_CALLS or (name == "open" and any(map(is_writing_mode, modes(call))))


def modes(call: ast.Call) -> Iterator[ast.expr]:
    """Yield what may be the mode of a call of `open`: the function takes the path first."""
    yield from call.args[1:2] if isinstance(call.func, ast.Name) else call.args[:2]
    yield from (word.value for word in call.keywords if word.arg == "mode")


def is_writing_mode(node: ast.expr) -> bool:
    mode = node.value if isinstance(node, ast.Constant) else None
    return (
        isinstance(mode, str) and set(mode) <= set("rwaxbt+") and not set(mode).isdisjoint("wax+")
    )


def complain_of_size(modules: list[Module]) -> list[str]:
    return [*long_modules(modules), *long_functions(modules)]


def long_modules(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        lines = len(module.text.splitlines())
        if lines > MAX_MODULE_LINES:
            yield f"{module.name}: {lines} lines"


def long_functions(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = count_lines(node)
                if lines > MAX_FUNCTION_LINES:
                    yield f"{module.name}:{node.lineno}: {node.name} has {lines} lines"


def count_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its decorators and its docstring."""
    lines = line_span(function)
    if ast.get_docstring(function, clean=False) is not None:
        lines -= line_span(function.body[0])
    return lines


def line_span(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def complain_of_names(modules: list[Module]) -> list[str]:
    return [module.name for module in modules if VAGUE_NAMES & set(module.name.split("."))]


def complain_of_docstrings(modules: list[Module]) -> list[str]:
    return [module.name for module in modules if not ast.get_docstring(module.tree)]


CHECKS = (
    complain_of_calls,
    complain_of_cycles,
    complain_of_direction,
    complain_of_docstrings,
    complain_of_doors,
    complain_of_layers,
    complain_of_names,
    complain_of_size,
)


@pytest.mark.parametrize(
    "check", CHECKS, ids=lambda check: check.__name__.removeprefix("complain_of_")
)
def test_the_package_keeps_its_shape(check: Callable[[list[Module]], list[str]]) -> None:
    assert check(read_modules(ROOT)) == []


def test_the_tables_are_sorted() -> None:
    assert list(DOORS) == sorted(DOORS)
    assert list(GUARDED) == sorted(GUARDED)


# --- The checks can fail --------------------------------------------------------------------------


def module(name: str, text: str, *, is_package: bool = False) -> Module:
    return Module(f"{PACKAGE}.{name}", text, is_package)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sop.model", "from generator.check import check"),
        ("sop.model", "import generator.cli"),
        ("git", "from generator import load"),
        ("load.tree", "def read():\n    from generator.rules import RULES"),
        ("load.tree", "from ..sop import model"),
        ("load", "from . import tree\nfrom ..check import check"),
        ("load.tree", "import importlib\nimportlib.import_module('generator.publish.pdf')"),
        ("load.tree", "if TYPE_CHECKING:\n    from generator.compile.recap import Recap"),
        ("diagnostic", "from generator.git import show"),
    ],
)
def test_an_import_to_the_left_is_found(name: str, text: str) -> None:
    assert len(complain_of_direction([module(name, text, is_package=name == "load")])) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cli", "from generator.commands.check import check"),
        ("__main__", "from generator.cli import main"),
        ("check", "from generator.rules import RULES\nfrom generator import git"),
        (
            "load.corpus",
            "from . import tree\nfrom .tree import Tree\nfrom generator.load import source",
        ),
        ("sop.model", "import datetime\nimport generators.check"),
    ],
)
def test_an_import_to_the_right_or_beside_is_not(name: str, text: str) -> None:
    assert complain_of_direction([module(name, text)]) == []


def test_a_module_outside_the_layers_is_found() -> None:
    assert complain_of_layers([module("tools", ""), module("load.tree", "")]) != []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("compile.recap", "import weasyprint"),
        ("publish.site", "def build():\n    from weasyprint import HTML"),
        ("load.tree", "from ruamel.yaml import YAML"),
        ("load.tree", "from subprocess import run"),
        ("publish.pdf", "from urllib.request import urlopen"),
        ("publish.pdf", "import requests"),
    ],
)
def test_a_library_behind_another_door_is_found(name: str, text: str) -> None:
    assert len(complain_of_doors([module(name, text)])) == 1


def test_a_library_at_its_own_door_is_not() -> None:
    sources = [
        module("publish.pdf", "import weasyprint\nfrom weasyprint.text import fonts"),
        module("load.source", "from ruamel.yaml.cyaml import CParser"),
        module("git.process", "import subprocess, os.path"),
        module("publish.write", "from urllib.parse import quote\nfrom generator.git import show"),
    ]
    assert complain_of_doors(sources) == []


def test_a_cycle_is_found_also_through_a_lazy_import() -> None:
    sources = [
        module("load.tree", "from generator.load.source import Source"),
        module("load.source", "def f():\n    from generator.load import text"),
        module("load.text", "from generator.load.tree import Tree"),
    ]
    assert len(complain_of_cycles(sources)) == 1
    assert complain_of_cycles(sources[:2]) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("check", "from datetime import date\ndate.today()"),
        ("publish.pdf", "import datetime\ndatetime.datetime.now(datetime.UTC)"),
        ("sop.clock", "import time\ntime.time()"),
        ("rules.skipped_step", "Path('x').write_text('y')"),
        ("compile.recap", "open('x', 'w')"),
        ("load.tree", "path.open('ab')"),
        ("load.tree", "path.open(mode='r+')"),
    ],
)
def test_a_look_at_the_clock_or_a_write_is_found(name: str, text: str) -> None:
    assert len(complain_of_calls([module(name, text)])) == 1


def test_reading_and_writing_where_they_belong_are_not() -> None:
    sources = [
        module("cli", "date.today()"),
        module("publish.write", "path.write_bytes(b'')\nopen('x', 'w')"),
        module("load.tree", "open('wax')\npath.open('rb')\ntext.replace('a', 'b')"),
    ]
    assert complain_of_calls(sources) == []


def test_a_long_module_and_a_long_function_are_found() -> None:
    body = "    x = 1\n" * MAX_FUNCTION_LINES
    function = f"@cache\ndef f():\n{body}"
    assert len(complain_of_size([module("check", function)])) == 1
    assert len(complain_of_size([module("check", "x = 1\n" * (MAX_MODULE_LINES + 1))])) == 1


def test_a_docstring_and_decorators_do_not_make_a_function_long() -> None:
    body = "    x = 1\n" * (MAX_FUNCTION_LINES - 1)
    function = f'@cache\n@other\ndef f():\n    """One.\n\n    Two.\n    """\n{body}'
    assert complain_of_size([module("check", function)]) == []


def test_a_vague_name_is_found() -> None:
    sources = [module("load.utils", ""), module("core.tree", ""), module("load.corpus", "")]
    assert len(complain_of_names(sources)) == 2


def test_a_missing_docstring_is_found() -> None:
    sources = [module("check", "x = 1"), module("git", ""), module("diagnostic", '"""Findings."""')]
    assert len(complain_of_docstrings(sources)) == 2

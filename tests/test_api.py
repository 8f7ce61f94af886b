"""The Python API in five lines, as the README shows it, and the promise that importing the package is cheap."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import workbench

README = Path(workbench.__file__).parent.parent / "README.md"


def test_the_readmes_example_runs_as_it_is_printed(built_place, tmp_path, monkeypatch, capsys):
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "documents").symlink_to(built_place.documents)
    (tmp_path / "article.txt").write_text(built_place.article.read_text(encoding="utf-8"), encoding="utf-8")
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the README's own code is what is tested
    printed = capsys.readouterr().out
    assert "MATCH_ROUNDED" in printed
    assert "19 km = 11.8 mi" in printed
    assert "    amount 12-mile → " in printed


def test_every_public_name_is_there_and_documented():
    for name in workbench.__all__:
        assert getattr(workbench, name).__doc__, name
    assert len(workbench.__all__) <= 12


def test_an_unknown_name_says_what_is_offered():
    with pytest.raises(AttributeError, match="Workbench"):
        workbench.Wrokbench  # noqa: B018


@pytest.mark.parametrize(
    ("use", "libraries"),
    [
        ("pass", ("torch", "spacy", "faiss", "streamlit", "duckdb")),
        ("workbench.read_values('12 miles')", ("torch", "spacy", "faiss")),
    ],
)
def test_importing_the_package_and_reading_values_load_no_model_library(use, libraries):
    script = f"import sys, workbench\n{use}\nprint([name for name in {libraries} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == []

"""Fixtures that many tests share: a small real corpus, built once, and the command line run in this process."""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def workbench_command(monkeypatch, capfdbinary):
    """Run the `workbench` command in this process: arguments, and bytes or rows for standard input."""
    from workbench.cli import run

    def command(*arguments, stdin=b"", workspace=None):
        if not isinstance(stdin, bytes):
            stdin = "".join(json.dumps(row) + "\n" for row in stdin).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        place = ["--workspace", str(workspace)] if workspace else []
        code = run([*place, *map(str, arguments)])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return command


DOCUMENTS = {
    "register.md": """---
title: Register of sea crossings
publisher: Harbour Office
published: 2023-11-03
tier: primary
---

The Norrhavn tunnel is 19 km long. It was opened to traffic on 4 May 2019.
""",
    "report.md": """---
title: Annual report of the Norrhavn ferry
publisher: Norrhavn Ferry Company
published: 2024-02-01
tier: primary
---

In 2023 the ferry carried 412,000 passengers. The company employs 240 people.
""",
    "transcript.md": """---
title: Council meeting, transcript
publisher: Norrhavn Council
published: 2024-04-18
tier: primary
---

Mayor Ilse Brandt: We will not raise the fare before the new terminal is open.
""",
    "weather.md": """---
title: Weather of the year
publisher: Coast Weekly
published: 2024-01-05
tier: secondary
---

It rained on 212 days. The mildest winter on record ended in March.
""",
}
ARTICLE = """The 12-mile Norrhavn tunnel opened in May 2019. The ferry carried 512,000 passengers in 2023.

"We will not raise the fare before the new terminal is open," Mayor Ilse Brandt told the council in April.

Nobody knows what the island will look like in a century.
"""


@dataclass(frozen=True)
class Place:
    """A workspace with the corpus `refs`, and an article file to check against it."""

    workspace: Path
    article: Path
    documents: Path


@pytest.fixture(scope="session")
def built_place(tmp_path_factory):
    """Build the corpus once; tests that write take a copy of it (`place`)."""
    from workbench.building import add_to_corpus
    from workbench.settings import load

    root = tmp_path_factory.mktemp("place")
    documents = root / "documents"
    documents.mkdir()
    for name, text in DOCUMENTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    article = root / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    workspace = root / "workspace"
    workspace.mkdir()
    add_to_corpus(workspace, "refs", [documents], load(workspace))
    return Place(workspace, article, documents)


@pytest.fixture
def place(built_place, tmp_path):
    """A workspace of one's own with the corpus `refs` in it."""
    import shutil

    workspace = tmp_path / "workspace"
    shutil.copytree(built_place.workspace, workspace)
    return Place(workspace, built_place.article, built_place.documents)

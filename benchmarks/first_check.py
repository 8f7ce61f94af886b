"""How long a new user waits: whole commands, start included, as ratios to starting the libraries they stand on.

    python benchmarks/first_check.py [RUNS]

Prints one JSON line of wall times, the median of RUNS (3): ``libraries`` starts Python with torch and spaCy and ends, the
reference of the ratios; ``demo`` builds the demo corpus and checks its article from nothing; ``check`` checks twenty claims
of it against the corpus that is there. Bars on two ordinary cores: demo 20 s, check 8 s.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workbench.demo import article_path

CLAIMS = 20


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        libraries = [seconds([sys.executable, "-c", "import torch, spacy"]) for _ in range(runs)]
        demo = [seconds(workbench(place / str(run), "demo")) for run in range(runs)]
        article = place / "article.txt"
        claims = shortened(article, place / "0")
        check = workbench(place / "0", "check", str(article), "--corpus", "demo", "--date", "2024-05-02", "--format", "json")
        checks = [seconds(check) for _ in range(runs)]
    told = {"libraries": libraries, "demo": demo, "check": checks}
    medians = {f"{name}_s": round(statistics.median(taken), 2) for name, taken in told.items()}
    ratios = {f"{name}_to_libraries": round(medians[f"{name}_s"] / medians["libraries_s"], 2) for name in ("demo", "check")}
    print(json.dumps({"cores": os.cpu_count(), "runs": runs, "claims": claims} | medians | ratios))


def shortened(article: Path, workspace: Path) -> int:
    """Write the demo article up to the paragraph with its twentieth claim; returns how many claims that leaves."""
    whole = article_path().read_text(encoding="utf-8").split("\n\n")
    for end in range(1, len(whole) + 1):
        article.write_text("\n\n".join(whole[:end]), encoding="utf-8")
        read = subprocess.run(
            workbench(workspace, "claims", "--jsonl"),
            input=json.dumps({"id": 1, "text": article.read_text(encoding="utf-8")}),
            capture_output=True,
            text=True,
            check=True,
        )
        claims = len(json.loads(read.stdout)["claims"])
        if claims >= CLAIMS:
            break
    return claims


def workbench(workspace: Path, *arguments: str) -> list[str]:
    """The command line for a workspace."""
    workspace.mkdir(exist_ok=True)
    return [sys.executable, "-m", "workbench", "--workspace", str(workspace), *arguments]


def seconds(command: list[str]) -> float:
    """Wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)

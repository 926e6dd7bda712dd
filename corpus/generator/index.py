"""Keeps the table of the cases in the corpus's README."""

import json
from pathlib import Path

START, END = "<!-- cases -->", "<!-- end of cases -->"


def _row(path: Path) -> str:
    truth = json.loads(path.read_text(encoding="utf8"))
    gaps = ", ".join(gap["requirement"] + (f" {gap['party']}" if gap["party"] else "") for gap in truth["gaps"])
    return f"| `{truth['case_id']}` | {truth['shows']} | {truth['format']} | {truth['language']} | {gaps or '–'} |"


def write_table(root: Path) -> None:
    """Writes one row per case into README.md, if there is one."""
    readme = root / "README.md"
    if not readme.exists():
        return
    before, rest = readme.read_text(encoding="utf8").split(START)
    after = rest.split(END)[1]
    rows = "\n".join(_row(path) for path in sorted(root.glob("*/truth.json")))
    table = f"\n| case | what it shows | format | language | gaps |\n|---|---|---|---|---|\n{rows}\n"
    readme.write_text(before + START + table + END + after, encoding="utf8")

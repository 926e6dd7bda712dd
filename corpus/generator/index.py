"""Keeps the table of the cases in the corpus's README."""

import json
from pathlib import Path

START, END = "<!-- cases -->", "<!-- end of cases -->"


def _row(truth: dict) -> str:
    gaps = ", ".join(gap["requirement"] + (f" {gap['party']}" if gap["party"] else "") for gap in truth["gaps"])
    return f"| `{truth['case_id']}` | {truth['shows']} | {truth['format']} | {truth['language']} | {gaps or '–'} |"


def _table(truths: list[dict]) -> str:
    rows = "\n".join(map(_row, truths))
    return f"| case | what it shows | format | language | gaps |\n|---|---|---|---|---|\n{rows}\n"


def write_table(root: Path) -> None:
    """Writes one row per case into README.md, if there is one: composed and written cases apart."""
    readme = root / "README.md"
    if not readme.exists():
        return
    before, rest = readme.read_text(encoding="utf8").split(START)
    after = rest.split(END)[1]
    truths = [json.loads(path.read_text(encoding="utf8")) for path in sorted(root.glob("*/truth.json"))]
    written = [truth for truth in truths if truth.get("written")]
    composed = [truth for truth in truths if not truth.get("written")]
    table = f"\n### Composed ({len(composed)})\n\n{_table(composed)}\n### Written ({len(written)})\n\n{_table(written)}"
    readme.write_text(before + START + table + END + after, encoding="utf8")

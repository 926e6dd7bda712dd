"""Makes the corpus: `python -m generator [CASE ...]`, run in the folder above this one."""

import argparse
import json
import shutil
import zipfile
from pathlib import Path

from .cases import CASES
from .evidence import make_evidence
from .index import write_table
from .model import Case, Produced
from .output import Maker
from .truth import truth
from .word import make_docx
from .written import Written
from .written import cases as written_cases
from .written_output import WrittenMaker, make_word
from .written_truth import written_truth


class GbkInfo(zipfile.ZipInfo):
    """A ZIP entry whose name is in GBK without the UTF-8 flag, as Chinese Windows wrote them."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def pack(folder: Path, archive: str) -> None:
    """Moves all files of a case into one ZIP."""
    files = sorted(folder.iterdir())
    with zipfile.ZipFile(folder / archive, "w", zipfile.ZIP_DEFLATED) as out:
        for path in files:
            out.writestr(GbkInfo(path.name, (2024, 3, 1, 9, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED)
    for path in files:
        path.unlink()


def build(case: Case, root: Path, docx_writer: list[str]) -> None:
    """Writes one case's folder anew."""
    folder = root / case.id
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = Produced()
    for doc in case.docs:
        if doc.role == "evidence":
            part = make_evidence(doc, folder)
        elif doc.medium == "docx":
            part = make_docx(case, doc, folder, docx_writer)
        else:
            part = Maker(case, doc, folder).make()
        made.files += part.files
        made.places |= part.places
    finish(case, made, folder, truth(case, made))


def build_written(case: Written, root: Path, docx_writer: list[str]) -> None:
    """Writes one written case's folder anew."""
    folder = root / case.id
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = Produced()
    for doc in case.docs:
        part = make_word(case, doc, folder, docx_writer) if doc.medium == "docx" else WrittenMaker(case, doc, folder).make()
        made.files += part.files
        made.places |= part.places
    finish(case, made, folder, written_truth(case, made))


def finish(case: Case | Written, made: Produced, folder: Path, said: dict) -> None:
    """Packs the files where they come in a ZIP, and writes the truth beside them."""
    if case.archive:
        pack(folder, case.archive)
    text = json.dumps(said, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf8")


def main() -> None:
    """The command line."""
    here = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description="Makes the corpus.")
    parser.add_argument("cases", nargs="*", help="case ids; all if none is given")
    parser.add_argument("--out", type=Path, default=here)
    parser.add_argument(
        "--docx-writer",
        default="cargo run --quiet --example corpus-docx --",
        help="command that turns a JSON specification into a DOCX file",
    )
    options = parser.parse_args()
    for case in CASES:
        if not options.cases or case.id in options.cases:
            print(case.id, flush=True)
            build(case, options.out, options.docx_writer.split())
    for written in written_cases():
        if not options.cases or written.id in options.cases:
            print(written.id, flush=True)
            build_written(written, options.out, options.docx_writer.split())
    write_table(options.out)


if __name__ == "__main__":
    main()

"""Makes the specification of a DOCX file and has it written by the Rust example `corpus-docx`."""

import json
import random
import subprocess
import tempfile
from pathlib import Path

from . import ink, seals, wordings
from .blocks import Block
from .model import Case, Doc, Produced
from .page import Page

BODY, HEADING, TITLE, SMALL = 21, 22, 34, 17  # half points


def _line(text: str, size: int = BODY, bold: bool = False, centred: bool = False, pictures=()) -> dict:
    return {"text": text, "size": size, "bold": bold, "centred": centred, "pictures": list(pictures)}


class WordDocument:
    """One DOCX document."""

    def __init__(self, case: Case, doc: Doc, folder: Path):
        self.case, self.doc, self.folder = case, doc, folder
        self.page = Page(case, doc)
        self.rng = random.Random(f"{case.id}/{doc.name}/word")
        self.places: dict[tuple[str, str], dict] = {}

    def spec(self) -> dict:
        """The whole specification; its pictures are written beside it."""
        doc, langs = self.doc, self.doc.langs
        blocks = [{"line": _line(self.page.title(lang), TITLE, True, True)} for lang in langs]
        blocks += [{"line": _line(text)} for text in self.page.party_lines(langs)]
        blocks += [{"line": _line(text)} for lang in langs for text in self.page.preamble(lang)]
        blocks += self._articles()
        blocks += [{"line": _line(wordings.table("labels")[lang]["witness"])} for lang in langs]
        blocks += self._signatures()
        header = _line(wordings.org_name(self.page.orgs[0], langs[0]), SMALL, centred=True) if "red_letterhead" in doc.extras else None
        footer = (
            _line("合作协议 v1.2" if langs[0] == "zh" else "Agreement v1.2", SMALL, centred=True) if "page_numbers" in doc.extras else None
        )
        return {"font": ("宋体", "仿宋", "楷体")[doc.look % 3], "header": header, "footer": footer, "blocks": blocks}

    def _articles(self) -> list[dict]:
        sets = [self.page.articles(lang) for lang in self.doc.langs]
        if self.doc.mode == "table":
            rows = [[[_line(heading, HEADING, True), *map(_line, texts)] for heading, texts in row] for row in zip(*sets)]
            return [{"table": {"ruled": True, "rows": rows}}]
        return [{"line": line} for heading, texts in sets[0] for line in (_line(heading, HEADING, True), *map(_line, texts))]

    def _signatures(self) -> list[dict]:
        blocks = [Block(self.case, self.doc, i, self.doc.langs, real=False) for i in range(len(self.page.orgs))]
        columns = [self._block_lines(block) for block in blocks]
        if self.doc.layout == "stacked":
            return [{"line": line} for lines in columns for line in (*lines, _line(""))]
        rows = [columns] if self.doc.layout == "columns" else [[lines] for lines in columns]
        return [{"table": {"ruled": self.doc.layout == "table", "rows": rows}}]

    def _block_lines(self, block: Block) -> list[dict]:
        signing, letter = block.signing, block.letter
        lines = [_line(text, bold=True) for text in block.heads()]
        org = wordings.sealing_org(signing)
        lines.append(_line(block.label("seal"), pictures=[self._seal(org, letter)] if org else []))
        signs = [self._signature(signing.person, letter)] if signing.signature == "ink" else []
        typed = wordings.native_person_name(signing.person) if signing.signature == "typed" else ""
        lines.append(_line(f"{block.label('sign')} {typed}", pictures=signs))
        lines += [_line(f"{block.label(what)} {text}") for what in ("name", "title") if (text := block.given(what)) is not None]
        if not (signing.date is None and signing.date_form == "absent"):
            lines.append(_line(f"{block.label('date')} {block.day_text()}"))
        return lines

    def _picture(self, picture, width: float, name: str, offset=None) -> dict:
        picture.save(self.folder / name)
        return {
            "file": name,
            "width_mm": round(width, 1),
            "height_mm": round(width * picture.height / picture.width, 1),
            "offset_mm": offset,
        }

    def _signature(self, person: str, letter: str) -> dict:
        picture, width = ink.signature(wordings.table("people")[person]["ink"], self.rng)
        self.places[letter, "sign"] = {"file": f"{self.doc.name}.docx", "page": None, "box": None}
        return self._picture(picture, width, f"sign-{letter}.png")

    def _seal(self, org: str, letter: str) -> dict:
        facts = wordings.table("parties")[org]
        picture = seals.seal(facts["stamp"], facts.get("sealtext", facts["zh"]), self.rng)
        width = picture.width / seals.KEPT
        picture = picture.resize((picture.width // 2, picture.height // 2))
        self.places[letter, "seal"] = {"file": f"{self.doc.name}.docx", "page": None, "box": None}
        return self._picture(picture, width, f"seal-{letter}.png", [self.rng.uniform(12, 26), self.rng.uniform(-6, 2)])


def make_docx(case: Case, doc: Doc, folder: Path, writer: list[str]) -> Produced:
    """Writes one DOCX file."""
    name = f"{doc.name}.docx"
    with tempfile.TemporaryDirectory() as scratch:
        word = WordDocument(case, doc, Path(scratch))
        spec = Path(scratch) / "spec.json"
        spec.write_text(json.dumps(word.spec(), ensure_ascii=False), encoding="utf8")
        subprocess.run([*writer, str(spec), str((folder / name).resolve())], check=True)
    made = Produced(places=word.places)
    made.files.append({"name": name, "kind": "docx", "scanned": False, "n_pages": None, "languages": list(doc.langs), "role": doc.role})
    return made

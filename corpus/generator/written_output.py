"""Makes the files of a written document: scans and PDFs through `Maker`, DOCX through the Rust example."""

import io
import json
import random
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

from . import render
from .markup import SLOT, Command, Grid, Group, Line, Slot, parse
from .model import Box, Mark, Produced
from .output import Maker
from .pdf import MM
from .word import _line
from .written import Written, WrittenDoc
from .written_page import WrittenPage, offsets

SIZES = {"title": 32, "heading": 22, "small": 17}  # half points


class WrittenMaker(Maker):
    """Builds the files of one written document."""

    def make(self) -> Produced:
        """Writes the files."""
        page = WrittenPage(self.case.id, self.doc, self.case.parties)
        clean, places = render.to_pdf(page.html(), f"{self.case.id}-{self.doc.name}")
        marks = page.marks(places)
        if self.doc.medium in ("text", "digital"):
            marks = [replace(mark, picture=_smaller(mark.picture)) for mark in marks]
        fields = [places[f"slot-{n}"] for n, slot in enumerate(page.slots) if slot.kind == "field"]
        clean = with_fields(clean, fields) if fields else clean
        if self.doc.drop:
            clean, marks = without(clean, marks, self.doc.drop)
        self.write(clean, marks)
        return self.made


def _smaller(picture: Image.Image) -> Image.Image:
    """A pasted picture as an office makes it, of about 130 dpi in the end."""
    return picture.resize((max(1, picture.width * 2 // 3), max(1, picture.height * 2 // 3)), Image.Resampling.LANCZOS)


def without(pdf: bytes, marks: list[Mark], drop: tuple[int, ...]) -> tuple[bytes, list[Mark]]:
    """A PDF with some pages (from 1) left out, and the marks on those that stay."""
    writer = PdfWriter()
    kept = []
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, 1):
        if number not in drop:
            writer.add_page(page)
            kept.append(number)
    out = io.BytesIO()
    writer.write(out)
    stay = [replace(m, box=replace(m.box, page=kept.index(m.box.page) + 1)) for m in marks if m.box.page in kept]
    return out.getvalue(), stay


def with_fields(pdf: bytes, boxes: list[Box]) -> bytes:
    """A PDF with digital signature fields that nobody signed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    fields = ArrayObject()
    for number, box in enumerate(boxes, 1):
        page = writer.pages[box.page - 1]
        top = float(page.mediabox.height) - box.y * MM
        corners = (box.x * MM, top - box.height * MM, (box.x + box.width) * MM, top)
        widget = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject(f"Signature{number}"),
                NameObject("/F"): NumberObject(4),
                NameObject("/Rect"): ArrayObject(FloatObject(round(v, 2)) for v in corners),
                NameObject("/P"): page.indirect_reference,
            }
        )
        reference = writer._add_object(widget)
        fields.append(reference)
        page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", []), reference])
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class WrittenWord:
    """One written document as the specification of a DOCX file."""

    def __init__(self, case: Written, doc: WrittenDoc, folder: Path):
        self.doc, self.folder = doc, folder
        self.page = WrittenPage(case.id, doc, case.parties)
        self.rng = random.Random(f"{case.id}/{doc.name}/word")
        self.places: dict[tuple[str, str], dict] = {}
        self.pictures = 0

    def spec(self) -> dict:
        """The whole specification; its pictures are written beside it."""
        doc = self.doc
        running = [_line(text, 17, centred=True) if text else None for text in (doc.header, doc.footer)]
        font = next((name for name in ("仿宋", "楷体", "黑体") if name in doc.font), "宋体")
        return {"font": font, "header": running[0], "footer": running[1], "blocks": list(self._blocks(parse(doc.text)))}

    def _blocks(self, nodes: list):
        for node in nodes:
            if isinstance(node, Group):
                yield from self._blocks(node.nodes)
            elif isinstance(node, Grid):
                rows = [[list(self._lines(cell)) or [_line("")] for cell in row] for row in node.rows]
                yield {"table": {"ruled": node.ruled, "rows": rows}}
            else:
                yield from ({"line": line} for line in self._lines([node]))

    def _lines(self, nodes: list):
        for node in nodes:
            match node:
                case Line(text, style):
                    pictures = [self._picture(Slot(k, p, h or "")) for k, p, h in SLOT.findall(text)]
                    plain = SLOT.sub(" ", text).replace("{u:", "").replace("{b:", "").replace("}", "")
                    yield _line(plain, SIZES.get(style, 21), style in ("title", "heading", "bold"), style in ("title", "centred"), pictures)
                case Command("red" | "logo", text):
                    yield _line(text, 40, True, True)
                case Command(_, _):
                    yield _line("")
                case _:
                    raise ValueError(f"a table in a cell: {node}")

    def _picture(self, slot: Slot) -> dict:
        picture, width = self.page.drawn(slot)
        picture = picture.resize((picture.width // 2, picture.height // 2))
        self.pictures += 1
        name = f"picture-{self.pictures}.png"
        picture.save(self.folder / name)
        if len(slot.party) == 1:
            self.places[slot.party, slot.kind] = {"file": f"{self.doc.name}.docx", "page": None, "box": None}
        height = width * picture.height / picture.width
        floating = slot.kind in ("seal", "stamp")
        dx, dy = offsets(slot.how) if floating else (0, 0)
        place = [max(0.0, dx), round(dy - height / 2, 1)] if floating else None
        return {"file": name, "width_mm": round(width, 1), "height_mm": round(height, 1), "offset_mm": place}


def make_word(case: Written, doc: WrittenDoc, folder: Path, writer: list[str]) -> Produced:
    """Writes one DOCX file."""
    name = f"{doc.name}.docx"
    with tempfile.TemporaryDirectory() as scratch:
        word = WrittenWord(case, doc, Path(scratch))
        spec = Path(scratch) / "spec.json"
        spec.write_text(json.dumps(word.spec(), ensure_ascii=False), encoding="utf8")
        subprocess.run([*writer, str(spec), str((folder / name).resolve())], check=True)
    facts = {"name": name, "kind": "docx", "scanned": False, "n_pages": None, "languages": list(doc.langs), "role": doc.role}
    return Produced([facts], word.places)

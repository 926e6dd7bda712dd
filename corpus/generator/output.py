"""Makes the files of one document in its medium and notes where each mark came to lie.

Media: text, form, digital, docx (born digital); colour, fold, border, grey, copy, bw, poor, photo_pdf (scans in a PDF); photo, shade
and jpg (one JPG per page); tiff and fax (all pages in one file); hybrid (text pages, scanned signature page); signature_page (unsigned PDF and a JPG of the
signed page); ocr_layer (scan with a bad text layer); noted (text PDF with comments on it).
"""

import io
import random
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Text

from . import effects, pdf, render
from .marks import marks_for, stamp_onto
from .model import Case, Doc, Mark, Produced
from .page import Page

SCANS = {
    "colour": "colour",
    "grey": "grey",
    "bw": "bw",
    "poor": "poor",
    "photo": "photo",
    "photo_pdf": "photo",
    "shade": "shade",
    "jpg": "colour",
    "tiff": "bw",
    "fax": "fax",
    "ocr_layer": "colour",
    "fold": "fold",
    "border": "border",
    "copy": "copy",
}


class Maker:
    """Builds the files of one document."""

    def __init__(self, case: Case, doc: Doc, folder: Path):
        self.case, self.doc, self.folder = case, doc, folder
        self.rng = random.Random(f"{case.id}/{doc.name}/scan")
        self.made = Produced()

    def make(self) -> Produced:
        """Writes the files."""
        doc = self.doc
        html = Page(self.case, doc).html()
        clean, places = render.to_pdf(html, f"{self.case.id}-{doc.name}", forms=doc.medium == "form")
        pages = len(PdfReader(io.BytesIO(clean)).pages)
        self.write(clean, marks_for(self.case, doc, places, pages))
        return self.made

    def write(self, clean: bytes, marks: list[Mark]) -> None:
        """Writes the files of a laid-out document with its ink and seals."""
        doc = self.doc
        pages = len(PdfReader(io.BytesIO(clean)).pages)
        if doc.medium in SCANS:
            self._scan(clean, marks)
        elif doc.medium == "hybrid":
            self._hybrid(clean, marks, pages)
        elif doc.medium == "signature_page":
            self._signature_page(clean, marks, pages)
        else:
            signed = pdf.with_marks(clean, marks) if marks else clean
            self._write(f"{doc.name}.pdf", noted(signed) if doc.medium == "noted" else signed, "pdf", False, pages)
            self._note_marks(marks, f"{doc.name}.pdf")

    def _write(self, name: str, data: bytes, kind: str, scanned: bool, pages: int | None, role: str | None = None) -> None:
        (self.folder / name).write_bytes(data)
        self.made.files.append(
            {
                "name": name,
                "kind": kind,
                "scanned": scanned,
                "n_pages": pages,
                "languages": list(self.doc.langs),
                "role": role or self.doc.role,
            }
        )

    def _note(self, mark: Mark, name: str, page: int, box: list[float]) -> None:
        if mark.party:
            self.made.places[mark.party, mark.kind] = {"file": name, "page": page, "box": box}

    def _note_marks(self, marks: list[Mark], name: str) -> None:
        for mark in marks:
            b = mark.box
            self._note(mark, name, b.page, [round(v, 4) for v in (b.x / 210, b.y / 297, (b.x + b.width) / 210, (b.y + b.height) / 297)])

    def _shots(self, clean: bytes, marks: list[Mark], effect: str) -> list[effects.Shot]:
        pages = render.to_pictures(clean, self.doc.dpi)
        stamp_onto(pages, marks, self.doc.dpi)
        if "app_footer" in self.doc.extras:
            for page in pages:
                effects.app_footer(page)
        return [effects.EFFECTS[effect](page, self.rng) for page in pages]

    def _note_shots(self, marks: list[Mark], shots: list[effects.Shot], file_of, page_of) -> None:
        scale = self.doc.dpi / 25.4
        for mark in marks:
            b, shot = mark.box, shots[mark.box.page - 1]
            box = shot.box(b.x * scale, b.y * scale, (b.x + b.width) * scale, (b.y + b.height) * scale)
            self._note(mark, file_of(b.page), page_of(b.page), box)

    def _scan(self, clean: bytes, marks: list[Mark]) -> None:
        doc, medium = self.doc, self.doc.medium
        shots = self._shots(clean, marks, SCANS[medium])
        pictures = [shot.picture for shot in shots]
        if medium in ("photo", "shade", "jpg"):
            for number, picture in enumerate(pictures, 1):
                self._write(f"{doc.name}-{number}.jpg", _jpeg(picture, doc.dpi, doc.quality or 66), "image", True, 1)
            self._note_shots(marks, shots, lambda page: f"{doc.name}-{page}.jpg", lambda _page: 1)
            return
        if medium in ("tiff", "fax"):
            name, kind, data = f"{doc.name}.tif", "image", _tiff(pictures, doc.dpi)
        else:
            hidden = [pdf.garbled(40, self.rng) for _ in pictures] if medium == "ocr_layer" else None
            name, kind, data = f"{doc.name}.pdf", "pdf", pdf.of_pictures(pictures, doc.dpi, doc.quality or 62, hidden)
        self._write(name, data, kind, True, len(pictures))
        self._note_shots(marks, shots, lambda _page: name, lambda page: page)

    def _hybrid(self, clean: bytes, marks: list[Mark], pages: int) -> None:
        signed = {mark.box.page for mark in marks}
        shots = self._shots(clean, marks, "colour")
        parts = [clean if n not in signed else pdf.of_pictures([shots[n - 1].picture], self.doc.dpi, self.doc.quality or 62) for n in range(1, pages + 1)]
        keep = [[0] if n in signed else [n - 1] for n in range(1, pages + 1)]
        name = f"{self.doc.name}.pdf"
        self._write(name, pdf.joined(parts, keep), "pdf", True, pages)
        self._note_shots(marks, shots, lambda _page: name, lambda page: page)

    def _signature_page(self, clean: bytes, marks: list[Mark], pages: int) -> None:
        self._write(f"{self.doc.name}.pdf", clean, "pdf", False, pages)
        shots = self._shots(clean, marks, "colour")
        page = marks[0].box.page
        name = f"{self.doc.name}-签署页.jpg"
        self._write(name, _jpeg(shots[page - 1].picture, self.doc.dpi), "image", True, 1, "signature_page")
        self._note_shots(marks, shots, lambda _page: name, lambda _page: 1)


def _jpeg(picture: Image.Image, dpi: int, quality: int = 66) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
    return out.getvalue()


def _tiff(pictures: list[Image.Image], dpi: int) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, "TIFF", compression="group4", save_all=True, append_images=pictures[1:], dpi=(dpi, dpi))
    return out.getvalue()


def noted(data: bytes) -> bytes:
    """A PDF with a reader's comments on its first page."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_annotation(0, Text(text="Checked by legal department, no further comments.", rect=(540, 780, 560, 800)))
    writer.add_annotation(
        0,
        FreeText(
            text="Contract No. 2024-INT-017",
            rect=(400, 800, 560, 820),
            font="Arial",
            font_size="10pt",
            border_color=None,
            background_color=None,
        ),
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

"""Writes PDFs out of page pictures, and lays marks over a born-digital PDF."""

import io
import random
import zlib

from PIL import Image, TiffImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from .model import Mark

MM = 72 / 25.4


def _picture_stream(picture: Image.Image, quality: int) -> tuple[str, bytes]:
    """A picture as the dictionary entries and bytes of a PDF image: G4 for bilevel, JPEG for the rest."""
    head = f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height}"
    buffer = io.BytesIO()
    if picture.mode == "1":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[TiffImagePlugin.ROWSPERSTRIP] = picture.height
        picture.save(buffer, "TIFF", compression="group4", tiffinfo=tags)
        tiff = Image.open(io.BytesIO(buffer.getvalue()))
        offset, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
        black = "true" if tiff.tag_v2[262] == 1 else "false"
        parms = f"<< /K -1 /Columns {picture.width} /Rows {picture.height} /BlackIs1 {black} >>"
        return f"{head} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms {parms}", buffer.getvalue()[
            offset : offset + length
        ]
    picture.save(buffer, "JPEG", quality=quality)
    space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
    return f"{head} /ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode", buffer.getvalue()


def of_pictures(pictures: list[Image.Image], dpi: int, quality: int = 62, hidden: list[list[str]] | None = None) -> bytes:
    """A PDF of one picture per page; `hidden` are invisible lines of text per page."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    pages = []
    for index, picture in enumerate(pictures):
        w, h = picture.width * 72 / dpi, picture.height * 72 / dpi
        head, data = _picture_stream(picture, quality)
        objects.append(f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")
        content = f"q {w:.2f} 0 0 {h:.2f} 0 0 cm /P Do Q\n"
        if hidden:
            rows = "".join(f"({line}) Tj T*\n" for line in hidden[index])
            content += f"BT 3 Tr /F 10 Tf 15 TL 60 {h - 72:.2f} Td\n{rows}ET\n"
        packed = zlib.compress(content.encode("latin1"))
        objects.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream")
        resources = f"<< /XObject << /P {len(objects) - 1} 0 R >> /Font << /F 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w:.2f} {h:.2f}] /Resources {resources} /Contents {len(objects)} 0 R >>".encode()
        )
        pages.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in pages)}] >>".encode()
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return bytes(out)


def garbled(lines: int, rng: random.Random) -> list[str]:
    """What an OCR program set to the wrong language makes of a Chinese page."""
    syllables = ["ftfn", "H", "tt", "A:", "ih", "W", "fJ", "5(", "X", "nll", "'t", "m", "fti]", "1*1", "iE", "-i^", "J^", "#", "Z,", "rh"]
    escape = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
    return [" ".join(rng.choice(syllables) for _ in range(rng.randint(8, 22))).translate(escape) for _ in range(lines)]


def with_marks(pdf: bytes, marks: list[Mark]) -> bytes:
    """The same PDF with marks as transparent pictures on top."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for index, mark in enumerate(marks):
        page = writer.pages[mark.box.page - 1]
        picture = mark.picture.resize((max(1, mark.picture.width * 2 // 3), max(1, mark.picture.height * 2 // 3)), Image.Resampling.LANCZOS)
        name = f"/Mark{index}"
        resources = page["/Resources"].get_object()
        objects = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
        objects[NameObject(name)] = _image_object(writer, picture)
        box, height = mark.box, float(page.mediabox.height)
        draw = f"q {box.width * MM:.3f} 0 0 {box.height * MM:.3f} {box.x * MM:.3f} {height - (box.y + box.height) * MM:.3f} cm {name} Do Q"
        _append(writer, page, draw)
    return _bytes(writer)


def _image_object(writer: PdfWriter, picture: Image.Image):
    def stream(mode: str, space: str, extra: dict):
        item = StreamObject()
        part = picture.getchannel("A") if mode == "A" else picture.convert("RGB")
        item.update({NameObject(k): v for k, v in extra.items()})
        fields = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": space, "/Filter": "/FlateDecode"}
        item.update({NameObject(k): NameObject(v) for k, v in fields.items()})
        item.update(
            {NameObject(k): NumberObject(v) for k, v in {"/Width": part.width, "/Height": part.height, "/BitsPerComponent": 8}.items()}
        )
        item._data = zlib.compress(part.tobytes(), 9)
        return writer._add_object(item)

    return stream("RGB", "/DeviceRGB", {"/SMask": stream("A", "/DeviceGray", {})})


def _append(writer: PdfWriter, page, draw: str) -> None:
    """Adds drawing commands after a page's own, whose graphics state is first put back."""
    before, after = StreamObject(), StreamObject()
    before._data, after._data = b"q\n", b"\nQ\n" + draw.encode()
    own = page["/Contents"]
    kept = list(own) if isinstance(own, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(before), *kept, writer._add_object(after)])


def joined(parts: list[bytes], keep: list[list[int]]) -> bytes:
    """Pages `keep[i]` (from 0) of each part in one PDF."""
    writer = PdfWriter()
    for part, pages in zip(parts, keep):
        reader = PdfReader(io.BytesIO(part))
        for number in pages:
            writer.add_page(reader.pages[number])
    return _bytes(writer)


def _bytes(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

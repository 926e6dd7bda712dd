"""Writes pages as the files that people upload: PDF with one picture a page, JPG, PNG and TIFF."""

import io
from pathlib import Path

from PIL import Image, TiffImagePlugin


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _fax(image: Image.Image) -> bytes:
    """The one strip of CCITT group 4 data of a bilevel picture."""
    TiffImagePlugin.STRIP_SIZE = 1 << 26
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", tiffinfo={278: image.height})
    tiff = Image.open(io.BytesIO(out.getvalue()))
    (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return out.getvalue()[start : start + length]


def pdf(path: Path, images: list[Image.Image], dpi: int, quality: int) -> None:
    """A PDF of pictures only."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for image in images:
        w, h = image.size
        if image.mode == "1":
            data = _fax(image)
            head = (
                f"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/BlackIs1 true/Columns {w}/Rows {h}>>"
            )
        else:
            data = _jpeg(image, quality)
            space = "DeviceGray" if image.mode == "L" else "DeviceRGB"
            head = f"/ColorSpace/{space}/BitsPerComponent 8/Filter/DCTDecode"
        pw, ph = w * 72 / dpi, h * 72 / dpi
        n = len(objects) + 1
        content = f"q {pw:.2f} 0 0 {ph:.2f} 0 0 cm /I Do Q".encode()
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {pw:.2f} {ph:.2f}]/Contents {n + 1} 0 R/Resources<</XObject<</I {n + 2} 0 R>>>>>>".encode()
        )
        objects.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
        objects.append(
            f"<</Type/XObject/Subtype/Image/Width {w}/Height {h}{head}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"
        )
        kids.append(f"{n} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{i} 0 obj".encode() + body + b"endobj\n"
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{p:010d} 00000 n \n".encode() for p in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n".encode()
    path.write_bytes(out)


def write(folder: Path, stem: str, kind: str, images: list[Image.Image], dpi: int, quality: int) -> list[tuple[str, int]]:
    """Writes the pages and gives, for each, its file and its number there."""
    if kind == "pdf":
        pdf(folder / f"{stem}.pdf", images, dpi, quality)
        return [(f"{stem}.pdf", i + 1) for i in range(len(images))]
    if kind == "tiff":
        name = f"{stem}.tif"
        how = "group4" if images[0].mode == "1" else "tiff_lzw"
        images[0].save(folder / name, save_all=True, append_images=images[1:], compression=how, dpi=(dpi, dpi))
        return [(name, i + 1) for i in range(len(images))]
    found = []
    for i, image in enumerate(images, 1):
        name = f"{stem}{f'-{i}' if len(images) > 1 else ''}.{kind}"
        if kind == "jpg":
            image.convert("L" if image.mode == "1" else image.mode).save(folder / name, quality=quality, dpi=(dpi, dpi))
        else:
            image.save(folder / name, dpi=(dpi, dpi), compress_level=3)
        found.append((name, 1))
    return found

"""HTML to PDF and pages to pictures, with the places of the elements that carry an id."""

import io
from functools import cache

import pypdfium2
from PIL import Image
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from .model import Box

MM_PER_CSS_PX = 25.4 / 96


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def to_pdf(html: str, identifier: str, forms: bool = False) -> tuple[bytes, dict[str, Box]]:
    """The PDF and the boxes of all elements with an id (the first box of each)."""
    document = HTML(string=html).render(font_config=_fonts())
    places: dict[str, Box] = {}
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            name = box.element.get("id") if box.element is not None and hasattr(box.element, "get") else None
            if name and name not in places and getattr(box, "width", None) not in (None, "auto"):
                values = (box.position_x, box.position_y, box.width, box.height)
                places[name] = Box(number, *(v * MM_PER_CSS_PX for v in values))
    return document.write_pdf(pdf_identifier=identifier.encode(), pdf_forms=forms), places


def to_pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Every page as an RGB picture."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]

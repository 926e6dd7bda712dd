"""Signature blocks: what stands in each line, and the three ways of laying the blocks out."""

import html
from dataclasses import dataclass

from . import dates, wordings
from .model import Case, Doc

SIGNED = {"zh": "（已签字）", "en": "(signed)"}
SEALED = {"zh": "（已盖章）", "en": "(sealed)"}
PLACEHOLDER = {"name": {"zh": "[代表姓名]", "en": "[Name]"}, "title": {"zh": "[待填]", "en": "[            ]"}}


@dataclass(frozen=True)
class Block:
    """The signature block of one party; `real` where ink and seals belong, not in a translation."""

    case: Case
    doc: Doc
    index: int
    langs: tuple[str, ...]
    real: bool

    @property
    def signing(self):
        """How this party signed."""
        return (self.doc.signings or self.case.signings)[self.index]

    @property
    def letter(self) -> str:
        """The party's role letter."""
        return "ABC"[self.index]

    def label(self, key: str) -> str:
        """A label in all of the block's languages."""
        found = []
        for lang in self.langs:
            variants = wordings.table("labels")[lang][key]
            found.append(variants[self.doc.look % len(variants)].strip())
        return (
            " ".join(found)
            if len(found) == 1
            else " / ".join(t.rstrip(":： ") for t in found) + ("" if "（" in found[0] or "(" in found[0] else ":")
        )

    def heads(self) -> list[str]:
        """Party letter and organisation, once per language."""
        org = self.signing.block_org or self.signing.org
        labels = wordings.table("labels")
        return [f"{labels[lang]['parties'][self.index]}{labels[lang]['colon']}{wordings.org_name(org, lang)}" for lang in self.langs]

    def head(self) -> str:
        """The heads as HTML."""
        return "<br>".join(html.escape(w) for w in self.heads())

    def sign(self) -> str:
        """The signature line."""
        if self.real:
            typed = html.escape(wordings.native_person_name(self.signing.person)) if self.signing.signature == "typed" else ""
            return f'<span class="slot under" id="{self.letter}-sign">{typed}</span>'
        if self.signing.signature == "typed":
            return html.escape(wordings.person_name(self.signing.person, self.langs[0]))
        return SIGNED.get(self.langs[0], "") if self.signing.signature == "ink" else ""

    def seal(self) -> str:
        """The place of the seal."""
        if self.real:
            return f'<span class="slot sealslot" id="{self.letter}-seal"></span>'
        return SEALED.get(self.langs[0], "") if wordings.sealing_org(self.signing) else ""

    def given(self, what: str) -> str | None:
        """Name or title as printed in the block; None where the line does not exist at all."""
        state = getattr(self.signing, what)
        if state in ("header", "absent"):
            return None if state == "header" else ""
        if state == "placeholder":
            return PLACEHOLDER[what].get(self.langs[0], PLACEHOLDER[what]["en"])
        write = wordings.person_name if what == "name" else wordings.person_title
        return " / ".join(dict.fromkeys(write(self.signing.person, lang) for lang in self.langs))

    def day_text(self) -> str:
        """The printed date, or what stands there when nobody dated it."""
        signing, lang = self.signing, self.langs[0]
        if signing.date is None:
            return dates.unfilled(signing.date_form, lang)
        style = signing.date_style if self.doc.role == "agreement" and _fits(signing.date_style, lang) else ""
        return dates.written(signing.date, lang, style)

    def day(self) -> str:
        """The date line: printed, blank, or a slot for handwriting."""
        if self.real and self.signing.date and self.signing.date_form == "hand":
            return f'<span class="slot under dateslot" id="{self.letter}-date"></span>'
        return self._field("date", self.day_text())

    def _field(self, what: str, text: str) -> str:
        """Printed text, or the value of a form field in a PDF form."""
        if self.doc.medium == "form":
            return f'<input type="text" name="{self.letter}-{what}" value="{html.escape(text)}">'
        return html.escape(text).replace("  ", "\u00a0\u00a0")

    def lines(self) -> list[tuple[str, str]]:
        """Label and content of every line that exists."""
        found = [(self.label("seal"), self.seal()), (self.label("sign"), self.sign())]
        for what in ("name", "title"):
            content = self.given(what)
            if content is not None:
                found.append((self.label(what), self._field(what, content)))
        if not (self.signing.date is None and self.signing.date_form == "absent"):
            found.append((self.label("date"), self.day()))
        return found


def _fits(style: str, lang: str) -> bool:
    return style in {"zh": ("ymd", "chinese", "dot", "slash"), "en": ("dmy", "mdy", "short", "legal")}.get(lang, ())


def signature_section(doc: Doc, langs: tuple[str, ...], blocks: list[Block]) -> str:
    """All blocks in the document's layout."""
    witness = " ".join(wordings.table("labels")[lang]["witness"] for lang in langs)
    kind = "signatures own_page" if "own_page" in doc.extras else "signatures"
    make = {"columns": _columns, "stacked": _stacked, "table": _table}[doc.layout]
    return f'<div class="{kind}"><p>{html.escape(witness)}</p>{make(blocks)}</div>'


def _lines(block: Block) -> str:
    return "".join(f'<div class="line">{label} {content}</div>' for label, content in block.lines())


def _columns(blocks: list[Block]) -> str:
    cells = "".join(
        f'<td id="{b.letter}-block{"" if b.real else "-copy"}"><div class="orgline">{b.head()}</div>{_lines(b)}</td>' for b in blocks
    )
    return f'<table class="columns"><tr>{cells}</tr></table>'


def _stacked(blocks: list[Block]) -> str:
    return "".join(
        f'<div class="stacked" id="{b.letter}-block{"" if b.real else "-copy"}"><div class="orgline">{b.head()}</div>{_lines(b)}</div>'
        for b in blocks
    )


def _table(blocks: list[Block]) -> str:
    rows = []
    for b in blocks:
        lines = b.lines()
        rows.append(
            f'<tr><td rowspan="{len(lines)}" style="width:32%" class="orgline">{b.head()}</td><td>{lines[0][0]}</td><td>{lines[0][1]}</td></tr>'
        )
        rows += [f"<tr><td>{label}</td><td>{content}</td></tr>" for label, content in lines[1:]]
    return f'<table class="ruled">{"".join(rows)}</table>'

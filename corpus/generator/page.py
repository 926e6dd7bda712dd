"""Builds a document's HTML: heading, parties, articles, extras; the signature blocks are made in blocks.py."""

import html

from . import dates, wordings
from .blocks import Block, signature_section
from .model import Case, Doc

FONTS = {
    "zh": ["AR PL UMing CN", "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN"],
    "en": ["Liberation Serif", "Liberation Serif", "Liberation Sans", "DejaVu Serif"],
    "ja": ["Noto Serif CJK JP"],
    "ko": ["NanumMyeongjo", "NanumGothic"],
}
CSS = """
@page { size: A4; margin: 22mm 21mm 22mm 23mm; %(footer)s }
body { font: %(size)s/%(leading)s %(fonts)s; margin: 0; }
h1 { font-size: 1.55em; text-align: center; margin: 0 0 6mm; }
h2 { font-size: 1em; margin: 3.2mm 0 1mm; break-after: avoid; }
p { margin: 0 0 1.2mm; text-align: justify; }
p.indent { text-indent: 2em; }
table { border-collapse: collapse; width: 100%%; }
table.ruled td { border: 0.25mm solid #333; padding: 1.6mm 2mm; vertical-align: top; }
table.pair td { width: 50%%; padding: 1mm 2.5mm; vertical-align: top; border: 0.2mm solid #888; }
.party { margin-bottom: 3mm; }
.slot { display: inline-block; vertical-align: middle; height: 9mm; width: 44mm; }
.slot.under { border-bottom: 0.2mm solid #333; }
.columns .slot { width: 32mm; }
.slot.dateslot { width: 34mm; height: 7mm; }
.slot.sealslot { width: 34mm; height: 6mm; }
.line { margin: 0.6mm 0; }
.columns td { width: 50%%; vertical-align: top; padding: 1mm 4mm 1mm 0; }
.stacked { margin: 5mm 0 9mm; }
.signatures { break-inside: avoid; }
.own_page { break-before: page; }
.orgline { font-weight: bold; }
.red_head { color: #c8141e; text-align: center; font-size: 2em; letter-spacing: 0.12em; border-bottom: 0.9mm double #c8141e; padding-bottom: 2mm; margin-bottom: 6mm; }
.logo_head { font-size: 0.85em; color: #35506e; border-bottom: 0.2mm solid #35506e; margin-bottom: 5mm; }
.logo_head svg { width: 13mm; height: 13mm; vertical-align: middle; margin-right: 3mm; }
.watermark { position: fixed; top: 110mm; left: 8mm; font: 13mm 'Noto Sans CJK SC'; color: rgba(120,120,120,0.13); transform: rotate(-38deg); white-space: nowrap; }
input { appearance: auto; width: 46mm; height: 6.5mm; font-size: 10pt; }
.annex { break-before: page; }
.cover { break-after: page; padding-top: 45mm; font-size: 1.2em; line-height: 2.2; }
.cover h1 { margin-bottom: 24mm; }
.registry { margin-top: 8mm; break-inside: avoid; }
"""
LOGOS = [
    '<svg viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#1d6fa5"/><path d="M8 24 L20 8 L32 24 Z" fill="#fff"/><path d="M12 30 h16" stroke="#fff" stroke-width="3"/></svg>',
    '<svg viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#c62828"/><circle cx="20" cy="20" r="15" fill="none" stroke="#ffd54f" stroke-width="1.5"/><path d="M20 8 l3 9 h9 l-7 6 3 9 -8-6 -8 6 3-9 -7-6 h9 z" fill="#ffd54f"/></svg>',
    '<svg viewBox="0 0 40 40"><path d="M4 34 L20 4 L36 34 Z" fill="none" stroke="#2e7d32" stroke-width="4"/><path d="M12 34 h16" stroke="#2e7d32" stroke-width="4"/></svg>',
]


def esc(text: str) -> str:
    """Text for HTML that keeps runs of blanks."""
    return html.escape(text).replace("  ", "\u00a0\u00a0")


class Page:
    """One document of a case on its way to HTML."""

    def __init__(self, case: Case, doc: Doc):
        self.case, self.doc = case, doc
        self.signings = doc.signings or case.signings
        self.orgs = tuple(s.org for s in self.signings)

    def html(self) -> str:
        """The whole document."""
        doc = self.doc
        if doc.mode == "halves":
            body = self._whole(doc.langs[:1]) + '<div class="annex"></div>' + self._whole(doc.langs[1:], signed=False)
        else:
            body = self._whole(doc.langs)
        return f'<html><head><meta charset="utf8"><style>{self._css()}</style></head><body>{body}</body></html>'

    def _css(self) -> str:
        look, lang = self.doc.look, self.doc.langs[0]
        families = []
        for each in (lang, *self.doc.langs[1:], "en", "zh"):
            faces = FONTS.get(each, FONTS["en"])
            families.append(f"'{faces[look % len(faces)]}'")
        footer = ""
        if "page_numbers" in self.doc.extras:
            first, second = wordings.table("labels")[lang]["page"].split("{n}")
            middle, last = second.split("{m}")
            footer = f'@bottom-center {{ content: "{first}" counter(page) "{middle}" counter(pages) "{last}"; font: 8.5pt {families[0]}; }}'
        dense = self.doc.mode in ("table", "alternating")
        size = "9.5pt" if dense else ("11pt", "12pt", "11.5pt", "12pt")[look % 4]
        return CSS % {
            "footer": footer,
            "fonts": ", ".join(dict.fromkeys(families)),
            "size": size,
            "leading": 1.45 if dense else (1.62, 1.85)[look % 2],
        }

    def _whole(self, langs, signed=True) -> str:
        extras = self.doc.extras
        parts = [
            self._cover(langs) if "cover" in extras and signed else "",
            self._head(langs),
            *(f"<h1>{esc(self.title(lang))}</h1>" for lang in langs),
            self._parties(langs),
        ]
        parts.append(self._articles(langs))
        blocks = [Block(self.case, self.doc, i, langs, real=signed and self.doc.role == "agreement") for i in range(len(self.orgs))]
        parts.append(signature_section(self.doc, langs, blocks))
        for extra, make in (("witness", self._witness), ("registration", self._registration), ("annex", self._annex)):
            if extra in extras:
                parts.append(make(langs[0]))
        if "watermark" in extras:
            parts.append('<div class="watermark">迅捷文档转换 试用版 迅捷文档转换 试用版</div>')
        return "".join(parts)

    def _head(self, langs) -> str:
        if "red_letterhead" in self.doc.extras:
            return f'<div class="red_head">{esc(wordings.org_name(self.orgs[0], "zh"))}</div>'
        if "logo" in self.doc.extras:
            org = wordings.table("parties")[self.orgs[-1]]
            lang = langs[0] if langs[0] in org["address"] else "en" if "en" in org["address"] else "zh"
            return f'<div class="logo_head">{LOGOS[self.doc.look % 3]}{esc(wordings.org_name(self.orgs[-1], langs[0]))} · {esc(org["address"][lang])}</div>'
        return ""

    def _cover(self, langs) -> str:
        """A title page like that of the printed contract forms."""
        lines = [f"<h1>{esc(self.title(lang))}</h1>" for lang in langs]
        for lang in langs:
            labels = wordings.table("labels")[lang]
            subject, place = {"zh": ("项目名称：", "签订地点：江苏省"), "en": ("Project: ", "Place: Jiangsu, China")}[lang]
            lines.append(f"<p>{subject}{esc(self._slots(lang)['title'])}</p>")
            lines += [f"<p>{labels['parties'][i]}{labels['colon']}{esc(self._org(org, lang))}</p>" for i, org in enumerate(self.orgs)]
            lines.append(f"<p>{place}</p>")
        return f'<div class="cover">{"".join(lines)}</div>'

    def title(self, lang) -> str:
        """The document's title."""
        return wordings.fill(wordings.body(self.doc.family, lang).title, self._slots(lang))

    def party_lines(self, langs) -> list[str]:
        """The lines that name the parties at the head; an empty one after each party."""
        lines = []
        for i, org in enumerate(self.orgs):
            for lang in langs:
                labels = wordings.table("labels")[lang]
                address = wordings.table("parties")[org]["address"]
                colon = labels["colon"]
                lines.append(f"{labels['parties'][i]}{colon}{self._org(org, lang)}")
                lines.append(f"{labels['address']}{colon}{address.get(lang) or address.get('en') or address['zh']}")
                lines += self._header_person(i, labels, lang)
            lines.append("")
        return lines

    def _parties(self, langs) -> str:
        heads = tuple(label for lang in langs for label in wordings.table("labels")[lang]["parties"])
        html = [
            f'<div class="{"orgline" if line.startswith(heads) else "headline" if line else "party"}">{esc(line)}</div>'
            for line in self.party_lines(langs)
        ]
        return "".join(html) + "".join(f'<p class="indent">{esc(p)}</p>' for lang in langs for p in self.preamble(lang))

    def _org(self, org, lang) -> str:
        name, native = wordings.org_name(org, lang), wordings.native_org_name(org)
        return f"{name}（{native}）" if lang == "zh" and native != name else name

    def _header_person(self, i, labels, lang) -> list[str]:
        signing, lines = self.signings[i], []
        if signing.name == "header":
            lines.append(
                f"{labels['head_name'][self.doc.look % len(labels['head_name'])]}{labels['colon']}{wordings.person_name(signing.person, lang)}"
            )
        if signing.title == "header":
            lines.append(f"{labels['head_title']}{labels['colon']}{wordings.person_title(signing.person, lang)}")
        return ["　　".join(lines)] if lines else []

    def preamble(self, lang) -> list[str]:
        """The paragraphs before the first article."""
        return [wordings.fill(p, self._slots(lang)) for p in wordings.body(self.doc.family, lang).preamble]

    def articles(self, lang) -> list[tuple[str, list[str]]]:
        """Numbered headings and paragraphs of the body in one language, with the case's variants in place."""
        body, slots, found = wordings.body(self.doc.family, lang), self._slots(lang), []
        state = {"responsibilities": self.case.responsibilities, "ip": self.case.ip, "term": self._term_state()}
        numbers = 0
        for article in body.articles:
            if state.get(article.key) == "missing":
                continue
            numbers += 1
            if article.key in self.doc.omit:
                continue
            mark = body.number.replace("{n}", str(numbers)).replace("{cn}", wordings.chinese_number(numbers))
            paragraphs = article.paragraphs
            variant = state.get(article.key, "specific")
            if variant != "specific":
                paragraphs = (wordings.table("clauses")[article.key][variant][lang],)
            gap = "" if mark.endswith(("、", "．")) else " "
            slots["n"] = str(numbers)
            found.append((mark + gap + article.heading, [wordings.fill(p, slots) for p in paragraphs]))
        return found

    def _term_state(self) -> str:
        return "placeholder" if "term_placeholder" in self.doc.extras else "specific"

    def _slots(self, lang) -> dict[str, str]:
        facts = wordings.table("projects")[self.doc.project or self.case.project]
        text, money = facts[lang], facts["money"]
        slots = {key: text[key] for key in ("title", "field", "goal", "bg_a", "bg_b")}
        for letter in "abc":
            if f"tasks_{letter}" in text:
                slots[f"tasks_{letter}"] = wordings.task_list(text[f"tasks_{letter}"], lang)
        slots |= {f"money_{letter}": str(amount) for letter, amount in zip("abc", money)}
        start, end = self.case.period()
        slots |= {"money_total": str(sum(money)), "start": dates.written(start, lang), "end": dates.written(end, lang)}
        slots["copies"] = {"zh": "四六"[len(self.orgs) - 2], "en": ("four", "six")[len(self.orgs) - 2]}.get(lang, "4")
        return slots

    def _articles(self, langs) -> str:
        sets = [self.articles(lang) for lang in langs]
        if self.doc.mode == "table":
            rows = "".join("<tr>" + "".join(f"<td><b>{esc(h)}</b>{_paragraphs(ps)}</td>" for h, ps in row) + "</tr>" for row in zip(*sets))
            return f'<table class="pair">{rows}</table>'
        if self.doc.mode == "alternating":
            out = []
            for row in zip(*sets):
                out += [f"<h2>{esc(h)}</h2>" for h, _ in row]
                out += [f"<p>{esc(p)}</p>" for together in zip(*(ps for _, ps in row)) for p in together]
            return "".join(out)
        return "".join(f"<h2>{esc(h)}</h2>{_paragraphs(ps)}" for h, ps in sets[0])

    def _witness(self, lang) -> str:
        words = {
            "zh": ("见证方：江苏省国际技术转移促进中心", "见证人（签字）：", "日期："),
            "en": ("Witnessed by: Jiangsu Centre for International Technology Transfer", "Signature of witness:", "Date:"),
        }
        title, sign, day = words.get(lang, words["en"])
        return f'<div class="stacked signatures"><div class="orgline">{title}</div><div class="line">{sign}<span class="slot under" id="witness-sign"></span></div><div class="line">{day}<span class="slot dateslot" id="witness-date"></span></div></div>'

    def _registration(self, _lang) -> str:
        rows = [
            "合同登记编号：2024320500000000",
            "1. 申请登记人：",
            "2. 登记材料：（1）　　　（2）",
            "3. 合同类型：技术开发（合作）",
            "4. 合同交易额：",
            "5. 技术交易额：",
        ]
        inside = "".join(f"<div class='line'>{row}</div>" for row in rows)
        return f'<div class="registry"><b>技术合同登记机构审查登记栏</b><table class="ruled"><tr><td>{inside}<div class="line" style="text-align:right">技术合同登记机构（印章）<span class="slot sealslot" id="registry-seal"></span></div><div class="line" style="text-align:right">经办人：　　　　　　　年　　月　　日</div></td></tr></table></div>'

    def _annex(self, lang) -> str:
        labels, text = wordings.table("labels")[lang], wordings.table("projects")[self.doc.project or self.case.project][lang]
        rows = "".join(
            f"<tr><td>{labels['parties'][i]}</td><td>{esc(task)}</td><td>{month} {'个月' if lang == 'zh' else 'M'}</td></tr>"
            for i, letter in enumerate("abc"[: len(self.orgs)])
            for month, task in zip((6, 14, 24, 30), text[f"tasks_{letter}"])
        )
        return f'<div class="annex"><h1>{esc(labels["annex"])}</h1><table class="ruled">{rows}</table></div>'


def _paragraphs(paragraphs: list[str]) -> str:
    return "".join(f'<p class="indent">{esc(p)}</p>' for p in paragraphs)

"""Agreements written in English, with or without a Chinese translation, and bilingual ones."""

from dataclasses import replace
from datetime import date

from ..model import Case, Doc
from .common import (
    BINHUAI,
    CHENGFAN,
    HALVORSEN,
    JIANGDONG,
    JICHUAN,
    KESTREL,
    LUMEN,
    MERLION,
    MESA,
    OSTERMERE,
    RAHMAT,
    YAOHENG,
    YIXING,
    extras,
    on,
)

EN_ZH = {"language": "en", "translation": "complete"}

COMPLIANT = [
    Case(
        "en-colour-compliant",
        "a compliant colour scan with its translation",
        project="blade",
        signings=on(2024, 1, 8, CHENGFAN, HALVORSEN),
        **EN_ZH,
        docs=(
            Doc("Cooperation Agreement", "joint", ("en",), medium="colour", extras=extras("logo", "page_numbers")),
            Doc("合作协议（译文）", "joint", role="translation", look=1),
        ),
    ),
    Case(
        "en-poor-compliant",
        "a skewed and noisy scan, still compliant; the foreign party has no seal",
        project="blade",
        signings=on(2024, 3, 4, CHENGFAN, OSTERMERE),
        **EN_ZH,
        docs=(
            Doc("agreement_scan", "joint", ("en",), medium="poor", layout="stacked", look=3),
            Doc("agreement_cn", "joint", role="translation", look=2),
        ),
    ),
    Case(
        "en-hybrid-compliant",
        "text pages with a scanned signature page",
        project="ultrasound",
        signings=on(2024, 1, 17, replace(JICHUAN, date_form="hand"), replace(MESA, date_form="hand")),
        **EN_ZH,
        docs=(
            Doc("RD_Contract_signed", "contract", ("en",), medium="hybrid", look=0, extras=extras("cover", "own_page", "page_numbers")),
            Doc("联合研发合同-中文", "contract", role="translation"),
        ),
    ),
    Case(
        "en-form-compliant",
        "a PDF whose names, titles and dates are form values",
        project="solar",
        signings=on(2024, 2, 14, replace(YAOHENG, date_style="short"), replace(LUMEN, date_style="short")),
        **EN_ZH,
        docs=(
            Doc("Collaboration_Agreement_form", "partners", ("en",), medium="form", layout="stacked", look=1),
            Doc("科研合作协议书译本", "partners", role="translation", look=1),
        ),
    ),
    Case(
        "en-signature-page-compliant",
        "an unsigned text PDF and a separate picture of the signed page",
        project="greenhouse",
        signings=on(2024, 1, 25, replace(BINHUAI, date_style="mdy"), replace(RAHMAT, date_form="hand")),
        **EN_ZH,
        docs=(
            Doc("Agreement", "joint", ("en",), medium="signature_page", layout="stacked", look=2, extras=extras("own_page")),
            Doc("协议译文", "joint", role="translation"),
        ),
    ),
    Case(
        "en-three-party-compliant",
        "three parties, the English text before the Chinese text in one scan",
        project="port",
        signings=on(2024, 2, 27, YIXING, MERLION, JIANGDONG),
        **EN_ZH,
        docs=(Doc("Trilateral Agreement", "three", ("en", "zh"), mode="halves", medium="colour", layout="stacked", look=0),),
    ),
    Case(
        "en-counterparts-compliant",
        "each party signed its own copy",
        project="solar",
        signings=on(2024, 2, 19, replace(YAOHENG, date_form="hand"), replace(LUMEN, date_form="hand")),
        **EN_ZH,
        docs=(
            Doc("Agreement signed by Yaoheng", "joint", ("en",), medium="grey", layout="columns", look=2, signed_by="A"),
            Doc("Agreement signed by Lumenfeld", "joint", ("en",), medium="colour", layout="columns", look=2, signed_by="B"),
            Doc("协议中文译本", "joint", role="translation"),
        ),
    ),
    Case(
        "table-photo-compliant",
        "a bilingual table photographed with a phone",
        project="solar",
        signings=on(2024, 1, 26, YAOHENG, KESTREL),
        **EN_ZH,
        docs=(Doc("IMG_2024", "contract", ("zh", "en"), mode="table", medium="photo"),),
    ),
    Case(
        "table-docx-compliant",
        "a bilingual table in a DOCX",
        project="blade",
        signings=on(2024, 1, 10, CHENGFAN, KESTREL),
        **EN_ZH,
        docs=(Doc("双语协议 Bilingual Agreement", "joint", ("zh", "en"), mode="table", medium="docx"),),
    ),
]

GAPS = [
    Case(
        "en-translation-missing",
        "no translation at all",
        "en",
        "solar",
        on(2023, 12, 1, YAOHENG, replace(LUMEN, date_form="hand")),
        translation="missing",
        translation_lacks="no Chinese counterpart",
        docs=(Doc("Joint R&D Contract", "contract", ("en",), medium="colour", layout="stacked", look=1),),
    ),
    Case(
        "en-translation-partial",
        "the translation leaves out three articles",
        "en",
        "ultrasound",
        on(2024, 1, 18, JICHUAN, MESA),
        translation="partial",
        translation_lacks="the articles on intellectual property, confidentiality and termination are not translated",
        docs=(
            Doc("International Cooperation Agreement", "joint", ("en",), medium="colour", layout="table", look=1, extras=extras("cover")),
            Doc("国际合作协议（节译）", "joint", role="translation", omit=("ip", "confidentiality", "termination")),
        ),
    ),
    Case(
        "en-translation-of-another",
        "the translation belongs to another agreement",
        "en",
        "blade",
        on(2024, 2, 21, CHENGFAN, HALVORSEN),
        translation="other",
        translation_lacks="the Chinese text is of another agreement with other parties",
        docs=(
            Doc("Agreement Halvorsen", "partners", ("en",), medium="colour", look=3),
            Doc("中文翻译件", "contract", role="translation", project="greenhouse", signings=on(2023, 9, 5, BINHUAI, RAHMAT)),
        ),
    ),
    Case(
        "en-typed-signature-b",
        "party B only typed its name",
        project="blade",
        signings=on(2024, 2, 20, JIANGDONG, replace(OSTERMERE, signature="typed")),
        **EN_ZH,
        docs=(
            Doc("Collaboration Agreement", "partners", ("en",), medium="colour", layout="table", look=2, extras=extras("cover")),
            Doc("合作协议中文翻译", "partners", role="translation", layout="table"),
        ),
    ),
    Case(
        "en-witness-signature-missing-b",
        "a witness signed, party B did not",
        project="ultrasound",
        signings=on(2024, 1, 29, JICHUAN, replace(MESA, signature=None, date_form="printed")),
        **EN_ZH,
        docs=(
            Doc("Contract", "contract", ("en",), medium="colour", layout="stacked", look=0, extras=extras("witness")),
            Doc("合同译文", "contract", role="translation", extras=extras("witness")),
        ),
    ),
    Case(
        "en-date-placeholder-a",
        "party A's date is still __/__/20__",
        project="solar",
        signings=(replace(YAOHENG, date=None, date_form="placeholder"), replace(KESTREL, date=date(2024, 2, 9), date_style="legal")),
        **EN_ZH,
        docs=(
            Doc("Research Agreement", "joint", ("en",), medium="colour", layout="columns", look=3, extras=extras("annex", "page_numbers")),
            Doc("研究协议中文版", "joint", role="translation", look=3, extras=extras("annex")),
        ),
    ),
    Case(
        "en-title-placeholder-b",
        "party B's title is a placeholder",
        project="greenhouse",
        signings=on(2024, 1, 12, BINHUAI, replace(RAHMAT, title="placeholder")),
        **EN_ZH,
        docs=(
            Doc(
                "Collaboration Agreement",
                "partners",
                ("en",),
                medium="colour",
                layout="stacked",
                look=0,
                extras=extras("annex", "page_numbers"),
            ),
            Doc("科研合作协议（中译）", "partners", role="translation", extras=extras("annex")),
        ),
    ),
    Case(
        "en-name-placeholder-b",
        "party B's name is a placeholder in a DOCX",
        project="blade",
        signings=on(2024, 2, 7, CHENGFAN, replace(HALVORSEN, name="placeholder")),
        **EN_ZH,
        docs=(
            Doc("Cooperation Agreement", "contract", ("en",), medium="docx", layout="stacked", extras=extras("page_numbers")),
            Doc("合作合同译文", "contract", role="translation", medium="docx", layout="stacked"),
        ),
    ),
    Case(
        "en-unsigned",
        "the final text was uploaded before anybody signed it",
        project="solar",
        signings=tuple(replace(s, signature=None, seal=None, date=None, date_form="blank") for s in (YAOHENG, LUMEN)),
        **EN_ZH,
        docs=(
            Doc("R&D Contract final", "contract", ("en",), look=1, extras=extras("annex", "page_numbers")),
            Doc("研发合同译文", "contract", role="translation", extras=extras("annex")),
        ),
    ),
    Case(
        "en-memorandum",
        "a memorandum of understanding in place of an agreement, with a reader's comments in the PDF",
        project="blade",
        kind="loi",
        signings=on(2024, 1, 24, CHENGFAN, KESTREL),
        **EN_ZH,
        docs=(
            Doc("MoU signed", "intent", ("en",), medium="noted", layout="columns", look=2),
            Doc("谅解备忘录译文", "intent", role="translation"),
        ),
    ),
    Case(
        "alternating-ip-vague",
        "English and Chinese paragraphs in turn, the clause on intellectual property only defers",
        project="ultrasound",
        ip="vague",
        signings=on(2024, 2, 23, JICHUAN, MESA),
        **EN_ZH,
        docs=(
            Doc(
                "Bilingual Agreement", "joint", ("en", "zh"), mode="alternating", medium="colour", layout="stacked", extras=extras("cover")
            ),
        ),
    ),
    Case(
        "halves-responsibilities-vague",
        "the English text before the Chinese text, no tasks named in either",
        project="solar",
        responsibilities="vague",
        signings=on(2024, 1, 29, YAOHENG, LUMEN),
        **EN_ZH,
        docs=(Doc("Agreement EN-CN", "partners", ("en", "zh"), mode="halves", layout="columns"),),
    ),
    Case(
        "table-seal-missing-a",
        "a bilingual table in a grey copy without the Chinese party's seal",
        project="blade",
        signings=on(2024, 2, 29, replace(CHENGFAN, seal=None), replace(HALVORSEN, date_form="hand")),
        **EN_ZH,
        docs=(Doc("协议 Agreement", "partners", ("zh", "en"), mode="table", medium="grey", layout="stacked", extras=extras("own_page")),),
    ),
]

CASES = COMPLIANT + GAPS

"""Agreements in Japanese, German, Korean, Russian and French."""

from dataclasses import replace
from datetime import date

from ..model import Case, Doc
from .common import (
    ATLANTIQUE,
    AZUHAMA,
    HANBIT,
    JUNHAN,
    MUZE,
    RHEINTAL,
    URAL,
    YAOHENG,
    YIXING,
    extras,
    on,
)

COMPLIANT = [
    Case(
        "ja-colour-compliant",
        "a Japanese contract as a colour scan with its translation",
        "ja",
        "battery",
        on(2024, 1, 8, YAOHENG, AZUHAMA),
        translation="complete",
        docs=(
            Doc("共同研究契約書", "kyodo", ("ja",), medium="colour", layout="stacked", extras=extras("page_numbers")),
            Doc("共同研究合同书（译文）", "kyodo", role="translation"),
        ),
    ),
    Case(
        "de-text-compliant",
        "a born-digital German contract with its translation",
        "de",
        "laser",
        on(2024, 1, 8, YIXING, RHEINTAL),
        translation="complete",
        docs=(
            Doc("Kooperationsvertrag", "verbund", ("de",), layout="columns", extras=extras("page_numbers")),
            Doc("合作合同译文", "verbund", role="translation"),
        ),
    ),
    Case(
        "ko-text-compliant",
        "a born-digital Korean agreement with its translation",
        "ko",
        "hydrogen",
        on(2024, 1, 8, JUNHAN, HANBIT),
        translation="complete",
        docs=(
            Doc("공동연구협약서", "yeongu", ("ko",), layout="table"),
            Doc("共同研究协议书译文", "yeongu", role="translation", layout="table"),
        ),
    ),
    Case(
        "ru-text-compliant",
        "a born-digital Russian contract with its translation",
        "ru",
        "titanium",
        on(2024, 1, 8, JUNHAN, URAL),
        translation="complete",
        docs=(
            Doc("Договор", "dogovor", ("ru",), layout="columns", extras=extras("page_numbers")),
            Doc("合同译文", "dogovor", role="translation"),
        ),
    ),
    Case(
        "fr-colour-compliant",
        "a French agreement as a colour scan with its translation",
        "fr",
        "membrane",
        on(2024, 3, 12, MUZE, ATLANTIQUE),
        translation="complete",
        docs=(
            Doc("Accord signé", "accord", ("fr",), medium="colour", layout="columns", extras=extras("page_numbers")),
            Doc("合作协议译文", "accord", role="translation", look=1),
        ),
    ),
]

GAPS = [
    Case(
        "ja-ip-vague",
        "a Japanese contract whose clause on intellectual property only defers, grey copy",
        "ja",
        "battery",
        on(2024, 2, 13, YAOHENG, AZUHAMA),
        ip="vague",
        translation="complete",
        docs=(Doc("契約書写し", "kyodo", ("ja",), medium="grey", layout="columns"), Doc("合同书译文", "kyodo", role="translation")),
    ),
    Case(
        "de-translation-missing",
        "a German contract without translation",
        "de",
        "laser",
        on(2024, 2, 15, YIXING, replace(RHEINTAL, date_form="hand")),
        translation="missing",
        translation_lacks="no Chinese counterpart",
        docs=(Doc("Vertrag_unterschrieben", "verbund", ("de",), medium="colour", layout="stacked", extras=extras("own_page")),),
    ),
    Case(
        "ko-date-blank-b",
        "a scanned Korean agreement, party B's date left blank",
        "ko",
        "hydrogen",
        (replace(JUNHAN, date=date(2024, 2, 16)), replace(HANBIT, date=None, date_form="blank")),
        translation="complete",
        docs=(
            Doc("협약서스캔", "yeongu", ("ko",), medium="colour", layout="stacked", extras=extras("own_page")),
            Doc("协议书译文", "yeongu", role="translation"),
        ),
    ),
    Case(
        "ru-seal-missing-a",
        "a Russian contract without the Chinese party's seal",
        "ru",
        "titanium",
        on(2024, 2, 12, replace(JUNHAN, seal=None), URAL),
        translation="complete",
        docs=(
            Doc("Договор_подписан", "dogovor", ("ru",), medium="bw", layout="columns", dpi=200),
            Doc("科学技术合作合同译文", "dogovor", role="translation"),
        ),
    ),
    Case(
        "fr-title-absent-b",
        "a French agreement without the title of party B's signatory",
        "fr",
        "membrane",
        on(2024, 1, 30, MUZE, replace(ATLANTIQUE, title="absent")),
        translation="complete",
        docs=(Doc("Accord", "accord", ("fr",), layout="stacked"), Doc("协议中文译文", "accord", role="translation")),
    ),
]

CASES = COMPLIANT + GAPS

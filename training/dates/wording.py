"""What a strip says: parts of print and pen in the order they stand, with a date among them or none."""
from dataclasses import dataclass

from scenes import words

SLOT = "slot"  # an empty place of a form
SCRAWL = "scrawl"  # a signature nobody can read


@dataclass
class Part:
    """A run of text in one hand; `gap` is the room before it in ems."""

    text: str
    pen: bool = False
    gap: float = 0.1
    kind: str = ""


LABELS = {
    "日期：": 8, "日 期：": 2, "日  期:": 2, "签署日期：": 4, "签订日期：": 4, "签字日期：": 3, "时间：": 2, "签订时间：": 2, "日期": 2, "（盖章）": 1.5, "盖章日期：": 1, "年月日：": 0.4,
    "有效期至：": 0.7, "签约时间：": 1, "出具日期：": 0.7, "Date:": 8, "Date": 2.5, "DATE:": 2, "Date：": 2, "Dated:": 1, "Date of signature:": 1.5, "Date (dd/mm/yyyy):": 1,
    "日期/Date:": 3, "日期 Date:": 2, "日期(Date)：": 1.5, "Date/日期：": 1.5, "Signed on": 1, "on": 0.7, "Datum:": 1, "Ort, Datum:": 0.6, "Fecha:": 0.8, "Le": 0.6, "Fait le": 0.4,
    "Data:": 0.4, "Дата:": 0.8, "日付：": 1, "날짜:": 0.8, "於": 0.2, "自": 0.4, "至": 0.4, "Signature/Date:": 0.7, "签字/日期：": 0.7, "Time:": 0.4, "(Date)": 0.5,
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "dots": "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.".split(),
    "caps": "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}


def three(dice):
    """Year, month, day; ones and elevens, which are lost most easily, more often than the calendar has them."""
    thin = dice.chance(0.3)
    month = dice.choice([1, 10, 11, 12]) if thin else dice.randint(1, 12)
    day = dice.choice([1, 10, 11, 12, 13, 21, 31, 17, 14]) if thin and dice.chance(0.6) else dice.randint(1, 31)
    return dice.randint(2015, 2035), month, day


def signed(dice):
    """A date with 年月日, as groups and signs, perhaps of a Japanese era."""
    year, month, day = three(dice)
    pad = "02" if dice.chance(0.25) else ""
    year = f"{year % 100:02}" if dice.chance(0.06) else str(year)
    return [year, "年", f"{month:{pad}}", "月", f"{day:{pad}}", "日"]


def numeric(dice):
    """A date of numbers with dots, slashes or strokes, as groups and signs."""
    year, month, day = three(dice)
    sign = dice.weighted({".": 5, "/": 4, "-": 3.5})
    pad = "02" if dice.chance(0.45) else ""
    month, day = f"{month:{pad}}", f"{day:{pad}}"
    if dice.chance(0.6):
        return [f"{year % 100:02}" if dice.chance(0.14) else str(year), sign, month, sign, day]
    first, second = (day, month) if dice.chance(0.7) else (month, day)
    return [first, sign, second, sign, str(year) if dice.chance(0.9) else f"{year % 100:02}"]


def named(dice):
    """A date with the month's name."""
    year, month, day = three(dice)
    language = dice.weighted({"en": 6, "short": 3, "dots": 3, "caps": 0.8, "de": 1, "fr": 1, "es": 0.8})
    name = MONTHS[language][month - 1]
    if language == "de":
        return f"{day}. {name} {year}"
    if language == "fr":
        return f"{'1er' if day == 1 else day} {name} {year}"
    if language == "es":
        return f"{day} de {name} de {year}"
    end = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")
    return dice.choice([
        f"{day} {name} {year}", f"{day} {name} {year}", f"{name} {day}, {year}", f"{name} {day}, {year}", f"{name} {day} {year}", f"{day}{end} {name} {year}",
        f"{day}{end} {name}, {year}", f"{name} {day}{end}, {year}", f"{day}-{name.rstrip('.')}-{year}", f"{day} {name}, {year}", f"{name}. {day}, {year}" if len(name) == 3 else f"{day:02} {name} {year}",
    ])


def chinese_numbers(dice):
    """二〇二四年一月十一日: signs among characters that are not digits here."""
    digits, (year, month, day) = dice.choice(["〇一二三四五六七八九", "○一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"]), three(dice)
    tens = lambda n: (digits[n // 10] if n > 19 else "") + ("十" if n > 9 else "") + (digits[n % 10] if n % 10 else "")
    return "".join(digits[int(c)] for c in str(year)) + f"年{tens(month)}月{tens(day)}日"


def whole(dice, pen):
    """The parts of a date all by pen or all in print."""
    kind = dice.weighted({"signed": 5.5, "numeric": 4.5, "named": 3, "era": 0.6, "numbers": 0.25})
    if kind == "signed":
        pieces = signed(dice)
        if dice.chance(0.06):
            pieces.pop()
        if dice.chance(0.12):
            pieces.append("号") if pieces[-1] != "日" else pieces.__setitem__(-1, "号")
        room = dice.choice([0, 0, 0, 0.05, 0.15, 0.35])
        return [Part((" " if room > 0.2 else "").join(pieces), pen)]
    if kind == "numeric":
        pieces = numeric(dice)
        return [Part((" " if dice.chance(0.12) else "").join(pieces) + ("." if dice.chance(0.03) else ""), pen)]
    if kind == "named":
        return [Part(named(dice), pen)]
    if kind == "era":
        year, month, day = three(dice)
        return [Part(f"{dice.choice(['令和', '令和', '令和', '平成', 'R', '民國'])}{dice.randint(1, 31 if dice.chance(0.2) else 9)}年{month}月{day}日", pen)]
    return [Part(chinese_numbers(dice), pen)]


def form(dice):
    """A form's printed signs with numbers by pen between them."""
    pieces = signed(dice) if dice.chance(0.78) else numeric(dice)
    out, kept = [], None
    if pieces[1] == "年" and len(pieces[0]) == 4 and dice.chance(0.3):  # 20__年, or the year in print
        kept = pieces[0] if dice.chance(0.4) else pieces[0][: dice.choice([2, 2, 3])]
        out.append(Part(kept))
        pieces[0] = pieces[0][len(kept):]
    loose = dice.choice([0.02, 0.1, 0.25, 0.5])
    for index, piece in enumerate(pieces):
        if piece:
            number = index % 2 == 0
            out.append(Part(piece, number, max(-0.08, dice.gauss(loose, 0.3 * loose + 0.06))))
    return out


def half(dice):
    """A form that is empty, or filled only in part: no whole date."""
    signs = dice.weighted({"年月日": 8, "//": 1.5, "..": 0.7, "--": 0.5})
    groups, (year, month, day) = [], three(dice)
    fill = dice.choice(["", "", "", "y", "ym", "m", "d", "my", "20"])
    for kind, value in zip("ymd", (str(year), str(month), str(day))):
        groups.append(value if kind in fill else "")
    pen = dice.chance(0.55)
    out = [Part("20")] if fill == "20" or (not groups[0] and dice.chance(0.1)) else []
    for index, group in enumerate(groups):
        room = dice.uniform(0.8, 2.2)
        if group and fill != "20":
            out.append(Part(group, pen, dice.uniform(0.05, 0.4)))
            room = dice.uniform(0.05, 0.4)
        if index < len(signs):
            out.append(Part(signs[index], False, room, SLOT if not group else ""))
    return out


def number(dice):
    """Numbers that are no date: telephones, amounts, codes, versions, accounts, ranges, percentages."""
    r = dice.randint
    return dice.choice([
        f"025-{r(10**7, 10**8 - 1)}", f"+86 1{r(30, 99)}{r(10**7, 10**8 - 1)}", f"+44 {r(20, 99)} {r(1000, 9999)} {r(1000, 9999)}", f"1{r(3, 9)}{r(10**8, 10**9 - 1)}", f"({r(100, 999)}) {r(100, 999)}-{r(1000, 9999)}",
        f"¥{r(1, 999)},{r(0, 999):03}.00", f"{r(1, 99)},{r(0, 999):03},{r(0, 999):03}元", f"RMB {r(1, 900)},000", f"{r(1, 500)}万元", f"{r(1, 99)}.{r(0, 99):02}%", f"${r(1, 99)},{r(0, 999):03}",
        f"{r(2015, 2030)}-{r(2018, 2035)}", f"{r(2015, 2035)}年", f"{r(2015, 2035)}年度", f"{r(1, 5)}年", f"{r(1, 36)}个月", f"{r(2015, 2035)}年{r(1, 12)}月", f"No. {r(1, 9999):04}", f"第{r(1, 40)}条", f"{r(1, 12)}.{r(1, 20)}", f"{r(1, 9)}.{r(1, 9)}.{r(1, 9)}.{r(1, 9)}",
        f"{r(100000, 999999)}", f"{r(10**17, 10**18 - 1)}", f"BK{r(2015, 2030)}{r(1000, 9999)}", f"〔{r(2015, 2030)}〕{r(1, 99)}号", f"ISBN {r(100, 999)}-{r(0, 9)}-{r(1000, 9999)}-{r(100, 999)}-{r(0, 9)}", f"{r(1, 12)}/{r(1, 12)}", f"Page {r(1, 9)} of {r(1, 30)}",
        f"{r(8, 20)}:{r(0, 59):02}", f"91{r(10**15, 10**16 - 1)}", f"{r(1, 999)} Main St.", f"MG{r(1, 9)}.{r(10, 99)}", f"{r(10, 99)}-{r(1000, 9999)}-{r(1000, 9999)}", f"第{r(1, 9)}页 共{r(1, 20)}页", f"0{r(10, 99)}-{r(100, 999)}-{r(1000, 9999)}",
    ])


def plain(dice, letters):
    """Ordinary text of some length in a language of agreements."""
    language = dice.weighted({"zh": 8, "en": 6, "ja": 1, "ko": 0.7, "de": 0.6, "fr": 0.6, "es": 0.4, "ru": 0.6})
    return words.text(dice, language, letters * (1 if words.wide(language) else 2)).strip()


def other(dice):
    """A strip without a date."""
    kind = dice.weighted({"half": 5, "name": 2.5, "title": 1, "number": 3.2, "text": 3, "empty": 1.6, "label": 1.2, "scrawl": 1.0, "organisation": 1, "clause": 1})
    pen = dice.chance(0.45)
    if kind == "half":
        return ([Part(label(dice))] if dice.chance(0.6) else []) + half(dice)
    if kind == "name":
        who = words.name(dice, dice.choice(["zh", "zh", "zh", "ko"])) if dice.chance(0.6) else words.latin_name(dice)
        head = dice.choice(["姓名：", "Name:", "法定代表人（签字）：", "授权代表：", "联系人：", "Name (print):", "Signed by:", "Director", "签字："])
        return ([Part(head)] if dice.chance(0.6) else []) + [Part(who, pen, 0.3)]
    if kind == "title":
        return [Part(dice.choice(["职务：", "Title:", "Position:", "职称："])), Part(dice.choice(["教授", "Professor", "院长", "Director", "总经理", "Dean", "Vice President", "副校长", "研究员", "CEO"]), pen, 0.3)]
    if kind == "number":
        head = dice.choice(["电话：", "Tel:", "Tel.", "邮编：", "金额：", "No.", "编号：", "账号：", "Fax:", "统一社会信用代码：", "项目编号：", "合同编号：", "期限："])
        return ([Part(head)] if dice.chance(0.6) else []) + [Part(number(dice), pen, 0.2)]
    if kind == "text":
        return [Part(plain(dice, dice.randint(2, 16)))]
    if kind == "label":
        return [Part(label(dice))] + ([Part(label(dice), False, dice.uniform(0.5, 6))] if dice.chance(0.3) else [])
    if kind == "scrawl":
        return ([Part(dice.choice(["签字：", "Signature:", "By:", "签章："]))] if dice.chance(0.6) else []) + [Part("", True, 0.2, SCRAWL)]
    if kind == "organisation":
        return [Part(words.organisation(dice, dice.choice(["zh", "zh", "en", "en", "ja", "ko", "fr"])))]
    if kind == "clause":
        return [Part(plain(dice, dice.randint(1, 6)) + number(dice) + plain(dice, dice.randint(1, 6)))]
    return []


def label(dice):
    """What stands before a date."""
    return dice.weighted(LABELS) if dice.chance(0.9) else plain(dice, dice.randint(1, 6)) + dice.choice(["：", ":", "", " "])


def strip(dice, kind):
    """The parts of a strip: `kind` is "pen", "printed", "mixed" or "other"."""
    if kind == "other":
        return other(dice)
    out = []
    if dice.chance(0.52):
        by_hand = kind == "pen" and dice.chance(0.15)
        out.append(Part(label(dice), by_hand))
    elif dice.chance(0.12):  # a name, a place or a signature stands before the date
        out.append(Part(dice.choice([words.name(dice, "zh"), words.latin_name(dice), dice.choice(words.PLACES) + "，", "Nanjing, "]), kind == "pen") if dice.chance(0.6) else Part("", True, 0.1, SCRAWL))
    body = form(dice) if kind == "mixed" else whole(dice, kind == "pen")
    body[0].gap = dice.choice([0.05, 0.2, 0.4, dice.uniform(0.5, 3)]) if out else 0.0
    out += body
    if dice.chance(0.16):
        tail = dice.choice(["（盖章）", "(Seal)", "。", ".", "于南京", plain(dice, dice.randint(1, 5)), label(dice), dice.choice(["，地点：", "签字", "Place:", "止", "起"])])
        out.append(Part(tail, False, dice.choice([0.05, 0.3, dice.uniform(0.5, 3)])))
    return out

"""Dates the way each language writes them, and the blanks that people leave."""

from datetime import date

EN = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
RU = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
FR = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
DIGITS = "〇一二三四五六七八九"
USUAL = {"zh": "ymd", "en": "dmy", "de": "german", "ja": "reiwa", "ko": "korean", "ru": "russian", "fr": "french"}


def _chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    return (("" if tens < 2 else DIGITS[tens]) + "十" if tens else "") + (DIGITS[ones] if ones else "")


def _ordinal(n: int) -> str:
    return f"{n}{'th' if 10 < n < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def written(day: date, lang: str, style: str = "") -> str:
    """A date in words; `style` "" is the usual one of the language."""
    y, m, d = day.year, day.month, day.day
    return {
        "ymd": f"{y}年{m}月{d}日",
        "chinese": f"{''.join(DIGITS[int(c)] for c in str(y))}年{_chinese(m)}月{_chinese(d)}日",
        "dot": f"{y}.{m}.{d}",
        "slash": f"{y}/{m:02}/{d:02}",
        "dmy": f"{d} {EN[m - 1]} {y}",
        "mdy": f"{EN[m - 1]} {d}, {y}",
        "short": f"{EN[m - 1][:3]}. {_ordinal(d)}, {y}",
        "legal": f"this {_ordinal(d)} day of {EN[m - 1]} {y}",
        "german": f"{d:02}.{m:02}.{y}",
        "reiwa": f"令和{y - 2018}年{m}月{d}日",
        "korean": f"{y}년 {m}월 {d}일",
        "russian": f"«{d}» {RU[m - 1]} {y} г.",
        "french": f"{d} {FR[m - 1]} {y}",
    }[style or USUAL[lang]]


def unfilled(form: str, lang: str) -> str:
    """What stands in the date line when nobody dated it."""
    if form == "blank":
        return {"zh": "    年    月    日", "ja": "    年    月    日", "ko": "      년    월    일"}.get(lang, "____ / ____ / ______")
    if form == "placeholder":
        return "20__年__月__日" if lang == "zh" else "__/__/20__"
    return ""

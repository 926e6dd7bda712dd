"""Invented wording: enough of each language's look to teach print from pen; none of it is a real agreement."""

COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级"
    "少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具"
)
RARE = "鑫涛郭翰瀚曦馨懿巍霖麟骏赟赫轩熠煜颖璐瑜琳琦璟凯楠桐梓沐沛泽洋淼澜潇熙然睿睦祺禹稷穆笙筠箐绍维绮绫羽翊翔翰芷芸茜荣莹菲萱葳蔚蕾薇蓉虹蝶诗语谦贤赐辉辰逸遥邦邵郁郑鄢钧铭锋锦镇闻阔陆陈隽雁雅雪雯霄靖静韬韵颜飞馥驰骄鸿鹏鹤黎黛"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
PLACES = ["北京", "上海", "天津", "广东", "江苏", "浙江", "四川", "湖北", "陕西", "云南", "中国", "华东", "东方", "长江", "黑龙江", "青岛", "苏州", "中科", "国际"]
THINGS = ["科技", "工业", "理工", "师范", "农业", "医科", "材料", "信息", "生物", "能源", "环境", "海洋", "交通", "航空", "智能", "自动化", "地质", "水利", "纺织", "文化"]
ENDINGS = ["大学", "学院", "研究院", "研究所", "有限公司", "股份有限公司", "有限责任公司", "科学院", "中心", "实验室", "基金会", "管理局", "委员会", "医院", "集团"]
TERMS = ["甲方", "乙方", "丙方", "本协议", "双方", "合作", "研究", "技术", "成果", "知识产权", "保密", "违约责任", "有效期", "签字", "盖章", "项目", "经费", "第一条", "第二条", "联合申请", "法定代表人"]

LATIN = {
    "en": "the of and to in this agreement party parties shall be by for any with or under as is not on that may both all rights intellectual property term date signature name title representative university institute cooperation research project memorandum confidential information notice between whereas hereby effective terminate obligations written consent provided from force dispute copies original witness executed director department",
    "de": "der die das und Vertrag Parteien Unterschrift Datum Universität für Zusammenarbeit Forschung zwischen gemäß Vereinbarung sowie Geschäftsführer Ort Anlage über Rechte Pflichten Laufzeit wird werden",
    "fr": "le la les et des du contrat société signature date président université pour coopération recherche entre présent accord droits propriété durée annexe établi exemplaires originaux à lieu",
    "es": "el la los y de del contrato acuerdo firma fecha universidad para cooperación investigación entre presente derechos propiedad plazo anexo director partes según",
    "ru": "соглашение стороны договор настоящий между университет подпись дата директор права обязанности сотрудничество проект исследование срок действия обе приложение далее",
}
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげござじずぜぞだでどばびぶべぼ"
KATA = "アイウエオカキクケコサシスセソタチツテトナニネノハヒフヘホマミムメモヤユヨラリルレロワン"
HANGUL = "가나다라마바사아자차하기지시이리대학교협약서갑을당사자명인정보연구개발의은는에과와한국서울부산김박최정강조윤장임오신권황안송류홍"
SYLLABLES = "ba con de fi ga hen in jor ka le mo na or pe qui ra sa ti un ve wal xi yo zen mar tin son ley ri ch st an el th".split()
MONTHS = "January February March April May June July August September October November December Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec.".split()

LABELS = {
    "zh": {
        "party": ["甲方（盖章）：", "乙方（盖章）：", "丙方（公章）：", "甲方：", "乙方：", "单位（盖章）：", "委托方(盖章)", "受托方（签章）：", "单位名称："],
        "sign": ["法定代表人（签字）：", "授权代表（签字）：", "代表签字：", "法定代表人或委托代理人：", "签字：", "负责人（签名）：", "项目负责人：", "经办人："],
        "name": ["姓名：", "姓名（印刷体）：", "联系人："],
        "title": ["职务：", "职称：", "职务/职称："],
        "date": ["日期：", "签订日期：", "日期：    年   月   日", "签署时间：", "年    月    日"],
    },
    "en": {
        "party": ["Party A:", "Party B:", "For and on behalf of", "University:", "The Company:", "Seal:", "Party A (Seal):"],
        "sign": ["Signature:", "Signed by:", "By:", "Authorized Signature:", "Authorised signatory:", "Signature of legal representative:", "Witness:"],
        "name": ["Name:", "Printed name:", "Name (print):"],
        "title": ["Title:", "Position:", "Capacity:"],
        "date": ["Date:", "Dated:", "Date of signature:", "Date (dd/mm/yyyy):"],
    },
    "de": {"party": ["Für die Universität:", "Auftraggeber:", "Stempel:"], "sign": ["Unterschrift:", "gez.", "(Unterschrift)"], "name": ["Name:"], "title": ["Funktion:"], "date": ["Datum:", "Ort, Datum:"]},
    "fr": {"party": ["Pour la société :", "L'Université :", "Cachet :"], "sign": ["Signature :", "Lu et approuvé :", "Le Président,"], "name": ["Nom :", "Nom, prénom :"], "title": ["Qualité :", "Fonction :"], "date": ["Date :", "Fait à Paris, le"]},
    "es": {"party": ["Por la Universidad:", "Sello:"], "sign": ["Firma:", "Fdo.:"], "name": ["Nombre:"], "title": ["Cargo:"], "date": ["Fecha:"]},
    "ru": {"party": ["Сторона А:", "Исполнитель:", "М.П."], "sign": ["Подпись:", "Директор:", "Ректор:"], "name": ["Ф.И.О.:"], "title": ["Должность:"], "date": ["Дата:"]},
    "ja": {"party": ["甲：", "乙：", "（印）", "会社名："], "sign": ["署名：", "代表者：", "代表取締役"], "name": ["氏名："], "title": ["役職："], "date": ["日付：", "令和  年  月  日"]},
    "ko": {"party": ["갑:", "을:", "(직인)", "기관명:"], "sign": ["서명:", "대표자:", "(서명 또는 인)"], "name": ["성명:"], "title": ["직위:"], "date": ["날짜:", "년   월   일"]},
}
LANGUAGES = {"zh": 9, "en": 7, "ja": 1.5, "ko": 1.5, "ru": 1.5, "de": 1, "fr": 1.5, "es": 0.7}


def wide(language):
    """Whether letters are about as wide as high."""
    return language in ("zh", "ja", "ko")


def group(language):
    """The faces that can set a language."""
    return language if language in ("zh", "ja", "ko", "ru") else "latin"


def latin_name(dice):
    def part():
        return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 3))).capitalize()

    return dice.choice([f"{part()} {part()}", f"{part()[0]}. {part()}", part(), f"{part()} {part()[0]}. {part()}", f"Dr. {part()} {part()}"])


def han(dice, count, rare=0.3):
    return "".join(dice.choice(RARE if dice.chance(rare) else COMMON) for _ in range(count))


def name(dice, language):
    """A person."""
    if language in ("zh", "ja"):
        return dice.choice(SURNAMES) + han(dice, dice.choice([1, 2, 2]), 0.6)
    if language == "ko":
        return "".join(dice.choice(HANGUL) for _ in range(3))
    if language == "ru":
        return dice.choice(["Иванов", "Петрова", "Смирнов", "Кузнецов", "Волков", "Орлова"]) + dice.choice([" А.И.", " В.П.", ""])
    return latin_name(dice)


def organisation(dice, language="zh"):
    if language == "ko":
        return "".join(dice.choice(HANGUL) for _ in range(dice.randint(2, 5))) + dice.choice(["대학교", "연구소", "주식회사", "공사"])
    if wide(language):
        return dice.choice(PLACES) + (han(dice, 2) if dice.chance(0.5) else "") + dice.choice(THINGS) + dice.choice(ENDINGS)
    if language == "ru":
        return " ".join(dice.sample(LATIN["ru"].split(), 3)).capitalize()
    word = latin_name(dice).replace("Dr. ", "").replace(". ", "")
    return dice.choice([f"University of {word}", f"{word} Co., Ltd.", f"{word} Institute of Technology", f"{word} GmbH", f"Université de {word}", f"{word} Research Centre"])


def date(dice, language):
    year, month, day = dice.randint(1995, 2032), dice.randint(1, 12), dice.randint(1, 31)
    if wide(language) and dice.chance(0.7):
        sign = "년월일" if language == "ko" else "年月日"
        gap = dice.choice(["", "", " ", "  "])
        if language == "zh" and dice.chance(0.15):
            digits = "〇一二三四五六七八九"
            tens = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
            return "二" + "".join(digits[int(d)] for d in str(year)[1:]) + f"年{tens[month]}月" + (f"{'二' if day > 20 else ''}十" if day > 9 else "") + f"{tens[day % 10]}日"
        return f"{year}{sign[0]}{gap}{month}{sign[1]}{gap}{day}{sign[2]}"
    return dice.choice([
        f"{year}.{month}.{day}", f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}", f"{month}/{day}/{year % 100:02}", f"{dice.choice(MONTHS)} {day}, {year}",
        f"{day} {dice.choice(MONTHS)} {year}", f"{day}.{month}.{year}", f"{year}/{month}/{day}",
    ])


def word(dice, language):
    if language == "zh":
        return dice.choice(TERMS) if dice.chance(0.2) else han(dice, dice.randint(2, 8), 0.03) + dice.choice(["", "", "，", "。", "、", "：", "；"])
    if language == "ja":
        return "".join(dice.choice(KANA) if dice.chance(0.55) else dice.choice(COMMON) if dice.chance(0.7) else dice.choice(KATA) for _ in range(dice.randint(2, 8)))
    if language == "ko":
        return "".join(dice.choice(HANGUL) if dice.chance(0.8) else chr(0xAC00 + dice.randint(0, 11171)) for _ in range(dice.randint(1, 5))) + " "
    if dice.chance(0.1):
        return dice.choice([str(dice.randint(0, 99999)), f"{dice.randint(1, 9)}.{dice.randint(1, 20)}", f"${dice.randint(1, 99)},{dice.randint(0, 999):03}", latin_name(dice)]) + " "
    plain = dice.choice(LATIN[language].split())
    return (plain.capitalize() if dice.chance(0.12) else plain.upper() if dice.chance(0.03) else plain) + dice.choice([" "] * 8 + [", ", ". "])


def text(dice, language, letters):
    """Running text of about `letters` letters."""
    out = ""
    while len(out) < letters:
        out += word(dice, language)
    return out[: max(1, int(letters))]

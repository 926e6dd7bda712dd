"""Invented organisations and people, and the wording of pages and signature blocks by language."""

from dataclasses import dataclass
from datetime import date

MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Person:
    """Who signs; `ink` names the hand: a set of pictures, or None for own strokes."""

    native: str
    zh: str
    en: str
    title: dict
    ink: str | None = None


@dataclass(frozen=True)
class Org:
    """A party."""

    zh: str
    en: str
    country: str
    city: str
    people: tuple[Person, ...]
    native: str = ""
    oval: bool = False

    def name(self, lang: str) -> str:
        """The name in a language of a document."""
        if lang == "zh":
            return self.zh
        return self.native if lang == "ja" and self.native else self.en


def _t(zh, en, de, ja):
    return {"zh": zh, "en": en, "de": de, "ja": ja}


DEAN = _t("院长", "Dean", "Dekan", "院長")
MANAGER = _t("总经理", "General Manager", "Geschäftsführer", "総経理")
DEPUTY = _t("副所长", "Deputy Director", "Stellvertretender Direktor", "副所長")
DIRECTOR = _t("主任", "Director", "Direktor", "所長")
PRESIDENT = _t("董事长", "President", "Präsident", "代表取締役社長")
CTO = _t("技术总监", "Chief Technology Officer", "Technischer Leiter", "技術部長")
PROFESSOR = _t("教授、系主任", "Professor and Head of Department", "Professor, Institutsleiter", "教授")


def _wang(title):
    return Person("王涛", "王涛", "Wang Tao", title, "wangtao")


def _guo(title):
    return Person("郭鑫", "郭鑫", "Guo Xin", title, "guoxin")


def _cn(name, en, title):
    return Person(name, name, en, title)


CHINESE = (
    Org(
        "江苏砚湖生物技术研究院",
        "Jiangsu Yanhu Institute of Biotechnology",
        "CN",
        "Nanjing",
        (_wang(DEAN), _cn("林安石", "Lin Anshi", DEPUTY)),
    ),
    Org(
        "苏州栖原精密仪器有限公司",
        "Suzhou Qiyuan Precision Instruments Co., Ltd.",
        "CN",
        "Suzhou",
        (_guo(MANAGER), _cn("方志成", "Fang Zhicheng", CTO)),
    ),
    Org(
        "南通鹭洲海洋工程装备有限公司",
        "Nantong Luzhou Marine Engineering Co., Ltd.",
        "CN",
        "Nantong",
        (_cn("高海平", "Gao Haiping", MANAGER), _wang(PRESIDENT)),
    ),
    Org(
        "徐州云麓农业科技股份有限公司",
        "Xuzhou Yunlu Agritech Co., Ltd.",
        "CN",
        "Xuzhou",
        (_cn("田春明", "Tian Chunming", PRESIDENT), _guo(CTO)),
    ),
    Org(
        "无锡梁溪谷微电子研究所",
        "Wuxi Liangxigu Institute of Microelectronics",
        "CN",
        "Wuxi",
        (_guo(DIRECTOR), _cn("白正和", "Bai Zhenghe", DEPUTY)),
    ),
    Org(
        "常州青枫新材料有限公司",
        "Changzhou Qingfeng New Materials Co., Ltd.",
        "CN",
        "Changzhou",
        (_cn("石光清", "Shi Guangqing", MANAGER), _wang(CTO)),
    ),
    Org("盐城滩浒大学", "Tanhu University Yancheng", "CN", "Yancheng", (_wang(PROFESSOR), _cn("江文立", "Jiang Wenli", DEAN))),
    Org(
        "昆山海特林光学科技有限公司",
        "Kunshan Heitlin Optics Technology Co., Ltd.",
        "CN",
        "Kunshan",
        (_cn("安石成", "An Shicheng", MANAGER), _guo(PRESIDENT)),
        oval=True,
    ),
    Org(
        "镇江沃森堡环保设备有限公司",
        "Zhenjiang Wosenburg Environmental Equipment Co., Ltd.",
        "CN",
        "Zhenjiang",
        (_cn("金秋水", "Jin Qiushui", MANAGER), _wang(MANAGER)),
        oval=True,
    ),
    Org(
        "扬州广陵渡人工智能研究院",
        "Yangzhou Guanglingdu Institute of Artificial Intelligence",
        "CN",
        "Yangzhou",
        (_cn("秦山立", "Qin Shanli", DEAN), _guo(DEPUTY)),
    ),
)
FOREIGN = (
    Org(
        "费尔德豪斯传感器有限公司",
        "Feldhaus Sensorik GmbH",
        "DE",
        "Dresden",
        (Person("Martin Feldhaus", "马丁·费尔德豪斯", "Martin Feldhaus", MANAGER),),
    ),
    Org(
        "惠特科姆海洋研究所",
        "Whitcombe Marine Institute",
        "NZ",
        "Nelson",
        (
            Person("Aroha Whitcombe", "阿罗哈·惠特科姆", "Aroha Whitcombe", DIRECTOR),
            Person("Liam Hathersage", "利亚姆·哈瑟塞奇", "Liam Hathersage", DEPUTY),
        ),
    ),
    Org(
        "阿尔德穆尔实验室股份公司",
        "Aldermoor Laboratories AB",
        "SE",
        "Uppsala",
        (
            Person("Sven Aldermoor", "斯文·阿尔德穆尔", "Sven Aldermoor", PRESIDENT),
            Person("Karin Lindqvist", "卡琳·林奎斯特", "Karin Lindqvist", CTO),
        ),
    ),
    Org(
        "泰晤士门材料公司",
        "Thamesgate Materials Ltd",
        "GB",
        "Reading",
        (
            Person("Dora Petrescu", "多拉·佩特雷斯库", "Dora Petrescu", CTO),
            Person("Owen Tremarsh", "欧文·特雷马什", "Owen Tremarsh", MANAGER),
        ),
    ),
    Org(
        "普拉索尔农业私人有限公司",
        "Prasol Agro Pte. Ltd.",
        "SG",
        "Singapore",
        (Person("Yusuf Bakri", "优素福·巴克里", "Yusuf Bakri", DIRECTOR),),
    ),
    Org(
        "圣罗卡理工大学",
        "Sant Roca University of Technology",
        "ES",
        "Tarragona",
        (Person("Marta Ribalta", "玛尔塔·里瓦尔塔", "Marta Ribalta", PROFESSOR),),
    ),
    Org(
        "康沃利斯桥医疗公司",
        "Cornwallis Bridge Medical Inc.",
        "CA",
        "Halifax",
        (Person("Jens Okoye", "延斯·奥科耶", "Jens Okoye", PRESIDENT), Person("Paula Varga", "宝拉·瓦尔加", "Paula Varga", MANAGER)),
    ),
    Org(
        "维尔德巴赫应用科学大学",
        "Wildbach University of Applied Sciences",
        "AT",
        "Graz",
        (Person("Hanna Zeller", "汉娜·策勒", "Hanna Zeller", DEAN), Person("Emil Kranz", "埃米尔·克兰茨", "Emil Kranz", PROFESSOR)),
    ),
)
JAPANESE = (
    Org(
        "株式会社青岭计测",
        "Seirei Keisoku Co., Ltd.",
        "JP",
        "Niigata",
        (Person("高田 文平", "高田文平", "Takada Bunpei", PRESIDENT),),
        native="株式会社青嶺計測",
    ),
    Org(
        "白滨材料研究所",
        "Shirahama Materials Laboratory",
        "JP",
        "Toyama",
        (Person("石田 光一", "石田光一", "Ishida Koichi", DIRECTOR),),
        native="白浜材料研究所",
    ),
)
TOPICS = (
    _t("智能传感器联合研发", "Smart Sensors", "intelligente Sensoren", "スマートセンサー"),
    _t("耐盐作物育种技术", "Salt-tolerant Crop Breeding", "salztolerante Nutzpflanzen", "耐塩性作物の育種"),
    _t("海上风电防腐涂层", "Offshore Anti-corrosion Coatings", "Korrosionsschutz auf See", "洋上風力防食塗装"),
    _t("超声影像辅助诊断", "Ultrasound Image Diagnosis", "Ultraschalldiagnostik", "超音波画像診断"),
    _t("废水深度处理膜材料", "Membranes for Waste Water", "Membranen für Abwasser", "排水処理膜"),
)
TITLES = {
    "zh": ("合作协议书", "联合研究合作协议", "国际科技合作协议", "技术合作合同"),
    "en": ("Cooperation Agreement", "Joint Research Agreement", "Research Collaboration Agreement"),
    "de": ("Kooperationsvertrag", "Forschungs- und Entwicklungsvertrag"),
    "ja": ("共同研究契約書", "技術協力契約書"),
    "bi": ("合作协议 Cooperation Agreement", "联合研究协议 Joint Research Agreement"),
}
PARTY = {
    "zh": ("甲方", "乙方", "丙方", "丁方"),
    "en": ("Party A", "Party B", "Party C", "Party D"),
    "de": ("Partei A", "Partei B", "Partei C", "Partei D"),
    "ja": ("甲", "乙", "丙", "丁"),
    "bi": ("甲方 Party A", "乙方 Party B", "丙方 Party C", "丁方 Party D"),
}
LABELS = {
    "zh": {
        "seal": ("（盖章）", "（公章）", "（单位盖章）", ""),
        "sign": ("授权代表（签字）", "法定代表人或授权代表签字", "代表签字", "签名"),
        "name": ("姓名", "代表姓名", "签字人姓名"),
        "title": ("职务", "职务/职称", "职位"),
        "date": ("日期", "签署日期", "签字日期", "签订日期"),
    },
    "en": {
        "seal": ("(Seal)", "(Company stamp)", "", ""),
        "sign": ("Signature", "By", "Signed", "Authorised signature"),
        "name": ("Name", "Printed name", "Name (print)"),
        "title": ("Title", "Position", "Title"),
        "date": ("Date", "Date of signature", "Date"),
    },
    "bi": {
        "seal": ("（盖章 Seal）", "（公章 Stamp）", "", "（盖章）"),
        "sign": ("签字 Signature", "授权代表签字 Authorized Signature", "签名 Signed by"),
        "name": ("姓名 Name", "姓名/Name"),
        "title": ("职务 Title", "职务/Position"),
        "date": ("日期 Date", "签署日期/Date"),
    },
    "de": {
        "seal": ("(Stempel)", "", "", ""),
        "sign": ("Unterschrift", "Unterschrift des Vertretungsberechtigten"),
        "name": ("Name", "Name in Druckbuchstaben"),
        "title": ("Funktion", "Position"),
        "date": ("Datum", "Datum der Unterzeichnung"),
    },
    "ja": {
        "seal": ("（社印）", "", "（公印）"),
        "sign": ("署名", "代表者署名"),
        "name": ("氏名", "代表者氏名"),
        "title": ("役職", "職名"),
        "date": ("日付", "締結日"),
    },
}
PROSE = {
    "zh": (
        "各方本着平等互利、优势互补的原则，就{topic}项目开展合作，经友好协商达成如下协议。",
        "一、合作内容与分工：甲方负责样机设计、试制与示范应用，并承担项目的组织协调；乙方负责核心算法、关键材料的研究及测试数据的提供。其他签约方负责现场试验与数据整理。",
        "二、知识产权：各方在合作前已有的知识产权归各自所有；合作中产生的成果由完成方所有，共同完成的由各方共有，各方均有权在本单位内部无偿使用。",
        "三、经费：各方自行承担其任务所需经费，设备仍归原单位所有。",
        "四、期限：本协议自{start}起至{end}止。未尽事宜由各方另行签订补充协议。",
        "五、本协议一式多份，各方各执一份，自各方签字盖章之日起生效，具有同等法律效力。",
    ),
    "en": (
        "The parties wish to cooperate in the project on {topic} and have agreed as follows.",
        "1. Responsibilities. Party A shall design, build and demonstrate the prototype and coordinate the project. Party B shall study the core methods and materials and supply test data. Any further party shall carry out field trials.",
        "2. Intellectual property. Background rights remain with their owners. Results belong to the party that made them; joint results are owned jointly and each party may use them free of charge.",
        "3. Costs. Each party bears the costs of its own tasks.",
        "4. Term. This agreement is in force from {start} to {end}.",
        "5. Done in as many originals as there are parties, each being equally authentic.",
    ),
    "de": (
        "Die Parteien arbeiten im Vorhaben {topic} zusammen und vereinbaren Folgendes.",
        "1. Aufgaben. Partei A entwirft und baut das Muster und koordiniert das Vorhaben. Partei B untersucht die Verfahren und Werkstoffe und liefert Messdaten.",
        "2. Geistiges Eigentum. Altschutzrechte bleiben beim Inhaber. Ergebnisse gehören der Partei, die sie erzielt; gemeinsame Ergebnisse gehören allen und dürfen von jeder Partei unentgeltlich genutzt werden.",
        "3. Laufzeit. Der Vertrag gilt vom {start} bis zum {end}.",
    ),
    "ja": (
        "甲及び乙は、{topic}に関する共同研究を行うため、次のとおり契約を締結する。",
        "第1条（分担）甲は試作機の設計及び製作を担当し、乙は基礎研究及び試験データの提供を担当する。",
        "第2条（知的財産権）契約前から有する権利は各自に帰属し、共同で得た成果は共有とし、各当事者は無償で使用することができる。",
        "第3条（期間）本契約の有効期間は{start}から{end}までとする。",
    ),
}
PAGE_NOTE = {
    "zh": ("（本页无正文，为《{title}》签署页）", "（以下无正文，为签字盖章页）"),
    "en": ("IN WITNESS WHEREOF the parties have signed this {title}.", "[Signature page to the {title}]"),
    "bi": ("（本页为《{title}》签署页 Signature Page）",),
    "de": ("Unterschriftenseite zum {title}",),
    "ja": ("本契約締結の証として本書を作成し、各自署名捺印のうえ保有する。",),
}
_NUM = "〇一二三四五六七八九"


def numerals(n: int) -> str:
    """1 to 31 in Chinese."""
    if n < 11:
        return "十" if n == 10 else _NUM[n]
    return ("" if n < 20 else _NUM[n // 10]) + "十" + (_NUM[n % 10] if n % 10 else "")


def dated(day: date, lang: str, rng, hand: bool = False) -> str:
    """A full date as people write it in a language."""
    y, m, d = day.year, day.month, day.day
    zh = [f"{y}年{m}月{d}日", f"{y}.{m}.{d}", f"{y}年{m:02d}月{d:02d}日", f"{y}-{m:02d}-{d:02d}", f"{y}/{m}/{d}"]
    if lang == "zh" and not hand:
        zh.append("".join(_NUM[int(c)] for c in str(y)) + f"年{numerals(m)}月{numerals(d)}日")
    en = [
        f"{d} {MONTHS[m - 1]} {y}",
        f"{MONTHS[m - 1]} {d}, {y}",
        f"{MONTHS[m - 1][:3]}. {d}, {y}" if m != 5 else f"May {d}, {y}",
        f"{y}-{m:02d}-{d:02d}",
    ]
    if d > 12:
        en.append(f"{d}/{m:02d}/{y}")
    choices = {
        "zh": zh,
        "en": en,
        "de": [f"{d:02d}.{m:02d}.{y}", f"{d}.{m}.{y}"],
        "bi": zh[:2] + en[:1] + zh[3:4],
        "ja": [f"{y}年{m}月{d}日"] if hand else [f"{y}年{m}月{d}日", f"令和{y - 2018}年{m}月{d}日"],
    }
    return str(rng.choice(choices[lang]))


BLANK_DATES = {
    "zh": ("      年    月    日", "20    年    月    日", "", "____年__月__日"),
    "en": ("", "__/__/20__", "____ / ____ / ______"),
    "bi": ("      年    月    日", "", "    /    /    "),
    "de": ("", "__.__.20__"),
    "ja": ("      年    月    日", "令和    年    月    日"),
}
PLACEHOLDERS = {
    "name": {"zh": "[姓名]", "en": "[Name]", "bi": "[Name]", "de": "[Name]", "ja": "（氏名）"},
    "title": {"zh": "[待填]", "en": "[Title]", "bi": "[Title]", "de": "[Funktion]", "ja": "（役職）"},
}

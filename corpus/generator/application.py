"""Writes corpus/application: small projects for the rules on applications, each with its project.toml and its truth.

Every file is a DOCX of text (and of a signature or seal where one is asked for), so that the cases are small and are checked without recognition.
Run from the repository's root: /usr/bin/python3 corpus/generator/application.py
"""

import io
import json
import math
import shutil
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

ROOT = Path("corpus/application")
INK = sorted(Path("corpus/generator/ink").glob("wangtao-w*.png"))[0]
SEAL_FACE = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
EMU = 36_000  # per millimetre
DAY = (2024, 3, 1, 0, 0, 0)

TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def picture(kind: str) -> tuple[bytes, int, int]:
    """A signature or seal as PNG with its width and height in millimetres."""
    out = io.BytesIO()
    if kind == "ink":
        ink = Image.open(INK).convert("L")
        mask = ink.point(lambda v: 255 - v).crop(ink.point(lambda v: 255 - v).getbbox())
        mask.thumbnail((360, 150))
        pen = Image.new("RGBA", mask.size, (26, 44, 132, 0))
        pen.putalpha(mask)
        pen.save(out, "PNG", optimize=True)
        return out.getvalue(), 32, max(8, 32 * mask.height // mask.width)
    seal = Image.new("RGBA", (420, 420), (0, 0, 0, 0))
    draw = ImageDraw.Draw(seal)
    draw.ellipse((8, 8, 412, 412), outline=(205, 28, 36, 255), width=12)
    face = ImageFont.truetype(SEAL_FACE, 44, index=2)
    for i, char in enumerate(kind):
        angle = -120 + 240 * (i + 0.5) / len(kind)
        glyph = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
        ImageDraw.Draw(glyph).text((32, 32), char, font=face, fill=(205, 28, 36, 255), anchor="mm")
        turned = glyph.rotate(-angle, Image.Resampling.BICUBIC, expand=True)
        x, y = 210 + 150 * math.sin(math.radians(angle)), 210 - 150 * math.cos(math.radians(angle))
        seal.alpha_composite(turned, (int(x - turned.width / 2), int(y - turned.height / 2)))
    draw.regular_polygon((210, 210, 56), 5, fill=(205, 28, 36, 255))
    seal.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue(), 40, 40


def drawing(number: int, width: int, height: int) -> str:
    """A picture that stands in the line."""
    extent = f'cx="{width * EMU}" cy="{height * EMU}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr id="{number}" name="p{number}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="p{number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId{number}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def docx(lines: list) -> bytes:
    """A document: a line is a text, `# text` a title, or a text with a picture behind it."""
    body, media = [], []
    for line in lines:
        text, kind = line if isinstance(line, tuple) else (line, None)
        title = text.startswith("# ")
        style = '<w:pPr><w:jc w:val="center"/></w:pPr>' if title else ""
        size = '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>' if title else '<w:rPr><w:sz w:val="24"/></w:rPr>'
        run = f'<w:r>{size}<w:t xml:space="preserve">{escape(text.removeprefix("# "))}</w:t></w:r>'
        if kind:
            content, width, height = picture(kind)
            media.append(content)
            run += drawing(len(media), width, height)
        body.append(f"<w:p>{style}{run}</w:p>")
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="{RELATION}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<w:body>{"".join(body)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    pictures = "".join(f'<Relationship Id="rId{i}" Type="{RELATION}/image" Target="media/{i}.png"/>' for i in range(1, len(media) + 1))
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{pictures}</Relationships>',
        **{f"word/media/{i}.png": content for i, content in enumerate(media, 1)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


COMPANY, UNIVERSITY = "江苏澄帆风电装备有限公司", "江东工程大学"
KESTREL, KESTREL_ZH, LEAD = "Kestrel Bay University", "红隼湾大学", "Eleanor Harrow"
TITLE = "海上风电叶片光纤健康监测系统联合研发"


def agreement(first: str, second: str, title: str = TITLE, signers=("王涛", LEAD), tasks=None) -> list:
    """An agreement of two, as text."""
    ours, theirs = tasks or ("研制光纤光栅传感网络并完成如东风场的安装", "建立叶片损伤识别模型并提供两年监测数据")
    return [
        "# 国际科技合作协议",
        f"甲方：{first}",
        f"乙方：{second}",
        f"甲乙双方就联合开展“{title}”项目的研究开发事宜，经充分协商，达成如下协议。",
        "第一条 合作内容与分工",
        f"甲方负责{ours}。",
        f"乙方负责{theirs}。",
        "第二条 知识产权",
        "各方在本协议签订前已拥有的知识产权归原权利人所有；双方共同完成的成果归双方共有，双方均可自行实施，许可第三方使用须经另一方书面同意。",
        "第三条 协议期限",
        "本协议有效期自2024年1月11日至2027年12月31日。",
        f"甲方（盖章）：{first}",
        f"授权代表姓名：{signers[0]}",
        "职务：总经理",
        "签字：",
        "日期：2024年1月11日",
        f"乙方（盖章）：{second}",
        f"授权代表姓名：{signers[1]}",
        "职务：教授",
        "签字：",
        "日期：2024年1月11日",
    ]


def lead_commitment(signed=True, dated=True) -> list:
    return [
        "# 项目负责人科研诚信承诺书",
        "本人郑重承诺：所提交的申报材料真实、准确，不弄虚作假，不剽窃他人科研成果。",
        "如有违反，本人愿承担相应责任。",
        ("项目负责人（签字）：", "ink") if signed else "项目负责人（签字）：",
        "2024年3月5日" if dated else "    年  月  日",
    ]


def applicant_commitment(name: str, sealed=True) -> list:
    return [
        "# 项目申报单位科研诚信承诺书",
        "本单位郑重承诺：对申报材料的真实性负责，严格履行科研诚信管理责任，不弄虚作假。",
        ("项目申报单位（公章）：", name) if sealed else "项目申报单位（公章）：",
        "2024年3月6日",
    ]


def facts(kind="key_country", applicant=COMPANY, who="company", partners=None, top="", more="", lead="周敏", budget=(120, 300)) -> str:
    partners = partners if partners is not None else [(KESTREL, "NZ", "overseas", LEAD, "university")]
    text = f'title = "{TITLE}"\ntype = "{kind}"\nperiod = {{ start = 2024-07-01, end = 2027-06-30 }}\n{top}'
    text += f'\n[applicant]\nname = "{applicant}"\nkind = "{who}"\nregistered = 2012-05-18\nplace = "江苏省"\nlead = "{lead}"\n{more}'
    for name, country, role, head, sort in partners:
        text += f'\n[[partner]]\nname = "{name}"\ncountry = "{country}"\nrole = "{role}"\nkind = "{sort}"\n' + (f'lead = "{head}"\n' if head else "")
    return text + (f"\n[budget]\nrequested = {budget[0]}\njiangsu_total = {budget[1]}\n" if budget else "")


def commitments(name=COMPANY) -> dict:
    return {"承诺书-负责人.docx": lead_commitment(), "承诺书-单位.docx": applicant_commitment(name)}


def project(toml: str, first=COMPANY, second=KESTREL, extra=None, without=(), **agreed) -> dict:
    files = {"合作协议.docx": agreement(first, second, **agreed), **commitments(first), **(extra or {})}
    return {"project.toml": toml, **{name: lines for name, lines in files.items() if name not in without}}


FORM = [
    "# 江苏省国际科技合作计划项目申报书",
    f"项目名称：{TITLE}",
    "项目类型：重点国别产业技术研发合作项目",
    f"申报单位：{COMPANY}",
    "项目负责人：周敏",
    f"境外合作单位：{KESTREL}",
    f"境外负责人：{LEAD}",
    "合作国别（地区）：新西兰",
    "起止时间：2024年7月至2027年6月",
    "申请省资助经费（万元）：120",
    "江苏方总预算（万元）：300",
]
LABORATORY = "江苏省海上风电运维重点实验室"
LABORATORY_PROOF = ["# 省科技厅关于批准建设重点实验室的通知", f"{UNIVERSITY}：经研究，批准建设{LABORATORY}，特此通知。"]
CERTIFICATE = ["# 公司登记证书", "机构名称：Chengfan Europe Research GmbH", "登记日期：2021年5月12日", "地址：德国汉堡"]
WUXI = "无锡衡川传感科技有限公司"
WITH_WUXI = [(KESTREL, "NZ", "overseas", LEAD, "university"), (WUXI, "CN", "domestic", "", "company")]


def cases() -> dict:
    """Name, what it shows, files, and the verdicts on the requirements in question, in order of findings."""
    university = dict(first=UNIVERSITY, signers=("郭鑫", LEAD))
    third = {"合作协议-无锡.docx": agreement(UNIVERSITY, WUXI, signers=("郭鑫", "陈立"))}
    road = facts("belt_and_road", UNIVERSITY, "university", more=f'laboratory = "{LABORATORY}"\n')
    offshore = facts("carrier_offshore", partners=[], budget=None, top="").replace(
        "\n[applicant]", '\n[offshore]\nname = "Chengfan Europe Research GmbH"\ncountry = "DE"\n\n[applicant]'
    )
    only = {"合作协议.docx"}
    return {
        "complete": ("a company's project with everything in place", project(facts()), {
            "partner_agreement": ["pass"], "foreign_lead": ["pass"], "partner_independence": ["pass"], "application_consistency": ["pass"] * 3,
            "funding_cap": ["pass"] * 2, "country_eligible": ["pass"], "applicant_kind": ["pass"], "applicant_registered": ["pass"] * 2,
            "integrity_commitment": ["pass"] * 2, "unclassified": ["pass"], "supporting_evidence": ["n/a"]}),
        "form-only": ("the form takes the place of project.toml", {k: v for k, v in project("", extra={"申报书.docx": FORM}).items() if k != "project.toml"}, {
            "partner_agreement": ["pass"], "foreign_lead": ["pass"], "funding_cap": ["pass"] * 2, "country_eligible": ["pass"]}),
        "form-differs": ("the form requests another amount", project(facts(budget=(100, 300)), extra={"申报书.docx": FORM}), {
            "application_consistency": ["gap", "pass", "pass", "pass"]}),
        "partner-without-agreement": ("a domestic partner has no agreement", project(facts(who="university", applicant=UNIVERSITY, partners=WITH_WUXI), **university), {
            "partner_agreement": ["pass", "gap"], "applicant_kind": ["pass"]}),
        "partners-with-agreements": ("both partners have agreements", project(facts(who="university", applicant=UNIVERSITY, partners=WITH_WUXI), extra=third, **university), {
            "partner_agreement": ["pass", "pass"], "applicant_kind": ["pass"]}),
        "university-without-company": ("a university leads a key-country project alone", project(facts(who="university", applicant=UNIVERSITY), **university), {
            "applicant_kind": ["gap"]}),
        "lead-signs-for-another": ("the overseas lead signs for the applicant", project(facts(), signers=(LEAD, "Peter Moss")), {"foreign_lead": ["gap"]}),
        "lead-unknown": ("no file names the overseas lead", project(facts().replace(LEAD, "Anne Field")), {"foreign_lead": ["review"]}),
        "own-subsidiary": ("the partner has the applicant's trade name", project(
            facts(partners=[("澄帆海洋技术（德国）有限公司", "DE", "overseas", "", "company")]), second="澄帆海洋技术（德国）有限公司"), {"partner_independence": ["review"]}),
        "excluded-country": ("a company's key-country project with Singapore", project(
            facts(partners=[("Merlion Coast Port Systems Pte. Ltd.", "SG", "overseas", "", "company")]), second="Merlion Coast Port Systems Pte. Ltd."), {"country_eligible": ["gap"]}),
        "too-much-requested": ("more than the cap and than half of the budget", project(facts(budget=(130, 250))), {"funding_cap": ["gap", "gap"]}),
        "registered-late": ("the applicant was registered in 2023", project(facts().replace("2012-05-18", "2023-02-01")), {"applicant_registered": ["gap", "pass"]}),
        "belt-and-road-laboratory": ("a university's laboratory with its recognition", project(road, extra={"批准通知.docx": LABORATORY_PROOF}, **university), {
            "belt_and_road_basis": ["pass"], "country_eligible": ["pass"]}),
        "belt-and-road-nothing": ("a university without laboratory, a country not on the list", project(
            facts("belt_and_road", UNIVERSITY, "university", partners=[("Rheintal Lasertechnik GmbH", "DE", "overseas", "", "company")]),
            first=UNIVERSITY, second="Rheintal Lasertechnik GmbH", signers=("郭鑫", "Karl Weber")), {"belt_and_road_basis": ["gap"], "country_eligible": ["gap"]}),
        "belt-and-road-company": ("a company says what it demonstrates", project(facts("belt_and_road", top='demonstration = "在奥克兰港外海安装两套监测系统"\n')), {
            "belt_and_road_basis": ["pass"]}),
        "offshore-evidence": ("a body abroad with its certificate", project(offshore, extra={"登记证书.docx": CERTIFICATE}, without=only), {
            "supporting_evidence": ["pass"], "offshore_body": ["pass"], "partner_agreement": ["n/a"]}),
        "offshore-late": ("the body abroad was registered in 2023", project(
            offshore, extra={"登记证书.docx": [line.replace("2021", "2023") for line in CERTIFICATE]}, without=only), {"offshore_body": ["gap"]}),
        "carrier-without-evidence": ("a technology transfer service without evidence", project(
            facts("carrier_transfer", partners=[], budget=None), without=only), {"supporting_evidence": ["gap"]}),
        "commitment-missing": ("the applicant's commitment is not attached", project(facts(), without={"承诺书-单位.docx"}), {"integrity_commitment": ["pass", "gap"]}),
        "commitment-unsigned": ("the lead's commitment is neither signed nor dated, the applicant's not sealed", project(facts(), extra={
            "承诺书-负责人.docx": lead_commitment(False, False), "承诺书-单位.docx": applicant_commitment(COMPANY, False)}), {"integrity_commitment": ["gap", "gap"]}),
        "classified": ("an annex is marked secret", project(facts(), extra={"说明.docx": ["机密★3年", "# 技术方案说明", "本方案说明传感网络的布设。"]}), {"unclassified": ["gap"]}),
        "genetic": ("the agreement speaks of germplasm", project(facts(), tasks=("开展田间试验", "提供小麦种质资源200份")), {"genetic_resources": ["note"]}),
    }


OTHER = ("研制盐碱地耐盐水稻的田间筛选体系", "提供分子标记辅助选择方法")


def batch() -> tuple[dict, dict]:
    """Projects that are compared with one another, and the verdicts project by project."""
    def like(title, lead, applicant=COMPANY, tasks=None):
        toml = facts(applicant=applicant, who="company" if applicant == COMPANY else "university", lead=lead).replace(TITLE, title)
        body = [line.replace(TITLE, title) for line in FORM] + [f"研究内容：{part}。" for part in (tasks or ("研制光纤光栅传感网络，完成安装", "建立叶片损伤识别模型"))]
        return {"project.toml": toml, "申报书.docx": [line.replace("周敏", lead).replace(COMPANY, applicant) for line in body]}
    projects = {
        "a": like(TITLE, "周敏"),
        "b": like("海上风电叶片光纤健康监测系统的联合研发", "吴昊"),
        "c": like("盐碱地水稻耐盐品种联合选育", "周敏", UNIVERSITY, OTHER),
    }
    return projects, {
        "a": {"one_per_applicant": ["review"], "one_per_lead": ["review"], "distinct_projects": ["review"]},
        "b": {"one_per_applicant": ["review"], "one_per_lead": ["pass"], "distinct_projects": ["review"]},
        "c": {"one_per_applicant": ["n/a"], "one_per_lead": ["review"]},
    }


def write(folder: Path, files: dict) -> None:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else docx(content))


def main() -> None:
    shutil.rmtree(ROOT, ignore_errors=True)
    for name, (shows, files, verdicts) in cases().items():
        write(ROOT / "cases" / name, files)
        truth = {"shows": shows, "verdicts": verdicts}
        (ROOT / "cases" / name / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")
    projects, verdicts = batch()
    for name, files in projects.items():
        write(ROOT / "batch" / name, files)
    (ROOT / "batch" / "truth.json").write_text(json.dumps(verdicts, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()

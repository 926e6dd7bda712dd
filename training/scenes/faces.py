"""Typefaces from Debian packages, split so that the development set never shares one with training."""
import functools
import glob
import os

from PIL import ImageFont

ROOT = "/usr/share/fonts/"

PRINT = {
    "zh": ["opentype/noto/NotoS*CJK-*.ttc", "truetype/wqy/*", "truetype/arphic*/*", "truetype/cwtex/*", "truetype/lxgw-wenkai/LXGWWenKai-*"],
    "ja": ["opentype/ipafont-*/*", "opentype/noto/NotoS*CJK-[RB]*.ttc", "truetype/vlgothic/*.ttf", "truetype/sawarabi-gothic/*"],
    "ko": ["truetype/nanum/Nanum[GMS]*.ttf", "truetype/nanum/NanumBarunGothic*.ttf", "truetype/unfonts-core/Un[BDG]*.ttf", "opentype/noto/NotoS*CJK-[RB]*.ttc"],
    "latin": [
        "truetype/liberation/*", "truetype/dejavu/DejaVuS*", "opentype/urw-base35/[CNPU]*", "truetype/crosextra/*", "truetype/lato/*",
        "truetype/noto/NotoS*-[RBI]*.ttf", "truetype/freefont/*", "opentype/ebgaramond/*12*", "truetype/roboto/unhinted/*/Roboto-*",
        "truetype/fonts-oldstandard/*", "truetype/tuffy/*",
    ],
    "ru": ["truetype/paratype/PT[SF]*", "truetype/liberation/*", "truetype/dejavu/DejaVuS*", "truetype/freefont/*"],
    # Regular script, the printed hand of Chinese offices: most easily taken for writing.
    "kai": ["truetype/arphic*/ukai*", "truetype/arphic*/gkai*", "truetype/lxgw-wenkai/LXGWWenKai-*", "truetype/klee/*"],
    # Printed, but drawn like writing: letterheads, printed "signatures" of invitations, university names.
    "script": [
        "opentype/urw-base35/Z003*", "opentype/kaushanscript/*", "opentype/lobster/*", "truetype/leckerli-one/*", "opentype/dancingscript/*",
        "truetype/isabella/*", "opentype/havana/*", "opentype/joscelyn/*", "opentype/comic-neue/*", "opentype/gazis/*",
    ],
    # Seals and signboards of Chinese universities and of Japan.
    "brush": ["truetype/aoyagi-kouzan-t/*", "truetype/kouzan-mouhitsu/*", "truetype/aoyagi-soseki/*"],
}
HAND = {
    "latin": ["opentype/bwht/*", "truetype/kristi/*", "truetype/rufscript/*", "truetype/breip/Breip.ttf", "truetype/femkeklaver/*", "truetype/sjfonts/*",
              "truetype/fifthhorseman/dkg.ttf", "truetype/humor-sans/*", "truetype/tomsontalks/*", "truetype/ecolier-court/*"],
    "zh": ["truetype/kiloji/kiloji*.ttf", "truetype/seto/setofont.ttf", "truetype/yusei-magic/*", "truetype/yozvox-yozfont/YozFontE*"],
    "ko": ["truetype/nanum/NanumPen*", "truetype/nanum/NanumBrush*"],
}
# Held out for the development set: never seen in training.
HELD = (
    "wqy-zenhei", "uming", "CJK-Medium", "CJK-SemiBold", "ipam", "UnBatang", "UnDinaru", "Caladea", "P052", "Lato", "PTS", "PTF", "Tuffy", "Leckerli",
    "Joscelyn", "soseki", "Kristi", "Rufscript", "Breip", "dkg", "kiloji", "NanumBrush", "sawarabi", "femke",
)


SAMPLE = {"zh": "的签设", "kai": "的签设", "ja": "のア署", "ko": "갑명", "ru": "Ждщя", "brush": "大学"}


@functools.lru_cache(20000)
def covers(file, letters):
    """Whether a face has these letters: a missing one is drawn as the same box as any other missing one."""
    try:
        font = ImageFont.truetype(file, 24)
        missing = bytes(font.getmask(chr(0xFFFF)))
        return all(bytes(font.getmask(c)) not in (missing, b"") for c in letters)
    except OSError:
        return False


@functools.lru_cache(None)
def faces(kind, group, held):
    """Files of a group: `kind` is "print" or "hand"; `held` picks the development half."""
    table = PRINT if kind == "print" else HAND
    files = sorted(file for pattern in table[group] for file in glob.glob(ROOT + pattern))
    files = [f for f in files if os.path.splitext(f)[1].lower() in (".ttf", ".otf", ".ttc") and "YetHangul" not in f and "Symbol" not in f]
    sample = "年月日王" if (kind, group) == ("hand", "zh") else SAMPLE.get(group, "Rg7")
    files = [f for f in files if covers(f, sample)]
    part = [f for f in files if any(h in os.path.basename(f) or h in f for h in HELD) == held]
    if not files:
        raise SystemExit(f"no {kind} face of group {group}: run training/setup.sh")
    return part or files


@functools.lru_cache(900)
def load(file, size):
    return ImageFont.truetype(file, size)


def pick(dice, kind, group, size, held=False):
    """A face of a group at a size; Chinese print is regular script more often than its share of files."""
    if (kind, group) == ("print", "zh") and dice.chance(0.22):
        group = "kai"
    return load(dice.choice(faces(kind, group, held)), max(6, int(size)))

//! Words by which organisations, people, titles and placeholders are told apart.

use std::sync::LazyLock;

use super::Pattern;

static ORGANISATION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)大学|大學|学院|學院|研究[院所]|研究中心|公司|集团|中心|医院|醫院|实验室|實驗室|学校|委员会|协会|基金会|株式会社|機構|研究室|农场|農場|合作社|书院|書院|대학교|주식회사|유한공사|유한회사|연구원|연구소|센터|기술원|진흥원|산학협력단|재단법인|사단법인",
        r"|universit|college|institut|laborator|company|corporation|limited|\bltd\b|\binc\b|\bllc\b|\bgmbh\b|\bag\b|\bs\.?a\.?s?\b|\bb\.?v\.?\b|\bpty\b|\bpte\b|\bsdn\b|\boy\b|\bab\b",
        r"|cent(?:er|re)\b|academy|hospital|school|foundation|agency|hochschule|forschung|société|école|centre|университет|институт|завод|предприяти|комбинат|учреждени|лаборатори|корпораци|компани|\bНИИ|\bГНУ\b|\bОАО\b|\bПАО\b|ООО|АО\b|центр|академия",
        r"|s\.?p\.?a\.?\b|s\.?r\.?l\.?\b|\bplc\b|\bco\.|group|研究会|厂$|局$|某某|polytechni|politechni|polit[eé]cni|akadem|observator|universidad|università|politecnico|ltda|\bkft\b|s\.r\.o|sp\. z",
        r"|instytut|uniwersytet|ústav|intézet|egyetem|enstitü|üniversite|uczelni|viện|cooperativ|consor[zct]i|fundaci[oó]|fondation|fondazione|fundação|\bfond(?:en)?\b|stiftelse|asociaci[oó]|associa[tzç]i|stiftung|stichting|genossenschaft|\bverband\b|d\.o\.o|合伙$|事务所|農會|农会|産業技術"
    ))
});
/// Legal forms that are other words in small letters.
static LEGAL_FORM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\bUAB\b|\bSIA\b|\bApS\b|\bA/S\b|\bJSC\b|\bEOOD\b|\p{L} (?:Trust|Council|Ministry)\b|\bASA?\b|\bDAC\b|\bNV\b|\bSE\b|\bKG\b|\bK\.K\.|\bL\.?L?\.?P\b|\bG\.I\.E\.|\b(?:Corp|CORP|Incorporated|INCORPORATED)\b|\bL\.L\.C\b|\bS/A\b|\bS\.?A\.?R\.?L\b",
    )
});
static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)校长|院长|所长|处长|主任|经理|总裁|董事|教授|研究员|部长|科长|主席|会长|局长|总监|工程师|书记|厂长|中心长|首席|秘书长|校長|院長|所長|社長|学長|理事|取締役|総経理|部門長|機構長|部長|課長|室長|センター長|본부장|팀장|실장|研究員|總經理|執行長|研發長|處長|教務長",
        r"|president|chancellor|director|dean|professor|head\b|chief|officer|\bceo\b|\bcto\b|\bcfo\b|manager|chair|secretary|rector|provost|lecturer|vp\b|principal|founder|partner\b|engineer|scientist",
        r"|geschäftsführ|leiter|vorstand|prokurist|kanzler|präsident|rektor|dekan|directeur|directrice|président|gérant|doyen|директор|ректор|президент|начальник|заведующ|декан|генеральн",
        r"|대표이사|총경리|사장|회장|단장|처장|총장|원장|소장|교수|센터장|이사|부장|학장|prezes|diretor|presidente|rettore|decano|gerente|reitor|jednatel"
    ))
});
static ROLE_ONLY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*((法定|授权|委托|法人|授權|委託)?代表[人者]?|授权代理人|委托代理人|签约代表|(duly )?authori[sz]ed (representative|signatory|person)|(legal )?representative|signatory|bevollmächtigter?|représentant( autorisé)?|уполномоченный представитель|대리인)\W*$",
    )
});
static PLACEHOLDER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^[^\p{L}\p{N}×●•○◯□]*$|_{3,}|×{2,}|^[x*]{2,}$|^[\[【<〔{(（][^\]】>〕})）]{0,40}[\]】>〕})）]\W*$|^(tbd|t\.b\.d\.|n/?a|待定|待填|待补充|请填写|无|略)\W*$|\[(name|title|position|●|•|\s*)\]|某{2,}$|^[●•○◯□]+$",
    )
});
static SIGN_MARK: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^[\s(\[（【]*(签字|签名|盖章|公章|签章|已签字|已盖章|签字盖章|印|㊞|인|서명|签署|署名|signature|signed|sign(ed)? here|seal|stamp|handwritten|unterschrift|подпись|м\.?\s?п\.?|cachet|l\.?s\.?)[\s)\]）】]*$",
    )
});
static PERSON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(?:(?:Prof|Dr|Mr|Mrs|Ms|Ing|Herr|Frau|M|Mme|Dipl|Ir|Hon|Sir)\.?(?:-Ing\.)?\s+)*\p{Lu}[\p{L}'’.\-]*(?:\s+(?:\p{Lu}[\p{L}'’.\-]*|van|von|der|de|den|da|di|du|bin|al|el|la|dos)){1,4}(?:,?\s+(?:Ph\.?\s?D\.?|M\.?D\.?|FRS|Jr\.?|MBA))?$",
    )
});

/// Whether a text names an organisation.
pub(in crate::understand) fn is_organisation(text: &str) -> bool {
    ORGANISATION.is_match(text) || LEGAL_FORM.is_match(text)
}

/// Whether a text in Latin letters is a sentence: words that names do not have stand in it in small letters.
pub(in crate::understand) fn is_sentence(text: &str) -> bool {
    /// Most such words of a name.
    const MOST: usize = 2;
    static JOINS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"^(?:of|for|and|the|in|at|on|y|e|et|und|u|für|de|del|des|du|der|die|das|dem|den|di|da|do|dos|das|la|le|les|los|las|el|il|van|von|zu|zur|pour|para|per|en|au|aux|[ld]['’].*)$",
        )
    });
    let small =
        |word: &&str| word.chars().next().is_some_and(|c| c.is_lowercase() && (c as u32) < 0x1100) && !word.chars().any(char::is_uppercase);
    text.split_whitespace().filter(small).filter(|word| !JOINS.is_match(word.trim_matches([',', '.', ';']))).count() > MOST
}

/// Whether a text has a word for a position.
pub(in crate::understand) fn is_title(text: &str) -> bool {
    TITLE.is_match(text) && text.chars().count() <= 80
}

/// Whether a short East Asian line ends as a position does, whatever body it names: 産学連携推進機構長, 国际合作中心主任.
pub(in crate::understand) fn ends_in_position(text: &str) -> bool {
    static END: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?:[长長]|主任|经理|總經理|经理|取締役|教授|总裁|總裁|书记|소장|원장|총장|센터장)\W*$"));
    END.is_match(text) && is_title(text) && text.chars().count() <= 20
}

/// Whether a text is a role in the signing and not a position: 授权代表, "authorized representative".
pub(in crate::understand) fn is_role_only(text: &str) -> bool {
    ROLE_ONLY.is_match(text)
}

/// Whether a value is a blank to be filled in.
pub(in crate::understand) fn is_placeholder(text: &str) -> bool {
    PLACEHOLDER.is_match(text.trim())
}

/// Whether a value only says that here is to be signed or sealed ("（签字）").
pub(in crate::understand) fn is_sign_mark(text: &str) -> bool {
    SIGN_MARK.is_match(text)
}

/// Whether a text has words that are printed or stamped over whole pages to say what the copy is: 复印无效, 仅供项目申报使用, DRAFT.
pub(in crate::understand) fn is_overprint(text: &str) -> bool {
    static WORDS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?i)复印|影印|無效|无效|仅供|僅供|使用|内部资料|机密|保密|样本|樣本|样张|草稿|草案|作废|副本|存档|写し|見本|\b(draft|specimen|sample|void|confidential|copy|entwurf|muster|kopie)\b",
        )
    });
    WORDS.is_match(text)
}

/// Whether a text can be a person's name: two to four Han characters, or capitalised words.
pub(in crate::understand) fn is_person(text: &str) -> bool {
    let text = text.trim();
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '·').collect();
    let east = plain.chars().all(|c| crate::model::text::is_han(c) || crate::model::text::is_kana(c) || crate::model::text::is_hangul(c));
    // A label whose colon was lost is no name.
    let labels = ["签字", "签名", "盖章", "日期", "职务", "姓名", "代表"];
    if is_organisation(text) || is_title(text) || labels.iter().any(|label| plain.contains(label)) {
        return false;
    }
    (east && (2..=8).contains(&plain.chars().count())) || PERSON.is_match(text)
}

//! Who is said to own what, in a sentence by itself: a word of owning, an owner and a thing that can come of work, weighed together.
//!
//! Most agreements say under a heading whose the results are; others in a numbered sentence, a letter in running prose, or a row of a table. A sentence
//! counts where all three are there. What makes it surer is a party (by its name, label, kind) or all of them as the owner, a verb that speaks of
//! owning and nothing else, and a thing that is a result for certain; a heading only lets less be enough.

use std::sync::LazyLock;

use super::lexicon::{OWNED_OTHERWISE, RIGHTS_BY_NAME, heading};
use super::responsibilities::{is_dense, term_at};
use super::{Named, sentence};
use crate::understand::lexicon::Pattern;

/// The weight from which a sentence outside any clause on intellectual property states who owns.
pub(super) const LOOSE: u8 = 4;
/// The same inside of such a clause.
pub(super) const HEADED: u8 = 3;
/// The same in a clause on something else.
pub(super) const ELSEWHERE: u8 = 5;

/// Most words between a word of owning and the owner: articles, "solely", "der jeweiligen".
const LEADING: usize = 4;

/// Where the owner stands to the words of owning.
#[derive(Debug, Clone, Copy)]
enum Owner {
    /// "belongs to A", 归甲方.
    Behind,
    /// "is A's", 是甲方的.
    Genitive,
    /// "A owns", 甲方享有.
    Before,
    /// "is owned jointly", 双方共有: the words name the owners.
    Within,
}

/// Words of owning, where their owner stands and how surely they speak of owning.
static FORMS: LazyLock<[(Owner, u8, Pattern); 7]> = LazyLock::new(|| {
    [
        (
            Owner::Behind,
            2,
            heading(&[
                r"\bowned(?: \w+ly| in common)* by|\bbelong(?:s|ed|ing)?(?: \w+ly)* to|\bvest(?:s|ed)?(?: \w+ly)* (?:in|with)|\bpropert(?:y|ies) of|\b(?:title|ownership|rights?)\b[^.;,]{0,60}\b(?:remains?|rests?|lies?|stays?|resides?) with|\baccrues? to|\breverts? to",
                r"geh[öo]r(?:t|en|te)\b|verbleib\p{L}* (?:bei|im eigentum)|bleib\p{L}* (?:bei|eigentum|im eigentum)|eigentum (?:der|des|von|bei)|\blieg(?:t|en) bei",
                r"apparti\p{L}+ (?:à|au|aux)\b|appartien\p{L}+|propriété (?:exclusive |commune |conjointe )?(?:de|du|des|d['’])|revien\p{L}+ (?:à|au|aux)\b",
                r"pertenec\p{L}+ (?:a|al)\b|(?:propiedad|titularidad) (?:exclusiva |conjunta |común )?(?:de|del)\b|apparten\p{L}+ (?:a|al|allo|alla|all['’]|ai|alle)|propriet[àa] (?:esclusiva |comune )?(?:di|del|della|dell['’])|pertence\p{L}* (?:a|ao|à)\b|propriedade (?:exclusiva )?(?:de|do|da)\b",
                r"принадлеж\p{L}+|закреп\p{L}+ за|сохраня\p{L}+ за|оста[её]тся (?:за|у)\b|остаются (?:за|у)\b|собственност\p{L}+|переход\p{L}+ к\b",
                r"归属?于?|歸屬?於?|属于|屬於",
            ]),
        ),
        (
            Owner::Genitive,
            1,
            heading(&[
                r"\b(?:is|are|be|becomes?|remains?|stays?)\b|\b(?:es|son|ser[áa]n?|queda\p{L}*|siguen?) (?:de|del)\b|\b(?:est|sont|sera|seront|restent?|demeurent?) (?:à|au|aux)\b|\b(?:remain|stay|rest|lie)s? with",
                r"是|为|系|算|即|仍属|属",
            ]),
        ),
        (
            Owner::Before,
            2,
            heading(&[
                r"\bowns?\b|\b(?:retain|keep)s? (?:\w+ ){0,3}?(?:title|ownership|rights?,? title|rights (?:to|in|on|over)|copyrights?|patents?|background|know-how|inventions?)\b|\b(?:owner|proprietor)s? of|\bholds? (?:the |all |any )?title",
                r"\bbeh[äa]lt\p{L}*|\b(?:ist|sind|wird|werden|bleibt|bleiben) (?:allein\p{L}* |alleinig\p{L}* )?(?:eigentümer|inhaber)\p{L}*",
                r"\bconserv\p{L}+|\bdétien\p{L}+|\b(?:est|sont|restent?|demeurent?|sera|seront) (?:le |la |les |seul\p{L}* )*(?:co)?(?:propriétaire|titulaire)s?",
                r"\b(?:es|son|será|serán) (?:el |la |los |las |único\p{L}* )*(?:co)?(?:titular|propietari)\p{L}*|\b(?:è|sono|sarà|saranno|resta) (?:il |la |unic\p{L}+ )*(?:con)?(?:titolar|proprietari)\p{L}*",
                r"сохраня(?:ет|ют) права|явля\p{L}+ правообладател\p{L}+",
                r"拥有|擁有|享有[^,。;]{0,8}(?:所有权|知识产权|著作权|专利权|产权|权属|申请专利的?权)|享有(?:[,。;]|$)|独有|獨有|所有(?:[,。;]|$)|持有",
                r"(?:に|へ)(?:単独で|それぞれ)?帰(?:属|する)|の(?:単独|専有|共有)?(?:所有|もの)|が(?:単独で|共同で)?所有|에게?\s*귀속|의\s*(?:소유|것)|[이가]\s*(?:단독으로\s*)?소유",
            ]),
        ),
        (
            Owner::Within,
            2,
            heading(&[
                r"\b(?:jointly|co-?)[- ]?owned|\bowned (?:jointly|in common|equally|in equal shares)|\bjoint (?:property|ownership|owners)|\bremains? (?:its|their|his|her) (?:\w+ )?property|\bst(?:eht|ehen|ünden) [^.;]{2,80} zu(?:[,.;]|$| und\b)|gemeinschaftliches? eigentum|miteigent\p{L}+|gemeinsam zu|copropriété|propiedad conjunta|cotitular\p{L}*|contitolar\p{L}*|общ\p{L}+ собственност\p{L}+",
            ]),
        ),
        (
            Owner::Within,
            2,
            heading(&[
                r"共有|共同(?:所有|拥有|擁有)|共享(?:知识产权|所有权)|(?:双方|雙方|各方|[三四五六]方|共同)(?:均等|平等)?共享(?:[,。;、]|$)|공유|공동\s*소유",
            ]),
        ),
        (
            Owner::Within,
            2,
            heading(&[
                r"各归各(?:有|的|自|家)?|各歸各|谁\p{L}{1,6}?(?:归谁|谁(?:拥有|所有|有))|(?:权属|权利|产权)(?:均|仍|都)?不(?:变|转移)|权利人不变",
            ]),
        ),
        (
            Owner::Within,
            1,
            heading(&[
                r"\bchang(?:e|es) hands\b|\bnot touched\b|\bremain(?:s)? (?:as (?:they|it)|unchanged|unaffected)|no cambian? de titular",
            ]),
        ),
    ]
});

/// What comes of work and is owned as an idea, for certain.
static RESULT: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"知[识識]产权|知識產權|智慧財產|专利|專利|著作权|版权|软著|成果|发明|發明|技术秘密|专有技术|知识|新品种|育成者権|知的財産|特許|発明|ノウハウ|지식\s*재산|지적\s*재산|특허|발명|성과|결과물|노하우",
        r"intellectual propert|industrial propert|\bpatents?\b|\binventions?\b|\bcopyrights?\b|\bknow-?how\b|\bresults?\b|\bimprovements?\b|\bforeground\b|\bwork products?\b|\bdiscover(?:y|ies)\b|\bdeliverables?\b|\bstrains?\b|\brecipes?\b",
        r"schutzrecht|erfindung|ergebnis|urheberrecht|verbesserung|kenntniss|brevet|résultat|savoir-faire|connaissances|amélioration|patente|resultado|invenci|mejora|risultat|brevett|invenzion|migliorament|invenç|интеллектуальн|патент|изобретен|результат|ноу-хау|усовершенствован",
    ])
});
/// What may be a result, or a thing of another kind.
static PRODUCT: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"技术|技術|工艺|数据|數據|软件|軟體|图纸|设计|設計|模型|配方|算法|程序|方案|模具|方法|数据库|品种|菌株|源代码|代码|结构|参数|工法|データ|ソフトウェア|図面|金型|製法|モデル|プログラム|데이터|소프트웨어|도면|설계|금형|공정|기술|(?:原有|既有|在先|已有|设计|软件|技术|数据|各自)[^,。;]{0,4}权利",
        r"\bdata\b|\bdatabases?\b|\bsoftware\b|\bcodes?\b|\bdesigns?\b|\bdrawings?\b|\bmodels?\b|\bprocess(?:es)?\b|\btechnolog(?:y|ies)\b|\btechniques?\b|\bformula(?:e|s|tions?)?\b|\brecipes?\b|\balgorithms?\b|\bmethods?\b|\bmou?lds?\b|\btooling\b|\bprotocols?\b|\bstrains?\b|\bgenotypes?\b|\bvariet(?:y|ies)\b|\bbackground\b|\brights (?:to|in|on|over)\b|\b(?:earlier|older|existing|prior) rights\b",
        r"\bdaten\b|software|konstruktion|zeichnung|entw[üu]rf|verfahren|rezeptur|\bmodelle?\b|technologie|werkzeug|\b(?:alt|schutz)rechte?\b|\brechte an\b|données|logiciel|\bplans\b|dessins|procédé|moule|modèle|méthode|\bdroits (?:sur|antérieurs)",
        r"\bdatos\b|diseño|\bmoldes?\b|procesos?\b|planos|modelos?\b|tecnolog[íi]a|método|derechos (?:sobre|anteriores)|\bdati\b|disegn|stamp[oi]\b|process[oi]\b|modell[oi]\b|metod[oi]\b|diritti su\p{L}*|\bdados\b|direitos sobre",
        r"данн\p{L}+|конструкци|чертеж|программ|модел|технолог|режим|метод|разработк|\bправа на\b",
    ])
});
/// Things that are owned in agreements and are no results, whatever else is said of them.
static GOODS: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"\bshares?\b|\bstocks?\b|\bequity\b|\bcapital\b|\bpremises\b|\bland\b|\bbuildings?\b|\bequipment\b|\bmachinery\b|\bvehicles?\b|\binventor(?:y|ies)\b|\bgoods\b|\bmerchandise\b|\breceivables?\b|\bpayments?\b|\bdeposits?\b|\bassets\b|\brecords\b|\bsecurit(?:y|ies)\b|\bpersonal (?:data|information)|\bdata (?:cent(?:er|re)s?|rooms?|carriers?|protection)",
        r"股权|股份|股本|资本|房屋|厂房|土地|场地|设备|仪器|货物|物资|资产|资金|个人信息|个人数据|設備|機器|설비|장비|주식|자산",
        r"\banteile\b|aktien|geräte|anlagen\b|gebäude|grundstück|\bwaren\b|personenbezogen|actions\b|parts sociales|équipement|matériel|locaux|acciones|equipos?\b|inmueble|mercanc|attrezzatur|оборудован|помещени|акци[ий]|товар|имуществ",
    ])
});
/// Secrets that are only kept: they stay whose they are, and nothing comes of that.
static SECRET: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"confidential|secrecy|保密|机密|機密|秘密保持|商业秘密|geheim|vertraulich|confidenti|confidenc|riservat|비밀|конфиденциальн",
    ])
});
/// What is said of means and merits, or of duties, and gives nobody anything: 拥有多项专利, "responsibility for the design rests with".
static NO_GIFT: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(?:拥有|持有|具有)[^,。;]{0,12}(?:多项|数项|多个|先进|成熟|丰富|雄厚|自主|领先|核心|一流|完整)|(?:多项|数项|先进|成熟|领先|丰富)的?[^,。;]{0,8}(?:专利|技术|成果)",
        r"\bowns? (?:certain|various|numerous|several|many|leading|valuable|proprietary)\b|\b(?:responsib\w+|liabilit\w+|risks?|obligations?|dut(?:y|ies)|decisions?)\b[^.;]{0,80}\b(?:remain|rest|lie|stay|vest|belong)",
    ])
});
/// Owners that are no names: all parties, each of them, or whoever made it.
const OWNERS: &[&str] = &[
    r"(?:both|each|either|all|the|that|such|whichever|those|one)?\s*(?:two )?(?:respective |original |contributing |developing |generating |introducing |owning |producing |inventing |providing )?(?:part(?:y|ies)|partners?|sides?|owners?|inventors?|institutions?|creators?|developers?|originators?|authors?)\b|both\b|them\b|whoever\b|they\b",
    r"(?:beide\p{L}*|jede\p{L}*|alle\p{L}*)?\s*(?:jeweilig\p{L}*\s)?(?:vertrags)?(?:partei|partner|seite|inhaber|erfinder)\p{L}*|beiden?\b",
    r"(?:chaque|les|la|leur|son|chacun des)?\s*(?:deux )?(?:partie|partenaire|titulaire|auteur|inventeur|propriétaire)s?\b|chacune?\b",
    r"(?:cada|ambas|las|los|la|su|le|ciascuna)?\s*(?:partes?|parti|titular\p{L}*|titolar\p{L}*|inventor\p{L}*|autor\p{L}*|propietari\p{L}*|proprietari\p{L}*)\b|ambas\b|cada una\b|entrambe\b",
    r"(?:обе\p{L}*|кажд\p{L}+|соответствующ\p{L}+)?\s*(?:сторон|правообладател|владел[еь]?ц|автор|участник)\p{L}*",
    r"各自|双方|雙方|各方|三方|四方|原(?:权利|所有|持有)|谁|[甲乙丙丁戊己中外](?:方|、|与|和|及|所有|共有|单独|独|[,。;]|$)|[一-龥]{1,10}?(?:方|人|者|单位|單位)(?:[,.。;)、]|所有|享有|拥有|共有|独有|单独|独家|与|和|及|的|$)",
    r"甲|乙|丙|丁|両者|当事者|각\s*당사자|양\s*당사자|갑|을",
];
/// An owner at the place where one must stand.
static OWNER_HERE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(&format!("(?i)^(?:{})", OWNERS.join("|"))));
/// An owner anywhere in what stands before a verb.
static OWNER_SOMEWHERE: LazyLock<Pattern> = LazyLock::new(|| {
    let whole = OWNERS.iter().map(|owner| format!(r"(?:^|[^\p{{L}}])(?:{owner})|")).collect::<Vec<_>>().concat();
    Pattern::new(&format!("(?i){whole}双方|雙方|各方|各自|三方|双方均|甲|乙|丙|丁|両者|当事者|당사자|갑|을"))
});
/// A name that is no party's known one, where a name must stand.
static NAME_HERE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\p{Lu}[\p{L}\d&.-]+"));
/// The same as the subject of a verb that follows.
static NAME_BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:^|[^\p{L}])\p{Lu}[\p{L}\d&.-]+\s+(?:(?:shall|will|would|must|also|jointly|solely|exclusively|hereby)\s+)*$")
});
/// Words between words of owning and the owner.
static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^(?:\s*(?:(?:solely|exclusively|jointly|equally|only|respectively|the|der|die|dem|den|des|das|la|le|les|el|los|las|il|lo|als|allein|jeweils|nur|gemeinsam|seul|both|исключительно)\s|l['’]|仍|各|由|给|其|原|均|都)\s*)",
    )
});
/// What makes a genitive of a name.
static OF_IT: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^(?:['’]s?(?:[\s,.;)]|$)|的(?:[,.。;、)]|$))"));
/// Before "own" and its like, where they are no verbs: "its own products".
static NO_VERB: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)(?:\b(?:its|their|his|her|our|your|my|the|of|for)|['’]s?)\s*$"));
/// What divides the parts of a sentence in which things are shared out.
static PARTS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)[,;，；、]|\s(?:and|und|et|y|e|и)\s"));
/// Ends of the part of a sentence that a verb speaks of.
const ENDS: [char; 7] = [',', ';', ':', '。', '、', '(', '：'];

/// How much speaks for a sentence to say who owns a result; 0 where a word of owning, an owner or a result is not there.
pub(super) fn weight(sentence: &str, parties: &[Named]) -> u8 {
    let thing = thing(sentence, parties);
    if thing == 0 || OWNED_OTHERWISE.is_match(sentence) || only_told(sentence) {
        return 0;
    }
    // "Intellectual property of" names the matter and gives it to nobody.
    let text = RIGHTS_BY_NAME.replace_all(sentence, |_| " ".to_owned());
    let owned = FORMS.iter().flat_map(|(owner, sure, words)| {
        let text = text.as_str();
        words.find_iter(text).map(move |found| {
            let (before, behind) = (&text[..found.start()], &text[found.end()..]);
            let owner = match owner {
                Owner::Within => 2,
                Owner::Behind => behind_it(behind, false, parties),
                Owner::Genitive => behind_it(behind, !found.as_str().contains(' '), parties),
                Owner::Before if NO_VERB.is_match(before) => 0,
                Owner::Before => before_it(before, parties),
            };
            if owner == 0 { 0 } else { sure + owner }
        })
    });
    owned.max().filter(|&owned| owned > 0).map_or(0, |owned| owned + thing)
}

/// How surely a sentence speaks of a result: 2 for what is nothing else, 1 for what may be.
fn thing(sentence: &str, parties: &[Named]) -> u8 {
    let result = RESULT.find(sentence);
    if SECRET.find(sentence).is_some_and(|secret| result.as_ref().is_none_or(|result| result.start() > secret.start())) {
        return 0;
    }
    if result.is_some() {
        return 2;
    }
    // "the equipment designs" are designs.
    let goods = GOODS.find_iter(sentence).any(|goods| {
        let next = sentence[goods.end()..].trim_start();
        PRODUCT.find(next).is_none_or(|product| product.start() > 0)
    });
    u8::from(!goods && (PRODUCT.is_match(sentence) || is_shared_out(sentence, parties)))
}

/// Whether several parties get something each ("the housing belongs to A, the coating to B"): what is shared out so comes of the work, whatever it is.
fn is_shared_out(sentence: &str, parties: &[Named]) -> bool {
    let mut owners: Vec<usize> = Vec::new();
    for part in PARTS.replace_all(sentence, |_| "\n".to_owned()).lines() {
        let part = part.trim().trim_end_matches(['.', '。', ';', '"', '”', '»', ')']);
        let begins = term_at(part, parties).filter(|(_, rest)| rest.chars().any(char::is_alphabetic));
        let ends =
            || parties.iter().position(|named| named.terms.iter().any(|term| part.len() > term.len() && part.ends_with(term.as_str())));
        owners.extend(begins.map(|(party, _)| party).or_else(ends).filter(|party| !owners.contains(party)));
    }
    owners.len() > 1
}

/// How surely an owner stands behind words of owning.
fn behind_it(text: &str, genitive: bool, parties: &[Named]) -> u8 {
    let mut text = text.trim_start();
    for _ in 0..LEADING {
        if let Some(owner) = here(text, genitive, parties) {
            return owner;
        }
        let Some(lead) = LEAD.find(text) else { break };
        text = text[lead.end()..].trim_start();
    }
    0
}

/// The owner that a text begins with.
fn here(text: &str, genitive: bool, parties: &[Named]) -> Option<u8> {
    let whole = |rest: &str| !genitive || OF_IT.is_match(rest);
    if let Some((_, rest)) = term_at(text, parties)
        && whole(rest)
    {
        return Some(2);
    }
    if let Some(owner) = OWNER_HERE.find(text).filter(|owner| whole(&text[owner.end()..])) {
        // 甲醇 is no party.
        let alone = owner.as_str().chars().count() > 1
            || text[owner.end()..].chars().next().is_none_or(|next| "所的和与及、,。;がの에의".contains(next));
        if alone {
            return Some(2);
        }
    }
    let name = NAME_HERE.find(text)?;
    let name = name.as_str().trim_end_matches(['.', '-']);
    whole(&text[name.len()..]).then_some(1)
}

/// How surely an owner stands before a verb of owning, in its part of the sentence.
fn before_it(text: &str, parties: &[Named]) -> u8 {
    let part = text.rsplit(ENDS).next().unwrap_or(text);
    let named = part.char_indices().any(|(at, _)| {
        let boundary = part[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || is_dense(c));
        boundary && term_at(&part[at..], parties).is_some()
    });
    if named || OWNER_SOMEWHERE.is_match(part) {
        return 2;
    }
    u8::from(NAME_BEFORE.is_match(part))
}

/// Whether a text names what comes of work as an idea, for certain.
pub(super) fn is_result(text: &str) -> bool {
    RESULT.is_match(text)
}

/// Whether a sentence only tells of means, merits or duties.
pub(super) fn only_told(sentence: &str) -> bool {
    NO_GIFT.is_match(sentence)
}

/// Whether a text has a sentence of at least this weight.
pub(super) fn speaks(text: &str, least: u8, parties: &[Named]) -> bool {
    sentence::split(text).into_iter().any(|sentence| weight(sentence, parties) >= least)
}

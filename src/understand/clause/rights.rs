//! What a clause on intellectual property says beyond owner and use: in which ways results are owned, who publishes, what is kept secret, who gets which
//! part of the proceeds. The last three often stand under headings of their own.

use std::sync::LazyLock;

use super::lexicon::{DEFERRAL, heading};
use super::{Outline, Piece, sentence};
use crate::model::agreement::{Cited, IpContent, Share};
use crate::model::geometry::Confidence;
use crate::understand::blanks::placeholders;
use crate::understand::lexicon::Pattern;

/// Said in these words; a person may read them otherwise.
const BY_WORDS: Confidence = Confidence(85);

static JOINT: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"共有|共同(?:所有|拥有|享有|持有|申请|出願)|共享|\bjoint(?:ly)?\b|\bco-?own|in common|undivided|gemeinschaftlich|gemeinsam|miteigent|beiden? (?:parteien|partnern)|copropri|conjoint|commun(?:e|s|es)?\b|공유|공동|совместн|общ\p{L}+ собственност|долях|conjunt|cotitular|ambas partes|congiunt|contitolar|comune",
    ])
});
static CONTRIBUTION: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(?:按|依|根据|按照).{0,10}(?:贡献|投入|比例|份额)|贡献(?:大小|比例|度)|谁(?:完成|研发|开发|发明)|(?:完成|产生|作出|取得|创造|研发)(?:成果|发明)?的?(?:方|一方|者|单位)|寄与|기여|in proportion|proportional|according to (?:their|its|the) .{0,20}(?:contribution|share)|inventive contribution|inventorship|(?:generat|produc|mak|creat|invent|develop|achiev)(?:es|ed|ing|e)\b.{0,20}\b(?:it|them|party|results?)|whose (?:staff|employees|personnel)|(?:party|partner) (?:that|which|who|whose|generating|making|producing)|nach (?:maßgabe|anteil)|anteilig|im verhältnis|dessen mitarbeiter|erzielt|au prorata|proportion|apport|вклад|пропорционально|создавш|получивш|aportaci|en proporción|la (?:haya|generó|obtuvo)|in proporzione|contributo",
    ])
});
static TERRITORY: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"在(?:中国|中國|我国|境内|境外|国内|国外|国际|亚洲|欧洲|美洲|非洲|大陆|[\p{Han}]{2,4}(?:境内|地区|市场|国内)).{0,24}(?:归|由|所有|申请|拥有|享有|独家|销售|经营|专利)|(?:中国|境内|境外|亚洲|欧洲).{0,12}(?:权利|专利|市场|销售).{0,12}(?:归|由)|地域|区域划分",
        r"\b(?:in|within|for|throughout) (?:the )?(?:people's republic of |mainland |greater )?(?:china|asia|europe|eu|america|africa|territory|territories|region|rest of the world|north america|oceania|japan|korea)\b|\bterritor(?:y|ies|ial)\b|worldwide except|\bin (?:china|europa|asien|amerika|deutschland)\b|en (?:chine|asie|europe|amérique|china|asia|europa)\b|reste du monde|中国における|日本における|중국에서|국내에서|в (?:китае|россии|европе|азии)\b|на территории|in cina|resto del mondo",
    ])
});
static PUBLICATION: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"发表|發表|论文|論文|署名|公表|\bpublish|\bpublication|\bpapers?\b|co-?author|veröffentlich|\bpubli(?:er|cation|é|ée)|발표|논문|публик|publicaci|publicar|pubblic",
    ])
});
static CONFIDENTIAL: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"保密|秘密|机密|機密|不得(?:泄露|外传|披露|向第三)|confidential|secre(?:t|cy)|non-?disclosure|not (?:be )?disclosed?|vertraulich|geheim|confidenti|비밀|конфиденциальн|confidencial|riservat",
    ])
});
static PROCEEDS: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"收益|分成(?:[^\d多几数若两]|$|\d+(?:\.\d+)?%)|利润|提成|赚的钱|赚到的|收入.{0,10}(?:分|归|按)|销售额|营业额|净销售|使用费|许可费|对半分|平分|均分|[一二三四五六七八九]成",
        r"royalt|\bproceeds\b|\brevenues?\b|\bprofits?\b|\bincome\b|licen[cs]e fees?|(?:%|per ?cent) of (?:the )?(?:net )?(?:sales|turnover|profit|price)|lizenzgebühr|erlös|umsatz|gewinn|einnahmen|redevance|chiffre d['’]affaires|revenus|recettes|bénéfices|実施料|収益|収入|売上|折半|수익|실시료|매출|기술료|вознагражден|роялти|доход|прибыл|выручк|regal[íi]a|ingresos|beneficios|ventas|proventi|ricavi|fatturato|royalties",
    ])
});

/// The ways in which a sentence that says who owns says that results are owned.
pub(super) fn shares(sentence: &str) -> Vec<Share> {
    let told = [(Share::Joint, &JOINT), (Share::ByContribution, &CONTRIBUTION), (Share::ByTerritory, &TERRITORY)];
    let mut out: Vec<Share> = told.into_iter().filter(|(_, words)| words.is_match(sentence)).map(|(share, _)| share).collect();
    if out.is_empty() {
        out.push(Share::Sole);
    }
    out
}

/// Adds who publishes, what is kept secret and who gets what: as the clause itself says, else as the agreement says elsewhere.
pub(super) fn beside(ip: &mut IpContent, clause: &[Piece<'_>], outlines: &[Outline<'_>]) {
    let elsewhere: Vec<Piece<'_>> = outlines.iter().flat_map(Outline::bodies).collect();
    let find = |words: &Pattern| clause.iter().chain(&elsewhere).find_map(|piece| said(piece, words));
    ip.publication = find(&PUBLICATION);
    ip.confidentiality = find(&CONFIDENTIAL);
    ip.proceeds = find(&PROCEEDS);
}

/// The first sentence of a piece with one of these words that neither puts the matter off nor is left blank.
fn said(piece: &Piece<'_>, words: &Pattern) -> Option<Cited<String>> {
    let settled = |sentence: &&str| words.is_match(sentence) && !DEFERRAL.is_match(sentence) && placeholders(sentence).is_empty();
    sentence::split(piece.text).into_iter().find(settled).map(|sentence| piece.cite(sentence, BY_WORDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_of_owning_are_told_apart() {
        for (sentence, expected) in [
            ("密封结构的成果归甲方所有。", &[Share::Sole][..]),
            ("共同完成的成果由双方共有。", &[Share::Joint]),
            ("双方共有的成果按贡献比例享有权益。", &[Share::Joint, Share::ByContribution]),
            ("专利在中国境内归甲方所有,在境外归乙方所有。", &[Share::ByTerritory]),
            ("Results belong to the partner that produces them;", &[Share::ByContribution]),
            ("The drawings belong to Lantern.", &[Share::Sole]),
            ("Patents in China belong to A, patents in Europe to B.", &[Share::ByTerritory]),
            ("Gemeinsame Ergebnisse gehören beiden Parteien.", &[Share::Joint]),
        ] {
            assert_eq!(shares(sentence), expected, "{sentence}");
        }
    }
}

//! How surely a sentence says how long the agreement lasts: what it counts (two days, a period and its beginning) and what it speaks of, weighed together.
//!
//! Under a heading on duration every sentence is read; elsewhere, and before the others there, those that weigh enough.

use std::sync::LazyLock;

use super::lexicon::heading;
use super::term;
use crate::model::date::Date;
use crate::understand::lexicon::Pattern;

/// The weight from which a sentence outside any clause on duration tells it.
pub(super) const LOOSE: i32 = 4;
/// The weight from which it does so beyond doubt.
pub(super) const SURE: i32 = 6;
/// Letters, an ideograph for three, that may be left of a sentence beside days, periods and the words between them.
const BARE: usize = 12;

/// The agreement and its duration spoken of in one phrase.
static SPEAKS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)((协议|合同|合作|項目|项目|协議|合約).{0,8}(有效期|期限|期间|起止|有效)|有效期(为|至|自|限)|生效.{0,30}(有效|至|止|为期)|为期|(agreement|contract|cooperation|mou|memorandum|letter|joint venture)[^.;]{0,60}\b(valid|in force|in effect|takes? effect|runs for|lasts?|effective (as of|from|on|until|for)|remains?|continues?|commences?|begins?|expires?|terminates? on|term of|fixed term|period of)\b|\bterm\b[^.;]{0,60}\b(begins?|commences?|(is|be|continues?|of) (\w+ )?(for )?(a |an )?(period |(fixed |initial )?term )?(of )?[\w-]+ (\(\d+\) )?(years?|months?)|expires?|ends?)\b|\bterm[”“'’]? (means|shall mean)|valid (from|until|for|through)",
        r"|(vertrag|vereinbarung).{0,60}(gilt|gültig|laufzeit|endet|in kraft|befristet)|(accord|contrat|convention).{0,60}(durée|vigueur|conclu pour|expire|valable)|(契約|協定|覚書).{0,12}(有効期間|期間|有効)|(협약|계약).{0,12}(기간|유효)|(договор|соглашение).{0,60}(действует|вступает|срок)|(convenio|contrato|acuerdo).{0,60}(vigencia|vigente|duraci[óo]n|plazo|vigor))",
    ))
});
/// What a line on duration is called.
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"(?:有效|合作|协议|合同|履行|执行|实施|研究|项目|研发|開發|开发|契約|協議|计划|課題|课题)(?:的)?(?:期|时间|時間|年限)|期限|期程|期间|期間|起止|起迄|为期|為期",
        r"\b(?:term|duration|period|validity|time(?: frame)?|timeline|start and end|start\W+end|from\W+to|life of|project dates)\b",
        r"laufzeit|dauer|zeitraum|geltung|\bdurée|période|기간|\bсрок|период|vigencia|plazo|duración|periodo|durata|vigência|prazo|looptijd",
    ])
});
/// The agreement or the work itself.
static SUBJECT: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"协议|合同|协定|契约|意向书|备忘录|合作|协作|项目|課題|课题|本函|協議|合同|合約|契約|意向書|備忘錄",
        r"\b(?:agreement|contract|letter|memorandum|mou|cooperation|co-operation|collaboration|project|partnership|arrangement|deal)\b",
        r"vertrag|vereinbarung|zusammenarbeit|vorhaben|projekt|\b(?:accord|contrat|convention|projet|lettre|collaboration)\b|協定|覚書|共同研究|협약|계약|협정|договор|соглашени|проект|convenio|contrato|acuerdo|proyecto|contratto|accordo|convenzione|progetto|acordo",
    ])
});
/// That it is in force.
static IN_FORCE: LazyLock<Pattern> = LazyLock::new(|| {
    heading(&[
        r"有效|生效|算起|起算|为?止|效力",
        r"\b(?:valid|in force|in effect|effective|runs?|lasts?|begins?|starts?|commences?|ends?|expires?|binding|good (?:for|until))\b",
        r"\b(?:gilt|gültig|läuft|beginnt|endet)\b|in kraft|en vigueur|valable|entre en|s['’]achève|\bcourt\b|有効|発効|유효|발효|действует|вступает|заканчивается|vigente|en vigor|válido|entra en|valido|in vigore|scade|decorre",
    ])
});
/// Days counted from signing or from the agreement's entry into force.
static SIGNING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(签(字|署|订|章|定|约)|盖章|簽(署|訂|字|約)|生效|sign(ed|ing|ature)|execut(ed|ion)|effective date|entry into force|comes? into (force|effect)|date (hereof|of this)|unterzeichnung|unterschrift|inkrafttreten|vertragsschluss|signature|entrée en vigueur|締結|調印|署名|発効|체결|서명|подписани|вступлени|firma|entrada en vigor|sottoscrizione|assinatura)",
    )
});
/// What outlasts the agreement says nothing of how long it lasts.
static SURVIVES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)保密|终止后|期满后|届满后|结束后|到期后|終了後|終止後|surviv|confidential|secre(t|cy)|after (the )?(term|expir|end|terminat|completion)|nach (ende|beendigung|ablauf|vertragsende)|vertraulich|geheim|après (la fin|son terme|l'expiration)|\bsecret\b|秘密|종료\s*후|비밀|после (прекращения|окончания|расторжения)|конфиденциальн|tras la (terminaci|finalizaci)|confidencial|riservat",
    )
});
/// What else is counted in years and months: notice, payments, deadlines of a task, guarantees.
static OTHERWISE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(within|notice|invoice\w*|instal?ments?|warrant\w+|guarantee\w*|payments?|per (year|month)|every|each (year|month)|at least|records?)\b|内(?:完成|交付|支付|付|提交|提供|向|书面|答复|通知|组织)|(?:年|月)内[,，]|质保|保修|寿命|每年|每月|每季|不少于|提前|付款|innerhalb|binnen|jährlich|monatlich|mindestens|spätestens|zahlung|dans (?:un délai|les)|chaque|par an|以内に|毎年|毎月|이내|매년|매월|в течение .{0,20} (?:после|со дня получения)|ежегодно|ежемесячно|dentro de|cada (?:año|mes)|entro|ogni",
    )
});
/// A party that is told what it does.
static TASK: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*(?:\(?\d{1,2}[.)、]\s*)?(?:[甲乙丙丁]方|[甲乙]は|[갑을][은이]|the (?:company|university|institute|supplier|customer)\b|(?:party|partei|partie|parte|partner|сторона)\s+[a-dа-г1-4]\b)",
    )
});
/// Words between days: without them and the days, a sentence that only tells a duration has nothing left.
static BETWEEN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(?:from|until|till|through|to|and|on|the|of|day|inclusive|including|both|is|for|a|shall|will|be|vom|von|bis|zum|ab|dem|der|und|einschließlich|du|au|le|jusqu|à|compter|dès|del?|al|hasta|desde|el|la|a partir|dal|al|с|по|до|года?|г)\b|自|从|從|由|于|於|至|到|起|止|为|為|即|之|日|的|双方|雙方|各方|三方|から|まで|より|とする|부터|까지|이다|로\s*한다",
    )
});

/// What a sentence states of a duration, as it was found in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stated {
    /// First and last day.
    pub(super) days: (Option<Date>, Option<Date>),
    /// A period in months.
    pub(super) months: Option<i32>,
    /// A form that gives no day ("until completion").
    pub(super) open: bool,
}

/// How much speaks for a sentence to tell the agreement's duration; `alone` where no heading says that it is about something else, so that two days
/// and nothing else are enough.
pub(super) fn weight(sentence: &str, stated: Stated, alone: bool) -> i32 {
    let counted = match (stated.days, stated.months) {
        ((Some(_), Some(_)), _) => 3,
        ((_, Some(_)), _) | (_, Some(_)) => 2,
        _ if stated.open => 2,
        _ => 0,
    };
    let speaks = SPEAKS.is_match(sentence);
    if counted == 0 && !speaks || SURVIVES.is_match(sentence) {
        return 0;
    }
    let first = term::first_counted(sentence).unwrap_or(sentence.len());
    let before = &sentence[..first];
    // 期限：…, "Period: …", "The term is …"; a paper that speaks of itself before it counts.
    let label =
        LABEL.find(before).map_or(0, |_| if before.trim_end().ends_with([':', '：']) || before.chars().count() <= 12 { 3 } else { 2 });
    let subject = 2 * i32::from(SUBJECT.is_match(before));
    let since = i32::from(stated.months.is_some() && (SIGNING.is_match(sentence) || stated.days.0.is_some()));
    let opens = i32::from(
        !before.chars().any(char::is_alphabetic) || BETWEEN.replace_all(before, |_| String::new()).chars().all(|c| !c.is_alphabetic()),
    );
    let bare = if alone && counted > 0 && left(sentence) <= BARE { 2 } else { 0 };
    let against = 4 * i32::from(OTHERWISE.is_match(sentence) && !speaks) + 3 * i32::from(TASK.is_match(sentence) && !speaks);
    counted + 4 * i32::from(speaks) + label + subject + since + opens + bare + i32::from(IN_FORCE.is_match(sentence)) - against
}

/// How much a sentence says beside days, periods, signing and the words between them: letters, an ideograph for three.
fn left(sentence: &str) -> usize {
    let text = SIGNING.replace_all(&BETWEEN.replace_all(&term::without_counted(sentence), |_| " ".to_owned()), |_| " ".to_owned());
    text.chars().filter(|c| c.is_alphabetic()).map(|c| if super::responsibilities::is_dense(c) { 3 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::date::Order;

    fn weigh(sentence: &str) -> i32 {
        weight(sentence, term::stated(sentence, Order::DayFirst), true)
    }

    #[test]
    fn whatever_it_is_called_a_duration_is_told() {
        for sentence in [
            "期程:自2024年5月1日起至2026年4月30日止",
            "2024年5月1日起,2027年4月30日止。",
            "协作时间四年,从签约那天算起。",
            "本函自2024年5月1日起一年内有效。",
            "F) TIME: 1st May 2024 to 30th April 2026.",
            "The deal runs from 1 May 2024 to 30 April 2026.",
            "Zeitraum: 1. Mai 2024 bis 30. April 2026.",
            "Dix-huit mois à compter du 1er mai 2024.",
            "2024年5月1日から2026年4月30日まで。",
            "2024년 5월 1일부터 2026년 4월 30일까지.",
            "С 1 мая 2024 г. по 30 апреля 2026 г.",
            "Desde el 1 de mayo de 2024 hasta el 30 de abril de 2026.",
        ] {
            assert!(weigh(sentence) >= LOOSE, "{sentence}: {}", weigh(sentence));
        }
    }

    #[test]
    fn other_periods_are_not_the_agreements() {
        for sentence in [
            "双方对图纸保密五年。",
            "甲方在协议签订后六个月内完成设计。",
            "乙方自2024年3月1日至2024年6月30日完成样机设计和加工。",
            "验收标准:角动量不小于1.5,寿命两年。",
            "Party B shall deliver the report within three months of signature.",
            "Invoices are paid within two months.",
            "Drawings are kept secret until 31 January 2029.",
            "Betriebsgeheimnisse sind bis 31.01.2029 zu wahren.",
            "各方每年派两名研究人员互访。",
        ] {
            assert!(weigh(sentence) < LOOSE, "{sentence}: {}", weigh(sentence));
        }
    }
}

//! The overseas partner is not the applicant's own, no foreign firm in China and no shell company, as far as names and places can tell.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice, words};
use crate::model::application::Organisation;
use crate::model::finding::Evidence;
use crate::model::stated;
use crate::model::text::{is_han, squash};
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "partner-independent",
    requirement: Requirement::PartnerIndependence,
    quotes: &[notice::INDEPENDENT],
    asks: Text {
        zh: "境外合作单位不是申报单位自己的境外机构、外资在境内的机构、同一集团的分支或壳公司",
        en: "The overseas partner is not the applicant's own, a foreign firm in China, a branch of the same group or a shell company",
    },
    why: Text {
        zh: "股权关系文件上看不出来，只能从名称、国别和签署人提示，由人核对",
        en: "Files do not show who owns whom: names, countries and signatories give hints for a person to follow",
    },
    fix: Text {
        zh: "请核对该合作单位的股权关系，必要时补充说明材料",
        en: "Please look into who owns this partner and add an explanation where needed",
    },
    good: Text {
        zh: "申报单位为苏州的一家企业，境外合作单位为新西兰的一所大学。",
        en: "The applicant is a company of Suzhou, the partner a university in New Zealand.",
    },
    bad: Text {
        zh: "申报单位“江苏澄帆装备有限公司”，境外合作单位“澄帆（德国）有限公司”。——字号相同",
        en: "The applicant is “Jiangsu Chengfan Equipment Co., Ltd.”, the partner “Chengfan Germany GmbH”. (the same trade name)",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

/// Words of companies' English names that are no trade names.
const COMMON: &[&str] = &[
    "the",
    "and",
    "of",
    "for",
    "co",
    "ltd",
    "limited",
    "company",
    "corporation",
    "corp",
    "inc",
    "llc",
    "gmbh",
    "ag",
    "pte",
    "pty",
    "group",
    "holding",
    "holdings",
    "international",
    "china",
    "jiangsu",
    "nanjing",
    "suzhou",
    "wuxi",
    "changzhou",
    "nantong",
    "technology",
    "technologies",
    "science",
    "systems",
    "equipment",
    "intelligent",
    "new",
    "university",
    "institute",
    "national",
    "research",
    "engineering",
    "industrial",
    "industry",
    "materials",
    "energy",
];

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    if context.terms().is_some_and(|terms| !terms.independent_partner) {
        return vec![not_applicable(Message::new("本类项目没有这项要求", "This type of project does not ask for it"))];
    }
    let answers: Vec<Answer> = context.overseas().map(|partner| answer(context, partner)).collect();
    if answers.is_empty() { vec![super::unknown("境外合作单位", "an overseas partner")] } else { answers }
}

fn answer(context: &ProjectContext<'_>, partner: &Organisation) -> Answer {
    let who = words::organisation(partner);
    let sources: Vec<Evidence> = partner.names.iter().take(1).chain(&partner.country).flat_map(|cited| cited.sources.clone()).collect();
    let hints = [trade_name(context, partner), place(context, partner), signatory(context, partner)];
    let hints: Vec<Message> = hints.into_iter().flatten().collect();
    if hints.is_empty() {
        let message = wording::at(
            &sources,
            &format!("{}与申报单位的名称、国别和签署人未见关联迹象", who.zh),
            &format!("Nothing in name, country or signatory ties {} to the applicant", who.en),
        );
        return Answer::new(Verdict::Pass, message, 70, &sources);
    }
    let told = |of: fn(&Message) -> &str, between: &str| hints.iter().map(of).collect::<Vec<_>>().join(between);
    let message = wording::at(
        &sources,
        &format!("{}：{}", who.zh, told(|hint| &hint.zh, "；")),
        &format!("{}: {}", who.en, told(|hint| &hint.en, "; ")),
    );
    let own = context.application.applicant.names.iter().take(1).flat_map(|name| name.sources.clone());
    Answer::new(Verdict::Review, message, 100, &sources.iter().cloned().chain(own).collect::<Vec<_>>())
}

/// A trade name that both have; universities have none.
fn trade_name(context: &ProjectContext<'_>, partner: &Organisation) -> Option<Message> {
    let applicant = &context.application.applicant;
    if applicant.is_company() != Some(true) {
        return None;
    }
    let parties = context.agreements.iter().flat_map(|agreement| &agreement.parties);
    let aliases =
        parties.filter(|party| stated::is(party, applicant)).flat_map(|party| party.name.seen().into_iter().chain(&party.aliases));
    let mut names: Vec<&str> = applicant.names.iter().chain(aliases).map(|name| name.value.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let shared = names.iter().find_map(|name| {
        let own = brand(name, &context.asks().places)?;
        let stands = |theirs: &str| if own.chars().any(is_han) { theirs.contains(own.as_str()) } else { tokens(theirs).contains(&own) };
        partner.names.iter().any(|theirs| stands(&theirs.value)).then_some(own)
    })?;
    Some(Message::new(format!("与申报单位字号相同（{shared}）"), format!("it has the applicant's trade name ({shared})")))
}

/// The part of a company's name that is its own: the first two ideographs behind the places, or the first word that is no common one.
fn brand(name: &str, places: &[String]) -> Option<String> {
    if name.chars().any(is_han) {
        let mut rest = name.trim();
        while let Some(next) = places.iter().find_map(|place| rest.strip_prefix(place.as_str())) {
            rest = next.trim_start_matches(['省', '市']);
        }
        let brand: String = rest.chars().take_while(|c| is_han(*c)).take(2).collect();
        return (brand.chars().count() == 2).then_some(brand);
    }
    tokens(name).into_iter().find(|word| word.len() > 3 && !COMMON.contains(&word.as_str()))
}

fn tokens(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| !word.is_empty()).collect()
}

/// A partner in China, or where shell companies are set up.
fn place(context: &ProjectContext<'_>, partner: &Organisation) -> Option<Message> {
    let code = partner.country.as_ref().map(|country| country.value.as_str());
    let in_china = code == Some("CN")
        || partner.names.iter().any(|name| ["（中国）", "(中国)", "(China)"].iter().any(|mark| name.value.contains(mark)));
    if in_china {
        return Some(Message::new("可能是外资在境内设立的机构", "it may be a body that foreign capital has set up in China"));
    }
    let code = code.filter(|code| context.asks().tax_havens.iter().any(|haven| haven == code))?;
    let country = words::country(code);
    Some(Message::new(format!("注册地在{}，请核对是否为壳公司", country.zh), format!("it is in {}: is it a shell company?", country.en)))
}

/// One person who signs for both sides.
fn signatory(context: &ProjectContext<'_>, partner: &Organisation) -> Option<Message> {
    let of = |organisation: &Organisation| -> Vec<String> {
        let parties = context.agreements.iter().flat_map(|agreement| &agreement.parties).filter(|party| stated::is(party, organisation));
        parties.filter_map(|party| Some(squash(&party.signatory.seen()?.value))).collect()
    };
    let ours = of(&context.application.applicant);
    let shared = of(partner).into_iter().find(|name| ours.contains(name))?;
    Some(Message::new(format!("与申报单位由同一人（{shared}）签署"), format!("the same person ({shared}) signs for both")))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, verdicts};
    use super::*;

    fn asked(applicant: &str, partner: &str, country: &str) -> Vec<Verdict> {
        let facts = format!(
            "[applicant]\nname = \"{applicant}\"\nname_en = \"Jiangsu Chengfan Wind Power Equipment Co., Ltd.\"\n[[partner]]\nname = \"{partner}\"\nrole = \"overseas\"\ncountry = \"{country}\""
        );
        verdicts(&applied(&facts), Requirement::PartnerIndependence)
    }

    #[test]
    fn names_and_places_give_hints() {
        use Verdict::{Pass, Review};
        assert_eq!(asked("江苏澄帆风电装备有限公司", "Chengfan Wind GmbH", "DE"), [Review]);
        assert_eq!(asked("江苏澄帆风电装备有限公司", "澄帆（德国）有限公司", "DE"), [Review]);
        assert_eq!(asked("江苏澄帆风电装备有限公司", "Rheintal Wind Power GmbH", "DE"), [Pass]);
        assert_eq!(asked("江苏澄帆风电装备有限公司", "Rheintal (China) Ltd.", "CN"), [Review]);
        assert_eq!(asked("江苏澄帆风电装备有限公司", "Palm Holdings Ltd.", "VG"), [Review]);
    }

    #[test]
    fn one_signatory_on_both_sides_is_a_hint() {
        let facts =
            "[applicant]\nname = \"江苏某某大学\"\n[[partner]]\nname = \"Example University\"\nrole = \"overseas\"\ncountry = \"NZ\"";
        assert_eq!(verdicts(&applied(facts).with_agreement(), Requirement::PartnerIndependence), [Verdict::Review]);
        assert_eq!(verdicts(&applied(facts), Requirement::PartnerIndependence), [Verdict::Pass]);
    }
}

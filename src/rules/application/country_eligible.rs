//! The partner's country is one that this type of project is for.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, notice, unknown, words};
use crate::model::application::Organisation;
use crate::model::finding::Evidence;
use crate::model::geometry::Confidence;
use crate::model::observation::Cited;
use crate::model::project::ApplicantKind;
use crate::model::terms::{CountryList, TypeTerms};
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "country-eligible",
    requirement: Requirement::CountryEligible,
    quotes: &[notice::BILATERAL_COUNTRIES, notice::KEY_COUNTRY, notice::BELT_AND_ROAD_COUNTRIES, notice::HMT_COUNTRIES],
    asks: Text {
        zh: "境外合作单位所在国家（地区）属于本类项目的支持范围",
        en: "The overseas partner's country is one that this type of project is for",
    },
    why: Text {
        zh: "合作国别决定项目能报哪一类", en: "The partner's country decides which type of project can be applied for"
    },
    fix: Text {
        zh: "请改报与合作国别相符的项目类型", en: "Please apply for the type of project that the country belongs to"
    },
    good: Text {
        zh: "企业牵头的重点国别项目，合作单位在新西兰。",
        en: "A company leads a key-country project with a partner in New Zealand.",
    },
    bad: Text {
        zh: "企业牵头的重点国别项目，合作单位在新加坡。——该国须报双边创新合作项目",
        en: "A company leads a key-country project with a partner in Singapore. (that country is for bilateral projects)",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let Some(terms) = context.terms() else { return vec![unknown("项目类型", "the type of project")] };
    let list = terms.country_list.as_ref().and_then(|name| context.asks().countries.get(name));
    if terms.countries.is_empty() && terms.excluded.is_empty() && list.is_none() {
        return vec![super::not_applicable(Message::new("本类项目不限国别", "This type of project is for every country"))];
    }
    let partners: Vec<&Organisation> = context.overseas().collect();
    if partners.is_empty() {
        return vec![unknown("境外合作单位", "an overseas partner")];
    }
    // The notice asks it of the main partner, whom applications name first.
    partners.into_iter().enumerate().map(|(n, partner)| answer(context, terms, list, partner, n == 0)).collect()
}

fn answer(context: &ProjectContext<'_>, terms: &TypeTerms, list: Option<&CountryList>, partner: &Organisation, main: bool) -> Answer {
    let who = words::organisation(partner);
    let Some(country) = &partner.country else {
        let message = Message::new(format!("{}所在国家（地区）未能确定", who.zh), format!("The country of {} is unknown", who.en));
        return Answer::new(Verdict::Review, message, 100, &sources(partner, None));
    };
    let (verdict, zh, en, confidence) = judged(context, terms, list, &country.value);
    // Of further partners it is only said.
    let verdict = if main || verdict != Verdict::Gap { verdict } else { Verdict::Note };
    let name = words::country(&country.value);
    let message = wording::at(&country.sources, &format!("{}在{}，{zh}", who.zh, name.zh), &format!("{} is in {}, {en}", who.en, name.en));
    Answer::new(verdict, message, confidence.and(country.confidence).0, &sources(partner, Some(country)))
}

/// The verdict on a country with its reason.
fn judged(
    context: &ProjectContext<'_>,
    terms: &TypeTerms,
    list: Option<&CountryList>,
    code: &str,
) -> (Verdict, String, String, Confidence) {
    let has = |codes: &[String]| codes.iter().any(|known| known == code);
    let sure = Confidence::CERTAIN;
    if let Some(list) = list {
        let state = format!("截至 {} 的“{}”名单", list.as_of, list.title.trim_matches(['“', '”']));
        let known = format!("the list of {} as of {}", list.title_en, list.as_of);
        return if has(&list.unsettled) {
            (
                Verdict::Review,
                format!("{state}上该国正在变动，请以 {} 为准", list.source),
                format!("whose place on {known} was about to change; see {}", list.source),
                sure,
            )
        } else if has(&list.codes) {
            (Verdict::Pass, format!("属于{state}"), format!("which is on {known}"), sure)
        } else {
            // The list is somebody else's and may have grown since.
            (
                Verdict::Gap,
                format!("不在{state}上（以 {} 为准）", list.source),
                format!("which is not on {known} (see {})", list.source),
                Confidence(80),
            )
        };
    }
    if !terms.countries.is_empty() {
        let all = words::countries(&terms.countries);
        return if has(&terms.countries) {
            (Verdict::Pass, format!("属于本类项目的国家（地区）（{}）", terms.source), "one of those it is for".to_owned(), sure)
        } else {
            (Verdict::Gap, format!("本类项目面向{}（{}）", all.zh, terms.source), format!("but the type is for {}", all.en), sure)
        };
    }
    if !has(&terms.excluded) {
        return (Verdict::Pass, format!("不属于除外国家（{}）", terms.source), "which is not one of those left out".to_owned(), sure);
    }
    let leads = |kind: ApplicantKind| terms.excluded_for.contains(&kind);
    match context.applicant_kind() {
        Some(kind) if leads(kind) => (
            Verdict::Gap,
            format!("{}牵头的本类项目不含该国（{}）", words::kind(kind).zh, terms.source),
            format!("which is left out where a {} leads", words::kind(kind).en),
            sure,
        ),
        Some(kind) => (
            Verdict::Pass,
            format!("{}牵头的本类项目可以与该国合作（{}）", words::kind(kind).zh, terms.source),
            format!("which is left out only where others than a {} lead", words::kind(kind).en),
            sure,
        ),
        None => (
            Verdict::Review,
            format!("企业牵头的本类项目不含该国（{}），申报单位类型未知", terms.source),
            "which is left out where a company leads; the applicant's kind is unknown".to_owned(),
            sure,
        ),
    }
}

fn sources(partner: &Organisation, country: Option<&Cited<String>>) -> Vec<Evidence> {
    let named = partner.names.first().into_iter().chain(country);
    named.flat_map(|cited| cited.sources.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, verdicts};
    use super::*;

    fn asked(kind: &str, applicant: &str, countries: &[&str]) -> Vec<Verdict> {
        use std::fmt::Write as _;
        let mut facts = format!("type = \"{kind}\"\n[applicant]\nkind = \"{applicant}\"\n");
        for country in countries {
            let _ = write!(facts, "[[partner]]\nname = \"Example University\"\nrole = \"overseas\"\ncountry = \"{country}\"\n");
        }
        verdicts(&applied(&facts), Requirement::CountryEligible)
    }

    #[test]
    fn each_type_has_its_countries() {
        use Verdict::{Gap, Note, Pass, Review};
        assert_eq!(asked("bilateral", "company", &["DE", "FR"]), [Pass, Note]);
        assert_eq!(asked("bilateral", "company", &["法国"]), [Gap]);
        assert_eq!(asked("key_country", "company", &["SG"]), [Gap]);
        assert_eq!(asked("key_country", "university", &["Singapore"]), [Pass]);
        assert_eq!(asked("key_country", "company", &["FR"]), [Pass]);
        assert_eq!(asked("belt_and_road", "company", &["NZ", "US"]), [Pass, Note]);
        assert_eq!(asked("belt_and_road", "company", &["US"]), [Gap]);
        assert_eq!(asked("belt_and_road", "company", &["IT"]), [Review]);
        assert_eq!(asked("hmt", "company", &["香港"]), [Pass]);
        assert_eq!(asked("hmt", "company", &["SG"]), [Gap]);
    }

    #[test]
    fn an_unknown_applicant_is_asked_after_and_an_unknown_country_is_for_a_person() {
        let facts = "type = \"key_country\"\n[[partner]]\nname = \"N\"\ncountry = \"SG\"";
        assert_eq!(verdicts(&applied(facts), Requirement::CountryEligible), [Verdict::Review]);
        let facts = "type = \"hmt\"\n[[partner]]\nname = \"N\"\nrole = \"overseas\"";
        assert_eq!(verdicts(&applied(facts), Requirement::CountryEligible), [Verdict::Review]);
        assert_eq!(verdicts(&applied("type = \"carrier_transfer\""), Requirement::CountryEligible), [Verdict::NotApplicable]);
    }
}

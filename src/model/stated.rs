//! An application from what `project.toml`, its form and the agreements' parties say of it.

use std::fmt::Display;

use super::agreement::{Agreement, AgreementKind, Party};
use super::application::{Application, Contradiction, Money, Organisation};
use super::attachment::Form;
use super::country;
use super::date::Date;
use super::finding::{Evidence, EvidenceRole, Text};
use super::geometry::{Confidence, PageNo};
use super::observation::Cited;
use super::project::{Applicant, Budget, FACTS, Partner, PartnerRole, Period, ProjectFacts};
use super::text::{is_han, similarity, squash};

/// From this likeness two names are one: OCR misreads at most one character in six of a clean scan's names.
const SAME_NAME: f64 = 0.83;

/// What is known of an application: what `project.toml` says, else its form; partners that neither names are parties of the agreements.
pub fn application(facts: &ProjectFacts, forms: &[&Form], agreements: &[Agreement]) -> Application {
    let mut known = of_facts(facts, agreements);
    for form in forms {
        fill(&mut known, form);
    }
    if known.partners.is_empty() {
        known.partners = others(agreements, &known.applicant);
    }
    known
}

/// What `project.toml` says.
fn of_facts(facts: &ProjectFacts, agreements: &[Agreement]) -> Application {
    let applicant = facts.applicant.as_ref().map(applicant).unwrap_or_default();
    let partners = (1..).zip(&facts.partner).map(|(n, named)| partner(n, named, agreements)).collect();
    let budget = facts.budget.unwrap_or_default();
    // A number or another deadline says nothing of what is applied for.
    let told = ProjectFacts { deadline: None, number: None, ..facts.clone() };
    Application {
        known: told.is_told(),
        title: text(facts.title.as_ref(), "title"),
        title_seen: Vec::new(),
        contradictions: Vec::new(),
        kind: facts.kind.map(|kind| cited(kind, "type", kind.key())),
        period: facts.period.map(|period| cited(period, "period", format!("{}–{}", period.start, period.end))),
        laboratory: text(facts.applicant.as_ref().and_then(|applicant| applicant.laboratory.as_ref()), "[applicant] laboratory"),
        demonstration: text(facts.demonstration.as_ref(), "demonstration"),
        offshore: facts.offshore.as_ref().map(|offshore| Organisation {
            names: text(offshore.name.as_ref(), "[offshore] name").into_iter().collect(),
            country: code(offshore.country.as_ref(), "[offshore] country"),
            registered: offshore.registered.map(|day| cited(day, "[offshore] registered", day)),
            stated: true,
            ..Organisation::default()
        }),
        money: money(budget),
        applicant,
        partners,
    }
}

/// Adds what a form says; where both say something else, that is noted.
fn fill(known: &mut Application, form: &Form) {
    known.known = true;
    let mut differ = Vec::new();
    let text = |value: &Option<Cited<String>>| value.clone();
    take(&mut known.title, text(&form.title), TITLE, |a, b| same_name(a, b), Clone::clone, &mut differ);
    take(&mut known.kind, form.kind.clone(), KIND, |a, b| a == b, |kind| kind.name().zh.to_owned(), &mut differ);
    let range = |period: &Period| format!("{}–{}", period.start, period.end);
    let near = |a: &Period, b: &Period| same_month(a.start, b.start) && same_month(a.end, b.end);
    take(&mut known.period, form.period.clone(), PERIOD, near, range, &mut differ);
    let equal = |a: &f64, b: &f64| (a - b).abs() < 0.005;
    let amount = |amount: &f64| format!("{amount} 万元");
    take(&mut known.money.requested, form.requested.clone(), REQUESTED, equal, amount, &mut differ);
    take(&mut known.money.jiangsu, form.jiangsu.clone(), JIANGSU, equal, amount, &mut differ);
    take(&mut known.money.total, form.total.clone(), TOTAL, equal, amount, &mut differ);
    take(&mut known.applicant.lead, text(&form.lead), LEAD, |a, b| squash(a) == squash(b), Clone::clone, &mut differ);
    let han = |name: &&Cited<String>| name.value.chars().any(is_han);
    let mut name = known.applicant.names.iter().find(han).cloned();
    take(&mut name, text(&form.applicant), APPLICANT, |a, b| same_name(a, b), Clone::clone, &mut differ);
    if known.applicant.names.iter().all(|known| !han(&known)) {
        known.applicant.names.extend(name);
    }
    known.applicant.stated |= !known.applicant.names.is_empty();
    if let (true, Some(name)) = (known.partners.is_empty(), &form.partner) {
        known.partners.push(Organisation {
            names: vec![name.clone()],
            country: form.country.clone(),
            role: Some(PartnerRole::Overseas),
            lead: form.partner_lead.clone(),
            stated: true,
            ..Organisation::default()
        });
    }
    known.contradictions.extend(differ);
}

const TITLE: Text = Text { zh: "项目名称", en: "title" };
const KIND: Text = Text { zh: "项目类型", en: "type of project" };
const PERIOD: Text = Text { zh: "起止时间", en: "period" };
const REQUESTED: Text = Text { zh: "申请经费", en: "amount requested" };
const JIANGSU: Text = Text { zh: "江苏方总预算", en: "Jiangsu-side budget" };
const TOTAL: Text = Text { zh: "项目总预算", en: "whole budget" };
const LEAD: Text = Text { zh: "项目负责人", en: "lead" };
const APPLICANT: Text = Text { zh: "申报单位", en: "applicant" };

/// Takes a value where there is none yet; notes it where there is another.
fn take<T>(
    known: &mut Option<Cited<T>>,
    other: Option<Cited<T>>,
    what: Text,
    same: impl Fn(&T, &T) -> bool,
    words: impl Fn(&T) -> String,
    differ: &mut Vec<Contradiction>,
) {
    let Some(other) = other else { return };
    let said = |value: &Cited<T>| Cited { value: words(&value.value), confidence: value.confidence, sources: value.sources.clone() };
    match known {
        None => *known = Some(other),
        Some(known) if same(&known.value, &other.value) => {}
        Some(known) => differ.push(Contradiction { what, stated: said(known), other: said(&other) }),
    }
}

/// Forms give months where `project.toml` gives days.
fn same_month(a: Date, b: Date) -> bool {
    (a.year, a.month) == (b.year, b.month)
}

/// A value that `project.toml` gives under a key.
fn cited<T>(value: T, key: &str, saw: impl Display) -> Cited<T> {
    let source = Evidence {
        file: FACTS.to_owned(),
        page: PageNo(1),
        area: None,
        path: Some(key.to_owned()),
        role: EvidenceRole::Supports,
        saw: saw.to_string(),
    };
    Cited::new(value, Confidence::CERTAIN, source)
}

/// A text that says something.
fn text(value: Option<&String>, key: &str) -> Option<Cited<String>> {
    value.map(|value| value.trim()).filter(|value| !value.is_empty()).map(|value| cited(value.to_owned(), key, value))
}

/// A country's code; what is no country stays as written, for the rules to speak of.
fn code(value: Option<&String>, key: &str) -> Option<Cited<String>> {
    let written = text(value, key)?;
    let value = country::code(&written.value).map_or_else(|| written.value.clone(), str::to_owned);
    Some(Cited { value, ..written })
}

fn money(budget: Budget) -> Money {
    let amount = |value: Option<f64>, key: &str| value.map(|value| cited(value, &format!("[budget] {key}"), value));
    Money {
        requested: amount(budget.requested, "requested"),
        jiangsu: amount(budget.jiangsu_total, "jiangsu_total"),
        total: amount(budget.total, "total"),
    }
}

fn applicant(applicant: &Applicant) -> Organisation {
    let key = |key: &str| format!("[applicant] {key}");
    Organisation {
        names: [(&applicant.name, "name"), (&applicant.name_en, "name_en")]
            .into_iter()
            .filter_map(|(name, word)| text(name.as_ref(), &key(word)))
            .collect(),
        kind: applicant.kind,
        country: None,
        role: None,
        place: text(applicant.place.as_ref(), &key("place")),
        lead: text(applicant.lead.as_ref(), &key("lead")),
        registered: applicant.registered.map(|day| cited(day, &key("registered"), day)),
        lead_seen: Vec::new(),
        stated: true,
    }
}

/// The n-th partner of `project.toml`; its country from the agreement that it is a party of, where the application does not give it.
fn partner(n: usize, partner: &Partner, agreements: &[Agreement]) -> Organisation {
    let key = |key: &str| format!("[[partner]] #{n} {key}");
    let mut organisation = Organisation {
        names: [(&partner.name, "name"), (&partner.name_zh, "name_zh"), (&partner.name_en, "name_en")]
            .into_iter()
            .filter_map(|(name, word)| text(name.as_ref(), &key(word)))
            .collect(),
        kind: partner.kind,
        country: code(partner.country.as_ref(), &key("country")),
        role: partner.role,
        place: text(partner.place.as_ref(), &key("place")),
        lead: text(partner.lead.as_ref(), &key("lead")),
        registered: None,
        lead_seen: Vec::new(),
        stated: true,
    };
    if organisation.country.is_none() {
        organisation.country = parties(agreements).find(|party| is(party, &organisation)).and_then(|party| party.country.clone());
    }
    organisation
}

/// The parties of a project's agreements and letters of intent.
fn parties(agreements: &[Agreement]) -> impl Iterator<Item = &Party> {
    let binding = |agreement: &&Agreement| matches!(agreement.kind.value, AgreementKind::Agreement | AgreementKind::LetterOfIntent);
    agreements.iter().filter(binding).flat_map(|agreement| &agreement.parties)
}

/// Whether a party is this organisation, by any two of their names in one script.
pub fn is(party: &Party, organisation: &Organisation) -> bool {
    let known = party.name.seen().into_iter().chain(&party.aliases).map(|name| name.value.as_str());
    let known: Vec<&str> = known.collect();
    organisation.names.iter().any(|name| known.iter().any(|known| same_name(known, &name.value)))
}

/// Whether two names are one: alike, or the one a whole part of the other.
fn same_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (squash(a), squash(b)) } else { (squash(b), squash(a)) };
    let enough = if short.chars().any(is_han) { 4 } else { 8 };
    similarity(a, b) >= SAME_NAME || (short.chars().count() >= enough && long.contains(&short))
}

/// The parties that are not the applicant, as partners that the application does not name; nobody where the applicant is unknown and no party is abroad.
fn others(agreements: &[Agreement], applicant: &Organisation) -> Vec<Organisation> {
    let mut found: Vec<Organisation> = Vec::new();
    for party in parties(agreements) {
        let Some(name) = party.name.seen() else { continue };
        let abroad = party.country.as_ref().map(|country| country.value != "CN");
        let unknown = applicant.names.is_empty() && abroad != Some(true);
        if unknown || is(party, applicant) || found.iter().any(|known| is(party, known)) {
            continue;
        }
        found.push(Organisation {
            names: std::iter::once(name).chain(&party.aliases).cloned().collect(),
            country: party.country.clone(),
            role: abroad.map(|abroad| if abroad { PartnerRole::Overseas } else { PartnerRole::Domestic }),
            ..Organisation::default()
        });
    }
    found
}

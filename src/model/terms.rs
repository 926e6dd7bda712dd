//! What a programme asks of an application: days, amounts, countries and kinds of applicant, as its profile writes them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::date::Date;
use super::project::{ApplicantKind, ProjectKind};

/// What the programme asks of every application.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ApplicationTerms {
    /// Last day on which the applicant may have been registered.
    pub registered_by: Option<Date>,
    /// Last day on which an offshore body may have been registered.
    pub offshore_registered_by: Option<Date>,
    /// The programme's province and its places, as names of organisations begin with them or hold them.
    pub places: Vec<String>,
    /// Countries and regions in which shell companies are set up for tax reasons, a hint and no more.
    pub tax_havens: Vec<String>,
    /// Most projects that one company may apply for; the same for one lead.
    pub projects_each: Option<u32>,
    /// Whether lead and applicant commit themselves to research integrity in writing.
    pub commitments: bool,
    /// Share of content, percent, from which two projects count as the same or nearly so.
    pub same_content: Option<u8>,
    /// Lists of countries by name.
    pub countries: BTreeMap<String, CountryList>,
    /// What is asked of each type of project.
    #[serde(rename = "type")]
    pub types: BTreeMap<ProjectKind, TypeTerms>,
}

/// A list of countries that somebody else keeps.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CountryList {
    /// What it is called, in Chinese.
    pub title: String,
    /// What it is called, in English.
    pub title_en: String,
    /// The day whose state it describes.
    pub as_of: Date,
    /// Who keeps it.
    pub source: String,
    /// ISO codes.
    pub codes: Vec<String>,
    /// Codes that were about to be added or taken off on that day.
    #[serde(default)]
    pub unsettled: Vec<String>,
}

/// What a programme asks of one type of project.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct TypeTerms {
    /// Section of the notice.
    pub source: String,
    /// Most that may be requested, in 10,000 yuan.
    pub cap: Option<f64>,
    /// Most of the budget that may be requested, percent.
    pub share: Option<f64>,
    /// Whose share is limited; nobody named: everybody's.
    pub share_for: Vec<ApplicantKind>,
    /// Whether the share is that of the whole budget and not of the Jiangsu side's.
    pub share_of_total: bool,
    /// Who may lead; nobody named: everybody.
    pub applicants: Vec<ApplicantKind>,
    /// Who must have a company of the province among the partners.
    pub company_partner_for: Vec<ApplicantKind>,
    /// Countries and regions that it is for, as codes; none named: all.
    pub countries: Vec<String>,
    /// The list in [`ApplicationTerms::countries`] that says which countries it is for.
    pub country_list: Option<String>,
    /// Countries that it is not for if one of `excluded_for` leads.
    pub excluded: Vec<String>,
    /// Who may not cooperate with `excluded`.
    pub excluded_for: Vec<ApplicantKind>,
    /// Who must have a key laboratory or joint research centre.
    pub laboratory_for: Vec<ApplicantKind>,
    /// Who must bring about a demonstration in the partner's country.
    pub demonstration_for: Vec<ApplicantKind>,
    /// What a carrier project brings evidence of, in place of an agreement.
    pub carrier: Option<Carrier>,
    /// Whether the overseas partner must be independent of the applicant.
    pub independent_partner: bool,
}

/// What a project that builds a carrier of cooperation (载体建设) rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// Channels of cooperation abroad.
    Channels,
    /// A body abroad, registered by [`ApplicationTerms::offshore_registered_by`].
    Offshore,
}

//! What a check may look at, and questions that several checks ask.

use super::legibility::{is_illegible, is_poor};
use super::{Answer, wording};
use crate::model::agreement::{Agreement, AgreementKind, Cited, DocumentFacts, Observation, Party};
use crate::model::date::Date;
use crate::model::document::{NoticeKind, Tone};
use crate::model::finding::{Evidence, EvidenceRole, Verdict};
use crate::model::geometry::{Confidence, PageNo};
use crate::model::profile::{Profile, RunOptions};
use crate::model::project::ProjectFacts;
use crate::model::text::{is_han, is_kana, normalise};

/// Everything a check may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The agreement in question.
    pub agreement: &'a Agreement,
    /// All agreements of the project.
    pub all: &'a [Agreement],
    /// What `project.toml` says.
    pub facts: &'a ProjectFacts,
    /// Whether files of the project that may hold an agreement could not be opened.
    pub unopened: bool,
    /// The programme's rules.
    pub profile: &'a Profile,
    /// What the user fixed.
    pub run: RunOptions,
}

/// Whether a paper that could not be made out as an agreement was signed or sealed all the same: by parties, or in several places.
fn is_signed_stranger(other: &Agreement) -> bool {
    let marked = |party: &Party| party.seal.seen().is_some() || matches!(party.signature, Observation::Seen(_) | Observation::Unclear(..));
    let by_parties = other.parties.len() >= 2 && other.parties.iter().any(marked);
    other.kind.value == AgreementKind::Other && (by_parties || other.stray_marks.len() >= 2)
}

impl Context<'_> {
    /// The last day of submission: the project's own, else the profile's.
    pub fn deadline(&self) -> Option<Date> {
        self.facts.deadline.or(self.profile.deadline)
    }

    /// Whether the project builds a carrier of cooperation, which brings evidence instead of an agreement.
    pub fn is_carrier(&self) -> bool {
        let terms = self.facts.kind.and_then(|kind| self.profile.application.types.get(&kind));
        terms.is_some_and(|terms| terms.carrier.is_some())
    }

    /// The document behind a piece of evidence.
    pub fn document(&self, evidence: &Evidence) -> Option<&DocumentFacts> {
        self.agreement.documents.iter().find(|document| document.file == evidence.file)
    }

    /// Whether an answer is open because the recognition models are not installed: on a page it cites, or anywhere if `anywhere`.
    pub fn lacks_models(&self, cited: &[Evidence], anywhere: bool) -> bool {
        let documents = || self.all.iter().flat_map(|agreement| &agreement.documents);
        let lacking = |document: &DocumentFacts, page: Option<PageNo>| {
            document.notices.iter().any(|notice| notice.kind == NoticeKind::ModelsMissing && (page.is_none() || notice.page == page))
        };
        (anywhere && documents().any(|document| lacking(document, None)))
            || cited.iter().any(|place| documents().any(|document| document.file == place.file && lacking(document, Some(place.page))))
    }

    /// Whether no page of this paper could be read.
    pub fn nothing_read(&self) -> bool {
        self.agreement.documents.iter().all(|document| document.unread.len() as u64 >= u64::from(document.pages))
    }

    /// How sure an absence is, percent: that nothing is seen says less on a poor picture.
    ///
    /// The steps follow how much of real ink and seals survives each kind of picture (STACK figures for seals: readable in
    /// colour, merged with ink in grey, often broken in bilevel); `profile.min_confidence` decides what still counts.
    pub fn absence_confidence(&self, searched: &[Evidence]) -> u8 {
        // A file that could not be read may be the signed original of what looks like one here.
        let elsewhere = |other: &&Agreement| other.id != self.agreement.id && (other.has_unread_pages() || is_signed_stranger(other));
        if self.unopened || self.all.iter().any(|other| elsewhere(&other)) {
            return 0;
        }
        let of_place = |evidence: &Evidence| {
            let Some(document) = self.document(evidence) else { return 60 };
            // Another page of an original, or of the one behind a translation, may hold what is missing here.
            if self.agreement.has_unread_pages() || document.unread.contains(&evidence.page) {
                return 0;
            }
            self.picture_confidence(document, evidence)
        };
        // What is nowhere may be on a page that is not there.
        let nowhere = if self.agreement.has_unread_pages() || self.agreement.lacks_pages() { 0 } else { 80 };
        searched.iter().map(of_place).min().unwrap_or(nowhere)
    }

    /// How sure what a picture shows or does not show is, percent.
    fn picture_confidence(&self, document: &DocumentFacts, evidence: &Evidence) -> u8 {
        let quality = document.quality.iter().find(|(page, _)| *page == evidence.page).map(|(_, quality)| quality);
        match quality {
            None => 96,
            Some(q) if is_illegible(q) => 40,
            Some(q) if is_poor(q, self.profile) => 55,
            Some(q) => match q.tone {
                Tone::Colour => 92,
                Tone::Grey => 84,
                Tone::Bilevel => 78,
            },
        }
    }

    /// How sure what was read is, percent, whatever could not be read elsewhere.
    pub fn reading_confidence(&self, seen: &[Evidence]) -> u8 {
        let of_place = |evidence: &Evidence| self.document(evidence).map_or(60, |document| self.picture_confidence(document, evidence));
        seen.iter().map(of_place).min().unwrap_or(0)
    }

    /// How sure the absence of something of a party is. One without a block beside two that have theirs, whose name was only read, may be a misreading.
    pub fn absence_of(&self, party: &Party, searched: &[Evidence]) -> u8 {
        if party.block.is_none() && self.agreement.lacks_pages() {
            return 0;
        }
        let read = party.name.seen().is_none_or(|name| name.confidence < Confidence::CERTAIN);
        let others = self.agreement.parties.iter().filter(|other| other.block.is_some()).count();
        if party.block.is_none() && read && others >= 2 { 20 } else { self.absence_confidence(searched) }
    }

    /// Whether a party is subject to Chinese sealing practice: established in mainland China by country, else by a Han name.
    pub fn is_chinese(&self, party: &Party) -> bool {
        match &party.country {
            Some(country) => country.value == "CN",
            None => party.name.seen().is_some_and(|name| {
                let name = &name.value;
                !name.chars().any(is_kana) && name.chars().filter(|c| is_han(*c)).count() * 2 > name.chars().count()
            }),
        }
    }

    /// The first of a clause's sentences, if all that it says is what the profile calls vague.
    pub fn put_off<'c>(&self, said: &'c [Cited<String>]) -> Option<&'c Cited<String>> {
        let vague: Vec<String> = self.profile.words.vague.iter().map(|phrase| normalise(phrase).to_lowercase()).collect();
        let is_vague = |sentence: &Cited<String>| {
            let sentence = normalise(&sentence.value).to_lowercase();
            vague.iter().any(|phrase| sentence.contains(phrase))
        };
        said.first().filter(|_| said.iter().all(is_vague))
    }

    /// Where a party was looked for when it has no block: the last page of each original.
    pub fn everywhere(&self) -> Vec<Evidence> {
        let last = |document: &DocumentFacts| Evidence {
            file: document.file.clone(),
            page: PageNo(document.pages.max(1)),
            area: None,
            path: None,
            role: EvidenceRole::Searched,
            saw: String::new(),
        };
        self.agreement.documents.iter().map(last).collect()
    }

    /// Where something absent was looked for: `sources`, or everywhere if they do not tell.
    pub fn searched(&self, sources: &[Evidence]) -> Vec<Evidence> {
        if sources.is_empty() { self.everywhere() } else { sources.to_vec() }
    }

    /// A rule's answers party by party; where no party could be made out, that is the answer.
    pub fn of_each_party(&self, answer: impl Fn(&Party) -> Answer) -> Vec<Answer> {
        if self.agreement.parties.is_empty() {
            let searched = self.everywhere();
            let message = wording::of_files(&searched, "未能识别协议各方", "The parties could not be made out");
            return vec![Answer::new(Verdict::Review, message, 50, &searched)];
        }
        self.agreement.parties.iter().map(|party| answer(party).of(party)).collect()
    }

    /// The first page of the agreement, for answers about the whole paper.
    pub fn front(&self, role: EvidenceRole) -> Vec<Evidence> {
        let front = |document: &DocumentFacts| Evidence {
            file: document.file.clone(),
            page: PageNo(1),
            area: None,
            path: None,
            role,
            saw: String::new(),
        };
        self.agreement.documents.first().map(front).into_iter().collect()
    }
}

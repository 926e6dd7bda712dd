//! Lines and marks become facts: parties, blocks, dates, clauses, language, translation pairs.
//!
//! [`layout`] puts a document's lines into reading order; everything else reads from that. [`group`] decides which files make one
//! agreement, by what they are ([`kind`]), their [`language`] and their content ([`pairing`]). Then each agreement's facts are
//! gathered: parties and how they sign ([`party`]), clauses by topic ([`clause`]), placeholders ([`blanks`]), annexes ([`annex`]),
//! who vouches for a translation ([`attested`]), printed page numbers ([`page_label`]), and whether the pages are all there and in order ([`sequence`]).
//! Where an agreement introduces itself is told by [`head`]. What every file is to the application is told by [`attachments`].

mod annex;
mod attachments;
mod attested;
mod blanks;
mod block;
mod clause;
pub mod date;
mod figures;
mod group;
mod head;
mod kind;
mod language;
pub mod layout;
mod lexicon;
mod page_label;
mod pairing;
pub mod party;
mod place;
mod sequence;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use self::clause::{Basis, Outline};
use self::group::{File, Group};
use self::layout::{Paragraph, Reading};
use self::lexicon::Pattern;
use self::pairing::{Match, Side};
use self::party::{Signing, Source};
use self::sequence::Part;
use crate::model::agreement::{Agreement, AgreementKind, Cited, DocumentFacts, Language, Party, Role, Translation};
use crate::model::application::Application;
use crate::model::attachment::Attachment;
use crate::model::date::Date;
use crate::model::document::{Mark, MarkKind, PageSource};
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, PageNo};
use crate::model::project::{Project, ProjectFacts};
use crate::model::text::is_han;

/// Labels of a form for signatures.
static SIGNS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)签\s*[字名章署]|盖\s*章|公\s*章|日\s*期\s*:|职\s*务|簽\s*[字名章署]|蓋\s*章|^\W*(signature|signed|name|title|date|by|position)\s*[:_]|unterschrift|подпись|署名|記名|押印|서명|날인|firma\b",
    )
});

/// Whether a line is one of a form for signatures.
fn signs(text: &str) -> bool {
    SIGNS.is_match(text)
}

/// What a project's files say.
#[derive(Debug)]
pub struct Understood {
    /// The agreements, each with its translation, annexes and signature pages.
    pub agreements: Vec<Agreement>,
    /// Every file, as what it is to the application.
    pub attachments: Vec<Attachment>,
    /// The application itself.
    pub application: Application,
}

/// Everything that a project's files say.
pub fn project(project: &Project) -> Understood {
    let files: Vec<File<'_>> = project.documents.iter().map(File::of).collect();
    let agreements = grouped(project, &files);
    let (attachments, application) = attachments::of(&files, &agreements, &project.facts);
    Understood { agreements, attachments, application }
}

/// The agreements of a project alone.
pub fn agreements(project: &Project) -> Vec<Agreement> {
    let files: Vec<File<'_>> = project.documents.iter().map(File::of).collect();
    grouped(project, &files)
}

fn grouped(project: &Project, files: &[File<'_>]) -> Vec<Agreement> {
    let groups = group::group(files);
    groups.iter().enumerate().map(|(n, group)| agreement(format!("{}#{}", project.name, n + 1), &project.facts, files, group)).collect()
}

/// The facts of one agreement.
fn agreement(id: String, facts: &ProjectFacts, files: &[File<'_>], group: &Group) -> Agreement {
    let with = |roles: &[Role]| group.files.iter().filter(|(_, role)| roles.contains(role)).map(|(i, _)| &files[*i]).collect::<Vec<_>>();
    let originals = with(&[Role::Original]);
    let own = with(&[Role::Original, Role::SignaturePage, Role::Annex]);
    let head = group.files.first().map(|(i, _)| &files[*i]);
    let kind = head
        .map_or_else(|| Cited { value: AgreementKind::Other, confidence: Confidence(0), sources: Vec::new() }, |head| kind_of(head, group));
    let documents: Vec<DocumentFacts> = group.files.iter().map(|(i, role)| document_facts(&files[*i], *role)).collect();
    let parts: Vec<Part<'_>> =
        documents.iter().zip(&group.files).map(|(facts, (i, _))| Part { facts, reading: &files[*i].reading }).collect();
    let evidence = matches!(kind.value, AgreementKind::SupportingEvidence);
    let mut signing = if evidence { Signing::default() } else { parties(files, group) };
    let translation = translation(&originals, &with(&[Role::Translation]), &signing.parties, facts, evidence);
    if matches!(translation, Translation::OtherAgreement { .. }) {
        // What belongs to another agreement does not say who the parties are.
        let own = Group { files: group.files.iter().copied().filter(|(_, role)| *role != Role::Translation).collect() };
        signing = parties(files, &own);
    }
    let Signing { parties, stray_marks, order } = signing;
    let kind = if kind.value == AgreementKind::Other { kind_by_blocks(&parties).unwrap_or(kind) } else { kind };
    let readings: Vec<&Reading<'_>> = own.iter().map(|file| &file.reading).collect();
    let outlines: Vec<Outline<'_>> = by_language(readings.iter().flat_map(|reading| group::outlines(reading)).collect());
    let translations = with(&[Role::Translation]);
    let translated: Vec<Outline<'_>> =
        if stands_for(&translation) { translations.iter().flat_map(|file| group::outlines(&file.reading)).collect() } else { Vec::new() };
    let told: Vec<&Reading<'_>> = readings.iter().copied().chain(translations.iter().map(|file| &file.reading)).collect();
    let heads = told.iter().flat_map(|reading| head::paragraphs(reading).map(|(_, paragraph)| paragraph));
    let whole = told.iter().flat_map(|reading| &reading.paragraphs);
    let named = clause::named(&parties, &text_of(heads), &text_of(whole));
    let judged = matches!(kind.value, AgreementKind::Agreement | AgreementKind::LetterOfIntent);
    let others: Vec<&Reading<'_>> =
        files.iter().filter(|file| !own.iter().any(|own| std::ptr::eq(*own, *file))).map(|file| &file.reading).collect();
    let sequence = sequence::of(&parts, &others);
    let days = clause::days(&readings, order);
    Agreement {
        id,
        title: head.and_then(|head| head.identity.title.clone()),
        kind,
        documents,
        clauses: if judged { clause::clauses(&outlines, &translated, &named) } else { Vec::new() },
        term: if judged {
            clause::duration(&outlines, &translated, &Basis { signed: latest_signing(&parties), days: &days, order })
        } else {
            clause::no_term()
        },
        made: clause::made(&days).cloned(),
        signed_in: place::of_signing(&readings),
        translation,
        blanks: if judged { readings.iter().flat_map(|reading| blanks::find(reading, &parties)).collect() } else { Vec::new() },
        annexes: if judged { annex::annexes(&readings, &others) } else { Vec::new() },
        parties,
        stray_marks,
        sequence,
    }
}

/// Whether a translation says of the original what the original says: it lacks and changes nothing, or nothing else could be read.
fn stands_for(translation: &Translation) -> bool {
    matches!(translation, Translation::Found { defects, .. } if defects.is_empty()) || matches!(translation, Translation::Unclear(_))
}

/// Paragraphs, a line each.
fn text_of<'a>(paragraphs: impl Iterator<Item = &'a Paragraph>) -> String {
    paragraphs.map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Parties with their blocks, and the marks that are nobody's.
fn parties(files: &[File<'_>], group: &Group) -> Signing {
    let sources: Vec<Source<'_>> = group.files.iter().map(|(i, role)| Source { reading: &files[*i].reading, role: *role }).collect();
    party::parties(&sources)
}

/// The head's kind; what joined it (signature pages, continuations) speaks for an agreement whose title was not read.
fn kind_of(head: &File<'_>, group: &Group) -> Cited<AgreementKind> {
    if group.files.iter().all(|(_, role)| *role == Role::Evidence) {
        return Cited { value: AgreementKind::SupportingEvidence, ..head.identity.kind.clone() };
    }
    head.identity.kind.clone()
}

/// What two parties sign and nothing says to be something else is an agreement, of which perhaps only the page for signing is there.
fn kind_by_blocks(parties: &[Party]) -> Option<Cited<AgreementKind>> {
    let blocks: Vec<Evidence> = parties.iter().filter_map(|party| party.block.as_ref()).map(|block| block.place.clone()).collect();
    (blocks.len() >= 2).then_some(Cited { value: AgreementKind::Agreement, confidence: Confidence(60), sources: blocks })
}

fn document_facts(file: &File<'_>, role: Role) -> DocumentFacts {
    let document = file.reading.document;
    DocumentFacts {
        file: document.file.clone(),
        role,
        format: document.format,
        pages: document.pages.len() as u32,
        scanned: document.pages.iter().any(|page| page.source != PageSource::Text),
        languages: file.languages.clone(),
        unread: document.pages.iter().filter(|page| page.partial || page.source == PageSource::Unread).map(|page| page.number).collect(),
        page_labels: page_label::labels(&file.reading),
        quality: document.pages.iter().filter_map(|page| Some((page.number, page.quality?))).collect(),
        edge_seals: document.pages.iter().filter(|page| page.marks.iter().any(is_edge_seal)).map(|page| page.number).collect(),
        fields: document.fields.clone(),
        notices: document.notices.clone(),
    }
}

/// A part of a seal over several pages.
fn is_edge_seal(mark: &Mark) -> bool {
    matches!(&mark.kind, MarkKind::Seal(seal) if seal.at_edge)
}

/// Outlines of one language together, the language of the first file's main text first.
fn by_language(outlines: Vec<Outline<'_>>) -> Vec<Outline<'_>> {
    let mut languages: Vec<Language> = Vec::new();
    for outline in &outlines {
        if !languages.contains(&outline.stream.language) {
            languages.push(outline.stream.language);
        }
    }
    let mut outlines = outlines;
    outlines.sort_by_key(|outline| languages.iter().position(|language| *language == outline.stream.language));
    outlines
}

/// The last day on which a party signed, from which periods are counted.
fn latest_signing(parties: &[Party]) -> Option<Cited<Date>> {
    let days = parties.iter().filter_map(|party| party.date.seen()).filter_map(|seen| {
        let value = seen.value.date?;
        Some(Cited { value, confidence: seen.confidence, sources: seen.sources.clone() })
    });
    days.max_by_key(|day| day.value)
}

/// The Chinese counterpart of the original: in the same file or in another.
fn translation(originals: &[&File<'_>], others: &[&File<'_>], parties: &[Party], facts: &ProjectFacts, evidence: bool) -> Translation {
    let main = originals.iter().find_map(|file| file.languages.first()).copied();
    let searched = || originals.iter().map(|file| whole(&file.reading)).collect::<Vec<_>>();
    let Some(main) = main else {
        return if evidence { Translation::NotNeeded } else { Translation::Unclear(searched()) };
    };
    let outlines: Vec<Outline<'_>> = originals.iter().flat_map(|file| group::outlines(&file.reading)).collect();
    let foreign = outlines.iter().filter(|outline| outline.stream.language != Language::Zh).collect::<Vec<_>>();
    if evidence || (main == Language::Zh && foreign.is_empty()) {
        return Translation::NotNeeded;
    }
    // Of several foreign languages one is the original's.
    let language = foreign.first().map_or(main, |outline| outline.stream.language);
    let original = Side::of(&foreign.into_iter().filter(|outline| outline.stream.language == language).collect::<Vec<_>>());
    let inside: Vec<&Outline<'_>> = outlines.iter().filter(|outline| outline.stream.language == Language::Zh).collect();
    let apart: Vec<Outline<'_>> = others.iter().flat_map(|file| group::outlines(&file.reading)).collect();
    let chinese = Side::of(&inside.iter().copied().chain(&apart).collect::<Vec<_>>());
    if chinese.place.is_empty() {
        return Translation::Missing(searched());
    }
    let mut place: Vec<Evidence> = others.iter().map(|file| whole(&file.reading)).collect();
    if place.is_empty() {
        place.clone_from(&chinese.place);
    }
    let attested = || attested::by(&others.iter().map(|file| &file.reading).collect::<Vec<_>>());
    let unread = originals.iter().chain(others).any(|file| file.reading.unread().next().is_some());
    match pairing::compare(&original, &chinese, &chinese_names(parties, facts)) {
        // Parts that could not be read may hold what seems to be missing.
        Match::Belongs(defects) if unread && !defects.is_empty() => Translation::Unclear(place),
        Match::Belongs(defects) => Translation::Found { place, defects, attested: attested() },
        Match::Perhaps | Match::TooShort if others.is_empty() && main == Language::Zh => {
            Translation::Found { place, defects: Vec::new(), attested: attested() }
        }
        Match::TooShort if others.is_empty() => Translation::Missing(searched()),
        Match::Perhaps | Match::TooShort => Translation::Unclear(place),
        Match::Other(_) if others.is_empty() && main == Language::Zh => Translation::NotNeeded,
        Match::Other(_) if others.is_empty() => Translation::Missing(searched()),
        Match::Other(confidence) => Translation::OtherAgreement { place, confidence },
    }
}

/// Chinese names of the parties, from the agreement and from the application.
fn chinese_names(parties: &[Party], facts: &ProjectFacts) -> Vec<String> {
    let han = |name: &&String| name.chars().filter(|&c| is_han(c)).count() > 3;
    let mut names: Vec<String> = Vec::new();
    for party in parties {
        let known = party.name.seen().map(|name| &name.value).into_iter().chain(party.aliases.iter().map(|alias| &alias.value));
        names.extend(known.filter_map(|name| pairing::names::chinese(name)).max_by_key(|name| name.chars().count()).map(str::to_owned));
    }
    let given = facts
        .applicant
        .iter()
        .filter_map(|applicant| applicant.name.as_ref())
        .chain(facts.partner.iter().filter_map(|partner| partner.name_zh.as_ref()));
    for name in given.filter(han) {
        if !names.iter().any(|known| known.contains(name.as_str()) || name.contains(known.as_str())) {
            names.push(name.clone());
        }
    }
    names
}

/// A document's first page as the place where something was looked for.
fn whole(reading: &Reading<'_>) -> Evidence {
    let first = reading.document.pages.first().map_or(PageNo(1), |page| page.number);
    Evidence { area: None, ..reading.cite_area(first, reading.size(first).area(), EvidenceRole::Searched, "") }
}

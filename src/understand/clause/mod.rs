//! Clauses by topic: where they stand, and what they say of tasks, intellectual property and duration.
//!
//! [`sections`] finds headings and what stands below them; [`lexicon`] says what a heading announces; [`naming`] and [`short`] say how a text calls the parties. A topic without a heading is
//! looked for in the sentences of sections that are about nothing else: [`ownership`] weighs them. Then each topic reads its own clause:
//! [`responsibilities`], [`ip`] with [`rights`], [`term`], which weighs sentences ([`span`]), counts from the days that the paper names ([`day`]) and asks whether it renews
//! itself ([`renewal`]).

mod day;
mod filler;
mod ip;
mod lexicon;
mod naming;
pub(super) mod number;
mod numeral;
mod ownership;
mod renewal;
mod responsibilities;
mod rights;
pub(super) mod sections;
pub(super) mod sentence;
mod short;
mod span;
mod table;
mod term;

use self::lexicon::{DEFERRAL, Subject};
use self::responsibilities::Task;
use self::sections::Section;
use super::blanks::placeholders;
use super::language::Stream;
use super::layout::Reading;
use crate::model::agreement::{Cited, Clause, IpContent, Topic};
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;

pub(super) use self::day::{made, named as days};
use self::naming::Named;
pub(super) use self::naming::named;
pub(super) use self::term::{Basis, duration, no_term};

/// Least share of a subsection's heading that the words of another subject must make.
const SHARE_INSIDE: f64 = 0.5;

/// A paragraph, or what follows a heading in it.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    reading: &'a Reading<'a>,
    paragraph: usize,
    text: &'a str,
}

impl Piece<'_> {
    /// Whether any of these lines is its.
    fn stands_in(&self, lines: &[usize]) -> bool {
        self.reading.paragraphs[self.paragraph].lines.iter().any(|line| lines.contains(line))
    }

    /// A sentence of this piece with its place.
    fn cite(&self, sentence: &str, confidence: Confidence) -> Cited<String> {
        let paragraph = &self.reading.paragraphs[self.paragraph];
        let mut source = self.reading.cite_paragraph(paragraph, EvidenceRole::Supports);
        sentence.clone_into(&mut source.saw);
        let read = paragraph.lines.iter().filter_map(|&i| self.reading.lines.get(i)).map(|line| line.origin.confidence()).min();
        Cited::new(sentence.to_owned(), confidence.and(read.unwrap_or(Confidence::CERTAIN)), source)
    }
}

/// A stream with its sections.
pub(super) struct Outline<'a> {
    /// The stream.
    pub(super) stream: Stream<'a>,
    /// Its sections.
    pub(super) sections: Vec<Section>,
}

impl<'a> Outline<'a> {
    /// Finds the sections of a stream.
    pub(super) fn of(stream: Stream<'a>) -> Self {
        let sections = sections::split(&stream);
        Self { stream, sections }
    }

    /// Text of a section below its heading.
    fn body(&'a self, section: &'a Section) -> Vec<Piece<'a>> {
        let reading = self.stream.reading;
        let first = self.stream.paragraphs[section.start];
        let head = Piece { reading, paragraph: first, text: section.rest.as_str() };
        let rest = (section.start + 1..section.end).map(|at| self.piece(at));
        std::iter::once(head).filter(|piece| !piece.text.is_empty()).chain(rest).collect()
    }

    fn piece(&'a self, at: usize) -> Piece<'a> {
        let paragraph = self.stream.paragraphs[at];
        Piece { reading: self.stream.reading, paragraph, text: self.stream.reading.paragraphs[paragraph].text.as_str() }
    }

    /// What each section's heading announces.
    fn subjects(&self) -> Vec<Option<(Subject, f64)>> {
        self.sections.iter().map(|section| section.heading.as_deref().and_then(sections::subject)).collect()
    }

    /// Sections on a subject, outermost only. Inside a section on something else a heading must be about the subject and little else.
    fn on(&'a self, wanted: Subject) -> Vec<&'a Section> {
        let subjects = self.subjects();
        let mut out: Vec<&Section> = Vec::new();
        for (section, subject) in self.sections.iter().zip(&subjects) {
            let Some((_, share)) = subject.filter(|(subject, _)| *subject == wanted) else { continue };
            let inside = out.last().is_some_and(|last| section.start < last.end);
            let elsewhere = section.depth > 0
                && self.sections.iter().zip(&subjects).any(|(outer, subject)| {
                    outer.start < section.start && section.end <= outer.end && subject.is_some_and(|(subject, _)| subject != wanted)
                });
            let body = !section.rest.is_empty() || section.end > section.start + 1;
            if !inside && (!elsewhere || (share >= SHARE_INSIDE && body)) {
                out.push(section);
            }
        }
        out
    }

    /// Paragraphs that no section with a known subject (other than `open`) holds.
    fn free(&'a self, open: &[Subject]) -> Vec<Piece<'a>> {
        let subjects = self.subjects();
        let taken = |at: usize| {
            self.sections.iter().zip(&subjects).any(|(section, subject)| {
                (section.start..section.end).contains(&at) && subject.is_some_and(|(subject, _)| !open.contains(&subject))
            })
        };
        (0..self.stream.paragraphs.len()).filter(|&at| !taken(at)).map(|at| self.piece(at)).collect()
    }

    /// [`Self::free`] paragraphs of the articles: the head before the first says who the parties are and not what they do.
    fn free_text(&'a self, open: &[Subject]) -> Vec<Piece<'a>> {
        let first = sections::articles(&self.sections).iter().map(|section| section.start).min().unwrap_or(0);
        let head: Vec<usize> = self.stream.paragraphs.iter().take(first).copied().collect();
        let mut pieces = self.free(open);
        pieces.retain(|piece| !head.contains(&piece.paragraph));
        pieces
    }

    /// The text of all sections, headings left out.
    fn bodies(&'a self) -> Vec<Piece<'a>> {
        let innermost = |at: usize| self.sections.iter().find(|section| section.start == at);
        (0..self.stream.paragraphs.len())
            .map(|at| match innermost(at).filter(|section| section.heading.is_some()) {
                Some(section) => Piece { text: section.rest.as_str(), ..self.piece(at) },
                None => self.piece(at),
            })
            .filter(|piece| !piece.text.is_empty())
            .collect()
    }

    /// Indices of the lines of a section.
    fn lines(&self, section: &Section) -> Vec<usize> {
        let paragraphs = self.stream.paragraphs[section.start..section.end].iter();
        paragraphs.flat_map(|&i| self.stream.reading.paragraphs[i].lines.iter().copied()).collect()
    }
}

/// The topic that a heading announces.
pub(super) fn topic_of(heading: &str) -> Option<Topic> {
    match sections::subject(heading)?.0 {
        Subject::Responsibilities => Some(Topic::Responsibilities),
        Subject::Ip => Some(Topic::Ip),
        Subject::Term => Some(Topic::Term),
        Subject::Work | Subject::Other => None,
    }
}

/// The clauses of an agreement: of its first language that has each topic, and of a `translated` text that says what the original says where more
/// could be read from that.
pub(super) fn clauses(outlines: &[Outline<'_>], translated: &[Outline<'_>], parties: &[Named]) -> Vec<Clause> {
    let mut clauses = own_clauses(outlines, parties);
    for other in own_clauses(translated, parties) {
        match clauses.iter_mut().find(|clause| clause.topic == other.topic) {
            None => clauses.push(other),
            Some(clause) if says_more(&other, clause) => *clause = other,
            Some(_) => {}
        }
    }
    clauses
}

/// Whether a clause of the translation says what could not be read from the original's: never where that one is left open.
fn says_more(translated: &Clause, own: &Clause) -> bool {
    let stated = |clause: &Clause| usize::from(clause.ip.ownership.is_some()) + usize::from(clause.ip.usage.is_some());
    own.blanks.is_empty()
        && own.deferrals.is_empty()
        && match own.topic {
            Topic::Ip => stated(translated) > stated(own),
            Topic::Responsibilities => translated.tasks.len() > own.tasks.len(),
            Topic::Term => false,
        }
}

fn own_clauses(outlines: &[Outline<'_>], parties: &[Named]) -> Vec<Clause> {
    let responsibilities = outlines.iter().find_map(|outline| headed(outline, Subject::Responsibilities, Topic::Responsibilities));
    let ip = outlines.iter().find_map(|outline| headed(outline, Subject::Ip, Topic::Ip));
    let ip = ip.map(|(clause, pieces)| ip::filled(clause, &pieces, outlines, parties));
    // A heading with nothing below that decides or puts off is outweighed by sentences elsewhere that do.
    let ip = ip
        .as_ref()
        .filter(|clause| ip::says_anything(clause))
        .cloned()
        .or_else(|| outlines.iter().find_map(|outline| ip::loose(outline, outlines, parties)).or(ip));
    let term = outlines.iter().find_map(|outline| headed(outline, Subject::Term, Topic::Term)).map(|(clause, _)| clause);
    let mut out = Vec::new();
    out.extend(work(responsibilities, outlines, parties));
    out.extend(ip);
    out.extend(term);
    out
}

/// A clause from the sections under headings on its subject.
fn headed<'a>(outline: &'a Outline<'a>, subject: Subject, topic: Topic) -> Option<(Clause, Vec<Piece<'a>>)> {
    let sections = outline.on(subject);
    let first = sections.first()?;
    let reading = outline.stream.reading;
    let pieces: Vec<Piece<'_>> = sections.iter().flat_map(|section| outline.body(section)).collect();
    let mut clause = bare(outline, topic, &pieces);
    clause.heading.clone_from(&first.heading);
    let place = |section: &&Section| {
        let mut source = reading.cite_paragraph(&reading.paragraphs[outline.stream.paragraphs[section.start]], EvidenceRole::Supports);
        source.saw = section.heading.clone().unwrap_or_default();
        source
    };
    clause.sources = sections.iter().map(place).collect();
    Some((clause, pieces))
}

/// A clause of these pieces, without heading and topic's own content.
fn bare(outline: &Outline<'_>, topic: Topic, pieces: &[Piece<'_>]) -> Clause {
    let sentences = || pieces.iter().flat_map(|piece| sentence::split(piece.text).into_iter().map(move |sentence| (piece, sentence)));
    Clause {
        topic,
        heading: None,
        text: pieces.iter().map(|piece| piece.text).collect::<Vec<_>>().join(" "),
        language: outline.stream.language,
        sources: Vec::new(),
        tasks: Vec::new(),
        ip: IpContent::default(),
        deferrals: sentences().filter(|(_, s)| DEFERRAL.is_match(s)).map(|(piece, s)| piece.cite(s, Confidence(90))).collect(),
        references: Vec::new(),
        unplaced: Vec::new(),
        blanks: pieces
            .iter()
            .flat_map(|piece| placeholders(piece.text).into_iter().map(|range| piece.cite(&piece.text[range], Confidence(90))))
            .collect(),
    }
}

/// The clause on responsibilities with its tasks: its own section first, then for parties that it leaves out the contents of the work,
/// tables and annexes; without such a section, sentences anywhere that give a party a task.
fn work(found: Option<(Clause, Vec<Piece<'_>>)>, outlines: &[Outline<'_>], parties: &[Named]) -> Option<Clause> {
    let mut tasks: Vec<Task> = Vec::new();
    let add = |more: Vec<Task>, tasks: &mut Vec<Task>| {
        let given: Vec<usize> = tasks.iter().map(|task| task.party).collect();
        tasks.extend(more.into_iter().filter(|task| !given.contains(&task.party)));
    };
    let in_sections = |outline: &Outline<'_>, subject: Subject| {
        let sections = outline.on(subject);
        let mut out = Vec::new();
        for section in sections {
            let (in_table, used) = table::table_tasks(outline.stream.reading, &outline.lines(section), parties);
            // A table read line by line would give each party the next one's tasks.
            let running: Vec<Piece<'_>> =
                (section.start..section.end).map(|at| outline.piece(at)).filter(|piece| !piece.stands_in(&used)).collect();
            out.extend(responsibilities::tasks(&running, parties, true));
            out.extend(in_table);
        }
        out
    };
    for outline in outlines {
        add(in_sections(outline, Subject::Responsibilities), &mut tasks);
    }
    let headed = found.is_some();
    if tasks_missing(&tasks, parties) {
        for outline in outlines {
            add(in_sections(outline, Subject::Work), &mut tasks);
        }
    }
    if !headed && tasks_missing(&tasks, parties) {
        for outline in outlines {
            let pieces = outline.free_text(&[Subject::Work, Subject::Responsibilities]);
            add(responsibilities::tasks(&pieces, parties, false), &mut tasks);
        }
    }
    // A plan of work in an annex tells by its table whose each row is, whatever its heading.
    if tasks_missing(&tasks, parties) {
        for outline in outlines {
            add(table::assigned(outline.stream.reading, parties), &mut tasks);
        }
    }
    let mut clause = match found {
        Some((mut clause, pieces)) => {
            let refers = |sentence: &&str| responsibilities::only_refers(sentence, parties);
            clause.references = pieces
                .iter()
                .flat_map(|piece| sentence::split(piece.text).into_iter().filter(refers).map(|s| piece.cite(s, Confidence(88))))
                .collect();
            let concrete = |piece: &Piece<'_>| {
                responsibilities::unplaced(piece, parties).into_iter().map(|s| piece.cite(s, Confidence(60))).collect::<Vec<_>>()
            };
            clause.unplaced = pieces.iter().flat_map(concrete).collect();
            clause
        }
        None => loose_work(outlines, &tasks, parties)?,
    };
    clause.sources.extend(tasks.iter().flat_map(|task| task.sentence.sources.iter().cloned()));
    for (i, named) in parties.iter().enumerate() {
        let own: Vec<Cited<String>> = tasks.iter().filter(|task| task.party == i).map(|task| task.sentence.clone()).collect();
        if !own.is_empty() {
            clause.tasks.push((named.id.clone(), own));
        }
    }
    Some(clause)
}

fn tasks_missing(tasks: &[Task], parties: &[Named]) -> bool {
    (0..parties.len()).any(|i| tasks.iter().all(|task| task.party != i))
}

/// A clause without a heading: the sentences that give tasks, or that refer elsewhere for them.
fn loose_work(outlines: &[Outline<'_>], tasks: &[Task], parties: &[Named]) -> Option<Clause> {
    let outline = outlines.first()?;
    let mut clause = bare(outline, Topic::Responsibilities, &[]);
    if tasks.is_empty() {
        let pieces = outline.free(&[Subject::Work, Subject::Responsibilities]);
        let about = |s: &str| sections::subject(s).is_some_and(|(subject, _)| subject == Subject::Responsibilities);
        clause.references = pieces
            .iter()
            .flat_map(|piece| {
                let refers = |s: &&str| about(s) && responsibilities::only_refers(s, parties);
                sentence::split(piece.text).into_iter().filter(refers).map(|s| piece.cite(s, Confidence(70))).collect::<Vec<_>>()
            })
            .collect();
        let first = clause.references.first()?;
        clause.sources.clone_from(&first.sources);
    }
    let sentences: Vec<&str> =
        tasks.iter().map(|task| &task.sentence).chain(&clause.references).map(|cited| cited.value.as_str()).collect();
    clause.text = sentences.join(" ");
    Some(clause)
}

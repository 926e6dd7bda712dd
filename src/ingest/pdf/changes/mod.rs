//! What a later state of a PDF changed of an earlier one: only what signing adds, or what people read.
//!
//! Both states are walked side by side from their roots. Where signing and filling in forms leave their traces (signature fields, certificates kept for later
//! checks, the file's description of itself) a difference is harmless; anywhere else it is content. Objects that nobody refers to do not matter.
//! [`fields`] compares forms and annotations.

mod fields;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, VecDeque};

use lopdf::{Dictionary, Document as PdfDocument, Object, ObjectId};

use super::forms::{Lock, is_final, locks};
use crate::model::digital::Change;

/// Pairs of objects that are compared, and the nesting of one.
const OBJECTS: usize = 2_000_000;
const DEPTH: usize = 200;
/// What comparing may cost, in bytes of streams: every one once, and some more often where they belong to fields.
const WORK: usize = 2 << 30;
/// What comparing one object costs beside its bytes.
const STEP: usize = 64;

/// Entries of the catalog that signing adds or that say nothing to readers.
const CATALOG: &[&[u8]] =
    &[b"DSS", b"Extensions", b"Metadata", b"Perms", b"Version", b"StructTreeRoot", b"MarkInfo", b"PieceInfo", b"Type"];
/// Entries of a page that signing adds or that say nothing to readers.
const PAGE: &[&[u8]] = &[b"Parent", b"LastModified", b"Metadata", b"PieceInfo", b"StructParents", b"Tabs"];
/// Entries of the trailer that every revision has anew.
const TRAILER: &[&[u8]] = &[
    b"Root",
    b"Info",
    b"Size",
    b"Prev",
    b"ID",
    b"XRefStm",
    b"Type",
    b"W",
    b"Index",
    b"Filter",
    b"DecodeParms",
    b"Length",
    b"Encrypt",
    b"DocChecksum",
];

/// What was changed.
pub(super) fn between(before: &PdfDocument, after: &PdfDocument) -> Change {
    let mut compare = Compare {
        before,
        after,
        queue: VecDeque::new(),
        met: BTreeSet::new(),
        equal: BTreeSet::new(),
        work: 0,
        apart: BTreeSet::new(),
        fields: 0,
        signing: BTreeSet::new(),
        locks: locks(before),
        is_final: is_final(before),
        worst: None,
    };
    compare.run();
    match compare.worst {
        _ if compare.work > WORK => Change::Unknown,
        Some(worst) => worst,
        // Where nothing of what follows can be reached, it is as good as what signing adds; what is no revision at all may be anything to other readers.
        None if before.objects == after.objects => Change::Unknown,
        None => Change::Signatures,
    }
}

struct Compare<'a> {
    before: &'a PdfDocument,
    after: &'a PdfDocument,
    /// Objects still to be compared as content.
    queue: VecDeque<(ObjectId, ObjectId)>,
    met: BTreeSet<(ObjectId, ObjectId)>,
    /// Pairs that are the same with all that they refer to.
    equal: BTreeSet<(ObjectId, ObjectId)>,
    /// What comparing has cost.
    work: usize,
    /// Objects that have a comparison of their own: pages, annotations, fields.
    apart: BTreeSet<ObjectId>,
    fields: usize,
    /// Signature fields that were added, and their widgets.
    signing: BTreeSet<ObjectId>,
    locks: Vec<Lock>,
    /// A signature forbids that others sign.
    is_final: bool,
    worst: Option<Change>,
}

type Pair<'a> = (&'a Dictionary, &'a Dictionary);

impl<'a> Compare<'a> {
    fn found(&mut self, change: Change) {
        self.worst = Some(self.worst.map_or(change, |worst| worst.min(change)));
    }

    fn run(&mut self) {
        let (Ok(old), Ok(new)) = (self.before.catalog(), self.after.catalog()) else { return self.found(Change::Unknown) };
        let pages: Vec<(ObjectId, ObjectId)> = self.before.page_iter().zip(self.after.page_iter()).collect();
        let counts = (self.before.page_iter().count(), self.after.page_iter().count());
        if counts.0 != counts.1 || pages.iter().any(|(old, new)| old != new) {
            return self.found(Change::Content);
        }
        self.apart.extend(pages.iter().map(|(page, _)| *page));
        for document in [self.before, self.after] {
            self.apart.extend(document.trailer.get(b"Root").and_then(Object::as_reference));
        }
        // Fields and annotations first, so that content that refers to them is not blamed for them.
        self.form(old, new);
        let pages: Vec<Option<Pair<'a>>> = pages.iter().map(|(page, _)| self.both(*page)).collect();
        for page in &pages {
            if let Some((old, new)) = *page {
                self.annotations(old, new);
            }
        }
        for page in &pages {
            match *page {
                Some((old, new)) => self.entries((old, new), &[PAGE, &[b"Annots"]].concat()),
                None => self.found(Change::Unknown),
            }
        }
        self.page_tree(old, new);
        self.entries((old, new), &[CATALOG, &[b"Pages", b"AcroForm"]].concat());
        self.entries((&self.before.trailer, &self.after.trailer), TRAILER);
        while self.worst != Some(Change::Content)
            && let Some(next) = self.queue.pop_front()
        {
            if !self.same_objects(next) {
                return self.found(Change::Content);
            }
        }
    }

    fn same_objects(&mut self, (old, new): (ObjectId, ObjectId)) -> bool {
        match (self.before.objects.get(&old), self.after.objects.get(&new)) {
            (Some(old), Some(new)) => self.same(old, new, DEPTH),
            (old, new) => old.is_none() && new.is_none(),
        }
    }

    /// An object in both states.
    fn both(&self, id: ObjectId) -> Option<Pair<'a>> {
        Some((self.before.get_dictionary(id).ok()?, self.after.get_dictionary(id).ok()?))
    }

    /// What pages take over from the nodes above them.
    fn page_tree(&mut self, old: &'a Dictionary, new: &'a Dictionary) {
        let mut nodes: Vec<(&'a Object, &'a Object)> = old.get(b"Pages").ok().zip(new.get(b"Pages").ok()).into_iter().collect();
        let mut seen = 0_usize;
        while let Some((old, new)) = nodes.pop() {
            seen += 1;
            let (Ok((id, old)), Ok((_, new))) = (self.before.dereference(old), self.after.dereference(new)) else { continue };
            let (Ok(old), Ok(new), true) = (old.as_dict(), new.as_dict(), seen <= OBJECTS) else { continue };
            if id.is_some_and(|id| !self.apart.insert(id)) {
                continue;
            }
            self.entries((old, new), &[b"Kids", b"Parent", b"Count", b"Type"]);
            let kids = |node: &'a Dictionary, document: &'a PdfDocument| node.get_deref(b"Kids", document).and_then(Object::as_array).ok();
            if let (Some(old), Some(new)) = (kids(old, self.before), kids(new, self.after)) {
                nodes.extend(old.iter().zip(new));
            }
        }
    }

    /// Compares entries as content, but for some.
    fn entries(&mut self, (old, new): Pair<'a>, but: &[&[u8]]) {
        if !self.same_entries(old, new, but, DEPTH) {
            self.found(Change::Content);
        }
    }

    fn same_entries(&mut self, old: &'a Dictionary, new: &'a Dictionary, but: &[&[u8]], depth: usize) -> bool {
        let counts = |key: &&Vec<u8>| !but.contains(&key.as_slice());
        let keys =
            |of: &'a Dictionary| of.iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| key).filter(counts).collect::<Vec<_>>();
        let (old_keys, new_keys) = (keys(old), keys(new));
        old_keys.len() == new_keys.len()
            && old_keys.into_iter().all(|key| match (old.get(key), new.get(key)) {
                (Ok(old), Ok(new)) => self.same(old, new, depth),
                _ => false,
            })
    }

    /// Whether two objects are the same; what they refer to is compared later.
    fn same(&mut self, old: &'a Object, new: &'a Object, depth: usize) -> bool {
        self.work += STEP;
        if depth == 0 || self.work > WORK {
            return false;
        }
        match (old, new) {
            (Object::Reference(old), Object::Reference(new)) => {
                if old == new && self.apart.contains(old) {
                    return true;
                }
                if self.met.len() >= OBJECTS || self.apart.contains(old) || self.apart.contains(new) {
                    return false;
                }
                if !self.equal.contains(&(*old, *new)) && self.met.insert((*old, *new)) {
                    self.queue.push_back((*old, *new));
                }
                true
            }
            (Object::Reference(_), _) | (_, Object::Reference(_)) => match (self.before.dereference(old), self.after.dereference(new)) {
                (Ok((_, old)), Ok((_, new))) => self.same(old, new, depth - 1),
                _ => false,
            },
            (Object::Array(old), Object::Array(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.same(old, new, depth - 1))
            }
            (Object::Dictionary(old), Object::Dictionary(new)) => self.same_entries(old, new, &[], depth - 1),
            (Object::Stream(old), Object::Stream(new)) => {
                self.work += old.content.len();
                old.content == new.content && self.same_entries(&old.dict, &new.dict, &[b"Length"], depth - 1)
            }
            (Object::String(old, _), Object::String(new, _)) => old == new,
            (old, new) => old == new,
        }
    }
}

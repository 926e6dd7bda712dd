//! What a later state of a PDF changed of an earlier one: only what signing adds, or what people read.
//!
//! Both states are walked side by side from their roots. Where signing and filling in forms leave their traces (signature fields, certificates kept for later
//! checks, the file's description of itself) a difference is harmless; anywhere else it is content. Objects that nobody refers to do not matter.

use std::collections::{BTreeSet, VecDeque};

use lopdf::{Dictionary, Document as PdfDocument, Object, ObjectId};

use super::forms::{Lock, is_signature_field, locks, widgets};
use crate::model::digital::Change;

/// Pairs of objects that are compared, and the nesting of one.
const OBJECTS: usize = 2_000_000;
const DEPTH: usize = 200;
/// What comparing may cost, in bytes of streams: every one once, and some more often where they belong to fields.
const WORK: usize = 2 << 30;
/// What comparing one object costs beside its bytes.
const STEP: usize = 64;
/// Fields that are compared.
const FIELDS: usize = 20_000;

/// Entries of the catalog that signing adds or that say nothing to readers.
const CATALOG: &[&[u8]] =
    &[b"DSS", b"Extensions", b"Metadata", b"Perms", b"Version", b"StructTreeRoot", b"MarkInfo", b"PieceInfo", b"Type"];
/// Entries of a page that signing adds or that say nothing to readers.
const PAGE: &[&[u8]] = &[b"Parent", b"LastModified", b"Metadata", b"PieceInfo", b"StructParents", b"Tabs"];
/// Entries of the form that signing changes; resources serve for appearances, which are compared themselves.
const FORM: &[&[u8]] = &[b"SigFlags", b"DR", b"DA", b"NeedAppearances"];
/// Entries of a field that change when it is signed or filled in.
const FILLED: &[&[u8]] = &[b"V", b"AP", b"AS", b"M", b"F", b"Ff", b"MK", b"DA", b"I", b"Type", b"RV", b"NM"];
/// Entries that point back, or count.
const BACK: &[&[u8]] = &[b"Parent", b"P", b"StructParent", b"StructParents", b"Popup"];
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
        worst: None,
    };
    compare.run();
    match compare.worst {
        _ if compare.work > WORK => Change::Unknown,
        // Something follows the signature; where nothing of it can be reached, it is as good as what signing adds.
        worst => worst.unwrap_or(Change::Signatures),
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
    /// Widgets of signature fields that were added; they need not say so themselves.
    signing: BTreeSet<ObjectId>,
    locks: Vec<Lock>,
    worst: Option<Change>,
}

/// What a field takes over from those above it, in the earlier state.
#[derive(Default)]
struct Above {
    name: String,
    /// It is for a signature.
    signature: bool,
    /// It has a value.
    signed: bool,
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

    /// A page's annotations; those of fields are compared as fields.
    fn annotations(&mut self, old: &'a Dictionary, new: &'a Dictionary) {
        let list = |page: &'a Dictionary, document: &'a PdfDocument| {
            page.get_deref(b"Annots", document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice)
        };
        let (old, new) = (list(old, self.before), list(new, self.after));
        let id = |item: &Object| item.as_reference().ok();
        let direct = |items: &'a [Object]| items.iter().filter(|item| id(item).is_none()).collect::<Vec<_>>();
        let (old_direct, new_direct) = (direct(old), direct(new));
        if old_direct.len() != new_direct.len() || !old_direct.into_iter().zip(new_direct).all(|(old, new)| self.same(old, new, DEPTH)) {
            self.found(Change::Annotations);
        }
        let new_ids: BTreeSet<ObjectId> = new.iter().filter_map(id).collect();
        let old_ids: BTreeSet<ObjectId> = old.iter().filter_map(id).collect();
        if old_ids.difference(&new_ids).next().is_some() {
            self.found(Change::Content);
        }
        for id in &new_ids {
            if !old_ids.contains(id) {
                let added = self.after.get_dictionary(*id);
                let change = match added {
                    Ok(added) if is_widget(added) && (self.signing.contains(id) || is_signature_field(self.after, added)) => {
                        Change::Signatures
                    }
                    Ok(added) if !is_widget(added) => Change::Annotations,
                    _ => Change::Content,
                };
                self.found(change);
            } else if self.apart.insert(*id)
                && let Some((old, new)) = self.both(*id)
                && !self.same_entries(old, new, &[BACK, &[b"M"]].concat(), DEPTH)
            {
                // A widget that no form knows is drawn all the same.
                self.found(if is_widget(new) { Change::Content } else { Change::Annotations });
            }
        }
    }

    fn form(&mut self, old: &'a Dictionary, new: &'a Dictionary) {
        let form =
            |catalog: &'a Dictionary, document: &'a PdfDocument| catalog.get_deref(b"AcroForm", document).and_then(Object::as_dict).ok();
        let (old, new) = match (form(old, self.before), form(new, self.after)) {
            (Some(old), Some(new)) => (old, new),
            (None, None) => return,
            // A form without fields is the signing program's.
            _ => return self.found(Change::Unknown),
        };
        let fields = |form: &'a Dictionary, document: &'a PdfDocument| {
            form.get_deref(b"Fields", document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice)
        };
        self.field_list(fields(old, self.before), fields(new, self.after), &Above::default(), DEPTH);
        self.entries((old, new), &[FORM, &[b"Fields"]].concat());
    }

    fn field_list(&mut self, old: &'a [Object], new: &'a [Object], above: &Above, depth: usize) {
        let id = |item: &Object| item.as_reference().ok();
        let old_ids: BTreeSet<ObjectId> = old.iter().filter_map(id).collect();
        let new_ids: BTreeSet<ObjectId> = new.iter().filter_map(id).collect();
        self.fields += new_ids.len();
        // Fields are objects; those that are not cannot be told apart.
        if depth == 0 || self.fields > FIELDS || old_ids.len() != old.len() || new_ids.len() != new.len() {
            return self.found(Change::Unknown);
        }
        if old_ids.difference(&new_ids).next().is_some() {
            self.found(Change::Content);
        }
        for id in &new_ids {
            if !self.apart.insert(*id) {
                continue;
            }
            if old_ids.contains(id) {
                match self.both(*id) {
                    Some(pair) => self.field(pair, above, depth - 1),
                    None => self.found(Change::Unknown),
                }
            } else {
                let added = self.after.get_dictionary(*id).ok();
                let signature = added.is_some_and(|added| above.signature || is_signature_field(self.after, added));
                if signature {
                    self.signing.extend(added.into_iter().flat_map(|added| widgets(self.after, added)));
                }
                self.found(if signature { Change::Signatures } else { Change::Content });
            }
        }
    }

    fn field(&mut self, (old, new): Pair<'a>, above: &Above, depth: usize) {
        let name = match old.get_deref(b"T", self.before).and_then(Object::as_str) {
            Ok(part) if above.name.is_empty() => super::unicode::text_string(part),
            Ok(part) => format!("{}.{}", above.name, super::unicode::text_string(part)),
            Err(_) => above.name.clone(),
        };
        let own = Above {
            name,
            signature: above.signature || is_signature_field(self.before, old),
            signed: above.signed || old.get_deref(b"V", self.before).is_ok_and(|value| !value.is_null()),
        };
        let kids = |field: &'a Dictionary, document: &'a PdfDocument| field.get_deref(b"Kids", document).and_then(Object::as_array).ok();
        if let (Some(old), Some(new)) = (kids(old, self.before), kids(new, self.after)) {
            self.field_list(old, new, &own, depth);
        } else if kids(old, self.before).is_some() != kids(new, self.after).is_some() {
            self.found(Change::Content);
        }
        let but = [FILLED, BACK, &[b"Kids"]].concat();
        self.entries((old, new), &but);
        // Each value by itself: the same ones cost nothing, others are what signing or filling in leaves.
        if FILLED.iter().all(|key| self.kept(old.get(key).ok(), new.get(key).ok())) {
            return;
        }
        self.found(match own.signature {
            true if own.signed => Change::Content,
            true => Change::Signatures,
            false if self.locks.iter().any(|lock| lock.holds(&own.name)) => Change::Content,
            false => Change::Form,
        });
    }

    /// Whether a value and all that it refers to is what it was; judged apart from the rest, because it may change.
    fn kept(&mut self, old: Option<&'a Object>, new: Option<&'a Object>) -> bool {
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (old, new) => return old.is_none() && new.is_none(),
        };
        let (queue, met) = (std::mem::take(&mut self.queue), std::mem::take(&mut self.met));
        let mut kept = self.same(old, new, DEPTH);
        while kept && let Some(next) = self.queue.pop_front() {
            kept = self.same_objects(next);
        }
        if kept {
            self.equal.append(&mut self.met);
        }
        (self.queue, self.met) = (queue, met);
        kept
    }
}

fn is_widget(annotation: &Dictionary) -> bool {
    annotation.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Widget")
}

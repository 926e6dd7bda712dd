//! What was changed of forms and annotations, where signing and filling in leave their traces.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document as PdfDocument, Object, ObjectId};

use super::{Compare, DEPTH, Pair};
use crate::ingest::pdf::forms::{Draws, is_signature_field, widgets};
use crate::ingest::pdf::unicode;
use crate::model::digital::Change;

/// Entries of the form that signing changes; resources serve for appearances, which are compared themselves.
const FORM: &[&[u8]] = &[b"SigFlags", b"DR", b"DA", b"NeedAppearances"];
/// Entries of a field that change when it is signed or filled in.
const FILLED: &[&[u8]] = &[b"V", b"AP", b"AS", b"M", b"F", b"Ff", b"MK", b"DA", b"I", b"Type", b"RV", b"NM"];
/// Entries that point back, or count.
const BACK: &[&[u8]] = &[b"Parent", b"P", b"StructParent", b"StructParents", b"Popup"];
/// Fields that are compared.
const FIELDS: usize = 20_000;

/// What a field takes over from those above it, in the earlier state.
#[derive(Default)]
struct Above {
    name: String,
    /// It is for a signature.
    signature: bool,
    /// It has a value.
    valued: bool,
}

impl<'a> Compare<'a> {
    /// A page's annotations; those of fields are compared as fields.
    pub(super) fn annotations(&mut self, old: &'a Dictionary, new: &'a Dictionary) {
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
                    Ok(_) if self.signing.contains(id) => Change::Signatures,
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

    pub(super) fn form(&mut self, old: &'a Dictionary, new: &'a Dictionary) {
        let form =
            |catalog: &'a Dictionary, document: &'a PdfDocument| catalog.get_deref(b"AcroForm", document).and_then(Object::as_dict).ok();
        let (old, new) = match (form(old, self.before), form(new, self.after)) {
            (Some(old), Some(new)) => (old, new),
            (None, None) => return,
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
                let change = self.added(*id, above);
                self.found(change);
            }
        }
    }

    /// A field that was not there before: somebody's signature, or something else that draws on the page.
    fn added(&mut self, id: ObjectId, above: &Above) -> Change {
        let Ok(field) = self.after.get_dictionary(id) else { return Change::Content };
        // What was something else before must not be taken out of the comparison by calling it a field.
        if self.before.objects.contains_key(&id) || !(above.signature || is_signature_field(self.after, field)) {
            return Change::Content;
        }
        self.signing.extend(widgets(self.after, field));
        self.signing.insert(id);
        self.signed(field, Draws::new(self.after))
    }

    /// What signing a field means.
    fn signed(&self, field: &Dictionary, draws: Draws<'_>) -> Change {
        let forbidden = self.is_final && draws.signs(field);
        if forbidden || draws.covers(field) { Change::Content } else { Change::Signatures }
    }

    fn field(&mut self, (old, new): Pair<'a>, above: &Above, depth: usize) {
        let name = match old.get_deref(b"T", self.before).and_then(Object::as_str) {
            Ok(part) if above.name.is_empty() => unicode::text_string(part),
            Ok(part) => format!("{}.{}", above.name, unicode::text_string(part)),
            Err(_) => above.name.clone(),
        };
        let own = Above {
            name,
            signature: above.signature || is_signature_field(self.before, old),
            valued: above.valued || is_valued(self.before, old),
        };
        let kids = |field: &'a Dictionary, document: &'a PdfDocument| field.get_deref(b"Kids", document).and_then(Object::as_array).ok();
        if let (Some(old), Some(new)) = (kids(old, self.before), kids(new, self.after)) {
            self.field_list(old, new, &own, depth);
        } else if kids(old, self.before).is_some() != kids(new, self.after).is_some() {
            self.found(Change::Content);
        }
        let but = [FILLED, BACK, &[b"Kids"]].concat();
        self.entries((old, new), &but);
        // Each entry by itself: the same ones cost nothing, others are what signing or filling in leaves.
        if FILLED.iter().all(|key| self.kept(old.get(key).ok(), new.get(key).ok())) {
            return;
        }
        let same_value = self.kept(old.get(b"V").ok(), new.get(b"V").ok());
        self.found(match own.signature {
            true if own.valued => Change::Content,
            true => self.signed(new, Draws::of_any_size(self.after)),
            false if self.locks.iter().any(|lock| lock.holds(&own.name)) => Change::Content,
            false if !own.valued => Change::Form,
            // Drawn anew, as some programs do, or drawn as something else.
            false if same_value => Change::Annotations,
            false => Change::Content,
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

/// Whether a field's own value says something.
fn is_valued(document: &PdfDocument, field: &Dictionary) -> bool {
    field.get_deref(b"V", document).is_ok_and(|value| match value {
        Object::Null => false,
        Object::Name(name) => name != b"Off",
        Object::String(text, _) => !text.trim_ascii().is_empty(),
        _ => true,
    })
}

fn is_widget(annotation: &Dictionary) -> bool {
    annotation.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Widget")
}

//! XML as a tree, as far as canonical form needs it: names with prefixes, namespaces in scope, text as it is.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Nodes of one document and nesting; a signature of a package with a thousand parts has ten thousand.
const NODES: usize = 500_000;
const DEPTH: usize = 100;
/// Attributes of one element, and declarations of namespaces in the document.
const ATTRIBUTES: usize = 100;
const NAMESPACES: usize = 500;

/// A document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Nodes in document order; children of the document itself have no parent.
    pub(super) nodes: Vec<Node>,
    /// Declarations of namespaces so far.
    namespaces: usize,
}

/// The position of a node.
pub(super) type Id = usize;

/// A node.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: Option<Id>,
    pub(super) kind: Kind,
    pub(super) children: Vec<Id>,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Element),
    Text(String),
    /// Target and content, as written.
    Instruction(String),
}

/// An element's start.
#[derive(Debug)]
pub(super) struct Element {
    /// Name with prefix.
    pub(super) name: String,
    /// Attributes with prefixes, without declarations of namespaces.
    pub(super) attributes: Vec<(String, String)>,
    /// Declarations of namespaces: prefix (empty: the default one) and name.
    pub(super) namespaces: Vec<(String, String)>,
}

impl Element {
    /// The name without prefix.
    pub(super) fn local(&self) -> &str {
        self.name.split_once(':').map_or(self.name.as_str(), |(_, local)| local)
    }

    /// An attribute by its name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

impl Tree {
    /// Reads a document; nothing if it is not well formed, too large, or declares entities.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let text = encoding_rs::UTF_8.decode(bytes).0;
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() };
        let mut reader = Reader::from_str(&text);
        let mut tree = Self::default();
        let mut open: Vec<Id> = Vec::new();
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => {
                    let id = tree.add(Kind::Element(element(&start)?), open.last().copied())?;
                    open.push(id);
                    if open.len() > DEPTH {
                        return None;
                    }
                }
                Event::Empty(start) => drop(tree.add(Kind::Element(element(&start)?), open.last().copied())?),
                Event::End(_) => drop(open.pop()?),
                Event::Text(text) => tree.text(&text, &open)?,
                Event::CData(text) => tree.text(&text, &open)?,
                Event::GeneralRef(reference) => {
                    let c = match &*reference {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => reference.resolve_char_ref().ok().flatten()?,
                    };
                    tree.text(c.encode_utf8(&mut [0; 4]), &open)?;
                }
                Event::PI(instruction) => drop(tree.add(Kind::Instruction((*instruction).to_string()), open.last().copied())?),
                Event::Decl(_) | Event::Comment(_) => {}
                Event::DocType(_) => return None,
                Event::Eof => return (open.is_empty() && tree.root().is_some()).then_some(tree),
            }
        }
    }

    fn add(&mut self, kind: Kind, parent: Option<Id>) -> Option<Id> {
        let id = self.nodes.len();
        if let Kind::Element(element) = &kind {
            self.namespaces += element.namespaces.len();
        }
        if id >= NODES || self.namespaces > NAMESPACES {
            return None;
        }
        self.nodes.push(Node { parent, kind, children: Vec::new() });
        if let Some(parent) = parent {
            self.nodes[parent].children.push(id);
        }
        Some(id)
    }

    fn text(&mut self, text: &str, open: &[Id]) -> Option<()> {
        // Outside the root there is nothing but white space.
        let Some(parent) = open.last().copied() else { return text.trim().is_empty().then_some(()) };
        let last = self.nodes[parent].children.last().copied();
        match last.map(|last| &mut self.nodes[last].kind) {
            Some(Kind::Text(own)) => own.push_str(text),
            _ => drop(self.add(Kind::Text(text.to_owned()), Some(parent))?),
        }
        Some(())
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Option<Id> {
        self.nodes.iter().position(|node| node.parent.is_none() && matches!(node.kind, Kind::Element(_)))
    }

    /// An element.
    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        match &self.nodes.get(id)?.kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The elements inside an element that have this local name.
    pub(super) fn inside<'a>(&'a self, id: Id, local: &'a str) -> impl Iterator<Item = Id> + 'a {
        self.nodes[id].children.iter().copied().filter(move |child| self.element(*child).is_some_and(|element| element.local() == local))
    }

    /// The first element inside at the end of a path of local names.
    pub(super) fn at(&self, id: Id, path: &[&str]) -> Option<Id> {
        path.iter().try_fold(id, |id, local| self.inside(id, local).next())
    }

    /// All elements at or below one that have this local name.
    pub(super) fn below<'a>(&'a self, id: Id, local: &'a str) -> impl Iterator<Item = Id> + 'a {
        // Nodes stand in document order, so what is below an element follows it.
        let all = (id..self.nodes.len()).take_while(move |other| *other == id || self.is_below(*other, id));
        all.filter(move |other| self.element(*other).is_some_and(|element| element.local() == local))
    }

    fn is_below(&self, id: Id, above: Id) -> bool {
        std::iter::successors(self.nodes[id].parent, |id| self.nodes[*id].parent).any(|id| id == above)
    }

    /// The text of an element itself.
    pub(super) fn text_of(&self, id: Id) -> String {
        let texts = self.nodes[id].children.iter().filter_map(|child| match &self.nodes[*child].kind {
            Kind::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    /// The only element with an Id; two with the same one are a trick.
    pub(super) fn by_id(&self, name: &str) -> Option<Id> {
        let is = |element: &Element| ["Id", "ID", "id"].iter().any(|key| element.attribute(key) == Some(name));
        let mut found = (0..self.nodes.len()).filter(|id| self.element(*id).is_some_and(is));
        found.next().filter(|_| found.next().is_none())
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let mut element = Element { name: start.name().as_ref().to_owned(), attributes: Vec::new(), namespaces: Vec::new() };
    for (count, attribute) in start.attributes().with_checks(false).enumerate() {
        let attribute = attribute.ok().filter(|_| count < ATTRIBUTES)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        let name: &str = attribute.key.as_ref();
        match name.strip_prefix("xmlns") {
            Some("") => element.namespaces.push((String::new(), value)),
            Some(rest) if rest.starts_with(':') => element.namespaces.push((rest[1..].to_owned(), value)),
            _ => element.attributes.push((name.to_owned(), value)),
        }
    }
    let mut names: Vec<&str> = element.attributes.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.windows(2).all(|pair| pair[0] != pair[1]).then_some(element)
}

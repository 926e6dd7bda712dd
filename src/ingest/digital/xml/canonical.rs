//! Canonical XML 1.0 of an element and what is below it: the bytes that a signature in XML is made over. Comments are left out.

use std::collections::BTreeMap;

use super::tree::{Element, Id, Kind, Tree};

/// A canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With all namespaces in scope.
    Inclusive,
    /// With those that names use.
    Exclusive,
}

impl Form {
    /// By its identifier; forms with comments differ only where there are comments, which signatures do not have.
    pub(super) fn by_uri(uri: &str) -> Option<Self> {
        match uri.strip_suffix("#WithComments").unwrap_or(uri).trim_end_matches('#') {
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315" | "http://www.w3.org/2006/12/xml-c14n11" => Some(Self::Inclusive),
            "http://www.w3.org/2001/10/xml-exc-c14n" => Some(Self::Exclusive),
            _ => None,
        }
    }
}

/// Namespaces by prefix.
type Scope = BTreeMap<String, String>;

/// The canonical bytes of an element.
pub(super) fn canonical(tree: &Tree, id: Id, form: Form) -> Vec<u8> {
    let above: Vec<Id> = std::iter::successors(tree.nodes[id].parent, |id| tree.nodes[*id].parent).collect();
    let mut scope = Scope::new();
    let mut inherited: Vec<(String, String)> = Vec::new();
    for element in above.iter().rev().filter_map(|id| tree.element(*id)) {
        scope.extend(element.namespaces.iter().cloned());
        let xml = element.attributes.iter().filter(|(name, _)| name.starts_with("xml:") && form == Form::Inclusive);
        for (name, value) in xml {
            inherited.retain(|(known, _)| known != name);
            inherited.push((name.clone(), value.clone()));
        }
    }
    let mut out = String::new();
    Writer { tree, form, out: &mut out }.element(id, &scope, &Scope::new(), &inherited);
    out.into_bytes()
}

struct Writer<'a> {
    tree: &'a Tree,
    form: Form,
    out: &'a mut String,
}

impl Writer<'_> {
    /// `scope` holds what is declared above, `written` what was written above.
    fn element(&mut self, id: Id, scope: &Scope, written: &Scope, inherited: &[(String, String)]) {
        let Some(element) = self.tree.element(id) else { return };
        let mut scope = scope.clone();
        scope.extend(element.namespaces.iter().cloned());
        let mut written = written.clone();
        self.out.push('<');
        self.out.push_str(&element.name);
        for (prefix, name) in self.declared(element, &scope, &written) {
            self.out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
            self.out.push_str(&prefix);
            self.value(&name);
            written.insert(prefix, name);
        }
        let own = |name: &str| element.attributes.iter().any(|(known, _)| known == name);
        let mut attributes: Vec<&(String, String)> = inherited.iter().filter(|(name, _)| !own(name)).chain(&element.attributes).collect();
        // By the namespace's name, then by the local one; attributes without prefix have none and come first.
        let key = |name: &str| {
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            let space = match prefix {
                "" => "",
                "xml" => "http://www.w3.org/XML/1998/namespace",
                prefix => scope.get(prefix).map_or("", String::as_str),
            };
            (space.to_owned(), local.to_owned())
        };
        attributes.sort_by_cached_key(|(name, _)| key(name));
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.value(value);
        }
        self.out.push('>');
        for child in &self.tree.nodes[id].children {
            match &self.tree.nodes[*child].kind {
                Kind::Element(_) => self.element(*child, &scope, &written, &[]),
                Kind::Text(text) => self.text(text),
                Kind::Instruction(content) => {
                    self.out.push_str("<?");
                    self.out.push_str(content);
                    self.out.push_str("?>");
                }
            }
        }
        self.out.push_str("</");
        self.out.push_str(&element.name);
        self.out.push('>');
    }

    /// Declarations that must be written here, in order.
    fn declared(&self, element: &Element, scope: &Scope, written: &Scope) -> Vec<(String, String)> {
        let prefix = |name: &str| name.split_once(':').map_or("", |(prefix, _)| prefix).to_owned();
        let used: Vec<String> = match self.form {
            Form::Inclusive => scope.keys().cloned().collect(),
            Form::Exclusive => {
                let attributes = element.attributes.iter().map(|(name, _)| prefix(name)).filter(|prefix| !prefix.is_empty());
                let mut used: Vec<String> = attributes.chain([prefix(&element.name)]).collect();
                used.sort();
                used.dedup();
                used
            }
        };
        let needed = |prefix: String| {
            let name = scope.get(&prefix).cloned().unwrap_or_default();
            let known = written.get(&prefix).map_or("", String::as_str);
            (prefix != "xml" && name != known).then_some((prefix, name))
        };
        used.into_iter().filter_map(needed).collect()
    }

    fn value(&mut self, value: &str) {
        self.out.push_str("=\"");
        for c in value.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' => self.out.push_str("&#x9;"),
                '\n' => self.out.push_str("&#xA;"),
                '\r' => self.out.push_str("&#xD;"),
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\r' => self.out.push_str("&#xD;"),
                c => self.out.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(xml: &str, id: &str, form: Form) -> String {
        let tree = Tree::read(xml.as_bytes()).expect("well formed");
        let id = tree.by_id(id).expect("there");
        String::from_utf8(canonical(&tree, id, form)).expect("text")
    }

    #[test]
    fn attributes_and_namespaces_come_in_order() {
        let xml =
            "<a xmlns='urn:d' xmlns:z='urn:y' xmlns:b='urn:x'><e Id='1' z:k='1' b:k='2' c='3' a=\"&lt;&#9;\n\"><f xmlns='urn:d'/></e></a>";
        assert_eq!(
            of(xml, "1", Form::Inclusive),
            "<e xmlns=\"urn:d\" xmlns:b=\"urn:x\" xmlns:z=\"urn:y\" Id=\"1\" a=\"&lt;&#x9; \" c=\"3\" b:k=\"2\" z:k=\"1\"><f></f></e>"
        );
    }

    #[test]
    fn exclusive_form_writes_namespaces_where_they_are_used() {
        let xml = "<a xmlns='urn:d' xmlns:b='urn:b' xmlns:c='urn:c' xml:lang='zh'><b:e Id='1'><f/></b:e></a>";
        assert_eq!(of(xml, "1", Form::Exclusive), "<b:e xmlns:b=\"urn:b\" Id=\"1\"><f xmlns=\"urn:d\"></f></b:e>");
        assert!(of(xml, "1", Form::Inclusive).contains("xml:lang=\"zh\""));
    }

    #[test]
    fn text_is_kept_and_comments_are_not() {
        let xml = "<a Id='1'>x &amp; y\r\n<!-- n -->&#13;<![CDATA[<]]><?p q?></a>";
        assert_eq!(of(xml, "1", Form::Inclusive), "<a Id=\"1\">x &amp; y\n&#xD;&lt;<?p q?></a>");
    }

    #[test]
    fn what_is_no_plain_document_is_refused() {
        for xml in ["", "<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<a>&e;</a>", "<a/>text"] {
            assert!(Tree::read(xml.as_bytes()).is_none(), "{xml}");
        }
        assert!(Tree::read("<a>".repeat(101).as_bytes()).is_none());
    }
}

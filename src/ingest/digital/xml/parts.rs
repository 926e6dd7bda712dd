//! Parts of a package as a signature names them.

use std::fmt::Write as _;

use super::tree::Tree;

/// A part's name from a reference (`/word/document.xml?ContentType=…`), as packages are looked up: lower case, without the leading `/`.
pub(super) fn name(uri: &str) -> String {
    let path = uri.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    percent(path).to_lowercase()
}

/// A path with `%20` and the like resolved.
fn percent(path: &str) -> String {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8);
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            out.push(high << 4 | low);
            rest = &after[2..];
        } else {
            out.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Relationships of these kinds decide nothing that people read: the description of a file, what programs keep in it, and signatures themselves.
const UNREAD: &[&str] =
    &["core-properties", "extended-properties", "custom-properties", "thumbnail", "customXml", "customXmlProps", "origin", "signature"];

/// Relationships as a signature means them.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The bytes that it signs.
    pub(super) signed: Vec<u8>,
    /// Whether it leaves out none that decides on what people read.
    pub(super) all_shown: bool,
}

/// The relationships that a signature chose by id or type, in the form that it signs (ECMA-376 part 2, 13.2.4.24): sorted by id, with the default
/// target mode written, in canonical form.
pub(super) fn relationships(part: &[u8], ids: &[&str], types: &[&str]) -> Option<Chosen> {
    const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let tree = Tree::read(part)?;
    let (mut chosen, mut all_shown) = (Vec::new(), true);
    for id in tree.inside(tree.root()?, "Relationship") {
        let relationship = tree.element(id)?;
        let own = relationship.attribute("Id")?;
        if ids.contains(&own) || relationship.attribute("Type").is_some_and(|own| types.contains(&own)) {
            chosen.push((own, relationship));
        } else {
            all_shown &= relationship.attribute("Type").and_then(|own| own.rsplit('/').next()).is_some_and(|kind| UNREAD.contains(&kind));
        }
    }
    chosen.sort_by_key(|(id, _)| *id);
    let mut out = format!("<Relationships xmlns=\"{NAMESPACE}\">");
    for (_, relationship) in chosen {
        out.push_str("<Relationship");
        for name in ["Id", "Target", "TargetMode", "Type"] {
            let value = relationship.attribute(name).or((name == "TargetMode").then_some("Internal"));
            if let Some(value) = value {
                let _ = write!(out, " {name}=\"{}\"", escaped(value));
            }
        }
        out.push_str("></Relationship>");
    }
    out.push_str("</Relationships>");
    Some(Chosen { signed: out.into_bytes(), all_shown })
}

fn escaped(value: &str) -> String {
    let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    value.replace('\t', "&#x9;").replace('\n', "&#xA;").replace('\r', "&#xD;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_package() {
        assert_eq!(name("/word/Document.xml?ContentType=application/xml"), "word/document.xml");
        assert_eq!(name("/word/media/%E5%9B%BE%201.png"), "word/media/图 1.png");
        assert_eq!(name("/a%zz%"), "a%zz%");
    }

    #[test]
    fn chosen_relationships_come_in_order_with_their_mode() {
        let part = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId2" Type="t" Target="b&amp;c"/><Relationship Id="rId1" Type="u" Target="x" TargetMode="External"/>
            <Relationship Id="rId3" Type="v" Target="no"/></Relationships>"#;
        let found = relationships(part, &["rId2"], &["u"]).expect("well formed");
        let expected = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="x" TargetMode="External" Type="u"></Relationship><Relationship Id="rId2" Target="b&amp;c" TargetMode="Internal" Type="t"></Relationship></Relationships>"#;
        assert_eq!(String::from_utf8(found.signed).as_deref(), Ok(expected));
        assert!(!found.all_shown, "the third may show anything");
    }
}

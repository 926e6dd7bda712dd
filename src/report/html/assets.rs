//! The style and script of the pages, and the policy that lets a browser run these and nothing else.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

/// The style of every page.
pub(crate) const STYLE: &str = include_str!("style.css");
/// The script of every page.
pub(crate) const SCRIPT: &str = include_str!("script.js");

/// The content security policy: this style, this script and pictures in the file; no connection, no frame, no form, no font.
pub(super) fn policy() -> String {
    let digest = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let (style, script) = (digest(STYLE), digest(SCRIPT));
    format!("default-src 'none'; img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours that a block of the style names, by name.
    fn palette(block: &str) -> Vec<(&str, [f64; 3])> {
        let colour = |hex: &str| {
            let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).map(|value| f64::from(value) / 255.0).expect("hex digits");
            [channel(1), channel(3), channel(5)]
        };
        let lines = block.lines().filter_map(|line| line.trim().strip_prefix("--")?.trim_end_matches(';').split_once(": "));
        lines.filter(|(_, value)| value.starts_with('#') && value.len() == 7).map(|(name, value)| (name, colour(value))).collect()
    }

    /// The contrast of two colours as WCAG 2.2 defines it.
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        let luminance = |[r, g, b]: [f64; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn block<'a>(opening: &str) -> &'a str {
        let start = STYLE.find(opening).unwrap_or_else(|| panic!("{opening}")) + opening.len();
        &STYLE[start..start + STYLE[start..].find('}').expect("closed")]
    }

    #[test]
    fn every_text_has_the_contrast_that_wcag_asks_for_in_light_and_dark() {
        for opening in [":root {", "@media screen and (prefers-color-scheme: dark) {\n  :root {"] {
            let colours = palette(block(opening));
            let of = |name: &str| colours.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{opening} {name}")).1;
            let texts = ["ink", "soft", "link", "gap", "review", "note", "pass", "na"];
            for ground in ["ground", "paper", "gap-ground", "review-ground", "note-ground", "pass-ground"] {
                for text in texts {
                    let found = contrast(of(text), of(ground));
                    assert!(found >= 4.5, "{opening} {text} on {ground}: {found:.2}");
                }
                // What can be operated, and where the keyboard is, must be seen too (3 to 1).
                for line in ["line-strong", "focus"] {
                    let found = contrast(of(line), of(ground));
                    assert!(found >= 3.0, "{opening} {line} on {ground}: {found:.2}");
                }
            }
        }
        // Boxes stand on white paper in both.
        for line in ["box-supports", "box-contradicts", "box-searched"] {
            let colours = palette(block(":root {"));
            let colour = colours.iter().find(|(known, _)| *known == line).expect(line).1;
            assert!(contrast(colour, [1.0; 3]) >= 3.0, "{line}");
        }
    }

    #[test]
    fn nothing_outside_of_the_file_is_named() {
        for text in [STYLE, SCRIPT] {
            for word in ["http:", "https:", "url(", "@import", "import(", "fetch(", "XMLHttpRequest", "</"] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }
}

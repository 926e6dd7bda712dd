//! What an entry is found by.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// A digest (SHA-256) of everything that decides a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key([u8; Key::LENGTH]);

impl Key {
    /// Bytes of a key.
    pub const LENGTH: usize = 32;

    /// The digest of one content.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest itself.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What a key is made of, in order. No two lists of ingredients are digested alike: each goes in with its length.
#[derive(Debug, Clone)]
pub struct Ingredients(Sha256);

impl Ingredients {
    /// A list that begins with what kind of result it is for.
    pub fn of(kind: &str) -> Self {
        Self(Sha256::new()).and(kind)
    }

    /// The same and one more.
    #[must_use]
    pub fn and(mut self, ingredient: impl AsRef<[u8]>) -> Self {
        let bytes = ingredient.as_ref();
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// The key.
    pub fn key(self) -> Key {
        Key(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_divided_otherwise_are_another_key() {
        let key = |parts: &[&str]| parts.iter().fold(Ingredients::of("test"), Ingredients::and).key();
        let keys = [key(&["ab", "c"]), key(&["a", "bc"]), key(&["abc"]), key(&["abc", ""]), Ingredients::of("tes").and("tabc").key()];
        for (i, one) in keys.iter().enumerate() {
            assert!(keys[..i].iter().all(|other| other != one), "{i}");
        }
        assert_eq!(key(&["ab", "c"]), keys[0]);
    }

    #[test]
    fn a_key_is_written_as_hexadecimal() {
        assert_eq!(Key::of(b"").to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}

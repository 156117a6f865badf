//! Context keys ready for looking up.

/// A context key in lower case, ordered by its hash first: keys of one provider share a long prefix, their hashes nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HashedKey {
    hash: u64,
    text: Box<str>,
}

impl HashedKey {
    /// Folds a key as written to lower case.
    pub(crate) fn new(key: &str) -> Self {
        let text = key.to_ascii_lowercase().into_boxed_str();
        // FNV-1a. Keys with one hash are told apart by their text.
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self { hash: text.bytes().fold(0xcbf2_9ce4_8422_2325, step), text }
    }

    /// The key in lower case.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

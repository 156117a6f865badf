//! Context keys ready for looking up, and the map of them.

/// A context key in lower case with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// A map in the order of its keys' hashes: keys of one provider share a long prefix, their hashes nothing.
#[derive(Debug, Clone)]
pub(super) struct KeyMap<V> {
    entries: Vec<(HashedKey, V)>,
}

impl<V> KeyMap<V> {
    pub(super) const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Where the entries with the key's hash begin.
    fn start(&self, key: &HashedKey) -> usize {
        self.entries.partition_point(|(known, _)| known.hash < key.hash)
    }

    pub(super) fn get(&self, key: &HashedKey) -> Option<&V> {
        let mut same_hash =
            self.entries.get(self.start(key)..)?.iter().take_while(|(known, _)| known.hash == key.hash);
        same_hash.find(|(known, _)| known.text == key.text).map(|(_, value)| value)
    }

    pub(super) fn insert(&mut self, key: HashedKey, value: V) {
        let start = self.start(&key);
        let same_hash = self.entries.iter_mut().skip(start).take_while(|(known, _)| known.hash == key.hash);
        for (known, entry) in same_hash {
            if *known == key {
                *entry = value;
                return;
            }
        }
        self.entries.insert(start, (key, value));
    }

    /// The entries in the order of the keys' texts.
    pub(super) fn sorted(&self) -> Vec<&(HashedKey, V)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.as_str());
        entries
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_hash_two_keys() {
        let key = |text: &str| HashedKey { hash: 1, text: text.into() };
        let mut map = KeyMap::new();
        map.insert(key("a"), 1);
        map.insert(key("b"), 2);
        map.insert(key("a"), 3);
        assert_eq!((map.get(&key("a")), map.get(&key("b")), map.get(&key("c"))), (Some(&3), Some(&2), None));
    }

    proptest! {
        #[test]
        fn is_a_map(pairs in prop::collection::vec(("[a-c]{0,3}", 0..9), 0..20), asked in "[a-c]{0,3}") {
            let mut map = KeyMap::new();
            for (key, value) in &pairs {
                map.insert(HashedKey::new(key), *value);
            }
            let model: BTreeMap<_, _> = pairs.into_iter().collect();
            prop_assert_eq!(map.get(&HashedKey::new(&asked)), model.get(&asked));
            let sorted: Vec<_> = map.sorted().into_iter().map(|(key, value)| (key.as_str().to_owned(), *value)).collect();
            prop_assert_eq!(sorted, model.into_iter().collect::<Vec<_>>());
        }
    }
}

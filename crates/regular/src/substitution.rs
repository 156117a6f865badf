//! Letter-to-string substitutions.

use std::collections::BTreeMap;

use crate::CharSet;

/// Replaces some characters by strings, each on its own, and keeps all others: a homomorphism.
///
/// ```
/// use can_assume_regular::Substitution;
/// let encode = Substitution::new([(':', "%3A")]);
/// assert_eq!(encode.apply("production:eastus"), "production%3Aeastus");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Substitution {
    images: BTreeMap<char, String>,
}

impl Substitution {
    /// The substitution of each character by its string (possibly empty); a later pair replaces an
    /// earlier one for the same character.
    #[must_use]
    pub fn new<S: Into<String>>(images: impl IntoIterator<Item = (char, S)>) -> Self {
        Self { images: images.into_iter().map(|(c, image)| (c, image.into())).collect() }
    }

    /// `word` with every character replaced.
    #[must_use]
    pub fn apply(&self, word: &str) -> String {
        let mut output = String::with_capacity(word.len());
        for c in word.chars() {
            match self.images.get(&c) {
                Some(image) => output.push_str(image),
                None => output.push(c),
            }
        }
        output
    }

    /// The characters that are replaced.
    #[must_use]
    pub fn domain(&self) -> CharSet {
        self.images.keys().copied().collect()
    }

    /// The replaced characters, by code point, each with its string.
    pub fn iter(&self) -> impl Iterator<Item = (char, &str)> {
        self.images.iter().map(|(&c, image)| (c, image.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apply_replaces_each_letter_once() {
        let swap = Substitution::new([('a', "b"), ('b', "aa"), ('c', "")]);
        assert_eq!(swap.apply("abcx"), "baax");
        assert_eq!(swap.domain(), CharSet::from_ranges(['a'..='c']));
    }
}

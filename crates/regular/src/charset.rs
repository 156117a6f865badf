//! Sets of characters.

use std::ops::RangeInclusive;

/// A set of Unicode scalar values, kept as sorted ranges.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct CharSet {
    /// Half-open ranges of scalar *indices* (see [`index_of`]): sorted, disjoint, not touching.
    ranges: Vec<(u32, u32)>,
}

impl CharSet {
    /// The set without characters.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Every Unicode scalar value.
    #[must_use]
    pub fn all() -> Self {
        Self { ranges: vec![(0, SCALARS)] }
    }

    /// The characters that take one UTF-16 unit: U+0000 to U+FFFF.
    #[must_use]
    pub fn bmp() -> Self {
        Self { ranges: vec![(0, ASTRAL)] }
    }

    /// The characters that take two UTF-16 units: U+10000 to U+10FFFF.
    #[must_use]
    pub fn astral() -> Self {
        Self { ranges: vec![(ASTRAL, SCALARS)] }
    }

    /// The set of one character.
    #[must_use]
    pub fn single(c: char) -> Self {
        let index = index_of(c);
        Self { ranges: vec![(index, index + 1)] }
    }

    /// The characters in any of the `ranges`; a range that runs backwards is empty.
    ///
    /// ```
    /// use can_assume_regular::CharSet;
    /// let word = CharSet::from_ranges(['a'..='z', '0'..='9', '_'..='_']);
    /// assert!(word.contains('q') && !word.contains('-'));
    /// ```
    #[must_use]
    pub fn from_ranges(ranges: impl IntoIterator<Item = RangeInclusive<char>>) -> Self {
        Self::normalise(
            ranges
                .into_iter()
                .filter(|range| range.start() <= range.end())
                .map(|range| (index_of(*range.start()), index_of(*range.end()) + 1))
                .collect(),
        )
    }

    /// The characters in `self`, in `other`, or in both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::normalise(self.ranges.iter().chain(&other.ranges).copied().collect())
    }

    /// The characters in both `self` and `other`.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.ranges.iter().peekable(), other.ranges.iter().peekable());
        let mut ranges = Vec::new();
        while let (Some(&&(a, b)), Some(&&(c, d))) = (left.peek(), right.peek()) {
            if a.max(c) < b.min(d) {
                ranges.push((a.max(c), b.min(d)));
            }
            if b <= d {
                left.next();
            } else {
                right.next();
            }
        }
        Self { ranges }
    }

    /// Every character that is not in `self`.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(start, end) in &self.ranges {
            if next < start {
                ranges.push((next, start));
            }
            next = end;
        }
        if next < SCALARS {
            ranges.push((next, SCALARS));
        }
        Self { ranges }
    }

    /// The characters in `self` that are not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.intersection(&other.complement())
    }

    /// Whether `c` is in the set.
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        let index = index_of(c);
        let after = self.ranges.partition_point(|&(start, _)| start <= index);
        after.checked_sub(1).and_then(|at| self.ranges.get(at)).is_some_and(|&(_, end)| index < end)
    }

    /// Whether no character is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// How many characters are in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ranges.iter().map(|&(start, end)| (end - start) as usize).sum()
    }

    /// The characters by code point.
    pub fn iter(&self) -> impl Iterator<Item = char> + '_ {
        self.ranges.iter().flat_map(|&(start, end)| (start..end).filter_map(char_at))
    }

    /// The characters from the most to the least readable: `a-z`, `0-9`, `-`, `_`, `.`, `/`, `A-Z`,
    /// other printable ASCII, the rest by code point, control characters last.
    pub fn by_preference(&self) -> impl Iterator<Item = char> + '_ {
        PREFERENCE.iter().flat_map(move |&(start, end)| {
            let (start, end) = (index_of(start), index_of(end) + 1);
            self.ranges.iter().flat_map(move |&(a, b)| (a.max(start)..b.min(end)).filter_map(char_at))
        })
    }

    /// Whether it has a character of one UTF-16 unit.
    pub(crate) fn has_bmp(&self) -> bool {
        self.ranges.first().is_some_and(|&(start, _)| start < ASTRAL)
    }

    /// Whether it has a character of two UTF-16 units.
    pub(crate) fn has_astral(&self) -> bool {
        self.ranges.last().is_some_and(|&(_, end)| end > ASTRAL)
    }

    /// The ranges as half-open index ranges.
    pub(crate) fn index_ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// The set of these half-open index ranges, in any order.
    pub(crate) fn from_index_ranges(ranges: Vec<(u32, u32)>) -> Self {
        Self::normalise(ranges)
    }

    fn normalise(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        Self { ranges: merged }
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        Self::from_ranges(chars.into_iter().map(|c| c..=c))
    }
}

/// The place of `c` among the scalar values, which have a gap where the surrogates are.
pub(crate) fn index_of(c: char) -> u32 {
    let code = u32::from(c);
    if code < SURROGATES { code } else { code - GAP }
}

/// The scalar value at `index`, if there is one.
pub(crate) fn char_at(index: u32) -> Option<char> {
    char::from_u32(if index < SURROGATES { index } else { index + GAP })
}

/// Where `c` stands in the order of [`CharSet::by_preference`]: smaller is more readable.
pub(crate) fn preference(c: char) -> (usize, char) {
    let rank = PREFERENCE.iter().position(|&(start, end)| (start..=end).contains(&c));
    (rank.unwrap_or(PREFERENCE.len()), c)
}

const SURROGATES: u32 = 0xD800;
const GAP: u32 = 0x800;
const ASTRAL: u32 = 0x1_0000 - GAP;
/// One past the index of the last scalar value.
pub(crate) const SCALARS: u32 = 0x11_0000 - GAP;

/// Inclusive ranges that partition the scalar values, most readable first.
const PREFERENCE: [(char, char); 18] = [
    ('a', 'z'),
    ('0', '9'),
    ('-', '-'),
    ('_', '_'),
    ('.', '.'),
    ('/', '/'),
    ('A', 'Z'),
    ('@', '@'),
    (':', ':'),
    ('!', ','),
    (';', '?'),
    ('[', '^'),
    ('`', '`'),
    ('{', '~'),
    (' ', ' '),
    ('\u{a1}', char::MAX),
    ('\u{7f}', '\u{a0}'),
    ('\0', '\u{1f}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complement_skips_the_surrogates() {
        let set = CharSet::from_ranges(['\0'..='\u{d7ff}']);
        assert_eq!(set.complement(), CharSet::from_ranges(['\u{e000}'..=char::MAX]));
        assert_eq!(set.complement().complement(), set);
        assert_eq!(CharSet::all().len(), 0x10_F800);
        assert_eq!(CharSet::bmp().union(&CharSet::astral()), CharSet::all());
        assert!(CharSet::bmp().contains('\u{ffff}') && !CharSet::bmp().contains('\u{10000}'));
    }

    #[test]
    fn intersection_and_difference_keep_what_they_should() {
        let lower = CharSet::from_ranges(['a'..='z']);
        let vowels: CharSet = "aeiou".chars().collect();
        assert_eq!(lower.intersection(&vowels), vowels);
        assert_eq!(lower.difference(&vowels).len(), 21);
        assert!(vowels.difference(&lower).is_empty());
        assert_eq!(CharSet::from_iter(['b', 'a', 'c']), CharSet::from_ranges(['a'..='c']));
    }

    #[test]
    fn preference_puts_names_first_and_controls_last() {
        let order: String = CharSet::from_ranges(['\0'..='~']).by_preference().collect();
        assert!(order.starts_with("abcdefghijklmnopqrstuvwxyz0123456789-_./ABC"), "{order}");
        assert!(order.contains("}~ \0"), "{order}");
        assert_eq!(order.chars().count(), 127);
        assert_eq!(CharSet::all().by_preference().count(), CharSet::all().len());
    }
}

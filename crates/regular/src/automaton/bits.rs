//! Sets of small numbers: automaton positions, character classes.

/// A bit set of fixed capacity; up to 256 members need no allocation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Bits {
    Inline([u64; 4]),
    Heap(Box<[u64]>),
}

impl Bits {
    /// The empty set, able to hold `0..capacity`.
    pub(crate) fn new(capacity: usize) -> Self {
        let words = capacity.div_ceil(64);
        if words <= 4 { Self::Inline([0; 4]) } else { Self::Heap(vec![0; words].into_boxed_slice()) }
    }

    /// The set `0..capacity`.
    pub(crate) fn full(capacity: usize) -> Self {
        let mut bits = Self::new(capacity);
        let mut left = capacity;
        for word in bits.words_mut() {
            *word = if left >= 64 { u64::MAX } else { (1 << left) - 1 };
            left = left.saturating_sub(64);
        }
        bits
    }

    pub(crate) fn words(&self) -> &[u64] {
        match self {
            Self::Inline(words) => words,
            Self::Heap(words) => words,
        }
    }

    fn words_mut(&mut self) -> &mut [u64] {
        match self {
            Self::Inline(words) => words,
            Self::Heap(words) => words,
        }
    }

    pub(crate) fn insert(&mut self, bit: u32) {
        if let Some(word) = self.words_mut().get_mut(bit as usize / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    pub(crate) fn contains(&self, bit: u32) -> bool {
        self.words().get(bit as usize / 64).is_some_and(|word| word & (1 << (bit % 64)) != 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words().iter().all(|&word| word == 0)
    }

    pub(crate) fn intersects(&self, other: &Self) -> bool {
        self.words().iter().zip(other.words()).any(|(a, b)| a & b != 0)
    }

    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut result = self.clone();
        result.words_mut().iter_mut().zip(other.words()).for_each(|(a, b)| *a &= b);
        result
    }

    pub(crate) fn and_not(&self, other: &Self) -> Self {
        let mut result = self.clone();
        result.words_mut().iter_mut().zip(other.words()).for_each(|(a, b)| *a &= !b);
        result
    }

    pub(crate) fn or_assign(&mut self, other: &Self) {
        self.words_mut().iter_mut().zip(other.words()).for_each(|(a, b)| *a |= b);
    }

    pub(crate) fn is_subset(&self, other: &Self) -> bool {
        self.words().iter().zip(other.words()).all(|(a, b)| a & !b == 0)
    }

    pub(crate) fn remove(&mut self, other: &Self) {
        self.words_mut().iter_mut().zip(other.words()).for_each(|(a, b)| *a &= !b);
    }

    /// Whether a member is in `from..to`.
    pub(crate) fn intersects_range(&self, from: u32, to: u32) -> bool {
        self.iter_from(from).next().is_some_and(|bit| bit < to)
    }

    /// The members in `from..to`.
    pub(crate) fn within(&self, from: u32, to: u32) -> Self {
        let mut result = self.clone();
        result.clear_range(0, from);
        result.clear_range(to, self.words().len() as u32 * 64);
        result
    }

    /// Removes `from..to`.
    pub(crate) fn clear_range(&mut self, from: u32, to: u32) {
        self.in_range(from, to, |word, mask| *word &= !mask);
    }

    /// Adds `from..to`.
    pub(crate) fn insert_range(&mut self, from: u32, to: u32) {
        self.in_range(from, to, |word, mask| *word |= mask);
    }

    fn in_range(&mut self, from: u32, to: u32, change: impl Fn(&mut u64, u64)) {
        let (first, last) = (from as usize / 64, (to as usize).div_ceil(64));
        let words = self.words_mut().get_mut(first..last).unwrap_or_default();
        for (start, word) in (first as u64 * 64..).step_by(64).zip(words) {
            let low = u64::from(from).saturating_sub(start).min(64);
            let high = u64::from(to).saturating_sub(start).min(64);
            let below = |n: u64| if n == 64 { u64::MAX } else { (1 << n) - 1 };
            change(word, below(high) & !below(low));
        }
    }

    pub(crate) fn first(&self) -> Option<u32> {
        self.iter().next()
    }

    /// The members, smallest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.iter_from(0)
    }

    /// The members that are at least `from`, smallest first.
    fn iter_from(&self, from: u32) -> impl Iterator<Item = u32> + '_ {
        let first = from / 64;
        let words = self.words().get(first as usize..).unwrap_or_default();
        (first..).zip(words).flat_map(move |(at, &word)| {
            let word = if at == first { word & (u64::MAX << (from % 64)) } else { word };
            std::iter::successors(Some(word), |rest| Some(rest & rest.wrapping_sub(1)))
                .take_while(|&rest| rest != 0)
                .map(move |rest| at * 64 + rest.trailing_zeros())
        })
    }
}

//! The alphabet of a question: classes of characters that no pattern in it tells apart.

use std::collections::HashMap;

use super::Bits;
use crate::CharSet;
use crate::budget::{Meter, OverBudget};
use crate::charset::{SCALARS, index_of, preference};

/// A partition of the scalar values. Classes are numbered from the most to the least readable
/// character they hold, so that "the first class" is also "the most readable letter".
#[derive(Debug)]
pub(crate) struct Alphabet {
    /// Where each elementary interval starts, with the class of its characters.
    intervals: Vec<(u32, u32)>,
    classes: Vec<Class>,
}

#[derive(Debug)]
struct Class {
    chars: CharSet,
    representative: char,
}

impl Alphabet {
    /// The coarsest partition in which every one of `sets` is a union of classes.
    pub(crate) fn new<'a>(
        sets: impl IntoIterator<Item = &'a CharSet>,
        meter: &mut Meter,
    ) -> Result<Self, OverBudget> {
        let mut sets: Vec<&CharSet> = sets.into_iter().collect();
        sets.sort_unstable();
        sets.dedup();
        let mut starts: Vec<u32> = vec![0];
        for &(start, end) in sets.iter().flat_map(|set| set.index_ranges()) {
            starts.extend([start, end]);
        }
        starts.sort_unstable();
        starts.dedup();
        starts.retain(|&start| start < SCALARS);
        let mut intervals: Vec<(u32, u32)> = starts.into_iter().map(|start| (start, 0)).collect();

        let mut count = 1;
        for set in &sets {
            let mut split: HashMap<u32, u32> = HashMap::new();
            for &(start, end) in set.index_ranges() {
                let from = intervals.partition_point(|&(at, _)| at < start);
                for (_, class) in intervals.iter_mut().skip(from).take_while(|(at, _)| *at < end) {
                    meter.work(1)?;
                    *class = *split.entry(*class).or_insert_with(|| {
                        count += 1;
                        count - 1
                    });
                }
            }
        }
        Ok(Self::number(intervals, count as usize))
    }

    /// Numbers the classes that are left after refinement by readability.
    fn number(mut intervals: Vec<(u32, u32)>, count: usize) -> Self {
        let mut ranges: Vec<Vec<(u32, u32)>> = vec![Vec::new(); count];
        let ends = intervals.iter().skip(1).map(|&(start, _)| start).chain([SCALARS]);
        for (&(start, class), end) in intervals.iter().zip(ends) {
            if let Some(ranges) = ranges.get_mut(class as usize) {
                ranges.push((start, end));
            }
        }
        let mut classes: Vec<(u32, Class)> = (0_u32..)
            .zip(ranges)
            .filter_map(|(id, ranges)| {
                let chars = CharSet::from_index_ranges(ranges);
                let representative = chars.by_preference().next()?;
                Some((id, Class { chars, representative }))
            })
            .collect();
        classes.sort_by_key(|(_, class)| preference(class.representative));
        let mut renumbered = vec![0; count];
        for (new, (old, _)) in (0_u32..).zip(&classes) {
            if let Some(slot) = renumbered.get_mut(*old as usize) {
                *slot = new;
            }
        }
        for (_, class) in &mut intervals {
            *class = renumbered.get(*class as usize).copied().unwrap_or_default();
        }
        Self { intervals, classes: classes.into_iter().map(|(_, class)| class).collect() }
    }

    /// How many classes there are; at least one.
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }

    /// The class of `c`.
    pub(crate) fn class_of(&self, c: char) -> u32 {
        let index = index_of(c);
        let after = self.intervals.partition_point(|&(start, _)| start <= index);
        after.checked_sub(1).and_then(|at| self.intervals.get(at)).map_or(0, |&(_, class)| class)
    }

    /// The most readable character of `class`.
    pub(crate) fn representative(&self, class: u32) -> char {
        self.classes.get(class as usize).map_or('\u{fffd}', |class| class.representative)
    }

    /// The characters of all these classes.
    pub(crate) fn chars(&self, classes: &Bits) -> CharSet {
        CharSet::from_index_ranges(
            classes
                .iter()
                .filter_map(|class| self.classes.get(class as usize))
                .flat_map(|class| class.chars.index_ranges())
                .copied()
                .collect(),
        )
    }

    /// The classes that make up `set`, which must be a union of classes.
    pub(crate) fn classes(&self, set: &CharSet, meter: &mut Meter) -> Result<Bits, OverBudget> {
        let mut bits = Bits::new(self.len());
        meter.work(bits.words().len())?;
        for &(start, end) in set.index_ranges() {
            let from = self.intervals.partition_point(|&(at, _)| at < start);
            for &(_, class) in self.intervals.iter().skip(from).take_while(|&&(at, _)| at < end) {
                meter.work(1)?;
                bits.insert(class);
            }
        }
        Ok(bits)
    }
}

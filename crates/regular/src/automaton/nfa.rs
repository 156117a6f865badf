//! Nondeterministic automata without empty moves.

use super::Bits;
use crate::CharSet;

/// A finished automaton: only states on a way from the start to acceptance, no empty moves.
///
/// Rows are stored end to end: `edges` of state `s` are `first_edge[s]..first_edge[s + 1]`, the
/// members of target set `t` are `first_target[t]..first_target[t + 1]` of `targets`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Nfa {
    pub(super) labels: Vec<CharSet>,
    /// Label and target set.
    pub(super) edges: Vec<(u32, u32)>,
    pub(super) first_edge: Vec<u32>,
    pub(super) targets: Vec<u32>,
    pub(super) first_target: Vec<u32>,
    /// The target set in which a run starts.
    pub(super) start: u32,
    pub(super) accepting: Bits,
    /// Accepting states that loop on every character: whoever is here accepts whatever comes.
    pub(super) universal: Bits,
    /// States that a run may come back to at once or from further on.
    pub(super) returning: Bits,
    /// States that make others redundant, see [`Cover`].
    pub(super) covers: Vec<Cover>,
    /// The states of each glob with a `*`, from and to.
    pub(super) globs: Vec<(u32, u32)>,
}

/// `state` loops on every character, and every way from `first..state` to acceptance leads through
/// it; so a set of states that holds it accepts the same words without `first..state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Cover {
    pub(super) state: u32,
    pub(super) first: u32,
}

impl Nfa {
    /// How many states there are.
    pub(crate) fn len(&self) -> usize {
        self.first_edge.len().saturating_sub(1)
    }

    /// The character sets on the edges.
    pub(crate) fn labels(&self) -> &[CharSet] {
        &self.labels
    }

    /// Label and target set of each edge that leaves `state`.
    pub(super) fn edges(&self, state: u32) -> &[(u32, u32)] {
        row(&self.edges, &self.first_edge, state)
    }

    /// The states in a target set.
    pub(super) fn targets(&self, set: u32) -> &[u32] {
        row(&self.targets, &self.first_target, set)
    }

    pub(super) fn insert_targets(&self, set: u32, into: &mut Bits) {
        for &target in self.targets(set) {
            into.insert(target);
        }
    }

    /// The states in which a run starts.
    pub(super) fn start_set(&self) -> Bits {
        let mut set = Bits::new(self.len());
        self.insert_targets(self.start, &mut set);
        set
    }

    /// The states after reading `c` in the states `from`.
    pub(super) fn step(&self, from: &Bits, c: char) -> Bits {
        let mut set = Bits::new(self.len());
        for state in from.iter() {
            for &(label, targets) in self.edges(state) {
                if self.labels.get(label as usize).is_some_and(|label| label.contains(c)) {
                    self.insert_targets(targets, &mut set);
                }
            }
        }
        set
    }

    /// Whether the automaton accepts `word`.
    pub(crate) fn matches(&self, word: &str) -> bool {
        let mut set = self.start_set();
        for c in word.chars() {
            if set.is_empty() {
                return false;
            }
            set = self.step(&set, c);
        }
        set.intersects(&self.accepting)
    }

    /// Drops the states that another state of the set makes redundant.
    pub(super) fn reduce(&self, set: &mut Bits) {
        for cover in self.covers.iter().rev() {
            if set.contains(cover.state) {
                set.clear_range(cover.first, cover.state);
            }
        }
    }

    /// Adds the states that another state of the set makes redundant.
    pub(super) fn widen(&self, set: &mut Bits) {
        for cover in self.covers.iter().rev() {
            if set.contains(cover.state) {
                set.insert_range(cover.first, cover.state);
            }
        }
    }
}

/// Row `at` of a table stored end to end.
fn row<'a, T>(items: &'a [T], first: &[u32], at: u32) -> &'a [T] {
    let bounds = first.get(at as usize).zip(first.get(at as usize + 1));
    bounds.and_then(|(&from, &to)| items.get(from as usize..to as usize)).unwrap_or_default()
}

/// A part of an automaton that is entered at `start` and left from `end`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fragment {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

//! From a graph with empty moves to an [`Nfa`] without them.

use super::nfa::{Cover, Fragment};
use super::{Bits, Nfa};
use crate::CharSet;
use crate::budget::{Meter, OverBudget};

/// What a builder has collected.
pub(super) struct Graph {
    pub(super) states: u32,
    pub(super) labels: Vec<CharSet>,
    /// From, label, to.
    pub(super) edges: Vec<(u32, u32, u32)>,
    /// From, to.
    pub(super) moves: Vec<(u32, u32)>,
    pub(super) covers: Vec<Cover>,
    /// The states of each glob with a `*`, from and to.
    pub(super) globs: Vec<(u32, u32)>,
}

impl Graph {
    /// Keeps the states that lie on a way from start to end and read something, and sends each edge
    /// to all kept states that its target reaches by empty moves.
    pub(super) fn finish(mut self, whole: Fragment, meter: &mut Meter) -> Result<Nfa, OverBudget> {
        let count = self.states as usize;
        meter.work(4 * (count + self.edges.len() + self.moves.len()))?;
        let labels = std::mem::take(&mut self.labels);
        self.edges.retain(|&(_, label, _)| labels.get(label as usize).is_some_and(|set| !set.is_empty()));

        let live = self.live(whole);
        self.edges.retain(|&(from, _, to)| live.contains(from) && live.contains(to));
        self.moves.retain(|&(from, to)| live.contains(from) && live.contains(to));
        let moves = Table::new(count, self.moves.iter().copied());
        let edges = Table::new(count, self.edges.iter().map(|&(from, label, to)| (from, (label, to))));
        let ending = Table::new(count, self.moves.iter().map(|&(from, to)| (to, from))).reach(whole.end);

        let reads = |state: u32| !edges.row(state).is_empty();
        let kept: Vec<u32> = (0..self.states)
            .filter(|&state| live.contains(state) && (reads(state) || state == whole.end))
            .collect();
        let new_id = |state: u32| kept.partition_point(|&other| other < state) as u32;

        let mut sets = TargetSets::new(count);
        let mut walk = Walk { seen: vec![u32::MAX; count], stack: Vec::new() };
        let mut set_of = |state: u32, meter: &mut Meter| {
            if let Some(&Some(set)) = sets.ids.get(state as usize) {
                return Ok(set);
            }
            let mut members = walk.reach(&moves, state);
            meter.work(members.len())?;
            // The end itself is needed only when no other member accepts already.
            let accepts = |&member: &u32| reads(member) && ending.contains(member);
            let end_needed = ending.contains(state) && !members.iter().any(accepts);
            members.retain(|&member| reads(member) || (member == whole.end && end_needed));
            Ok(sets.add(state, members.into_iter().map(new_id)))
        };

        let mut nfa_edges = Vec::with_capacity(self.edges.len());
        let mut first_edge = vec![0];
        for &state in &kept {
            for &(label, to) in edges.row(state) {
                nfa_edges.push((label, set_of(to, meter)?));
            }
            first_edge.push(nfa_edges.len() as u32);
        }
        let start = if live.contains(whole.start) {
            set_of(whole.start, meter)?
        } else {
            sets.add(whole.start, std::iter::empty())
        };

        let mut accepting = Bits::new(kept.len());
        for state in kept.iter().filter(|&&state| ending.contains(state)) {
            accepting.insert(new_id(*state));
        }
        let covers = self
            .covers
            .iter()
            .filter(|cover| live.contains(cover.state))
            .map(|cover| Cover { state: new_id(cover.state), first: new_id(cover.first) })
            .filter(|cover| cover.first < cover.state)
            .collect();
        let mut nfa = Nfa {
            labels,
            edges: nfa_edges,
            first_edge,
            targets: sets.members,
            first_target: sets.first,
            start,
            universal: Bits::new(kept.len()),
            returning: Bits::new(kept.len()),
            accepting,
            covers,
            globs: self.globs.iter().map(|&(from, to)| (new_id(from), new_id(to))).collect(),
        };
        nfa.universal = universal(&nfa);
        nfa.returning = returning(&nfa);
        Ok(nfa)
    }

    /// The states between start and end.
    fn live(&self, whole: Fragment) -> Bits {
        let arcs = || {
            let edges = self.edges.iter().map(|&(from, _, to)| (from, to));
            edges.chain(self.moves.iter().copied())
        };
        let count = self.states as usize;
        let reached = Table::new(count, arcs()).reach(whole.start);
        let reaching = Table::new(count, arcs().map(|(from, to)| (to, from))).reach(whole.end);
        reached.and(&reaching)
    }
}

/// The accepting states of `nfa` that loop on every character.
fn universal(nfa: &Nfa) -> Bits {
    let mut universal = Bits::new(nfa.len());
    let all = CharSet::all();
    let is_all: Vec<bool> = nfa.labels.iter().map(|label| *label == all).collect();
    for state in nfa.accepting.iter() {
        let loops = nfa.edges(state).iter().any(|&(label, set)| {
            is_all.get(label as usize).copied().unwrap_or(false) && nfa.targets(set).contains(&state)
        });
        if loops {
            universal.insert(state);
        }
    }
    universal
}

/// The states that an edge leads to from themselves or from a later one.
fn returning(nfa: &Nfa) -> Bits {
    let mut returning = Bits::new(nfa.len());
    for state in 0..nfa.len() as u32 {
        for &(_, set) in nfa.edges(state) {
            for &target in nfa.targets(set).iter().filter(|&&target| target <= state) {
                returning.insert(target);
            }
        }
    }
    returning
}

/// Target sets by the state they start from, stored end to end.
struct TargetSets {
    members: Vec<u32>,
    first: Vec<u32>,
    ids: Vec<Option<u32>>,
}

impl TargetSets {
    fn new(states: usize) -> Self {
        Self { members: Vec::new(), first: vec![0], ids: vec![None; states] }
    }

    fn add(&mut self, state: u32, members: impl Iterator<Item = u32>) -> u32 {
        let id = self.first.len() as u32 - 1;
        self.members.extend(members);
        self.first.push(self.members.len() as u32);
        if let Some(slot) = self.ids.get_mut(state as usize) {
            *slot = Some(id);
        }
        id
    }
}

/// Depth-first walks that share their memory.
struct Walk {
    /// The start of the last walk that saw each state.
    seen: Vec<u32>,
    stack: Vec<u32>,
}

impl Walk {
    fn reach(&mut self, arcs: &Table<u32>, start: u32) -> Vec<u32> {
        let mut members = Vec::new();
        self.stack.push(start);
        while let Some(state) = self.stack.pop() {
            if let Some(seen) = self.seen.get_mut(state as usize).filter(|seen| **seen != start) {
                *seen = start;
                members.push(state);
                self.stack.extend_from_slice(arcs.row(state));
            }
        }
        members
    }
}

/// Values grouped by a small key, stored end to end.
struct Table<T> {
    first: Vec<u32>,
    values: Vec<T>,
}

impl<T: Copy + Default> Table<T> {
    fn new(keys: usize, pairs: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut next = vec![0_u32; keys + 1];
        let mut count = 0;
        for (key, _) in pairs.clone() {
            count += 1;
            if let Some(slot) = next.get_mut(key as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut next {
            sum += *slot;
            *slot = sum;
        }
        let first = next.clone();
        let mut values = vec![T::default(); count];
        for (key, value) in pairs {
            if let Some(slot) = next.get_mut(key as usize) {
                if let Some(place) = values.get_mut(*slot as usize) {
                    *place = value;
                }
                *slot += 1;
            }
        }
        Self { first, values }
    }

    fn row(&self, key: u32) -> &[T] {
        let bounds = self.first.get(key as usize).zip(self.first.get(key as usize + 1));
        bounds.and_then(|(&from, &to)| self.values.get(from as usize..to as usize)).unwrap_or_default()
    }
}

impl Table<u32> {
    /// Every state that can be reached from `start`, itself included.
    fn reach(&self, start: u32) -> Bits {
        let mut reached = Bits::new(self.first.len());
        let mut stack = vec![start];
        while let Some(state) = stack.pop() {
            if !reached.contains(state) {
                reached.insert(state);
                stack.extend_from_slice(self.row(state));
            }
        }
        reached
    }
}

//! Sets of positions as states, rows of moves computed when asked for.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Alphabet, Bits, Nfa};
use crate::budget::{Meter, OverBudget};
use crate::hash::Hasher;

/// The state from which nothing is accepted.
pub(crate) const DEAD: u32 = 0;
/// The state from which everything is accepted.
pub(crate) const ALL: u32 = 1;

/// Character classes that move the same way, and where to.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) classes: Bits,
    pub(crate) to: u32,
}

/// How an automaton follows its runs.
///
/// When it guesses, a class may be in several blocks of a row, and a word is accepted if some choice
/// of blocks leads to acceptance. There are few such states where determined ones are exponentially
/// many; on the other hand, runs that would go on together are followed apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// All runs at once: the blocks of a row partition the classes.
    Determined,
    /// Guesses which of several globs matches.
    Globs,
    /// Guesses each position that the run may come back to.
    Positions,
}

/// The automaton of sets of positions of an [`Nfa`], as far as it has been explored.
pub(crate) struct Dfa {
    nfa: Arc<Nfa>,
    mode: Mode,
    /// The classes in each label.
    masks: Vec<Bits>,
    every_class: Bits,
    sets: Vec<Bits>,
    ids: HashMap<Bits, u32, Hasher>,
    rows: Vec<Option<Box<[Block]>>>,
    start: u32,
}

impl Dfa {
    pub(crate) fn new(
        nfa: &Arc<Nfa>,
        mode: Mode,
        alphabet: &Alphabet,
        meter: &mut Meter,
    ) -> Result<Self, OverBudget> {
        let mut masks = Vec::with_capacity(nfa.labels().len());
        for label in nfa.labels() {
            masks.push(alphabet.classes(label, meter)?);
        }
        let every_class = Bits::full(alphabet.len());
        let empty = Bits::new(nfa.len());
        let stay = |to| Some(vec![Block { classes: every_class.clone(), to }].into_boxed_slice());
        let mut dfa = Self {
            nfa: Arc::clone(nfa),
            mode,
            masks,
            rows: vec![stay(DEAD), stay(ALL)],
            every_class,
            sets: vec![empty.clone(), empty],
            ids: HashMap::default(),
            start: DEAD,
        };
        dfa.start = dfa.intern(nfa.start_set(), meter)?;
        Ok(dfa)
    }

    pub(crate) fn start(&self) -> u32 {
        self.start
    }

    pub(crate) fn accepts(&self, state: u32) -> bool {
        state == ALL || self.set(state).is_some_and(|set| set.intersects(&self.nfa.accepting))
    }

    /// Whether all that is accepted from `small` is, as far as one sees, accepted from `large`.
    pub(crate) fn includes(&self, small: u32, large: u32) -> bool {
        if small == large || small == DEAD || large == ALL {
            return true;
        }
        let (Some(small), Some(set)) = (self.set(small), self.set(large)) else { return false };
        if large == DEAD {
            return false;
        }
        let mut wide = set.clone();
        self.nfa.widen(&mut wide);
        small.is_subset(&wide)
    }

    /// The moves from `state`, ordered by their first class.
    pub(crate) fn row(&mut self, state: u32, meter: &mut Meter) -> Result<&[Block], OverBudget> {
        let at = state as usize;
        if self.rows.get(at).is_some_and(Option::is_none) {
            let row = self.compute_row(state, meter)?;
            if let Some(slot) = self.rows.get_mut(at) {
                *slot = Some(row);
            }
        }
        Ok(self.known_row(state))
    }

    /// The moves from `state` if [`Dfa::row`] has computed them.
    pub(crate) fn known_row(&self, state: u32) -> &[Block] {
        self.rows.get(state as usize).and_then(Option::as_deref).unwrap_or_default()
    }

    /// The state after reading `word`, all runs together.
    pub(crate) fn read(
        &mut self,
        state: u32,
        word: &str,
        alphabet: &Alphabet,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        if state == DEAD || state == ALL || word.is_empty() {
            return Ok(state);
        }
        let Some(mut set) = self.set(state).cloned() else { return Ok(DEAD) };
        for c in word.chars() {
            let class = alphabet.class_of(c);
            let mut next = Bits::new(self.nfa.len());
            for &(label, targets) in set.iter().flat_map(|state| self.nfa.edges(state)) {
                meter.work(1)?;
                if self.masks.get(label as usize).is_some_and(|mask| mask.contains(class)) {
                    self.nfa.insert_targets(targets, &mut next);
                }
            }
            if next.intersects(&self.nfa.universal) {
                return Ok(ALL);
            }
            self.nfa.reduce(&mut next);
            set = next;
        }
        self.intern(set, meter)
    }

    fn set(&self, state: u32) -> Option<&Bits> {
        self.sets.get(state as usize)
    }

    fn compute_row(&mut self, state: u32, meter: &mut Meter) -> Result<Box<[Block]>, OverBudget> {
        let nfa = Arc::clone(&self.nfa);
        let set = self.set(state).cloned().unwrap_or_else(|| Bits::new(nfa.len()));
        let mut edges: Vec<(u32, u32)> = set.iter().flat_map(|state| nfa.edges(state)).copied().collect();
        edges.sort_unstable();
        edges.dedup();
        meter.work(edges.len())?;

        let mut parts = vec![self.every_class.clone()];
        for (label, _) in chunks(&edges) {
            if let Some(mask) = self.masks.get(label as usize) {
                meter.work(parts.len())?;
                split(&mut parts, mask);
            }
        }
        let mut targets = vec![Bits::new(nfa.len()); parts.len()];
        meter.work(parts.len() * set.words().len())?;
        for (label, edges) in chunks(&edges) {
            let Some(mask) = self.masks.get(label as usize) else { continue };
            for (_, into) in parts.iter().zip(&mut targets).filter(|(part, _)| part.intersects(mask)) {
                meter.work(edges.len())?;
                edges.iter().for_each(|&(_, set)| nfa.insert_targets(set, into));
            }
        }

        let mut row: Vec<Block> = Vec::with_capacity(parts.len());
        for (classes, set) in parts.iter().zip(targets) {
            self.enter(set, meter, |to| match row.iter_mut().find(|block| block.to == to) {
                Some(block) => block.classes.or_assign(classes),
                None => row.push(Block { classes: classes.clone(), to }),
            })?;
        }
        row.sort_unstable_by_key(|block| block.classes.first());
        Ok(row.into_boxed_slice())
    }

    /// Calls `enter` with the state, or when guessing with each of the states, that `set` stands for.
    fn enter(
        &mut self,
        mut set: Bits,
        meter: &mut Meter,
        mut enter: impl FnMut(u32),
    ) -> Result<(), OverBudget> {
        if self.mode == Mode::Determined || set.intersects(&self.nfa.universal) {
            enter(self.intern(set, meter)?);
            return Ok(());
        }
        self.nfa.reduce(&mut set);
        let returning = set.and(&self.nfa.returning);
        let mut pieces = Vec::new();
        if self.mode == Mode::Positions {
            for state in returning.iter() {
                pieces.push(set.within(state, state + 1));
            }
        } else if !returning.is_empty() {
            meter.work(self.nfa.globs.len())?;
            for &(from, to) in &self.nfa.globs {
                if returning.intersects_range(from, to) {
                    pieces.push(set.within(from, to));
                }
            }
        }
        pieces.iter().for_each(|piece| set.remove(piece));
        if !set.is_empty() || pieces.is_empty() {
            pieces.push(set);
        }
        for piece in pieces {
            enter(self.intern(piece, meter)?);
        }
        Ok(())
    }

    fn intern(&mut self, mut set: Bits, meter: &mut Meter) -> Result<u32, OverBudget> {
        if set.is_empty() {
            return Ok(DEAD);
        }
        if set.intersects(&self.nfa.universal) {
            return Ok(ALL);
        }
        self.nfa.reduce(&mut set);
        if let Some(&id) = self.ids.get(&set) {
            return Ok(id);
        }
        meter.state()?;
        meter.work(set.words().len())?;
        let id = self.sets.len() as u32;
        self.sets.push(set.clone());
        self.rows.push(None);
        self.ids.insert(set, id);
        Ok(id)
    }
}

/// The sorted edges by label.
fn chunks(edges: &[(u32, u32)]) -> impl Iterator<Item = (u32, &[(u32, u32)])> {
    edges.chunk_by(|a, b| a.0 == b.0).filter_map(|chunk| chunk.first().map(|&(label, _)| (label, chunk)))
}

/// Splits every part that `mask` cuts in two.
fn split(parts: &mut Vec<Bits>, mask: &Bits) {
    for at in 0..parts.len() {
        let Some(part) = parts.get_mut(at) else { continue };
        let inside = part.and(mask);
        if inside.is_empty() {
            continue;
        }
        let outside = part.and_not(mask);
        if !outside.is_empty() {
            *part = inside;
            parts.push(outside);
        }
    }
}

/// The classes, split by one row of moves after the other. Parts overlap if blocks do.
#[derive(Default)]
pub(crate) struct Partition {
    parts: Vec<Bits>,
    /// For each part as many moves as there have been rows, end to end.
    moves: Vec<u32>,
    rows: usize,
    /// The partition being built; kept for its memory.
    next: (Vec<Bits>, Vec<u32>),
}

impl Partition {
    /// Starts over with all classes in one part.
    pub(crate) fn reset(&mut self, classes: usize) {
        self.parts.clear();
        self.parts.push(Bits::full(classes));
        self.moves.clear();
        self.rows = 0;
    }

    /// Splits the parts so that each moves along one block of `row`, and notes the move.
    pub(crate) fn refine(&mut self, row: &[Block], meter: &mut Meter) -> Result<(), OverBudget> {
        meter.work(self.parts.len() * row.len())?;
        let (parts, moves) = &mut self.next;
        parts.clear();
        moves.clear();
        for (number, classes) in self.parts.iter().enumerate() {
            let before = self.moves.get(number * self.rows..(number + 1) * self.rows).unwrap_or_default();
            for block in row {
                let common = classes.and(&block.classes);
                if !common.is_empty() {
                    parts.push(common);
                    moves.extend_from_slice(before);
                    moves.push(block.to);
                }
            }
        }
        std::mem::swap(&mut self.parts, parts);
        std::mem::swap(&mut self.moves, moves);
        self.rows += 1;
        Ok(())
    }

    /// The parts, each with its moves in the order of the rows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Bits, &[u32])> {
        self.parts.iter().enumerate().map(|(number, classes)| {
            let moves = self.moves.get(number * self.rows..(number + 1) * self.rows);
            (classes, moves.unwrap_or_default())
        })
    }
}

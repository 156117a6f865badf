//! Determinising on the fly: sets of positions as states, rows of moves computed when asked for.

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

/// The deterministic automaton of an [`Nfa`], as far as it has been explored.
pub(crate) struct Dfa {
    nfa: Arc<Nfa>,
    /// The classes in each label.
    masks: Vec<Bits>,
    every_class: Bits,
    sets: Vec<Bits>,
    ids: HashMap<Bits, u32, Hasher>,
    rows: Vec<Option<Box<[Block]>>>,
    start: u32,
}

impl Dfa {
    pub(crate) fn new(nfa: &Arc<Nfa>, alphabet: &Alphabet, meter: &mut Meter) -> Result<Self, OverBudget> {
        let mut masks = Vec::with_capacity(nfa.labels().len());
        for label in nfa.labels() {
            masks.push(alphabet.classes(label, meter)?);
        }
        let every_class = Bits::full(alphabet.len());
        let empty = Bits::new(nfa.len());
        let stay = |to| Some(vec![Block { classes: every_class.clone(), to }].into_boxed_slice());
        let mut dfa = Self {
            nfa: Arc::clone(nfa),
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
        state == ALL || self.sets.get(state as usize).is_some_and(|set| set.intersects(&self.nfa.accepting))
    }

    /// The moves from `state`: blocks that partition the classes, ordered by their first class.
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

    /// The state after reading `class`.
    pub(crate) fn step(&mut self, state: u32, class: u32, meter: &mut Meter) -> Result<u32, OverBudget> {
        let row = self.row(state, meter)?;
        Ok(row.iter().find(|block| block.classes.contains(class)).map_or(DEAD, |block| block.to))
    }

    /// The state after reading `word`.
    pub(crate) fn read(
        &mut self,
        mut state: u32,
        word: &str,
        alphabet: &Alphabet,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        for c in word.chars() {
            state = self.step(state, alphabet.class_of(c), meter)?;
        }
        Ok(state)
    }

    fn compute_row(&mut self, state: u32, meter: &mut Meter) -> Result<Box<[Block]>, OverBudget> {
        let nfa = Arc::clone(&self.nfa);
        let set = self.sets.get(state as usize).cloned().unwrap_or_else(|| Bits::new(nfa.len()));
        let edges: Vec<(u32, u32)> = set.iter().flat_map(|state| nfa.edges(state)).copied().collect();
        let mut labels: Vec<u32> = edges.iter().map(|&(label, _)| label).collect();
        labels.sort_unstable();
        labels.dedup();

        let mut parts = vec![self.every_class.clone()];
        for label in labels {
            if let Some(mask) = self.masks.get(label as usize) {
                meter.work(parts.len() * mask.words().len())?;
                split(&mut parts, mask);
            }
        }
        let mut row: Vec<Block> = Vec::with_capacity(parts.len());
        for classes in parts {
            meter.work(edges.len() + set.words().len())?;
            let mut targets = Bits::new(nfa.len());
            for &(label, set) in &edges {
                if self.masks.get(label as usize).is_some_and(|mask| mask.intersects(&classes)) {
                    nfa.insert_targets(set, &mut targets);
                }
            }
            let to = self.intern(targets, meter)?;
            match row.iter_mut().find(|block| block.to == to) {
                Some(block) => block.classes.or_assign(&classes),
                None => row.push(Block { classes, to }),
            }
        }
        row.sort_unstable_by_key(|block| block.classes.first());
        Ok(row.into_boxed_slice())
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
        let id = self.sets.len() as u32;
        self.sets.push(set.clone());
        self.rows.push(None);
        self.ids.insert(set, id);
        Ok(id)
    }
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

/// A partition of the classes, refined by one row of moves after the other.
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

    /// Splits the parts so that each moves one way in `row`, and notes the move.
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

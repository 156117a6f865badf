//! The states and moves of a question: heads that read the fields, and what the formula makes of them.

use super::formula::{Scratch, Truth};
use super::head::Head;
use super::question::Question;
use crate::automaton::{Alphabet, Bits, DEAD, Dfa, Mode, Partition};
use crate::budget::{Meter, OverBudget};

/// A question on the way to its answer.
pub(crate) struct Program<'q> {
    question: &'q Question,
    heads: Vec<Head>,
    /// Whether each head must reject, and is compared by what it accepts.
    negated: Vec<bool>,
    scratch: Scratch,
}

/// Where a move leads. A state is the field being read, the state of each head, and what the formula
/// has decided, end to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the state that was written.
    To,
    /// All fields are read and the formula holds.
    Accepted,
    /// The formula cannot hold any more.
    Rejected,
}

/// Moves on letters that do not reject. Kept from state to state for its memory.
#[derive(Default)]
pub(crate) struct Letters {
    partition: Partition,
    /// The heads that move, as places in the state.
    moving: Vec<usize>,
    found: Vec<Letter>,
    states: Vec<u32>,
    width: usize,
}

/// A move on letters.
pub(crate) struct Letter {
    pub(crate) classes: Bits,
    /// Who moves, as the caller numbers it.
    pub(crate) from: u32,
    number: usize,
}

impl Letters {
    pub(crate) fn clear(&mut self) {
        self.found.clear();
        self.states.clear();
    }

    /// Orders the moves by their most readable letter.
    pub(crate) fn sort(&mut self) {
        self.found.sort_by_key(|letter| letter.classes.first());
    }

    /// The moves and where they lead.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Letter, &[u32])> {
        self.found.iter().map(|letter| {
            let state = self.states.get(letter.number * self.width..(letter.number + 1) * self.width);
            (letter, state.unwrap_or_default())
        })
    }
}

impl<'q> Program<'q> {
    /// Sets out to answer `question`; automata that must accept follow their runs as `guessing` says.
    pub(crate) fn new(question: &'q Question, guessing: Mode, meter: &mut Meter) -> Result<Self, OverBudget> {
        let mut heads = Vec::with_capacity(question.leaves.len());
        for (leaf, nfa) in &question.leaves {
            let determined = leaf.negated || Head::steps_back(&leaf.recipe);
            let mode = if determined { Mode::Determined } else { guessing };
            let dfa = Dfa::new(nfa, mode, &question.shared.alphabet, meter)?;
            heads.push(Head::new(dfa, &leaf.recipe, question.fields, &question.shared, meter)?);
        }
        let negated = question.leaves.iter().map(|(leaf, _)| leaf.negated).collect();
        Ok(Self { question, heads, negated, scratch: Scratch::default() })
    }

    /// How many fields there are.
    pub(crate) fn fields(&self) -> usize {
        self.question.fields
    }

    /// The alphabet of the letters.
    pub(crate) fn alphabet(&self) -> &'q Alphabet {
        &self.question.shared.alphabet
    }

    /// Writes the state before the first letter to `next`.
    pub(crate) fn start(&mut self, next: &mut Vec<u32>) -> Step {
        next.clear();
        next.push(0);
        next.extend(self.heads.iter().map(Head::start));
        next.resize(1 + self.heads.len() + self.question.formula.words(), 0);
        self.settle(next)
    }

    /// The field that `state` is in.
    pub(crate) fn field(state: &[u32]) -> usize {
        state.first().map_or(0, |&field| field as usize)
    }

    /// Writes the state after the end of the field to `next`.
    pub(crate) fn end(
        &mut self,
        state: &[u32],
        next: &mut Vec<u32>,
        meter: &mut Meter,
    ) -> Result<Step, OverBudget> {
        let field = Self::field(state);
        next.clear();
        next.extend_from_slice(state);
        meter.work(next.len())?;
        if let Some((at, rest)) = next.split_first_mut() {
            *at += 1;
            for (head, slot) in self.heads.iter_mut().zip(rest) {
                *slot = head.end(*slot, field, &self.question.shared, meter)?;
            }
        }
        Ok(self.settle(next))
    }

    /// Writes to `outline` the state without what its negated heads have read: states that agree in it
    /// can be compared. Returns whether there are negated heads.
    pub(crate) fn outline(&self, state: &[u32], outline: &mut Vec<u32>) -> bool {
        outline.clear();
        outline.extend_from_slice(state);
        let mut any = false;
        for (slot, _) in outline.iter_mut().skip(1).zip(&self.negated).filter(|&(_, &negated)| negated) {
            any |= *slot != DEAD;
            *slot = DEAD;
        }
        any
    }

    /// Whether `better` accepts whatever `worse` does, given that their outlines agree: what must be
    /// rejected has not come further in it.
    pub(crate) fn dominates(&self, better: &[u32], worse: &[u32]) -> bool {
        let states = better.iter().zip(worse).skip(1);
        self.heads
            .iter()
            .zip(&self.negated)
            .zip(states)
            .all(|((head, &negated), (&better, &worse))| !negated || head.includes(better, worse))
    }

    /// Adds the moves on letters from `state`, which the caller numbers `from`.
    pub(crate) fn letters(
        &mut self,
        state: &[u32],
        from: u32,
        letters: &mut Letters,
        meter: &mut Meter,
    ) -> Result<(), OverBudget> {
        let field = Self::field(state);
        let Letters { partition, moving, found, states, width } = letters;
        partition.reset(self.question.shared.alphabet.len());
        moving.clear();
        for (number, (head, &at)) in self.heads.iter_mut().zip(state.iter().skip(1)).enumerate() {
            if at != DEAD && head.reads(field) {
                head.prepare(at, field, &self.question.shared, meter)?;
                partition.refine(head.row(at, field), meter)?;
                moving.push(number + 1);
            }
        }
        *width = state.len();
        for (classes, moves) in partition.iter() {
            meter.work(state.len())?;
            let number = found.len();
            states.extend_from_slice(state);
            let next = states.get_mut(number * *width..).unwrap_or_default();
            for (&at, &to) in moving.iter().zip(moves) {
                if let Some(slot) = next.get_mut(at) {
                    *slot = to;
                }
            }
            if self.settle(next) == Step::Rejected {
                states.truncate(number * *width);
            } else {
                found.push(Letter { classes: classes.clone(), from, number });
            }
        }
        Ok(())
    }

    fn settle(&mut self, state: &mut [u32]) -> Step {
        let heads = self.heads.len();
        let mut truth = Truth::Unknown;
        if let Some((_, rest)) = state.split_first_mut()
            && let Some((leaves, decided)) = rest.split_at_mut_checked(heads)
        {
            truth = self.question.formula.settle(leaves, decided, &mut self.scratch);
        }
        match truth {
            Truth::False => Step::Rejected,
            Truth::True if Self::field(state) == self.question.fields => Step::Accepted,
            _ => Step::To,
        }
    }
}

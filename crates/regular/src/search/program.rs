//! A whole question: heads that read the fields, and the formula over what they find.

use std::collections::HashMap;

use super::formula::{Formula, Node, Scratch, Truth};
use super::head::{Head, Shared};
use crate::automaton::{Alphabet, Bits, DEAD, Dfa, Mode, Partition};
use crate::budget::{Meter, OverBudget};
use crate::language::Shape;
use crate::{CharSet, Constraint, Language, Piece, Recipe, Substitution};

/// A compiled question about the fields of a tuple.
pub(crate) struct Program {
    pub(crate) fields: usize,
    pub(crate) shared: Shared,
    heads: Vec<Head>,
    /// Whether each head must reject, and is compared by what it accepts.
    negated: Vec<bool>,
    formula: Formula,
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

impl Program {
    /// Compiles `constraint` over `fields` fields; its recipes read no others.
    pub(crate) fn new(fields: usize, constraint: &Constraint, meter: &mut Meter) -> Result<Self, OverBudget> {
        let mut leaves = Leaves::default();
        let root = leaves.constraint(constraint, false, 0, meter)?;
        leaves.formula.set_root(root);

        let mut substitutions: Vec<&Substitution> = Vec::new();
        for piece in leaves.list.iter().flat_map(|leaf| leaf.recipe.pieces()) {
            if let Piece::Encoded(_, substitution) = piece
                && !substitutions.contains(&substitution)
            {
                substitutions.push(substitution);
            }
        }
        let mut automata = Vec::with_capacity(leaves.list.len());
        for leaf in &leaves.list {
            automata.push(leaf.language.nfa(meter)?);
        }
        let replaced: Vec<CharSet> = substitutions
            .iter()
            .flat_map(|substitution| substitution.iter().map(|(c, _)| CharSet::single(c)))
            .collect();
        let labels = automata.iter().flat_map(|nfa| nfa.labels());
        let alphabet = Alphabet::new(labels.chain(&replaced), meter)?;
        let shared = Shared::new(alphabet, &substitutions);

        let mut heads = Vec::with_capacity(automata.len());
        for (nfa, leaf) in automata.iter().zip(&leaves.list) {
            let determined = leaf.negated || Head::steps_back(&leaf.recipe);
            let mode = if determined { Mode::Determined } else { Mode::Guessing };
            let dfa = Dfa::new(nfa, mode, &shared.alphabet, meter)?;
            heads.push(Head::new(dfa, &leaf.recipe, fields, &substitutions, &shared, meter)?);
        }
        let negated = leaves.list.iter().map(|leaf| leaf.negated).collect();
        let formula = leaves.formula;
        Ok(Self { fields, shared, heads, negated, formula, scratch: Scratch::default() })
    }

    /// The question "which words are in `language`?".
    pub(crate) fn of_language(language: &Language, meter: &mut Meter) -> Result<Self, OverBudget> {
        Self::new(1, &Constraint::field(0, language.clone()), meter)
    }

    /// Writes the state before the first letter to `next`.
    pub(crate) fn start(&mut self, next: &mut Vec<u32>) -> Step {
        next.clear();
        next.push(0);
        next.extend(self.heads.iter().map(Head::start));
        next.resize(1 + self.heads.len() + self.formula.words(), 0);
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
                *slot = head.end(*slot, field, &self.shared, meter)?;
            }
        }
        Ok(self.settle(next))
    }

    /// The state without what its negated heads have read: states that agree in it can be compared.
    /// Nothing when no head is negated.
    pub(crate) fn outline(&self, state: &[u32]) -> Option<Vec<u32>> {
        if !self.negated.contains(&true) {
            return None;
        }
        let mut outline = state.to_vec();
        for (slot, _) in outline.iter_mut().skip(1).zip(&self.negated).filter(|&(_, &negated)| negated) {
            *slot = DEAD;
        }
        Some(outline)
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
        partition.reset(self.shared.alphabet.len());
        moving.clear();
        for (number, (head, &at)) in self.heads.iter_mut().zip(state.iter().skip(1)).enumerate() {
            if at != DEAD && head.reads(field) {
                head.prepare(at, field, &self.shared, meter)?;
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
            truth = self.formula.settle(leaves, decided, &mut self.scratch);
        }
        match truth {
            Truth::False => Step::Rejected,
            Truth::True if Self::field(state) == self.fields => Step::Accepted,
            _ => Step::To,
        }
    }
}

/// The conditions of a question: a formula, and what its leaves ask.
///
/// Negations are pushed down to the leaves, so that the formula is monotone: a leaf that must accept
/// may guess how, one that must reject is followed in full.
#[derive(Default)]
struct Leaves {
    formula: Formula,
    list: Vec<Leaf>,
    nodes: HashMap<Leaf, u32>,
}

/// The recipe's output is in the language, or is not.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Leaf {
    recipe: Recipe,
    language: Language,
    negated: bool,
}

impl Leaves {
    fn constraint(
        &mut self,
        constraint: &Constraint,
        negated: bool,
        depth: usize,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        if depth > MAX_DEPTH {
            return Err(meter.over());
        }
        meter.work(1)?;
        let mut each = |inner: &[Constraint]| -> Result<Vec<u32>, OverBudget> {
            inner.iter().map(|inner| self.constraint(inner, negated, depth + 1, meter)).collect()
        };
        let (all, children) = match constraint {
            Constraint::In(recipe, language) => return self.language(recipe, language, negated, meter),
            Constraint::Not(inner) => return self.constraint(inner, !negated, depth + 1, meter),
            Constraint::All(inner) => (true, each(inner)?),
            Constraint::Any(inner) => (false, each(inner)?),
        };
        Ok(self.connect(all != negated, children))
    }

    /// Boolean operations at the top of a language become connectives, the rest automata.
    fn language(
        &mut self,
        recipe: &Recipe,
        language: &Language,
        negated: bool,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        language.check_depth(meter)?;
        meter.work(1)?;
        let mut each = |inner: &[Language]| -> Result<Vec<u32>, OverBudget> {
            inner.iter().map(|inner| self.language(recipe, inner, negated, meter)).collect()
        };
        let (all, children) = match language.shape() {
            Shape::Plain => {
                let leaf = Leaf { recipe: recipe.clone(), language: language.clone(), negated };
                return Ok(self.leaf(leaf));
            }
            Shape::Complement(inner) => return self.language(recipe, inner, !negated, meter),
            Shape::Intersection(inner) => (true, each(inner)?),
            Shape::Union(inner) => (false, each(inner)?),
        };
        Ok(self.connect(all != negated, children))
    }

    fn connect(&mut self, all: bool, children: Vec<u32>) -> u32 {
        self.formula.add(if all { Node::All(children) } else { Node::Any(children) })
    }

    fn leaf(&mut self, leaf: Leaf) -> u32 {
        if let Some(&node) = self.nodes.get(&leaf) {
            return node;
        }
        let mut node = self.formula.add(Node::Leaf(self.list.len() as u32));
        if leaf.negated {
            node = self.formula.add(Node::Not(node));
        }
        self.list.push(leaf.clone());
        self.nodes.insert(leaf, node);
        node
    }
}

/// How deeply constraints may be nested; a policy needs a handful of levels.
const MAX_DEPTH: usize = 256;

//! A whole question: heads that read the fields, and the formula over what they find.

use std::collections::HashMap;

use super::formula::{Formula, Node, Scratch, Truth};
use super::head::{Head, Shared};
use crate::automaton::{Alphabet, Bits, DEAD, Dfa, Partition};
use crate::budget::{Meter, OverBudget};
use crate::language::Shape;
use crate::{CharSet, Constraint, Language, Piece, Recipe, Substitution};

/// A compiled question about the fields of a tuple.
pub(crate) struct Program {
    pub(crate) fields: usize,
    pub(crate) shared: Shared,
    heads: Vec<Head>,
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
    /// Classes, with the number of the state.
    found: Vec<(Bits, usize)>,
    states: Vec<u32>,
    width: usize,
}

impl Letters {
    /// The moves, the most readable letter first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Bits, &[u32])> {
        self.found.iter().map(|(classes, number)| {
            let state = self.states.get(number * self.width..(number + 1) * self.width);
            (classes, state.unwrap_or_default())
        })
    }
}

impl Program {
    /// Compiles `constraint` over `fields` fields; its recipes read no others.
    pub(crate) fn new(fields: usize, constraint: &Constraint, meter: &mut Meter) -> Result<Self, OverBudget> {
        let mut leaves = Leaves::default();
        let root = leaves.constraint(constraint, 0, meter)?;
        leaves.formula.set_root(root);

        let mut substitutions: Vec<&Substitution> = Vec::new();
        for piece in leaves.list.iter().flat_map(|(recipe, _)| recipe.pieces()) {
            if let Piece::Encoded(_, substitution) = piece
                && !substitutions.contains(&substitution)
            {
                substitutions.push(substitution);
            }
        }
        let mut automata = Vec::with_capacity(leaves.list.len());
        for (_, language) in &leaves.list {
            automata.push(language.nfa(meter)?);
        }
        let replaced: Vec<CharSet> = substitutions
            .iter()
            .flat_map(|substitution| substitution.iter().map(|(c, _)| CharSet::single(c)))
            .collect();
        let labels = automata.iter().flat_map(|nfa| nfa.labels());
        let alphabet = Alphabet::new(labels.chain(&replaced), meter)?;
        let shared = Shared::new(alphabet, &substitutions);

        let mut heads = Vec::with_capacity(automata.len());
        for (nfa, (recipe, _)) in automata.iter().zip(&leaves.list) {
            let dfa = Dfa::new(nfa, &shared.alphabet, meter)?;
            heads.push(Head::new(dfa, recipe, fields, &substitutions, &shared, meter)?);
        }
        Ok(Self { fields, shared, heads, formula: leaves.formula, scratch: Scratch::default() })
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

    /// Finds the moves on letters from `state`.
    pub(crate) fn letters(
        &mut self,
        state: &[u32],
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
        found.clear();
        states.clear();
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
                found.push((classes.clone(), number));
            }
        }
        found.sort_unstable_by_key(|(classes, _)| classes.first());
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

/// The conditions of a question: a formula, and recipe and language of each of its leaves.
#[derive(Default)]
struct Leaves {
    formula: Formula,
    list: Vec<(Recipe, Language)>,
    nodes: HashMap<(Recipe, Language), u32>,
}

impl Leaves {
    fn constraint(
        &mut self,
        constraint: &Constraint,
        depth: usize,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        if depth > MAX_DEPTH {
            return Err(meter.over());
        }
        meter.work(1)?;
        let node = match constraint {
            Constraint::In(recipe, language) => return self.language(recipe, language, meter),
            Constraint::Not(inner) => Node::Not(self.constraint(inner, depth + 1, meter)?),
            Constraint::All(all) => Node::All(
                all.iter().map(|inner| self.constraint(inner, depth + 1, meter)).collect::<Result<_, _>>()?,
            ),
            Constraint::Any(any) => Node::Any(
                any.iter().map(|inner| self.constraint(inner, depth + 1, meter)).collect::<Result<_, _>>()?,
            ),
        };
        Ok(self.formula.add(node))
    }

    /// Boolean operations at the top of a language become connectives, the rest automata.
    fn language(
        &mut self,
        recipe: &Recipe,
        language: &Language,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        language.check_depth(meter)?;
        meter.work(1)?;
        let node = match language.shape() {
            Shape::Plain => {
                let key = (recipe.clone(), language.clone());
                if let Some(&node) = self.nodes.get(&key) {
                    return Ok(node);
                }
                let leaf = Node::Leaf(self.list.len() as u32);
                self.list.push(key.clone());
                let node = self.formula.add(leaf);
                self.nodes.insert(key, node);
                return Ok(node);
            }
            Shape::Complement(inner) => Node::Not(self.language(recipe, inner, meter)?),
            Shape::Intersection(all) => Node::All(
                all.iter().map(|inner| self.language(recipe, inner, meter)).collect::<Result<_, _>>()?,
            ),
            Shape::Union(any) => Node::Any(
                any.iter().map(|inner| self.language(recipe, inner, meter)).collect::<Result<_, _>>()?,
            ),
        };
        Ok(self.formula.add(node))
    }
}

/// How deeply constraints may be nested; a policy needs a handful of levels.
const MAX_DEPTH: usize = 256;

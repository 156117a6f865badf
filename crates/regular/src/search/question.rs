//! A question, compiled as far as it does not depend on how it is searched.

use std::collections::HashMap;
use std::sync::Arc;

use super::formula::{Formula, Node};
use super::head::Shared;
use crate::automaton::{Alphabet, Nfa};
use crate::budget::{Meter, OverBudget};
use crate::language::Shape;
use crate::{CharSet, Constraint, Language, Piece, Recipe, Substitution};

/// Which fields satisfy a constraint?
pub(crate) struct Question {
    pub(crate) fields: usize,
    pub(crate) leaves: Vec<(Leaf, Arc<Nfa>)>,
    pub(crate) formula: Formula,
    pub(crate) shared: Shared,
}

impl Question {
    /// Compiles `constraint` over `fields` fields; its recipes read no others.
    pub(crate) fn new(fields: usize, constraint: &Constraint, meter: &mut Meter) -> Result<Self, OverBudget> {
        let mut leaves = Leaves::default();
        let root = leaves.constraint(constraint, false, 0, meter)?;
        leaves.formula.set_root(root);

        let mut substitutions: Vec<Substitution> = Vec::new();
        for piece in leaves.list.iter().flat_map(|leaf| leaf.recipe.pieces()) {
            if let Piece::Encoded(_, substitution) = piece
                && !substitutions.contains(substitution)
            {
                substitutions.push(substitution.clone());
            }
        }
        let mut compiled = Vec::with_capacity(leaves.list.len());
        for leaf in leaves.list {
            let nfa = leaf.language.nfa(meter)?;
            compiled.push((leaf, nfa));
        }
        let replaced: Vec<CharSet> = substitutions
            .iter()
            .flat_map(|substitution| substitution.iter().map(|(c, _)| CharSet::single(c)))
            .collect();
        let labels = compiled.iter().flat_map(|(_, nfa)| nfa.labels());
        let alphabet = Alphabet::new(labels.chain(&replaced), meter)?;
        let shared = Shared::new(alphabet, substitutions);
        Ok(Self { fields, leaves: compiled, formula: leaves.formula, shared })
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
pub(crate) struct Leaf {
    pub(crate) recipe: Recipe,
    language: Language,
    pub(crate) negated: bool,
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

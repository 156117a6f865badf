//! The one search behind all questions: several automata read the fields of a tuple in lock-step.
//!
//! * [`formula`]: which automata must accept or reject, and when that is already decided.
//! * [`head`], [`segments`]: one automaton that reads a recipe's output while the fields go by.
//! * [`question`]: a question compiled; [`program`]: its states and moves.
//! * [`explore`]: breadth-first search for a shortest solution, or the whole graph.
//! * [`graph`]: enumeration, finiteness and projection on the whole graph.

mod explore;
mod formula;
mod graph;
mod head;
mod program;
mod question;
mod segments;

pub(crate) use explore::{explore, shortest};
pub(crate) use graph::{enumerate, is_finite, project};

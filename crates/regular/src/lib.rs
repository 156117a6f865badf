//! Regular languages over Unicode text, and exact questions about them.
//!
//! A [`Language`] is a set of words: literals, IAM [`Glob`]s, character classes, and what
//! concatenation, repetition, union, intersection, complement and substitutions make of them. One can
//! ask whether it is empty, for its shortest and most readable word, whether it is contained in
//! another and if not why, whether it is finite, and for its first words.
//!
//! A [`Tuple`] is several words at once, its *fields*, and a [`Constraint`] says what must hold of
//! strings that [`Recipe`]s build out of them: that is how claims that share an owner, a repository
//! and a ref are asked about together. Solving gives concrete fields, listing gives all of them,
//! projecting gives the language of one.
//!
//! ```
//! use can_assume_regular::{Budget, Language};
//!
//! let budget = Budget::default();
//! let allowed = Language::glob("repo:acme/*");
//! let main = Language::glob("*:ref:refs/heads/main");
//! let other = allowed.difference(&main).witness(&budget)?;
//! assert_eq!(other.as_deref(), Some("repo:acme/"));
//! # Ok::<(), can_assume_regular::OverBudget>(())
//! ```
//!
//! # Answers
//!
//! Every answer is exact, or it is [`OverBudget`]: there is no third kind. The same question has the
//! same answer on every platform. A witness is a shortest word, counted in UTF-16 units as IAM
//! counts; of several it is the first when the letters are ordered by [`CharSet::by_preference`]. In a tuple it is the whole that is shortest.
//!
//! # How
//!
//! Expressions become automata of positions without empty moves (`automaton`). A question is a
//! monotone boolean formula over such automata, each fed the output of a recipe, each to accept or to
//! reject (`search`). All of them read the fields in lock-step, breadth first. A state of the question
//! is the states of those automata that still matter to the formula, and the state of an automaton is
//! a bit set of positions: all that its runs are in, when it must reject; a guessed part of them, when
//! it must accept, because a union of patterns may have exponentially many sets and still few parts.
//! A state is dropped when one met earlier differs only in having less of what must be rejected.
//! Recipes may read the fields in any order: where one steps back, its automaton is followed from all
//! states it may have reached by then.
//!
//! The alphabet is the classes of characters that no pattern of the question tells apart, and within
//! a state only the classes that some automaton tells apart there are tried.
//!
//! # Why not a regular-expression library
//!
//! `regex-automata` is the obvious candidate, and `benches/regex_automata.rs` measures it against
//! this crate. It determinises UTF-8 bytes; the rest would still be ours to write, as that benchmark
//! does for the simplest case: intersection, complement, emptiness, witnesses, automata that read
//! different recipes over one tuple, a budget. As the leaves of that search its automata, lazy or
//! dense, made the same answers 10 to 40 times slower, on hostile globs and on 60 patterns alike:
//! bytes take more states and moves than classes of characters, and a general automaton cannot drop
//! the positions that a later `*` of the same glob makes redundant, which keeps `*a*b*c…` linear here.
//!
//! # Limits
//!
//! Intersection emptiness is hard in general, so a budget is always needed; see [`Budget`].
//! Expressions and constraints nested deeper than 256 levels are refused as over budget.

mod automaton;
mod budget;
mod charset;
mod glob;
mod hash;
mod language;
#[cfg(test)]
mod oracle;
mod search;
mod substitution;
mod tuple;

pub use budget::{Budget, OverBudget};
pub use charset::CharSet;
pub use glob::{Glob, GlobElement};
pub use language::{Form, Language};
pub use substitution::Substitution;
pub use tuple::{Constraint, Piece, Recipe, Solutions, Tuple, TupleError};

//! Finite automata: sets of positions, alphabets of character classes, building, determinising.

mod alphabet;
mod bits;
mod builder;
mod dfa;
mod embed;
mod finish;
mod nfa;

pub(crate) use alphabet::Alphabet;
pub(crate) use bits::Bits;
pub(crate) use builder::Builder;
pub(crate) use dfa::{ALL, Block, DEAD, Dfa, Mode, Partition};
pub(crate) use nfa::{Fragment, Nfa};

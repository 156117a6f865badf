//! The crate's answers against a slow oracle that decides membership by definition. Tests only.

mod corners;
mod expression;
mod hostile;
mod languages;
mod tuples;

//! What a workflow leaves open, as values: holes, what is known of them, and texts with holes in them.

mod constraint;
mod filter;
mod glob;
mod pattern;
mod sample;

pub use constraint::{Constraint, Hole, HoleKind, TextTest};
pub use filter::{FilterList, FilterMode};
pub use glob::{Glob, GlobAtom, GlobPart, Repeat};
pub use pattern::{Pattern, Segment};

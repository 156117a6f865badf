//! Questions about several strings at once that share their parts.

mod constraint;
mod recipe;
mod solve;

pub use constraint::Constraint;
pub use recipe::{Piece, Recipe};
pub use solve::{Solutions, Tuple, TupleError};

//! That an answer would cost more than it may.

use can_assume_regular::{OverBudget, TupleError};

/// The budget ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exhausted;

impl From<OverBudget> for Exhausted {
    fn from(_: OverBudget) -> Self {
        Self
    }
}

impl From<TupleError> for Exhausted {
    fn from(_: TupleError) -> Self {
        Self
    }
}

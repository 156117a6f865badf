//! All causes, in the order in which fixing them matters.

use super::{Cause, unexplained};

/// All causes, in the order in which fixing them matters.
pub static REGISTRY: &[&dyn Cause] = &[&unexplained::Unexplained];

/// The cause with this id.
pub fn find(id: &str) -> Option<&'static dyn Cause> {
    REGISTRY.iter().copied().find(|cause| cause.meta().id == id)
}

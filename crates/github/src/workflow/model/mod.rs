//! The facts of a workflow file, read from the spanned tree.
//!
//! Reading is tolerant: what is not known is noted and left out, what has the wrong shape is treated as absent.

mod job;
mod permissions;
mod step;
mod top;

pub(super) use job::{Job, Written};
pub(super) use permissions::{Declared, Level, Permissions};
pub(super) use step::{Env, Step, steps};
pub(super) use top::{Trigger, Workflow};

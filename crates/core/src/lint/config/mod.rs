//! The configuration `can-assume.toml`: findings that are known and accepted, each with a reason.
//!
//! | file | what |
//! |---|---|
//! | `model` | what it says |
//! | `read` | from its text, with a place for every error |
//! | `apply` | which findings it ignores, and which of its entries have no use |

mod apply;
mod model;
mod read;

pub(super) use apply::apply;
pub use jiff::civil::Date;
pub use model::{Config, Ignore, StatementName};

//! From `on` to trigger scenarios: which events start the workflow, and with which ref.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>

mod context;
mod filters;
mod ref_set;
mod scenario;
mod scenarios;
mod table;

pub use ref_set::{RefKind, RefSet};
pub use scenario::{ContextForm, Origin, Scenario};
pub use table::{EventInfo, RefRule, Starter, event_info};

pub(super) use context::{Identity, actor, github, top_inputs};
pub(super) use scenarios::scenarios;

//! Causes: what it was that kept a request from being allowed, each with a permanent id and a page.
//!
//! One file a cause. A cause looks at one [`Case`] — one element that failed, with all that is known around it — and
//! says whether it explains it. The registry is in the order in which fixing them matters.

mod case;
mod finding;
mod pages;
mod registry;
mod unexplained;
pub mod workflow;

pub use case::Case;
pub use finding::{Finding, Proposal};
pub use pages::{nearest, page, pages};
pub use registry::{REGISTRY, find};

/// What is the same for every case of a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CauseMeta {
    /// The permanent kebab-case id.
    pub id: &'static str,
    /// One line: what is wrong, in general.
    pub title: &'static str,
    /// The page in Markdown, without its heading: what happens, why, how to fix it.
    pub page: &'static str,
}

/// A cause.
pub trait Cause: Sync {
    /// Its id, title and page.
    fn meta(&self) -> &'static CauseMeta;

    /// What it has to say of `case`; `None` when it does not explain it.
    fn find(&self, case: &Case<'_>) -> Option<Finding>;
}

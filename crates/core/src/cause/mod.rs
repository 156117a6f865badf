//! Causes: what it was that kept a request from being allowed, each with a permanent id and a page.
//!
//! One file a cause. A cause looks at one [`Case`] — one element that failed, with all that is known around it — and
//! says whether it explains it. The registry is in the order in which fixing them matters.
//!
//! | room | causes |
//! |---|---|
//! | `token` | at the stages before the policies |
//! | `provider` | the OIDC provider and its principal |
//! | `policy` | actions, principals, Deny statements, guardrails |
//! | `key` | condition keys and operators |
//! | `subject` | values: the subject and the claims it is made of |
//! | [`workflow`] | in the workflow, found elsewhere |
//!
//! [`comparison`] holds a value of the policy beside what was presented; `edit` changes a policy's text.

mod case;
pub mod comparison;
mod edit;
mod finding;
mod key;
mod pages;
mod policy;
mod provider;
mod registry;
mod subject;
mod token;
mod unexplained;
pub mod workflow;

pub use case::Case;
pub(crate) use case::issuer_of_principal;
pub(crate) use edit::{json_string, move_under, replace, test_also};
pub use finding::{Finding, Part, Proposal};
pub(crate) use key::{KEY_NEVER_POPULATED, VALUES_EMPTY, nearest_key};
pub use pages::{nearest, page, pages};
pub(crate) use policy::ACTION_PRINCIPAL_MISMATCH;
pub use registry::{REGISTRY, find};
pub(crate) use subject::DRAFT_ID_FORM;

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

    /// Whether it says so little that it is left out where another cause explains the same element.
    fn is_general(&self) -> bool {
        false
    }
}

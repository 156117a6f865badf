//! Causes that a workflow shows: why a job has no token, or does not present it to STS.
//!
//! One file a cause, in the order in which fixing them matters.

mod credentials_not_oidc;
mod environment_branch_policy;
mod long_lived_keys;
mod role_missing;
mod role_not_arn;
mod run_does_not_start;
mod token_caller_permission;
mod token_fork;
mod token_permission_missing;

use super::CauseMeta;

pub(in crate::cause) use role_not_arn::META as ROLE_NOT_ARN;

/// The pages of these causes, in the order in which fixing them matters.
pub static PAGES: &[&CauseMeta] = &[
    &run_does_not_start::META,
    &token_permission_missing::META,
    &token_caller_permission::META,
    &token_fork::META,
    &environment_branch_policy::META,
    &role_missing::META,
    &role_not_arn::META,
    &credentials_not_oidc::META,
    &long_lived_keys::META,
];

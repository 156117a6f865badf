//! The steps that assume a role: `scan` goes through a job's steps, the recognisers look at each (`seen`) and tell of it as a
//! `step`.
//!
//! | module | recognises |
//! |---|---|
//! | `configure` | `aws-actions/configure-aws-credentials`, every version |
//! | `cli` | `aws sts assume-role-with-web-identity` in `run` |
//! | `environment` | `AWS_ROLE_ARN` with `AWS_WEB_IDENTITY_TOKEN_FILE` |
//! | `terraform` | `assume_role_with_web_identity` blocks written in `run` |
//! | `other` | other actions, by the names of their inputs |
//! | `composite` | composite actions of the same repository, whose steps are looked at in turn |
//! | `keys` | long-lived keys |

mod cli;
mod composite;
mod configure;
mod environment;
mod keys;
mod other;
mod scan;
mod script;
mod seen;
mod step;
mod terraform;
pub(super) mod variables;
mod version;

pub use keys::{KeyCarrier, KeyJob, KeyMember, KeySet};
pub use step::{AssumeMethod, AssumeStep, NoOidc, Oidc, OidcDoubt};
pub use version::ActionVersion;

pub(super) use keys::find as find_keys;
pub(super) use scan::scan;
pub(super) use seen::Scan;

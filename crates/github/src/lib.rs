//! GitHub's OIDC issuer: claims, subject forms, templates, and the tokens a workflow would be issued.

pub mod claims;
pub mod error_text;
pub mod exposed;
pub mod facts;
pub mod git_ref;
pub mod issuer;
pub mod name;
pub mod subject;
pub mod template;
pub mod universe;
pub mod workflow;

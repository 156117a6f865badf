//! The labelled parts of a subject.

use std::fmt;

use super::RepositorySegment;
use crate::claims::claim_info;
use crate::name::{ColonEncoding, SubjectValue};

/// One part of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Segment {
    /// `repo:OWNER/NAME`, with or without ids.
    Repository(RepositorySegment),
    /// `pull_request`, the one part without a value: it stands for `context`.
    PullRequest,
    /// `KEY:VALUE`: a claim, or an environment or ref that stands for `context`.
    Claim {
        /// The label.
        key: String,
        /// The value as it stands.
        value: SubjectValue,
    },
}

impl Segment {
    /// The segment of one claim. None where `key` cannot be the label of a claim: see [`is_template_key`].
    pub fn claim(key: &str, value: &str, colons: ColonEncoding) -> Option<Self> {
        let is_claim = is_template_key(key) && key != "pull_request" && key != "repo";
        is_claim.then(|| Self::Claim { key: key.to_owned(), value: SubjectValue::encode(value, colons) })
    }

    pub(super) fn as_repository(&self) -> Option<&RepositorySegment> {
        if let Self::Repository(repository) = self { Some(repository) } else { None }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repository(repository) => write!(f, "repo:{repository}"),
            Self::PullRequest => f.write_str("pull_request"),
            Self::Claim { key, value } => write!(f, "{key}:{}", value.as_str()),
        }
    }
}

/// Whether a text may stand in `include_claim_keys`: letters, digits and underscores.
///
/// Source: <https://docs.github.com/en/rest/actions/oidc?apiVersion=2026-03-10>
pub fn is_template_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Whether the label is a claim that GitHub is known to send.
pub(super) fn is_known_key(key: &str) -> bool {
    claim_info(key).is_some()
}

/// Whether a person chooses the claim's text, so that it may hold a `:`.
pub(crate) fn is_free_text(key: &str) -> bool {
    matches!(key, "environment" | "workflow" | "workflow_ref" | "job_workflow_ref")
        || key.starts_with(crate::claims::PROPERTY_PREFIX)
}

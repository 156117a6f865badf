//! What follows the repository in a default subject.

use std::fmt;

use super::Segment;
use crate::git_ref::GitRef;
use crate::name::{ColonEncoding, SubjectValue};

/// What a job is for: its environment, else a pull request, else a ref.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Context {
    /// `environment:NAME`: the job declares an environment, which replaces the ref.
    Environment(SubjectValue),
    /// `pull_request`: no environment, and the event is a pull request's.
    PullRequest,
    /// `ref:REF`, also with an empty ref.
    Ref(GitRef),
}

impl Context {
    /// The context of a job that declares an environment.
    pub fn environment(name: &str, colons: ColonEncoding) -> Self {
        Self::Environment(SubjectValue::encode(name, colons))
    }

    pub(super) fn to_segment(&self) -> Segment {
        match self {
            Self::Environment(name) => Segment::Claim { key: "environment".to_owned(), value: name.clone() },
            Self::PullRequest => Segment::PullRequest,
            Self::Ref(git_ref) => {
                Segment::Claim { key: "ref".to_owned(), value: SubjectValue::as_it_stands(git_ref.as_str()) }
            }
        }
    }

    pub(super) fn from_segment(segment: &Segment) -> Option<Self> {
        match segment {
            Segment::PullRequest => Some(Self::PullRequest),
            Segment::Claim { key, value } => match key.as_str() {
                "environment" => Some(Self::Environment(value.clone())),
                "ref" => Some(Self::Ref(GitRef::new(value.as_str()))),
                _ => None,
            },
            Segment::Repository(_) => None,
        }
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_segment().fmt(f)
    }
}

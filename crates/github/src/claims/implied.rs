//! What a subject says of the other claims.

use crate::issuer::Issuer;
use crate::name::SubjectValue;
use crate::subject::{Context, Segment, Subject, is_free_text};

/// A claim that the subject implies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Implied {
    pub(super) claim: String,
    pub(super) value: String,
    pub(super) why: &'static str,
}

/// What the subject says of the claim `environment`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ImpliedEnvironment {
    /// The job declares one: it is among the implied claims, or its text is not certain.
    Declared,
    /// The job declares none.
    None(&'static str),
    /// The subject does not tell.
    Untold(&'static str),
}

/// The claims that a subject of GitHub implies, in the order of its segments.
pub(super) fn implied_claims(subject: &Subject, issuer: &Issuer) -> Vec<Implied> {
    let segments = subject.segments();
    let from_template = matches!(subject, Subject::Template(_));
    let mut implied = Vec::new();
    for (n, segment) in segments.iter().enumerate() {
        if may_be_forged(&segments, n, issuer) {
            break;
        }
        match segment {
            Segment::Repository(repository) => {
                let mut say = |claim: &str, value: String, why| {
                    implied.push(Implied { claim: claim.to_owned(), value, why });
                };
                say("repository", repository.full_name(), "the subject names the repository");
                say("repository_owner", repository.owner().to_owned(), "the subject names the owner");
                if let Some(id) = repository.owner_id() {
                    say("repository_owner_id", id.to_owned(), "the immutable subject carries the owner's id");
                }
                if let Some(id) = repository.repository_id() {
                    say("repository_id", id.to_owned(), "the immutable subject carries the repository's id");
                }
            }
            Segment::PullRequest => {}
            Segment::Claim { key, value } => {
                let later = segments.get(n + 1..).unwrap_or_default();
                if super::claim_info(key).is_some() && is_certain(key, value, later, issuer) {
                    // Git allows no `:` in a ref, so that a `%3A` in one is part of its name.
                    let literal = matches!(key.as_str(), "ref" | "head_ref" | "base_ref");
                    let value_text = if literal { value.as_str().to_owned() } else { value.decoded() };
                    let why = match (key.as_str(), from_template) {
                        ("environment", false) if value.has_encoded_colon() => {
                            "the subject ends in the job's environment, where `%3A` stands for `:`"
                        }
                        ("environment", false) => "the subject ends in the job's environment",
                        ("ref", false) => "the subject ends in the ref",
                        _ => "the subject, made by a custom template, has a segment for this claim",
                    };
                    implied.push(Implied { claim: key.clone(), value: value_text, why });
                }
            }
        }
    }
    implied
}

pub(super) fn implied_environment(subject: &Subject, issuer: &Issuer) -> ImpliedEnvironment {
    match subject {
        Subject::Default(subject) => match subject.context {
            Context::Environment(_) => ImpliedEnvironment::Declared,
            Context::PullRequest => ImpliedEnvironment::None(
                "a default subject ends in `pull_request` only if the job declares no environment",
            ),
            Context::Ref(_) => ImpliedEnvironment::None(
                "a default subject ends in a ref only if the job declares no environment",
            ),
        },
        Subject::Template(subject) => {
            let is_environment =
                |segment: &Segment| matches!(segment, Segment::Claim { key, .. } if key == "environment");
            if subject.segments().iter().any(is_environment) {
                ImpliedEnvironment::Declared
            } else if subject
                .segments()
                .iter()
                .position(|segment| *segment == Segment::PullRequest)
                .is_some_and(|n| !may_be_forged(subject.segments(), n, issuer))
            {
                ImpliedEnvironment::None(
                    "a subject has `pull_request` only if the job declares no environment",
                )
            } else {
                ImpliedEnvironment::Untold(
                    "the subject was made by a custom template that does not tell the environment",
                )
            }
        }
        Subject::Other(_) => ImpliedEnvironment::Untold("the subject is not one that GitHub issues"),
    }
}

/// Whether a segment may be part of a free text before it, because the issuer may leave `:` unencoded
/// (GitHub Enterprise Server up to 3.18).
fn may_be_forged(segments: &[Segment], n: usize, issuer: &Issuer) -> bool {
    let earlier = segments.get(..n).unwrap_or_default();
    issuer.colon_encoding().is_none() && earlier.iter().any(is_free)
}

/// Whether the value ends where the segment seems to end and decodes to one text.
fn is_certain(key: &str, value: &SubjectValue, later: &[Segment], issuer: &Issuer) -> bool {
    if !is_free_text(key) {
        return true;
    }
    // An environment without a name is no environment, so that GitHub issues no such subject. In a workflow's
    // path `%3A` stands for `:`, in the ref after it for itself.
    if (key == "environment" && value.as_str().is_empty())
        || (matches!(key, "workflow_ref" | "job_workflow_ref") && value.has_encoded_colon())
    {
        return false;
    }
    if issuer.colon_encoding().is_none() {
        return later.is_empty() && !value.has_raw_colon() && !value.has_encoded_colon();
    }
    let unknown =
        |segment: &Segment| matches!(segment, Segment::Claim { key, .. } if super::claim_info(key).is_none());
    !value.has_raw_colon() && !later.iter().any(unknown)
}

fn is_free(segment: &Segment) -> bool {
    matches!(segment, Segment::Claim { key, .. } if is_free_text(key))
}

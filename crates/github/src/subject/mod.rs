//! The claim `sub`: its forms, read and written without loss.

mod context;
mod other;
mod parse;
mod repository;
mod segment;

pub use context::Context;
pub use other::{OtherForm, OtherSubject};
pub use repository::{DraftIds, RepositoryForm, RepositorySegment};
pub(crate) use segment::is_free_text;
pub use segment::{Segment, is_template_key};

use std::fmt;

/// A subject. Printing a parsed subject gives its text again, whatever it was.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// GitHub's default: a repository, then the job's environment, `pull_request` or ref.
    Default(DefaultSubject),
    /// Made by a custom template: any other sequence of labelled segments.
    Template(TemplateSubject),
    /// Not a subject of GitHub: empty, another issuer's, or unreadable.
    Other(OtherSubject),
}

/// A subject of the default form.
///
/// A custom template such as `["repo", "ref"]` makes the same text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DefaultSubject {
    /// The repository where the run lives.
    pub repository: RepositorySegment,
    /// What the job is for.
    pub context: Context,
}

/// A subject made by a custom template, in segments.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TemplateSubject {
    segments: Vec<Segment>,
}

impl Subject {
    /// Reads the claim `sub`. Every text is a subject of some form.
    ///
    /// A custom template's subject is read as pairs of label and value. Where a `:` was left unencoded, as
    /// GitHub Enterprise Server up to 3.18 does, an environment or another free text takes what cannot be a
    /// label with a value; see [`Self::has_raw_colon`] and [`Self::unknown_keys`] for what that leaves uncertain.
    pub fn parse(text: &str) -> Self {
        parse::parse(text)
    }

    /// The subject of these segments: of the default form where a repository and one context are all there
    /// is. None without any segment.
    pub fn from_segments(segments: Vec<Segment>) -> Option<Self> {
        parse::from_segments(segments)
    }

    /// The repository it names, where it has such a segment; of several the first.
    ///
    /// Where a `:` may stay unencoded (GitHub Enterprise Server up to 3.18), a free text before that segment
    /// can make one up.
    pub fn repository(&self) -> Option<&RepositorySegment> {
        match self {
            Self::Default(subject) => Some(&subject.repository),
            Self::Template(subject) => subject.segments.iter().find_map(Segment::as_repository),
            Self::Other(_) => None,
        }
    }

    /// The context of a subject of the default form.
    pub fn context(&self) -> Option<&Context> {
        match self {
            Self::Default(subject) => Some(&subject.context),
            Self::Template(_) | Self::Other(_) => None,
        }
    }

    /// The segments, in order; none for a subject that is not GitHub's.
    pub fn segments(&self) -> Vec<Segment> {
        match self {
            Self::Default(subject) => {
                vec![Segment::Repository(subject.repository.clone()), subject.context.to_segment()]
            }
            Self::Template(subject) => subject.segments.clone(),
            Self::Other(_) => Vec::new(),
        }
    }

    /// Whether a `:` stands inside a value: not a subject that github.com issues.
    pub fn has_raw_colon(&self) -> bool {
        self.segments()
            .iter()
            .any(|segment| matches!(segment, Segment::Claim { value, .. } if value.has_raw_colon()))
    }

    /// The labels that are no claim known to be sent by GitHub: either a claim newer than this program, or the
    /// rest of a free text with an unencoded `:`.
    pub fn unknown_keys(&self) -> Vec<String> {
        let unknown = |segment| match segment {
            Segment::Claim { key, .. } if !segment::is_known_key(&key) => Some(key),
            _ => None,
        };
        self.segments().into_iter().filter_map(unknown).collect()
    }
}

impl TemplateSubject {
    /// The segments, in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Whether a segment says which repository it is, so that no other one can have the subject.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/security/oidc>
    pub fn names_its_repository(&self) -> bool {
        self.segments.iter().any(|segment| match segment {
            Segment::Repository(_) => true,
            Segment::Claim { key, .. } => {
                matches!(key.as_str(), "repository" | "repository_id" | "workflow_ref")
            }
            Segment::PullRequest => false,
        })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default(subject) => write!(f, "repo:{}:{}", subject.repository, subject.context),
            Self::Template(subject) => {
                for (n, segment) in subject.segments.iter().enumerate() {
                    write!(f, "{}{segment}", if n == 0 { "" } else { ":" })?;
                }
                Ok(())
            }
            Self::Other(subject) => f.write_str(subject.as_str()),
        }
    }
}

#[cfg(test)]
mod tests;

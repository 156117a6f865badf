//! From text to segments, and from segments to a subject.

use super::segment::{is_free_text, is_known_key, is_template_key};
use super::{Context, DefaultSubject, OtherSubject, RepositorySegment, Segment, Subject, TemplateSubject};
use crate::name::SubjectValue;

pub(super) fn parse(text: &str) -> Subject {
    segments(text)
        .filter(|segments| segments.first().is_some_and(is_githubs))
        .and_then(from_segments)
        .unwrap_or_else(|| Subject::Other(OtherSubject::new(text)))
}

pub(super) fn from_segments(segments: Vec<Segment>) -> Option<Subject> {
    if let [Segment::Repository(repository), context] = segments.as_slice()
        && let Some(context) = Context::from_segment(context)
    {
        return Some(Subject::Default(DefaultSubject { repository: repository.clone(), context }));
    }
    (!segments.is_empty()).then_some(Subject::Template(TemplateSubject { segments }))
}

/// Whether a subject that begins so is GitHub's rather than another issuer's: by a repository, by
/// `pull_request`, or by a claim that GitHub sends.
fn is_githubs(first: &Segment) -> bool {
    match first {
        Segment::Repository(_) | Segment::PullRequest => true,
        Segment::Claim { key, .. } => is_known_key(key),
    }
}

/// The segments of a text that is nothing but segments. A part that can neither be a label with a value nor
/// `pull_request` continues the free text before it.
fn segments(text: &str) -> Option<Vec<Segment>> {
    let mut parts = text.split(':').peekable();
    let mut segments: Vec<Segment> = Vec::new();
    while let Some(part) = parts.next() {
        if part == "pull_request" {
            segments.push(Segment::PullRequest);
        } else if is_template_key(part)
            && let Some(value) =
                parts.next_if(|value| part != "repo" || RepositorySegment::parse(value).is_some())
        {
            segments.push(match RepositorySegment::parse(value).filter(|_| part == "repo") {
                Some(repository) => Segment::Repository(repository),
                None => Segment::Claim { key: part.to_owned(), value: SubjectValue::as_it_stands(value) },
            });
        } else {
            match segments.last_mut() {
                Some(Segment::Claim { key, value }) if is_free_text(key) => value.push_raw(part),
                _ => return None,
            }
        }
    }
    Some(segments)
}

//! A value with its defects mended and its wildcards kept, where keeping them is safe.

use can_assume_github::subject::{Context, RepositorySegment, Subject};

use super::context::bare;
use super::{Defect, Key, Prefix, Reading, fits};

/// The value as it would have to be written; `None` where that is what was presented, letter by letter.
///
/// A wildcard is kept only behind an owner that is written out, and only for the repository or ref that it was
/// written for: `repo:octo*` would let in every owner whose name begins so.
pub(super) fn mended(key: Key, wanted: &str, presented: &str, defects: &[Defect]) -> Option<String> {
    if key != Key::Subject || !wanted.contains(['*', '?']) {
        return None;
    }
    let Subject::Default(subject) = Subject::parse(presented) else {
        let only_wildcard = defects == [Defect::Wildcard];
        return only_wildcard.then(|| wanted.to_owned());
    };
    let reading = Reading::new(wanted);
    let repository = repository(&reading, &subject.repository, defects)?;
    let context = match reading.context {
        Some(wanted) => Some(context(wanted, &subject.context, defects)?),
        None if reading.is_open_ended() => None,
        None => Some(subject.context.to_string()),
    };
    let text = match context {
        Some(context) => format!("repo:{repository}:{context}"),
        None => format!("repo:{repository}"),
    };
    (text.contains(['*', '?']) && fits(&text, presented)).then_some(text)
}

/// The repository part: the owner written out, the name with its wildcard where it had one.
fn repository(reading: &Reading<'_>, came: &RepositorySegment, defects: &[Defect]) -> Option<String> {
    let without_owner = !reading.repository.contains('/');
    if defects.contains(&Defect::WrongRepository) || without_owner && reading.repository.contains(['*', '?'])
    {
        return None;
    }
    let (owner, name) = reading.repository.split_once('/').unwrap_or((came.owner(), reading.repository));
    if owner.contains(['*', '?']) || !reading.labelled && !defects.contains(&Defect::Prefix(Prefix::Label)) {
        return None;
    }
    let full = came.to_string();
    let (full_owner, full_name) = full.split_once('/')?;
    let name = name.split('@').next().unwrap_or(name);
    let name = if name.contains(['*', '?']) { name } else { full_name };
    let kept = format!("{full_owner}/{name}");
    fits(&kept, &full).then_some(kept)
}

/// The context part.
fn context(wanted: &str, came: &Context, defects: &[Defect]) -> Option<String> {
    let text = came.to_string();
    if fits(wanted, &text) {
        return Some(wanted.to_owned());
    }
    if defects.iter().any(Defect::leaves_value_right) {
        return Some(text);
    }
    if defects.contains(&Defect::LabelMissing) {
        let label = match came {
            Context::Environment(_) => "environment:",
            Context::PullRequest => return Some(text),
            Context::Ref(git_ref) if git_ref.as_str().starts_with("refs/tags/") => "ref:refs/tags/",
            Context::Ref(_) => "ref:refs/heads/",
        };
        let labelled = format!("{label}{}", bare(wanted));
        return Some(if fits(&labelled, &text) { labelled } else { text });
    }
    Some(text)
}

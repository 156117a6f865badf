//! What a value says after the repository, against the context that came.

use can_assume_github::git_ref::{GitRef, RefKind};
use can_assume_github::subject::{Context, DefaultSubject};

use super::{Defect, Known, Reading, fits, fits_but_for_case};

/// Says how the context of `reading` differs from that of `subject`.
pub(super) fn compare(
    reading: &Reading<'_>,
    subject: &DefaultSubject,
    known: &Known<'_>,
    found: &mut Vec<Defect>,
) {
    let came = subject.context.to_string();
    let wanted = match reading.context {
        Some(wanted) => wanted,
        None if reading.is_open_ended() => return,
        None => return found.push(Defect::TailMissing),
    };
    if wanted.is_empty() {
        return found.push(Defect::TailMissing);
    }
    if fits(wanted, &came) {
        if reading.is_behind_slash() {
            found.push(Defect::TailMissing);
        }
        return;
    }
    if wanted.strip_prefix(':').is_some_and(|rest| fits(rest, &came)) {
        return found.push(Defect::LabelMissing);
    }
    if fits_but_for_case(wanted, &came) {
        let environment = matches!(subject.context, Context::Environment(_));
        return found.push(Defect::Case { environment });
    }
    match &subject.context {
        Context::Environment(name) => of_environment(wanted, name.as_str(), known, found),
        Context::PullRequest => of_pull_request(wanted, found),
        Context::Ref(git_ref) => of_ref(wanted, git_ref, found),
    }
}

/// What a value's context is about.
enum About<'a> {
    Environment(&'a str),
    PullRequest,
    Ref(&'a str),
    /// Wildcards and colons only.
    Anything,
    /// Without a label of GitHub's.
    Unlabelled(&'a str),
}

fn about(wanted: &str) -> About<'_> {
    if let Some(name) = wanted.strip_prefix("environment:") {
        About::Environment(name)
    } else if let Some(git_ref) = wanted.strip_prefix("ref:") {
        About::Ref(git_ref)
    } else if is_pull_request(wanted) {
        About::PullRequest
    } else if wanted.bytes().all(|byte| matches!(byte, b'*' | b'?' | b':')) {
        About::Anything
    } else {
        About::Unlabelled(wanted)
    }
}

/// `pull_request` with something behind it, or spelled otherwise.
pub(crate) fn is_pull_request(wanted: &str) -> bool {
    let first = wanted.split(':').next().unwrap_or_default();
    let letters: String = first.chars().filter(char::is_ascii_alphabetic).collect();
    ["pullrequest", "pullrequests", "pullrequesttarget", "pr"]
        .iter()
        .any(|known| letters.eq_ignore_ascii_case(known))
}

fn of_environment(wanted: &str, came: &str, known: &Known<'_>, found: &mut Vec<Defect>) {
    match about(wanted) {
        About::Environment(name) => found.push(environment_name(name, came)),
        About::Ref(_) => {
            let proven = known.claim("ref").is_some_and(|git_ref| fits(wanted, &format!("ref:{git_ref}")));
            found.push(Defect::EnvironmentReplacesRef { proven });
        }
        About::PullRequest => found.push(Defect::EnvironmentReplacesRef { proven: false }),
        About::Anything => found.push(Defect::Differs),
        About::Unlabelled(text) => {
            found.push(Defect::LabelMissing);
            let name = without_label(text, &["environments", "environment", "env"]);
            if fits_but_for_case(name, came) {
                return;
            }
            let branch = known.claim("ref").and_then(|git_ref| {
                GitRef::new(git_ref.as_str()).as_str().strip_prefix("refs/heads/").map(str::to_owned)
            });
            if text.contains("refs/") || branch.is_some_and(|branch| fits(bare(text), &branch)) {
                found.push(Defect::EnvironmentReplacesRef { proven: false });
            } else {
                found.push(Defect::Environment);
            }
        }
    }
}

/// An environment's name against another: a colon in it, or another environment.
pub(super) fn environment_name(wanted: &str, came: &str) -> Defect {
    let plain = |text: &str| text.replace("%3A", ":").replace("%3a", ":");
    if (wanted.contains(':') || came.contains(':') || came.contains("%3A") || wanted.contains("%3"))
        && fits_but_for_case(&plain(wanted), &plain(came))
    {
        Defect::Colon
    } else {
        Defect::Environment
    }
}

fn of_pull_request(wanted: &str, found: &mut Vec<Defect>) {
    if let About::Unlabelled(_) = about(wanted) {
        found.push(Defect::LabelMissing);
    }
    found.push(Defect::PullRequest);
}

fn of_ref(wanted: &str, came: &GitRef, found: &mut Vec<Defect>) {
    match about(wanted) {
        About::Environment(_) => found.push(Defect::EnvironmentReplacesRef { proven: false }),
        About::PullRequest => found.push(Defect::PullRequest),
        About::Ref(git_ref) => found.extend(git_refs(git_ref, came)),
        About::Anything => found.push(Defect::Differs),
        About::Unlabelled(text) => {
            found.push(Defect::LabelMissing);
            let name = without_label(text, &["branches", "branch", "heads", "tags", "tag", "ref"]);
            let second: Vec<Defect> =
                git_refs(name, came).into_iter().filter(|defect| *defect != Defect::LabelMissing).collect();
            found.extend(second);
        }
    }
}

/// A ref against another: its prefix, its kind, or its name.
pub(super) fn git_refs(wanted: &str, came: &GitRef) -> Vec<Defect> {
    let full = came.as_str();
    let mut found = Vec::new();
    let name = full.strip_prefix("refs/heads/").or_else(|| full.strip_prefix("refs/tags/")).unwrap_or(full);
    if !begins_as_a_ref(wanted) {
        found.push(Defect::LabelMissing);
        if fits(bare(wanted), name) {
            return found;
        }
    } else if fits(wanted, full) {
        return found;
    }
    let wants_tags = wanted.starts_with("refs/tags/") || wanted.starts_with("tags/");
    let wants_branches = wanted.starts_with("refs/heads/") || wanted.starts_with("heads/");
    let is_tag = matches!(came.kind(), RefKind::Tag(_));
    let other_kind = (is_tag && wants_branches) || (!is_tag && wants_tags);
    found.push(if other_kind { Defect::Tag } else { Defect::Branch });
    found
}

/// The name of a branch or tag, without what was written of its prefix.
pub(super) fn bare(wanted: &str) -> &str {
    let mut rest = wanted;
    for prefix in ["ref:", "refs/", "ref/", "heads/", "head/", "branches/", "branch/", "tags/", "tag/"] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    rest.strip_suffix('/').unwrap_or(rest)
}

/// Whether a value begins as the refs of workflow runs do, or with a wildcard that may stand for that.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context>, `github.ref`
fn begins_as_a_ref(wanted: &str) -> bool {
    let wild = |part: &str| part.contains(['*', '?']);
    if wanted.starts_with(['*', '?']) {
        return true;
    }
    let mut parts = wanted.splitn(3, '/');
    match (parts.next().unwrap_or_default(), parts.next()) {
        ("refs", Some(second)) => wild(second) || matches!(second, "heads" | "tags" | "pull"),
        (first, _) => wild(first) && first.starts_with("ref"),
    }
}

/// The text after one of these labels and `:` or `/`, in any case; the whole text where there is none.
fn without_label<'a>(text: &'a str, labels: &[&str]) -> &'a str {
    labels
        .iter()
        .find_map(|label| {
            let (head, rest) = text.split_at_checked(label.len())?;
            head.eq_ignore_ascii_case(label).then(|| rest.strip_prefix([':', '/', '=']))?
        })
        .unwrap_or(text)
}

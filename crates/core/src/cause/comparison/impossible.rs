//! Values that no token of GitHub can have, whatever the repository and its template.
//!
//! Another value belongs in the place of such a one, not beside it. What is not seen to be impossible is taken for possible.
//!
//! Source: <https://docs.github.com/en/actions/reference/security/oidc>

use can_assume_github::name::is_name_char;

use super::reading::is_label;

/// Whether no token can have a text that `wanted`, a pattern, matches under the key for `claim`.
pub(super) fn is_impossible(claim: &str, wanted: &str) -> bool {
    let literal = wanted.split(['*', '?']).next().unwrap_or_default();
    let whole = literal.len() == wanted.len();
    match claim {
        "sub" => subject(literal, whole),
        "job_workflow_ref" => whole && !is_file_at_ref(wanted),
        "repository_id" | "repository_owner_id" | "actor_id" | "enterprise_id" => {
            literal.bytes().any(|byte| !byte.is_ascii_digit()) || wanted.is_empty()
        }
        _ => false,
    }
}

/// `OWNER/NAME/.github/workflows/FILE@REF`, where a ref is written in full and a commit has 40 digits.
fn is_file_at_ref(wanted: &str) -> bool {
    let Some((file, reference)) = wanted.rsplit_once('@') else { return false };
    let commit = reference.len() == 40 && reference.bytes().all(|byte| byte.is_ascii_hexdigit());
    file.contains("/.github/workflows/") && (commit || reference.starts_with("refs/"))
}

/// A subject, or the beginning of one: parts between colons, of which the first is a label, and `repo`'s two names.
fn subject(literal: &str, whole: bool) -> bool {
    let parts: Vec<&str> = literal.split(':').collect();
    // The last part may go on where a wildcard follows.
    let complete = |at: usize| whole || at + 1 < parts.len();
    let label = parts.first().copied().unwrap_or_default();
    if complete(0) && !is_label(label) {
        return true;
    }
    if label != "repo" || parts.len() < 2 {
        return false;
    }
    let repository = parts.get(1).copied().unwrap_or_default();
    let slashes = repository.matches('/').count();
    let strange = |letter: char| !(is_name_char(letter) || matches!(letter, '/' | '@'));
    if slashes > 1 || repository.contains(strange) || (complete(1) && slashes == 0) {
        return true;
    }
    match parts.get(2) {
        Some(next) if complete(2) => !is_label(next) || whole && is_cut_off(&parts),
        _ => false,
    }
}

/// Whether a subject of the default template ends in a `:`, or its ref in a `/`; an empty ref is one.
fn is_cut_off(parts: &[&str]) -> bool {
    let last = parts.last().copied().unwrap_or_default();
    let of_ref = parts.get(2) == Some(&"ref");
    of_ref && (parts.len() > 4 && last.is_empty() || last.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_impossible;

    #[test]
    fn subjects() {
        for wanted in [
            "\"repo:o/r:pull_request\"",
            "repo:o/r/*",
            "repo:o/r::ref:refs/heads/main",
            "repo:o/r:ref:refs/heads/main:",
            "repo:o/r:ref:refs/heads/main/",
            "repo:o/{a,b}:ref:refs/heads/main",
            "repo:o:*",
            "repo:o/r:pull-request",
            "arn:aws:iam::123456789012:role/x",
            "sts.amazonaws.com",
        ] {
            assert!(is_impossible("sub", wanted), "{wanted}");
        }
        for wanted in [
            "repo:o/r:ref:refs/heads/main",
            "repo:o/r:*",
            "repo:o/r*",
            "repo:o*",
            "re*",
            "*",
            "repo:o/r",
            "repo:o@1/r@2:environment:a%3Ab",
            "repo:o/r:pull_request:*",
            "repo:o/r:environment:x:job_workflow_ref:*",
            "repository_owner:o",
            "repo:o/r:ref:",
        ] {
            assert!(!is_impossible("sub", wanted), "{wanted}");
        }
    }

    #[test]
    fn other_claims() {
        assert!(is_impossible("repository_id", "octo-org/app"));
        assert!(!is_impossible("repository_id", "123*"));
        assert!(is_impossible("job_workflow_ref", "o/r/.github/workflows/f.yml@main"));
        assert!(is_impossible("job_workflow_ref", "o/r/.github/workflows/f.yml"));
        assert!(!is_impossible("job_workflow_ref", "o/r/.github/workflows/f.yml@refs/heads/main"));
        assert!(!is_impossible("job_workflow_ref", "o/r/.github/workflows/*"));
        assert!(!is_impossible("environment", "anything"));
    }
}

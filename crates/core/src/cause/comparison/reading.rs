//! A policy's value for `sub`, taken apart as far as it can be.

use can_assume_github::claims::claim_info;

/// A value that was meant to be a subject of GitHub's default form, in its parts.
///
/// Every text can be read; what it lacks is absent. Places are byte offsets in the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading<'a> {
    /// Everything up to the context: the label, a host, the repository.
    pub(crate) head: &'a str,
    /// Whether it begins with `repo:`, or with a `*` that stands for it.
    pub(crate) labelled: bool,
    /// A host or clone address before the repository.
    pub(crate) host: Option<&'a str>,
    /// `OWNER/NAME`, with or without ids and wildcards.
    pub(crate) repository: &'a str,
    /// Where it begins.
    pub(crate) repository_at: usize,
    /// What follows the repository; `None` where the value ends with it.
    pub(crate) context: Option<&'a str>,
    /// Where the context begins.
    pub(crate) context_at: usize,
    /// Whether it begins behind a `/`.
    slash: bool,
}

impl<'a> Reading<'a> {
    /// Takes a value apart.
    pub(crate) fn new(text: &'a str) -> Self {
        let after_label = text.strip_prefix("repo:").or_else(|| misspelt_label(text));
        let labelled = text.starts_with("repo:") || text.starts_with('*');
        let body = after_label.unwrap_or(text);
        let (host, after_host) = host(body);
        let (whole, context) = match after_host.split_once(':') {
            Some((repository, context)) => (repository, Some(context)),
            None => (after_host, None),
        };
        // Neither name can hold a `/`: what follows a second one was meant to be the context.
        let second = whole.match_indices('/').nth(1).map(|(at, _)| at);
        let (named, context) = match second.and_then(|at| Some((whole.get(..at)?, after_host.get(at + 1..)?)))
        {
            Some((named, rest)) => (named, Some(rest)),
            None => (whole, context),
        };
        let repository = named.strip_suffix(".git").unwrap_or(named);
        let host = host.or_else(|| named.ends_with(".git").then_some(".git"));
        let repository_at = text.len() - after_host.len();
        let context_at = context.map_or(text.len(), |context| text.len() - context.len());
        let head_end = repository_at + named.len();
        let head = text.get(..head_end).unwrap_or(text);
        let slash = second.is_some();
        Self { head, labelled, host, repository, repository_at, context, context_at, slash }
    }

    /// Whether a `/` stands before the context, where GitHub writes `:`.
    pub(crate) fn is_behind_slash(&self) -> bool {
        self.slash
    }

    /// The environment and the ref of a context that names both, one behind the other, as no subject of the default form
    /// does: `environment:prod:ref:refs/heads/main`.
    pub(crate) fn environment_and_ref(&self) -> Option<(&'a str, &'a str)> {
        let context = self.context?;
        let (environment, git_ref) = match context.strip_prefix("environment:") {
            Some(rest) => rest.split_once(":ref:")?,
            None => {
                let (git_ref, environment) = context.strip_prefix("ref:")?.split_once(":environment:")?;
                (environment, git_ref)
            }
        };
        // A label behind them is a further claim's, of a template.
        (git_ref.starts_with("refs/") && !git_ref.contains(':') && !environment.contains(':'))
            .then_some((environment, git_ref))
    }

    /// Whether a wildcard at the end stands for the context.
    pub(crate) fn is_open_ended(&self) -> bool {
        self.context.is_none() && self.head.ends_with('*')
    }
}

/// The rest of a value whose label is nearly `repo:`.
fn misspelt_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let near = ["repo", "repos", "repository", "repositories", "github"];
    let meant = near.iter().any(|known| label.trim().eq_ignore_ascii_case(known));
    (meant && !rest.starts_with("//")).then_some(rest)
}

/// A host, or the scheme and host of a URL, before the repository, and what follows it.
fn host(body: &str) -> (Option<&str>, &str) {
    if let Some((scheme, rest)) = body.split_once("://")
        && !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+')
        && let Some((host, path)) = rest.split_once('/')
    {
        return (Some(host), path);
    }
    if let Some(rest) = body.strip_prefix("git@")
        && let Some((host, path)) = rest.split_once([':', '/'])
    {
        return (Some(host), path);
    }
    let first_part = body.split(':').next().unwrap_or_default();
    // An owner's name has no dot; with two more names behind it, it is a host.
    if let Some((host, rest)) = body.split_once('/')
        && host.contains('.')
        && !host.contains(['*', '?', ':'])
        && first_part.matches('/').count() >= 2
    {
        return (Some(host), rest);
    }
    (None, body)
}

/// The labels of a subject in order: `repo`, `pull_request` and the names of claims that GitHub sends.
pub(super) fn labels(text: &str) -> Vec<&str> {
    text.split(':').filter(|part| is_label(part)).collect()
}

/// Whether a part of a subject can be a label of GitHub's.
pub(super) fn is_label(part: &str) -> bool {
    matches!(part, "repo" | "pull_request") || claim_info(part).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str) -> (bool, Option<&str>, &str, Option<&str>) {
        let reading = Reading::new(text);
        (reading.labelled, reading.host, reading.repository, reading.context)
    }

    #[test]
    fn whole_values() {
        assert_eq!(read("repo:o/r:ref:refs/heads/main"), (true, None, "o/r", Some("ref:refs/heads/main")));
        assert_eq!(read("repo:o@1/r@2:pull_request"), (true, None, "o@1/r@2", Some("pull_request")));
        assert_eq!(read("repo:o/*"), (true, None, "o/*", None));
        assert_eq!(read("*:ref:refs/heads/main"), (true, None, "*", Some("ref:refs/heads/main")));
    }

    #[test]
    fn values_with_parts_missing_or_too_many() {
        assert_eq!(read("o/r:ref:refs/heads/main"), (false, None, "o/r", Some("ref:refs/heads/main")));
        assert_eq!(read("repo:r:*"), (true, None, "r", Some("*")));
        assert_eq!(read("Repo:o/r:*"), (false, None, "o/r", Some("*")));
        assert_eq!(read("repo:o/r/main"), (true, None, "o/r", Some("main")));
        assert_eq!(read("repo:o/r/ref:refs/heads/main"), (true, None, "o/r", Some("ref:refs/heads/main")));
        assert_eq!(read(""), (false, None, "", None));
    }

    #[test]
    fn hosts_and_clone_addresses() {
        for text in [
            "repo:github.com/o/r:*",
            "repo:https://github.com/o/r:*",
            "repo:https://github.com/o/r.git:*",
            "repo:git@github.com:o/r.git:*",
        ] {
            assert_eq!(read(text), (true, Some("github.com"), "o/r", Some("*")), "{text}");
        }
        assert_eq!(read("https://github.com/o/r:*"), (false, Some("github.com"), "o/r", Some("*")));
        assert_eq!(read("repo:o/r.git:*"), (true, Some(".git"), "o/r", Some("*")));
    }
}

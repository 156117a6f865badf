//! What a job is for, by its event and environment.

/// The part of a subject that the key `context` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContextKind {
    /// `environment:NAME`.
    Environment,
    /// `pull_request`.
    PullRequest,
    /// `ref:REF`.
    Ref,
}

/// The contexts a job may have, the likeliest first: the environment where it declares one (an empty name
/// declares none), else `pull_request` for the events of pull requests, else the ref.
///
/// Two are told where GitHub's documentation does not settle it: for `pull_request_target`, of which
/// `pull_request` was observed, and for reviews.
///
/// Sources: <https://docs.github.com/en/actions/reference/security/oidc>; observed:
/// <https://github.com/chainguard-dev/ghaudit>, <https://github.com/octo-sts/action>; to the contrary
/// <https://github.com/DataDog/team-freeze-guard>.
pub fn contexts(event: &str, environment: Option<&str>) -> &'static [ContextKind] {
    if environment.is_some_and(|name| !name.is_empty()) {
        return &[ContextKind::Environment];
    }
    match event {
        "pull_request" => &[ContextKind::PullRequest],
        "pull_request_target" | "pull_request_review" | "pull_request_review_comment" => {
            &[ContextKind::PullRequest, ContextKind::Ref]
        }
        _ => &[ContextKind::Ref],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ContextKind::{Environment, PullRequest, Ref};

    #[test]
    fn environment_then_pull_request_then_ref() {
        for (event, environment, expected) in [
            ("pull_request", Some("prod"), &[Environment][..]),
            ("pull_request", Some(""), &[PullRequest]),
            ("pull_request", None, &[PullRequest]),
            ("pull_request_target", None, &[PullRequest, Ref]),
            ("pull_request_review", None, &[PullRequest, Ref]),
            ("pull_request_review_comment", None, &[PullRequest, Ref]),
            ("push", None, &[Ref]),
            ("merge_group", None, &[Ref]),
            ("workflow_run", None, &[Ref]),
            ("push", Some("prod"), &[Environment]),
        ] {
            assert_eq!(contexts(event, environment), expected, "{event} {environment:?}");
        }
    }
}

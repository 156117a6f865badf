//! The events, and what each does to the token.

/// What is to be known of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventInfo {
    /// Its name in `on`.
    pub name: &'static str,
    /// Which ref the run has.
    pub ref_rule: RefRule,
    /// Who can start a run.
    pub starter: Starter,
}

/// Which ref a run of an event has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefRule {
    /// The pushed branch or tag.
    Push,
    /// `refs/pull/N/merge`; the base branch when a pull request is closed by merging.
    PullRequest,
    /// `refs/pull/N/merge`; whether the context is `pull_request` or the ref is not settled.
    Review,
    /// The default branch, though the context is `pull_request`.
    PullRequestTarget,
    /// The temporary branch of the merge queue.
    MergeGroup,
    /// The default branch.
    DefaultBranch,
    /// The branch or tag that was chosen.
    Chosen,
    /// The tag of the release.
    ReleaseTag,
    /// The branch or tag that was created or that a package belongs to.
    BranchOrTag,
    /// The branch or tag that was deployed; empty when the deployment was made from a commit.
    Deployed,
    /// The caller's.
    Caller,
}

/// Who can start a run of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    /// Somebody, or something, with write access.
    Writer,
    /// Anybody with a fork, but then without a token.
    Fork,
    /// Anybody, with a token: on a public repository the run is privileged and anybody can start it.
    Anyone,
}

/// Looks an event up by the name it has in `on`.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>
pub fn event_info(name: &str) -> Option<&'static EventInfo> {
    EVENTS.iter().find(|event| event.name == name)
}

const fn event(name: &'static str, ref_rule: RefRule, starter: Starter) -> EventInfo {
    EventInfo { name, ref_rule, starter }
}

const EVENTS: [EventInfo; 37] = [
    event("push", RefRule::Push, Starter::Writer),
    event("pull_request", RefRule::PullRequest, Starter::Fork),
    event("pull_request_target", RefRule::PullRequestTarget, Starter::Anyone),
    event("pull_request_review", RefRule::Review, Starter::Fork),
    event("pull_request_review_comment", RefRule::Review, Starter::Fork),
    event("merge_group", RefRule::MergeGroup, Starter::Writer),
    event("schedule", RefRule::DefaultBranch, Starter::Writer),
    event("workflow_dispatch", RefRule::Chosen, Starter::Writer),
    event("repository_dispatch", RefRule::DefaultBranch, Starter::Writer),
    event("workflow_run", RefRule::DefaultBranch, Starter::Anyone),
    event("workflow_call", RefRule::Caller, Starter::Writer),
    event("release", RefRule::ReleaseTag, Starter::Writer),
    event("create", RefRule::BranchOrTag, Starter::Writer),
    event("delete", RefRule::DefaultBranch, Starter::Writer),
    event("deployment", RefRule::Deployed, Starter::Writer),
    event("deployment_status", RefRule::Deployed, Starter::Writer),
    event("registry_package", RefRule::BranchOrTag, Starter::Writer),
    event("issue_comment", RefRule::DefaultBranch, Starter::Anyone),
    event("issues", RefRule::DefaultBranch, Starter::Anyone),
    event("discussion", RefRule::DefaultBranch, Starter::Anyone),
    event("discussion_comment", RefRule::DefaultBranch, Starter::Anyone),
    event("watch", RefRule::DefaultBranch, Starter::Anyone),
    event("fork", RefRule::DefaultBranch, Starter::Anyone),
    event("label", RefRule::DefaultBranch, Starter::Writer),
    event("milestone", RefRule::DefaultBranch, Starter::Writer),
    event("public", RefRule::DefaultBranch, Starter::Writer),
    event("gollum", RefRule::DefaultBranch, Starter::Writer),
    event("status", RefRule::DefaultBranch, Starter::Writer),
    event("check_run", RefRule::DefaultBranch, Starter::Writer),
    event("check_suite", RefRule::DefaultBranch, Starter::Writer),
    event("branch_protection_rule", RefRule::DefaultBranch, Starter::Writer),
    event("page_build", RefRule::DefaultBranch, Starter::Writer),
    event("image_version", RefRule::DefaultBranch, Starter::Writer),
    event("project", RefRule::DefaultBranch, Starter::Writer),
    event("project_card", RefRule::DefaultBranch, Starter::Writer),
    event("project_column", RefRule::DefaultBranch, Starter::Writer),
    event("pull_request_comment", RefRule::DefaultBranch, Starter::Anyone),
];

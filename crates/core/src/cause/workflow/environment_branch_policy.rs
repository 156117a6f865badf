//! The environment does not let the ref deploy.

use super::Proposals;
use crate::cause::CauseMeta;

pub(super) static META: CauseMeta = CauseMeta {
    id: "environment-branch-policy",
    title: "the environment does not let this branch or tag deploy, so that the job does not start",
    page: "\
An environment can limit which branches and tags may deploy to it. A job that names the environment does not start on any
other ref, and so gets no token. The patterns are matched with the ref of the run: for a pull request that is
`refs/pull/N/merge`, for `pull_request_target` the default branch.

A pattern for branches does not cover tags, and `*` does not match a `/`: `release/*` covers `release/1` and not
`release/1/fix`.

## What to do

Run the job on a ref that the environment lets deploy, or add the ref to the environment's rules. The rule is usually
there on purpose: it is what keeps other branches from the role.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments#deployment-branches-and-tags>
",
};

/// The rule is in the repository's settings.
pub(super) fn propose() -> Proposals {
    Proposals {
        helps: vec![
            "run the job on a ref that the environment lets deploy, or add the ref to its deployment rules"
                .to_owned(),
        ],
        ..Proposals::default()
    }
}

//! The run is for a pull request from a fork.

use super::Proposals;
use crate::cause::CauseMeta;

pub(super) static META: CauseMeta = CauseMeta {
    id: "token-fork",
    title: "a pull request from a fork gets no token",
    page: "\
Whoever opens a pull request from a fork chooses the code that runs for it. GitHub therefore lowers every permission of
such a run to `read`, and `id-token` has no level `read`: `id-token: write` has no effect. The same workflow works for a
pull request from a branch of the repository itself.

Two things differ. A private repository can send write tokens to workflows from pull requests of forks, if its settings
say so. And `pull_request_target` does get a token, also for forks: it runs the file of the default branch, and must
never run the code of the pull request.

## What to do

- Keep what needs AWS out of the runs for forks: `if: github.event.pull_request.head.repo.full_name == github.repository`
- Build and test in `pull_request`, without credentials; deploy from a push to the default branch.
- Do not switch to `pull_request_target` to get a token: its subject ends in `pull_request`, which a role that trusts it
  gives to every fork.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions>
",
};

/// No edit gives a fork a token; the run can be spared.
pub(super) fn propose() -> Proposals {
    Proposals {
        helps: vec![
            "keep the job out of runs for forks: `if: github.event.pull_request.head.repo.full_name == github.repository`"
                .to_owned(),
        ],
        ..Proposals::default()
    }
}

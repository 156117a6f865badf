//! The options about a workflow, which several commands share.

use std::path::PathBuf;

use clap::Args;

/// Which cases of a workflow are asked for, and what is known of its repository.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Workflow")]
pub(crate) struct WorkflowArgs {
    /// Only this job.
    #[arg(long, value_name = "ID", requires = "workflow")]
    pub(crate) job: Option<String>,

    /// Only runs that this event starts.
    #[arg(long, value_name = "EVENT", requires = "workflow")]
    pub(crate) event: Option<String>,

    /// Only runs on this ref, in full: `refs/heads/main`.
    #[arg(long = "ref", value_name = "REF", requires = "workflow")]
    pub(crate) git_ref: Option<String>,

    /// The repository that the workflow runs in, as `OWNER/NAME` in GitHub's own casing.
    #[arg(long, value_name = "OWNER/NAME", requires = "workflow")]
    pub(crate) repo: Option<String>,

    /// What the workflow does not say: ids, default branch, environments, template; `can-assume facts` asks GitHub.
    #[arg(long, value_name = "FILE", requires = "workflow")]
    pub(crate) facts: Option<PathBuf>,
}

impl WorkflowArgs {
    /// The first of the options that is given, as it is written.
    pub(crate) fn given(&self) -> Option<&'static str> {
        let options = [
            (self.job.is_some(), "--job"),
            (self.event.is_some(), "--event"),
            (self.git_ref.is_some(), "--ref"),
            (self.repo.is_some(), "--repo"),
            (self.facts.is_some(), "--facts"),
        ];
        options.into_iter().find(|(given, _)| *given).map(|(_, name)| name)
    }
}

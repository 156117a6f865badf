//! A workflow, what is known of its repository, and what its runs are predicted to be issued.

use std::path::Path;

use can_assume_core::diagnostic::SourceText;
use can_assume_core::github::facts::Facts;
use can_assume_core::github::workflow::{Candidate, Prediction};
use can_assume_core::read;
use can_assume_core::workflow::{Selection, select};

use super::file::Limit;
use super::{InputError, Reader, Repository};
use crate::args::WorkflowArgs;

/// A workflow as it was read.
#[derive(Debug)]
pub(crate) struct Workflow {
    /// Its text.
    pub(crate) source: SourceText,
    /// What is known of its repository.
    pub(crate) facts: Facts,
    /// The other files of the repository.
    pub(crate) repository: Repository,
    /// What its runs would be issued.
    pub(crate) prediction: Prediction,
    /// The cases that are asked for.
    pub(crate) selection: Selection,
}

impl Workflow {
    /// The cases that are asked for.
    ///
    /// # Errors
    /// When there are none.
    pub(crate) fn candidates(&self) -> Result<Vec<Candidate>, InputError> {
        select(&self.prediction, &self.selection)
            .map_err(|error| read::nothing_selected(&self.source, &error))
    }
}

/// Reads the workflow at `path`, and predicts.
///
/// # Errors
/// When a file cannot be read, is no YAML or no workflow, or the facts contradict the options.
pub(crate) fn workflow(
    reader: &mut Reader,
    path: &Path,
    args: &WorkflowArgs,
) -> Result<Workflow, InputError> {
    let source = reader.text("--workflow", path, Limit::Workflow)?;
    let facts = facts(reader, args)?;
    let repository = Repository::around(path);
    let prediction = read::prediction(&source, &facts, &repository)?;
    let selection =
        Selection { job: args.job.clone(), event: args.event.clone(), git_ref: args.git_ref.clone() };
    Ok(Workflow { source, facts, repository, prediction, selection })
}

/// The facts of `--facts`, with the repository of `--repo`.
fn facts(reader: &mut Reader, args: &WorkflowArgs) -> Result<Facts, InputError> {
    let facts = match &args.facts {
        None => Facts::default(),
        Some(path) => read::facts(&reader.text("--facts", path, Limit::Document)?)?,
    };
    match &args.repo {
        Some(repository) => read::facts_about(facts, repository),
        None => Ok(facts),
    }
}

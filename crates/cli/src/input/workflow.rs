//! A workflow, what is known of its repository, and what its runs are predicted to be issued.

use std::path::Path;

use can_assume_core::diagnostic::SourceText;
use can_assume_core::github::facts::Facts;
use can_assume_core::github::workflow::{Candidate, Prediction, Token, predict, predict_fragment};
use can_assume_core::iam::span::Span;
use can_assume_core::workflow::{Selection, SelectionError, select};

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
        select(&self.prediction, &self.selection).map_err(|error| nothing_selected(&self.source, &error))
    }
}

/// What is said when nothing fits the options.
pub(crate) fn nothing_selected(source: &SourceText, error: &SelectionError) -> InputError {
    InputError::plain(format!("{}: {}", source.name, error.message), error.help.clone())
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
    let source = reader.text("--workflow", path, Limit::Document)?;
    let facts = facts(reader, args)?;
    let repository = Repository::around(path);
    let whole = predict(&source.name, &source.text, &facts, &repository).or_else(|error| {
        // Reports and questions show pieces of workflows: a lone job, a few steps.
        let piece = if error.is_not_a_workflow() {
            predict_fragment(&source.name, &source.text, &facts, &repository).ok()
        } else {
            None
        };
        let shows_something = |piece: &Prediction| {
            piece.candidates().any(|one| !one.steps.is_empty() || !matches!(one.token, Token::No { .. }))
        };
        piece.filter(shows_something).ok_or(error)
    });
    let prediction = whole.map_err(|error| {
        let help = if error.is_limit() {
            "GitHub does not run a workflow of this size; is this the right file?"
        } else if error.is_not_a_workflow() {
            "give a file of `.github/workflows`, with `on` and `jobs`"
        } else {
            "correct the YAML at this place"
        };
        let span = Span::new(error.span().start, error.span().end);
        InputError::at(&source, span, error.message(), help)
    })?;
    let selection =
        Selection { job: args.job.clone(), event: args.event.clone(), git_ref: args.git_ref.clone() };
    Ok(Workflow { source, facts, repository, prediction, selection })
}

/// The facts of `--facts`, with the repository of `--repo`.
fn facts(reader: &mut Reader, args: &WorkflowArgs) -> Result<Facts, InputError> {
    let mut facts = match &args.facts {
        None => Facts::default(),
        Some(path) => {
            let source = reader.text("--facts", path, Limit::Document)?;
            Facts::from_json(&source.text).map_err(|error| {
                InputError::plain(
                    format!("{}:{}:{}: {}", source.name, error.line(), error.column(), error.message()),
                    "`can-assume facts --repo OWNER/NAME` writes such a file",
                )
            })?
        }
    };
    if let Some(repo) = &args.repo {
        let (owner, name) = repository_name(repo)?;
        for (known, given) in [(&mut facts.repository.owner, owner), (&mut facts.repository.name, name)] {
            match known {
                Some(known) if !known.eq_ignore_ascii_case(given) => {
                    return Err(InputError::plain(
                        format!("--repo is `{repo}`, the facts are about another repository (`{known}`)"),
                        "leave one of them out",
                    ));
                }
                Some(_) => {}
                None => *known = Some(given.to_owned()),
            }
        }
    }
    Ok(facts)
}

/// `OWNER/NAME` taken apart.
///
/// # Errors
/// When it is something else.
pub(crate) fn repository_name(repo: &str) -> Result<(&str, &str), InputError> {
    let allowed = |text: &str| {
        !text.is_empty()
            && !text.starts_with("..")
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    repo.split_once('/').filter(|(owner, name)| allowed(owner) && allowed(name)).ok_or_else(|| {
        InputError::plain(format!("--repo `{repo}` is not OWNER/NAME"), "write it like `octo-org/api`")
    })
}

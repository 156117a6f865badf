//! A workflow, what is known of its repository, and what its runs are predicted to be issued.

use can_assume_github::facts::Facts;
use can_assume_github::workflow::{Prediction, Resolver, Token, predict, predict_fragment};
use can_assume_iam::span::Span;

use super::InputError;
use crate::diagnostic::SourceText;
use crate::workflow::SelectionError;

/// What the runs of the workflow in `source` would be issued; `files` has the other files of its repository.
///
/// # Errors
/// When the text is no YAML or no workflow, or more than GitHub runs.
pub fn prediction(
    source: &SourceText,
    facts: &Facts,
    files: &dyn Resolver,
) -> Result<Prediction, InputError> {
    let whole = predict(&source.name, &source.text, facts, files).or_else(|error| {
        // Reports and questions show pieces of workflows: a lone job, a few steps.
        let piece = if error.is_not_a_workflow() {
            predict_fragment(&source.name, &source.text, facts, files).ok()
        } else {
            None
        };
        let shows_something = |piece: &Prediction| {
            piece.candidates().any(|one| !one.steps.is_empty() || !matches!(one.token, Token::No { .. }))
        };
        piece.filter(shows_something).ok_or(error)
    });
    whole.map_err(|error| {
        let help = if error.is_limit() {
            "GitHub does not run a workflow of this size; is this the right file?"
        } else if error.is_not_a_workflow() {
            "give a file of `.github/workflows`, with `on` and `jobs`"
        } else {
            "correct the YAML at this place"
        };
        let span = Span::new(error.span().start, error.span().end);
        InputError::at(source, span, error.message(), help)
    })
}

/// What is said when nothing fits the options.
pub fn nothing_selected(source: &SourceText, error: &SelectionError) -> InputError {
    InputError::plain(format!("{}: {}", source.name, error.message), error.help.clone())
}

/// Reads what is known of a repository.
///
/// # Errors
/// When the text is no JSON object of facts.
pub fn facts(source: &SourceText) -> Result<Facts, InputError> {
    Facts::from_json(&source.text).map_err(|error| {
        InputError::plain(
            format!("{}:{}:{}: {}", source.name, error.line(), error.column(), error.message()),
            "`can-assume facts --repo OWNER/NAME` writes such a file",
        )
    })
}

/// The facts with the repository `OWNER/NAME`, where they do not say.
///
/// # Errors
/// When the name is something else, or the facts are about another repository.
pub fn facts_about(mut facts: Facts, repository: &str) -> Result<Facts, InputError> {
    let (owner, name) = repository_name(repository)?;
    for (known, given) in [(&mut facts.repository.owner, owner), (&mut facts.repository.name, name)] {
        match known {
            Some(known) if !known.eq_ignore_ascii_case(given) => {
                return Err(InputError::plain(
                    format!("--repo is `{repository}`, the facts are about another repository (`{known}`)"),
                    "leave one of them out",
                ));
            }
            Some(_) => {}
            None => *known = Some(given.to_owned()),
        }
    }
    Ok(facts)
}

/// `OWNER/NAME` taken apart.
///
/// # Errors
/// When it is something else.
pub fn repository_name(repository: &str) -> Result<(&str, &str), InputError> {
    let allowed = |text: &str| {
        !text.is_empty()
            && !text.starts_with("..")
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    repository.split_once('/').filter(|(owner, name)| allowed(owner) && allowed(name)).ok_or_else(|| {
        InputError::plain(format!("--repo `{repository}` is not OWNER/NAME"), "write it like `octo-org/api`")
    })
}

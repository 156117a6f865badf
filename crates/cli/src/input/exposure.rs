//! What `who` and `diff` read.

use std::path::Path;
use std::sync::Arc;

use can_assume_core::diagnostic::SourceText;
use can_assume_core::exposure::Options;
use can_assume_core::github::facts::Facts;
use can_assume_core::question::{Policy, Role};
use can_assume_core::sources::find;

use super::file::Limit;
use super::policies::{of_parsed, refused};
use super::{InputError, Reader};
use crate::args::KnownArgs;

/// The roles of a file with their trust policies; with `wanted` the one that is called so.
///
/// # Errors
/// When the file holds no trust policy, none is called so, or one of them cannot be read.
pub(crate) fn roles(
    reader: &mut Reader,
    option: &'static str,
    path: &Path,
    wanted: Option<&str>,
) -> Result<Vec<(Role, Policy)>, InputError> {
    roles_in(&reader.text(option, path, Limit::Dump)?, wanted)
}

/// The roles of a text with their trust policies: see [`roles`].
///
/// # Errors
/// As those of [`roles`].
pub(crate) fn roles_in(file: &SourceText, wanted: Option<&str>) -> Result<Vec<(Role, Policy)>, InputError> {
    let found = find::find(&file.text, &file.name)
        .map_err(|error| InputError::at(file, error.span, error.message, error.help))?;
    let chosen: Vec<&find::FoundRole> =
        match wanted {
            None if !found.roles.is_empty() => found.roles.iter().collect(),
            wanted => vec![find::select(&found, wanted).map_err(|error| {
                InputError::plain(format!("{}: {}", file.name, error.message), error.help)
            })?],
        };
    chosen.into_iter().map(of_found).collect()
}

fn of_found(found: &find::FoundRole) -> Result<(Role, Policy), InputError> {
    let source = SourceText { name: found.text.name.clone(), text: Arc::clone(&found.text.text) };
    let parsed = found.policy.clone().map_err(|errors| refused(&source, errors))?;
    let role = Role {
        arn: found.arn.clone(),
        name: found.name.clone(),
        max_session_duration: found.max_session_duration,
        tags: found.arn.is_some().then(|| found.tags.clone()),
    };
    Ok((role, of_parsed(parsed, source)))
}

/// The options of the exact analysis.
///
/// # Errors
/// When the file of facts cannot be read.
pub(crate) fn exposure_options(reader: &mut Reader, known: &KnownArgs) -> Result<Options, InputError> {
    let facts = known
        .facts
        .as_deref()
        .map(|path| {
            let source = reader.text("--facts", path, Limit::Document)?;
            Facts::from_json(&source.text).map_err(|error| {
                InputError::plain(format!("{}: {error}", source.name), "give --facts a JSON object of facts")
            })
        })
        .transpose()?;
    Ok(Options {
        owners: known.owner.clone(),
        facts,
        budget: can_assume_core::exposure::Budget::new(known.budget),
    })
}

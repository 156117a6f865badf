//! What is known of the request beside the identity.

use can_assume_core::iam::context::ContextValue;

use super::InputError;
use crate::args::WorkflowArgs;

/// The `--context` options: a key given once has one value, a key given several times is multivalued.
///
/// # Errors
/// When one is not `KEY=VALUE`.
pub(crate) fn context(options: &[String]) -> Result<Vec<(String, ContextValue)>, InputError> {
    let mut found: Vec<(String, ContextValue)> = Vec::new();
    for option in options {
        let Some((key, value)) = option.split_once('=').filter(|(key, _)| !key.is_empty()) else {
            return Err(InputError::plain(
                format!("--context `{option}` is not KEY=VALUE"),
                "write it like `--context aws:SourceIp=203.0.113.7`",
            ));
        };
        match found.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
            Some((_, known)) => {
                let mut values = known.values().to_vec();
                values.push(value.to_owned());
                *known = ContextValue::Multi(values);
            }
            None => found.push((key.to_owned(), ContextValue::Single(value.to_owned()))),
        }
    }
    Ok(found)
}

/// Refuses the options about a workflow where no workflow is asked about: they would change nothing.
///
/// # Errors
/// When one of them is given.
pub(crate) fn only_with_workflow(about: &WorkflowArgs) -> Result<(), InputError> {
    match about.given() {
        Some(option) => Err(InputError::plain(
            format!("{option} says something of a workflow, and none is given"),
            "give --workflow, or leave the option out",
        )),
        None => Ok(()),
    }
}

//! Picks one role of those found.

use can_assume_iam::quote::quote;

use super::{Found, FoundRole};

/// How many names a message lists.
const MOST: usize = 10;

/// Why no role, or no single role, was picked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SelectError {
    /// What is, then what was expected; one line.
    pub message: String,
    /// The way out.
    pub help: String,
}

/// Picks the role that is `wanted` by name or ARN; without that, the only role there is. A trust policy by itself is
/// picked whatever is wanted, since it does not say whose it is.
///
/// # Errors
///
/// When there is no role, when none is called so (the help names the nearest), and when several are (the help lists
/// them, at most 10).
pub fn select<'f>(found: &'f Found, wanted: Option<&str>) -> Result<&'f FoundRole, SelectError> {
    if let [role] = found.roles.as_slice()
        && (wanted.is_none() || role.name.is_none() && role.arn.is_none())
    {
        return Ok(role);
    }
    let is_wanted = |role: &&FoundRole| match wanted {
        None => true,
        Some(arn) if arn.starts_with("arn:") => role.arn.as_deref() == Some(arn),
        Some(name) => role.name.as_deref() == Some(name),
    };
    let matches: Vec<_> = found.roles.iter().filter(is_wanted).collect();
    match (matches.as_slice(), wanted) {
        ([role], _) => Ok(role),
        ([], None) => Err(SelectError {
            message: "the file lists no roles; expected at least one".to_owned(),
            help: "check the account and the filter of the command that wrote it".to_owned(),
        }),
        ([], Some(wanted)) => Err(no_such_role(found, wanted)),
        (several, Some(wanted)) => Err(SelectError {
            message: format!("{} roles are called {}; expected one", several.len(), quote(wanted)),
            help: format!(
                "pass the ARN of one of them: {}",
                list(several.iter().map(|role| role.arn.as_deref()))
            ),
        }),
        (several, None) => Err(SelectError {
            message: format!("the file has {} roles; expected one to be chosen", several.len()),
            help: format!("pass `--role` with one of {}", list(several.iter().map(|role| label(role)))),
        }),
    }
}

fn no_such_role(found: &Found, wanted: &str) -> SelectError {
    let nearest = nearest(found, wanted);
    let help = if nearest.is_empty() {
        format!("pass one of {}", list(found.roles.iter().map(label)))
    } else {
        format!("the nearest are {}", list(nearest.into_iter().map(Some)))
    };
    let incomplete =
        if found.truncated { "; the file says that it is not complete (`IsTruncated`)" } else { "" };
    SelectError { message: format!("no role is called {}{incomplete}", quote(wanted)), help }
}

/// The names, or ARNs if an ARN is wanted, that differ least from `wanted`; none when none is near.
fn nearest<'f>(found: &'f Found, wanted: &str) -> Vec<&'f str> {
    const LONGEST: usize = 256;
    const FEW: usize = 3;
    if wanted.len() > LONGEST {
        return Vec::new();
    }
    let lower = wanted.to_lowercase();
    let is_arn = wanted.starts_with("arn:");
    let candidates =
        found.roles.iter().filter_map(|role| if is_arn { role.arn.as_deref() } else { role.name.as_deref() });
    let mut near: Vec<_> = candidates
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let candidate_lower = candidate.to_lowercase();
            let changes = strsim::osa_distance(&lower, &candidate_lower);
            let is_near = changes <= wanted.chars().count().max(candidate.chars().count()) / 3
                || !is_arn && !lower.is_empty() && candidate_lower.contains(&lower);
            is_near.then_some((changes, candidate))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(FEW).map(|(_, candidate)| candidate).collect()
}

fn label(role: &FoundRole) -> Option<&str> {
    role.name.as_deref().or(role.arn.as_deref())
}

/// The names in backticks, at most [`MOST`] of them.
fn list<'f>(names: impl Iterator<Item = Option<&'f str>>) -> String {
    let names: Vec<_> =
        names.map(|name| name.map_or_else(|| "a role without a name".to_owned(), quote)).collect();
    let more = names.len().saturating_sub(MOST);
    let mut text = names.into_iter().take(MOST).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(", and {more} more"));
    }
    text
}

//! Pasted error texts: which stage refused, and what may have caused it.
//!
//! STS, the action `aws-actions/configure-aws-credentials`, the toolkit it stands on and GitHub itself word the
//! same failure in several ways, and each changed its wording over the years. [`read`] finds every known wording
//! in a text that may be a whole log: prefixes, quotes, line breaks, colours and time stamps do not matter.

mod matching;
mod normal;
mod times;
mod wordings;

pub use wordings::{Generation, Speaker, Stage, Wording, wordings};

use normal::Normal;

/// The longest text that is read; of a longer one, its end.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// What a pasted text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The failures it tells of, in the order of [`wordings`]. Empty where none is known.
    pub findings: Vec<Finding>,
    /// How the job went about getting credentials, where the text tells.
    pub path: Option<CredentialPath>,
}

/// One failure that a text tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The wording that was found.
    pub wording: &'static Wording,
    /// The parts of the text that vary, by name, in the order of the wording.
    pub variables: Vec<(&'static str, String)>,
    /// What follows from the variable parts, one line each.
    pub notes: Vec<String>,
}

/// How the action asks for credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CredentialPath {
    /// With the token that GitHub issues to the job.
    GitHubToken,
    /// With a token from a file.
    TokenFile,
    /// With other credentials, without any token.
    UserCredentials,
}

impl Finding {
    /// The variable part of that name.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Finds the failures that a pasted text tells of.
///
/// A wording that only says that something failed counts only where none says what, and an error code alone only
/// where there is no wording at all.
pub fn read(text: &str) -> Reading {
    let normal = Normal::of(end_of(text));
    let found: Vec<Finding> = wordings()
        .filter_map(|wording| {
            let variables = matching::find(wording.pattern, &normal)?;
            let mut notes: Vec<String> = wording.notes.iter().map(|&note| note.to_owned()).collect();
            notes.extend(times::notes(wording, &variables));
            Some(Finding { wording, variables, notes })
        })
        .collect();
    let best = found.iter().map(|finding| finding.wording.weight).min();
    Reading {
        findings: found.into_iter().filter(|finding| Some(finding.wording.weight) == best).collect(),
        path: PATHS.iter().find_map(|&(pattern, path)| matching::find(pattern, &normal).map(|_| path)),
    }
}

fn end_of(text: &str) -> &str {
    let mut start = text.len().saturating_sub(MAX_TEXT_BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or(text)
}

/// Source: <https://github.com/aws-actions/configure-aws-credentials/blob/main/src/assumeRole.ts>
const PATHS: &[(&str, CredentialPath)] = &[
    ("Could not assume role with OIDC", CredentialPath::GitHubToken),
    ("Could not assume role with web identity token file", CredentialPath::TokenFile),
    ("Could not assume role with user credentials", CredentialPath::UserCredentials),
];

#[cfg(test)]
mod tests;

//! Version 1 of the JSON output: a contract with other programs, extended but never renamed.

mod check;
mod place;
mod trace;

pub use check::CheckReport;
pub(crate) use check::decision;
pub(crate) use place::JsonDiagnostic;

use can_assume_core::explain::Answer;

/// The answer of `check` as one JSON document with a final newline.
pub fn check(answer: &Answer) -> String {
    pretty(&CheckReport::new(answer))
}

/// The JSON schema of [`check`], with a final newline.
pub fn check_schema() -> String {
    pretty(&schemars::schema_for!(CheckReport))
}

pub(crate) fn pretty(value: &impl serde::Serialize) -> String {
    // These types hold strings, numbers and lists only, which always serialise.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

//! Version 1 of the JSON output: a contract with other programs, extended but never renamed.

mod check;
mod exposure;
mod lint;
mod place;
mod trace;

pub use check::CheckReport;
pub(crate) use check::decision;
pub use exposure::{DiffReport, WhoReport};
pub use lint::LintReport;
pub(crate) use place::JsonDiagnostic;

use can_assume_core::explain::Answer;
use can_assume_core::exposure::{Difference, Exposure};
use can_assume_core::lint::Report;

/// The answer of `check` as one JSON document with a final newline.
pub fn check(answer: &Answer) -> String {
    pretty(&CheckReport::new(answer))
}

/// The JSON schema of [`check`], with a final newline.
pub fn check_schema() -> String {
    pretty(&schemars::schema_for!(CheckReport))
}

/// The answer of `who` as one JSON document with a final newline; each role with its name, where that is known.
pub fn who(roles: &[(Option<String>, Exposure)]) -> String {
    pretty(&WhoReport::new(roles))
}

/// The JSON schema of [`who`], with a final newline.
pub fn who_schema() -> String {
    pretty(&schemars::schema_for!(WhoReport))
}

/// The answer of `diff` as one JSON document with a final newline; each role with its name, where that is known.
pub fn diff(roles: &[(Option<String>, Difference)]) -> String {
    pretty(&DiffReport::new(roles))
}

/// The JSON schema of [`diff`], with a final newline.
pub fn diff_schema() -> String {
    pretty(&schemars::schema_for!(DiffReport))
}

/// The report of `lint` as one JSON document with a final newline.
pub fn lint(report: &Report) -> String {
    pretty(&LintReport::new(report))
}

/// The JSON schema of [`lint`], with a final newline.
pub fn lint_schema() -> String {
    pretty(&schemars::schema_for!(LintReport))
}

pub(crate) fn pretty(value: &impl serde::Serialize) -> String {
    // These types hold strings, numbers and lists only, which always serialise.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

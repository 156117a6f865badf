//! Version 1 of the JSON output: a contract with other programs, extended but never renamed.

mod check;
mod config;
mod exposure;
mod lint;
mod mint;
mod place;
mod plan;
mod token;
mod trace;

pub use check::CheckReport;
pub(crate) use check::decision;
pub use config::config_schema;
pub use exposure::{DiffReport, WhoReport};
pub use lint::LintReport;
pub use mint::MintReport;
pub(crate) use place::JsonDiagnostic;
pub use plan::FixReport;
pub use token::{DecodeReport, VerifyReport};

use can_assume_core::diagnostic::Diagnostic;
use can_assume_core::explain::Answer;
use can_assume_core::exposure::{Difference, Exposure};
use can_assume_core::failure::StsFailure;
use can_assume_core::lint::Report;
use can_assume_core::mint::Minted;
use can_assume_core::plan::Plan;
use can_assume_core::token::DecodedToken;

use crate::escape;

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

/// The proven fixes as one JSON document with a final newline.
pub fn fix(plan: &Plan) -> String {
    pretty(&FixReport::new(plan))
}

/// What a token says and what is wrong with it, as one JSON document with a final newline; without a token, why it is none.
pub fn decoded(token: Option<&DecodedToken>, problems: &[StsFailure]) -> String {
    pretty(&DecodeReport::new(token, problems))
}

/// Whether a token was verified and what is wrong with it, as one JSON document with a final newline.
pub fn verified(token: Option<&DecodedToken>, problems: &[StsFailure]) -> String {
    pretty(&VerifyReport::new(token, problems))
}

/// The claims of a described job as one JSON document with a final newline.
pub fn minted(minted: &Minted) -> String {
    pretty(&MintReport::new(minted))
}

/// Diagnostics as a JSON list with a final newline.
pub fn diagnostics(all: &[Diagnostic]) -> String {
    let all: Vec<JsonDiagnostic> = all.iter().map(JsonDiagnostic::new).collect();
    pretty(&all)
}

pub(crate) fn pretty(value: &impl serde::Serialize) -> String {
    // These types hold strings, numbers and lists only, which always serialise.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut text = escape::json(&text).into_owned();
    text.push('\n');
    text
}

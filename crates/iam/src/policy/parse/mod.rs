//! Text to [`PolicyDocument`].
//!
//! | file | what |
//! |---|---|
//! | `document` | the members of the document |
//! | `statement` | the members of a statement, and which of them must be there |
//! | `principal` | `Principal` and `NotPrincipal` |
//! | `condition` | `Condition`: operators, keys, values |
//! | `strings` | one string or a list of them |
//! | `names` | member names, the unknown and the repeated ones |
//! | `report` | the errors and warnings found so far |
//!
//! Member names and `Effect` are case-sensitive: IAM answers a lower-case `statement` with
//! `Unknown field statement` (<https://github.com/pulumi/pulumi-aws-native/issues/1616>), and its page on
//! [`Effect`](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html) says so of
//! the value. Of members with the same name the last one counts, as Terraform's provider warns
//! (<https://github.com/hashicorp/terraform-provider-aws/pull/33570>); IAM documents nothing on them.

mod condition;
mod document;
mod names;
mod principal;
mod report;
mod statement;
mod strings;

use crate::json::{self, JsonError, Value};
use crate::span::{Span, Spanned};

use super::{PolicyDocument, PolicyKind};
use report::Report;

/// A policy as read, with what is odd about its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The policy.
    pub document: PolicyDocument,
    /// What is legal, but probably not meant.
    pub warnings: Vec<PolicyWarning>,
}

/// Why a text is not a policy of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PolicyError {
    /// What is, then what was expected; one line.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// Where.
    pub span: Span,
}

/// What is legal in a policy's text, but probably not meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyWarning {
    /// The permanent id: `duplicate-member`, `duplicate-condition-key`, `empty-operator-block`, `missing-version`,
    /// `operator-case` or `variable-without-version`.
    pub rule: &'static str,
    /// What is, then what it means; one line.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// Where; for a repeated name the one that counts.
    pub span: Span,
    /// The other place that belongs to it, with what is there.
    pub related: Option<Spanned<String>>,
}

impl From<JsonError> for PolicyError {
    fn from(error: JsonError) -> Self {
        Self { message: error.message, help: error.help, span: error.span }
    }
}

/// Reads `text` as a policy of the given kind.
///
/// # Errors
///
/// The place where `text` is not JSON, or else everything in it that is not the grammar of a policy, at most 100
/// errors, in order of writing within each statement. Source of the grammar:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
pub fn parse(text: &str, kind: PolicyKind) -> Result<Parsed, Vec<PolicyError>> {
    match json::parse(text, json::DOCUMENT_LIMIT) {
        Ok(value) => parse_value(&value, kind),
        Err(error) => Err(vec![error.into()]),
    }
}

/// Reads a policy that stands inside a larger document, whose spans it keeps.
///
/// # Errors
///
/// As for [`parse`].
pub fn parse_value(value: &Value<'_>, kind: PolicyKind) -> Result<Parsed, Vec<PolicyError>> {
    let mut report = Report::default();
    match document::read(value, kind, &mut report) {
        Some(document) if report.errors.is_empty() => Ok(Parsed { document, warnings: report.warnings }),
        _ => Err(report.errors),
    }
}

#[cfg(test)]
mod tests;

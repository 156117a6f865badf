//! What the configuration says.

use can_assume_iam::span::Spanned;

use super::Date;
use crate::diagnostic::SourceText;

/// The configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// Its text.
    pub source: SourceText,
    /// The path of the working directory from the configuration's, ending in `/`; empty where both are the same or it is not known.
    pub from: String,
    /// The findings that are accepted.
    pub ignores: Vec<Ignore>,
}

/// Findings that are accepted.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// The id of the rule.
    pub rule: Spanned<String>,
    /// The file, as a path from the configuration or the end of one, or a glob of `*`, `**` and `?`; every file where it is not given.
    pub policy: Option<Spanned<String>>,
    /// The statement; every one, and findings about none, where it is not given.
    pub statement: Option<StatementName>,
    /// Why they are accepted.
    pub reason: String,
    /// The last day on which they are.
    pub until: Option<Spanned<Date>>,
}

/// How a statement is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementName {
    /// By its `Sid`.
    Sid(String),
    /// By its position, from 1.
    Number(usize),
}

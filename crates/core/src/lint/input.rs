//! What is linted.

use super::config::{Config, Date};
use super::meta::{Confidence, Severity};
use crate::diagnostic::SourceText;
use crate::exposure::Options;

/// A file, or standard input.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name and text.
    pub source: SourceText,
    /// Whether somebody named it: then it is an error when it is neither a policy nor a workflow.
    pub named: bool,
}

/// Finds other files of the repository that a file stands in: by the file's name and the path in the repository, the text.
pub type FindFile<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

/// What is linted, and what is known beside it.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The files.
    pub files: &'a [File],
    /// Finds the local reusable workflows and actions that a workflow refers to, beside the files themselves.
    pub find_file: FindFile<'a>,
    /// What is known of a repository, whose repositories are one's own, and what a proof may cost.
    pub options: &'a Options,
    /// Which findings are wanted.
    pub selection: &'a Selection,
    /// The configuration.
    pub config: Option<&'a Config>,
    /// The date of today, where it is known: it decides which ignores have expired.
    pub today: Option<Date>,
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

/// Which findings are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Only these rules; all where it is empty.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Findings below this are not shown.
    pub min_severity: Severity,
    /// Findings below this are not shown.
    pub min_confidence: Confidence,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            select: Vec::new(),
            ignore: Vec::new(),
            min_severity: Severity::Info,
            min_confidence: Confidence::Low,
        }
    }
}

impl Selection {
    /// Whether a rule is wanted.
    #[must_use]
    pub fn wants(&self, id: &str) -> bool {
        (self.select.is_empty() || self.select.iter().any(|wanted| wanted == id))
            && !self.ignore.iter().any(|unwanted| unwanted == id)
    }
}

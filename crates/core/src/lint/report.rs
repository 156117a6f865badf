//! The answer.

use super::finding::Finding;
use super::meta::Severity;
use crate::diagnostic::Diagnostic;

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The findings, in order of the files, then of the places, then of the rules.
    pub findings: Vec<Finding>,
    /// Findings that the configuration ignores: how many.
    pub ignored: usize,
    /// Ignores that are not used or have expired, and the like.
    pub warnings: Vec<Diagnostic>,
    /// Files that cannot be read, which were left out.
    pub errors: Vec<Diagnostic>,
    /// How many trust policies were looked at.
    pub policies: usize,
    /// How many workflows were looked at.
    pub workflows: usize,
}

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was found.
    Clean,
    /// Something was found.
    Findings,
    /// Some input cannot be used.
    BadInput,
    /// Nothing was found, but something was not decided.
    Undetermined,
}

impl Report {
    /// The answer in one word: input that cannot be used counts before findings.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if !self.errors.is_empty() {
            Outcome::BadInput
        } else if self.findings.iter().any(|finding| !finding.undetermined) {
            Outcome::Findings
        } else if self.findings.is_empty() {
            Outcome::Clean
        } else {
            Outcome::Undetermined
        }
    }

    /// How many findings have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

impl Outcome {
    /// The status with which the command ends.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::BadInput => 2,
            Self::Undetermined => 3,
        }
    }
}

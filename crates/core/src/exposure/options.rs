//! What is known beside the policy.

use can_assume_github::facts::Facts;
use can_assume_regular::Budget;

/// What is known beside the policy, and what an answer may cost.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Owners whose repositories are one's own.
    pub owners: Vec<String>,
    /// What is known of a repository.
    pub facts: Option<Facts>,
    /// What one question to the solver may cost.
    pub budget: Budget,
}

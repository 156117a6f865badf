//! Answers in GitHub-flavoured Markdown, for job summaries and issues; every value of a claim or policy is text in it.
//!
//! | file | what |
//! |---|---|
//! | `check` | the answer about one identity |
//! | `workflow` | the answers about the jobs of a workflow |
//! | `exposure` | who can assume a role, and what a change lets in |
//! | `facts` | what an answer comes to, as a table |
//! | `patch` | edits as a diff |
//! | `words` | sentences with quoted values, and blocks of code |

mod check;
mod exposure;
mod facts;
mod patch;
#[cfg(test)]
mod tests;
mod words;
mod workflow;

pub use check::check;
pub use exposure::{diff, who};
pub(crate) use words::sentence;
pub use workflow::workflow;

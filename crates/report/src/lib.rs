//! Pure renderers: an answer in, text out.
//!
//! | room | what |
//! |---|---|
//! | [`plain`] | for people: the verdict line, the diagnostics, the tree |
//! | [`concise`] | one line a diagnostic, or an identity |
//! | [`github`] | annotations in a run of GitHub Actions |
//! | [`markdown`] | for job summaries and issues |
//! | [`json`] | version 1 of the JSON output, and its schema |
//! | [`lint`] | the report of `lint` in every format, and the pages of its rules |
//! | [`page`] | the page of a cause, and the list of all |
//! | [`workflow`] | whole workflows: claims and verdicts |
//! | [`error_text`] | what a pasted error text means |
//! | `tally` | how many of several roles there are of each kind |
//! | [`exit`] | the exit status of an answer |
//! | [`escape`] | what untrusted text becomes, one way for each sink |
//!
//! Text for terminals carries ANSI styles; whoever writes it to a pipe strips them.

pub mod concise;
pub mod error_text;
pub mod escape;
pub mod exit;
pub mod github;
pub mod json;
pub mod lint;
pub mod markdown;
pub mod page;
pub mod plain;
mod tally;
pub mod workflow;

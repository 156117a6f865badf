//! The verifier: a question about a role in, a verdict with its reason out.
//!
//! | room | what |
//! |---|---|
//! | [`read`] | the texts that people have, read into a question |
//! | [`question`] | what is asked: the role, its policy, who comes, what else is known |
//! | [`token`] | a real token: decoding it, its clock, its keys, its signature |
//! | [`sts`] | the stages STS walks, in order, up to the first that fails |
//! | [`verdict`] | the decision, where it fell, and the evaluation behind it |
//! | [`cause`] | why it fell, by name: one file a cause |
//! | [`explain`] | the verdict in words, with labels in the texts that were read |
//! | [`plan`] | the proven fixes of many answers, put together |
//! | [`workflow`] | a whole workflow: the verdict for each job, trigger and role |
//! | [`mint`] | the claims of a job that a form describes |
//! | [`exposure`] | who is let in at all, and what a change lets in |
//! | [`lint`] | what is wrong in policies and workflows, before anyone runs them |
//! | [`failure`], [`diagnostic`] | what AWS says and what we say |
//! | `edits` | edits of a text, made one after the other |
//!
//! Everything is pure: time, keys and texts are parameters.

pub mod cause;
pub mod diagnostic;
mod edits;
pub mod explain;
pub mod exposure;
pub mod failure;
pub mod lint;
pub mod mint;
pub mod plan;
pub mod question;
pub mod read;
pub mod sts;
pub mod token;
pub mod verdict;
pub mod workflow;

pub use can_assume_github as github;
pub use can_assume_iam as iam;
pub use can_assume_sources as sources;

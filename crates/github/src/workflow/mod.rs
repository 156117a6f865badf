//! The tokens that the runs of a workflow would be issued, predicted from its file.
//!
//! [`predict`] goes from a file to [`Candidate`]s: one for each job, trigger and row of the matrix. What the file does
//! not say stays open. A [`Hole`] stands for it in the claims ([`Pattern`]), with everything that is known of it
//! ([`Constraint`]): any branch matching `release/**` is one candidate with a hole, not a guess. Where a condition hangs
//! on an open value, both answers are looked at and each becomes a case with its [`Assumption`].
//!
//! ```
//! use can_assume_github::facts::Facts;
//! use can_assume_github::workflow::{NoFiles, Token, predict};
//!
//! let text = "
//! on: {push: {branches: [main, 'release/**']}}
//! permissions: {id-token: write}
//! jobs:
//!   deploy:
//!     runs-on: ubuntu-latest
//!     steps:
//!       - uses: aws-actions/configure-aws-credentials@v6
//!         with: {role-to-assume: 'arn:aws:iam::123456789012:role/deploy', aws-region: eu-west-1}
//! ";
//! let facts = Facts::from_json(r#"{"subject": {"subClaimPrefix": "repo:octo-org/api"},
//!     "repository": {"owner": "octo-org", "name": "api"}}"#)?;
//! let prediction = predict(".github/workflows/deploy.yml", text, &facts, &NoFiles)?;
//! let subjects: Vec<String> =
//!     prediction.candidates().map(|candidate| candidate.subjects[0].subject.to_string()).collect();
//! assert_eq!(
//!     subjects,
//!     [
//!         "repo:octo-org/api:ref:refs/heads/main",
//!         "repo:octo-org/api:ref:refs/heads/<branch matching release/**>",
//!     ]
//! );
//! assert!(prediction.candidates().all(|candidate| matches!(candidate.token, Token::Yes { .. })));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | module | room for |
//! |---|---|
//! | `yaml` | a spanned tree; why not `github-actions-models` is said there |
//! | `model` | the members of a workflow that touch the token |
//! | `expression` | evaluation with values that are not known |
//! | `hole` | holes, GitHub's filter patterns, texts with holes, samples |
//! | `event` | triggers: refs, contexts, payloads |
//! | `matrix`, `condition`, `grant`, `token` | rows, `if:` and `needs`, `id-token`, forks and environments |
//! | `frame`, `explore`, `call`, `call_inputs` | a file as part of a run, the cases of its jobs; reusable workflows, what is passed to them |
//! | `claims`, `subject` | what the token says |
//! | `assume` | the steps that assume a role |
//! | `outline` | what the file says by itself |
//!
//! # Limits
//!
//! Expressions compare without regard to case, and a branch that differs only in case from the one a condition names
//! would pass it too; the spelling of the condition stands for all. Remote reusable workflows and actions are not
//! followed. Anything beyond a bound is noted and makes [`Prediction::complete`] false.

mod assume;
mod availability;
mod call;
mod call_inputs;
mod candidate;
mod check;
mod claims;
mod condition;
mod error;
mod event;
mod explore;
mod expression;
mod files;
mod finding;
mod frame;
mod grant;
mod hole;
mod matrix;
mod model;
mod outline;
mod predict;
mod settle;
mod source;
mod span;
mod subject;
mod token;
mod yaml;

#[cfg(test)]
mod tests;

pub use assume::{
    ActionVersion, AssumeMethod, AssumeStep, KeyCarrier, KeyJob, KeyMember, KeySet, NoOidc, Oidc, OidcDoubt,
};
pub use candidate::{
    Assumption, CallSite, Candidate, CandidateSubject, JobEnvironment, JobPrediction, MaybeToken, NoToken,
    Prediction, Sample, Skipped, SourceFile, Token,
};
pub use error::WorkflowError;
pub use event::{ContextForm, EventInfo, Origin, RefKind, RefRule, RefSet, Scenario, Starter, event_info};
pub use finding::{Finding, FindingId, Note};
pub use hole::{
    Constraint, FilterList, FilterMode, Glob, GlobAtom, GlobPart, Hole, HoleKind, Pattern, Repeat, Segment,
    TextTest,
};
pub use outline::{Outline, OutlineJob, OutlinePermissions, OutlineStep, OutlineText, outline};
pub use predict::{predict, predict_fragment};
pub use source::{NoFiles, Resolver};
pub use span::{FileId, Located, Place, Span};

//! What a workflow file does not say: the default branch, ids, immutability, templates, environments, variables.
//!
//! Every member is optional. What the facts do not say stays open: it becomes a hole in the prediction, never a guess.
//!
//! ```
//! use can_assume_github::facts::Facts;
//!
//! let facts = Facts::from_json(r#"{
//!   "repository": {"owner": "octo-org", "name": "api", "ownerId": "123456", "id": 456789, "defaultBranch": "main"},
//!   "subject": {"subClaimPrefix": "repo:octo-org@123456/api@456789"},
//!   "environments": [{"name": "production", "branchPolicy": {"patterns": ["main", "release/*"]}}],
//!   "vars": {"AWS_REGION": "eu-west-1"},
//!   "roles": {"arn:aws:iam::123456789012:role/deploy": "deploy.json"}
//! }"#)?;
//! assert_eq!(facts.repository.default_branch.as_deref(), Some("main"));
//! # Ok::<(), can_assume_github::facts::FactsError>(())
//! ```
//!
//! | module | room for |
//! |---|---|
//! | `model` | the members of the file |
//! | `read` | reading it, with notes on what is not known |
//! | `effective` | what they mean for the subject: issuer, template, form |
//! | `deployment` | whether an environment lets a ref deploy |

mod deployment;
mod effective;
mod model;
mod read;

pub use deployment::DeploymentRule;
pub use model::{
    BranchPattern, BranchPolicy, EnterpriseFacts, EnvironmentFacts, Facts, PatternKind, RepositoryFacts,
    SubjectFacts, TemplateFacts, Visibility,
};
pub use read::FactsError;

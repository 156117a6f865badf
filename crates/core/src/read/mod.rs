//! The texts that people have, read into what the verifier is asked about; or diagnostics that say why not.
//!
//! Whoever has files, standard input or a JSON document brings the texts and their names.
//!
//! | file | reads |
//! |---|---|
//! | `policy` | a policy, with what is to be said of it |
//! | `role` | the role of a file, or all of them, with their trust policies |
//! | `identity` | a token, claims, a request, a key set |
//! | `account` | the OIDC providers of an account |
//! | `cause` | the id of a cause or a rule |
//! | `workflow` | a workflow, its facts, and what its runs are predicted to be issued |
//! | `files` | the other files of its repository |
//! | `time` | the time of the request |
//! | `error` | what is said of an input that cannot be used |

mod account;
mod error;
mod files;
mod identity;
mod page;
mod policy;
mod role;
mod time;
mod workflow;

pub use account::providers;
pub use error::InputError;
pub use files::RepositoryFiles;
pub use identity::{claims, decoded, key_set, request, token};
pub use page::{Page, page};
pub use policy::policy;
pub use role::{Roles, only, pairs, policy_files, role, role_called, role_policies, roles};
pub use time::{day, time};
pub use workflow::{facts, facts_about, nothing_selected, prediction, repository_name};

//! Files and standard input, with their limits, for [`can_assume_core::read`] to read.
//!
//! | file | what |
//! |---|---|
//! | `file` | bytes and text |
//! | `policies` | the role with its trust policy, and the policies around it |
//! | `question` | what `check` and `fix` ask |
//! | `identity` | a token, claims or a request |
//! | `role_policies` | the trust policies of several roles |
//! | `workflow`, `repository` | a workflow, its facts, and the checkout around it |
//! | `exposure` | what `who` and `diff` read |
//! | `revision` | a file as it was at a revision of its git repository |
//! | `lint` | what `lint` reads: files, directories, the configuration |
//! | `context` | what else is known of the request |
//! | `time` | the clock |

mod context;
mod exposure;
mod file;
mod identity;
mod lint;
mod policies;
mod question;
mod repository;
mod revision;
mod role_policies;
mod time;
mod workflow;

pub(crate) use can_assume_core::read::InputError;
use context::{context, only_with_workflow};
pub(crate) use exposure::{dump, exposure_options, roles};
pub(crate) use file::Reader;
pub(crate) use identity::discover;
pub(crate) use lint::{config, lint_files, today};
use policies::{caller_policy, role};
pub(crate) use policies::{providers, resource_control_policies, service_control_policies};
pub(crate) use question::question;
pub(crate) use repository::Repository;
pub(crate) use revision::at_revision;
pub(crate) use role_policies::role_policies;
pub(crate) use workflow::{Workflow, workflow};

//! Files and standard input, with their limits, and the errors that stop a run.
//!
//! | file | what |
//! |---|---|
//! | `file` | bytes and text |
//! | `policies` | the role with its trust policy, and the policies around it |
//! | `identity` | a token, claims or a request |
//! | `time` | `--at` |
//! | `error` | what is said of an input that cannot be used |

mod error;
mod file;
mod identity;
mod policies;
mod time;

pub(crate) use error::InputError;
pub(crate) use file::Reader;
pub(crate) use identity::{discover, identity};
pub(crate) use policies::{
    caller_policy, providers, resource_control_policies, role, service_control_policies,
};
pub(crate) use time::time;

//! The role with its trust policy, and the policies around it.

use std::path::{Path, PathBuf};

use can_assume_core::iam::policy::PolicyKind;
use can_assume_core::question::{Policy, Role};
use can_assume_core::read;
use can_assume_core::sources::provider::Provider;

use super::file::Limit;
use super::{InputError, Reader};

/// The role with its trust policy, from `--policy` and `--role`.
///
/// # Errors
/// When the file holds no trust policy, or several and `--role` does not choose one.
pub(crate) fn role(
    reader: &mut Reader,
    paths: &[PathBuf],
    wanted: Option<&str>,
) -> Result<(Role, Policy), InputError> {
    let path = read::only(paths)?;
    read::role(&reader.text("--policy", path, Limit::Dump)?, wanted)
}

/// The resource control policies of `--rcp`.
pub(crate) fn resource_control_policies(
    reader: &mut Reader,
    paths: &[PathBuf],
) -> Result<Vec<Policy>, InputError> {
    paths.iter().map(|path| one(reader, "--rcp", path, PolicyKind::ResourceControl)).collect()
}

/// The service control policies of `--scp`.
pub(crate) fn service_control_policies(
    reader: &mut Reader,
    paths: &[PathBuf],
) -> Result<Vec<Policy>, InputError> {
    paths.iter().map(|path| one(reader, "--scp", path, PolicyKind::ServiceControl)).collect()
}

/// The caller's identity-based policy of `--caller-policy`.
pub(crate) fn caller_policy(reader: &mut Reader, path: &Path) -> Result<Policy, InputError> {
    one(reader, "--caller-policy", path, PolicyKind::Identity)
}

/// The providers of `--provider`.
pub(crate) fn providers(reader: &mut Reader, path: &Path) -> Result<Vec<Provider>, InputError> {
    read::providers(&reader.text("--provider", path, Limit::Document)?)
}

fn one(
    reader: &mut Reader,
    option: &'static str,
    path: &Path,
    kind: PolicyKind,
) -> Result<Policy, InputError> {
    read::policy(reader.text(option, path, Limit::Document)?, kind)
}

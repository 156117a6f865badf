//! The trust policies of several roles, from `--policy` and from the facts.

use std::path::{Path, PathBuf};

use can_assume_core::github::facts::Facts;
use can_assume_core::read;
use can_assume_core::workflow::RolePolicy;

use super::file::Limit;
use super::{InputError, Reader};

/// Every role with a trust policy in the files of `--policy`, and those that the facts name; `wanted` chooses one.
///
/// # Errors
/// When a file holds no trust policy, the only policy of a file cannot be read, or no role is the wanted one.
pub(crate) fn role_policies(
    reader: &mut Reader,
    paths: &[PathBuf],
    wanted: Option<&str>,
    facts: &Facts,
    facts_file: Option<&Path>,
) -> Result<Vec<RolePolicy>, InputError> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(read::role_policies(&reader.text("--policy", path, Limit::Dump)?, wanted)?);
    }
    let folder = facts_file.and_then(Path::parent).unwrap_or(Path::new(""));
    for (name, path) in read::policy_files(facts, wanted) {
        let file = reader.text("the facts' `roles`", &folder.join(path), Limit::Dump)?;
        all.push(read::role_called(name, &file)?);
    }
    Ok(all)
}

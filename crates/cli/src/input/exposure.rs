//! What `who` and `diff` read.

use std::path::Path;

use can_assume_core::diagnostic::SourceText;
use can_assume_core::exposure::{Budget, Options};
use can_assume_core::read::{self, Roles};

use super::file::Limit;
use super::{InputError, Reader};
use crate::args::KnownArgs;

/// The text of a file that may hold every role of an account.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn dump(reader: &mut Reader, option: &'static str, path: &Path) -> Result<SourceText, InputError> {
    reader.text(option, path, Limit::Dump)
}

/// The roles of a file of `--policy`; with `wanted` the one that is called so.
///
/// # Errors
/// When the file holds no trust policy, or none is called so.
pub(crate) fn roles(reader: &mut Reader, path: &Path, wanted: Option<&str>) -> Result<Roles, InputError> {
    read::roles(&dump(reader, "--policy", path)?, wanted)
}

/// The options of the exact analysis.
///
/// # Errors
/// When the file of facts cannot be read.
pub(crate) fn exposure_options(reader: &mut Reader, known: &KnownArgs) -> Result<Options, InputError> {
    let facts = known.facts.as_deref();
    let facts = facts.map(|path| read::facts(&reader.text("--facts", path, Limit::Document)?)).transpose()?;
    Ok(Options { owners: known.owner.clone(), facts, budget: Budget::new(known.budget) })
}

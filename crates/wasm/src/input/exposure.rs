//! What `who` and `diff` know beside the policies.

use can_assume_core::exposure::{Budget, Options};
use can_assume_core::read::{self, InputError};

use super::Text;

/// The options of the exact analysis; a `budget` that is not given is the command line's.
///
/// # Errors
/// When the facts cannot be read.
pub(crate) fn options(
    owners: Vec<String>,
    facts: Option<Text>,
    budget: Option<usize>,
) -> Result<Options, InputError> {
    Ok(Options {
        owners,
        facts: facts.map(|text| read::facts(&text.into())).transpose()?,
        budget: budget.map_or_else(Budget::default, Budget::new),
    })
}

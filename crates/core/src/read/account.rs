//! What an account has: its OIDC providers.

use can_assume_sources::provider::{self, Provider};

use super::InputError;
use crate::diagnostic::SourceText;

/// Reads the providers that are registered in an account.
///
/// # Errors
/// When the text describes no provider and is no list of them.
pub fn providers(source: &SourceText) -> Result<Vec<Provider>, InputError> {
    provider::parse(&source.text)
        .map_err(|error| InputError::at(source, error.span, error.message, error.help))
}

//! The time of the request.

use can_assume_core::read::{self, InputError};
use serde::Deserialize;

/// A time as JavaScript gives it.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "RFC 3339 text or whole Unix seconds")]
pub(crate) enum Time {
    Seconds(i64),
    Text(String),
}

impl Time {
    /// The time in Unix seconds.
    ///
    /// # Errors
    /// When the text is no time.
    pub(crate) fn seconds(&self) -> Result<i64, InputError> {
        match self {
            Self::Seconds(seconds) => Ok(*seconds),
            Self::Text(text) => read::time(text),
        }
    }
}

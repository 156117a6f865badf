//! `--at`: the time of the request.

use std::time::{SystemTime, UNIX_EPOCH};

use can_assume_core::read;

use super::InputError;
use crate::args::CheckArgs;

/// The time of the request in Unix seconds: as given, or now where a real token comes; `None` leaves it to the claims.
///
/// # Errors
/// When it is neither RFC 3339 nor a whole number of seconds.
pub(crate) fn time(args: &CheckArgs) -> Result<Option<i64>, InputError> {
    match args.at.as_deref() {
        Some(text) => read::time(text).map(Some),
        None => Ok(args.token.is_some().then(now)),
    }
}

/// Now, in Unix seconds.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

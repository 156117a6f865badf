//! `--at`: the time of the request.

use std::time::{SystemTime, UNIX_EPOCH};

use super::InputError;
use crate::args::CheckArgs;

/// The time of the request in Unix seconds: as given, or now where a real token comes; `None` leaves it to the claims.
///
/// # Errors
/// When it is neither RFC 3339 nor a whole number of seconds.
pub(crate) fn time(args: &CheckArgs) -> Result<Option<i64>, InputError> {
    let Some(text) = args.at.as_deref() else {
        return Ok(args.token.is_some().then(now));
    };
    if let Ok(seconds) = text.parse::<i64>() {
        return Ok(Some(seconds));
    }
    text.parse::<jiff::Timestamp>().map(|time| Some(time.as_second())).map_err(|_| {
        InputError::plain(
            format!("--at `{text}` is neither an RFC 3339 time nor Unix seconds"),
            "write it like `2026-11-22T10:00:00Z` or `1795341600`",
        )
    })
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

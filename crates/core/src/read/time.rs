//! The time of the request.

use super::InputError;

/// Reads a time, RFC 3339 or Unix seconds, as Unix seconds.
///
/// # Errors
/// When it is neither RFC 3339 nor a whole number of seconds.
pub fn time(text: &str) -> Result<i64, InputError> {
    if let Ok(seconds) = text.parse::<i64>() {
        return Ok(seconds);
    }
    text.parse::<jiff::Timestamp>().map(jiff::Timestamp::as_second).map_err(|_| {
        InputError::plain(
            format!("--at `{text}` is neither an RFC 3339 time nor Unix seconds"),
            "write it like `2026-11-22T10:00:00Z` or `1795341600`",
        )
    })
}

/// The day, in UTC, of a time in Unix seconds.
pub fn day(seconds: i64) -> jiff::civil::Date {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    jiff::tz::Offset::UTC.to_datetime(time).date()
}

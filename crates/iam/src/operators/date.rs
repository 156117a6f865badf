//! `DateEquals` and the other date operators.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z; finer digits are cut off, as observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(i64);

impl Instant {
    /// Reads a point in time: the W3C profile of ISO 8601 (year, month, day, minute, second with fraction; zone `Z` or `±hh:mm`), or
    /// seconds since the epoch; `None` for any other text.
    ///
    /// Observed: a time without zone is in UTC; `+1893456000` counts as epoch seconds; milliseconds decide, further digits do not.
    /// A text of exactly four digits is a year. Sources: <https://www.w3.org/TR/NOTE-datetime>,
    /// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_values.json>
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        epoch_seconds(text).or_else(|| calendar(text))
    }
}

fn epoch_seconds(text: &str) -> Option<Instant> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if text.len() == 4 && digits.len() == 4 || !is_digits(digits) {
        return None;
    }
    Some(Instant(text.parse::<i64>().ok()?.checked_mul(1000)?))
}

fn calendar(text: &str) -> Option<Instant> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut fields = date.split('-');
    let year = number(fields.next()?, 4)?;
    let month = fields.next().map_or(Some(1), |field| number(field, 2))?;
    let day = fields.next().map_or(Some(1), |field| number(field, 2))?;
    if fields.next().is_some() || time.is_some() && date.len() != "2026-01-01".len() {
        return None;
    }
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let Some(time) = time else { return instant(day.at(0, 0, 0, 0), 0, 0) };
    let (clock, offset_minutes) = split_zone(time)?;
    let (seconds, milliseconds) = match clock.split_once('.') {
        Some((clock, fraction)) => (clock, milliseconds(fraction)?),
        None => (clock, 0),
    };
    let mut fields = seconds.split(':');
    let hour = number(fields.next()?, 2)?;
    let minute = number(fields.next()?, 2)?;
    let second = fields.next().map(|field| number(field, 2));
    if fields.next().is_some() || second.is_none() && clock.contains('.') {
        return None;
    }
    let second = second.unwrap_or(Some(0))?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let at = day.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0);
    instant(at, milliseconds, offset_minutes)
}

/// Splits the zone off a time and gives its offset in minutes; none is UTC.
fn split_zone(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix('Z') {
        return Some((clock, 0));
    }
    let Some(sign) = time.find(['+', '-']) else { return Some((time, 0)) };
    let (clock, zone) = time.split_at_checked(sign)?;
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes) = (i64::from(number(hours, 2)?), i64::from(number(minutes, 2)?));
    if hours > 23 || minutes > 59 {
        return None;
    }
    let offset = hours * 60 + minutes;
    Some((clock, if zone.starts_with('-') { -offset } else { offset }))
}

fn instant(at: DateTime, milliseconds: i64, offset_minutes: i64) -> Option<Instant> {
    let second = Offset::UTC.to_timestamp(at).ok()?.as_second();
    Some(Instant((second - offset_minutes * 60) * 1000 + milliseconds))
}

/// The first three digits of a fraction of a second.
fn milliseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || !is_digits(fraction) {
        return None;
    }
    fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(3)
        .try_fold(0, |sum, digit| Some(sum * 10 + i64::from(digit - b'0')))
}

fn number(field: &str, width: usize) -> Option<i16> {
    if field.len() == width && is_digits(field) { field.parse().ok() } else { None }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NEW_YEAR_2030: i64 = 1_893_456_000_000;

    fn at(text: &str) -> Option<i64> {
        Instant::parse(text).map(|instant| instant.0)
    }

    #[test]
    fn spellings_of_one_instant() {
        for text in [
            "2030",
            "2030-01",
            "2030-01-01",
            "2030-01-01T00:00Z",
            "2030-01-01T00:00:00Z",
            "2030-01-01T00:00:00",
            "2030-01-01T00:00:00.0001Z",
            "2030-01-01T01:30+01:30",
            "2029-12-31T19:00:00-05:00",
            "1893456000",
            "+1893456000",
        ] {
            assert_eq!(at(text), Some(NEW_YEAR_2030), "{text}");
        }
    }

    #[test]
    fn milliseconds_decide() {
        assert_eq!(at("2030-01-01T00:00:00.1231Z"), at("2030-01-01T00:00:00.1239Z"));
        assert_eq!(at("2030-01-01T00:00:00.5Z"), Some(NEW_YEAR_2030 + 500));
        assert_ne!(at("2030-01-01T00:00:00.123Z"), at("2030-01-01T00:00:00.124Z"));
    }

    #[test]
    fn epoch_before_and_around_the_year_forms() {
        assert_eq!(at("-1"), Some(-1000));
        assert_eq!(at("0"), Some(0));
        assert_eq!(at("+2030"), Some(2_030_000));
        assert_eq!(at("20300"), Some(20_300_000));
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "not-a-date",
            "2030-13-01",
            "2030-02-30",
            "2030-1-1",
            "2030-01-01T24:00Z",
            "2030-01-01T00Z",
            "2030-01-01 00:00:00Z",
            "2030-01T00:00Z",
            "2030-01-01T00:00:60Z",
            "2030-01-01T00:00:00.Z",
            "2030-01-01T00:00.5Z",
            "2030-01-01T00:00:00+0100",
            "2030-01-01T00:00:00+24:00",
            "2030-01-01-01",
            "99999999999999999999",
            " 2030",
            "+",
            "1e9",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_two_forms_agree(seconds in 0i64..4_102_444_800) {
            let text = jiff::Timestamp::from_second(seconds).expect("in range").to_string();
            prop_assert_eq!(Instant::parse(&text), Some(Instant(seconds * 1000)));
        }

        #[test]
        fn no_text_panics(text in "[0-9TZ:.+-]{0,30}") {
            let _ = Instant::parse(&text);
        }
    }
}

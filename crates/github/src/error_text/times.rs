//! What the times in STS's messages mean.

use jiff::Timestamp;

use super::Wording;

/// How far STS lets clocks differ, in seconds, which is in the times it prints.
///
/// Observed: <https://github.com/radkawar/stackd/tree/9dc356f/internal/services/sts/testdata/oidc>
const ALLOWANCE: i64 = 300;

/// What follows from the times in a message.
pub(super) fn notes(wording: &Wording, variables: &[(&str, String)]) -> Vec<String> {
    let number = |name: &str| {
        variables.iter().find(|(known, _)| *known == name).and_then(|(_, value)| value.parse::<i64>().ok())
    };
    let mut notes = Vec::new();
    if let (Some(printed), Some(expiry)) = (number("current"), number("expiry"))
        && let (Some(clock), Some(past)) = (printed.checked_add(ALLOWANCE), printed.checked_sub(expiry))
    {
        notes.push(format!(
            "STS prints its clock less the {ALLOWANCE} s by which clocks may differ: it was {}, not {printed}",
            moment(clock)
        ));
        if let Some(past) = past.checked_add(ALLOWANCE) {
            notes.push(format!("the token expired at {}, {past} s before", moment(expiry)));
        }
    }
    if let (Some(printed), Some(not_before)) = (number("current"), number("not before"))
        && let Some(clock) = printed.checked_sub(ALLOWANCE)
    {
        notes.push(format!(
            "STS prints its clock plus the {ALLOWANCE} s by which clocks may differ: it was {}, not {printed}",
            moment(clock)
        ));
        if let Some(ahead) = not_before.checked_sub(clock) {
            notes.push(format!("the token counts from {}, {ahead} s later", moment(not_before)));
        }
    }
    if let Some(issued) = number("issued at").filter(|_| wording.id == "issued-in-the-future") {
        notes.push(format!(
            "the token says that it was issued at {}, more than {ALLOWANCE} s after STS's clock",
            moment(issued)
        ));
    }
    notes
}

/// A second since 1970 with its date.
fn moment(seconds: i64) -> String {
    match Timestamp::from_second(seconds) {
        Ok(time) => format!("{seconds} ({time})"),
        Err(_) => seconds.to_string(),
    }
}

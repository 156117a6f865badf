//! Why a policy lets nobody in.

use can_assume_github::issuer::Issuer;
use can_assume_iam::context::{Absence, keys};
use can_assume_iam::policy::{Condition, Effect, Statement};
use can_assume_regular::Budget;

use super::asked::Side;
use super::exhausted::Exhausted;
use super::inquiry::Inquiry;
use super::reading::short;

/// For each statement that could let tokens of this issuer in: what keeps it from doing so.
pub(super) fn contradictions(
    side: Side<'_>,
    issuer: &Issuer,
    budget: &Budget,
) -> Result<Vec<String>, Exhausted> {
    let inquiry = Inquiry::new(side.policy, side.role, issuer, budget);
    let mut found = Vec::new();
    for (index, statement) in side.policy.document.statements.iter().enumerate() {
        if statement.effect.value == Effect::Allow && inquiry.applies(index) {
            let why = match unmet(&inquiry, index, statement)? {
                Some(why) => why,
                None if inquiry.nobody_is_allowed()? => {
                    "every token that it allows is denied by a Deny".to_owned()
                }
                None => {
                    "every token that it allows is ruled out by what is known of the repository".to_owned()
                }
            };
            found.push(format!("{}: {why}", name(index, statement)));
        }
    }
    if found.is_empty() {
        found.push("no statement allows `sts:AssumeRoleWithWebIdentity` with a token of GitHub".to_owned());
    }
    Ok(found)
}

/// Why no token meets the conditions of a statement; `None` where some token does.
pub(crate) fn unmet(
    inquiry: &Inquiry<'_>,
    index: usize,
    statement: &Statement,
) -> Result<Option<String>, Exhausted> {
    for (position, condition) in statement.conditions.iter().enumerate() {
        if inquiry.impossible(index, &[position])? {
            return Ok(Some(never(condition, inquiry)));
        }
    }
    let all: Vec<usize> = (0..statement.conditions.len()).collect();
    if !inquiry.impossible(index, &all)? {
        return Ok(None);
    }
    for (first, left) in statement.conditions.iter().enumerate() {
        for (second, right) in statement.conditions.iter().enumerate().skip(first + 1) {
            if inquiry.impossible(index, &[first, second])? {
                return Ok(Some(format!("{} and {} cannot both be met", label(left), label(right))));
            }
        }
    }
    Ok(Some("its conditions cannot all be met by one token".to_owned()))
}

/// Why a condition is never met.
fn never(condition: &Condition, inquiry: &Inquiry<'_>) -> String {
    let key = condition.key.value.to_ascii_lowercase();
    let label = label(condition);
    if !inquiry.some_token_has(condition) {
        return match inquiry.shapes().next().map(|shape| shape.key(&key)) {
            Some(Ok(_)) => format!("{label} is never met: no token of GitHub has the claim"),
            _ if matches!(keys::web_identity(&key), Absence::Unknown(_)) => {
                let value = "the value that the key has in every request with a token of GitHub";
                format!("{label} is never met: it does not let through {value}")
            }
            _ => format!("{label} is never met: STS puts no such key into a request with a token of GitHub"),
        };
    }
    let values: Vec<String> = condition.values.iter().map(|value| format!("`{}`", value.value)).collect();
    format!(
        "{label} is never met: GitHub issues no token whose `{}` it lets through: {}",
        short(&condition.key.value),
        values.join(", ")
    )
}

fn label(condition: &Condition) -> String {
    format!("`{}` on `{}`", condition.operator.value, short(&condition.key.value))
}

fn name(index: usize, statement: &Statement) -> String {
    match statement.sid.as_ref().map(|sid| sid.value.as_str()).filter(|sid| !sid.is_empty()) {
        Some(sid) => format!("statement {} `{sid}`", index + 1),
        None => format!("statement {}", index + 1),
    }
}

//! A claims file that leaves claims out: what the subject says of them, what is unknown, and what is absent.

use super::implied::{ImpliedEnvironment, implied_claims, implied_environment};
use super::{CLAIMS, Claims, Presence};
use crate::issuer::{DEFAULT_KEYS, Issuer};
use crate::subject::Subject;

/// Whether a set of claims is all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Completeness {
    /// The claims of a real token: what is not there is absent.
    Whole,
    /// A file written by hand: what is not there may have been left out. `null` states that a claim is absent.
    Partial,
}

/// What is known of the claims that were not given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completed {
    /// Claims that the subject implies.
    pub derived: Vec<Derived>,
    /// Claims whose value nobody said.
    pub unknown: Vec<Unknown>,
    /// Claims that the token does not have.
    pub absent: Vec<Absent>,
    /// Claims that were given another value than the subject implies. The given value stands.
    pub contradictions: Vec<Contradiction>,
}

/// A claim that was not given and that the subject implies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// The claim.
    pub claim: String,
    /// Its value.
    pub value: String,
    /// What it was derived from.
    pub why: &'static str,
}

/// A claim that was not given and may have any value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The claim.
    pub claim: String,
    /// Why it is not known.
    pub reason: String,
}

/// A claim that the token does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// The claim.
    pub claim: String,
    /// Why it does not.
    pub reason: String,
}

/// A claim that was given another value than the subject implies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The claim.
    pub claim: String,
    /// The value it was given.
    pub given: String,
    /// The value the subject implies; none where the subject implies that the claim is absent.
    pub implied: Option<String>,
    /// What in the subject implies it.
    pub why: &'static str,
}

impl Completed {
    /// The value derived for a claim.
    pub fn derived(&self, claim: &str) -> Option<&str> {
        self.derived.iter().find(|derived| derived.claim == claim).map(|derived| derived.value.as_str())
    }

    /// Why a claim is not known.
    pub fn unknown(&self, claim: &str) -> Option<&str> {
        self.unknown.iter().find(|unknown| unknown.claim == claim).map(|unknown| unknown.reason.as_str())
    }

    fn unknown_because(&mut self, claim: &str, reason: impl Into<String>) {
        self.unknown.push(Unknown { claim: claim.to_owned(), reason: reason.into() });
    }

    fn absent_because(&mut self, claim: &str, reason: impl Into<String>) {
        self.absent.push(Absent { claim: claim.to_owned(), reason: reason.into() });
    }
}

/// Says of every claim that `issuer` sends, or that STS exposes for it, and that is not among `claims`,
/// whether it is derived from the subject, unknown, or absent.
///
/// Only subjects of GitHub imply other claims, and only where the claims are partial: a real token says
/// everything itself. A claim that was given is never replaced; what the subject says differently is in
/// [`Completed::contradictions`].
///
/// Source of what the subject implies: <https://docs.github.com/en/actions/reference/security/oidc>
pub fn complete(claims: &Claims, issuer: &Issuer, completeness: Completeness) -> Completed {
    let mut completed = Completed::default();
    if issuer.is_github() {
        let subject = claims.sub().map(|sub| Subject::parse(&sub));
        if let Some(subject) = &subject {
            compare(claims, subject, issuer, completeness, &mut completed);
        }
        environment(claims, subject.as_ref(), issuer, completeness, &mut completed);
        for claim in CLAIMS {
            let settled =
                claim.presence == Presence::WithEnvironment || claim.presence == Presence::WithProperty;
            if !settled && !is_given(claims, claim.name) && completed.derived(claim.name).is_none() {
                rest(claims, claim.name, claim.presence, completeness, &mut completed);
            }
        }
        for claim in ["azp", "amr", "email"].into_iter().filter(|claim| !is_given(claims, claim)) {
            completed.absent_because(claim, "GitHub does not send it");
        }
    } else {
        let specific = issuer.specific_keys();
        let names = DEFAULT_KEYS
            .into_iter()
            .filter(|&key| key != "oaud")
            .chain(specific.keys.iter().map(|key| key.claim));
        for claim in ["iss", "exp", "iat"].into_iter().chain(names).filter(|claim| !is_given(claims, claim)) {
            if completeness == Completeness::Partial && claims.get(claim).is_none() {
                completed.unknown_because(claim, format!("the claims do not give `{claim}`"));
            } else {
                completed.absent_because(claim, absent_reason(claims, claim));
            }
        }
    }
    completed
}

/// Holds what the subject implies beside what was given.
fn compare(
    claims: &Claims,
    subject: &Subject,
    issuer: &Issuer,
    completeness: Completeness,
    completed: &mut Completed,
) {
    for implied in implied_claims(subject, issuer) {
        let given = match claims.get(&implied.claim) {
            Some(value) => {
                claims.text(&implied.claim).map_or_else(|| value.to_string(), std::borrow::Cow::into_owned)
            }
            None => match completed.derived(&implied.claim) {
                Some(earlier) => earlier.to_owned(),
                None if completeness == Completeness::Partial => {
                    completed.derived.push(Derived {
                        claim: implied.claim,
                        value: implied.value,
                        why: implied.why,
                    });
                    continue;
                }
                None => continue,
            },
        };
        if given != implied.value {
            let implied_value = Some(implied.value);
            completed.contradictions.push(Contradiction {
                claim: implied.claim,
                given,
                implied: implied_value,
                why: implied.why,
            });
        }
    }
}

fn environment(
    claims: &Claims,
    subject: Option<&Subject>,
    issuer: &Issuer,
    completeness: Completeness,
    completed: &mut Completed,
) {
    let implied = match subject {
        Some(subject) => implied_environment(subject, issuer),
        None => ImpliedEnvironment::Untold("the claims do not give `sub`"),
    };
    // A real token cannot contradict itself: a custom template such as `["repo", "ref"]` made its subject.
    let given =
        claims.text("environment").filter(|name| !name.is_empty() && completeness == Completeness::Partial);
    if let (Some(given), ImpliedEnvironment::None(why)) = (given, implied) {
        let given = given.into_owned();
        completed.contradictions.push(Contradiction {
            claim: "environment".to_owned(),
            given,
            implied: None,
            why,
        });
    }
    let known = is_given(claims, "environment") || completed.derived("environment").is_some();
    for claim in ["environment", "environment_node_id"] {
        if is_given(claims, claim) || (claim == "environment" && known) {
            continue;
        }
        if completeness == Completeness::Whole || claims.get(claim).is_some() {
            completed.absent_because(claim, absent_reason(claims, claim));
            continue;
        }
        match implied {
            _ if known => completed.unknown_because(claim, format!("the claims do not give `{claim}`")),
            ImpliedEnvironment::None(why) => completed.absent_because(claim, why),
            ImpliedEnvironment::Untold(why) => completed.unknown_because(claim, why),
            ImpliedEnvironment::Declared => {
                completed.unknown_because(
                    claim,
                    "where the environment's name ends in the subject is not certain",
                );
            }
        }
    }
}

fn rest(
    claims: &Claims,
    claim: &str,
    presence: Presence,
    completeness: Completeness,
    completed: &mut Completed,
) {
    if completeness == Completeness::Whole || claims.get(claim).is_some() {
        return completed.absent_because(claim, absent_reason(claims, claim));
    }
    match presence {
        Presence::NeverSeen => completed.absent_because(claim, "no token is known to have it"),
        Presence::WithEnterprise => completed.unknown_because(
            claim,
            format!("the claims do not give `{claim}`, and an enterprise may own the repository"),
        ),
        _ => completed
            .unknown_because(claim, format!("GitHub always sends `{claim}`, but the claims do not give it")),
    }
}

/// Whether a claim has a value. `null` is no value.
fn is_given(claims: &Claims, claim: &str) -> bool {
    claims.get(claim).is_some_and(|value| !value.is_null())
}

fn absent_reason(claims: &Claims, claim: &str) -> String {
    match claims.get(claim) {
        Some(_) => format!("`{claim}` is `null`"),
        None => format!("the token has no `{claim}`"),
    }
}

#[cfg(test)]
mod tests;

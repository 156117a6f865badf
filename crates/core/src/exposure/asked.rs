//! The set that is asked about: what one policy allows, or what it allows and another does not.

use std::ops::Deref;

use can_assume_github::claims::Claims;
use can_assume_github::issuer::Issuer;
use can_assume_github::universe::Shape;
use can_assume_iam::pattern::{PatternPart, pattern};
use can_assume_iam::policy::{
    Condition, Effect, OperatorFamily, OperatorKind, Principal, PrincipalElement, PrincipalKind, Statement,
};
use can_assume_iam::trace::Decision;

use super::bounds::Bounds;
use super::parts;
use super::reading::{Samples, short};
use super::text::{Text, written};
use super::witness::{self, Proven};
use crate::question::{Policy, Role};

/// A role with a trust policy of it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'p> {
    /// The trust policy.
    pub policy: &'p Policy,
    /// The role, whose account says which OIDC providers are its own.
    pub role: &'p Role,
}

impl Side<'_> {
    /// Whether the values of the policy's conditions are more than any role's trust policy can hold, so that its tokens are not looked for.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>: 2,048 characters, 4,096 on request.
    pub(super) fn is_too_long(&self) -> bool {
        const MOST_BYTES: usize = 8_192;
        let conditions = self.policy.document.statements.iter().flat_map(|statement| &statement.conditions);
        conditions.flat_map(|condition| &condition.values).map(|value| value.value.len()).sum::<usize>()
            > MOST_BYTES
    }
}

/// The tokens that `in_` allows and `out` does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'p> {
    pub(super) allowed_by: Side<'p>,
    pub(super) but_not_by: Option<Side<'p>>,
}

/// The tokens of one shape that are asked about.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) bounds: Bounds,
    pub(super) assumes: Vec<String>,
    pub(super) open: Vec<String>,
}

/// What is asked, with what the verifier says of sample tokens by either policy.
#[derive(Debug)]
pub(super) struct Sampled<'p> {
    asked: Asked<'p>,
    allowed_by: &'p Samples<'p>,
    but_not_by: Option<&'p Samples<'p>>,
}

impl<'p> Sampled<'p> {
    pub(super) fn new(
        asked: &Asked<'p>,
        allowed_by: &'p Samples<'p>,
        but_not_by: Option<&'p Samples<'p>>,
    ) -> Self {
        Self { asked: *asked, allowed_by, but_not_by }
    }

    /// What the policy allows, whatever the other does; none where there is no other.
    pub(super) fn alone(&self) -> Option<Self> {
        self.but_not_by?;
        let asked = Asked { allowed_by: self.asked.allowed_by, but_not_by: None };
        Some(Self { asked, allowed_by: self.allowed_by, but_not_by: None })
    }

    /// The tokens of `shape` that are asked about.
    pub(super) fn set(&self, shape: &Shape) -> Set {
        let reading = self.allowed_by.reading(shape);
        let mut set = Set { bounds: reading.allowed, assumes: reading.assumes, open: reading.open };
        if let Some(other) = &self.but_not_by {
            let other = other.reading(shape);
            set.bounds = set.bounds.minus(other.allowed);
            set.open.extend(other.open);
            for assumption in other.assumes {
                if !set.assumes.contains(&assumption) {
                    set.assumes.push(assumption);
                }
            }
        }
        set
    }
}

impl<'p> Deref for Sampled<'p> {
    type Target = Asked<'p>;

    fn deref(&self) -> &Asked<'p> {
        &self.asked
    }
}

impl<'p> Asked<'p> {
    /// The token, if the verifier confirms that it belongs to the set.
    pub(super) fn prove(&self, claims: &Claims) -> Option<Proven> {
        let proven = witness::prove(self.allowed_by.policy, self.allowed_by.role, claims)?;
        match self.but_not_by {
            None => Some(proven),
            Some(other) => {
                let verdict =
                    witness::verdict(other.policy, other.role, claims.clone(), proven.context.clone());
                matches!(verdict.decision, Decision::ImplicitDeny | Decision::ExplicitDeny).then_some(proven)
            }
        }
    }

    fn sides(&self) -> impl Iterator<Item = Side<'p>> + use<'p> {
        std::iter::once(self.allowed_by).chain(self.but_not_by)
    }

    /// The conditions of either policy.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &'p Condition> + use<'p> {
        self.sides()
            .flat_map(|side| &side.policy.document.statements)
            .flat_map(|statement| &statement.conditions)
    }

    /// Whether some condition tests the claim, or reads it as a policy variable.
    pub(super) fn tests(&self, claim: &str) -> bool {
        let variable = format!(":{claim}");
        self.conditions().any(|condition| {
            let reads = |value: &str| value.contains("${") && value.to_ascii_lowercase().contains(&variable);
            short(&condition.key.value).eq_ignore_ascii_case(claim)
                || condition.values.iter().any(|value| reads(&value.value))
        })
    }

    /// What the policies compare texts with, each once: patterns, values where case does not count, and values with a `%3A`.
    pub(super) fn values(&self) -> Vec<Text> {
        let mut found: Vec<Text> = Vec::new();
        for side in self.sides() {
            let version = side.policy.document.effective_version();
            let conditions =
                side.policy.document.statements.iter().flat_map(|statement| &statement.conditions);
            for condition in conditions {
                let kind = condition.operator.value.kind;
                if kind.family() != OperatorFamily::String {
                    continue;
                }
                let ignores_case = matches!(
                    kind,
                    OperatorKind::StringEqualsIgnoreCase | OperatorKind::StringNotEqualsIgnoreCase
                );
                for value in &condition.values {
                    let parts = pattern(&value.value, kind, version);
                    let acts = parts.iter().any(|part| matches!(part, PatternPart::One | PatternPart::Run));
                    let text = if ignores_case && value.value.is_ascii() {
                        Text::AnyCase(value.value.clone())
                    } else if acts {
                        Text::Like(written(&parts::elements(&parts).collect()))
                    } else if value.value.contains("%3A") {
                        Text::Is(value.value.clone())
                    } else {
                        continue;
                    };
                    if !found.contains(&text) {
                        found.push(text);
                    }
                }
            }
        }
        found
    }

    /// What the policies exclude: the values of negated operators and of Deny statements, and of the policy that must not allow.
    pub(super) fn excluded(&self) -> Vec<Text> {
        let mut found: Vec<Text> = Vec::new();
        for side in self.sides() {
            let other = self.but_not_by.is_some();
            for statement in &side.policy.document.statements {
                let denies = statement.effect.value == Effect::Deny;
                for condition in &statement.conditions {
                    let kind = condition.operator.value.kind;
                    if kind.family() != OperatorFamily::String || !(denies || other || kind.is_negated()) {
                        continue;
                    }
                    let like = matches!(kind, OperatorKind::StringLike | OperatorKind::StringNotLike);
                    for value in &condition.values {
                        let text = value.value.clone();
                        found.push(if like { Text::Like(text) } else { Text::Is(text) });
                    }
                }
            }
        }
        found
    }

    /// The issuers of GitHub that the policy trusts, in order of mention.
    pub(super) fn issuers(&self) -> Vec<Issuer> {
        let mut found: Vec<Issuer> = Vec::new();
        for statement in &self.allowed_by.policy.document.statements {
            for value in federated(statement) {
                if let Some(issuer) = issuer_of(value)
                    && issuer.is_github()
                    && !found.contains(&issuer)
                {
                    found.push(issuer);
                }
            }
        }
        found
    }
}

/// The issuer of a provider's ARN or of a built-in provider's domain.
pub(crate) fn issuer_of(principal: &str) -> Option<Issuer> {
    let path = match principal.split_once(":oidc-provider/") {
        Some((_, path)) => path,
        None if !principal.contains(':') && principal.contains('.') => principal,
        None => return None,
    };
    Some(Issuer::parse(&format!("https://{path}")))
}

/// The federated principals of a statement.
fn federated(statement: &Statement) -> impl Iterator<Item = &str> {
    let entries = match statement.principal.as_ref().map(|principal| &principal.value) {
        Some(PrincipalElement::Principal(Principal::Entries(entries))) => entries.as_slice(),
        _ => &[],
    };
    entries
        .iter()
        .filter(|entry| entry.kind.value == PrincipalKind::Federated)
        .flat_map(|entry| &entry.values)
        .map(|value| value.value.as_str())
}

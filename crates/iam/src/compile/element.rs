//! `Principal`, `Action` and `Resource`, compiled.

use crate::glob::{Glob, push_pattern};
use crate::operators::arn::ArnPattern;
use crate::policy::{ActionElement, Effect, PolicyKind, Principal, PrincipalElement, Statement, Version};
use crate::principals::PrincipalValue;
use crate::span::Spanned;
use crate::variables::{Parsed, Template, Wildcards, parse};

/// `Action` or `NotAction`: patterns without regard to case.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>
#[derive(Debug, Clone)]
pub(crate) struct CompiledActions {
    pub(crate) negated: bool,
    pub(crate) patterns: Vec<Glob>,
}

impl CompiledActions {
    pub(super) fn compile(element: &ActionElement) -> Self {
        let (negated, values) = match element {
            ActionElement::Action(values) => (false, values),
            ActionElement::NotAction(values) => (true, values),
        };
        let patterns = values.iter().map(|value| Glob::ignoring_ascii_case(&value.value)).collect();
        Self { negated, patterns }
    }
}

/// `Principal` or `NotPrincipal`.
#[derive(Debug, Clone)]
pub(crate) enum CompiledPrincipal {
    /// The kind of policy has none: it is attached to the caller.
    Attached,
    /// The `*` of a resource control policy, or of a Deny: everyone, web identities and services included.
    Everyone,
    /// `Principal`: these values, in order of writing.
    Any(Vec<PrincipalValue>),
    /// `NotPrincipal`.
    Not(Vec<PrincipalValue>),
}

impl CompiledPrincipal {
    pub(super) fn compile(kind: PolicyKind, statement: &Statement) -> Self {
        let element = statement.principal.as_ref().map(|element| &element.value);
        match (kind, element) {
            (PolicyKind::Identity | PolicyKind::ServiceControl, _) => Self::Attached,
            (PolicyKind::ResourceControl, Some(PrincipalElement::Principal(principal)))
                if is_star(principal) =>
            {
                Self::Everyone
            }
            // IAM does not store it in a trust policy; whom it would keep out is taken to be everyone.
            (_, Some(PrincipalElement::Principal(Principal::Star)))
                if statement.effect.value == Effect::Deny =>
            {
                Self::Everyone
            }
            (_, Some(PrincipalElement::Principal(principal))) => Self::Any(values(principal)),
            (_, Some(PrincipalElement::NotPrincipal(principal))) => Self::Not(values(principal)),
            (_, None) => Self::Any(Vec::new()),
        }
    }
}

/// Whether a principal is `"*"` or `{"AWS": "*"}`.
fn is_star(principal: &Principal) -> bool {
    match principal {
        Principal::Star => true,
        Principal::Entries(entries) => entries.iter().any(|entry| {
            entry.values.iter().any(|value| {
                PrincipalValue::compile(entry.kind.value, &value.value) == PrincipalValue::Anyone
            })
        }),
    }
}

fn values(principal: &Principal) -> Vec<PrincipalValue> {
    match principal {
        Principal::Star => vec![PrincipalValue::Anyone],
        Principal::Entries(entries) => entries
            .iter()
            .flat_map(|entry| {
                entry.values.iter().map(|value| PrincipalValue::compile(entry.kind.value, &value.value))
            })
            .collect(),
    }
}

/// `Resource` or `NotResource`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
#[derive(Debug, Clone)]
pub(crate) struct CompiledResources {
    pub(crate) negated: bool,
    pub(crate) patterns: Vec<ResourcePattern>,
}

#[derive(Debug, Clone)]
pub(crate) enum ResourcePattern {
    /// A pattern of ARNs.
    Arn(ArnPattern),
    /// Any other pattern, matched as a whole.
    Text(Glob),
    /// A pattern with policy variables.
    Template(Template),
}

impl CompiledResources {
    pub(super) fn compile(statement: &Statement, version: Version) -> Option<Self> {
        let (negated, values) = match (&statement.resource, &statement.not_resource) {
            (Some(values), _) => (false, values),
            (None, Some(values)) => (true, values),
            (None, None) => return None,
        };
        let patterns = values.value.iter().map(|value| resource(value, version)).collect();
        Some(Self { negated, patterns })
    }
}

fn resource(value: &Spanned<String>, version: Version) -> ResourcePattern {
    let tokens = match version {
        Version::V2012 => match parse(&value.value, Wildcards::Act) {
            Parsed::Plain(tokens) => tokens,
            Parsed::Template(template) => return ResourcePattern::Template(template),
        },
        Version::V2008 => {
            let mut tokens = Vec::new();
            push_pattern(&mut tokens, &value.value);
            tokens
        }
    };
    match ArnPattern::from_tokens(&tokens) {
        Some(pattern) => ResourcePattern::Arn(pattern),
        None => ResourcePattern::Text(Glob::from_tokens(tokens)),
    }
}

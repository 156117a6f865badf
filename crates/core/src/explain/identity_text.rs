//! Where, in the text of the identity, a context key's value stands.

use can_assume_github::issuer::Issuer;
use can_assume_iam::json;
use can_assume_iam::span::Span;

use crate::diagnostic::SourceText;
use crate::question::{Identity, Question};
use crate::token::ClaimsListing;

/// The text of the identity, and in it the value behind the context key `key`.
pub(super) fn value_of_key(question: &Question, key: &str) -> Option<(SourceText, Span)> {
    match &question.identity {
        Identity::Request { source, .. } => {
            let parsed = json::parse(&source.text, json::DOCUMENT_LIMIT).ok()?;
            let context = parsed.as_object()?.get("context")?.as_object()?;
            let member = context.members.iter().rfind(|member| member.name.eq_ignore_ascii_case(key))?;
            Some((source.clone(), member.value.span))
        }
        Identity::Refused { .. } => None,
        Identity::Claims { claims, .. } => {
            let issuer = claims.issuer().unwrap_or_else(Issuer::github);
            value_of_claim(question, &claim_behind(&issuer, key)?)
        }
        Identity::Token { token, .. } => {
            value_of_claim(question, &claim_behind(&Issuer::parse(token.issuer()?), key)?)
        }
    }
}

/// The text of the identity, and in it the value of the claim `name`.
pub(super) fn value_of_claim(question: &Question, name: &str) -> Option<(SourceText, Span)> {
    match &question.identity {
        Identity::Token { token, .. } => {
            let listing = ClaimsListing::new(&token.claims);
            let span = listing.value_span(name)?;
            Some((SourceText::new("token claims", listing.text), span))
        }
        Identity::Claims { claims, source, .. } => {
            let range = claims.claim(name)?.span.clone()?;
            Some((source.clone(), Span::new(range.start, range.end)))
        }
        Identity::Refused { .. } | Identity::Request { .. } => None,
    }
}

/// The claim behind a provider's context key.
fn claim_behind(issuer: &Issuer, key: &str) -> Option<String> {
    let prefix = issuer.key_prefix();
    let (head, rest) = key.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| rest.strip_prefix(':').unwrap_or(rest).to_ascii_lowercase())
}

//! The answer about one identity.

use can_assume_core::explain::Answer;
use can_assume_core::question::{Identity, Question};
use can_assume_core::token::{ClaimsListing, to_object};

use super::facts::{facts, verdict};
use super::words::{block, fold};
use crate::escape::{markdown as text, terminal};

/// The answer to a question: the verdict, what it is because of, the fix, the evaluation and the claims. Neither a token
/// nor its signature is in it, nor the token's id.
pub fn check(question: &Question, answer: &Answer) -> String {
    let mut out = format!(
        "### {} — {}\n\n{}",
        verdict(answer.verdict.decision),
        text(&question.policy.source.name),
        facts(answer)
    );
    let claims = match &question.identity {
        Identity::Token { token, .. } => Some(token.claims.clone()),
        Identity::Claims { claims, .. } => Some(to_object(claims)),
        Identity::Refused { .. } | Identity::Request { .. } => None,
    };
    if let Some(mut claims) = claims {
        // It names one token and helps nobody.
        claims.shift_remove("jti");
        let lines: String =
            ClaimsListing::new(&claims).text.lines().map(|line| format!("{}\n", terminal(line))).collect();
        out.push_str(&fold("Claims", &block("json", &lines)));
    }
    out
}

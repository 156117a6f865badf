//! What a token says, and what STS would hold against it; never the token or its signature.

use can_assume_core::failure::StsFailure;
use can_assume_core::token::{ClaimsObject, DecodedToken, Header};
use serde::Serialize;

/// A token taken apart.
#[derive(Debug, Serialize)]
pub struct DecodeReport<'a> {
    version: u32,
    header: Option<JsonHeader<'a>>,
    claims: Option<&'a ClaimsObject>,
    problems: Vec<JsonProblem<'a>>,
}

impl<'a> DecodeReport<'a> {
    /// The report of a token, or of a text that STS refuses before it is one.
    pub fn new(token: Option<&'a DecodedToken>, problems: &'a [StsFailure]) -> Self {
        Self {
            version: 1,
            header: token.map(|token| JsonHeader::new(&token.header)),
            claims: token.map(|token| &token.claims),
            problems: problems.iter().map(JsonProblem::new).collect(),
        }
    }
}

/// Whether a token is one that STS takes.
#[derive(Debug, Serialize)]
pub struct VerifyReport<'a> {
    version: u32,
    verified: bool,
    header: Option<JsonHeader<'a>>,
    problems: Vec<JsonProblem<'a>>,
}

impl<'a> VerifyReport<'a> {
    /// The report of a token whose signature and claims were looked at; it is verified when there is no problem.
    pub fn new(token: Option<&'a DecodedToken>, problems: &'a [StsFailure]) -> Self {
        Self {
            version: 1,
            verified: token.is_some() && problems.is_empty(),
            header: token.map(|token| JsonHeader::new(&token.header)),
            problems: problems.iter().map(JsonProblem::new).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct JsonHeader<'a> {
    alg: &'a str,
    kid: Option<&'a str>,
    typ: Option<&'a str>,
}

impl<'a> JsonHeader<'a> {
    fn new(header: &'a Header) -> Self {
        Self { alg: &header.algorithm, kid: header.key_id.as_deref(), typ: header.typ.as_deref() }
    }
}

#[derive(Debug, Serialize)]
struct JsonProblem<'a> {
    stage: &'a str,
    id: &'a str,
    code: &'a str,
    message: &'a str,
    headline: &'a str,
    notes: &'a [String],
    help: Option<&'a str>,
}

impl<'a> JsonProblem<'a> {
    fn new(failure: &'a StsFailure) -> Self {
        Self {
            stage: failure.stage.as_str(),
            id: failure.id,
            code: failure.code,
            message: &failure.message,
            headline: &failure.headline,
            notes: &failure.notes,
            help: failure.help.as_deref(),
        }
    }
}

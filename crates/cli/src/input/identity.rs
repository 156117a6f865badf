//! Who comes: a token, claims, or a request.

use std::path::Path;

use can_assume_core::question::{Identity, KeySource, Question};
use can_assume_core::read;
use can_assume_core::sts;
use can_assume_core::token::Jwks;

use super::file::{Limit, as_url};
use super::{InputError, Reader};
use crate::args::QuestionArgs;
use crate::network;
use crate::terminal::Terminal;

/// The time of the request in Unix seconds: as given, or now where a real token comes; `None` leaves it to the claims.
///
/// # Errors
/// When `--at` is neither RFC 3339 nor a whole number of seconds.
pub(super) fn time(args: &QuestionArgs) -> Result<Option<i64>, InputError> {
    match &args.at {
        Some(text) => read::time(text).map(Some),
        None => Ok(args.token.is_some().then(super::time::now)),
    }
}

/// Reads who comes from `--token`, `--claims` or `--request`.
///
/// # Errors
/// When the input is not what its option says.
pub(super) fn identity(
    reader: &mut Reader,
    args: &QuestionArgs,
    jwks: Option<&str>,
    terminal: Terminal,
) -> Result<Identity, InputError> {
    match (&args.token, &args.claims, &args.request) {
        (Some(path), _, _) => {
            let source = reader.text("--token", path, Limit::Token)?;
            read::token(&source, || keys(reader, jwks, terminal))
        }
        (_, Some(path), _) => claims(reader, path, args.audience.as_deref()),
        (_, _, Some(path)) => read::request(reader.text("--request", path, Limit::Document)?),
        (None, None, None) => {
            Err(InputError::plain("no identity was given", "give --token, --claims or --request"))
        }
    }
}

/// Fetches the keys of the token's issuer, if the question gets as far as needing them: an address that only the token
/// names is not fetched, as it is not by STS.
///
/// # Errors
/// When the issuer's address may not be fetched.
pub(crate) fn discover(question: &mut Question, terminal: Terminal) -> Result<(), InputError> {
    if !sts::reaches_keys(question) {
        return Ok(());
    }
    if let Identity::Token { token, keys } = &mut question.identity
        && let Some(issuer) = token.issuer()
    {
        terminal.progress(&format!("fetching the keys of {}", can_assume_report::escape::terminal(issuer)));
        *keys = fetched(network::discover(issuer))?;
    }
    Ok(())
}

/// The keys of `--jwks`.
fn keys(reader: &mut Reader, jwks: Option<&str>, terminal: Terminal) -> Result<KeySource, InputError> {
    let Some(jwks) = jwks else { return Ok(KeySource::NotGiven) };
    match as_url(jwks) {
        Ok(url) => {
            terminal.progress(&format!("fetching {url}"));
            fetched(network::fetch_jwks(url))
        }
        Err(path) => read::key_set(&reader.text("--jwks", &path, Limit::Document)?).map(KeySource::Given),
    }
}

/// Keys that could not be had are a denial, as they are for STS; a URL that may not be fetched is a mistake in the call.
fn fetched(result: Result<Jwks, network::NetworkError>) -> Result<KeySource, InputError> {
    match result {
        Ok(keys) => Ok(KeySource::Given(keys)),
        Err(error) if error.is_refused_address() => {
            Err(InputError::plain(error.to_string(), "use an https URL, or http on a loopback address"))
        }
        Err(error) => Ok(KeySource::Unreachable(error.into_failure())),
    }
}

/// Claims from `--claims`, with the audience of `--audience` where they do not say.
///
/// # Errors
/// When they cannot be read, or say another audience.
fn claims(reader: &mut Reader, path: &Path, audience: Option<&str>) -> Result<Identity, InputError> {
    read::claims(reader.text("--claims", path, Limit::Document)?, audience)
}

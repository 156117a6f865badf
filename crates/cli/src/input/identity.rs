//! Who comes: a token, claims, or a request.

use std::path::Path;

use can_assume_core::diagnostic::{Diagnostic, Level, SourceText};
use can_assume_core::failure::StsFailure;
use can_assume_core::github::claims::Claims;
use can_assume_core::iam::span::Span;
use can_assume_core::question::{Identity, KeySource, Question};
use can_assume_core::sources::request;
use can_assume_core::sts;
use can_assume_core::token::{self, Jwks, MAX_CHARACTERS};

use super::file::{Limit, as_url};
use super::{InputError, Reader};
use crate::args::CheckArgs;
use crate::network;
use crate::terminal::Terminal;

/// Reads who comes from `--token`, `--claims` or `--request`.
///
/// # Errors
/// When the input is not what its option says.
pub(crate) fn identity(
    reader: &mut Reader,
    args: &CheckArgs,
    terminal: Terminal,
) -> Result<Identity, InputError> {
    match (&args.token, &args.claims, &args.request) {
        (Some(path), _, _) => of_token(reader, path, args, terminal),
        (_, Some(path), _) => claims(reader, path, args.audience.as_deref()),
        (_, _, Some(path)) => of_request(reader, path),
        (None, None, None) => {
            Err(InputError::plain("no identity was given", "give --token, --claims or --request"))
        }
    }
}

fn of_token(
    reader: &mut Reader,
    path: &Path,
    args: &CheckArgs,
    terminal: Terminal,
) -> Result<Identity, InputError> {
    let source = reader.text("--token", path, Limit::Token)?;
    let characters = source.text.trim().chars().count();
    match token::decode(&source.text) {
        Ok(token) => {
            let keys = keys(reader, args, terminal)?;
            Ok(Identity::Token { token: Box::new(token), keys })
        }
        // STS takes a token apart before it refuses it for its length or its header; other text is no token at all.
        Err(failure) if characters > MAX_CHARACTERS || failure.id == "token-header" => {
            Ok(Identity::Refused { failure })
        }
        Err(failure) => Err(not_a_token(&source.name, &failure)),
    }
}

/// A text that is no token: said without showing any of it, for it may be most of a credential.
fn not_a_token(name: &str, failure: &StsFailure) -> InputError {
    let mut diagnostic = Diagnostic::new(Level::Error, "", format!("{name}:1:1: {}", failure.headline));
    diagnostic.notes.extend(failure.notes.iter().cloned());
    let help = failure.help.clone().unwrap_or_else(|| "pass a JWT, three segments separated by `.`".into());
    diagnostic.help(help).into()
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
fn keys(reader: &mut Reader, args: &CheckArgs, terminal: Terminal) -> Result<KeySource, InputError> {
    let Some(jwks) = args.jwks.as_deref() else { return Ok(KeySource::NotGiven) };
    match as_url(jwks) {
        Ok(url) => {
            terminal.progress(&format!("fetching {url}"));
            fetched(network::fetch_jwks(url))
        }
        Err(path) => {
            let source = reader.text("--jwks", &path, Limit::Document)?;
            Jwks::parse(&source.text).map(KeySource::Given).map_err(|error| {
                InputError::plain(
                    format!("{}: {error}", source.name),
                    "give the issuer's key set, the document behind its `jwks_uri`",
                )
            })
        }
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
pub(crate) fn claims(
    reader: &mut Reader,
    path: &Path,
    audience: Option<&str>,
) -> Result<Identity, InputError> {
    let source = reader.text("--claims", path, Limit::Document)?;
    let mut claims = Claims::from_json(&source.text).map_err(|error| {
        let span = error.span();
        InputError::at(&source, Span::new(span.start, span.end), error.to_string(), error.help())
    })?;
    if let Some(audience) = audience {
        match claims.text("aud") {
            Some(given) if given != audience => {
                return Err(InputError::plain(
                    format!("--audience is `{audience}`, the claims say `{given}`"),
                    "leave one of them out",
                ));
            }
            _ => claims.set("aud", audience),
        }
    }
    Ok(Identity::Claims { claims, source, predicted: false })
}

fn of_request(reader: &mut Reader, path: &Path) -> Result<Identity, InputError> {
    let source: SourceText = reader.text("--request", path, Limit::Document)?;
    let request = request::parse(&source.text)
        .map_err(|error| InputError::at(&source, error.span, error.message.clone(), error.help.clone()))?;
    Ok(Identity::Request { request: Box::new(request), source })
}

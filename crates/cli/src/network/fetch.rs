//! One GET, within limits.

use std::io::Read;
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, CONTENT_ENCODING, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};

use super::{NetworkError, address};

/// The bytes that are read of a body at most.
pub(super) const MAX_BYTES: usize = 1 << 20;

/// The time for one document, from the connection to the last byte, redirects included; STS waits about as long.
///
/// Source: <https://repost.aws/knowledge-center/iam-sts-invalididentitytoken>
pub(super) const TIME_LIMIT: Duration = Duration::from_secs(5);

/// The redirects that are followed at most.
const MAX_REDIRECTS: usize = 3;

/// Fetches the text at `url`, which [`address::parse`] let through.
///
/// # Errors
///
/// [`NetworkError`]: no answer, no complete answer in time, another status than 200, a redirect to another host or
/// port or from https to http, more than [`MAX_BYTES`], or content that is not UTF-8.
pub(super) fn text(url: &Url) -> Result<String, NetworkError> {
    text_within(url, TIME_LIMIT)
}

/// Like [`text`], with another time limit.
pub(super) fn text_within(url: &Url, limit: Duration) -> Result<String, NetworkError> {
    let deadline = Instant::now() + limit;
    let client = client(url).map_err(|error| no_answer(url, &error))?;
    let mut target = url.clone();
    for _ in 0..=MAX_REDIRECTS {
        let response = get(&client, &target, deadline, limit)?;
        if !response.status().is_redirection() {
            return body(response, &target, limit);
        }
        target = redirect(&target, &response)?;
    }
    let reason = format!("more than {MAX_REDIRECTS} redirects");
    Err(NetworkError::Redirect { url: url.to_string(), target: target.to_string(), reason })
}

/// A client for the host of `url`, with the system's certificates and proxies; for this machine without a proxy.
pub(super) fn client(url: &Url) -> reqwest::Result<Client> {
    // Whoever came first has installed the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .user_agent(concat!("can-assume/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .referer(false);
    if address::is_loopback(url) {
        builder = builder.no_proxy();
    }
    if url.scheme() == "http" {
        // Spares the search for the system's certificates.
        builder = builder.tls_certs_only([]);
    }
    builder.build()
}

fn get(client: &Client, url: &Url, deadline: Instant, limit: Duration) -> Result<Response, NetworkError> {
    let left = deadline.saturating_duration_since(Instant::now());
    let request = client.get(url.clone()).header(ACCEPT, "application/json").timeout(left);
    request
        .send()
        .map_err(|error| if error.is_timeout() { timed_out(url, limit) } else { no_answer(url, &error) })
}

/// Where a redirect leads, if it stays on the host and does not give up https.
pub(super) fn redirect(url: &Url, response: &Response) -> Result<Url, NetworkError> {
    let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
    let target = location.and_then(|location| url.join(location).ok());
    let Some(target) = target else {
        return Err(NetworkError::Status { url: url.to_string(), status: response.status().as_u16() });
    };
    let reason =
        if target.host() != url.host() || target.port_or_known_default() != url.port_or_known_default() {
            Some("it is another host or port")
        } else if url.scheme() == "https" && target.scheme() != "https" {
            Some("it is not https")
        } else {
            address::check(&target).err()
        };
    match reason {
        None => Ok(target),
        Some(reason) => Err(NetworkError::Redirect {
            url: url.to_string(),
            target: target.to_string(),
            reason: reason.to_owned(),
        }),
    }
}

fn body(response: Response, url: &Url, limit: Duration) -> Result<String, NetworkError> {
    let address = url.to_string();
    if response.status() != StatusCode::OK {
        return Err(NetworkError::Status { url: address, status: response.status().as_u16() });
    }
    if response.headers().contains_key(CONTENT_ENCODING) {
        return Err(NetworkError::NotText { url: address });
    }
    let too_large = NetworkError::TooLarge { url: address, limit: MAX_BYTES };
    if response.content_length().is_some_and(|length| length > MAX_BYTES as u64) {
        return Err(too_large);
    }
    let mut bytes = Vec::new();
    response.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| {
        let timeout = error.get_ref().and_then(|error| error.downcast_ref::<reqwest::Error>());
        if timeout.is_some_and(reqwest::Error::is_timeout) || error.kind() == std::io::ErrorKind::TimedOut {
            timed_out(url, limit)
        } else {
            NetworkError::NoAnswer { url: url.to_string(), reason: "the answer breaks off".to_owned() }
        }
    })?;
    if bytes.len() > MAX_BYTES {
        return Err(too_large);
    }
    String::from_utf8(bytes).map_err(|_| NetworkError::NotText { url: url.to_string() })
}

pub(super) fn timed_out(url: &Url, limit: Duration) -> NetworkError {
    NetworkError::TimedOut { url: url.to_string(), seconds: limit.as_secs() }
}

/// The innermost cause says what happened; the outer ones repeat the URL.
pub(super) fn no_answer(url: &Url, error: &reqwest::Error) -> NetworkError {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let reason = cause.to_string();
    // A reason is one line, whatever a library puts into it.
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    NetworkError::NoAnswer { url: url.to_string(), reason }
}

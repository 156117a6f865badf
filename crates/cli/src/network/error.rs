//! What can go wrong while fetching, and what STS says to the same.

use can_assume_core::failure::{KEY_NOT_RETRIEVED, Stage, StsFailure};
use can_assume_core::token::JwksError;
use thiserror::Error;

/// Why the keys of an issuer are not there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum NetworkError {
    /// The URL may not be fetched; nothing was sent.
    #[error("{} is not fetched: {reason}", shown(url))]
    Address {
        /// The URL as it was given.
        url: String,
        /// Why not.
        reason: String,
    },
    /// No answer: name resolution, connection, TLS.
    #[error("no answer from {}: {reason}", shown(url))]
    NoAnswer {
        /// The URL.
        url: String,
        /// The innermost cause.
        reason: String,
    },
    /// The answer was not complete in time.
    #[error("no complete answer from {} within {seconds} s", shown(url))]
    TimedOut {
        /// The URL.
        url: String,
        /// The limit.
        seconds: u64,
    },
    /// An answer with another status than 200.
    #[error("{} answers with HTTP status {status}, expected 200", shown(url))]
    Status {
        /// The URL.
        url: String,
        /// The status.
        status: u16,
    },
    /// A redirect that is not followed.
    #[error("{} redirects to {}, which is not followed: {reason}", shown(url), shown(target))]
    Redirect {
        /// The URL.
        url: String,
        /// Where it redirects to.
        target: String,
        /// Why that is not followed.
        reason: String,
    },
    /// A body beyond the size limit.
    #[error("{} sends more than {limit} bytes", shown(url))]
    TooLarge {
        /// The URL.
        url: String,
        /// The limit.
        limit: usize,
    },
    /// A body that is not UTF-8, or in an encoding that was not asked for.
    #[error("the content of {} is not plain UTF-8 text", shown(url))]
    NotText {
        /// The URL.
        url: String,
    },
    /// A discovery document that cannot be used.
    #[error("the discovery document {} {reason}", shown(url))]
    Discovery {
        /// The URL of the document.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A key set that cannot be used.
    #[error("{error}, as served by {}", shown(url))]
    Jwks {
        /// The URL of the key set.
        url: String,
        /// What is wrong with it.
        error: JwksError,
    },
}

impl NetworkError {
    /// Whether nothing was sent because the URL may not be fetched: a mistake in the call, not in the issuer.
    pub(crate) const fn is_refused_address(&self) -> bool {
        matches!(self, Self::Address { .. })
    }

    /// STS's answer when it meets the same, with what was seen here as a note.
    ///
    /// Source: <https://repost.aws/knowledge-center/iam-sts-invalididentitytoken>
    pub(crate) fn into_failure(self) -> Box<StsFailure> {
        StsFailure::invalid_identity_token(
            Stage::Signature,
            "key-retrieval",
            KEY_NOT_RETRIEVED,
            "the issuer's verification keys could not be fetched, so the signature is not verified",
        )
        .with_note(self.to_string())
        .with_note("STS fetches the keys itself and may see another answer; it waits for about 5 s")
        .with_help("try again, or pass the issuer's key set with `--jwks FILE`")
    }
}

/// A URL in backticks, without a user name or a password, cut short.
fn shown(url: &str) -> String {
    let text = reqwest::Url::parse(url).map_or_else(
        |_| url.to_owned(),
        |mut url| {
            if !url.username().is_empty() || url.password().is_some() {
                // Only a URL that cannot have a user name refuses to lose it.
                let _ = url.set_username("");
                let _ = url.set_password(None);
            }
            url.to_string()
        },
    );
    let mut shown: String = text.chars().take(MAX_SHOWN_CHARACTERS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("`{shown}`")
}

const MAX_SHOWN_CHARACTERS: usize = 200;

//! Which URLs may be fetched.

use std::net::IpAddr;

use reqwest::Url;

use super::NetworkError;

/// Parses a URL that may be fetched: `https`, or `http` to this machine, and no user name in it.
///
/// # Errors
///
/// [`NetworkError::Address`] with the reason.
pub(super) fn parse(text: &str) -> Result<Url, NetworkError> {
    let refused = |reason: &str| NetworkError::Address { url: text.to_owned(), reason: reason.to_owned() };
    let url = Url::parse(text).map_err(|error| refused(&error.to_string()))?;
    check(&url).map_err(refused)?;
    Ok(url)
}

/// Whether a parsed URL may be fetched.
///
/// # Errors
///
/// The reason why not.
pub(super) fn check(url: &Url) -> Result<(), &'static str> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds a user name or a password");
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err("it is not https, and http is for this machine only"),
        _ => Err("it is not https"),
    }
}

/// Whether the URL's host is this machine: 127.0.0.0/8, ::1 or `localhost`.
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_loopback_http_may_be_fetched() {
        for url in [
            "https://token.actions.githubusercontent.com/.well-known/jwks",
            "https://10.0.0.1/",
            "http://127.0.0.1:8080/jwks",
            "http://127.1.2.3/",
            "http://[::1]:80/",
            "http://localhost/",
            "HTTP://LOCALHOST:1/",
        ] {
            assert!(parse(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn nothing_else_may() {
        for url in [
            "http://example.com/",
            "http://10.0.0.1/",
            "http://0.0.0.0/",
            "http://localhost.example.com/",
            "http://127.0.0.1.example.com/",
            "http://[::2]/",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
            "data:text/plain,x",
            "https://user:secret@example.com/",
            "https://user@example.com/",
            "https://",
            "jwks.json",
            "",
        ] {
            let error = parse(url).unwrap_err();
            assert!(matches!(error, NetworkError::Address { .. }), "{url}");
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}

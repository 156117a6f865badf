//! One GET of GitHub's REST API, with the token of the environment.

use std::io::Read;
use std::time::Instant;

use reqwest::Url;
use reqwest::blocking::Client;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue, LINK};
use serde_json::Value;

use super::fetch::{self, MAX_BYTES, TIME_LIMIT};
use super::{NetworkError, address};

/// GitHub's REST API at one address.
#[derive(Debug)]
pub(crate) struct Rest {
    base: Url,
    client: Client,
    /// The header, marked as not to be shown.
    token: Option<HeaderValue>,
}

/// An answer of the API.
#[derive(Debug)]
pub(crate) struct Response {
    /// The HTTP status.
    pub(crate) status: u16,
    /// When the rate limit that is used up is renewed, in Unix seconds as GitHub writes them; `None` when it is not.
    pub(crate) limited_until: Option<String>,
    /// The document; null when it is no JSON.
    pub(crate) body: Value,
    /// The next page.
    next: Option<Url>,
}

impl Rest {
    /// The API at `base`, asked with `token`.
    ///
    /// # Errors
    /// When the address may not be fetched or the token is no header.
    pub(crate) fn new(base: &str, token: Option<&str>) -> Result<Self, NetworkError> {
        let base = address::parse(base.trim_end_matches('/'))?;
        let token = match token {
            None => None,
            Some(token) => {
                let mut value = HeaderValue::from_str(&format!("Bearer {}", token.trim())).map_err(|_| {
                    NetworkError::Address {
                        url: base.to_string(),
                        reason: "GITHUB_TOKEN holds characters that no token has".to_owned(),
                    }
                })?;
                value.set_sensitive(true);
                Some(value)
            }
        };
        let client = fetch::client(&base).map_err(|error| fetch::no_answer(&base, &error))?;
        Ok(Self { base, client, token })
    }

    /// The document at the path made of `segments`, with a query.
    ///
    /// # Errors
    /// When there is no complete answer.
    pub(crate) fn get(&self, segments: &[&str], query: &str) -> Result<Response, NetworkError> {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url.set_query(Some(query).filter(|query| !query.is_empty()));
        self.fetch(&url)
    }

    /// All pages of a list that is the member `name` of its documents; the first answer where that is no success.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub(crate) fn list(
        &self,
        segments: &[&str],
        name: &str,
    ) -> Result<Result<Vec<Value>, Response>, NetworkError> {
        self.pages(segments, "per_page=100", |body| body.get_mut(name).map(Value::take))
    }

    /// As [`Self::list`], of a list that is the whole document, with a query.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub(crate) fn array(
        &self,
        segments: &[&str],
        query: &str,
    ) -> Result<Result<Vec<Value>, Response>, NetworkError> {
        self.pages(segments, query, |body| Some(body.take()))
    }

    fn pages(
        &self,
        segments: &[&str],
        query: &str,
        items: impl Fn(&mut Value) -> Option<Value>,
    ) -> Result<Result<Vec<Value>, Response>, NetworkError> {
        let mut response = self.get(segments, query)?;
        let mut all = Vec::new();
        for _ in 0..MAX_PAGES {
            if response.status != 200 {
                return Ok(Err(response));
            }
            if let Some(Value::Array(page)) = items(&mut response.body) {
                all.extend(page);
            }
            match response.next.take() {
                Some(next) => response = self.fetch(&next)?,
                None => return Ok(Ok(all)),
            }
        }
        // A part of a list would pass for the whole.
        Ok(Err(response))
    }

    fn fetch(&self, url: &Url) -> Result<Response, NetworkError> {
        let deadline = Instant::now() + TIME_LIMIT;
        let mut target = url.clone();
        for _ in 0..=MAX_REDIRECTS {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static("application/vnd.github+json"));
            if let Some(token) = &self.token {
                headers.insert(AUTHORIZATION, token.clone());
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let response =
                self.client.get(target.clone()).headers(headers).timeout(left).send().map_err(|error| {
                    if error.is_timeout() {
                        fetch::timed_out(&target, TIME_LIMIT)
                    } else {
                        fetch::no_answer(&target, &error)
                    }
                })?;
            // A renamed repository redirects; the token goes nowhere but to the same host.
            if response.status().is_redirection() {
                target = fetch::redirect(&target, &response)?;
                continue;
            }
            return read(response, &target, &self.base);
        }
        Err(NetworkError::Redirect {
            url: url.to_string(),
            target: target.to_string(),
            reason: format!("more than {MAX_REDIRECTS} redirects"),
        })
    }
}

fn read(response: reqwest::blocking::Response, url: &Url, base: &Url) -> Result<Response, NetworkError> {
    let header =
        |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let used_up = header("x-ratelimit-remaining").as_deref() == Some("0") || header("retry-after").is_some();
    let limited_until = used_up.then(|| header("x-ratelimit-reset").unwrap_or_default());
    let status = response.status().as_u16();
    let next = response
        .headers()
        .get(LINK)
        .and_then(|link| link.to_str().ok())
        .and_then(next_link)
        .and_then(|link| Url::parse(link).ok())
        .filter(|next| next.origin() == base.origin());
    let mut bytes = Vec::new();
    response.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|_| NetworkError::NoAnswer {
        url: url.to_string(),
        reason: "the answer breaks off".to_owned(),
    })?;
    if bytes.len() > MAX_BYTES {
        return Err(NetworkError::TooLarge { url: url.to_string(), limit: MAX_BYTES });
    }
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    if status == 200 && body.is_null() {
        return Err(NetworkError::NotText { url: url.to_string() });
    }
    Ok(Response { status, limited_until: limited_until.filter(|_| matches!(status, 403 | 429)), body, next })
}

/// The target of `rel="next"` in a `Link` header.
fn next_link(link: &str) -> Option<&str> {
    let entry = link.split(',').find(|entry| entry.contains("rel=\"next\""))?;
    entry.trim().strip_prefix('<')?.split('>').next()
}

/// A repository with more pages of anything is not looked at whole.
const MAX_PAGES: usize = 20;
const MAX_REDIRECTS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_found() {
        let link =
            r#"<https://api.github.com/x?page=1>; rel="prev", <https://api.github.com/x?page=3>; rel="next""#;
        assert_eq!(next_link(link), Some("https://api.github.com/x?page=3"));
        assert_eq!(next_link(r#"<https://api.github.com/x>; rel="last""#), None);
    }

    #[test]
    fn the_token_is_not_shown() {
        let rest = Rest::new("https://api.github.com", Some("ghp_secret")).unwrap();
        assert!(!format!("{rest:?}").contains("secret"));
        assert!(Rest::new("http://api.github.com", None).is_err());
    }
}

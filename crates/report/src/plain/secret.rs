//! Tokens in the lines of a file: whoever passes a token where another file is expected shall not find it in a log.

use std::borrow::Cow;
use std::iter::repeat_n;

/// The text with every token in it (the compact form of a JWS) hidden behind as many `*`, so that places stay places.
///
/// Source: <https://www.rfc-editor.org/rfc/rfc7515#section-3.1>
pub(super) fn hidden(text: &str) -> Cow<'_, str> {
    if !text.contains(OBJECT) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.') {
            run.push(character);
        } else {
            write_run(&mut out, &run);
            run.clear();
            out.push(character);
        }
    }
    write_run(&mut out, &run);
    Cow::Owned(out)
}

fn write_run(out: &mut String, run: &str) {
    if is_token(run) {
        out.extend(repeat_n('*', run.len()));
    } else {
        out.push_str(run);
    }
}

/// Whether a header and a payload follow one another, both JSON objects.
fn is_token(run: &str) -> bool {
    let payloads = run.split('.').skip(1);
    run.split('.')
        .zip(payloads)
        .any(|(header, payload)| header.starts_with(OBJECT) && payload.starts_with(OBJECT))
}

/// How a JSON object begins in base64url.
const OBJECT: &str = "eyJ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_hidden_and_what_stands_around_it_is_not() {
        let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln-_";
        let stars = "*".repeat(token.len());
        assert_eq!(hidden(&format!("{{\"é\": \"{token}\"}}\n")), format!("{{\"é\": \"{stars}\"}}\n"));
        assert_eq!(hidden(token), stars);
        assert_eq!(hidden("eyJhbGciOiJub25lIn0.eyJzdWIiOiJzIn0."), "*".repeat(36));
    }

    #[test]
    fn what_is_no_token_is_shown() {
        for text in ["repo:o/r:ref:refs/heads/main", "eyJ alone", "eyJhbGciOiJSUzI1NiJ9.x.y", "x.eyJ"] {
            assert_eq!(hidden(text), text);
        }
    }
}

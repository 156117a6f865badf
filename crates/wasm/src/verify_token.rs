//! Whether the issuer's keys verify a token, and whether STS would take it as a token at all.

use can_assume_core::read::{self, InputError};
use can_assume_core::token::problems;
use can_assume_report::exit::Exit;
use can_assume_report::json;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::input::{Text, Time};
use crate::output::{Output, output};

/// Takes a `VerifyTokenInput`; the report is a `VerifyReport`, and `exit` is 1 when the token is not verified.
#[wasm_bindgen(js_name = verifyToken)]
pub fn verify_token(input: &str) -> String {
    output(input, run)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    token: Text,
    jwks: Text,
    at: Option<Time>,
}

fn run(asked: Asked) -> Result<Output, InputError> {
    let keys = read::key_set(&asked.jwks.into())?;
    let now = asked.at.as_ref().map(Time::seconds).transpose()?;
    let (report, verified) = match read::decoded(&asked.token.into())? {
        Ok(token) => {
            let found = problems(&token, now, Some(&keys));
            (json::verified(Some(&token), &found), found.is_empty())
        }
        Err(failure) => (json::verified(None, &[*failure]), false),
    };
    Ok(Output::new(if verified { Exit::Yes } else { Exit::No }, report))
}

//! The header and the claims of a token, unverified.

use can_assume_core::read::{self, InputError};
use can_assume_core::token::problems;
use can_assume_report::exit::Exit;
use can_assume_report::json;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::input::Text;
use crate::output::{Output, output};

/// Takes a `DecodeTokenInput`; the report is a `DecodeReport`, and `exit` is 1 when STS would refuse the token whatever
/// the role, the keys and the time.
#[wasm_bindgen(js_name = decodeToken)]
pub fn decode_token(input: &str) -> String {
    output(input, run)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    token: Text,
}

fn run(asked: Asked) -> Result<Output, InputError> {
    let (report, clean) = match read::decoded(&asked.token.into())? {
        Ok(token) => {
            let found = problems(&token, None, None);
            (json::decoded(Some(&token), &found), found.is_empty())
        }
        Err(failure) => (json::decoded(None, &[*failure]), false),
    };
    Ok(Output::new(if clean { Exit::Yes } else { Exit::No }, report))
}

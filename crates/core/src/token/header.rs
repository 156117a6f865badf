//! The JOSE header of a token.

use serde_json::Value;

use super::ClaimsObject;

/// The header fields that matter to STS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// `alg`: the signature algorithm that the token claims.
    pub algorithm: String,
    /// `kid`: the id of the key; an empty one counts as none.
    pub key_id: Option<String>,
    /// `typ`, where it is a string.
    pub typ: Option<String>,
}

impl Header {
    /// Reads the fields from the header's JSON object.
    ///
    /// # Errors
    ///
    /// One line that says what is wrong with the header: `alg` is not there, a field is not a string, or `crit`
    /// names an extension. STS answers a `crit` header that it does not know with "not a valid JWT" (recorded,
    /// <https://github.com/radkawar/stackd>), and it is not known to know any.
    pub(super) fn read(object: &ClaimsObject) -> Result<Self, String> {
        if object.contains_key("crit") {
            return Err("the token's header has `crit`, and STS knows no critical extension".to_owned());
        }
        let algorithm = match object.get("alg") {
            Some(Value::String(algorithm)) => algorithm.clone(),
            Some(_) => return Err("`alg` in the token's header is not a string".to_owned()),
            None => return Err("the token's header has no `alg`".to_owned()),
        };
        let key_id = match object.get("kid") {
            Some(Value::String(key_id)) if key_id.is_empty() => None,
            Some(Value::String(key_id)) => Some(key_id.clone()),
            Some(_) => return Err("`kid` in the token's header is not a string".to_owned()),
            None => None,
        };
        let typ = object.get("typ").and_then(Value::as_str).map(str::to_owned);
        Ok(Self { algorithm, key_id, typ })
    }
}

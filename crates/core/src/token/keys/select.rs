//! Which key of the set verifies a token.

use std::collections::BTreeMap;

use super::jwk::{Jwk, Material, shown};
use super::{Jwks, MAX_KEYS_OF_A_TYPE, SHOWN};
use crate::failure::{KEY_NOT_RETRIEVED, Stage, StsFailure};
use crate::token::Header;

/// A key that was found for a token.
pub(in crate::token) struct Selected<'a> {
    pub(in crate::token) key_id: &'a str,
    pub(in crate::token) material: &'a Material,
    pub(in crate::token) has_key_ops: bool,
}

impl Jwks {
    /// The key for a token with this header whose algorithm needs keys of the type `key_type`.
    ///
    /// STS indexes the keys by `kid`, a later one in the place of an earlier one; a key without `kid` is never
    /// found, and a token without `kid` needs a set of one key. With more than 100 keys of the type none is found.
    /// Recorded: <https://github.com/radkawar/stackd>
    pub(in crate::token) fn select(
        &self,
        header: &Header,
        key_type: &str,
    ) -> Result<Selected<'_>, Box<StsFailure>> {
        let of_type = self.keys.iter().filter(|key| key.key_type == key_type).count();
        if of_type > MAX_KEYS_OF_A_TYPE {
            return Err(not_retrieved(format!(
                "the key set has {of_type} keys of type `{key_type}`, STS takes {MAX_KEYS_OF_A_TYPE}"
            )));
        }
        let mut index: BTreeMap<&str, Selected<'_>> = BTreeMap::new();
        for key in &self.keys {
            if let (Some(key_id), Ok(material)) = (&key.key_id, &key.material) {
                let selected = Selected { key_id, material, has_key_ops: key.has_key_ops };
                index.insert(key_id, selected);
            }
        }
        let selected = match &header.key_id {
            Some(key_id) => {
                let names = names(index.keys().copied());
                index.remove(key_id.as_str()).ok_or_else(|| self.not_found(key_id, &names))?
            }
            None => only(index)?,
        };
        let found = selected.material.key_type();
        if found != key_type {
            let (kid, alg) = (shown(selected.key_id), shown(&header.algorithm));
            return Err(not_retrieved(format!(
                "the key {kid} is of type `{found}`, the token's `alg` {alg} needs `{key_type}`"
            )));
        }
        Ok(selected)
    }

    /// No usable key has the `kid`; says why when an unusable one has it.
    fn not_found(&self, key_id: &str, names: &str) -> Box<StsFailure> {
        let of_that_id = |key: &&Jwk| key.key_id.as_deref() == Some(key_id);
        let kid = shown(key_id);
        match self.keys.iter().rev().find(of_that_id).map(|key| &key.material) {
            Some(Err(problem)) => not_retrieved(format!("the key {kid} cannot verify the token: {problem}")),
            _ => not_retrieved(format!("no key has the token's `kid` {kid}"))
                .with_note(format!("usable keys of the set: {names}"))
                .with_help("use the issuer's present key set; a token of another issuer has other keys"),
        }
    }
}

impl Material {
    const fn key_type(&self) -> &'static str {
        match self {
            Self::Rsa { .. } => "RSA",
            Self::Ec { .. } => "EC",
        }
    }
}

/// The only key of the index, for a token without `kid`.
fn only<'a>(index: BTreeMap<&'a str, Selected<'a>>) -> Result<Selected<'a>, Box<StsFailure>> {
    let count = index.len();
    let mut keys = index.into_values();
    match (keys.next(), keys.next()) {
        (Some(selected), None) => Ok(selected),
        _ => Err(not_retrieved(format!(
            "the token has no `kid`, and the set has {count} usable keys with one"
        ))),
    }
}

fn names<'a>(key_ids: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = key_ids.len().saturating_sub(SHOWN);
    let mut names: Vec<String> = key_ids.take(SHOWN).map(shown).collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn not_retrieved(headline: String) -> Box<StsFailure> {
    StsFailure::invalid_identity_token(Stage::Signature, "key-retrieval", KEY_NOT_RETRIEVED, headline)
}

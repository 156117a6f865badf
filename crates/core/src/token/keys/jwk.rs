//! One key of a set.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::Value;

/// A key as the set has it: what it is good for, or why it is not.
#[derive(Debug, Clone)]
pub(in crate::token) struct Jwk {
    /// `kid`, where it is a string that is not empty.
    pub(in crate::token) key_id: Option<String>,
    /// `kty`; empty where it is not a string.
    pub(in crate::token) key_type: String,
    /// Whether the key has `key_ops`: STS finds such a key and then verifies nothing with it.
    pub(in crate::token) has_key_ops: bool,
    /// The public key, or what is wrong with it.
    pub(in crate::token) material: Result<Material, String>,
}

/// A public key.
#[derive(Debug, Clone)]
pub(in crate::token) enum Material {
    /// Modulus and exponent, big-endian.
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
    /// A point, uncompressed (SEC 1): `04`, x, y.
    Ec { curve: Curve, point: Vec<u8> },
}

/// An elliptic curve that STS verifies with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::token) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    fn named(name: &str) -> Option<Self> {
        match name {
            "P-256" => Some(Self::P256),
            "P-384" => Some(Self::P384),
            "P-521" => Some(Self::P521),
            _ => None,
        }
    }

    const fn coordinate_bytes(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }
}

impl Jwk {
    pub(super) fn read(value: &Value) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let key_type = text("kty").unwrap_or_default().to_owned();
        let material = usage(value)
            .and_then(|()| match key_type.as_str() {
                "RSA" => rsa(value),
                "EC" => ec(value),
                other => Err(format!("its type is {}, STS verifies with `RSA` and `EC`", shown(other))),
            })
            .and_then(|material| certificate_agrees(value, &material).map(|()| material));
        Self {
            key_id: text("kid").filter(|key_id| !key_id.is_empty()).map(str::to_owned),
            key_type,
            has_key_ops: value.get("key_ops").is_some_and(|key_ops| !key_ops.is_null()),
            material,
        }
    }
}

/// `use` must be `sig` where it is there; `alg` is not looked at.
///
/// Recorded: <https://github.com/radkawar/stackd>
fn usage(value: &Value) -> Result<(), String> {
    match value.get("use") {
        None | Some(Value::Null) => Ok(()),
        Some(Value::String(usage)) if usage == "sig" => Ok(()),
        Some(Value::String(usage)) => Err(format!("its `use` is {}, expected `sig`", shown(usage))),
        Some(_) => Err("its `use` is not a string".to_owned()),
    }
}

fn rsa(value: &Value) -> Result<Material, String> {
    let modulus = unsigned(value, "n")?;
    let exponent = unsigned(value, "e")?;
    let bits = modulus.len() * 8 - modulus.first().map_or(0, |byte| byte.leading_zeros() as usize);
    if !(RSA_BITS.0..=RSA_BITS.1).contains(&bits) {
        let (least, most) = RSA_BITS;
        return Err(format!("its modulus has {bits} bits, {least} to {most} are supported"));
    }
    let odd = exponent.last().is_some_and(|byte| byte % 2 == 1);
    if !odd || exponent.len() > 4 || *exponent == [1] {
        return Err("its exponent `e` is not an odd number from 3 to 32 bits".to_owned());
    }
    Ok(Material::Rsa { modulus, exponent })
}

fn ec(value: &Value) -> Result<Material, String> {
    let name = value.get("crv").and_then(Value::as_str).unwrap_or_default();
    let Some(curve) = Curve::named(name) else {
        return Err(format!("its curve is {}, STS verifies with `P-256`, `P-384` and `P-521`", shown(name)));
    };
    let mut point = vec![4];
    for name in ["x", "y"] {
        let coordinate = decode(value, name)?;
        if coordinate.len() != curve.coordinate_bytes() {
            let expected = curve.coordinate_bytes();
            return Err(format!("its `{name}` has {} bytes, the curve has {expected}", coordinate.len()));
        }
        point.extend(coordinate);
    }
    Ok(Material::Ec { curve, point })
}

/// An unsigned number without leading zero bytes.
fn unsigned(value: &Value, name: &str) -> Result<Vec<u8>, String> {
    let bytes: Vec<u8> = decode(value, name)?.into_iter().skip_while(|byte| *byte == 0).collect();
    if bytes.is_empty() { Err(format!("its `{name}` is zero")) } else { Ok(bytes) }
}

fn decode(value: &Value, name: &str) -> Result<Vec<u8>, String> {
    let Some(text) = value.get(name).and_then(Value::as_str) else {
        return Err(format!("it has no `{name}`"));
    };
    URL_SAFE_NO_PAD.decode(text).map_err(|_| format!("its `{name}` is not base64url without padding"))
}

/// The first certificate of `x5c`, where there is one, must hold the same public key.
///
/// A certificate spells the modulus or the point out byte by byte, so it is enough to look for it there.
/// Recorded for RSA: <https://github.com/radkawar/stackd>
fn certificate_agrees(value: &Value, material: &Material) -> Result<(), String> {
    let certificate = match value.get("x5c") {
        None | Some(Value::Null) => return Ok(()),
        Some(Value::Array(chain)) => match chain.first() {
            None => return Ok(()),
            Some(first) => first.as_str().and_then(|first| STANDARD.decode(first).ok()),
        },
        Some(_) => None,
    };
    let Some(certificate) = certificate else {
        return Err("its `x5c` is not a list of base64 certificates".to_owned());
    };
    let key = match material {
        Material::Rsa { modulus, .. } => modulus,
        Material::Ec { point, .. } => point,
    };
    if certificate.windows(key.len()).any(|window| window == key) {
        Ok(())
    } else {
        Err("its certificate `x5c` holds another public key".to_owned())
    }
}

/// A name from the key set, in backticks, cut short.
pub(super) fn shown(name: &str) -> String {
    if name.is_empty() {
        return "missing".to_owned();
    }
    let mut shown: String = name.chars().take(MAX_SHOWN_CHARACTERS).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// The sizes of RSA keys: RFC 7518 asks for 2048 bits at least, and no issuer uses more than 4096.
const RSA_BITS: (usize, usize) = (2048, 4096);

const MAX_SHOWN_CHARACTERS: usize = 64;

//! `BinaryEquals`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The bytes that a Base64 text stands for; `None` when it is not canonical Base64 with padding.
///
/// Observed: `YQ`, `YR==` and ` YQ== ` do not equal `YQ==`.
/// Source: <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_values.json>
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_base64() {
        assert_eq!(decode("YQ==").as_deref(), Some(&b"a"[..]));
        assert_eq!(decode("").as_deref(), Some(&b""[..]));
        for text in ["YQ", "YR==", " YQ== ", "no-binary"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}

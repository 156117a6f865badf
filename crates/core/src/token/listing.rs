//! The claims as text to show, with the place of each.

use std::collections::BTreeMap;

use can_assume_iam::span::Span;
use serde_json::Value;

use super::ClaimsObject;

/// The claims as indented JSON, one member a line, with the span of every value.
///
/// The text is JSON: control characters are escaped, others are as the claim has them, so escape for the sink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimsListing {
    /// The text; it ends without a line break.
    pub text: String,
    values: BTreeMap<String, Span>,
}

impl ClaimsListing {
    /// Lists the claims in the order of the payload.
    pub fn new(claims: &ClaimsObject) -> Self {
        let mut text = String::from("{");
        let mut values = BTreeMap::new();
        for (index, (name, value)) in claims.iter().enumerate() {
            text.push_str(if index == 0 { "\n  " } else { ",\n  " });
            text.push_str(&Value::from(name.as_str()).to_string());
            text.push_str(": ");
            let start = text.len();
            text.push_str(&format!("{value:#}").replace('\n', "\n  "));
            values.insert(name.clone(), Span::new(start, text.len()));
        }
        text.push_str(if claims.is_empty() { "}" } else { "\n}" });
        Self { text, values }
    }

    /// Where the value of `claim` stands in the text; of a string the quotation marks are part.
    pub fn value_span(&self, claim: &str) -> Option<Span> {
        self.values.get(claim).copied()
    }
}

/// The claims as indented JSON; the same claims give the same text.
pub fn claims_json_pretty(claims: &ClaimsObject) -> String {
    ClaimsListing::new(claims).text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::token::testing::claims;

    #[test]
    fn text_is_the_usual_indented_json_and_spans_are_values() {
        let claims = json!({
            "sub": "repo:o/r:ref:refs/heads/a\"\n\u{202e}b", "aud": ["a", {"b": []}], "exp": 1, "empty": {}, "x": null,
        });
        let object = claims.as_object().unwrap();
        let listing = ClaimsListing::new(object);
        assert_eq!(listing.text, serde_json::to_string_pretty(&claims).unwrap());
        for (name, value) in object {
            let text = listing.value_span(name).unwrap().text(&listing.text);
            assert_eq!(&serde_json::from_str::<Value>(text).unwrap(), value, "{name}: {text}");
        }
        assert_eq!(listing.value_span("iss"), None);
    }

    #[test]
    fn order_is_the_payloads() {
        assert_eq!(
            claims_json_pretty(claims().as_object().unwrap()).lines().nth(2),
            Some("  \"sub\": \"repo:octo-org/api:ref:refs/heads/main\",")
        );
        assert_eq!(claims_json_pretty(&ClaimsObject::new()), "{}");
    }
}

//! A request to assume a role, written down: for anything that is not a GitHub token.

use std::collections::HashSet;

use can_assume_iam::context::{ContextValue, Request, RequestContext};
use can_assume_iam::json::{self, Kind, Object, Value};
use can_assume_iam::quote::quote;

use crate::SourceError;

const HELP: &str = r#"write {"action": "sts:AssumeRole", "principal": "arn:aws:iam::111122223333:role/ci", "context": {"aws:PrincipalArn": "…"}}"#;

const MEMBERS: [&str; 4] = ["action", "principal", "resource", "context"];

/// Reads a request: `action`, `principal`, optionally `resource`, and a `context` that is complete — a key that is not
/// there is missing. A value that is a list makes its key multivalued; a key that AWS declares multivalued is so either way.
///
/// Since what is not there decides, nothing is passed over: another member, and a member or context key that stands
/// twice, is an error.
///
/// # Errors
/// Where the text is not JSON, not an object, lacks `action` or `principal`, has other or repeated members, or a context
/// value is not text.
pub fn parse(text: &str) -> Result<Request, SourceError> {
    let value = json::parse(text, json::DOCUMENT_LIMIT)?;
    let Some(object) = value.as_object() else {
        let message = format!("the request is {}, expected an object", value.describe());
        return Err(SourceError::new(value.span, message, HELP));
    };
    for member in &object.members {
        if !MEMBERS.contains(&member.name.as_ref()) {
            let message = format!("{} is not a member of a request", quote(&member.name));
            return Err(SourceError::new(
                member.name_span,
                message,
                "use `action`, `principal`, `resource` and `context`",
            ));
        }
    }
    refuse_repeated(object, |name| name.to_owned())?;
    let required = |name: &str| match object.get(name) {
        Some(found) => string(found, name),
        None => Err(SourceError::new(value.span, format!("the request has no `{name}`"), HELP)),
    };
    let mut context = RequestContext::complete();
    if let Some(given) = object.get("context") {
        let Some(members) = given.as_object() else {
            let message = format!("`context` is {}, expected an object", given.describe());
            return Err(SourceError::new(given.span, message, HELP));
        };
        refuse_repeated(members, str::to_ascii_lowercase)?;
        fill(&mut context, members)?;
    }
    Ok(Request {
        action: required("action")?,
        principal: required("principal")?,
        resource: object.get("resource").map(|found| string(found, "resource")).transpose()?,
        context,
    })
}

/// Says which name stands twice, names being the same when `fold` makes them so.
fn refuse_repeated(object: &Object<'_>, fold: impl Fn(&str) -> String) -> Result<(), SourceError> {
    let mut seen = HashSet::new();
    match object.members.iter().find(|member| !seen.insert(fold(&member.name))) {
        Some(member) => {
            let message = format!("{} stands twice in one object; expected it once", quote(&member.name));
            Err(SourceError::new(
                member.name_span,
                message,
                "keep the one that is meant; context keys ignore case",
            ))
        }
        None => Ok(()),
    }
}

fn fill(context: &mut RequestContext, members: &Object<'_>) -> Result<(), SourceError> {
    for member in &members.members {
        let value = match member.value.as_array() {
            Some(elements) => {
                let values: Result<Vec<_>, _> =
                    elements.iter().map(|one| string(one, &member.name)).collect();
                ContextValue::Multi(values?)
            }
            None => ContextValue::Single(string(&member.value, &member.name)?),
        };
        context.insert(&member.name, value);
    }
    Ok(())
}

/// The text of a value; numbers and booleans are taken as they are written.
fn string(value: &Value<'_>, name: &str) -> Result<String, SourceError> {
    match &value.kind {
        Kind::String(text) => Ok(text.clone().into_owned()),
        Kind::Number(text) => Ok((*text).to_owned()),
        Kind::Bool(truth) => Ok(truth.to_string()),
        _ => {
            let message = format!("{} is {}, expected text", quote(name), value.describe());
            Err(SourceError::new(value.span, message, HELP))
        }
    }
}

#[cfg(test)]
mod tests {
    use can_assume_iam::context::{Lookup, MissingReason};

    use super::*;

    #[test]
    fn the_context_is_complete_and_keeps_cardinality() {
        let text = r#"{"action": "sts:AssumeRole", "principal": "arn:aws:iam::111122223333:role/ci",
            "context": {"aws:PrincipalArn": "a", "aws:TagKeys": "k", "x:y": ["1"], "n": 5}}"#;
        let request = parse(text).unwrap();
        let multi = ContextValue::Multi(vec!["k".into()]);
        assert_eq!(request.context.lookup("aws:tagkeys"), Lookup::Present(&multi));
        assert_eq!(request.context.lookup("n"), Lookup::Present(&ContextValue::Single("5".into())));
        assert_eq!(request.context.lookup("aws:SourceIp"), Lookup::Missing(MissingReason::NotInThisRequest));
    }

    #[test]
    fn says_what_is_missing_and_where() {
        let error = parse(r#"{"action": "sts:AssumeRole"}"#).unwrap_err();
        assert_eq!(error.message, "the request has no `principal`");
        let error = parse(r#"{"action": {}, "principal": "x"}"#).unwrap_err();
        assert_eq!((error.message.as_str(), error.span.start), ("`action` is an object, expected text", 11));
    }

    #[test]
    fn nothing_is_passed_over() {
        for (text, message, at) in [
            (
                r#"{"action":"a","principal":"b","conext":{}}"#,
                "`conext` is not a member of a request",
                "\"conext\"",
            ),
            (
                r#"{"action":"a","principal":"b","action":"c"}"#,
                "`action` stands twice in one object; expected it once",
                "\"action\"",
            ),
            (
                r#"{"action":"a","principal":"b","context":{"aws:SourceIp":"1","AWS:sourceip":"2"}}"#,
                "`AWS:sourceip` stands twice in one object; expected it once",
                "\"AWS:sourceip\"",
            ),
            (r#"{"action":"a","principal":"b","context":{"k":null}}"#, "`k` is null, expected text", "null"),
            (
                r#"{"action":"a","principal":"b","context":{"k":[["x"]]}}"#,
                "`k` is a list, expected text",
                "[\"x\"]",
            ),
            (
                r#"{"action":"a","principal":"b","context":[]}"#,
                "`context` is a list, expected an object",
                "[]",
            ),
            (
                r#"{"action":"a","principal":"b","resource":["x"]}"#,
                "`resource` is a list, expected text",
                "[\"x\"]",
            ),
            ("[]", "the request is a list, expected an object", "[]"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.message.as_str(), error.span.text(text)), (message, at), "{text}");
        }
    }
}

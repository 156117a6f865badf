//! [`PolicyDocument`] to text.

use serde_json::{Map, Value, json};

use crate::span::Spanned;

use super::{ActionElement, Condition, PolicyDocument, Principal, PrincipalElement, Statement};

/// The policy as indented JSON: members in AWS's order, a list of one as its element, a lone statement in a list.
///
/// `parse(&print(policy), policy.kind)` is `policy`, spans aside, for every policy that was parsed. Of a policy made
/// by hand in which one operator has the same key twice, or a principal type stands twice, the later one is printed:
/// JSON has no room for both.
pub fn print(policy: &PolicyDocument) -> String {
    let mut document = Map::new();
    if let Some(version) = &policy.version {
        document.insert("Version".to_owned(), version.value.as_str().into());
    }
    if let Some(id) = &policy.id {
        document.insert("Id".to_owned(), id.value.as_str().into());
    }
    document.insert("Statement".to_owned(), policy.statements.iter().map(statement).collect());
    format!("{:#}\n", Value::Object(document))
}

fn statement(statement: &Statement) -> Value {
    let mut members = Map::new();
    if let Some(sid) = &statement.sid {
        members.insert("Sid".to_owned(), sid.value.as_str().into());
    }
    members.insert("Effect".to_owned(), statement.effect.value.as_str().into());
    if let Some(element) = &statement.principal {
        let (name, value) = match &element.value {
            PrincipalElement::Principal(value) => ("Principal", value),
            PrincipalElement::NotPrincipal(value) => ("NotPrincipal", value),
        };
        members.insert(name.to_owned(), principal(value));
    }
    let (name, actions) = match &statement.action.value {
        ActionElement::Action(actions) => ("Action", actions),
        ActionElement::NotAction(actions) => ("NotAction", actions),
    };
    members.insert(name.to_owned(), one_or_many(actions));
    for (name, resources) in [("Resource", &statement.resource), ("NotResource", &statement.not_resource)] {
        if let Some(resources) = resources {
            members.insert(name.to_owned(), one_or_many(&resources.value));
        }
    }
    if !statement.conditions.is_empty() {
        members.insert("Condition".to_owned(), conditions(&statement.conditions));
    }
    Value::Object(members)
}

fn principal(principal: &Principal) -> Value {
    match principal {
        Principal::Star => "*".into(),
        Principal::Entries(entries) => entries
            .iter()
            .map(|entry| (entry.kind.value.as_str().to_owned(), one_or_many(&entry.values)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

fn conditions(conditions: &[Condition]) -> Value {
    let mut block = Map::new();
    for condition in conditions {
        let keys = block.entry(condition.operator.value.to_string()).or_insert_with(|| json!({}));
        if let Value::Object(keys) = keys {
            keys.insert(condition.key.value.clone(), one_or_many(&condition.values));
        }
    }
    Value::Object(block)
}

fn one_or_many(values: &[Spanned<String>]) -> Value {
    match values {
        [one] => one.value.as_str().into(),
        many => many.iter().map(|value| value.value.as_str()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::policy::arbitrary::{policy, without_spans};
    use crate::policy::{PolicyKind, parse, print};

    #[test]
    fn a_policy_prints_as_people_write_it() {
        let text = r#"{"Statement":{"Condition":{"StringLike":{"a:sub":["x","y"],"a:aud":1}},"Action":["sts:AssumeRole"],
            "Principal":{"AWS":"*"},"Effect":"Allow","Sid":""},"Version":"2012-10-17"}"#;
        let printed = print(&parse(text, PolicyKind::Trust).unwrap().document);
        assert_eq!(
            printed,
            r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "",
      "Effect": "Allow",
      "Principal": {
        "AWS": "*"
      },
      "Action": "sts:AssumeRole",
      "Condition": {
        "StringLike": {
          "a:sub": [
            "x",
            "y"
          ],
          "a:aud": "1"
        }
      }
    }
  ]
}
"#
        );
    }

    proptest! {
        #[test]
        fn printing_then_parsing_is_the_identity(document in policy()) {
            let parsed = parse(&print(&document), document.kind).map_err(|errors| TestCaseError::fail(format!("{errors:?}")))?;
            prop_assert_eq!(without_spans(&parsed.document), document);
        }
    }
}

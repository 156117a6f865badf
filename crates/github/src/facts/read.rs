//! Reading a facts file.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer};

use super::{BranchPattern, Facts, PatternKind};

/// A facts file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsError {
    line: usize,
    column: usize,
    message: String,
}

impl FactsError {
    /// Line, from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Column, from 1.
    pub const fn column(&self) -> usize {
        self.column
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for FactsError {}

impl Facts {
    /// Reads a facts file: a JSON object whose members are those of [`Facts`], in camel case or, where GitHub's REST
    /// API has them, in its own snake case. Members that are not known are kept for [`Facts::notes`].
    ///
    /// # Errors
    /// Text that is not JSON, and members of another type than theirs.
    pub fn from_json(text: &str) -> Result<Self, FactsError> {
        if !text.trim_start().starts_with('{') {
            return Err(FactsError { line: 1, column: 1, message: "facts are a JSON object".into() });
        }
        serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
            FactsError { line: error.line(), column: error.column().max(1), message }
        })
    }

    /// What was read but is not known, one sentence each.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut note = |place: &str, unknown: &BTreeMap<String, serde_json::Value>| {
            notes.extend(
                unknown
                    .keys()
                    .map(|name| format!("the facts' member `{place}{name}` is not known and is left out")),
            );
        };
        note("", &self.unknown);
        note("repository.", &self.repository.unknown);
        note("subject.", &self.subject.unknown);
        if let Some(template) = &self.template {
            note("template.", &template.unknown);
        }
        if let Some(enterprise) = &self.enterprise {
            note("enterprise.", &enterprise.unknown);
        }
        for environment in self.environments.iter().flatten() {
            note("environments[].", &environment.unknown);
            if let Some(policy) = &environment.branch_policy {
                note("environments[].branchPolicy.", &policy.unknown);
            }
        }
        notes
    }
}

/// An id as a number or as its decimal text.
pub(super) fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Form {
        Number(u64),
        Text(String),
    }
    let form = Option::<Form>::deserialize(deserializer)
        .map_err(|_| serde::de::Error::custom("an id is a number or its decimal text"))?;
    match form {
        None => Ok(None),
        Some(Form::Number(number)) => Ok(Some(number.to_string())),
        Some(Form::Text(text)) if !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()) => {
            Ok(Some(text))
        }
        Some(Form::Text(text)) => {
            Err(serde::de::Error::custom(format!("the id `{text}` is not a decimal number")))
        }
    }
}

/// A pattern of a deployment branch policy as it may be written.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum PatternForm {
    Name(String),
    Object {
        name: String,
        #[serde(rename = "type", default)]
        kind: PatternKind,
    },
}

impl From<PatternForm> for BranchPattern {
    fn from(form: PatternForm) -> Self {
        match form {
            PatternForm::Name(name) => Self { name, kind: PatternKind::Branch },
            PatternForm::Object { name, kind } => Self { name, kind },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_members_are_noted() {
        let facts =
            Facts::from_json(r#"{"repository": {"owner": "o", "stars": 3}, "colour": 1}"#).expect("facts");
        assert_eq!(
            facts.notes(),
            [
                "the facts' member `colour` is not known and is left out",
                "the facts' member `repository.stars` is not known and is left out",
            ]
        );
    }

    #[test]
    fn errors_have_a_place() {
        let error = Facts::from_json("{\n  \"repository\": {\"id\": \"x\"}\n}").expect_err("id");
        assert_eq!(error.line(), 2);
        assert_eq!(error.message(), "the id `x` is not a decimal number");
        assert!(Facts::from_json("[]").is_err());
        assert!(Facts::from_json("{").is_err());
        assert!(Facts::from_json(&format!("{{\"x\": {}", "[".repeat(100_000))).is_err());
    }

    #[test]
    fn the_rest_api_s_own_names_are_read() {
        let facts = Facts::from_json(
            r#"{"subject": {"sub_claim_prefix": "repo:o@1/r@2", "use_immutable_subject": false},
                "template": {"use_default": false, "include_claim_keys": ["repo"]},
                "environments": [{"name": "p", "deployment_branch_policy": {"protected_branches": true,
                  "patterns": ["main", {"name": "v*", "type": "tag"}]}}]}"#,
        )
        .expect("facts");
        assert!(facts.notes().is_empty());
        assert_eq!(facts.subject.sub_claim_prefix.as_deref(), Some("repo:o@1/r@2"));
        let policy = facts.environments.unwrap()[0].branch_policy.clone().unwrap();
        assert_eq!(policy.patterns[1].kind, PatternKind::Tag);
    }
}

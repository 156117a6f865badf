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

    /// The file with the trust policy of a role, by its ARN or by its name, which is what follows the last `/`.
    pub fn policy_file(&self, role: &str) -> Option<&str> {
        let name = |role: &str| role.rsplit('/').next().unwrap_or_default().to_owned();
        let by_name = || {
            let mut found = self.roles.iter().filter(|(known, _)| {
                let either_bare = !known.starts_with("arn:") || !role.starts_with("arn:");
                either_bare && name(known) == name(role)
            });
            // Two accounts may have a role of one name.
            found.next().filter(|_| found.next().is_none()).map(|(_, file)| file)
        };
        self.roles.get(role).or_else(by_name).map(String::as_str)
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
    fn roles_by_arn_or_name() {
        let facts = Facts::from_json(
            r#"{"roles": {"arn:aws:iam::1:role/ci/deploy": "a.json", "arn:aws:iam::2:role/twice": "b.json",
                "arn:aws:iam::3:role/twice": "c.json", "bare": "d.json"}}"#,
        )
        .expect("facts");
        assert_eq!(facts.policy_file("arn:aws:iam::1:role/ci/deploy"), Some("a.json"));
        assert_eq!(facts.policy_file("deploy"), Some("a.json"));
        assert_eq!(facts.policy_file("arn:aws:iam::9:role/bare"), Some("d.json"));
        assert_eq!(facts.policy_file("arn:aws:iam::9:role/deploy"), None, "another account's");
        assert_eq!(facts.policy_file("twice"), None, "which of both is not said");
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

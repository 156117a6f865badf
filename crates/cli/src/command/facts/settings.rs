//! Settings of the repository that decide claims: protected branches, custom properties, tokens for forks.

use std::collections::BTreeMap;

use can_assume_core::github::facts::{Facts, Visibility};
use serde_json::Value;

use super::{Asking, unanswered};
use crate::input::InputError;

impl Asking {
    /// The branches that a protection rule or a ruleset covers.
    ///
    /// Source: <https://docs.github.com/en/rest/branches/branches#list-branches>
    pub(super) fn protected_branches(
        &self,
        facts: &mut Facts,
        owner: &str,
        name: &str,
    ) -> Result<(), InputError> {
        let path = ["repos", owner, name, "branches"];
        match self.rest.array(&path, "protected=true&per_page=100").map_err(|error| unanswered(&error))? {
            Ok(listed) => {
                let names = listed.iter().filter_map(|item| item.get("name")?.as_str().map(str::to_owned));
                facts.protected_branches = Some(names.collect());
                Ok(())
            }
            Err(response) => self.left_out("the protected branches", &response),
        }
    }

    /// The custom properties that are put into tokens, with the repository's values.
    ///
    /// Sources: <https://docs.github.com/en/rest/repos/custom-properties>,
    /// <https://docs.github.com/en/rest/actions/oidc?apiVersion=2026-03-10>
    pub(super) fn custom_properties(
        &self,
        facts: &mut Facts,
        owner: &str,
        name: &str,
    ) -> Result<(), InputError> {
        let path = ["orgs", owner, "actions", "oidc", "customization", "properties", "repo"];
        let response = self.rest.get(&path, "").map_err(|error| unanswered(&error))?;
        if response.status != 200 {
            return self.left_out("the custom properties in tokens", &response);
        }
        let included: Vec<&str> = items(&response.body)
            .iter()
            .filter_map(|item| item.get("custom_property_name").and_then(Value::as_str))
            .collect();
        if included.is_empty() {
            facts.custom_properties = Some(BTreeMap::new());
            return Ok(());
        }
        let path = ["repos", owner, name, "properties", "values"];
        let response = self.rest.get(&path, "").map_err(|error| unanswered(&error))?;
        if response.status != 200 {
            return self.left_out("the values of the custom properties", &response);
        }
        let value = |item: &Value| {
            let name = item.get("property_name").and_then(Value::as_str)?;
            included.contains(&name).then(|| Some((name.to_owned(), property(item.get("value")?)?)))?
        };
        facts.custom_properties = Some(items(&response.body).iter().filter_map(value).collect());
        Ok(())
    }

    /// Whether a private repository sends write tokens to workflows from pull requests of forks.
    ///
    /// Source: <https://docs.github.com/en/rest/actions/permissions>
    pub(super) fn fork_tokens(&self, facts: &mut Facts, owner: &str, name: &str) -> Result<(), InputError> {
        if facts.repository.visibility == Some(Visibility::Public) {
            return Ok(());
        }
        let path = ["repos", owner, name, "actions", "permissions", "fork-pr-workflows-private-repos"];
        let response = self.rest.get(&path, "").map_err(|error| unanswered(&error))?;
        if response.status != 200 {
            return self.left_out("the settings for pull requests from forks", &response);
        }
        facts.fork_pull_request_write_tokens =
            response.body.get("send_write_tokens_to_workflows").and_then(Value::as_bool);
        Ok(())
    }
}

/// The items of a list, or of the one list in an object.
fn items(body: &Value) -> &[Value] {
    let list = match body {
        Value::Object(members) => members.values().find_map(Value::as_array),
        other => other.as_array(),
    };
    list.map(Vec::as_slice).unwrap_or_default()
}

/// The value as the claim has it: text as it is, several values with commas between them; none for a property without
/// a value.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
fn property(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Array(values) => {
            let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            Some(texts.join(","))
        }
        _ => None,
    }
}

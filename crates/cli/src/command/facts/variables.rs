//! Configuration variables: of the repository, of its organization, of its environments.
//!
//! Source: <https://docs.github.com/en/rest/actions/variables>

use std::collections::BTreeMap;

use can_assume_core::github::facts::Facts;
use serde_json::Value;

use super::{Asking, unanswered};
use crate::input::InputError;

impl Asking {
    /// The variables that the repository sees, and those of the environments that are known. What the token may not see is
    /// said to be open, so that a variable that is not listed is not taken for one that is not there.
    pub(super) fn variables(
        &self,
        facts: &mut Facts,
        owner: &str,
        name: &str,
        of_organization: bool,
    ) -> Result<(), InputError> {
        let own =
            self.listed("the variables of the repository", &["repos", owner, name, "actions", "variables"])?;
        let shared = if of_organization {
            let path = ["repos", owner, name, "actions", "organization-variables"];
            self.listed("the variables of the organization", &path)?
        } else {
            Some(BTreeMap::new())
        };
        let complete = own.is_some() && shared.is_some();
        // Without the repository's own, those of the organization may be hidden by them.
        if let Some(own) = own {
            let mut all = shared.unwrap_or_default();
            all.extend(own);
            facts.vars = Some(all);
            facts.vars_complete = (!complete).then_some(false);
        }
        for environment in facts.environments.iter_mut().flatten() {
            let what = format!("the variables of environment `{}`", environment.name);
            let path = ["repos", owner, name, "environments", environment.name.as_str(), "variables"];
            match self.listed(&what, &path)? {
                Some(vars) => environment.vars = vars,
                None => environment.vars_complete = Some(false),
            }
        }
        Ok(())
    }

    /// Names and values; `None` when they may not be seen.
    fn listed(&self, what: &str, path: &[&str]) -> Result<Option<BTreeMap<String, String>>, InputError> {
        match self.rest.list(path, "variables").map_err(|error| unanswered(&error))? {
            Ok(listed) => Ok(Some(listed.iter().filter_map(variable).collect())),
            Err(response) => {
                self.left_out(what, &response)?;
                Ok(None)
            }
        }
    }
}

fn variable(item: &Value) -> Option<(String, String)> {
    let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
    Some((text("name")?, text("value")?))
}

//! `can-assume facts`: asks GitHub what a workflow file does not say.
//!
//! | file | what |
//! |---|---|
//! | here | the repository, its subject template, its environments |
//! | `variables` | configuration variables |
//! | `settings` | protected branches, custom properties, tokens for forks |
//!
//! Sources: <https://docs.github.com/en/rest/repos/repos#get-a-repository>,
//! <https://docs.github.com/en/rest/actions/oidc>, <https://docs.github.com/en/rest/deployments/environments>,
//! <https://docs.github.com/en/rest/deployments/branch-policies>

mod settings;
mod variables;

use can_assume_core::github::facts::{
    BranchPattern, BranchPolicy, EnvironmentFacts, Facts, PatternKind, TemplateFacts, Visibility,
};
use can_assume_core::read::repository_name;
use can_assume_report::plain;
use reqwest::Url;
use serde_json::Value;

use crate::args::FactsArgs;
use crate::exit::Exit;
use crate::input::InputError;
use crate::network::{NetworkError, Response, Rest};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &FactsArgs) -> Exit {
    let terminal = Terminal::new(args.color);
    match gather(args, terminal) {
        Ok(facts) => {
            let text = serde_json::to_string_pretty(&facts).unwrap_or_default();
            terminal.report(&format!("{text}\n"));
            Exit::Yes
        }
        Err(InputError(diagnostics)) => {
            let style = plain::Style { width: terminal.width(), ..plain::Style::default() };
            terminal.message(&plain::diagnostics(&diagnostics, style));
            Exit::Nothing
        }
    }
}

/// Asks for everything; what the token may not see is left out or said to be open, with a word on standard error.
fn gather(args: &FactsArgs, terminal: Terminal) -> Result<Facts, InputError> {
    let (owner, name) = repository_name(&args.repo)?;
    let token = std::env::var("GITHUB_TOKEN").ok().filter(|token| !token.trim().is_empty());
    let rest = Rest::new(&args.api_url, token.as_deref()).map_err(|error| unanswered(&error))?;
    let asking = Asking { rest, terminal, has_token: token.is_some(), repo: args.repo.clone() };
    let mut facts = Facts::default();
    let repository = asking.repository(&mut facts, owner, name)?;
    let owner = facts.repository.owner.clone().unwrap_or_else(|| owner.to_owned());
    let name = facts.repository.name.clone().unwrap_or_else(|| name.to_owned());
    let of_organization = repository.pointer("/owner/type").and_then(Value::as_str) == Some("Organization");
    asking.customization(&mut facts, &owner, &name, of_organization)?;
    facts.environments = asking.environments(&owner, &name)?;
    asking.variables(&mut facts, &owner, &name, of_organization)?;
    asking.protected_branches(&mut facts, &owner, &name)?;
    if of_organization {
        asking.custom_properties(&mut facts, &owner, &name)?;
    }
    asking.fork_tokens(&mut facts, &owner, &name)?;
    facts.issuer = issuer(&args.api_url);
    Ok(facts)
}

/// What is needed to ask.
struct Asking {
    rest: Rest,
    terminal: Terminal,
    has_token: bool,
    repo: String,
}

impl Asking {
    /// The repository itself, without which there is nothing to say.
    fn repository(&self, facts: &mut Facts, owner: &str, name: &str) -> Result<Value, InputError> {
        let response = self.rest.get(&["repos", owner, name], "").map_err(|error| unanswered(&error))?;
        if response.status != 200 {
            return Err(self.refused("the repository", &response));
        }
        let body = response.body;
        let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let id = |pointer: &str| body.pointer(pointer).and_then(Value::as_u64).map(|id| id.to_string());
        facts.repository.owner = text("/owner/login");
        facts.repository.name = text("/name");
        facts.repository.owner_id = id("/owner/id");
        facts.repository.id = id("/id");
        facts.repository.default_branch = text("/default_branch");
        facts.repository.created_at = text("/created_at");
        facts.repository.visibility = match text("/visibility").as_deref() {
            Some("public") => Some(Visibility::Public),
            Some("private") => Some(Visibility::Private),
            Some("internal") => Some(Visibility::Internal),
            _ => None,
        };
        Ok(body)
    }

    /// The subject template and the form of the subject.
    fn customization(
        &self,
        facts: &mut Facts,
        owner: &str,
        name: &str,
        of_organization: bool,
    ) -> Result<(), InputError> {
        let path = ["repos", owner, name, "actions", "oidc", "customization", "sub"];
        let Some(own) = self.optional("the repository's subject template", &path)? else { return Ok(()) };
        let mut template = TemplateFacts::default();
        template.use_default = own.get("use_default").and_then(Value::as_bool);
        template.include_claim_keys = keys(&own);
        facts.subject.use_immutable_subject = own.get("use_immutable_subject").and_then(Value::as_bool);
        facts.subject.sub_claim_prefix =
            own.get("sub_claim_prefix").and_then(Value::as_str).map(str::to_owned);
        if of_organization {
            let path = ["orgs", owner, "actions", "oidc", "customization", "sub"];
            if let Some(organization) = self.optional("the organization's subject template", &path)? {
                template.organization_include_claim_keys = keys(&organization);
                facts.subject.organization_use_immutable_subject =
                    organization.get("use_immutable_subject").and_then(Value::as_bool);
            } else if template.use_default == Some(false) && template.include_claim_keys.is_none() {
                // The organization's template is in force, and it is not known.
                return Ok(());
            }
        }
        facts.template = Some(template);
        Ok(())
    }

    /// Every environment with its rules; `None` when they may not be seen.
    fn environments(&self, owner: &str, name: &str) -> Result<Option<Vec<EnvironmentFacts>>, InputError> {
        let listed = self
            .rest
            .list(&["repos", owner, name, "environments"], "environments")
            .map_err(|error| unanswered(&error))?;
        let listed = match listed {
            Ok(listed) => listed,
            // A repository that cannot have environments has none.
            Err(response) if response.status == 404 && self.has_token => return Ok(Some(Vec::new())),
            Err(response) => {
                self.left_out("the environments", &response)?;
                return Ok(None);
            }
        };
        let mut all = Vec::new();
        for item in &listed {
            let Some(environment) = self.environment(owner, name, item)? else { return Ok(None) };
            all.push(environment);
        }
        Ok(Some(all))
    }

    fn environment(
        &self,
        owner: &str,
        name: &str,
        item: &Value,
    ) -> Result<Option<EnvironmentFacts>, InputError> {
        let mut facts = EnvironmentFacts::default();
        facts.name = item.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        for rule in item.get("protection_rules").and_then(Value::as_array).into_iter().flatten() {
            if let Some(minutes) = rule.get("wait_timer").and_then(Value::as_u64) {
                facts.wait_timer = u32::try_from(minutes).ok();
            }
            for reviewer in rule.get("reviewers").and_then(Value::as_array).into_iter().flatten() {
                let login = reviewer.pointer("/reviewer/login").or(reviewer.pointer("/reviewer/slug"));
                facts.reviewers.extend(login.and_then(Value::as_str).map(str::to_owned));
            }
        }
        let Some(policy) = item.get("deployment_branch_policy").filter(|policy| !policy.is_null()) else {
            return Ok(Some(facts));
        };
        let mut branches = BranchPolicy::default();
        branches.protected_branches =
            policy.get("protected_branches").and_then(Value::as_bool).unwrap_or_default();
        branches.custom_branch_policies =
            policy.get("custom_branch_policies").and_then(Value::as_bool).unwrap_or_default();
        if branches.custom_branch_policies {
            let path =
                ["repos", owner, name, "environments", facts.name.as_str(), "deployment-branch-policies"];
            let listed = self.rest.list(&path, "branch_policies").map_err(|error| unanswered(&error))?;
            match listed {
                Ok(listed) => branches.patterns.extend(listed.iter().filter_map(pattern)),
                Err(response) => {
                    self.left_out(&format!("the branch rules of environment `{}`", facts.name), &response)?;
                    return Ok(None);
                }
            }
        }
        facts.branch_policy = Some(branches);
        Ok(Some(facts))
    }

    /// A document that may not be there: empty when nothing was ever configured, `None` when it may not be seen.
    fn optional(&self, what: &str, path: &[&str]) -> Result<Option<Value>, InputError> {
        let response = self.rest.get(path, "").map_err(|error| unanswered(&error))?;
        match response.status {
            200 => Ok(Some(response.body)),
            404 if self.has_token => Ok(Some(Value::Object(serde_json::Map::new()))),
            _ => {
                self.left_out(what, &response)?;
                Ok(None)
            }
        }
    }

    /// Says that something is left out; a refusal that concerns everything is an error.
    fn left_out(&self, what: &str, response: &Response) -> Result<(), InputError> {
        if response.status == 401 || response.limited_until.is_some() || response.status >= 500 {
            return Err(self.refused(what, response));
        }
        let why = match response.status {
            200 => "come in more pages than are read".to_owned(),
            status => format!("may not be seen (HTTP status {status})"),
        };
        self.terminal.message(&format!("warning: {what} {why} and stay open in the facts\n"));
        Ok(())
    }

    /// The error for an answer that ends the run.
    fn refused(&self, what: &str, response: &Response) -> InputError {
        if let Some(until) = &response.limited_until {
            let when = until
                .parse::<i64>()
                .ok()
                .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
                .map(|time| format!(" until {time}"))
                .unwrap_or_default();
            return InputError::plain(
                format!("GitHub's rate limit is used up{when} (HTTP status {})", response.status),
                "wait, or set GITHUB_TOKEN, which has a limit of its own",
            );
        }
        let repo = &self.repo;
        match (response.status, self.has_token) {
            (401, _) => InputError::plain(
                "GitHub does not accept the token in GITHUB_TOKEN (HTTP status 401)",
                "set GITHUB_TOKEN to a token that has not expired",
            ),
            (403, _) => InputError::plain(
                format!("{what} of `{repo}` may not be read with this token (HTTP status 403)"),
                "use a token that may read the repository's metadata, actions and environments",
            ),
            (404, true) => InputError::plain(
                format!("there is no repository `{repo}`, or the token may not see it (HTTP status 404)"),
                "check the name, and that the token was given access to it",
            ),
            (404, false) => InputError::plain(
                format!("there is no public repository `{repo}` (HTTP status 404)"),
                "check the name; for a private one set GITHUB_TOKEN",
            ),
            (status, _) => InputError::plain(
                format!("GitHub answers with HTTP status {status} when asked for {what}"),
                "try again later, or check --api-url",
            ),
        }
    }
}

fn unanswered(error: &NetworkError) -> InputError {
    let help = if error.is_refused_address() {
        "give an https URL, or http on a loopback address"
    } else {
        "check the connection and --api-url"
    };
    InputError::plain(error.to_string(), help)
}

fn keys(customization: &Value) -> Option<Vec<String>> {
    let keys = customization.get("include_claim_keys")?.as_array()?;
    Some(keys.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

fn pattern(item: &Value) -> Option<BranchPattern> {
    let kind = match item.get("type").and_then(Value::as_str) {
        Some("tag") => PatternKind::Tag,
        _ => PatternKind::Branch,
    };
    Some(BranchPattern { name: item.get("name")?.as_str()?.to_owned(), kind })
}

/// The issuer that belongs to an API elsewhere than on github.com.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
fn issuer(api_url: &str) -> Option<String> {
    let url = Url::parse(api_url).ok()?;
    let host = url.host_str()?;
    if host == "api.github.com" || url.scheme() == "http" {
        return None;
    }
    match host.strip_prefix("api.").and_then(|rest| rest.strip_suffix(".ghe.com")) {
        Some(subdomain) => Some(format!("https://token.actions.{subdomain}.ghe.com")),
        None => Some(format!("https://{host}/_services/token")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_deployment_has_its_issuer() {
        assert_eq!(issuer("https://api.github.com"), None);
        assert_eq!(issuer("http://127.0.0.1:80"), None);
        assert_eq!(issuer("https://api.acme.ghe.com").as_deref(), Some("https://token.actions.acme.ghe.com"));
        assert_eq!(
            issuer("https://github.example.com/api/v3").as_deref(),
            Some("https://github.example.com/_services/token")
        );
    }
}

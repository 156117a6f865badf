//! What `check` and `fix` are asked.

use std::collections::BTreeMap;

use can_assume_core::iam::context::ContextValue;
use can_assume_core::iam::policy::PolicyKind;
use can_assume_core::question::{Identity, KeySource, Policy, Question};
use can_assume_core::read::{self, InputError};
use can_assume_core::sources::provider::Provider;
use can_assume_core::workflow::{self, RolePolicy, WorkflowAnswer, WorkflowQuestion};
use serde::Deserialize;

use super::{Text, Time, Workflow};
use crate::output::Format;

/// What is asked; see `CheckInput` in the package's types.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Asked {
    #[serde(default)]
    policy: Vec<Text>,
    role: Option<String>,
    claims: Option<Text>,
    token: Option<Text>,
    request: Option<Text>,
    workflow: Option<Text>,
    #[serde(default)]
    files: Vec<Text>,
    repository: Option<String>,
    facts: Option<Text>,
    job: Option<String>,
    event: Option<String>,
    r#ref: Option<String>,
    providers: Option<Text>,
    #[serde(default)]
    rcp: Vec<Text>,
    #[serde(default)]
    scp: Vec<Text>,
    caller_policy: Option<Text>,
    jwks: Option<Text>,
    audience: Option<String>,
    at: Option<Time>,
    #[serde(default)]
    context: BTreeMap<String, Values>,
    /// How much of the evaluation is drawn.
    pub(crate) explain: Option<Explain>,
    /// The texts that are wanted.
    #[serde(default)]
    pub(crate) formats: Vec<Format>,
}

/// How much of the evaluation is drawn.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Explain {
    Failing,
    Full,
}

/// The value of a context key.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a string or a list of strings")]
enum Values {
    One(String),
    Several(Vec<String>),
}

/// What is asked about: one identity, or the jobs of a workflow.
pub(crate) enum About {
    Identity(Box<Question>),
    Workflow(Box<AskedWorkflow>),
}

/// A workflow and the policies of the roles that its jobs assume.
pub(crate) struct AskedWorkflow {
    /// The workflow.
    pub(crate) workflow: Workflow,
    policies: Vec<RolePolicy>,
    providers: Option<Vec<Provider>>,
    resource_control_policies: Vec<Policy>,
}

impl Asked {
    /// Whether a token or a request comes, which only `check` takes.
    pub(crate) fn has_token_or_request(&self) -> bool {
        self.token.is_some() || self.request.is_some()
    }

    /// Reads what was given.
    ///
    /// # Errors
    /// When it is not exactly one identity, or a text cannot be read.
    pub(crate) fn read(self) -> Result<About, InputError> {
        let given = [&self.token, &self.claims, &self.request, &self.workflow];
        if given.into_iter().flatten().count() != 1 {
            return Err(InputError::plain(
                "the input has none or several of `claims`, `token`, `request` and `workflow`",
                "give exactly one of them",
            ));
        }
        let providers = self.providers.map(|text| read::providers(&text.into())).transpose()?;
        let resource_control_policies = policies(self.rcp, PolicyKind::ResourceControl)?;
        if let Some(workflow) = self.workflow {
            let workflow = Workflow::read(workflow, self.files, self.repository.as_deref(), self.facts)?
                .select(self.job, self.event, self.r#ref);
            let policies = workflow.role_policies(self.policy, self.role.as_deref())?;
            let asked = AskedWorkflow { workflow, policies, providers, resource_control_policies };
            return Ok(About::Workflow(Box::new(asked)));
        }
        let role = self.role.as_deref();
        let (role, policy) = read::role(&read::only(&self.policy)?.clone().into(), role)?;
        let now = self.at.as_ref().map(Time::seconds).transpose()?;
        let identity = match (self.token, self.claims, self.request) {
            (Some(_), _, _) if now.is_none() => {
                return Err(InputError::plain(
                    "a token comes without the time of the request",
                    "give `at`, for example `Math.floor(Date.now() / 1000)`",
                ));
            }
            (Some(token), _, _) => token_with(&token.into(), self.jwks)?,
            (_, Some(claims), _) => read::claims(claims.into(), self.audience.as_deref())?,
            (_, _, Some(request)) => read::request(request.into())?,
            (None, None, None) => {
                return Err(InputError::plain(
                    "no identity was given",
                    "give `claims`, `token`, `request` or `workflow`",
                ));
            }
        };
        Ok(About::Identity(Box::new(Question {
            role,
            policy,
            identity,
            providers,
            resource_control_policies,
            service_control_policies: policies(self.scp, PolicyKind::ServiceControl)?,
            caller_policy: self
                .caller_policy
                .map(|text| read::policy(text.into(), PolicyKind::Identity))
                .transpose()?,
            context: self.context.into_iter().map(|(key, values)| (key, values.into())).collect(),
            now,
            session_name: None,
            duration_seconds: None,
        })))
    }
}

impl AskedWorkflow {
    /// The answer.
    ///
    /// # Errors
    /// When nothing fits the selection.
    pub(crate) fn answer(&self) -> Result<WorkflowAnswer, InputError> {
        let Workflow { source, facts, files, prediction, selection } = &self.workflow;
        workflow::check(&WorkflowQuestion {
            source,
            prediction,
            facts,
            resolver: files,
            policies: &self.policies,
            providers: self.providers.as_deref(),
            resource_control_policies: &self.resource_control_policies,
            selection,
        })
        .map_err(|error| read::nothing_selected(source, &error))
    }
}

impl From<Values> for ContextValue {
    fn from(values: Values) -> Self {
        match values {
            Values::One(value) => Self::Single(value),
            Values::Several(values) => Self::Multi(values),
        }
    }
}

fn token_with(
    token: &can_assume_core::diagnostic::SourceText,
    jwks: Option<Text>,
) -> Result<Identity, InputError> {
    read::token(token, || match jwks {
        Some(jwks) => read::key_set(&jwks.into()).map(KeySource::Given),
        None => Ok(KeySource::NotGiven),
    })
}

fn policies(texts: Vec<Text>, kind: PolicyKind) -> Result<Vec<Policy>, InputError> {
    texts.into_iter().map(|text| read::policy(text.into(), kind)).collect()
}
